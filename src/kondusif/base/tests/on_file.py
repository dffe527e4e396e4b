"""A database in a file, as the product opens it; the tests' own lies in memory, where nobody waits."""

from pathlib import Path
from typing import Any

from kondusif.base.sqlite.base import DatabaseWrapper
from kondusif.kernel.env import database


def settings_of_file(folder: Path, **options: object) -> dict[str, Any]:
    """What Django needs for one more connection to a database of this folder."""
    made: dict[str, Any] = database("", folder)
    made["OPTIONS"] |= options
    return made | {
        "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "USER": "",
        "PASSWORD": "", "HOST": "", "PORT": "", "TEST": {"NAME": None},
    }  # fmt: skip


def begin(one: DatabaseWrapper) -> None:
    """Open a transaction as `transaction.atomic` does."""
    one.ensure_connection()
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

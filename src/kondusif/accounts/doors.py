"""The table of doors: every URL, API call and command, and who may pass.

Each room lists its own doors in its `permissions.py`; here they become one table. A test walks the resolver and the
commands, and fails on a door that is missing here or that leads nowhere.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from kondusif.accounts.rules import Door


@cache
def doors() -> dict[str, Door]:
    """Every door by name.

    Raises:
        ValueError: two rooms claim the same door.
    """
    table: dict[str, Door] = {}
    for app in (*settings.INSTALLED_APPS, "kondusif.cli"):
        if not app.startswith("kondusif.") or not find_spec(f"{app}.permissions"):
            continue
        for name, door in getattr(import_module(f"{app}.permissions"), "DOORS", {}).items():
            if table.get(name, door) != door:
                raise ValueError(f"two rooms keep the door {name}")
            table[name] = door
    return table


def door_of(name: str) -> Door | None:
    """The door behind a URL name, or None."""
    return doors().get(name)

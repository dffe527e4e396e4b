"""SQLite whose writers in one process wait in line instead of asking again and again.

SQLite lets one writer in at a time, and who finds it busy sleeps and tries again, each time longer: under load some
wait very long although the database is free most of the time. Threads of one process wait here for a lock instead and
go on the moment it is free. Between processes (the worker, a command) SQLite's own lock decides, as before; what is
durable and when is SQLite's alone.
"""

import threading
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as Plain

_lines: dict[str, threading.Lock] = {}
_guard = threading.Lock()


def _line_of(name: str) -> threading.Lock:
    with _guard:
        return _lines.setdefault(name, threading.Lock())


class DatabaseWrapper(Plain):
    """The backend named in `kernel.env.database`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        line = _line_of(str(self.settings_dict["NAME"]))
        # Whoever waits longer than SQLite itself would goes on and is told by SQLite that it is locked.
        held = line.acquire(timeout=float(self.settings_dict["OPTIONS"].get("timeout", 5)))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            if held:
                line.release()
            raise
        self._line = line if held else None

    def _leave(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.release()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()  # after a failed commit the transaction still stands; the rollback that follows leaves the line

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

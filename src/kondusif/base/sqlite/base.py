"""SQLite whose writers in one process wait in line instead of asking again and again.

SQLite lets one writer in at a time, and who finds it busy sleeps and tries again, each time longer: under load some
wait very long although the database is free most of the time. Threads of one process wait here for a lock instead and
go on the moment it is free. Between processes (the worker, a command) SQLite's own lock decides, as before.

A transaction leaves the line when its COMMIT stands in the log, and returns when the log is on the disk (`log.Log`).
SQLite would sync with its lock held, one transaction after the other, and a disk manages only a few hundred of those a
second. What is written without a transaction is synced by SQLite itself.
"""

import threading
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as Plain

from kondusif.base.sqlite.log import Log

SYNC_LATER, SYNC_AT_ONCE = "PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL"
_lines: dict[str, threading.Lock] = {}
_logs: dict[str, Log] = {}
_guard = threading.Lock()


def _line_of(name: str) -> threading.Lock:
    with _guard:
        return _lines.setdefault(name, threading.Lock())


def _log_of(name: str) -> Log:
    with _guard:
        return _logs.get(name) or _logs.setdefault(name, Log(name))


class DatabaseWrapper(Plain):
    """The backend named in `kernel.env.database`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line: threading.Lock | None = None
        self._log: Log | None = None  # while a transaction stands

    def _start_transaction_under_autocommit(self) -> None:
        name = str(self.settings_dict["NAME"])
        line, log = _line_of(name), _log_of(name)
        log.check()
        # Whoever waits longer than SQLite itself would goes on and is told by SQLite that it is locked.
        held = line.acquire(timeout=float(self.settings_dict["OPTIONS"].get("timeout", 5)))
        self._line, self._log = line if held else None, log
        try:
            self.connection.execute(SYNC_LATER)
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        line, self._line = self._line, None
        log, self._log = self._log, None
        try:
            if log is not None:
                self.connection.execute(SYNC_AT_ONCE)
        finally:
            if line is not None:
                line.release()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        log = self._log
        self._leave()  # after a failed commit the transaction still stands; the rollback that follows leaves the line
        if log is not None:
            log.reach_the_disk()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._log = None  # the connection is gone, and its settings with it
            self._leave()

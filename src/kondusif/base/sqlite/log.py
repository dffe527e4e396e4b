"""One sync of the write-ahead log for everybody who committed before it began.

A disk takes as long to sync one commit as to sync twenty. Who commits adds to the log in a moment, lets the next writer
in, and then waits here until the log is on the disk; those who waited while the disk was busy share the next sync. This
is the one sync that `synchronous=FULL` has beyond NORMAL (sqlite.org/pragma.html: "an additional sync operation of the
WAL file happens after each transaction commit"), at the same place seen from outside: after COMMIT, before the answer.
"""

import os
import threading

from django.db import OperationalError


class Log:
    """The log of one database, as the threads of one process write it.

    Args:
        database: the file of the database; its log lies beside it while it is open.
    """

    def __init__(self, database: str) -> None:
        self._path = f"{os.path.realpath(database)}-wal"
        self._count, self._turn = threading.Lock(), threading.Lock()
        self._committed = self._synced = 0
        self._lost = False

    def check(self) -> None:
        """Nothing may be written on top of what perhaps never reached the disk.

        Raises:
            OperationalError: a sync of this log has failed in this process.
        """
        if self._lost:
            raise OperationalError("the log of the database does not reach the disk")

    def reach_the_disk(self) -> None:
        """Return when what this thread has just committed is on the disk.

        Raises:
            OperationalError: the disk does not take it; nobody may be told that it was kept.
        """
        with self._count:
            self._committed += 1
            mine = self._committed
        with self._turn:
            self.check()
            if self._synced >= mine:
                return
            until = self._committed
            self._sync()
            self._synced = until

    def _sync(self) -> None:
        try:
            handle = os.open(self._path, os.O_RDONLY)
            try:
                os.fdatasync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            self._lost = True  # a second try would find the pages marked clean, and say that all is well
            raise OperationalError("the log of the database does not reach the disk") from error

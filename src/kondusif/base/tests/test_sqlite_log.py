"""A commit returns when the log is on the disk; those who committed meanwhile share one sync."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django.plugin import DjangoDbBlocker

from kondusif.base.sqlite.base import DatabaseWrapper, _log_of
from kondusif.base.sqlite.log import Log
from kondusif.base.tests.on_file import begin, settings_of_file

THREADS = 12


@pytest.fixture
def opened(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    one = DatabaseWrapper(settings_of_file(tmp_path), alias="log")
    with django_db_blocker.unblock():
        with one.cursor() as cursor:
            cursor.execute("CREATE TABLE tally (id INTEGER PRIMARY KEY, said INTEGER)")
        yield one
        one.close()


def write(one: DatabaseWrapper, said: int = 1) -> None:
    begin(one)
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO tally (said) VALUES (%s)", [said])
    one.commit()
    one.set_autocommit(True)


def level(one: DatabaseWrapper) -> int:
    return int(one.connection.execute("PRAGMA synchronous").fetchone()[0])


class Disk:
    """Notes each sync of a log and how much of the file stood there; waits or fails when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.syncs: list[str] = []
        self.fails, self.free = False, threading.Event()
        self.free.set()
        self._real = os.fdatasync
        monkeypatch.setattr("kondusif.base.sqlite.log.os.fdatasync", self)

    def __call__(self, handle: int) -> None:
        self.syncs.append(os.readlink(f"/proc/self/fd/{handle}"))
        assert self.free.wait(240)
        if self.fails:
            raise OSError(5, "Input/output error")
        self._real(handle)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_the_log_of_the_database_is_synced_before_a_commit_returns(
    opened: DatabaseWrapper, disk: Disk, tmp_path: Path
) -> None:
    write(opened)
    assert disk.syncs == [str((tmp_path / "kondusif.sqlite3-wal").resolve())]


def test_the_line_is_free_while_the_disk_is_busy(opened: DatabaseWrapper, disk: Disk, tmp_path: Path) -> None:
    disk.free.clear()
    waits = threading.Thread(target=elsewhere, args=(tmp_path, 1))
    waits.start()
    while not disk.syncs:
        time.sleep(0.01)
    begin(opened)  # the first one has not been told that it was kept, and yet the next one may begin
    opened.rollback()
    disk.free.set()
    waits.join(240)
    assert not waits.is_alive()


def elsewhere(folder: Path, said: int, told: list[BaseException | None] | None = None) -> None:
    one = DatabaseWrapper(settings_of_file(folder), alias="log")
    error: BaseException | None = None
    try:
        write(one, said)
    except OperationalError as caught:
        error = caught
    finally:
        one.close()
    if told is not None:
        told.append(error)


def crowd(folder: Path, disk: Disk) -> list[BaseException | None]:
    """Many writers at once, the first of whom waits for the disk until the others have committed too."""
    told: list[BaseException | None] = []
    watching = DatabaseWrapper(settings_of_file(folder), alias="log")
    log = _log_of(str(watching.settings_dict["NAME"]))
    before = log._committed
    disk.free.clear()
    threads = [threading.Thread(target=elsewhere, args=(folder, n, told)) for n in range(THREADS)]
    for one in threads:
        one.start()
    until = time.monotonic() + 120
    while log._committed < before + THREADS and time.monotonic() < until:
        time.sleep(0.01)
    with watching.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tally")
        assert cursor.fetchone()[0] == THREADS
    assert told == []  # all stand in the log, and nobody has been told so
    watching.close()
    disk.free.set()
    for one in threads:
        one.join(240)
    return told


def test_everybody_who_commits_while_the_disk_is_busy_shares_the_next_sync(
    opened: DatabaseWrapper, disk: Disk, tmp_path: Path
) -> None:
    assert crowd(tmp_path, disk) == [None] * THREADS
    assert len(disk.syncs) == 2


def test_a_disk_that_does_not_take_the_log_is_told_to_everybody_who_waits_and_nothing_is_written_after_it(
    opened: DatabaseWrapper, disk: Disk, tmp_path: Path
) -> None:
    disk.fails = True
    told = crowd(tmp_path, disk)
    assert all(isinstance(one, OperationalError) for one in told)
    assert len(told) == THREADS
    disk.fails = False
    with pytest.raises(OperationalError, match="does not reach the disk"):
        begin(opened)


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_what_is_written_without_a_transaction_is_synced_by_sqlite_itself(
    opened: DatabaseWrapper, disk: Disk, ending: str
) -> None:
    assert level(opened) == 2
    begin(opened)
    assert level(opened) == 1
    getattr(opened, ending)()
    opened.set_autocommit(True)
    assert level(opened) == 2
    assert len(disk.syncs) == (ending == "commit")


def test_a_transaction_that_cannot_begin_leaves_everything_as_it_was(opened: DatabaseWrapper, tmp_path: Path) -> None:
    other = DatabaseWrapper(settings_of_file(tmp_path, timeout=0.1), alias="log")
    opened.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        begin(other)
    opened.connection.execute("ROLLBACK")
    assert level(other) == 2
    write(other)
    other.close()


def test_a_log_that_is_not_there_is_not_taken_for_synced(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        Log(str(tmp_path / "tidak-ada.sqlite3")).reach_the_disk()

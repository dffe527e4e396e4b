"""Writers of one process wait in line; what stands in the line is given back however a transaction ends."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from kondusif.base.sqlite.base import DatabaseWrapper, _line_of
from kondusif.base.tests.on_file import begin, settings_of_file


@pytest.fixture
def settings_of(tmp_path: Path) -> dict[str, Any]:
    return settings_of_file(tmp_path)


@pytest.fixture
def opened(settings_of: dict[str, Any], django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    one = DatabaseWrapper(settings_of, alias="line")
    with django_db_blocker.unblock():
        with one.cursor() as cursor:
            cursor.execute("CREATE TABLE tally (id INTEGER PRIMARY KEY, said INTEGER)")
        yield one
        one.close()


def _free(settings_of: dict[str, Any]) -> bool:
    line = _line_of(str(settings_of["NAME"]))
    if not line.acquire(blocking=False):
        return False
    line.release()
    return True


def test_what_is_acknowledged_is_on_the_disk(opened: DatabaseWrapper) -> None:
    with opened.cursor() as cursor:
        said = {}
        for name in ("synchronous", "journal_mode", "foreign_keys", "temp_store"):
            cursor.execute(f"PRAGMA {name}")
            said[name] = cursor.fetchone()[0]
    assert said == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "temp_store": 2}


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_the_line_is_left_however_the_transaction_ends(
    opened: DatabaseWrapper, settings_of: dict[str, Any], ending: str
) -> None:
    assert _free(settings_of)
    begin(opened)
    assert not _free(settings_of)
    if ending == "close":
        opened.connection.rollback()
    getattr(opened, ending)()
    assert _free(settings_of)


def test_many_writers_all_get_their_turn(opened: DatabaseWrapper, settings_of: dict[str, Any]) -> None:
    faults: list[BaseException] = []

    def write(said: int) -> None:
        one = DatabaseWrapper(settings_of, alias="line")
        try:
            for _time in range(10):
                begin(one)
                with one.cursor() as cursor:
                    cursor.execute("INSERT INTO tally (said) VALUES (%s)", [said])
                one.commit()
                one.set_autocommit(True)
        except BaseException as error:
            faults.append(error)
        finally:
            one.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    with opened.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tally")
        assert (faults, cursor.fetchone()[0]) == ([], 80)

"""One function over many pieces: nothing lost, nothing twice, the same whatever the number of processes."""

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kondusif.engine.executor import Progress, Result, map_partitions
from kondusif.engine.tests import work_for_executor as work
from kondusif.kernel.errors import Refused


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "in"
    folder.mkdir()
    paths = []
    for number in range(8):
        path = folder / f"{number}.txt"
        path.write_text("\n".join("x" * n for n in range(number + 3)))
        paths.append(str(path))
    return paths


def rows(results: list[Result]) -> list[dict[str, Any]]:
    return [row for result in results for row in result.table().to_pylist()]


def expected(files: list[str]) -> list[dict[str, Any]]:
    return [row for file in files for row in work.lengths(file).to_pylist()]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.arrow"))}


def test_answers_come_in_the_order_of_the_pieces_and_equal_for_one_and_two_processes(
    files: list[str], tmp_path: Path
) -> None:
    for workers in (1, 2):
        found = list(map_partitions(work.lengths, files, workers=workers, folder=tmp_path / str(workers)))
        assert rows(found) == expected(files)
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")


def test_a_process_that_dies_in_the_middle_loses_nothing_and_doubles_nothing(files: list[str], tmp_path: Path) -> None:
    found = list(map_partitions(partial(work.dies_once, str(tmp_path)), files, workers=2, folder=tmp_path / "out"))
    assert (tmp_path / "died").exists()
    assert rows(found) == expected(files)
    assert len(bytes_of(tmp_path / "out")) == len(files)


def test_a_process_killed_from_outside_by_its_id_is_replaced(files: list[str], tmp_path: Path) -> None:
    mark = tmp_path / "process"

    def kill() -> None:
        for _ in range(2400):
            if mark.exists():
                os.kill(int(mark.read_text()), signal.SIGKILL)
                return
            time.sleep(0.05)

    thread = threading.Thread(target=kill)
    thread.start()
    found = list(map_partitions(partial(work.waits_for_its_end, str(tmp_path)), files, workers=2))[:1]
    thread.join()
    assert found
    again = list(
        map_partitions(partial(work.waits_for_its_end, str(tmp_path)), files, workers=2, folder=tmp_path / "out")
    )
    assert rows(again) == expected(files)


def test_a_piece_that_kills_every_process_is_named_and_the_others_are_done(files: list[str], tmp_path: Path) -> None:
    found = list(map_partitions(work.dies_always, files, workers=2, folder=tmp_path / "out"))
    assert [result.number for result in found if result.failure] == [3]
    assert found[3].failure is not None
    assert found[3].failure.code == "engine.executor.worker_lost"
    assert rows([r for r in found if not r.failure]) == expected([f for f in files if not f.endswith("3.txt")])


def test_when_process_after_process_dies_the_run_stops(files: list[str]) -> None:
    with pytest.raises(Refused, match="processes_die"):
        list(map_partitions(work.dies_at_once, files, workers=2))


def test_a_refusal_and_a_fault_stay_with_their_piece(files: list[str], tmp_path: Path) -> None:
    found = list(map_partitions(work.refuses, files, workers=2, folder=tmp_path / "out"))
    assert [(r.number, r.failure.code) for r in found if r.failure] == [
        (1, "engine.table.unreadable"),
        (2, "engine.executor.piece_failed"),
    ]
    assert len(rows([r for r in found if not r.failure])) == len(expected(files)) - 4 - 5


def test_a_later_call_goes_on_where_the_first_stopped(files: list[str], tmp_path: Path) -> None:
    marks, out = tmp_path / "marks", tmp_path / "out"
    marks.mkdir()
    fn = partial(work.counted, str(marks))
    first = map_partitions(fn, files, workers=1, folder=out)
    for _ in range(3):
        next(first)
    first.close()
    done = len(bytes_of(out))
    begun = len(list(marks.iterdir()))
    assert 3 <= done < len(files)
    said: list[Progress] = []
    found = list(map_partitions(fn, files, workers=2, folder=out, progress=said.append))
    assert rows(found) == expected(files)
    assert len(list(marks.iterdir())) == begun + len(files) - done
    assert (said[-1].done, said[-1].before, said[-1].total, said[-1].rest) == (len(files) - done, done, len(files), 0)


def test_a_piece_of_another_name_is_never_taken_for_a_finished_one(files: list[str], tmp_path: Path) -> None:
    list(map_partitions(work.lengths, files, workers=1, folder=tmp_path / "out"))
    found = list(map_partitions(work.lengths, files[::-1], workers=1, folder=tmp_path / "out"))
    assert rows(found) == expected(files[::-1])


def test_no_pieces_no_processes() -> None:
    assert list(map_partitions(work.lengths, [])) == []

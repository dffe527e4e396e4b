"""What is acknowledged lies on the disk; where the disk takes nothing, the reporter is told so and nothing is kept."""

import ctypes
import json
import re
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.crowd import story
from harness.picture import drawn
from harness.reckoning import look, reckon
from harness.reporter import Reporter, Told, learn
from harness.site import BENCH, Site, site

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24
REPORTS = 8
LOG_SYNC = re.compile(r"f(?:data)?sync\(.*kondusif\.sqlite3-wal")


def as_everybody() -> None:
    """In the new process: even root then obeys the rights of a file."""
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path, before=as_everybody) as served:
        yield served


def send(place: Site, mark: str, patience_s: float = 4.0) -> Told:
    return Reporter(place.port, patience_s=patience_s).tell(story(mark, picture=drawn()))


def limit(place: Site, size: int) -> None:
    """No file of the server may grow beyond this any more, as on a full disk."""
    for pid in place.family()["serving"]:
        _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size if size >= 0 else hard, hard))


def folders(place: Site) -> list[Path]:
    media = place.home / "berkas"
    media.mkdir(exist_ok=True)
    return [media, *[path for path in media.iterdir() if path.is_dir()]]


def expect_an_honest_refusal(place: Site, told: Told, before: dict[str, object]) -> None:
    assert not told.acknowledged
    assert re.match(r"5\d\d .{10,}", told.said), told.said
    seen = look(place)
    assert seen["rows"] == before["rows"]
    assert seen["entries"] == before["entries"]
    assert seen["broken"] is None


def expect_the_next_one_is_kept(place: Site, before: dict[str, object]) -> None:
    told = send(place, "sesudahnya", patience_s=60)
    assert told.acknowledged, told.said
    assert reckon(place, before, [told], [1]).whole


def test_a_full_disk_gives_a_page_that_says_so_and_keeps_nothing(place: Site) -> None:
    assert send(place, "sebelumnya", 60).acknowledged
    before = look(place)
    limit(place, 4096)
    told = send(place, "penuh")
    limit(place, -1)
    expect_an_honest_refusal(place, told, before)
    expect_the_next_one_is_kept(place, before)


def test_a_read_only_disk_gives_a_page_that_says_so_and_keeps_nothing(place: Site) -> None:
    assert send(place, "sebelumnya", 60).acknowledged
    before = look(place)
    modes = {path: path.stat().st_mode for path in folders(place)}
    for path in modes:
        path.chmod(0o500)
    told = send(place, "hanya-baca")
    for path, mode in modes.items():
        path.chmod(mode)
    expect_an_honest_refusal(place, told, before)
    expect_the_next_one_is_kept(place, before)


def test_files_are_synced_before_commit_and_commit_comes_before_the_answer(tmp_path: Path) -> None:
    with site(tmp_path, program=[str(BENCH / "harness" / "watched.py")]) as place:
        told = [send(place, f"urut-{number}", 60) for number in range(REPORTS)]
        assert all(one.acknowledged for one in told), [one.said for one in told]
        orders = [json.loads(line) for line in (place.home / "urutan.jsonl").read_text().splitlines()]
    taken = [order for order in orders if order[-1].startswith("answer 20")]
    assert len(taken) == REPORTS
    for order in taken:
        last_commit = max(at for at, event in enumerate(order) if event == "commit")
        syncs = [at for at, event in enumerate(order) if event == "sync"]
        assert len(syncs) >= 2, order  # the safe copy and its folder at the least
        assert max(syncs) < last_commit < len(order) - 1, order


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_the_database_log_is_on_the_disk_before_the_answer_leaves(tmp_path: Path) -> None:
    trace = tmp_path / "jejak"
    calls = "trace=fsync,fdatasync,openat,close,write,writev,sendto,sendmsg"
    with site(tmp_path, wrapped=["strace", "-f", "-y", "-s", "40", "-o", str(trace), "-e", calls]) as place:
        learned, first = learn(place.port, story("jejak", picture=drawn()))
        assert first.acknowledged, first.said
        kept = 0
        for number in range(REPORTS):
            start = len(trace.read_bytes())
            told = Reporter(place.port, learned=learned).tell(story(f"jejak-{number}", picture=drawn()))
            assert told.acknowledged, told.said
            lines = trace.read_bytes()[start:].decode(errors="replace").splitlines()
            answers = [at for at, line in enumerate(lines) if re.search(r"HTTP/1\.1 20\d", line)]
            synced = [
                at for at, line in enumerate(lines) if re.search(r"f(?:data)?sync\(.*kondusif\.sqlite3-wal", line)
            ]
            kept += bool(answers and synced and min(synced) < answers[-1])
    assert kept == REPORTS

"""A screening from the call to the result: the same bytes always, nothing lost, everything witnessed."""

import csv
import hashlib
import json
import os
import random
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kondusif.engine.executor import Progress
from kondusif.engine.screening import pieces as cutting
from kondusif.engine.screening import run as running
from kondusif.engine.screening.manifest import Mandate, manifest_path
from kondusif.engine.screening.place import index_folder
from kondusif.engine.screening.run import Order, prepare, run
from kondusif.engine.tables import read_table
from kondusif.engine.tests import work_for_screening as work
from kondusif.kernel.errors import Refused

AT = datetime(2024, 11, 13, 2, tzinfo=UTC)
WORDS = ["pagi", "kampanye", "jalan", "budi", "siti", "hujan", "kampanye,", "rapat\nwarga", 'kata "kutip"', "é😀"]


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PIECE_BYTES", 2_000)
    monkeypatch.setattr(running, "SAMPLE_BYTES", 500)


def texts(count: int, first: int = 0) -> list[tuple[str, str]]:
    dice = random.Random(first)
    return [(f"t{first + n}", " ".join(dice.choices(WORDS, k=12))) for n in range(count)]


def as_csv(path: Path, rows: list[tuple[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "text"), *rows])
    return path


def as_parquet(path: Path, rows: list[tuple[str, str]], group: int = 100) -> Path:
    pq.write_table(pa.table({"id": [r[0] for r in rows], "text": [r[1] for r in rows]}), path, row_group_size=group)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "pegawai.csv"
    path.write_text("nip;nama\n1;budi\n2;siti\n2;siti lain\n;tanpa nip\n4;\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "teks"
    made.mkdir()
    as_parquet(made / "b.parquet", texts(300))
    as_csv(made / "a.csv", texts(200, 1000))
    (made / "catatan.txt").write_text("bukan tabel")
    return made


def screened(order: Order, means: Any = None, progress: Any = None) -> dict[str, Any]:
    with ExitStack() as stack:
        job = prepare(order, means or work.means(), stack, today=work.TODAY, say=lambda _step, _count: None)
        return run(job, made_at=AT, progress=progress)


def order_of(folder: Path, out: Path, **more: Any) -> Order:
    return Order(**{"texts": folder, "out": out, "mandate": work.EXERCISE, "workers": 1, **more})


def rows_of(path: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(path.open(newline="", encoding="utf-8")))


def expected(folder: Path, roster: Path | None) -> list[tuple[str, str, str]]:
    names = {"budi": "1", "siti": "2"} if roster else {}
    found = []
    for file in sorted(folder.iterdir()):
        if file.suffix in {".csv", ".parquet"}:
            for row in read_table(file, ("id", "text")).to_pylist():
                for at, word in ((row["text"].find(w, p), w) for w in [*names, "kampanye"] for p in range(200)):
                    found.append((row["id"], at, word))
    return sorted({(i, str(at), w) for i, at, w in found if at >= 0})


def test_every_proposal_of_every_text_is_there_in_the_order_of_the_texts(
    folder: Path, roster: Path, tmp_path: Path
) -> None:
    screened(order_of(folder, tmp_path / "hasil.csv", roster=roster))
    rows = rows_of(tmp_path / "hasil.csv")
    assert list(rows[0]) == ["id", "start", "end", "kind", "ref", "score", "quote"]
    assert sorted((row["id"], row["start"], row["quote"]) for row in rows) == expected(folder, roster)
    said = {row["id"]: row["text"] for row in texts_by_id(folder)}
    assert all(said[row["id"]][int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)
    order = list(said)
    places = [(order.index(row["id"]), int(row["start"])) for row in rows]
    assert places == sorted(places)
    assert not (tmp_path / "hasil.csv.kerja").exists()


def texts_by_id(folder: Path) -> list[dict[str, str]]:
    files = sorted(file for file in folder.iterdir() if file.suffix != ".txt")
    return [row for file in files for row in read_table(file, ("id", "text")).to_pylist()]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_one_process_and_two_give_the_same_bytes(folder: Path, roster: Path, tmp_path: Path, suffix: str) -> None:
    made = []
    for workers in (1, 2):
        out = tmp_path / f"hasil{workers}.{suffix}"
        screened(order_of(folder, out, roster=roster, workers=workers))
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_a_process_killed_in_the_middle_changes_no_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_csv(folder / "a2.csv", [*texts(20, 5000), ("m", "mati"), *texts(200, 6000)])
    monkeypatch.setenv("SCREENING_MARK", str(tmp_path / "mark"))
    screened(order_of(folder, tmp_path / "satu.csv"))
    said = screened(order_of(folder, tmp_path / "dua.csv", workers=2), work.means(work.open_mortal))
    assert (tmp_path / "mark").exists()
    assert said["refused"] == []
    assert (tmp_path / "satu.csv").read_bytes() == (tmp_path / "dua.csv").read_bytes()


def test_a_run_that_was_stopped_goes_on_and_ends_in_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    whole, stopped = tmp_path / "utuh.csv", tmp_path / "henti.csv"
    screened(order_of(folder, whole))
    seen: list[Progress] = []

    def stop(at: Progress) -> None:
        seen.append(at)
        if len(seen) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screened(order_of(folder, stopped), progress=stop)
    assert not stopped.exists()
    assert not manifest_path(stopped).exists()
    with pytest.raises(Refused, match="other_work"):
        screened(order_of(folder, stopped), work.means(edition="2"))
    seen.clear()
    screened(order_of(folder, stopped), progress=seen.append)
    assert seen[0].before == 4
    assert stopped.read_bytes() == whole.read_bytes()


def test_the_manifest_says_who_why_on_what_from_what_and_until_when(folder: Path, roster: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil.parquet"
    mandate = Mandate(False, "SE 01/2024", date(2024, 12, 1), "Tim Penegakan", "uji petik")
    said = screened(order_of(folder, out, roster=roster, mandate=mandate))
    assert said == json.loads(manifest_path(out).read_text())
    assert (said["who"], said["purpose"], said["basis"], said["latihan"], said["until"]) == (
        "Tim Penegakan",
        "uji petik",
        "SE 01/2024",
        False,
        "2024-12-01",
    )
    assert said["result"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert said["result"]["rows"] == pq.read_metadata(out).num_rows == sum(said["counts"].values())
    files = {roster.name: roster, "a.csv": folder / "a.csv", "b.parquet": folder / "b.parquet"}
    assert {one["file"]: one["sha256"] for one in said["inputs"]} == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()
    }
    assert said["roster"] == {"entries": 2, "doubled_nip": 1, "without_nip_or_name": 2, "bad_rows": 0}
    assert said["texts"]["read"] == 500
    assert said["edition"] == "1"
    assert set(said["counts"]) == {"act", "person"}


@pytest.mark.parametrize(
    ("mandate", "code"),
    [
        (Mandate(False), "engine.screening.no_basis"),
        (Mandate(False, "SE 01/2024"), "engine.screening.no_basis"),
        (Mandate(False, "  ", date(2024, 12, 1)), "engine.screening.no_basis"),
        (Mandate(False, "SE 01/2024", date(2024, 11, 12)), "engine.screening.past"),
        (Mandate(True, until=date(2024, 11, 12)), "engine.screening.past"),
    ],
)
def test_a_real_roster_without_basis_and_a_day_to_come_is_refused(
    folder: Path, tmp_path: Path, mandate: Mandate, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        screened(order_of(folder, tmp_path / "hasil.csv", mandate=mandate))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["teks"]


def test_spoiled_files_are_named_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "c.parquet").write_bytes(b"PAR1 bukan PAR1")
    (folder / "d.csv").write_text("id,isi\n1,halo\n")
    good = as_parquet(folder / "e.parquet", texts(500, 9000)).read_bytes()
    broken = bytearray(good)
    broken[4:2000] = b"\xff" * 1996
    (folder / "e.parquet").write_bytes(broken)
    said = screened(order_of(folder, tmp_path / "hasil.csv"))
    assert {one["file"]: one["code"] for one in said["refused"]} == {
        "c.parquet": "engine.table.unreadable",
        "d.csv": "engine.table.missing_column",
        "e.parquet": "engine.table.unreadable",
    }
    assert 500 <= said["texts"]["read"] < 1000
    found = {int(row["id"][1:]) // 1000 for row in rows_of(tmp_path / "hasil.csv")}
    assert found >= {0, 1}


def test_when_nothing_can_be_read_the_run_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    made = tmp_path / "teks"
    made.mkdir()
    for content, code in ((None, "empty_folder"), (b"PAR1", "unreadable")):
        if content:
            (made / "c.parquet").write_bytes(content)
        with pytest.raises(Refused, match=code):
            screened(order_of(made, tmp_path / "hasil.csv"))
    (made / "d.parquet").write_bytes(b"")
    with pytest.raises(Refused, match="nothing_readable"):
        screened(order_of(made, tmp_path / "hasil.csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["teks"]


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    for out, code in (
        (Path("/proc/hasil.csv"), "not_writable"),
        (tmp_path / "tiada" / "hasil.csv", "not_writable"),
        (tmp_path / "berkas" / "hasil.csv", "not_writable"),
        (tmp_path / "hasil.xlsx", "kind"),
        (folder / "hasil.csv", "out_is_input"),
    ):
        with pytest.raises(Refused, match=code):
            screened(order_of(folder, out))


def test_odd_texts_are_read_and_counted(tmp_path: Path) -> None:
    rows = [
        ("besar", "x" * 10_000_000 + " kampanye"),
        ("nol", "a\x00b kampanye\x00"),
        ("", "kampanye tanpa id"),
        ("ganda", "kampanye"),
        ("ganda", "hujan"),
        ("ganda", "kampanye"),
        ("panjang" * 20, "😀 kampanye"),
        ("panjang" * 20, ""),
    ]
    file = as_csv(tmp_path / "aneh.csv", rows)
    with file.open("a") as stream:
        stream.write("satu,dua,tiga\n")
    said = screened(order_of(file, tmp_path / "hasil.csv"))
    assert [(row["id"], row["start"]) for row in rows_of(tmp_path / "hasil.csv")] == [
        ("besar", "10000001"),
        ("nol", "4"),
        ("ganda", "0"),
        ("ganda", "0"),
        ("panjang" * 20, "2"),
    ]
    assert said["texts"] == {
        "read": 7,
        "bad_rows": 1,
        "without_id": 1,
        "doubled_id": 3,
        "doubled_id_examples": ["ganda", "panjang" * 20],
    }


def test_two_runs_never_share_a_work_folder(folder: Path, tmp_path: Path) -> None:
    order = order_of(folder, tmp_path / "hasil.csv")
    with ExitStack() as stack:
        prepare(order, work.means(), stack, today=work.TODAY, say=lambda _step, _count: None)
        with pytest.raises(Refused, match="busy"):
            screened(order)


def test_the_index_of_an_exercise_is_built_once_and_that_of_a_real_roster_goes_with_its_run(
    folder: Path, roster: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "simpan"
    exercise = order_of(folder, tmp_path / "hasil.csv", roster=roster, cache=cache)
    for _ in range(2):
        screened(exercise)
    assert (cache / "built").read_text() == "x"
    assert len([path for path in cache.iterdir() if path.is_dir()]) == 1
    real = replace(exercise, mandate=Mandate(False, "SE", date(2024, 12, 1)), cache=tmp_path / "lain")
    screened(real)
    assert not (tmp_path / "lain").exists()
    assert not list(tmp_path.glob("*.kerja"))


def test_three_indexes_stay_and_half_ones_go_after_a_day(tmp_path: Path) -> None:
    for number in range(5):
        made = index_folder(tmp_path, f"persons-{number}", Path.mkdir)
        os.utime(made, (number + 1_000, number + 1_000))
    for name, age in ((".persons-lama.1", 90_000), (".persons-baru.2", 60)):
        (tmp_path / name).mkdir()
        now = (tmp_path / name).stat().st_mtime
        os.utime(tmp_path / name, (now - age, now - age))
    index_folder(tmp_path, "persons-4", Path.mkdir)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".persons-baru.2",
        "persons-2",
        "persons-3",
        "persons-4",
    ]


@pytest.mark.parametrize("size", [60, 700, 9_000])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cuts_never_split_or_lose_a_row(tmp_path: Path, size: int, delimiter: str) -> None:
    dice = random.Random(size)
    parts = ["kata ", '"', ",", ";", "\n", "\r\n", '""', "é", "\x00", "\t", "'"]
    rows = [(f"i{n}", "".join(dice.choices(parts, k=dice.randint(0, 20)))) for n in range(800)]
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=delimiter).writerows([("id", "text"), *rows])
    found = [cutting.texts_of(piece) for piece in cutting.cut(path, "a.csv", size)]
    assert [(row["id"], row["text"]) for one in found for row in one.table.to_pylist()] == rows
    assert len(found) > 1

"""`kondusif similar`: a row for every id, or one sentence and exit 2."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from kondusif.cli.main import main

ROWS = [
    ("A-1", "Diteruskan berkali-kali\nTPS 8 pindah ke balai RW tujuh mulai pukul tujuh pagi, harap sebarkan"),
    ("A-2", "Warga diminta tetap tenang dan tidak membagikan kabar yang belum jelas"),
    ("B-1", "tps 8 PINDAH ke balai rw tujuh mulai pukul tujuh pagi harap sebarkan ya"),
    ("B-2", "👍"),
    ("B-3", "👍"),
    ("C-1", ""),
]


def texts(folder: Path, name: str = "teks.csv", rows: list[tuple[str, str]] | None = None) -> str:
    ids, said = zip(*(rows or ROWS), strict=True)
    table = pa.table({"id": list(ids), "text": list(said), "date": ["2024-11-13"] * len(ids)})
    path = folder / name
    pq.write_table(table, path) if name.endswith(".parquet") else pa_csv.write_csv(table, path)
    return str(path)


def run(*words: str) -> int:
    return main(["similar", *words])


@pytest.mark.parametrize("given", ["teks.csv", "teks.parquet"])
@pytest.mark.parametrize("wanted", ["hasil.csv", "hasil.parquet"])
def test_every_id_has_its_row_named_after_the_first_text(tmp_path: Path, given: str, wanted: str) -> None:
    out = tmp_path / wanted
    assert run("--texts", texts(tmp_path, given), "--out", str(out)) == 0
    made = pq.read_table(out) if wanted.endswith("parquet") else pa_csv.read_csv(out)
    assert made.column_names == ["id", "cluster", "score"]
    assert made["id"].to_pylist() == [id for id, _text in ROWS]
    assert made["cluster"].to_pylist() == ["A-1", "A-2", "A-1", "B-2", "B-3", "C-1"]
    scores = made["score"].to_pylist()
    assert 0.8 < scores[2] < 1
    assert [score for at, score in enumerate(scores) if at != 2] == [1.0] * 5


def test_it_says_in_one_line_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--texts", texts(tmp_path), "--out", str(tmp_path / "hasil.csv")) == 0
    said = capsys.readouterr().out
    assert said == "6 teks, 5 kelompok: 2 teks tergabung dalam 1 kelompok; yang terbesar berisi 2 teks.\n"
    assert run("--texts", texts(tmp_path), "--out", str(tmp_path / "hasil.csv"), "--json", "--threshold", "0,95") == 0
    assert json.loads(capsys.readouterr().out) == {
        "texts": 6, "clusters": 6, "joined_texts": 0, "joined_clusters": 0, "largest": 1, "threshold": 0.95,
    }  # fmt: skip


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("satu.csv", "dua.csv"):
        assert run("--texts", texts(tmp_path), "--out", str(tmp_path / name)) == 0
    assert (tmp_path / "satu.csv").read_bytes() == (tmp_path / "dua.csv").read_bytes()


WRONG: list[tuple[list[tuple[str, str]], str]] = [
    ([("A", "x"), ("B", "y"), ("A", "z")], "Id A tertulis dua kali, yang kedua pada baris data ke-3"),
    ([("A", "x"), (" ", "y")], "Baris data ke-2 tidak punya id"),
]


@pytest.mark.parametrize(("rows", "sentence"), WRONG, ids=["twice", "empty"])
def test_bad_ids_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[tuple[str, str]], sentence: str
) -> None:
    out = tmp_path / "hasil.csv"
    assert run("--texts", texts(tmp_path, rows=rows), "--out", str(out)) == 2
    shown = capsys.readouterr()
    assert sentence in shown.err
    assert "[engine.similar." in shown.err
    assert shown.out == ""
    assert not out.exists()


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "teks.csv").write_text("id,isi\nA,satu dua tiga\n")
    assert run("--texts", str(tmp_path / "teks.csv"), "--out", str(tmp_path / "hasil.csv")) == 2
    assert "text" in (said := capsys.readouterr().err)
    assert "[engine.table.missing_column]" in said


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("rusak.parquet", b"PAR1 bukan parquet PAR1", "engine.table.unreadable"),
        ("teks.docx", b"x", "engine.table.kind"),
        ("kosong.csv", b"", "engine.table.no_rows"),
        ("kepala.csv", b"id,text\n", "engine.table.no_rows"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run("--texts", str(tmp_path / name), "--out", str(tmp_path / "hasil.csv")) == 2
    said = capsys.readouterr().err
    assert f"[{code}]" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("threshold", ["banyak", "0", "1.1", "nan", "0.05"])
def test_a_threshold_outside_its_range_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], threshold: str
) -> None:
    assert run("--texts", texts(tmp_path), "--out", str(tmp_path / "h.csv"), "--threshold", threshold) == 2
    assert "[engine.similar.threshold]" in capsys.readouterr().err


def test_the_texts_are_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = texts(tmp_path)
    before = Path(given).read_bytes()
    assert run("--texts", given, "--out", given) == 2
    assert "[cli.similar.same_file]" in capsys.readouterr().err
    assert Path(given).read_bytes() == before


def test_wrong_words_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--texts", "a.csv") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_null_bytes_and_ten_megabytes_without_a_space_pass_through(tmp_path: Path) -> None:
    rows = [("A", "a" * 10_000_000), ("B", "satu\x00dua\x00tiga"), ("C", "satu dua tiga"), ("D", "a" * 10_000_000)]
    out = tmp_path / "hasil.parquet"
    assert run("--texts", texts(tmp_path, "teks.parquet", rows), "--out", str(out)) == 0
    assert pq.read_table(out)["cluster"].to_pylist() == ["A", "B", "B", "A"]

"""`kondusif roster match`: a table of names in, a table of likely entries out, or one sentence and exit 2."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kondusif.cli.main import main

ROSTER = """nip,nama,unit,wilayah
000000000000000001,"MUHAMMAD SUBARJO, S.Sos.",Kelurahan Jebres,33.72.03.1003
000000000000000002,"Dra. SITI KARTIKA",Dinas Pendidikan,33.72
000000000000000003,BAMBANG PERMADI,Kelurahan Semanggi,33.72.02.1007
000000000000000004,BAMBANG PERMADI,Kelurahan Jebres,33.72.03.1003
"""
NAMES = """id,nama,unit,wilayah
a,"Pak Moch. Soebardjo",kel. jebres,33.72.03.1003
b,St. Kartika,,
c,Bambang Permadi,Kelurahan Jebres,
d,Zulkarnaen Qomaruzzaman,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "daftar.csv").write_text(ROSTER)
    (tmp_path / "nama.csv").write_text(NAMES)
    return tmp_path


def match(folder: Path, *more: str, roster: str = "daftar.csv", names: str = "nama.csv", out: str = "hasil.csv") -> int:
    given = ["--roster", str(folder / roster), "--names", str(folder / names), "--out", str(folder / out)]
    return main(["roster", "match", *given, *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_each_name_gets_its_entries_with_rank_score_and_reasons(folder: Path) -> None:
    assert match(folder, "--top", "2") == 0
    found = rows(folder / "hasil.csv")
    assert list(found[0]) == ["id", "rank", "nip", "score", "explain"]
    firsts = {row["id"]: row for row in found if row["rank"] == "1"}
    assert {name: row["nip"][-1] for name, row in firsts.items()} == {"a": "1", "b": "2", "c": "4"}
    assert all(0 <= float(row["score"]) <= 1 for row in found)
    assert "unit cocok" in firsts["a"]["explain"]
    assert "MOCH = MUHAMAD" in firsts["a"]["explain"]
    assert "d" not in {row["id"] for row in found}


def test_the_nip_stays_the_text_it_was(folder: Path) -> None:
    assert match(folder) == 0
    assert {len(row["nip"]) for row in rows(folder / "hasil.csv")} == {18}


def test_parquet_and_csv_say_the_same(folder: Path) -> None:
    for name in ("daftar", "nama"):
        with (folder / f"{name}.csv").open(newline="") as file:
            pq.write_table(pa.Table.from_pylist(list(csv.DictReader(file))), folder / f"{name}.parquet")
    assert match(folder) == 0
    assert match(folder, roster="daftar.parquet", names="nama.parquet", out="hasil.parquet") == 0
    table = pq.read_table(folder / "hasil.parquet")
    plain = [(row["id"], row["rank"], row["nip"], row["explain"]) for row in rows(folder / "hasil.csv")]
    assert plain == [(row["id"], str(row["rank"]), row["nip"], row["explain"]) for row in table.to_pylist()]
    assert table.schema.field("score").type == pa.float32()


def test_unit_and_area_may_be_missing(folder: Path) -> None:
    (folder / "pendek.csv").write_text("nip,nama\n7,JOKO WIBISONO\n")
    (folder / "satu.csv").write_text("id,nama\nx,Djoko Wibisono\n")
    assert match(folder, roster="pendek.csv", names="satu.csv") == 0
    assert [row["nip"] for row in rows(folder / "hasil.csv")] == ["7"]


def test_the_plan_is_said_first_and_the_summary_is_json_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert match(folder, "--json") == 0
    said = capsys.readouterr()
    assert said.err.startswith("Rencana: 4 pegawai dalam 1 potongan")
    assert json.loads(said.out) == {"names": 4, "found": 3, "not_found": 1, "roster": 4, "nameless": 0}


def test_an_index_that_is_kept_is_used_again_until_the_roster_changes(folder: Path) -> None:
    kept = folder / "indeks"
    assert match(folder, "--index", str(kept)) == 0
    first = (kept / "header.json").stat().st_mtime_ns
    assert match(folder, "--index", str(kept)) == 0
    assert (kept / "header.json").stat().st_mtime_ns == first
    (folder / "daftar.csv").write_text(ROSTER + "9,RATNA ANGGRAINI,,\n")
    assert match(folder, "--index", str(kept)) == 0
    assert json.loads((kept / "header.json").read_text())["rows"] == 5


def test_rows_without_a_name_are_passed_over_and_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "daftar.csv").write_text(ROSTER + "9,,,\n")
    assert match(folder) == 0
    assert (
        "1 baris daftar tidak punya nama yang terbaca, jadi dilewati. [cli.roster.nameless]" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("roster", "names", "more", "code"),
    [
        ("nip,nama\n1,ANI\n1,BUDI\n", NAMES, (), "engine.names.doubled_nip"),
        ("nip,nama\n1,\n2,\n", NAMES, (), "engine.names.no_names"),
        ("nip,name\n1,ANI\n", NAMES, (), "engine.table.missing_column"),
        (ROSTER, "id,name\n1,ANI\n", (), "engine.table.missing_column"),
        (ROSTER, NAMES, ("--top", "0"), "cli.roster.top"),
        (ROSTER, NAMES, ("--top", "banyak"), "cli.wrong_usage"),
        (ROSTER, NAMES, ("--workers", "0"), "cli.roster.workers"),
        (ROSTER, "", (), "engine.table.no_rows"),
    ],
)
def test_wrong_input_is_named_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], roster: str, names: str, more: tuple[str, ...], code: str
) -> None:
    (folder / "daftar.csv").write_text(roster)
    (folder / "nama.csv").write_text(names)
    assert match(folder, *more) == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last.endswith(f"[{code}]")
    assert not (folder / "hasil.csv").exists()


def test_a_broken_or_missing_file_and_a_foreign_folder_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rusak.parquet").write_bytes(b"PAR1 bukan parquet")
    assert match(folder, roster="rusak.parquet") == 2
    assert match(folder, roster="tiada.csv") == 2
    assert match(folder, out="hasil.docx") == 2
    assert match(folder, out="daftar.csv") == 2
    assert match(folder, "--index", str(folder)) == 2
    codes = [line.rsplit("[", 1)[1] for line in capsys.readouterr().err.strip().splitlines() if line.endswith("]")]
    assert codes == [
        "engine.table.unreadable]", "engine.table.missing_file]", "engine.table.kind]", "cli.roster.same_file]",
        "cli.roster.not_an_index]",
    ]  # fmt: skip
    assert (folder / "daftar.csv").read_text() == ROSTER

"""Tables in files, as offices and programs write them."""

import csv
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kondusif.engine.tables import BadRow, read_table, table_writer, write_table
from kondusif.kernel.errors import Refused

ROWS = [{"nip": "001", "nama": "Budi, S.E.", "unit": ""}, {"nip": "002", "nama": "Siti\nRahayu", "unit": ""}]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_csv_reads_alike(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow([" NIP", "Nama ", "lain, lagi"])
        out.writerows([(row["nip"], row["nama"], "é") for row in ROWS])
    assert read_table(path, ("nip", "nama"), ("unit",)).to_pylist() == ROWS


def test_parquet_columns_come_as_texts_and_nulls_as_empty_ones(tmp_path: Path) -> None:
    table = pa.table({"nip": [198, None], "nama": pa.array(["a", None]).dictionary_encode(), "x": [1.5, 2.5]})
    pq.write_table(table, tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet", ("nip", "nama")).to_pylist() == [
        {"nip": "198", "nama": "a"},
        {"nip": "", "nama": ""},
    ]


def test_a_number_with_a_fraction_is_no_text(tmp_path: Path) -> None:
    pq.write_table(pa.table({"nip": [1.9e17], "nama": ["a"]}), tmp_path / "a.parquet")
    with pytest.raises(Refused, match="column_type"):
        read_table(tmp_path / "a.parquet", ("nip", "nama"))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "no_rows"),
        ("a.csv", b"\n\n", "no_rows"),
        ("a.csv", b"nip,nama\n", "no_rows"),
        ("a.csv", b"nip,name\n1,a\n", "missing_column"),
        ("a.csv", b"nip,nama\n1,a\n2,b,c\n", "bad_row"),
        ("a.parquet", b"", "unreadable"),
        ("a.parquet", b"PAR1 and no more PAR1", "unreadable"),
        ("a.xlsx", b"PK", "kind"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=f"engine.table.{code}") as refusal:
        read_table(written(tmp_path, name, data), ("nip", "nama"))
    assert refusal.value.facts["name"] == name


def test_missing_columns_are_named_beside_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_table(written(tmp_path, "a.csv", b"nomor;nama lengkap\n1;a\n"), ("nip", "nama"))
    assert refusal.value.facts["missing"] == "nip, nama"


def test_rows_of_another_length_can_be_left_out_and_named(tmp_path: Path) -> None:
    bad: list[BadRow] = []
    path = written(tmp_path, "a.csv", b"nip,nama\n1,a\n2,b,c\n3\n4,d\n")
    assert read_table(path, ("nip", "nama"), bad=bad)["nip"].to_pylist() == ["1", "4"]
    assert bad == [BadRow(3, 2, 3), BadRow(4, 2, 1)]


def test_null_bytes_and_cells_of_twenty_megabytes_pass(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b'id,text\n1,"a\x00b"\n2,"' + b"x" * 20_000_000 + b'"\n3,c\n')
    assert [len(text) for text in read_table(path, ("id", "text"))["text"].to_pylist()] == [3, 20_000_000, 1]


@pytest.mark.parametrize("name", ["b.csv", "b.parquet"])
def test_what_is_written_reads_back(tmp_path: Path, name: str) -> None:
    table = pa.table({"id": ['"a"', "b\nc", ""], "text": ["1,5", "é😀", "=1+1"]})
    write_table(table, tmp_path / name)
    assert read_table(tmp_path / name, ("id", "text")) == table
    assert os.listdir(tmp_path) == [name]


def test_a_table_is_written_whole_or_the_old_one_stays(tmp_path: Path) -> None:
    path = written(tmp_path, "b.csv", b"lama")
    schema = pa.schema([("id", pa.string())])

    def broken_off() -> None:
        with table_writer(path, schema) as write:
            write(pa.table({"id": ["1"]}, schema=schema))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert path.read_bytes() == b"lama"
    assert os.listdir(tmp_path) == ["b.csv"]


@pytest.mark.parametrize("place", ["/proc/b.csv", "tiada/b.csv", "."])
def test_where_nothing_can_be_written_is_said(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(Refused, match="not_writable"):
        write_table(pa.table({"id": ["1"]}), tmp_path / "b.csv" if place == "." else place)

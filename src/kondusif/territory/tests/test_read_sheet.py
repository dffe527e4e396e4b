"""Lists as people hand them in: every fault costs its own row, or gets one plain sentence."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.kernel.errors import Refused
from kondusif.territory import sheets

GOOD = "kode,nama\n33,Jawa Tengah\n33.72,Kota Surakarta\n"


def _rows(raw: bytes) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in sheets.area_sheet(raw).rows]


@pytest.mark.parametrize(
    "raw",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("kode,nama", " KODE , Nama ").encode(),
        b"\n\n" + GOOD.encode() + b"\n,\n  \n",
        b'kode,nama\n33,"Jawa  Tengah"\n"33.72",  Kota Surakarta \n',
        b"nama,luas,kode\nJawa Tengah,1,33\nKota Surakarta,2,33.72\n",
    ],
)
def test_the_ways_offices_write_a_list_all_read_the_same(raw: bytes) -> None:
    assert _rows(raw) == [("33", "Jawa Tengah"), ("33.72", "Kota Surakarta")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"33.7,Kota", "bentuk"),
        (b"3372,Kota", "bentuk"),
        (b"33.72.01.1001.1,Satu", "bentuk"),
        (b",Tanpa kode", "kode kosong"),
        (b"33.73,", "nama kosong"),
        (b"33.73", "nama kosong"),
        (b"33.73,  ", "nama kosong"),
        (b"33.73,Sal\xe4tiga", "UTF-8"),
        (b"33.73,Sala\x07tiga", "tidak terbaca"),
        (b"33.73," + b"x" * 121, "120 huruf"),
        (b'33.73,"Salatiga', "tanda kutip"),
        (b"33.73," + b"x" * 200_000, "tidak terbaca"),
        (b"=33.73,Salatiga", "bentuk"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_nothing_else_is_lost(line: bytes, reason: str) -> None:
    sheet = sheets.area_sheet(b"kode,nama\n33,Jawa Tengah\n" + line + b"\n33.72,Kota Surakarta\n")
    assert [row.code for row in sheet.rows] == ["33", "33.72"]
    assert [row.line for row in sheet.rows] == [2, 4]
    (refused,) = sheet.refused
    assert refused.line == 3
    assert reason in refused.reason
    refused.text.encode()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "territory.sheet.empty"),
        (b"  \n\n", "territory.sheet.empty"),
        (b"\xef\xbb\xbf", "territory.sheet.no_columns"),
        (b"kode,nama\n", "territory.sheet.no_rows"),
        (b"33,Jawa Tengah\n33.72,Kota Surakarta\n", "territory.sheet.no_columns"),
        (b"kode,wilayah\n33,Jawa Tengah\n", "territory.sheet.no_columns"),
        (b"PK\x03\x04\x14\x00\x06\x00", "territory.sheet.not_text"),
        (b"\xff\xfek", "territory.sheet.not_text"),
        (b"%PDF-1.7 \n1 0 obj", "territory.sheet.no_columns"),
        (b"<html><body>403</body></html>", "territory.sheet.no_columns"),
    ],
)
def test_what_is_no_list_gets_one_sentence(raw: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        sheets.area_sheet(raw)
    assert refusal.value.code in (code, "territory.sheet.empty")


def test_files_that_cannot_be_read_get_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(GOOD.encode())
    (tmp_path / "potong.csv.gz").write_bytes(packed[:-9])
    (tmp_path / "rusak.csv.gz").write_bytes(packed[:12] + b"\xff" * 20)
    (tmp_path / "besar.csv").write_bytes(b"x" * 2000)
    monkeypatch.setattr(sheets, "LARGEST", 1000)
    for name, code in {
        "tiada.csv": "territory.file.missing", ".": "territory.file.folder", "besar.csv": "territory.file.huge",
        "potong.csv.gz": "territory.file.damaged", "rusak.csv.gz": "territory.file.damaged",
    }.items():  # fmt: skip
        with pytest.raises(Refused) as refusal:
            sheets.bytes_of(tmp_path / name)
        assert refusal.value.code == code


def test_a_gzip_that_swells_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 4 * 1024 * 1024)
    (tmp_path / "bengkak.csv.gz").write_bytes(gzip.compress(b"0" * 40_000_000))
    with pytest.raises(Refused, match=r"territory\.file\.huge"):
        sheets.bytes_of(tmp_path / "bengkak.csv.gz")


def test_gzip_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "wilayah.csv").write_bytes(gzip.compress(GOOD.encode()))
    assert sheets.bytes_of(tmp_path / "wilayah.csv") == GOOD.encode()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        sheet = sheets.area_sheet(b"kode,nama\n33,Jawa Tengah\n" + raw)
    except Refused:
        return
    assert all(row.line >= 2 for row in [*sheet.rows, *sheet.refused])


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_a_good_first_row_survives_whatever_follows(text: str) -> None:
    raw = f"kode,nama\n33,Jawa Tengah\n{text}".encode()
    if b"\x00" not in raw:
        assert ("33", "Jawa Tengah") in _rows(raw)


def test_a_list_beyond_any_country_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused) as caught:
        sheets.area_sheet(b"kode,nama\n" + b"33.72.01.1001,Nama\n" * 1_500_000)
    assert (caught.value.code, caught.value.facts) == ("territory.sheet.huge", {"most": 24})


def test_letters_that_turn_the_line_around_do_not_come_into_a_name() -> None:
    assert _rows("kode,nama\n33.72.01.1001,Pa\u202ejang\u200b\n".encode()) == [("33.72.01.1001", "Pajang")]

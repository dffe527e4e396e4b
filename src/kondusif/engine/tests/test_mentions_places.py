"""Which Sukoharjo: places by what stands around their name."""

import csv
import gzip
from functools import cache
from importlib.resources import files

import pytest

from kondusif.engine.mentions import Places


@cache
def national() -> Places:
    folder = files("kondusif.territory") / "data"
    newest = max(item.name for item in folder.iterdir() if item.name.endswith(".csv.gz"))
    text = gzip.decompress((folder / newest).read_bytes()).decode("utf-8-sig")
    return Places.from_rows((row[0], row[1]) for row in csv.reader(text.splitlines()[1:]))


def refs(text: str, wilayah: str = "") -> list[str]:
    return [hit.ref for hit in national().find(text, wilayah=wilayah)]


@pytest.mark.parametrize(
    ("text", "wilayah", "wanted"),
    [
        ("Banjir di Kabupaten Sukoharjo surut.", "", ["33.11"]),
        ("Kelurahan Sukoharjo aman.", "", []),
        ("Kelurahan Sukoharjo, Kecamatan Sukoharjo aman.", "33.11", ["33.11.04.1012", "33.11.04"]),
        ("Kampanye di Sukoharjo ramai.", "33.11", ["33.11"]),
        ("Warga Kelurahan Semanggi, Kota Surakarta, melapor.", "", ["33.72.03.1002", "33.72"]),
        ("kel. semanggi rt 02 rw 07 listrik mati", "33.72", ["33.72.03.1002"]),
        ("Camat Jebres dan Lurah Mojosongo hadir.", "33.72", ["33.72.04", "33.72.04.1011"]),
        ("Pak Semanggi pulang.", "33.72", []),
        ("Jalan Semanggi macet.", "33.72", []),
        ("warga di Semanggi resah", "33.72", ["33.72.03.1002"]),
        ("warga di Semanggi resah", "", []),
        ("Solo tenang.", "", ["33.72"]),
        ("Pilkada Jateng", "", ["33"]),
        ("Semarang hujan.", "33.74", ["33.74"]),
        ("Kabupaten Semarang hujan.", "33.74", ["33.22"]),
    ],
)
def test_a_place_is_settled_by_its_context(text: str, wilayah: str, wanted: list[str]) -> None:
    assert refs(text, wilayah) == wanted


def test_a_bare_name_that_two_cities_bear_has_a_low_score() -> None:
    assert [hit.score for hit in national().find("Semarang hujan.")] == [0.4]


def test_the_span_is_the_name_alone() -> None:
    text = "Lurah Semanggi, Surakarta"
    assert [text[hit.start : hit.end] for hit in national().find(text)] == ["Semanggi", "Surakarta"]


def test_a_long_text_of_capitals_is_read_in_linear_time() -> None:
    assert refs("Xyz " * 50_000) == []

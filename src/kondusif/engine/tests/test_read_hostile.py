"""The reader on texts that nobody would print: it answers, in time, and every quote is a span of the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.engine.reading import LONGEST, Gazetteer, Reading, read

PIECES = [
    "Pj Wali Kota Solo ", "“", "”", '"', "Baca Juga: ", "\n", " – ", "(13/11/2024)", "Rabu ", "Deklarasi damai ",
    "ASN ", "netral ", "belum ada laporan ", "Kelurahan Semanggi, ", "kata ", "ujarnya. ", "Budi Hartono ",
    "H. ", "S.Sos., ", "Bawaslu ", "KPU ", "di Kota Semarang ", "Jawa Tengah ", "Foto: Ist\n",
    "a" * 60, "  ", "\u00a0", "\u200b", "İ", "🙂",
]  # fmt: skip
HOSTILE = {
    "one letter": "a" * LONGEST,
    "capitals": "Aa " * (LONGEST // 3),
    "quotes": '“"” ' * (LONGEST // 4),
    "posts": "Pj Wali Kota " * (LONGEST // 13),
    "posts in small letters": "ketua KPU " * (LONGEST // 10),
    "kecamatan of a list": "kecamatan yakni Aa, " * (LONGEST // 20),
    "other years": "Pilkada x y " * (LONGEST // 12),
    "names": "Budi Hartono, " * (LONGEST // 14),
    "brackets": "(" * LONGEST,
    "blanks": " " * LONGEST,
    "lines": "\n" * LONGEST,
    "dates": "1/1/2024 " * (LONGEST // 9),
    "digits": "9" * LONGEST,
    "denials": "tidak ada belum ada " * (LONGEST // 20),
    "asn": "ASN dan " * (LONGEST // 8),
    "places": "Kota Solo dan " * (LONGEST // 14),
    "links": "Baca Juga: A\n" * (LONGEST // 13),
    "dashes": "A - " * (LONGEST // 4),
    "speech": "kata Budi mengatakan, " * (LONGEST // 22),
    "dots": "a.B" * (LONGEST // 3),
    "stage": "menjelang masa " * (LONGEST // 15),
    "pilkada": "Pilkada dan " * (LONGEST // 12),
}


def check_spans(text: str, reading: Reading) -> None:
    found = [*reading.places, *reading.institutions, *reading.activities, *reading.issues, *reading.denied]
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.quote.strip()
    for said in reading.statements:
        assert text[said.start : said.end] == said.quote


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_any_mixture_of_press_pieces_is_read_with_true_spans(text: str, gazetteer: Gazetteer) -> None:
    check_spans(text, read(text, gazetteer))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_text_at_all_is_read_with_true_spans(text: str, gazetteer: Gazetteer) -> None:
    check_spans(text, read(text, gazetteer))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_made_to_stall_the_reader_is_read_in_seconds(kind: str, gazetteer: Gazetteer) -> None:
    began = time.perf_counter()
    check_spans(HOSTILE[kind], read(HOSTILE[kind], gazetteer))
    assert time.perf_counter() - began < 10


def test_a_text_beyond_the_limit_is_read_up_to_it_and_says_so(gazetteer: Gazetteer) -> None:
    reading = read("Wali Kota Semarang menggelar rapat koordinasi. " * 3000, gazetteer)
    assert reading.truncated
    assert reading.places[0].ref == "33.74"


def test_an_empty_text_gives_an_empty_reading(gazetteer: Gazetteer) -> None:
    reading = read("", gazetteer).as_json("kosong")
    assert reading["places"] == reading["statements"] == []
    assert reading["date"] is None

"""The reader on texts that nobody would print: it answers, in time, and every quote is a span of the text."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.engine.reading import LONGEST, Gazetteer, Reading, read

PIECES = [
    "Pj Wali Kota Solo ", "“", "”", '"', "Baca Juga: ", "\n", " – ", "(13/11/2024)", "Rabu ", "Deklarasi damai ",
    "ASN ", "netral ", "belum ada laporan ", "Kelurahan Semanggi, ", "kata ", "ujarnya. ", "Budi Hartono ",
    "H. ", "S.Sos., ", "Bawaslu ", "KPU ", "di Kota Semarang ", "Jawa Tengah ", "Foto: Ist\n",
    "’’", "''", "- Judul Berita Lain Tentang Kota Semarang\n", "Senin, 7 Oktober 2024 10:11 WIB\n", "kemarin ",
    "(13/11) ", "Selasa malam", "Kecamatan Cibinong ", "\x00", "<p>", "</div>", "Slamet Riyanto, mengatakan, ",
    "\nFacebook Twitter\n", "a" * 60, "  ", "\u00a0", "\u200b", "İ", "🙂",
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
    "nulls": "\x00" * LONGEST,
    "markup": "<p class='a'>Wali Kota" * (LONGEST // 22),
    "single marks": "’’Aa " * (LONGEST // 5),
    "nested": '“Aa "bb" cc” ' * (LONGEST // 15),
    "one closing mark after another": "Aa bb,” ujarnya " * (LONGEST // 16),
    "headlines": "- Judul Berita Lain Tentang Kota Semarang\n" * (LONGEST // 42),
    "stamps": "Senin, 7 Oktober 2024 10:11 WIB\n" * (LONGEST // 32),
    "share bar": "Facebook Twitter " * (LONGEST // 17),
    "pages": "1 2 3 4 5 " * (LONGEST // 10),
    "short days": "Rabu (13/11) kemarin " * (LONGEST // 21),
    "newcomers": "Slamet Riyanto, mengatakan, " * (LONGEST // 28),
    "districts": "Kecamatan Aa Bb Cc " * (LONGEST // 19),
    "mixed scripts": "Кота سورابايا 東京 Wali Kota 🙂 " * (LONGEST // 30),
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
    check_spans(text, read(text, gazetteer, on=date(2024, 11, 14)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_text_at_all_is_read_with_true_spans(text: str, gazetteer: Gazetteer) -> None:
    check_spans(text, read(text, gazetteer))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_made_to_stall_the_reader_is_read_in_seconds(kind: str, gazetteer: Gazetteer) -> None:
    began = time.process_time()
    check_spans(HOSTILE[kind], read(HOSTILE[kind], gazetteer, on=date(2024, 11, 14)))
    assert time.process_time() - began < 10


def test_a_text_beyond_the_limit_is_read_up_to_it_and_says_so(gazetteer: Gazetteer) -> None:
    reading = read("Wali Kota Semarang menggelar rapat koordinasi. " * 3000, gazetteer)
    assert reading.truncated
    assert reading.places[0].ref == "33.74"


@pytest.mark.parametrize("piece", ["Wali Kota Semarang menggelar rapat. ", "a", "\x00", "<b>Kota Semarang</b>\n"])
def test_ten_megabytes_are_read_up_to_the_limit_without_delay(piece: str, gazetteer: Gazetteer) -> None:
    text = piece * (10_000_000 // len(piece))
    began = time.process_time()
    reading = read(text, gazetteer)
    assert reading.truncated
    assert time.process_time() - began < 10
    check_spans(text, reading)


def test_twice_the_text_costs_about_twice_the_time(gazetteer: Gazetteer) -> None:
    said = "“Semua siap,” kata Ketua KPU Kota Semarang Budi Hartono, Rabu (13/11)."
    piece = f"{said} Slamet Riyanto, warga, mengatakan, aman.\n"

    def spent(times: int) -> float:
        text = "".join(piece.replace("Semua", f"Semua {number}") for number in range(times))
        rounds = []
        for _round in range(3):
            began = time.process_time()
            read(text, gazetteer, on=date(2024, 11, 14))
            rounds.append(time.process_time() - began)
        return min(rounds)

    read(piece, gazetteer)
    assert spent(400) < 6 * spent(100) + 0.2


def test_an_empty_text_gives_an_empty_reading(gazetteer: Gazetteer) -> None:
    reading = read("", gazetteer).as_json("kosong")
    assert reading["places"] == reading["statements"] == []
    assert reading["date"] is None

"""The machine cuts a text into promises; truths were cut by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.coordination.rules import LONGEST_PROMISE, MOST_PROMISES
from kondusif.coordination.splitting import Doubt, propose

NUMBERED = """DEKLARASI PEMILU DAMAI
Kami, peserta pemilu di kota ini, dengan ini berjanji:
1. Menjaga ketertiban, keamanan dan
   kedamaian selama kampanye;
2. Menolak politik uang dan kabar bohong; dan
3. Menerima hasil sesuai UU No. 7 Tahun 2017.

Demikian deklarasi ini kami buat.
Surakarta, 10 November 2024
"""


def test_numbered_points_are_promises_with_the_lines_that_go_on() -> None:
    found = propose(NUMBERED)
    assert found.promises == (
        "Menjaga ketertiban, keamanan dan kedamaian selama kampanye",
        "Menolak politik uang dan kabar bohong",
        "Menerima hasil sesuai UU No. 7 Tahun 2017.",
    )
    assert found.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "1) Menjaga damai\n2) Menolak suap",
        "(1) Menjaga damai\n(2) Menolak suap",
        "a. Menjaga damai\nb. Menolak suap",
        "I. Menjaga damai\nII. Menolak suap",
        "- Menjaga damai\n- Menolak suap",
        "• Menjaga damai;\n• Menolak suap",
        "Kesatu: menjaga damai\nKedua: menolak suap",
        "Pertama, menjaga damai\nKedua, menolak suap",
        "Kami berjanji: 1. menjaga damai; 2. menolak suap",
        "Kami berikrar:\nMenjaga damai\nMenolak suap",
    ],
)
def test_every_way_of_counting_gives_the_same_two_promises(text: str) -> None:
    assert [row.rstrip(".;") for row in propose(text).promises] == ["Menjaga damai", "Menolak suap"]


def test_sentences_that_promise_are_taken_where_nothing_is_numbered() -> None:
    text = (
        "Pagi ini kita berkumpul di balai kota. Kami bertekad menjaga netralitas. Kami tidak akan memakai mobil dinas "
        "untuk kampanye. Semoga Tuhan memberkati."
    )
    assert propose(text).promises == (
        "Kami bertekad menjaga netralitas.", "Kami tidak akan memakai mobil dinas untuk kampanye.",
    )  # fmt: skip


def test_numbers_that_begin_again_point_to_two_texts() -> None:
    found = propose("1. satu janji\n2. dua janji\n\nIKRAR\n1. janji lain\n2. janji lain lagi")
    assert Doubt.BEGINS_ANEW in found.doubts
    assert len(found.promises) == 4


def test_lines_are_proposed_with_a_doubt_where_nobody_promises() -> None:
    found = propose("KESEPAKATAN\nBendera dikibarkan di setiap gang\nRonda malam diadakan bergiliran")
    assert found.promises == ("Bendera dikibarkan di setiap gang", "Ronda malam diadakan bergiliran")
    assert found.doubts == (Doubt.BY_LINES,)


def test_a_point_that_is_too_long_is_cut_and_said_so() -> None:
    found = propose("1. " + "menjaga damai " * 100)
    assert Doubt.TOO_LONG in found.doubts
    assert " ".join(found.promises).lower().split() == ["menjaga", "damai"] * 100


def test_an_empty_text_has_no_promise_and_says_so() -> None:
    assert propose(" \n ") == propose("")
    assert propose("").doubts == (Doubt.NOTHING_FOUND,)


@given(st.text(alphabet=st.sampled_from("12.)-•abIV kami janji\n;:"), max_size=2000))
def test_whatever_is_pasted_a_proposal_fits_its_bounds(text: str) -> None:
    found = propose(text)
    assert len(found.promises) <= MOST_PROMISES
    assert all(0 < len(row) <= LONGEST_PROMISE for row in found.promises)

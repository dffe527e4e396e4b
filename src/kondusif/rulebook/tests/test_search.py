"""Finding a row by words, by article, by instrument, and by what the row is."""

from datetime import date

import pytest

from kondusif.rulebook import articles, search, selectors
from kondusif.rulebook.search import Kind, Question


def _keys(words: str = "", **narrow: object) -> list[str]:
    known = (*search.entries_of(selectors.book()), *search.entries_of_rooms())
    return [one.key for one in search.find(known, Question(words, **narrow))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("pasal 134", "step:bawaslu-pilkada.report", "act:SKB-D-1"),
        ("Pasal 134 ayat (4)", "step:bawaslu-pilkada.report", "act:SKB-D-1"),
        ("134 ayat 4", "step:bawaslu-pilkada.report", "act:SKB-D-1"),
        ("uu pilkada 134 ayat (4)", "step:bawaslu-pilkada.report", "act:SKB-D-1"),
        ("PP 94", "instrument:pp-94-2021", "instrument:pp-42-2004"),
        ("PP 94", "act:SKB-D-12", "act:SKB-KE-1"),
        ("Peraturan Pemerintah Nomor 94 Tahun 2021 Pasal 26", "step:disiplin-pp94.duty_to_call", "act:SKB-D-12"),
        ("pasal 14 huruf i", "act:SKB-D-12", "act:SKB-D-3"),
        ("pp 42/2004", "act:SKB-KE-1", "act:SKB-D-1"),
        ("foto", "act:SKB-D-7", "act:SKB-D-5"),
        ("disiplin berat", "sanction:berat", "sanction:moral_terbuka"),
        ("maulid", "year:2024", "act:SKB-D-1"),
        ("masa tenang", "stage:pilkada-2024.masa_tenang", "stage:pilkada-2024.kampanye"),
        ("pengawas netralitas", "role:oversight_body", "act:SKB-D-1"),
        ("SKB-D-6", "act:SKB-D-6", "act:SKB-D-7"),
    ],
)
def test_a_question_finds_its_row_and_not_another(asked: str, there: str, absent: str) -> None:
    found = _keys(asked)
    assert there in found
    assert absent not in found


@pytest.mark.parametrize("nothing", ["pasal 134 ayat (99)", "PP 94/2001", "kata-yang-tidak-ada", "pasal 94 PP 94"])
def test_what_nobody_wrote_is_not_found(nothing: str) -> None:
    assert _keys(nothing) == []


def test_the_code_itself_comes_first() -> None:
    assert _keys("skb-d-1")[0] == "act:SKB-D-1"


def test_a_number_stands_by_itself() -> None:
    """`14` is not in 2014."""
    assert not any(key.startswith("instrument:uu-5-2014") for key in _keys("14"))


def test_filters_narrow_by_what_a_row_is() -> None:
    assert set(_keys(kind=Kind.SANCTION)) == {f"sanction:{level}" for level in selectors.book().sanctions}
    assert all(key.startswith("act:SKB-KE") for key in _keys("netral suka like", kind=Kind.ACT, track="kode_etik"))
    assert "act:SKB-D-1" not in _keys(kind=Kind.ACT, on=date(2020, 1, 1))
    assert "act:SKB-D-1" not in _keys(kind=Kind.ACT, phase="bakal_calon")
    assert _keys(status="superseded", kind=Kind.ACT) == []
    assert set(_keys(confidence="faithful", kind=Kind.INSTRUMENT)) < set(_keys(kind=Kind.INSTRUMENT))


def test_every_row_of_the_book_can_be_found() -> None:
    assert set(selectors.book().rows()) <= set(_keys())


@pytest.mark.parametrize(
    ("text", "pasal", "ayat", "huruf"),
    [
        ("Pasal 52 ayat (3) huruf j", {"52"}, {"3"}, {"j"}),
        ("Pasal 15 ayat (1) sampai (3)", {"15"}, {"1", "2", "3"}, set()),
        ("Ps 71 (2)", {"71"}, {"2"}, set()),
        ("pasal 187A ayat (1)", {"187a"}, {"1"}, set()),
        ("Pasal 10 ayat (1) huruf b dan c", {"10"}, {"1"}, {"b", "c"}),
        ("Pasal 26 sampai 27 (nomor ayat belum terbaca)", {"26", "27"}, set(), set()),
    ],
)
def test_a_citation_is_read_as_a_lawyer_reads_it(text: str, pasal: set[str], ayat: set[str], huruf: set[str]) -> None:
    (place,) = articles.places(text)
    assert (place.pasal, place.ayat, place.huruf) == (pasal, ayat, huruf)


def test_two_paragraphs_keep_their_own_letters() -> None:
    first, second = articles.places("Pasal 52 ayat (3) huruf j dan ayat (4)")
    assert (first.ayat, first.huruf) == ({"3"}, {"j"})
    assert (second.ayat, second.huruf) == ({"4"}, set())


def test_a_whole_article_contains_its_paragraphs() -> None:
    (whole,), (part,) = articles.places("Pasal 71"), articles.places("71 ayat (2)")
    assert whole.meets(part)
    assert part.meets(whole)


def test_a_question_of_one_hundred_thousand_signs_is_read_in_a_moment() -> None:
    assert _keys("pasal " * 20_000) is not None
    assert _keys("1" * 100_000) == []

"""The screening as a whole: one table in, one table out, in a fixed order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some

from kondusif.engine.mentions import SCHEMA, ActLexicon, PersonIndex, Places, Screen, edition
from kondusif.engine.mentions.institutions import find_institutions, first_words
from kondusif.engine.mentions.words import fold
from kondusif.engine.names import Index, build
from kondusif.engine.reading.lexicon import table
from kondusif.kernel.errors import Refused

ROWS = [("33", "Jawa Tengah"), ("33.72", "Kota Surakarta"), ("33.72.04", "Jebres"), ("33.72.04.1007", "Mojosongo")]
TEXT = "Agus Santoso, Lurah Mojosongo, hadir di kampanye paslon 2. Bawaslu memeriksanya."


@dataclass(frozen=True)
class Because:
    kind: str


@dataclass(frozen=True)
class Answer:
    nip: str
    score: float
    reasons: tuple[Because, ...] = ()


class Names:
    """Stands for an index of names: knows one misspelling."""

    def match(self, name: str, *, unit: str = "", area: str = "", top: int = 5) -> Sequence[Answer]:
        if name == "Soebardjo Lain":
            return [Answer("9", 0.9, (Because("extra_part"),))]
        return [Answer("7", 0.8)] if name == "Soebardjo" else [Answer("8", 0.2)]


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    roster = pa.table({"nip": ["42"], "nama": ["AGUS SANTOSO"]})
    return Screen(PersonIndex.build(roster, tmp_path), ActLexicon.load(), Places.from_rows(ROWS))


def test_a_text_gives_all_four_kinds_in_the_order_of_their_place(screen: Screen) -> None:
    found = [(hit.kind, hit.ref, hit.quote) for hit in screen.read_one(TEXT, wilayah="33.72")]
    assert found == [
        ("person", "42", "Agus Santoso"),
        ("place", "33.72.04.1007", "Mojosongo"),
        ("act", "SKB-D-4", "hadir di kampanye"),
        ("institution", "bawaslu", "Bawaslu"),
    ]


def test_the_table_has_the_fixed_columns_and_keeps_the_order_of_the_texts(screen: Screen) -> None:
    texts = pa.table({"id": ["b", "a", "c"], "text": [TEXT, None, "😀 " + TEXT], "wilayah": ["33.72", None, ""]})
    out = screen.read(texts)
    assert out.schema == SCHEMA
    assert out["id"].to_pylist() == ["b"] * 4 + ["c"] * 4
    for row in out.to_pylist():
        text = TEXT if row["id"] == "b" else "😀 " + TEXT
        assert text[row["start"] : row["end"]] == row["quote"]


def test_a_table_without_texts_is_an_empty_answer_and_a_missing_column_is_named(screen: Screen) -> None:
    assert (
        len(
            screen.read(
                pa.table({"id": [], "text": []}, schema=pa.schema([("id", pa.string()), ("text", pa.string())]))
            )
        )
        == 0
    )
    with pytest.raises(Refused) as refused:
        screen.read(pa.table({"id": ["1"]}))
    assert refused.value.facts["missing"] == "text"


def test_likeness_is_asked_only_beside_a_cue() -> None:
    screen = Screen(names=Names(), institutions=False)
    assert [(hit.ref, hit.quote) for hit in screen.read_one("Pak Soebardjo, orang kelurahan.")] == [("7", "Soebardjo")]
    assert screen.read_one("Soebardjo pergi. Pak Wiryo pulang.") == []


def test_a_likeness_that_leaves_a_word_over_is_another_person() -> None:
    assert Screen(names=Names(), institutions=False).read_one("Pak Soebardjo Lain pulang.") == []


def test_nothing_is_looked_for_that_was_not_asked_for() -> None:
    assert Screen(institutions=False).read_one(TEXT) == []
    assert [hit.kind for hit in Screen().read_one(TEXT)] == ["institution"]


def test_every_plain_name_of_an_institution_passes_the_filter_of_words() -> None:
    plain = [
        (row["id"], str(phrase))
        for row in table("institutions")["institutions"]
        for phrase in row["phrases"]
        if str(phrase).replace(" ", "").replace("-", "").isalpha()
    ]
    assert len(plain) > 100
    for ref, phrase in plain:
        assert set(fold(phrase).decode().split()) & first_words(), (ref, phrase)


def test_an_institution_is_found_at_each_of_its_namings() -> None:
    text = "Bawaslu dan KPU. Kata Bawaslu, aman."
    assert [(hit.ref, hit.start) for hit in find_institutions(text)] == [("bawaslu", 0), ("kpu", 12), ("bawaslu", 22)]


def test_the_edition_names_every_lexicon_on_one_short_line() -> None:
    assert len(edition()) <= 80
    assert all(word in edition() for word in ("index", "acts", "mention"))


def test_an_index_of_names_finds_who_is_written_otherwise(tmp_path: Path) -> None:
    roster = pa.table(
        {
            "nip": ["1", "2"],
            "nama": ["Drs. MUHAMMAD SUBARJO, M.Si", "BUDI SANTOSO WIJAYA"],
            "unit": ["Kelurahan Jebres", "Dinas Sosial"],
            "wilayah": ["33.72", "33.72"],
        }
    )
    build(roster, tmp_path)
    screen = Screen(names=Index.open(tmp_path), institutions=False)
    text = "Pak Moch. Soebardjo, orang kelurahan Jebres, dan Pak Budi Gunawan."
    assert [(hit.ref, hit.quote) for hit in screen.read_one(text)] == [("1", "Moch. Soebardjo")]


WORDS = some.sampled_from([
    "Agus", "Santoso", "lurah", "paslon", "2", "like", "postingan", "Mojosongo", "Jebres", "KPU", "di", "<b>", "😀",
    "é", ".", "?", "\n", "\0",
])  # fmt: skip


@given(some.lists(some.one_of(WORDS, some.text(max_size=4)), max_size=25))
def test_every_proposal_of_any_text_quotes_its_own_span(words: list[str]) -> None:
    text = " ".join(words).encode("utf-8", "replace").decode()
    hits = _ANY.read_one(text, wilayah="33.72")
    assert all(text[hit.start : hit.end] == hit.quote and 0 < hit.score <= 1 for hit in hits)
    assert hits == sorted(hits, key=lambda hit: (hit.start, hit.kind, hit.ref, hit.end))


_ANY = Screen(None, ActLexicon.load(), Places.from_rows(ROWS))

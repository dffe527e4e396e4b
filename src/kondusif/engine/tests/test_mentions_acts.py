"""Acts in running text: what somebody did, not what is forbidden, denied or asked."""

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from kondusif.engine.mentions import ActLexicon
from kondusif.engine.mentions.acts import find_acts

SENTENCES = yaml.safe_load((Path(__file__).parent / "act_sentences.yaml").read_text("utf-8"))
DECREE = ("kode-etik", "disiplin")


def rows_of_the_decree() -> set[str]:
    found: list[dict[str, Any]] = []
    for name in DECREE:
        found += yaml.safe_load(files("kondusif.rulebook").joinpath(f"data/acts/{name}.yaml").read_text("utf-8"))
    return {row["id"] for row in found}


def refs_in(text: str) -> set[str]:
    return {hit.ref for hit in find_acts(text, ActLexicon.load())}


def counted(part: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, wanted in SENTENCES[part]:
        got = refs_in(text)
        counts.update(right=len(got & set(wanted)), wrong=len(got - set(wanted)), missed=len(set(wanted) - got))
    return counts


def test_every_row_of_the_decree_has_patterns_and_no_other_has() -> None:
    assert ActLexicon.load().refs == rows_of_the_decree()


def test_there_are_enough_sentences_and_none_stands_in_both_parts() -> None:
    seen, held = ({text for text, _refs in SENTENCES[part]} for part in ("seen", "held"))
    assert len(seen) + len(held) >= 120
    assert not seen & held
    assert {ref for part in ("seen", "held") for _text, refs in SENTENCES[part] for ref in refs} == rows_of_the_decree()


@pytest.mark.parametrize(("text", "wanted"), SENTENCES["seen"])
def test_a_sentence_that_the_lexicon_was_written_by_is_read_right(text: str, wanted: list[str]) -> None:
    assert refs_in(text) == set(wanted)


def test_sentences_that_nobody_looked_at_are_mostly_read_right() -> None:
    counts = counted("held")
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.9
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.9


def test_the_quote_is_the_phrase_itself() -> None:
    text = "Kemarin (Rabu) pak LURAH nge-like postingan paslon 2!"
    assert [text[hit.start : hit.end] for hit in find_acts(text, ActLexicon.load())] == ["nge-like postingan paslon"]


def test_a_person_of_the_roster_counts_as_a_civil_servant() -> None:
    text = "Agus Santoso hadir di kampanye paslon 1."
    assert find_acts(text, ActLexicon.load()) == []
    assert [hit.ref for hit in find_acts(text, ActLexicon.load(), servants=[0])] == ["SKB-D-4"]


def test_what_is_less_sure_has_a_lower_score() -> None:
    lexicon = ActLexicon.load()
    said, maybe, someone = (
        find_acts(text, lexicon)[0].score
        for text in (
            "Lurah hadir di kampanye paslon 1.",
            "Lurah diduga hadir di kampanye paslon 1.",
            "Beliau hadir di kampanye paslon 1.",
        )
    )
    assert said > maybe > someone > 0


def test_a_text_without_an_end_is_read_in_linear_time() -> None:
    text = "lurah hadir di acara dan " * 40_000
    assert find_acts(text, ActLexicon.load()) == []

"""At least 150 situations, written from the texts: the program answers each as its norm says."""

import pytest

from kondusif.advice import truths
from kondusif.advice.schema import Verdict

CASES = truths.cases()


def test_there_are_at_least_150_situations_each_with_a_norm_and_a_source() -> None:
    assert len(CASES) >= 150
    assert all(block.norm and block.source for _line, block, _case in CASES)
    situations = [
        case.model_dump_json(include=set(truths.Case.model_fields) - {"answer", "acts"}) for *_rest, case in CASES
    ]
    assert len(set(situations)) == len(situations)


@pytest.mark.parametrize(
    ("block", "case"),
    [row[1:] for row in CASES],
    ids=[f"line {line} {case.act} {case.on}" for line, _block, case in CASES],
)
def test_the_answer_is_what_the_texts_say(block: truths.Block, case: truths.Case) -> None:
    assert list(truths.differences(case)) == [], block.norm


def test_the_disputed_ones_show_every_reading() -> None:
    disputed = {case.act for _line, _block, case in CASES if case.readings}
    assert disputed >= {"attend", "follow", "photo", "official_event"}
    assert all(case.answer is Verdict.ASK_FIRST and len(case.readings) > 1 for *_rest, case in CASES if case.readings)


def test_every_deed_and_every_kind_of_person_is_among_them() -> None:
    from kondusif.advice.schema import Who
    from kondusif.advice.table import subjects

    assert {case.act for *_rest, case in CASES} >= set(subjects())
    assert {case.who for *_rest, case in CASES} == {who.value for who in Who}

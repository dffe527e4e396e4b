"""Every date answers why: which rule of which edition, which article, which kind of days, which days passed over."""

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from django.template import Context, Engine
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors
from kondusif.rulebook.counting import Pause
from kondusif.rulebook.explaining import PartKind
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import Procedure
from kondusif.rulebook.wording import long_date

STARTS = st.dates(date(2022, 11, 1), date(2026, 12, 1))
PROCEDURES = selectors.procedures()
KIND_OF_DAY = {
    "calendar": ("hari kalender", "calendar days"),
    "working": ("hari kerja", "working days"),
    "hours": ("jam", "hours"),
}


def _found(procedure: Procedure, data: st.DataObject) -> list[Due]:
    events = data.draw(st.dictionaries(st.sampled_from(selectors.events_of(procedure)), STARTS, min_size=1))
    try:
        return selectors.due(procedure.id, events)
    except Refused as error:
        assume(error.code != "rulebook.step.not_valid")
        raise


def _facts(due: Due, kind: PartKind) -> Mapping[str, object]:
    return next((part.facts for part in due.explanation if part.kind is kind), {})


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_every_date_answers_why(procedure: Procedure, data: st.DataObject) -> None:
    """Rule, edition, citation, kind of day, holidays skipped: as facts, and in both languages as words."""
    for due in _found(procedure, data):
        basis = _facts(due, PartKind.BASIS)
        assert (basis["rule"], basis["edition"]) == (due.rule, selectors.edition())
        assert basis["cited"] == tuple(f"{one.instrument} {one.article}" for one in due.basis)
        step = selectors.step(due.rule)
        for language, place in (("id", 0), ("en", 1)):
            said = due.why_in(language)
            assert due.rule in said
            assert due.edition in said
            for one in due.basis:
                assert f"{one.instrument} {one.article}" in said
            if due.due is not None:
                assert long_date(due.due, language) in said
            if due.kind == "limit" and due.due is not None:
                for counting in {reading.counting for reading in due.readings}:
                    assert KIND_OF_DAY[counting][place] in said
        if step.number is not None and due.kind != "ban_start" and "working" in step.counting:
            named = [day for day in due.skipped if day.why != "akhir pekan"]
            assert _facts(due, PartKind.WORKING_SKIPS)["count"] == len(due.skipped)
            for day in named:
                assert f"{day.why} ({long_date(day.date)})" in due.why


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_english_and_indonesian_name_the_same_dates(procedure: Procedure, data: st.DataObject) -> None:
    for due in _found(procedure, data):
        dates = {value for part in due.explanation for value in part.facts.values() if isinstance(value, date)}
        for moment in dates:
            assert long_date(moment) in due.why_in("id")
            assert long_date(moment, "en") in due.why_in("en")


def test_the_parts_are_plain_json_with_both_languages() -> None:
    found = selectors.due_step("disiplin-pp94.examination", "summons", date(2024, 9, 11)).as_json()
    parts = found["explanation"]
    assert isinstance(parts, list)
    kinds = [part["kind"] for part in parts]
    assert kinds == ["duty", "safe", "outer", "working_skips", "basis", "unchecked"]
    duty = parts[0]["facts"]
    assert duty["event"]["id"] != duty["event"]["en"]
    assert (duty["number"], duty["unit"], duty["start"]) == (7, "days", "2024-09-11")
    assert parts[3]["facts"]["named"] == [{"date": "2024-09-16", "why": "Maulid Nabi Muhammad SAW"}]


def test_indonesian_text_is_the_one_of_the_contract() -> None:
    found = selectors.due_step("disiplin-pp94.examination", "summons", date(2024, 9, 11))
    assert found.why == found.why_in("id")
    assert "di antaranya Maulid Nabi Muhammad SAW (Senin, 16 September 2024)" in found.why
    assert "Maulid Nabi Muhammad SAW (Monday, 16 September 2024)" in found.why_in("en")


def test_a_paused_clock_tells_its_pause_in_english_too() -> None:
    pauses = [Pause(date(2024, 9, 13), date(2024, 9, 13)), Pause(date(2024, 9, 17))]
    found = selectors.due_step("disiplin-pp94.examination", "summons", date(2024, 9, 11), pauses, date(2024, 9, 19))
    english = found.why_in("en")
    assert "A pause of 3 days is not counted" in english
    assert "The clock has stood still since Tuesday, 17 September 2024 with 5 days left" in english
    one = selectors.due_step("disiplin-pp94.examination", "summons", date(2024, 9, 11), pauses[:1])
    assert "A pause of 1 day is not counted" in one.why_in("en")


def test_an_english_page_reads_the_reasons_in_english() -> None:
    found = selectors.due_step("bawaslu-pilkada.report", "known", date(2024, 11, 11))
    drawing = Engine.get_default().from_string("{% load kondusif %}{% why_date due today=today start=start %}")
    with translation.override("en"):
        drawn = drawing.render(Context({"due": found, "today": date(2024, 11, 13), "start": date(2024, 11, 11)}))
    assert "Calendar days run on" in drawn
    assert '<span lang="en">' in drawn
    assert "Hari kalender" not in drawn


def test_every_kind_of_part_can_be_said() -> None:
    at = datetime.fromisoformat("2024-10-18T17:00")
    cases = [
        *selectors.due("bawaslu-pilkada", {"completion_notice": at, "known": date(2024, 11, 11)}),
        *selectors.due("bawaslu-pilkada", {"received": datetime.fromisoformat("2024-10-14T16:20")}),
        *selectors.due("mutasi-ban", {"penetapan": date(2024, 9, 22)}),
        *selectors.due("data-breach", {"breach_known": at}),
        *selectors.due("disiplin-pp94", {"known": date(2024, 11, 1), "summons": date(2024, 9, 11)},
                       {"examination": [Pause(date(2024, 9, 12), date(2024, 9, 12)), Pause(date(2024, 9, 13))]},
                       date(2024, 9, 15)),
    ]  # fmt: skip
    assert {part.kind for one in cases for part in one.explanation} == set(PartKind)
    for one in cases:
        assert "  " not in one.why
        assert "None" not in one.why + one.why_in("en")

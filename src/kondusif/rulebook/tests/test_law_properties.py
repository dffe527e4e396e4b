"""What holds for every procedure of the rulebook, whatever happens when, and for every table of days off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.rulebook import deadlines, selectors
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import day_of
from kondusif.rulebook.deadlines import kit_of
from kondusif.rulebook.loader import files_of, load_files
from kondusif.rulebook.rules import Due, act_stands
from kondusif.rulebook.schema import DayOffKind, Procedure, Status
from kondusif.rulebook.schema_days import Holiday

BOOK = selectors.book()
PROCEDURES = selectors.procedures()
STARTS = st.dates(date(2022, 11, 1), date(2026, 12, 1))


def _events(procedure: Procedure) -> st.SearchStrategy[dict[str, date]]:
    return st.dictionaries(st.sampled_from(selectors.events_of(procedure)), STARTS, min_size=1)


def _due(book: Book, procedure: str, events: dict[str, date]) -> list[Due]:
    try:
        return deadlines.due(kit_of(book), book.procedures[procedure], events, pauses={}, on=None, subject=None)
    except Refused as error:
        assume(error.code != "rulebook.step.not_valid")
        raise


def _with_days(days: dict[date, DayOffKind]) -> Book:
    """The shipped book with more days off; a day that is off already keeps its reason."""
    years = dict(BOOK.holiday_years)
    for day, kind in days.items():
        old = years[day.year]
        if day not in {one.date for one in old.days}:
            area = "33.72" if kind is DayOffKind.LOCAL else None
            extra = Holiday(date=day, name="Hari yang ditambahkan", kind=kind, area=area)
            years[day.year] = old.model_copy(
                update={"days": tuple(sorted((*old.days, extra), key=lambda one: one.date))}
            )
    return replace(BOOK, holiday_years=years)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_the_order_of_events_never_changes_the_result(procedure: Procedure, data: st.DataObject) -> None:
    events = data.draw(_events(procedure))
    other = dict(data.draw(st.permutations(list(events.items()))))
    assert _due(BOOK, procedure.id, events) == _due(BOOK, procedure.id, other)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_an_event_never_moves_the_clock_of_another(procedure: Procedure, data: st.DataObject) -> None:
    events = data.draw(_events(procedure))
    together = _due(BOOK, procedure.id, events)
    for name, on in events.items():
        alone = [one for one in together if one.event == name]
        if alone:
            assert _due(BOOK, procedure.id, {name: on}) == alone


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_no_due_date_on_a_day_that_the_rules_calendar_excludes(procedure: Procedure, data: st.DataObject) -> None:
    table = selectors.holidays().days_off(procedure.days_off)
    for found in _due(BOOK, procedure.id, data.draw(_events(procedure))):
        for reading in found.readings:
            assert reading.counting != "working" or table.is_working(day_of(reading.due))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data(), added=st.sets(st.dates(date(2022, 11, 1), date(2026, 12, 31)), max_size=40))
def test_adding_a_holiday_never_moves_a_working_day_date_earlier(
    procedure: Procedure, data: st.DataObject, added: set[date]
) -> None:
    """Forward counts never end earlier, counts backwards never end later, calendar days and hours do not move."""
    events = data.draw(_events(procedure))
    more = _with_days(dict.fromkeys(added, DayOffKind.SHARED_LEAVE))
    for before, after in zip(_due(BOOK, procedure.id, events), _due(more, procedure.id, events), strict=True):
        old = {(one.counting, one.first_day): one.due for one in before.readings}
        for reading in after.readings:
            was = day_of(old[reading.counting, reading.first_day])
            if reading.counting != "working":
                assert day_of(reading.due) == was or selectors.step(before.rule).arrives_at
            elif before.kind == "file_by":
                assert day_of(reading.due) <= was
            else:
                assert day_of(reading.due) >= was


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data(), feasts=st.sets(st.dates(date(2022, 11, 1), date(2026, 12, 31)), max_size=40))
def test_a_local_feast_moves_nothing_unless_the_rules_calendar_says_so(
    procedure: Procedure, data: st.DataObject, feasts: set[date]
) -> None:
    events = data.draw(_events(procedure))
    feasted = _with_days(dict.fromkeys(feasts, DayOffKind.LOCAL))
    plain = [(one.rule, one.due, one.outer, one.office_by) for one in _due(BOOK, procedure.id, events)]
    assert DayOffKind.LOCAL not in procedure.days_off
    assert [(one.rule, one.due, one.outer, one.office_by) for one in _due(feasted, procedure.id, events)] == plain


def test_a_local_feast_moves_a_date_where_the_rules_calendar_names_that_kind() -> None:
    old = BOOK.procedures["disiplin-pp94"]
    local = old.model_copy(update={"days_off": (*old.days_off, DayOffKind.LOCAL)})
    book = _with_days({date(2024, 9, 12): DayOffKind.LOCAL})
    book = replace(book, procedures={**book.procedures, local.id: local})
    found = next(one for one in _due(book, local.id, {"summons": date(2024, 9, 11)}) if one.step == "examination")
    assert (found.due, found.outer) == (date(2024, 9, 23), date(2024, 9, 24))
    assert (date(2024, 9, 12), "Hari yang ditambahkan") in [(day.date, day.why) for day in found.skipped]


@given(data=st.data(), added=st.sets(st.dates(date(2022, 11, 1), date(2026, 12, 31)), min_size=1, max_size=20))
def test_both_editions_can_be_reproduced_for_ever(data: st.DataObject, added: set[date]) -> None:
    """A stored edition, read again from its texts, gives the same dates and reasons, whatever came after it."""
    procedure = data.draw(st.sampled_from(PROCEDURES))
    events = data.draw(_events(procedure))
    first = _due(BOOK, procedure.id, events)
    later = _with_days(dict.fromkeys(added, DayOffKind.NATIONAL))
    second = _due(later, procedure.id, events)
    assert _due(READ_AGAIN, procedure.id, events) == first
    assert _due(later, procedure.id, events) == second


READ_AGAIN = load_files(files_of())


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
@given(data=st.data())
def test_the_lean_dates_are_the_explained_ones(procedure: Procedure, data: st.DataObject) -> None:
    events = data.draw(_events(procedure))
    explained = _due(BOOK, procedure.id, events)
    lean = deadlines.dates(kit_of(BOOK), procedure, events, pauses={}, on=None)
    assert [(one.step.id, one.event, one.limits.due, one.limits.outer, one.limits.office_by) for one in lean] == [
        (one.step, one.event, one.due, one.outer, one.office_by) for one in explained
    ]


def _two_versions() -> Book:
    old = BOOK.procedures["disiplin-pp94"]
    steps = []
    for step in old.steps:
        if step.id == "examination":
            steps += [
                step.model_copy(update={"valid_to": date(2024, 12, 31)}),
                step.model_copy(update={"valid_from": date(2025, 1, 1), "number": 10}),
            ]
        elif step.id == "second_summons":
            steps.append(step.model_copy(update={"valid_to": date(2024, 12, 31)}))
        else:
            steps.append(step)
    return replace(BOOK, procedures={**BOOK.procedures, old.id: old.model_copy(update={"steps": tuple(steps)})})


def test_a_step_is_read_in_the_version_that_stood_on_the_day_of_its_event() -> None:
    book = _two_versions()
    old = _one(book, {"summons": date(2024, 12, 31)})
    new = _one(book, {"summons": date(2025, 1, 2)})
    assert (old.row, new.row) == ("step:disiplin-pp94.examination", "step:disiplin-pp94.examination@2025-01-01")
    assert (old.due, new.due) == (date(2025, 1, 9), date(2025, 1, 15))


def _one(book: Book, events: dict[str, date]) -> Due:
    return next(one for one in _due(book, "disiplin-pp94", events) if one.step == "examination")


def test_a_step_that_no_longer_stands_is_left_out_beside_others_and_refused_alone() -> None:
    kit = kit_of(_two_versions())
    procedure = kit.book.procedures["disiplin-pp94"]
    both = {"exam_missed": date(2025, 2, 3), "decision_set": date(2025, 2, 3)}
    steps = {one.step for one in deadlines.due(kit, procedure, both, pauses={}, on=None, subject=None)}
    assert "deliver_decision" in steps
    assert "second_summons" not in steps
    with pytest.raises(Refused) as caught:
        deadlines.due_step(kit, procedure, "second_summons", "exam_missed", date(2025, 2, 3), pauses=(), on=None)
    assert caught.value.code == "rulebook.step.not_valid"
    assert "Senin, 3 Februari 2025" in str(caught.value.facts["on"])


def test_a_superseded_row_stands_on_no_day() -> None:
    act = BOOK.acts["SKB-KE-4"].model_copy(update={"status": Status.SUPERSEDED})
    assert act_stands(BOOK.acts["SKB-KE-4"], date(2024, 9, 1), None)
    assert not act_stands(act, date(2024, 9, 1), None)


@pytest.mark.parametrize("subject", ["pns", "pejabat_asn"])
def test_a_procedure_refuses_in_its_own_words_whom_it_is_not_for(subject: str) -> None:
    refusing = [one for one in PROCEDURES if subject in one.not_for and one.not_for_why]
    assert refusing, "leave-campaign is not for civil servants"
    for one in refusing:
        with pytest.raises(Refused) as caught:
            selectors.due(one.id, {one.first_event: date(2024, 9, 25)}, subject=subject)
        assert caught.value.code == "rulebook.procedure.not_for"
        assert sentence(caught.value) == one.not_for_why
        with translation.override("en"), pytest.raises(Refused) as caught:
            selectors.due(one.id, {one.first_event: date(2024, 9, 25)}, subject=subject)
        assert sentence(caught.value) == one.not_for_why_en


def test_an_unknown_kind_of_person_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        selectors.due("disiplin-pp94", {"known": date(2024, 11, 13)}, subject="warga")
    assert caught.value.code == "rulebook.subject.unknown"


@given(start=STARTS, span=st.integers(1, 400))
def test_a_later_start_never_leaves_the_table_silently(start: date, span: int) -> None:
    far = date(2027, 12, 31) + timedelta(days=span)
    assume(far.year not in BOOK.holiday_years)
    with pytest.raises(Refused) as caught:
        selectors.due("disiplin-pp94", {"known": far})
    assert caught.value.code == "rulebook.holidays.not_covered"

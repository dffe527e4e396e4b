"""A clock that stands still: its days are not counted, whatever the order in which it was stopped and let go."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.kernel import days
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors
from kondusif.rulebook.counting import Moment, Pause, day_of
from kondusif.rulebook.rules import Due

DAY = timedelta(days=1)
START = date(2024, 9, 11)
STARTS = st.dates(date(2022, 11, 1), date(2026, 6, 1))
CLOCKS = [
    ("disiplin-pp94.examination", "summons"),
    ("bawaslu-pilkada.report", "known"),
    ("disiplin-pp94.in_force", "decision_received"),
]


def _due(rule: str, event: str, start: Moment, pauses: list[Pause], on: date | None = None) -> Due:
    return selectors.due_step(rule, event, start, pauses, on)


def _spans(start: date, gaps: list[tuple[int, int]]) -> list[Pause]:
    """Pauses one after the other: each begins some days after the last one ended, and lasts some days."""
    found, day = [], start
    for wait, length in gaps:
        first = day + timedelta(days=wait)
        found.append(Pause(first, first + timedelta(days=length - 1)))
        day = first + timedelta(days=length)
    return found


gaps = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 15)), max_size=5)


@pytest.mark.parametrize(("rule", "event"), CLOCKS)
@given(start=STARTS, sequence=gaps)
def test_paused_means_paused(rule: str, event: str, start: date, sequence: list[tuple[int, int]]) -> None:
    """Whatever was stopped and let go: exactly the law's number of days is counted, and never one of a pause."""
    pauses = _spans(start, sequence)
    table = selectors.holidays().days_off(selectors.procedure(rule.partition(".")[0]).days_off)
    found = _due(rule, event, start, pauses)
    number = selectors.step(rule, start).number
    for reading in found.readings:
        end = day_of(reading.due)
        assert not any(one.covers(end) for one in pauses)
        first = start if reading.first_day == "inclusive" else start + DAY
        counted = [
            day
            for day in days.days_between(first, end)
            if not any(one.covers(day) for one in pauses) and (reading.counting != "working" or table.is_working(day))
        ]
        assert len(counted) == number


@pytest.mark.parametrize(("rule", "event"), CLOCKS)
@given(start=STARTS, sequence=gaps, data=st.data())
def test_pause_and_resume_add_up(
    rule: str, event: str, start: date, sequence: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Splitting a pause, adding an empty one, or telling them in another order moves nothing."""
    pauses = _spans(start, sequence)
    whole = _due(rule, event, start, pauses).readings
    parts: list[Pause] = [Pause(start, start - DAY)]
    for one in pauses:
        assert one.last is not None
        length = (one.last - one.first).days + 1
        cut = one.first + timedelta(days=data.draw(st.integers(0, length)))
        parts += [Pause(one.first, cut - DAY), Pause(cut, one.last)]
    assert _due(rule, event, start, data.draw(st.permutations(parts))).readings == whole


@pytest.mark.parametrize(("rule", "event"), CLOCKS)
@given(start=STARTS, after=st.integers(0, 20), length=st.integers(0, 40), longer=st.integers(0, 20))
def test_a_longer_pause_never_makes_an_earlier_date(
    rule: str, event: str, start: date, after: int, length: int, longer: int
) -> None:
    first = start + timedelta(days=after)
    short = _due(rule, event, start, [Pause(first, first + timedelta(days=length - 1))])
    long = _due(rule, event, start, [Pause(first, first + timedelta(days=length + longer - 1))])
    assert day_of(short.due) <= day_of(long.due)
    assert day_of(short.outer) <= day_of(long.outer)


@given(start=STARTS, after=st.integers(0, 6), on=st.integers(0, 30))
def test_an_open_pause_reads_as_if_the_clock_ran_on_from_the_day_of_asking(start: date, after: int, on: int) -> None:
    first = start + timedelta(days=after)
    asked = first + timedelta(days=on)
    stopped = _due("bawaslu-pilkada.report", "known", start, [Pause(first)], asked)
    let_go = _due("bawaslu-pilkada.report", "known", start, [Pause(first, asked - DAY)])
    assert stopped.paused
    assert not let_go.paused
    assert stopped.readings == let_go.readings
    assert stopped.left == 7 - after
    assert stopped.due == asked + timedelta(days=7 - after - 1)


@given(start=STARTS, after=st.integers(0, 12), asked=st.integers(0, 60))
def test_what_is_left_is_what_is_counted_once_it_runs_on(start: date, after: int, asked: int) -> None:
    """Of working days: from the day on which it runs on, exactly the days that were left are counted."""
    rule, table = (
        "disiplin-pp94.examination",
        selectors.holidays().days_off(selectors.procedure("disiplin-pp94").days_off),
    )
    first = start + timedelta(days=after)
    on = first + timedelta(days=asked)
    found = _due(rule, "summons", start, [Pause(first)], on)
    assert found.left is not None
    if found.left:
        assert day_of(found.due) == days.nth_working_day(on, found.left, table, inclusive=True)
    else:
        assert day_of(found.due) < first


def test_without_a_day_of_asking_a_clock_that_stands_still_has_no_date_and_says_what_it_has_left() -> None:
    found = _due("disiplin-pp94.examination", "summons", START, [Pause(date(2024, 9, 13))])
    assert (found.due, found.outer, found.readings, found.office_by) == (None, None, (), None)
    assert (found.paused, found.left) == (True, 5)
    assert "Jam berhenti sejak Jumat, 13 September 2024 dengan sisa 5 hari" in found.why
    assert "tanggal di atas" not in found.why


def test_a_pause_is_told_with_its_days_and_its_reason() -> None:
    found = _due("disiplin-pp94.examination", "summons", START, [Pause(date(2024, 9, 13), date(2024, 9, 17))])
    assert (found.due, found.outer) == (date(2024, 9, 24), date(2024, 9, 25))
    assert [day.date.day for day in found.skipped if day.why == "jeda"] == [13, 14, 15, 16, 17]
    assert [day.date.day for day in found.skipped if day.why != "jeda"] == [21, 22]
    assert "Jeda 5 hari tidak dihitung (Jumat, 13 September 2024 sampai Selasa, 17 September 2024)" in found.why


def test_hours_grow_by_a_whole_day_for_every_paused_day() -> None:
    start = datetime.fromisoformat("2024-11-01T10:00")
    plain = _due("data-breach.notify_person", "breach_known", start, [])
    paused = _due("data-breach.notify_person", "breach_known", start, [Pause(date(2024, 11, 2), date(2024, 11, 3))])
    assert plain.due == datetime.fromisoformat("2024-11-04T10:00")
    assert paused.due == datetime.fromisoformat("2024-11-06T10:00")
    after = _due("data-breach.notify_person", "breach_known", start, [Pause(date(2024, 11, 5), date(2024, 11, 9))])
    assert after.due == plain.due


@given(sequence=gaps)
def test_hours_end_on_no_paused_day_and_keep_their_minute(sequence: list[tuple[int, int]]) -> None:
    start = datetime.fromisoformat("2024-11-01T10:00")
    pauses = _spans(start.date(), sequence)
    found = _due("data-breach.notify_person", "breach_known", start, pauses)
    assert isinstance(found.due, datetime)
    met = [day for day in days.days_between(start.date(), found.due.date()) if any(one.covers(day) for one in pauses)]
    assert found.due == start + timedelta(hours=72 + 24 * len(met))
    assert not any(one.covers(found.due.date()) for one in pauses)


def test_only_a_limit_can_stand_still() -> None:
    with pytest.raises(Refused) as caught:
        selectors.due_step("mutasi-ban.replacement_ban", "penetapan", date(2024, 9, 22), [Pause(date(2024, 5, 1))])
    assert caught.value.code == "rulebook.step.cannot_pause"


def test_a_pause_of_one_step_does_not_touch_another() -> None:
    events: dict[str, Moment] = {"decision_received": date(2024, 12, 2)}
    plain = {one.step: one for one in selectors.due("disiplin-pp94", events)}
    paused = selectors.due("disiplin-pp94", events, {"in_force": [Pause(date(2024, 12, 3), date(2024, 12, 9))]})
    for one in paused:
        assert (one.due == plain[one.step].due) == (one.step != "in_force")

"""When somebody is reminded, and when the next person is told. Decisions first, without a database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.cases.reminders import (
    FRESH,
    INSIDE,
    OF_THE_UNIT,
    Gate,
    Watched,
    escalation_owed,
    gate_of,
    is_highest,
    mark_owed,
    passed,
)
from kondusif.rulebook import selectors as rulebook


def local(text: str) -> datetime:
    """A moment of the city's own clock, without a zone."""
    return datetime.fromisoformat(text)


# Wednesday 13 November 2024; the office closes on Friday the 15th and opens on Monday the 18th.
WEDNESDAY = local("2024-11-13 10:00")
AT = datetime(2024, 11, 13, 3, tzinfo=UTC)
OPEN = Gate(True, date(2024, 11, 13))
SHUT = Gate(False, date(2024, 11, 13))


def watched(due: date | datetime, outer: date | datetime | None = None) -> Watched:
    return Watched(due, outer or due, (3, 1, 0))


def city_gate(now: datetime) -> Gate:
    office = rulebook.office("pemerintah-kota")
    return gate_of(office, rulebook.holidays().days_off(office.closed_on), now)


@pytest.mark.parametrize(
    ("due", "mark"),
    [(17, None), (16, 3), (15, 3), (14, 1), (13, 0), (12, None)],
)
def test_the_latest_mark_that_is_reached_is_owed(due: int, mark: int | None) -> None:
    assert mark_owed(watched(date(2024, 11, due)), WEDNESDAY, OPEN) == mark


@pytest.mark.parametrize(
    ("now", "opened", "reach"),
    [
        (local("2024-11-13 07:29"), False, 13),
        (local("2024-11-13 07:30"), True, 13),
        (local("2024-11-13 16:00"), True, 13),
        (local("2024-11-13 16:01"), False, 13),
        (local("2024-11-15 10:00"), True, 17),
        (local("2024-11-16 10:00"), False, 17),
        (local("2024-11-26 10:00"), True, 27),  # the day before voting day, which is off
        (local("2024-11-27 10:00"), False, 27),
    ],
)
def test_the_gate_follows_the_hours_of_the_city_office(now: datetime, opened: bool, reach: int) -> None:
    assert city_gate(now) == Gate(opened, date(2024, 11, reach))


def test_no_reminder_outside_working_hours_except_the_highest_status() -> None:
    """Acceptance 5 (Zammad 4432)."""
    quiet = watched(date(2024, 11, 14), date(2024, 11, 20))
    last_day = watched(date(2024, 11, 13), date(2024, 11, 13))
    hours = watched(local("2024-11-14 09:30"))
    for now in (local("2024-11-13 06:00"), local("2024-11-13 21:00"), local("2024-11-13 23:59")):
        gate = city_gate(now)
        assert mark_owed(quiet, now, gate) is None
        assert mark_owed(last_day, now, gate) == 0
        assert mark_owed(hours, now, gate) == 1


@given(st.datetimes(local("2024-01-01 00:00"), local("2024-12-31 00:00")), st.integers(-5, 40), st.integers(0, 10))
def test_outside_the_hours_only_the_highest_status_says_anything(now: datetime, ahead: int, spread: int) -> None:
    due = now.date() + timedelta(days=ahead)
    clock = watched(due, due + timedelta(days=spread))
    gate = city_gate(now)
    if not gate.opened and not is_highest(clock, now):
        assert mark_owed(clock, now, gate) is None
        assert not escalation_owed(clock, now, gate, touched=None, at=AT)


def test_a_reminder_of_a_shut_day_goes_out_on_the_open_day_before() -> None:
    friday = local("2024-11-15 10:00")
    assert mark_owed(watched(date(2024, 11, 18)), friday, city_gate(friday)) == 1
    assert mark_owed(watched(date(2024, 11, 17), date(2024, 11, 20)), friday, city_gate(friday)) == 0


@given(st.dates(date(2024, 3, 1), date(2024, 11, 30)), st.integers(0, 7))
def test_every_clock_is_reminded_of_before_it_is_late(due: date, spread: int) -> None:
    clock = watched(due, due + timedelta(days=spread))
    days = [due - timedelta(days=n) for n in range(20)]
    moments = [datetime.combine(day, time(10)) for day in days]
    assert any(mark_owed(clock, now, city_gate(now)) is not None for now in moments)


def test_where_the_hours_of_the_office_are_not_known_nobody_goes_without_a_reminder() -> None:
    assert gate_of(None, rulebook.holidays().days_off(()), WEDNESDAY) == OPEN


@pytest.mark.parametrize(
    ("touched", "owed"),
    [(None, True), (AT, False), (AT - timedelta(minutes=1), False), (AT - FRESH, True)],
)
def test_fresh_is_not_stale(touched: datetime | None, owed: bool) -> None:
    """Acceptance 1 (ECLK services.py), the decision: one touched a minute ago is not escalated; one past due is."""
    late = watched(date(2024, 11, 12), date(2024, 11, 20))
    assert escalation_owed(late, WEDNESDAY, OPEN, touched=touched, at=AT) is owed


def test_a_clock_that_is_not_past_its_safe_date_is_never_escalated() -> None:
    for due in (date(2024, 11, 13), date(2024, 11, 14), local("2024-11-13 10:01")):
        assert not escalation_owed(watched(due), WEDNESDAY, OPEN, touched=None, at=AT)
    assert passed(local("2024-11-13 09:59"), WEDNESDAY)


def test_an_escalation_waits_for_the_office_as_well() -> None:
    late = watched(date(2024, 11, 12), date(2024, 11, 20))
    assert not escalation_owed(late, WEDNESDAY, SHUT, touched=None, at=AT)


def test_every_bearer_of_a_duty_inside_city_hall_is_one_that_the_law_names() -> None:
    assert {*INSIDE, *OF_THE_UNIT} <= set(rulebook.book().actors)

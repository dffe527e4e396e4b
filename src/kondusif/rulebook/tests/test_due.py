"""Dates with their reasons: the contract's keys, both readings, what is refused, and properties over any start."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors
from kondusif.rulebook.counting import day_of
from kondusif.rulebook.rules import Due


def _at(text: str) -> datetime:
    """A local time of the city, which carries no zone."""
    return datetime.fromisoformat(text)


KEYS = [
    "step", "rule", "edition", "actor", "event", "kind", "due", "outer", "office_by", "readings", "skipped", "basis",
    "status", "confidence", "why", "row", "paused", "left", "explanation",
]  # fmt: skip
STARTS = st.dates(date(2022, 1, 1), date(2027, 10, 1))
DURING = [(procedure.id, event) for procedure in selectors.procedures() for event in selectors.events_of(procedure)]


def _stands(procedure: str, event: str, day: date) -> bool:
    return any(event in step.events and step.valid_on(day) for step in selectors.procedure(procedure).steps)


def _one(rule: str, event: str, start: date | datetime) -> Due:
    return selectors.due_step(rule, event, start)


def test_a_date_has_exactly_the_keys_of_the_contract_and_is_plain_json() -> None:
    found = _one("bawaslu-pilkada.report", "known", _at("2024-11-13T09:30")).as_json()
    assert list(found) == KEYS
    assert found["due"] == "2024-11-19"
    assert found["outer"] == "2024-11-20"
    assert found["office_by"] == "2024-11-19T16:00"
    assert found["readings"] == [
        {"counting": "calendar", "first_day": "inclusive", "due": "2024-11-19"},
        {"counting": "calendar", "first_day": "exclusive", "due": "2024-11-20"},
    ]
    assert found["skipped"] == []
    assert {"instrument": "UU Pilkada", "article": "Pasal 134 ayat (4)", "instrument_id": "uu-pilkada"} in found[
        "basis"
    ]


def test_a_count_without_a_number_gives_no_date_and_says_so() -> None:
    found = _one("disiplin-pp94.duty_to_call", "known", date(2024, 11, 13))
    assert (found.due, found.outer, found.readings) == (None, None, ())
    assert "tidak menyebut angka hari" in found.why


def test_two_day_kinds_stand_side_by_side_with_the_earliest_first() -> None:
    found = _one("disiplin-pp94.in_force", "decision_received", date(2024, 12, 2))
    assert [(one.counting.value, one.first_day.value, one.due) for one in found.readings] == [
        ("calendar", "inclusive", date(2024, 12, 16)),
        ("calendar", "exclusive", date(2024, 12, 17)),
        ("working", "inclusive", date(2024, 12, 20)),
        ("working", "exclusive", date(2024, 12, 23)),
    ]


def test_the_reason_names_the_rule_both_dates_the_office_hour_and_the_missing_tick() -> None:
    why = _one("bawaslu-pilkada.report", "known", date(2024, 11, 11)).why
    for words in (
        "7 hari kalender sejak dugaan diketahui (Senin, 11 November 2024)",
        "Tanggal aman Minggu, 17 November 2024",
        "batas luar Senin, 18 November 2024",
        "Jumat, 15 November 2024 pukul 16.30",
        "UU Pilkada Pasal 134 ayat (4)",
        "belum diperiksa",
    ):
        assert words in why


def test_skipped_days_carry_their_reason() -> None:
    found = _one("disiplin-pp94.examination", "summons", date(2024, 9, 11))
    assert (date(2024, 9, 16), "Maulid Nabi Muhammad SAW") in [(day.date, day.why) for day in found.skipped]


def test_a_shared_leave_day_and_a_voting_day_are_no_working_days() -> None:
    over_christmas = _one("disiplin-pp94.examination", "summons", date(2024, 12, 24))
    assert date(2024, 12, 26) in [day.date for day in over_christmas.skipped]
    over_the_vote = _one("disiplin-pp94.examination", "summons", date(2024, 11, 26))
    assert date(2024, 11, 27) in [day.date for day in over_the_vote.skipped]


def test_where_the_office_opens_only_after_the_safe_date_the_last_hour_before_the_outer_one_is_named() -> None:
    found = _one("bawaslu-pilkada.completion", "completion_notice", _at("2024-10-19T09:00"))
    assert (found.due, found.outer) == (date(2024, 10, 20), date(2024, 10, 21))
    assert found.office_by == _at("2024-10-21T16:00")


def test_where_the_office_opens_on_no_day_no_hour_is_invented() -> None:
    found = _one("bawaslu-pilkada.completion", "completion_notice", _at("2024-10-18T17:00"))
    assert (found.due, found.outer, found.office_by) == (date(2024, 10, 19), date(2024, 10, 20), None)
    assert "Kantor tidak buka sampai batas itu" in found.why


def test_each_event_has_its_own_field_and_lists_only_its_own_steps() -> None:
    found = selectors.due("bawaslu-pilkada", {"known": date(2024, 11, 4), "registered": date(2024, 11, 10)})
    assert [(one.step, one.event) for one in found] == [
        ("report", "known"),
        ("follow_up", "registered"),
        ("follow_up_extended", "registered"),
    ]


@pytest.mark.parametrize(
    ("procedure", "events", "code"),
    [
        ("disiplin-pp94", {"known": date(2031, 1, 1)}, "rulebook.holidays.not_covered"),
        ("bawaslu-pilkada", {"known": date(2017, 7, 1)}, "rulebook.holidays.not_covered"),
        ("disiplin-pp94", {"summons": date(2027, 12, 29)}, "rulebook.holidays.not_covered"),
        ("disiplin-pp94", {"known": date(2019, 5, 6)}, "rulebook.step.not_valid"),
        ("disiplin-pp94", {"verdict_read": date(2024, 11, 13)}, "rulebook.event.not_here"),
        ("tidak-ada", {"known": date(2024, 11, 13)}, "rulebook.procedure.unknown"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_code(procedure: str, events: dict[str, date], code: str) -> None:
    with pytest.raises(Refused) as caught:
        selectors.due(procedure, events)
    assert caught.value.code == code


@pytest.mark.parametrize(("procedure", "event"), DURING)
@given(start=STARTS)
def test_the_safe_date_is_never_after_the_outer_one(procedure: str, event: str, start: date) -> None:
    assume(_stands(procedure, event, start))
    for found in selectors.due(procedure, {event: start}):
        dates = [one.due for one in found.readings]
        assert dates == sorted(dates)
        assert (found.due, found.outer) == ((dates[0], dates[-1]) if dates else (None, None))


@pytest.mark.parametrize(("procedure", "event"), DURING)
@given(start=STARTS, later=st.integers(0, 40))
def test_a_later_event_never_makes_an_earlier_date(procedure: str, event: str, start: date, later: int) -> None:
    assume(_stands(procedure, event, start))
    first = {one.row: one for one in selectors.due(procedure, {event: start})}
    second = {one.row: one for one in selectors.due(procedure, {event: start + timedelta(days=later)})}
    for one, other in ((first[row], second[row]) for row in first if row in second):
        if one.due and other.due and one.outer and other.outer:
            assert day_of(one.due) <= day_of(other.due)
            assert day_of(one.outer) <= day_of(other.outer)


@given(start=STARTS)
def test_a_limit_of_working_days_never_falls_on_a_day_off(start: date) -> None:
    table = selectors.holidays().days_off(selectors.procedure("disiplin-pp94").days_off)
    for event in selectors.events_of(selectors.procedure("disiplin-pp94")):
        for found in selectors.due("disiplin-pp94", {event: start}):
            for one in found.readings:
                assert one.counting.value != "working" or table.is_working(day_of(one.due))


@given(start=STARTS)
def test_a_calendar_count_is_never_shifted(start: date) -> None:
    found = _one("bawaslu-pilkada.report", "known", start)
    assert found.due == start + timedelta(days=6)
    assert found.outer == start + timedelta(days=7)


@given(start=st.datetimes(_at("2024-01-01T00:00"), _at("2027-10-01T00:00")))
def test_the_last_office_hour_lies_between_the_event_and_the_outer_date(start: datetime) -> None:
    found = _one("bawaslu-pilkada.report", "known", start)
    assert found.outer is not None
    if found.office_by is None:  # the long closure around Eid
        assert "Kantor tidak buka sampai batas itu" in found.why
    else:
        assert start <= found.office_by
        assert found.office_by.date() <= day_of(found.outer)


def test_a_paper_that_comes_after_office_hours_counts_from_the_next_office_day_and_says_so() -> None:
    late = _one("bawaslu-pilkada.preliminary_review", "received", _at("2024-10-14T16:20"))
    assert (late.due, late.outer) == (date(2024, 10, 16), date(2024, 10, 17))
    assert "terhitung diterima Selasa, 15 Oktober 2024" in late.why
    in_time = _one("bawaslu-pilkada.preliminary_review", "received", _at("2024-10-14T15:59"))
    assert in_time.due == _one("bawaslu-pilkada.preliminary_review", "received", date(2024, 10, 14)).due
    assert "terhitung diterima" not in in_time.why


def test_hours_that_an_office_kept_only_later_are_not_quoted_for_an_earlier_event() -> None:
    late = _at("2023-12-28T18:00")
    (review,) = selectors.due("bawaslu-pilkada", {"received": late})
    assert (review.due, review.outer) == (date(2023, 12, 29), date(2023, 12, 30))
    (report,) = selectors.due("bawaslu-pilkada", {"known": late})
    assert report.office_by is None
    assert "kantor" not in report.why
    (report,) = selectors.due("bawaslu-pilkada", {"known": date(2024, 1, 1)})
    assert report.office_by == _at("2024-01-05T16:30")


def test_hours_of_an_office_never_move_an_event_that_is_no_paper() -> None:
    known = _one("bawaslu-pilkada.report", "known", _at("2024-10-14T16:20"))
    assert known.due == date(2024, 10, 20)

"""Every day of both contests, against rules typed from the published calendars and from nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kondusif.stages import calendars, rules

FIRST, LAST = date(2022, 6, 1), date(2025, 2, 1)
PUBLISHED = {
    "pilkada-2024": [
        ("2024-04-17", "2024-11-05"), ("2024-02-27", "2024-11-16"), ("2024-04-24", "2024-05-31"),
        ("2024-05-31", "2024-09-23"), ("2024-05-05", "2024-08-19"), ("2024-03-22", "9999-12-31"),
        ("2024-08-24", "2024-08-26"), ("2024-08-27", "2024-08-29"), ("2024-08-27", "2024-09-21"),
        ("2024-09-22", "2024-09-22"), ("2024-09-23", "2024-09-23"), ("2024-09-25", "2024-11-23"),
        ("2024-11-24", "2024-11-26"), ("2024-11-27", "2024-11-27"), ("2024-11-27", "2024-12-16"),
        ("2024-01-26", "2024-11-18"),  # regulations: the source gives no start, so the calendar's own
    ],
    "pemilu-2024": [
        ("2022-06-14", "2024-06-14"), ("2022-06-14", "2023-12-14"), ("2022-10-14", "2023-06-21"),
        ("2022-07-29", "2022-12-13"), ("2022-12-14", "2022-12-14"), ("2022-10-14", "2023-02-09"),
        ("2022-12-06", "2023-11-25"), ("2023-04-24", "2023-11-25"), ("2023-10-19", "2023-11-25"),
        ("2023-11-28", "2024-02-10"), ("2024-02-11", "2024-02-13"), ("2024-02-14", "2024-02-14"),
        ("2024-02-14", "2024-02-15"), ("2024-02-15", "2024-03-20"), ("2024-10-01", "2024-10-01"),
        ("2024-10-20", "2024-10-20"), ("2023-11-03", "2023-11-04"), ("2023-11-13", "2023-11-13"),
    ],
}  # fmt: skip
VOTING = {"pilkada-2024": date(2024, 11, 27), "pemilu-2024": date(2024, 2, 14)}
QUIET = {"pilkada-2024": ("2024-11-24", "2024-11-26"), "pemilu-2024": ("2024-02-11", "2024-02-13")}
# First day as candidate, days that need a person's judgement, last day of the last stage.
SWITCH = {
    "pilkada-2024": ("2024-09-22", ("2024-09-22", "2024-09-22"), "2024-12-16"),
    "pemilu-2024": ("2023-11-03", ("2023-11-03", "2023-11-13"), "2024-10-20"),
}


def _days() -> Iterator[date]:
    for offset in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=offset)


def _phase(contest: str, on: str) -> str:
    switch, _review, last = SWITCH[contest]
    if on > last:
        return "selesai"
    return "calon" if on >= switch else "bakal_calon"


@pytest.mark.parametrize("contest", PUBLISHED)
def test_every_day_says_what_the_published_calendar_says(contest: str) -> None:
    calendar = calendars.shipped(contest)
    _switch, (review_from, review_to), _last = SWITCH[contest]
    for day in _days():
        on, found = day.isoformat(), rules.standing(calendar, day).as_json()
        running = sorted((start, end) for start, end in PUBLISHED[contest] if start <= on <= end)
        rows = [row for row in found["stages"] if row["running"]]
        assert sorted((row["start"] or "2024-01-26", row["end"] or "9999-12-31") for row in rows) == running, on
        assert found["phase"] == _phase(contest, on), on
        assert found["human_review"] is (review_from <= on <= review_to), on
        assert found["quiet_period"] is (QUIET[contest][0] <= on <= QUIET[contest][1]), on
        assert found["days_to_voting"] == (VOTING[contest] - day).days, on


def test_the_offices_of_one_contest_switch_on_their_own_days() -> None:
    calendar = calendars.shipped("pemilu-2024")
    for day in _days():
        on = day.isoformat()
        for row in rules.standing(calendar, day).as_json()["phases"]:
            fixed = "2023-11-13" if row["office"] == "presiden" else "2023-11-03"
            wanted = "selesai" if on > "2024-10-20" else "calon" if on >= fixed else "bakal_calon"
            assert row["phase"] == wanted, (on, row)
            assert row["from"] is None or row["from"] <= on

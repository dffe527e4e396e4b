"""The dated tables of days off, against two tables that others keep, with every known difference named."""

import json
import os
from datetime import date
from pathlib import Path

import holidays as others
import pytest

from kondusif.rulebook import selectors
from kondusif.rulebook.schema import DayOffKind

SHARED = Path(os.environ.get("KONDUSIF_SHARED", "../shared")) / "data" / "hari-libur"
YEARS = selectors.holidays().years

# Days on which the downloaded table and ours disagree, and why ours stands.
MISSING_THERE = {
    2021: {"2021-05-12", "2021-08-11"},  # shared leave of Eid; the Islamic new year moved by the amended decree
    2022: {
        "2022-04-29",
        "2022-05-04",
        "2022-05-05",
        "2022-05-06",
        "2022-07-10",
    },  # shared leave of Eid; Eid al-Adha moved
    2023: {"2023-04-19", "2023-04-20", "2023-06-02", "2023-06-30"},  # shared leave of the two amended decrees
    2024: {"2024-02-14", "2024-11-27"},  # voting days
    2025: {"2025-08-18"},  # shared leave announced late
    2026: set(),
}
ONLY_THERE = {
    2021: {"2021-08-10"},  # moved to the day after
    2022: {"2022-04-17", "2022-05-09", "2022-07-09"},  # Easter, not yet named; a Monday never given; Eid al-Adha
    2023: {"2023-04-26"},  # given up by the amended decree
    2024: set(),
    2025: set(),
    2026: set(),
}


def _ours(year: int) -> set[str]:
    return {day.date.isoformat() for day in YEARS[year].days}


def test_the_years_that_the_product_promises_are_there() -> None:
    assert set(YEARS) == set(range(2018, 2028))


@pytest.mark.parametrize("year", sorted(MISSING_THERE))
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared tables of days off are absent (KONDUSIF_SHARED)")
def test_the_downloaded_table_differs_only_where_it_is_known_to(year: int) -> None:
    if year == 2026:
        files = ("hapilibur_2026_libur-nasional.json", "hapilibur_2026_cuti-bersama.json")
        theirs = {
            day["date"]
            for name in files
            for day in json.loads((SHARED / name).read_text())["years"]["2026"]["holidays"]
        }
    else:
        theirs = {day["Tanggal"] for day in json.loads((SHARED / f"{year}.json").read_text())}
    assert _ours(year) - theirs == MISSING_THERE[year]
    assert theirs - _ours(year) == ONLY_THERE[year]


@pytest.mark.parametrize("year", sorted(YEARS))
def test_the_package_that_others_maintain_has_the_same_days(year: int) -> None:
    theirs = others.country_holidays("ID", years=year, categories=("public", "government"))
    assert _ours(year) == {day.isoformat() for day in theirs}


@pytest.mark.parametrize(
    "day",
    # Typed from the list of working-day holidays in the reference on law, section 4.
    ["2019-05-01", "2019-05-30", "2019-06-05", "2019-06-06", "2023-12-25", "2023-12-26", "2024-01-01", "2024-02-08",
     "2024-02-09", "2024-02-14", "2024-03-11", "2024-03-12", "2024-03-29", "2024-04-08", "2024-04-09", "2024-04-10",
     "2024-04-11", "2024-04-12", "2024-04-15", "2024-05-01", "2024-05-09", "2024-05-10", "2024-05-23", "2024-05-24",
     "2024-06-17", "2024-06-18", "2024-09-16", "2024-11-27", "2024-12-25", "2024-12-26", "2025-01-01", "2025-01-27",
     "2025-01-28", "2025-01-29"],
)  # fmt: skip
def test_the_reference_on_law_names_the_day(day: str) -> None:
    assert day in _ours(int(day[:4]))


def test_voting_days_are_marked_as_such() -> None:
    marked = {day.date for year in YEARS.values() for day in year.days if day.kind is DayOffKind.VOTING_DAY}
    assert marked == {
        date(2018, 6, 27), date(2019, 4, 17), date(2020, 12, 9), date(2024, 2, 14), date(2024, 11, 27),
    }  # fmt: skip


def test_a_kind_that_is_not_asked_for_moves_nothing() -> None:
    national = selectors.holidays().days_off([DayOffKind.NATIONAL])
    assert national.is_working(date(2024, 12, 26))
    assert not national.is_working(date(2024, 12, 25))
    assert national.is_working(date(2024, 11, 27))

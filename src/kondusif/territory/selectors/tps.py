"""The indicators of vulnerable TPS that a city entered, and those that it has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kondusif.territory.indicators import IndicatorGroup, instrument
from kondusif.territory.models import Area, AreaFacts, TpsCount
from kondusif.territory.selectors.places import children, kelurahan_of

HIGHEST = 999  # where nobody knows how many TPS a kelurahan has


@dataclass(frozen=True, slots=True)
class Entry:
    """One count with what it rests on."""

    indicator: str
    count: int
    source: str
    entered_by: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class TpsStanding:
    """What is known of one kelurahan.

    Args:
        known: indicators for which a number was entered, zero included.
        present: those found on at least one TPS.
    """

    code: str
    name: str
    district: str
    known: int
    present: int
    last_on: date | None


def tps_entries(village: str, contest: str) -> dict[str, Entry]:
    """What was entered for one kelurahan, by indicator."""
    rows = TpsCount.objects.filter(area_id=village, contest=contest).select_related("entered_by")
    return {
        row.indicator: Entry(row.indicator, row.count, row.source, row.entered_by.full_name, row.entered_on)
        for row in rows
    }


def tps_lines(village: str, contest: str) -> list[tuple[IndicatorGroup, list[tuple[str, str, Entry | None]]]]:
    """Every indicator in its group with what was entered: id, words, entry or None."""
    entries = tps_entries(village, contest)
    return [
        (group, [(row.id, row.words, entries.get(row.id)) for row in group.indicators]) for group in instrument().groups
    ]


def tps_counts(code: str, contest: str) -> dict[str, dict[str, int]]:
    """The counts of every kelurahan inside a place, by code and indicator. Cost: one read."""
    found: dict[str, dict[str, int]] = {}
    rows = TpsCount.objects.filter(area__code__startswith=f"{code}.", contest=contest)
    for village, indicator, count in rows.values_list("area_id", "indicator", "count"):
        found.setdefault(village, {})[indicator] = count
    return found


def tps_standings(code: str, contest: str) -> list[TpsStanding]:
    """How much is known of every kelurahan inside a place, in order of code."""
    districts = dict(children(code).values_list("code", "name"))
    found: dict[str, list[tuple[int, date]]] = {}
    rows = TpsCount.objects.filter(area__code__startswith=f"{code}.", contest=contest)
    for village, count, on in rows.values_list("area_id", "count", "entered_on"):
        found.setdefault(village, []).append((count, on))
    return [
        TpsStanding(
            area.code, area.name, districts.get(area.parent_code, ""), len(own := found.get(area.code, [])),
            sum(count >= 1 for count, _on in own), max((on for _count, on in own), default=None),
        )
        for area in kelurahan_of(code)
    ]  # fmt: skip


def most_stations(village: Area) -> int:
    """The most TPS that a kelurahan ever had in a contest that is known; a count above it is a slip of the pen."""
    facts = AreaFacts.objects.filter(area=village).first()
    return max(facts.tps.values()) if facts and facts.tps else HIGHEST


def tps_rows(code: str, contest: str) -> Iterator[list[str]]:
    """The counts as rows of a sheet that can be loaded again; an empty cell is unknown."""
    ids = instrument().ids
    counts = tps_counts(code, contest)
    yield ["kelurahan", "nama_kelurahan", *(key.lower() for key in ids)]
    for area in kelurahan_of(code):
        own = counts.get(area.code, {})
        yield [area.code, area.name, *(str(own[key]) if key in own else "" for key in ids)]

"""The dated tables of days off of one edition, by the kinds that a procedure or an office asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kondusif.kernel.days import DaysOff
from kondusif.rulebook.schema import DayOffKind, Status
from kondusif.rulebook.schema_days import HolidayYear

STATUS_ORDER = (Status.SUPERSEDED, Status.DRAFT, Status.CHECKED, Status.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The dated tables of days off, by year. A table for a set of kinds is made once and kept."""

    years: Mapping[int, HolidayYear]
    _made: dict[frozenset[DayOffKind], DaysOff] = field(default_factory=dict, init=False, repr=False, compare=False)

    def days_off(self, kinds: Iterable[DayOffKind]) -> DaysOff:
        """The days off of the given kinds; a local feast moves nothing unless its kind is asked for."""
        wanted = frozenset(kinds)
        found = self._made.get(wanted)
        if found is None:
            named = {day.date: day.name for year in self.years.values() for day in year.days if day.kind in wanted}
            found = self._made[wanted] = DaysOff(named=named, years=frozenset(self.years))
        return found

    def weakest_status(self, first: date, last: date) -> Status:
        """The least trusted status among the tables of a span of years."""
        return weakest(self.years[year].status for year in range(first.year, last.year + 1) if year in self.years)


def weakest(statuses: Iterable[Status]) -> Status:
    """The least trusted of several statuses; nothing at all is fully trusted."""
    return min(statuses, key=STATUS_ORDER.index, default=Status.IN_FORCE)

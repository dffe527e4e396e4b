"""What the rulebook decides: an event makes a date with its reasons, a day and a phase make the rows that stand.

Pure. Counting is in `counting.py`, office hours in `hours.py`; prose with worked numbers in
docs/algorithms/deadlines.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from kondusif.kernel import days
from kondusif.kernel.days import DaysOff, TableTooShort
from kondusif.kernel.errors import Refused
from kondusif.rulebook import hours, wording
from kondusif.rulebook.counting import Moment, Reading, day_of, moment_of, readings
from kondusif.rulebook.schema import (
    SANCTION_ORDER,
    Act,
    Citation,
    Counting,
    DayOffKind,
    Kind,
    Phase,
    Procedure,
    SanctionRange,
    Status,
    Step,
)
from kondusif.rulebook.schema_days import HolidayYear, Office

STATUS_ORDER = (Status.SUPERSEDED, Status.DRAFT, Status.CHECKED, Status.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that a count of working days passed over, and why."""

    date: date
    why: str


@dataclass(frozen=True, slots=True)
class Cited:
    """An article, with the short name of its instrument as people say it."""

    instrument: str
    article: str
    instrument_id: str


@dataclass(frozen=True, slots=True)
class Due:
    """A computed date with everything that stands behind it. The keys are those of the contract.

    `due` is the safe reading, `outer` the last one; both are None where the law gives no number, and `why` says so.
    """

    step: str
    rule: str
    edition: str
    actor: str
    event: str
    kind: str
    due: Moment | None
    outer: Moment | None
    office_by: datetime | None
    readings: tuple[Reading, ...]
    skipped: tuple[Skipped, ...]
    basis: tuple[Cited, ...]
    status: str
    confidence: str
    why: str

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON; dates as ISO 8601, local times without a zone."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Holidays:
    """The dated tables of days off, by year."""

    years: Mapping[int, HolidayYear]

    def days_off(self, kinds: Iterable[DayOffKind]) -> DaysOff:
        """The days off of the given kinds; a local feast moves nothing unless its kind is asked for."""
        wanted = frozenset(kinds)
        named = {day.date: day.name for year in self.years.values() for day in year.days if day.kind in wanted}
        return DaysOff(named=named, years=frozenset(self.years))

    def weakest_status(self, first: date, last: date) -> Status:
        """The least trusted status among the tables of a span of years."""
        return weakest(self.years[year].status for year in range(first.year, last.year + 1) if year in self.years)


def plain(value: object) -> object:
    """A value of this room as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Reading | Skipped | Cited):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def weakest(statuses: Iterable[Status]) -> Status:
    """The least trusted of several statuses; nothing at all is fully trusted."""
    return min(statuses, key=STATUS_ORDER.index, default=Status.IN_FORCE)


def due_of(
    procedure: Procedure, step: Step, event: str, start: Moment, *, holidays: Holidays,
    offices: Mapping[str, Office], names: wording.Names, edition: str,
) -> Due:  # fmt: skip
    """The date of one step that one event started, with its reasons.

    Args:
        procedure: whose kinds of days off the count skips.
        step: the duty.
        event: the id of the event, one of the step's own.
        start: when the event was; a date or a local time of the city.
        holidays: the dated tables.
        offices: the offices with their hours; the step says at which one its event arrives and where its own paper
            must be handed in.
        names: words for instruments, events and actors.
        edition: the rulebook's edition.
    Raises:
        Refused: `rulebook.holidays.not_covered`, `rulebook.step.not_valid`.
    Source: the step itself, `<procedure>.<step>`.
    """
    day = day_of(start)
    rule = f"{procedure.id}.{step.id}"
    if not step.valid_on(day):
        raise Refused("rulebook.step.not_valid", rule=rule, on=wording.long_date(day))
    table = holidays.days_off(procedure.days_off)
    office = offices[step.office] if step.office else None
    _refuse_uncovered(day, holidays)
    try:
        begin = _arrived(step, start, offices, holidays)
        found = readings(step, begin, table)
        last_day = day_of(found[-1].due) if found else day
        working = Counting.WORKING in step.counting
        skipped = days.skipped_between(day_of(begin), last_day, table) if working else []
        by = _office_by(step, start, found, office, holidays) if office and found else None
    except TableTooShort as error:
        raise Refused("rulebook.holidays.not_covered", on=wording.long_date(error.needed)) from error
    status = weakest([step.status, holidays.weakest_status(*sorted((day, last_day)))] if working else [step.status])
    explained = wording.Explained(step, event, start, begin, found, len(skipped), by, office, status)
    return Due(
        step=step.id,
        rule=rule,
        edition=edition,
        actor=step.actor,
        event=event,
        kind=step.kind.value,
        due=found[0].due if found else None,
        outer=found[-1].due if found else None,
        office_by=by,
        readings=found,
        skipped=tuple(Skipped(off, why) for off, why in skipped),
        basis=cited(step.basis, day, names),
        status=status.value,
        confidence=step.confidence.value,
        why=wording.explain(explained, names),
    )


def _arrived(step: Step, start: Moment, offices: Mapping[str, Office], holidays: Holidays) -> Moment:
    """When the event counts as having happened: a paper that comes after office hours arrives the next office day."""
    if not step.arrives_at or not isinstance(start, datetime):
        return start
    office = offices[step.arrives_at]
    arrived = hours.arrived_on(start, office, holidays.days_off(office.closed_on))
    return start if arrived == start.date() else arrived


def _office_by(
    step: Step, start: Moment, found: Sequence[Reading], office: Office, holidays: Holidays
) -> datetime | None:
    since = None if step.kind is Kind.FILE_BY else moment_of(start)
    return hours.office_by(office, found, holidays.days_off(office.closed_on), since=since)


def cited(basis: Sequence[Citation], day: date, names: wording.Names) -> tuple[Cited, ...]:
    """The articles to cite on a day: where a later law took an article's place, only the one of that day."""
    return tuple(
        Cited(names.instruments[one.instrument], one.article, one.instrument) for one in basis if one.valid_on(day)
    )


def _refuse_uncovered(day: date, holidays: Holidays) -> None:
    if day.year not in holidays.years:
        raise Refused("rulebook.holidays.not_covered", on=wording.long_date(day))


def act_stands(act: Act, on: date, phase: Phase | None) -> bool:
    """Whether a row stands on a day, in a phase of the contest if one is named."""
    return act.valid_on(on) and act.status is not Status.SUPERSEDED and (phase is None or phase in act.phases)


def widest(ranges: Iterable[SanctionRange | None]) -> SanctionRange | None:
    """The span over several ranges, lightest to heaviest; None when none has one."""
    known = [one for one in ranges if one]
    if not known:
        return None
    lightest = min((one.min for one in known), key=SANCTION_ORDER.index)
    heaviest = max((one.max for one in known), key=SANCTION_ORDER.index)
    return SanctionRange(min=lightest, max=heaviest)

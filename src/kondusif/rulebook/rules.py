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
from kondusif.rulebook import explaining, wording
from kondusif.rulebook.book import keyed, versions_by_id
from kondusif.rulebook.counting import (
    Moment,
    Pause,
    Reading,
    bounded,
    day_of,
    days_left,
    paused_days,
    readings,
    stands_still,
)
from kondusif.rulebook.days_off import STATUS_ORDER, Holidays, weakest
from kondusif.rulebook.explaining import PAUSED, Account, Names, Part
from kondusif.rulebook.limits import (
    Limits,
    arrived,
    last_office_hour,
    limits,
    limits_of,
    not_covered,
    office_on,
    refuse_uncovered,
)
from kondusif.rulebook.schema import (
    SANCTION_ORDER,
    Act,
    Citation,
    Counting,
    Kind,
    Phase,
    Procedure,
    SanctionRange,
    Status,
    Step,
)
from kondusif.rulebook.schema_days import Office

__all__ = [
    "STATUS_ORDER", "Cited", "Due", "Holidays", "Limits", "Skipped", "act_stands", "cited", "due_of", "limits",
    "limits_of", "plain", "row_key", "step_on", "weakest", "widest",
]  # fmt: skip


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
    While the clock stands still (`paused`), the dates are those of a clock that runs on from the day of asking, and
    `left` holds the whole days that it had left. `row` is the key of the row that was applied, its version included.
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
    row: str = ""
    paused: bool = False
    left: int | None = None
    explanation: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON; dates as ISO 8601, local times without a zone."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def why_in(self, language: str) -> str:
        """The reasons in Indonesian (`id`) or English (`en`)."""
        return wording.explain(self.explanation, language) if self.explanation else self.why


def plain(value: object) -> object:
    """A value of this room as JSON knows it."""
    if isinstance(value, Reading | Skipped | Cited):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Part):
        return value.as_json()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return explaining.plain(value)


def step_on(procedure: Procedure, step_id: str, day: date) -> Step | None:
    """The version of a step that stood on a day; None where none did."""
    return next((one for one in procedure.steps if one.id == step_id and one.valid_on(day)), None)


def row_key(procedure: Procedure, step: Step) -> str:
    """The key of a version of a step: `step:disiplin-pp94.examination`, a later version with `@<valid_from>`."""
    versions = versions_by_id(one for one in procedure.steps if one.id == step.id)[step.id]
    return next(key for key, one in keyed(f"step:{procedure.id}.", versions).items() if one is step or one == step)


def due_of(
    procedure: Procedure, step: Step, event: str, start: Moment, *, holidays: Holidays,
    offices: Mapping[str, Office], names: Names, edition: str, pauses: Sequence[Pause] = (), on: date | None = None,
) -> Due:  # fmt: skip
    """The date of one step that one event started, with its reasons.

    Args:
        procedure: whose kinds of days off the count skips.
        step: the duty, in the version that stood on the day of the event.
        event: the id of the event, one of the step's own.
        start: when the event was; a date or a local time of the city.
        holidays: the dated tables.
        offices: the offices with their hours; the step says at which one its event arrives and where its own paper
            must be handed in.
        names: words for instruments, events and actors.
        edition: the rulebook's edition.
        pauses: the days on which this clock stood still; only a limit can.
        on: the day of asking, from which an open pause is taken to run on. Without it such a clock has no dates.
    Raises:
        Refused: `rulebook.holidays.not_covered`, `rulebook.step.not_valid`, `rulebook.step.cannot_pause`.
    Source: the step itself, `<procedure>.<step>`.
    """
    day, rule = day_of(start), f"{procedure.id}.{step.id}"
    if not step.valid_on(day):
        raise Refused("rulebook.step.not_valid", rule=rule, on=wording.long_date(day))
    if pauses and step.kind is not Kind.LIMIT:
        raise Refused("rulebook.step.cannot_pause", rule=rule)
    refuse_uncovered(day, holidays)
    table, closed, held = holidays.days_off(procedure.days_off), bounded(pauses, on), stands_still(pauses, on)
    try:
        begin = arrived(step, start, offices, holidays)
        found = readings(step, begin, table, closed)
        left = days_left(step, begin, found[0], table, closed, held.first) if held and found else None
        found = () if held and on is None else found
        skipped = _skipped(step, begin, found, table, closed)
        by = last_office_hour(step, start, found, offices, holidays)
    except TableTooShort as error:
        raise not_covered(error.needed) from error
    status = _status(step, day, found, holidays)
    basis = cited(step.basis, day, names)
    account = Account(
        step, rule, edition, event, start, begin, found, skipped, closed, held, left, by,
        office_on(step.office, day, offices), [f"{one.instrument} {one.article}" for one in basis], status,
    )  # fmt: skip
    parts = explaining.parts_of(account, names)
    return Due(
        step=step.id, rule=rule, edition=edition, actor=step.actor, event=event, kind=step.kind.value,
        due=found[0].due if found else None, outer=found[-1].due if found else None, office_by=by, readings=found,
        skipped=tuple(Skipped(off, why) for off, why in skipped), basis=basis, status=status.value,
        confidence=step.confidence.value, why=wording.explain(parts), row=row_key(procedure, step),
        paused=held is not None, left=left, explanation=parts,
    )  # fmt: skip


def _skipped(
    step: Step, begin: Moment, found: Sequence[Reading], table: DaysOff, pauses: Sequence[Pause]
) -> list[tuple[date, str]]:
    """The days that were not counted, up to the last reading: those off where working days count, and paused ones."""
    if not found:
        return []
    first, last = sorted((day_of(begin), day_of(found[-1].due)))
    off = dict(days.skipped_between(first, last, table)) if Counting.WORKING in step.counting else {}
    off |= dict.fromkeys(paused_days(pauses, first, last), PAUSED) if pauses else {}
    return sorted(off.items())


def _status(step: Step, day: date, found: Sequence[Reading], holidays: Holidays) -> Status:
    if Counting.WORKING not in step.counting:
        return step.status
    last = day_of(found[-1].due) if found else day
    return weakest([step.status, holidays.weakest_status(*sorted((day, last)))])


def cited(basis: Sequence[Citation], day: date, names: Names) -> tuple[Cited, ...]:
    """The articles to cite on a day: where a later law took an article's place, only the one of that day."""
    return tuple(
        Cited(names.instruments[one.instrument], one.article, one.instrument) for one in basis if one.valid_on(day)
    )


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

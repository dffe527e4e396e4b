"""What a calendar says about a day: pure functions over dated rows, no clock and no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kondusif.kernel.errors import Refused

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Phase(StrEnum):
    """Where an office stands: nobody is a candidate yet, candidates are fixed, the contest is over."""

    ASPIRANT = "bakal_calon"
    CANDIDATE = "calon"
    OVER = "selesai"


class Mark(StrEnum):
    """How a row is drawn on the stage line."""

    BAR = "bar"
    POINT = "point"
    CAMPAIGN = "campaign"
    QUIET = "quiet"
    VOTE = "vote"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a calendar. A null date is a date that the source does not give."""

    id: str
    name: str
    start: date | None
    end: date | None
    source: str
    status: str
    confidence: str
    short: str = ""
    mark: Mark | None = None
    note: str = ""
    name_en: str = ""
    short_en: str = ""
    note_en: str = ""

    @property
    def days(self) -> int | None:
        """Length in calendar days, both ends counted; None where an end is unknown."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def label(self) -> str:
        return self.short or self.name

    @property
    def label_en(self) -> str:
        return self.short_en or self.name_en or self.label


@dataclass(frozen=True, slots=True)
class Fixing:
    """The day on which the candidates for an office are fixed; `until` is the last day that may still be argued."""

    office: str
    name: str
    fixed_on: date | None
    until: date | None
    source: str
    status: str
    confidence: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A contest with its rows. `begins_on` stands in for the start of rows whose start the source does not give."""

    id: str
    name: str
    kind: str
    instrument: str
    begins_on: date | None
    voting_on: date | None
    stages: tuple[Stage, ...]
    fixings: tuple[Fixing, ...]
    fixing_stage: str
    campaign_stage: str
    quiet_stage: str
    voting_stage: str
    last_stage: str
    local: bool = False

    def __str__(self) -> str:
        return self.id

    def stage(self, stage_id: str) -> Stage | None:
        """The row of that id, or None."""
        return next((row for row in self.stages if row.id == stage_id), None)

    @property
    def over_from(self) -> date | None:
        """The day after the last stage; None while its end is unknown."""
        last = self.stage(self.last_stage)
        return last.end + timedelta(days=1) if last and last.end else None


@dataclass(frozen=True, slots=True)
class StageOn:
    """A row as it stands on one day."""

    id: str
    name: str
    start: date | None
    end: date | None
    running: bool


@dataclass(frozen=True, slots=True)
class OfficePhase:
    """The phase of one office on one day, and since when; None where the calendar had not begun."""

    office: str
    phase: Phase
    since: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a calendar says about one day; the shape of `kondusif stages show`."""

    contest: str
    on: date
    stages: tuple[StageOn, ...]
    phase: Phase
    phases: tuple[OfficePhase, ...]
    human_review: bool
    quiet_period: bool
    days_to_voting: int | None

    @property
    def running(self) -> tuple[StageOn, ...]:
        """Only the rows that run on the day."""
        return tuple(row for row in self.stages if row.running)

    def as_json(self) -> dict[str, Any]:
        """The object of the interface, dates as ISO 8601."""
        return {
            "contest": self.contest,
            "on": self.on.isoformat(),
            "stages": [
                {"id": row.id, "name": row.name, "start": _iso(row.start), "end": _iso(row.end), "running": row.running}
                for row in self.stages
            ],
            "phase": self.phase.value,
            "phases": [
                {"office": row.office, "phase": row.phase.value, "from": _iso(row.since)} for row in self.phases
            ],
            "human_review": self.human_review,
            "quiet_period": self.quiet_period,
            "days_to_voting": self.days_to_voting,
        }


def is_running(calendar: Calendar, stage: Stage, on: date) -> bool:
    """Whether the row covers the day, both ends counted.

    A row of unknown start counts from the calendar's own beginning; one of unknown end runs on; one that has neither
    has no known place in time and never counts as running.
    """
    if stage.start is None and stage.end is None:
        return False
    start = stage.start or calendar.begins_on
    if start is None or on < start:
        return False
    return stage.end is None or on <= stage.end


def phase_of(calendar: Calendar, fixing: Fixing, on: date) -> OfficePhase:
    """The phase of one office: aspirants until the day before the fixing, candidates from the day itself."""
    over_from = calendar.over_from
    if over_from is not None and on >= over_from:
        return OfficePhase(fixing.office, Phase.OVER, over_from)
    if fixing.fixed_on is not None and on >= fixing.fixed_on:
        return OfficePhase(fixing.office, Phase.CANDIDATE, fixing.fixed_on)
    begun = calendar.begins_on is not None and on >= calendar.begins_on
    return OfficePhase(fixing.office, Phase.ASPIRANT, calendar.begins_on if begun else None)


def needs_human_review(calendar: Calendar, phases: Iterable[OfficePhase], on: date) -> bool:
    """Whether a person must judge which phase an act of that day falls in.

    True on a day of fixing (an act may come before or after the decision of that day) and while the offices of one
    contest stand in different phases.
    """
    in_doubt = any(
        row.fixed_on is not None and row.fixed_on <= on <= (row.until or row.fixed_on) for row in calendar.fixings
    )
    return in_doubt or len({row.phase for row in phases}) > 1


def strictest_phase(phases: Iterable[OfficePhase]) -> Phase:
    """One word for the whole contest: candidates as soon as one office has them."""
    found = {row.phase for row in phases}
    for phase in (Phase.CANDIDATE, Phase.ASPIRANT, Phase.OVER):
        if phase in found:
            return phase
    return Phase.ASPIRANT


def is_quiet(calendar: Calendar, on: date) -> bool:
    """Whether the day lies in the masa tenang, both ends counted."""
    stage = calendar.stage(calendar.quiet_stage)
    return bool(stage and stage.start and stage.end and stage.start <= on <= stage.end)


def standing(calendar: Calendar, on: date) -> Standing:
    """What the calendar says about a day. Days to voting are negative once voting has passed.

    Source: the rows of the calendar, each with its own source, status and confidence.
    """
    phases = tuple(phase_of(calendar, fixing, on) for fixing in calendar.fixings)
    return Standing(
        contest=calendar.id,
        on=on,
        stages=tuple(
            StageOn(row.id, row.name, row.start, row.end, is_running(calendar, row, on)) for row in calendar.stages
        ),
        phase=strictest_phase(phases),
        phases=phases,
        human_review=needs_human_review(calendar, phases, on),
        quiet_period=is_quiet(calendar, on),
        days_to_voting=(calendar.voting_on - on).days if calendar.voting_on else None,
    )


def day_of(stage: Stage | None, on: date) -> tuple[int, int] | None:
    """Which day of how many: (50, 60) on the fiftieth of sixty; None outside the stage or with an unknown end."""
    if stage is None or stage.start is None or stage.end is None or not stage.start <= on <= stage.end:
        return None
    return (on - stage.start).days + 1, (stage.end - stage.start).days + 1


def asked_day(text: str) -> date:
    """The day a command or form names, ISO 8601 with dashes only.

    Raises:
        Refused: `stages.date.unreadable`.
    """
    try:
        year, month, day = _ISO_DAY.fullmatch(text).groups()  # type: ignore[union-attr]
        return date(int(year), int(month), int(day))
    except (AttributeError, ValueError):
        raise Refused("stages.date.unreadable", given=text[:40]) from None


def check_span(starts_on: date | None, ends_on: date | None) -> None:
    """Refuse a span that ends before it starts.

    Raises:
        Refused: `stages.span.backwards`.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("stages.span.backwards", start=starts_on.isoformat(), end=ends_on.isoformat())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Why a date is what it is, as parts: a kind and its facts. Pure; `wording.explain` says them in a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kondusif.kernel.days import WEEKEND
from kondusif.rulebook.counting import Moment, Pause, Reading
from kondusif.rulebook.schema import Counting, Kind, Status, Step, Unit
from kondusif.rulebook.schema_days import Office

WEEKENDS = frozenset(WEEKEND.values())
PAUSED = "jeda"


class PartKind(StrEnum):
    """What one part of an explanation says."""

    DUTY = "duty"
    NO_NUMBER = "no_number"
    ARRIVED = "arrived"
    BAN_FROM = "ban_from"
    ALL_AGREE = "all_agree"
    SAFE = "safe"
    OUTER = "outer"
    CALENDAR_RUNS = "calendar_runs"
    WORKING_SKIPS = "working_skips"
    HOURS_RUN = "hours_run"
    PAUSED_DAYS = "paused_days"
    STANDS_STILL = "stands_still"
    OFFICE_HOUR = "office_hour"
    OFFICE_SHUT = "office_shut"
    BASIS = "basis"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text of the rulebook in both languages."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of an explanation. `facts` holds plain values, dates, and texts in both languages."""

    kind: PartKind
    facts: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        """Plain values: dates as ISO 8601, texts as an object with a key per language."""
        return {"kind": self.kind.value, "facts": {name: plain(value) for name, value in self.facts.items()}}


@dataclass(frozen=True, slots=True)
class Names:
    """Words for the ids that a row carries: instruments as they are cited, events as they complete a sentence."""

    instruments: Mapping[str, str]
    events: Mapping[str, str]
    events_en: Mapping[str, str] = field(default_factory=dict)

    def event(self, event_id: str) -> Spoken:
        """An event in both languages; where English is missing, the Indonesian words stand."""
        text = self.events[event_id]
        return Spoken(text, self.events_en.get(event_id, text))


@dataclass(frozen=True, slots=True)
class Account:
    """What an explanation of one date is made from.

    Args:
        start, begin: the moment of the event, and the moment from which it counts.
        skipped: the days that were not counted, with the reason of each.
        pauses: the pauses that the count met, bounded.
        held: the pause in which the clock stands now.
        left: whole days left while it stands.
        cited: the articles of the day, as people cite them.
        status: the weakest status of what the date rests on.
    """

    step: Step
    rule: str
    edition: str
    event: str
    start: Moment
    begin: Moment
    readings: Sequence[Reading]
    skipped: Sequence[tuple[date, str]]
    pauses: Sequence[Pause]
    held: Pause | None
    left: int | None
    office_by: datetime | None
    office: Office | None
    cited: Sequence[str]
    status: Status


def parts_of(this: Account, names: Names) -> tuple[Part, ...]:
    """The statements about one date, in the order in which they are said."""
    found = [_duty(this, names), *_arrived(this), *_dates(this), *_days(this), *_pauses(this), *_office(this)]
    found.append(_part(PartKind.BASIS, cited=tuple(this.cited), rule=this.rule, edition=this.edition))
    if this.status is not Status.IN_FORCE:
        found.append(_part(PartKind.UNCHECKED, status=this.status.value))
    return tuple(found)


def plain(value: object) -> object:
    """A fact as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Spoken):
        return {"id": value.id, "en": value.en}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return str(value) if isinstance(value, str) else value


def _part(kind: PartKind, **facts: object) -> Part:
    return Part(kind, facts)


def _duty(this: Account, names: Names) -> Part:
    step = this.step
    duty = Spoken(step.duty, getattr(step, "duty_en", None) or step.title_en)
    facts: dict[str, object] = {"duty": duty, "event": names.event(this.event), "start": this.start}
    if step.number is None:
        return Part(PartKind.NO_NUMBER, facts)
    said = Spoken(step.count_words, getattr(step, "count_words_en", None) or "") if step.count_words else None
    facts |= {"number": step.number, "unit": step.unit.value, "counting": tuple(one.value for one in step.counting)}
    return Part(PartKind.DUTY, facts | {"way": step.kind.value, "count_words": said})


def _arrived(this: Account) -> list[Part]:
    return [] if this.begin == this.start else [_part(PartKind.ARRIVED, on=this.begin)]


def _dates(this: Account) -> list[Part]:
    if not this.readings:
        return []
    safe, outer = this.readings[0], this.readings[-1]
    if this.step.kind is Kind.BAN_START:
        return [_part(PartKind.BAN_FROM, on=safe.due)]
    if safe.due == outer.due:
        return [_part(PartKind.ALL_AGREE, on=safe.due)]
    return [_part(PartKind.SAFE, **_reading(safe)), _part(PartKind.OUTER, **_reading(outer))]


def _reading(one: Reading) -> dict[str, object]:
    return {"on": one.due, "counting": one.counting.value, "first_day": one.first_day.value}


def _days(this: Account) -> list[Part]:
    step = this.step
    if step.number is None or step.kind is Kind.BAN_START:
        return []
    found = [_part(PartKind.CALENDAR_RUNS)] if Counting.CALENDAR in step.counting else []
    if Counting.WORKING in step.counting and this.readings:
        off = [(day, why) for day, why in this.skipped if why != PAUSED]
        named = tuple({"date": day, "why": why} for day, why in off if why not in WEEKENDS)
        found.append(_part(PartKind.WORKING_SKIPS, count=len(off), named=named))
    if step.unit is Unit.HOURS:
        found.append(_part(PartKind.HOURS_RUN))
    return found


def _pauses(this: Account) -> list[Part]:
    held = [day for day, why in this.skipped if why == PAUSED]
    spans = tuple({"first": one.first, "last": one.last} for one in this.pauses)
    found = [_part(PartKind.PAUSED_DAYS, count=len(held), spans=spans)] if held else []
    if this.held:
        found.append(_part(PartKind.STANDS_STILL, since=this.held.first, left=this.left, dated=bool(this.readings)))
    return found


def _office(this: Account) -> list[Part]:
    if this.office is None or not this.readings:
        return []
    if this.office_by is None:
        return [_part(PartKind.OFFICE_SHUT, office=this.office.title)]
    return [_part(PartKind.OFFICE_HOUR, at=this.office_by, office=this.office.title)]

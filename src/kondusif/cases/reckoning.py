"""Asks one edition of the law for the dates of many clocks. The same question is answered once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kondusif.kernel.errors import Refused
from kondusif.rulebook import rules
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import Moment, Pause, day_of
from kondusif.rulebook.schema import Step

# First and last day that a clock does not count, as ISO days; None while the pause stands.
Span = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the law says about one clock: its two dates, or why it says none."""

    due: Moment | None
    outer: Moment | None
    office_by: str | None
    actor: str
    fault: str = ""


class Reckoner:
    """One edition of the law.

    Args:
        book: the edition; it need not be the one in force.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.edition = book.edition.edition
        self._holidays = rules.Holidays(book.holiday_years)
        self._known: dict[tuple[str, str, str, Moment, tuple[Span, ...]], Reading] = {}
        self._begun: dict[str, list[tuple[str, str]]] = {}

    def begun(self, procedure: str, events: Iterable[str]) -> list[tuple[str, str]]:
        """Each step of a procedure with each of the events that has happened, in the order of the procedure."""
        if procedure not in self._begun:
            found = self.book.procedures.get(procedure)
            pairs = [(step.id, event) for step in found.steps for event in step.events] if found else []
            self._begun[procedure] = list(dict.fromkeys(pairs))
        happened = set(events)
        return [pair for pair in self._begun[procedure] if pair[1] in happened]

    def read(self, procedure: str, step: str, event: str, start: Moment, pauses: Sequence[Span] = ()) -> Reading:
        """The dates of one clock; a refusal of the law becomes a reading that names it.

        Args:
            start: the day or the local moment of the event.
            pauses: the days that the clock does not count.
        """
        key = (procedure, step, event, start, tuple(pauses))
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, procedure: str, step: str, event: str, start: Moment, pauses: tuple[Span, ...]) -> Reading:
        row = self._row(procedure, step, event, day_of(start))
        if row is None:
            return Reading(None, None, None, "", "rulebook.step.not_valid")
        try:
            found = rules.limits_of(
                self.book.procedures[procedure], row, start,
                holidays=self._holidays, offices=self.book.offices, pauses=stretches(pauses),
            )  # fmt: skip
        except Refused as error:
            return Reading(None, None, None, row.actor, error.code)
        by = found.office_by.isoformat(timespec="minutes") if found.office_by else None
        return Reading(found.due, found.outer, by, row.actor)

    def _row(self, procedure: str, step: str, event: str, day: date) -> Step | None:
        """The version of the step that stood on the day of the event."""
        steps = self.book.procedures[procedure].steps if procedure in self.book.procedures else ()
        return next((one for one in steps if one.id == step and event in one.events and one.valid_on(day)), None)


def stretches(spans: Iterable[Sequence[str | None]]) -> list[Pause]:
    """Kept pauses as the law counts them."""
    return [
        Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in spans if first
    ]


def text_of(moment: date | datetime | None) -> str:
    """A day or a local moment as the history keeps it: ISO 8601, the hour where it counts."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


def moment_from(text: str) -> date | datetime | None:
    """The inverse of `text_of`."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)

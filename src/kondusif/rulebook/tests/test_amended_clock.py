"""One case's clock through random events, pauses and amendments of the law: every old reading can be counted again."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kondusif.rulebook import deadlines, editions
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import Pause
from kondusif.rulebook.deadlines import kit_of
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import DayOffKind, Procedure, Step
from kondusif.rulebook.schema_days import Holiday, HolidayYear

SHIPPED = editions.shipped()
PROCEDURE, STEP = "disiplin-pp94", "examination"
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@dataclass(frozen=True)
class Kept:
    """What the file of a case keeps of one reading: the edition as text, what was known then, and the dates."""

    procedure: str
    years: tuple[str, ...]
    edition: str
    events: tuple[tuple[str, date], ...]
    pauses: tuple[Pause, ...]
    on: date
    found: tuple[Due, ...]

    def book(self) -> Book:
        """The edition, read again from its text."""
        years = [HolidayYear.model_validate_json(text) for text in self.years]
        return replace(
            SHIPPED,
            edition=SHIPPED.edition.model_copy(update={"edition": self.edition}),
            procedures={PROCEDURE: Procedure.model_validate_json(self.procedure)},
            holiday_years={year.year: year for year in years},
        )


class AmendedClock(RuleBasedStateMachine):
    """The model: a book, the events and pauses of one case, and every reading ever written into its file."""

    @initialize(known=DAYS)
    def a_case_is_opened(self, known: date) -> None:
        self.book, self.number = SHIPPED, 1
        self.events: dict[str, date] = {"known": known}
        self.pauses: list[Pause] = []
        self.on = known
        self.file: list[Kept] = []

    def _read(self, book: Book) -> tuple[Due, ...]:
        return tuple(
            deadlines.due(
                kit_of(book), book.procedures[PROCEDURE], self.events, pauses={STEP: self.pauses}, on=self.on,
                subject=None,
            )
        )  # fmt: skip

    def _amended(self, **values: object) -> None:
        self.number += 1
        edition = self.book.edition.model_copy(update={"edition": f"2030.1.{self.number}"})
        self.book = replace(self.book, edition=edition, **values)

    def _steps(self) -> tuple[Step, ...]:
        return self.book.procedures[PROCEDURE].steps

    def _with_steps(self, steps: tuple[Step, ...]) -> None:
        procedure = self.book.procedures[PROCEDURE].model_copy(update={"steps": steps})
        self._amended(procedures={**self.book.procedures, PROCEDURE: procedure})

    @rule(event=st.sampled_from(["summons", "exam_missed", "decision_set", "decision_received"]), on=DAYS)
    def something_happens(self, event: str, on: date) -> None:
        self.events[event] = on

    @rule(after=st.integers(0, 20))
    def time_passes(self, after: int) -> None:
        self.on += timedelta(days=after)

    @precondition(lambda self: not any(one.last is None for one in self.pauses))
    @rule()
    def the_clock_is_stopped(self) -> None:
        self.pauses.append(Pause(self.on))

    @precondition(lambda self: any(one.last is None for one in self.pauses))
    @rule()
    def the_clock_runs_on(self) -> None:
        self.pauses = [Pause(one.first, one.last or self.on - DAY) for one in self.pauses]

    @rule(number=st.integers(1, 30), since=DAYS)
    def a_new_version_supersedes_the_rule(self, number: int, since: date) -> None:
        """The lawful way: the old version is closed, a new one stands beside it. Older clocks do not move."""
        newest = max((one for one in self._steps() if one.id == STEP), key=lambda one: one.valid_from or date.min)
        if since <= (newest.valid_from or date.min):
            return
        before = [one for one in self._read(self.book) if self.events[one.event] < since]
        closed = newest.model_copy(update={"valid_to": since - DAY})
        beside = newest.model_copy(update={"valid_from": since, "number": number})
        self._with_steps(tuple(one for old in self._steps() for one in ((closed, beside) if old is newest else (old,))))
        after = [one for one in self._read(self.book) if self.events[one.event] < since]
        assert [_dates(one) for one in after] == [_dates(one) for one in before]

    @rule(number=st.integers(1, 30))
    def a_number_turns_out_to_be_misread(self, number: int) -> None:
        """A correction of an edition that no closed case used: clocks move, old readings stay."""
        self._with_steps(tuple(
            one.model_copy(update={"number": number}) if one.id == STEP else one for one in self._steps()
        ))  # fmt: skip

    @rule(day=DAYS)
    def shared_leave_is_announced_late(self, day: date) -> None:
        year = self.book.holiday_years[day.year]
        if day in {one.date for one in year.days}:
            return
        before = {one.row: one for one in self._read(self.book)}
        leave = Holiday(date=day, name="Cuti bersama yang terlambat", kind=DayOffKind.SHARED_LEAVE)
        days = tuple(sorted((*year.days, leave), key=lambda one: one.date))
        years = {**self.book.holiday_years, day.year: year.model_copy(update={"days": days})}
        self._amended(holiday_years=years)
        for one in self._read(self.book):
            if one.due is not None:
                assert one.due >= before[one.row].due

    @rule()
    def the_reading_is_written_into_the_file(self) -> None:
        found = self._read(self.book)
        years = tuple(year.model_dump_json() for year in self.book.holiday_years.values())
        kept = Kept(
            self.book.procedures[PROCEDURE].model_dump_json(), years, self.book.edition.edition,
            tuple(self.events.items()), tuple(self.pauses), self.on, found,
        )  # fmt: skip
        self.file = [*self.file[-3:], kept]

    @invariant()
    def every_old_reading_can_be_counted_again(self) -> None:
        for kept in self.file:
            book = kept.book()
            again = deadlines.due(
                kit_of(book), book.procedures[PROCEDURE], dict(kept.events), pauses={STEP: kept.pauses}, on=kept.on,
                subject=None,
            )  # fmt: skip
            assert tuple(again) == kept.found


def _dates(one: Due) -> tuple[object, ...]:
    return one.row, one.due, one.outer, one.office_by, one.paused, one.left


AmendedClock.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None, derandomize=True)
TestAmendedClock = AmendedClock.TestCase

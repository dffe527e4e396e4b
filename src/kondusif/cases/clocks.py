"""The clocks of cases as pages read them: stored dates, with the explanation worked out only when one is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from kondusif.base.errors import sentence
from kondusif.cases import law
from kondusif.cases.models import Case, Deadline, Step
from kondusif.cases.reckoning import stretches
from kondusif.cases.rules import RUNNING, ClockState, clock_state
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.counting import Moment
from kondusif.rulebook.labels import said
from kondusif.rulebook.rules import Due


@dataclass(frozen=True)
class StepClock:
    """One duty of a case: when it falls due, why, and how its clock stands.

    Args:
        row: the stored clock.
        done: the record of its fulfilment, if any.
    """

    row: Deadline
    done: Step | None
    state: ClockState
    on: date

    @property
    def procedure(self) -> str:
        return self.row.procedure

    @property
    def procedure_title(self) -> str:
        return law.procedure_title(self.row.procedure)

    @property
    def title(self) -> str:
        return law.step_title(self.row.procedure, self.row.step)

    @property
    def who(self) -> str:
        return law.actor_label(self.row.actor)

    @property
    def event_label(self) -> str:
        return law.event_label(self.row.event)

    @property
    def started_on(self) -> date:
        return self.row.started_on

    @property
    def ends_before_it_starts(self) -> bool:
        """Whether the duty must be done before the event, so that its limit lies before the day it is counted from."""
        return self.row.due_on is not None and self.row.due_on < self.row.started_on

    @property
    def runs(self) -> bool:
        return self.state in RUNNING

    @property
    def explains(self) -> bool:
        """Whether its date still binds somebody, so that the page says why."""
        return self.runs or self.state is ClockState.BEGUN

    @property
    def key(self) -> str:
        """What the form sends back: `procedure/step`."""
        return self.row.key

    @cached_property
    def limit(self) -> Due | None:
        """The duty with its dates and reasons, by the edition that the stored dates were read from."""
        return explained(self.row, self.row.start, self.row.edition, self.row.pauses, self.on)

    @property
    def may_pause(self) -> bool:
        """Whether the law names a reason for which this running clock may stand still."""
        row = self.row
        fit = self.runs and row.paused_since is None and self.state is not ClockState.LATE
        return fit and bool(law.pause_reasons(row.procedure, row.step, row.started_on))

    @property
    def pause_label(self) -> str:
        return law.pause_label(self.row.pause_reason)

    @cached_property
    def fault(self) -> str:
        """Why the edition in force says no date, in a sentence; empty where it says one."""
        if not self.row.fault:
            return ""
        try:
            rulebook.due_step(self.row.rule, self.row.event, self.row.start)
        except Refused as error:
            return str(sentence(error))
        return str(sentence(Refused("cases.clock_unknown")))


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit as the situation room, the daily report and the list show it."""

    number: str
    title: str
    step: str
    procedure: str
    due: date
    outer: date
    office_by: datetime | None
    state: ClockState
    checked: bool
    who: str
    area_code: str
    url: str

    @property
    def late(self) -> bool:
        """Late by every reading."""
        return self.state is ClockState.LATE

    @property
    def paused(self) -> bool:
        return self.state is ClockState.PAUSED


def clocks_of(case: Case, on: date) -> list[StepClock]:
    """Every duty that has begun in a case, unfinished ones first, by safe date.

    Args:
        case: loaded through `case_with_everything`.
        on: the city's date.
    """
    done = {(step.procedure, step.step): step for step in case.done_steps}
    found = [StepClock(row, done.get((row.procedure, row.step)), state_of(row, on), on) for row in case.deadlines.all()]
    return sorted(found, key=lambda clock: (not clock.runs, clock.row.due_on or date.max, clock.row.pk))


def state_of(row: Deadline, on: date) -> ClockState:
    """How a stored clock stands on a day."""
    ban = law.is_ban(row.procedure, row.step, row.started_on)
    return clock_state(row.due_on, row.outer_on, row.met_on, on, row.paused_since, ban=ban)


def line_of(row: Deadline, on: date) -> Clock:
    """A stored clock with a date, as lists show it."""
    due = row.due_on or on
    return Clock(
        number=row.case.number, title=row.case.title, step=law.step_title(row.procedure, row.step),
        procedure=law.procedure_title(row.procedure), due=due, outer=row.outer_on or due, office_by=row.office_at,
        state=state_of(row, on), checked=row.checked, who=law.actor_label(row.actor), area_code=row.case.area_code,
        url=reverse("cases:show", args=[row.case.number]),
    )  # fmt: skip


def explained(
    row: Deadline, start: Moment, edition: str, pauses: Sequence[Sequence[str | None]], on: date
) -> Due | None:  # fmt: skip
    """The reasons behind a reading, from its own edition; None where that edition cannot say them."""
    of = None if edition == rulebook.edition() else edition
    try:
        return rulebook.due_step(row.rule, row.event, start, stretches(pauses), on, edition=of)
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that has not been recorded, and the duties that it would start. No other day stands in for it."""

    event: str
    label: str
    steps: tuple[str, ...]

    @property
    def asks_for(self) -> str:
        """What to write down: the date of the event, unless its name begins with the date already."""
        told = self.label.startswith(("tanggal ", "the date "))
        return self.label if told else _("tanggal %(event)s") % {"event": self.label}


def waiting_events(case: Case) -> list[Waiting]:
    """The events whose day is still asked for, in the order of the procedures; none where a step has begun already."""
    begun = {(row.procedure, row.step) for row in case.deadlines.all()}
    found: dict[str, list[str]] = {}
    for followed in case.procedures.all():
        procedure = law.procedure(followed.procedure)
        for step in procedure.steps if procedure else ():
            if (followed.procedure, step.id) not in begun and step.valid_on(case.opened_on):
                for event in step.events[:1]:
                    found.setdefault(event, []).append(said(step, "title"))
    return [Waiting(event, law.event_label(event), tuple(titles)) for event, titles in found.items()]

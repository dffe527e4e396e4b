"""What the pages of official letters show, gathered once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.cases import law
from kondusif.cases.clocks import StepClock, clocks_of, state_of
from kondusif.cases.forms_letters import SAID
from kondusif.cases.letter_kinds import Kind
from kondusif.cases.letters import LetterLine
from kondusif.cases.models import SUBJECTS, Case, Deadline
from kondusif.cases.official import OfficialLetter
from kondusif.cases.permissions import SEE_PEOPLE
from kondusif.cases.reckoning import Reckoner
from kondusif.cases.rules import Status
from kondusif.cases.selectors import cases_visible_to, cases_writable_by, handlers, whole
from kondusif.cases.services.clocks import NO_VERSION, Facts, clocks_by
from kondusif.cases.services.letter_corrections import Correct
from kondusif.cases.services.letters import Incoming, Plan
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.selectors import bodies, unit_choices
from kondusif.intake.selectors import contest_on
from kondusif.rulebook import selectors as rulebook

MOST_CASES = 300


def choices_for(kind: Kind, user: User) -> dict[str, Any]:
    """The lists of the form of one kind of letter; who usually sends such letters stands first."""
    open_cases = cases_visible_to(user).exclude(status=Status.CLOSED)[:MOST_CASES]
    return {
        **senders_of(kind), "kind": kind,
        "cases": [(case.number, f"{case.number}, {case.title}") for case in open_cases],
        "units": [(unit.key, "– " * unit.depth + unit.name) for unit in unit_choices()],
        "subjects": list(SUBJECTS.items()), "handlers": [(str(one.pk), one.full_name) for one in handlers()],
    }  # fmt: skip


def senders_of(kind: Kind | None) -> dict[str, Any]:
    """Every body, those first that send letters of a kind; a kind that has left the table tells none apart."""
    usual = [body for body in bodies() if kind is None or kind.sent_by(body)]
    every = [*usual, *(body for body in bodies() if body not in usual)]
    return {"bodies": [(body.key, body.name) for body in every], "usual": [body.key for body in usual]}


def correct_of(data: Mapping[str, Any]) -> Correct:
    """What a cleaned form of the head of a letter says."""
    return Correct(
        Body.objects.get(key=data["body"]), data["number"], data["dated_on"], data["received_on"], data["subject"]
    )


def initial_of(usual: Sequence[str], on: date) -> dict[str, Any]:
    """What the form begins with: received today, in the contest of today, from the one body that sends such letters."""
    contest = contest_on(on)
    sender = usual[0] if len(usual) == 1 else ""
    return {"received_on": on, "contest": contest.kind if contest else "", "body": sender}


def incoming_of(kind: Kind, data: Mapping[str, Any], user: User) -> Incoming:
    """The letter that a cleaned form describes."""
    said = {one.event: data[SAID + one.event] for one in kind.said if data.get(SAID + one.event)}
    number = data.get("case", "")
    return Incoming(
        kind=kind, body=Body.objects.get(key=data["body"]), number=data["number"], dated_on=data["dated_on"],
        received_on=data["received_on"], subject=data["subject"], contest=data.get("contest", ""), said=said,
        unit=Unit.objects.filter(key=data["unit"]).first() if data["unit"] else None, examined=data["examined"],
        handler=next((one for one in handlers() if str(one.pk) == data["handler"]), None),
        case=cases_visible_to(user).filter(number=number).first() if number else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would do, before anything is saved."""

    letter: Incoming
    plan: Plan
    clocks: Sequence[StepClock]

    @property
    def dated(self) -> list[StepClock]:
        """The clocks with a date, the most pressing first."""
        return [clock for clock in self.clocks if clock.row.due_on]

    @property
    def next(self) -> StepClock | None:
        return self.dated[0] if self.dated else None

    @property
    def procedures(self) -> list[str]:
        return [law.procedure_title(key) for key in self.plan.procedures]

    @property
    def left_out(self) -> list[str]:
        return [law.procedure_title(key) for key in self.plan.left_out]

    @property
    def waiting(self) -> list[str]:
        return [law.event_label(event) for event in self.plan.waiting]

    @property
    def standing(self) -> list[tuple[str, date]]:
        return [(law.event_label(event), on) for event, on in self.plan.standing.items()]

    @property
    def moved(self) -> list[tuple[str, date, date]]:
        """Days of the case that the letter moves: label, what stood, what stands from now on."""
        return [(law.event_label(event), on, self.plan.events[event]) for event, on in self.plan.moved.items()]

    @property
    def unit(self) -> Unit | None:
        """The examined unit that saving would write down."""
        return self.plan.unit if self.letter.case else self.letter.unit

    @property
    def subject(self) -> str:
        """The kind of examined person that saving would write down."""
        return str(SUBJECTS.get(self.plan.subject if self.letter.case else self.letter.examined, ""))


def preview_of(letter: Incoming, plan: Plan, on: date) -> Preview:
    """The clocks that a letter would start, computed as they will be when it is saved."""
    followed = list(plan.procedures)
    if letter.case:
        followed += letter.case.procedures.values_list("procedure", flat=True)
    facts = Facts(followed=[(0, key) for key in followed])
    facts.events[0] = dict(plan.events)
    if letter.case:
        done = letter.case.steps.values_list("procedure", "step", "done_on")
        facts.done = {(0, procedure, step): on for procedure, step, on in done}
    clocks = []
    for (_case, procedure, step, event), line in clocks_by(facts, Reckoner(rulebook.book())):
        if line.fault != NO_VERSION and line.met_on is None:
            row = Deadline(procedure=procedure, step=step, event=event, **line._asdict())
            clocks.append(StepClock(row, None, state_of(row, on), on))
    return Preview(letter, plan, sorted(clocks, key=lambda one: one.row.due_on or date.max))


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter, for one reader."""

    line: LetterLine
    clocks: Sequence[StepClock]
    opens_case: bool
    sees_people: bool
    may_write: bool
    may_read_scan: bool

    @property
    def letter(self) -> OfficialLetter:
        return self.line.letter

    @property
    def running(self) -> list[StepClock]:
        return [clock for clock in self.clocks if clock.runs]

    @property
    def next(self) -> StepClock | None:
        return next((clock for clock in self.running if clock.row.due_on), None)


def page_of(letter: OfficialLetter, user: User, on: date) -> LetterPage:
    """Gather the page of a letter. It comes from `letters_visible_to`."""
    case: Case = letter.case
    readable = cases_visible_to(user).filter(pk=case.pk).exists()
    return LetterPage(
        line=LetterLine(letter), clocks=clocks_of(whole(case), on), opens_case=readable,
        sees_people=readable and has_role(user, *SEE_PEOPLE),
        may_write=case.status != Status.CLOSED and has_role(user, Role.DESK, Role.HANDLER),
        may_read_scan=bool(letter.scan_name) and cases_writable_by(user).filter(pk=case.pk).exists(),
    )  # fmt: skip

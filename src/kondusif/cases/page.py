"""What the page of one case and its forms show, gathered once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.base.wording import short_date
from kondusif.cases import law
from kondusif.cases.clocks import StepClock, Waiting, clocks_of, waiting_events
from kondusif.cases.handed import holders_left
from kondusif.cases.letters import LetterLine, letters_of
from kondusif.cases.line import CaseLine, case_line
from kondusif.cases.models import SUBJECTS, Case, Event
from kondusif.cases.moves import OldReading
from kondusif.cases.permissions import SEE_PEOPLE
from kondusif.cases.rules import ClockState, Status
from kondusif.cases.scans import Left, scans_left
from kondusif.cases.selectors import cases_writable_by, handlers
from kondusif.cases.services.opening import Opening
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import city, unit_choices
from kondusif.intake.selectors.second_looks import is_blind_to_number
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.labels import said
from kondusif.rulebook.schema import Act
from kondusif.territory.selectors import name_path, place_choices

KNOWN = "known"  # the event that every case is opened with


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the case's history."""

    on: date
    text: str
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that the page of one case shows."""

    case: Case
    on: date
    place: str
    titles: Sequence[str]
    next: StepClock | None
    clocks: Sequence[StepClock]
    acts: Sequence[Act]
    ahead: Sequence[StepClock]
    history: Sequence[Line]
    line: CaseLine | None
    waiting: Sequence[Waiting]
    old: Sequence[OldReading]
    subject: str
    sees_people: bool
    may_write: bool
    may_approve: bool
    letters: Sequence[LetterLine] = ()
    scans: Left | None = None
    may_pass_scans: bool = False
    evidence_with: str = ""

    @property
    def letters_waiting(self) -> int:
        return sum(1 for line in self.letters if line.waits)

    @property
    def running(self) -> list[StepClock]:
        return [clock for clock in self.clocks if clock.runs]

    @property
    def late(self) -> int:
        """Clocks that are late by every reading."""
        return sum(1 for clock in self.clocks if clock.state is ClockState.LATE)

    @property
    def paused(self) -> int:
        return sum(1 for clock in self.clocks if clock.state is ClockState.PAUSED)


def page_of(case: Case, user: User, on: date) -> CasePage:
    """Gather the page of a case for one reader. `case` comes from `case_with_everything`."""
    clocks = clocks_of(case, on)
    running = [clock for clock in clocks if clock.runs]
    letters = letters_of(case)
    scans = scans_left(case) if letters else None
    may_write = case.status != Status.CLOSED and cases_writable_by(user).filter(pk=case.pk).exists()
    titles = [law.procedure_title(row.procedure) for row in case.procedures.all()]
    return CasePage(
        case=case, on=on, place=name_path(case.area_code), titles=titles,
        next=next((clock for clock in running if clock.state is not ClockState.PAUSED), None), clocks=clocks,
        acts=[rulebook.act(key) for key in case.acts], ahead=[clock for clock in running if clock.row.due_on],
        history=_history(case, user, clocks, letters), line=case_line(case, clocks, on), waiting=waiting_events(case),
        old=old_readings(case, on), subject=str(SUBJECTS.get(case.subject, "")),
        sees_people=has_role(user, *SEE_PEOPLE), may_write=may_write,
        may_approve=may_write and case.status == Status.CLOSING and case.proposed_by_id != user.pk,
        letters=letters, scans=scans, may_pass_scans=may_write and scans is not None and scans.may_pass(user),
        evidence_with=holders_left(case),
    )  # fmt: skip


def old_readings(case: Case, on: date) -> list[OldReading]:
    """The readings of a case's clocks that do not hold any more, the latest first."""
    found = []
    for row in case.deadlines.all():
        row.case = case
        for move in row.moves.all():
            move.deadline = row
            found.append(OldReading(move, on))
    return sorted(found, key=lambda one: one.move.pk, reverse=True)


def _history(case: Case, user: User, clocks: Sequence[StepClock], letters: Sequence[LetterLine]) -> list[Line]:
    titles = {clock.key: clock.title for clock in clocks}
    lines = [
        Line(row.happened_on, law.event_label(row.event), row.note, row.recorded_by.full_name)
        for row in case.standing_events
    ]
    for pause in case.pauses.all():
        step = law.step_title(pause.procedure, pause.step)
        said = _("Tenggat dijeda: %(step)s (%(why)s)") % {"step": step, "why": law.pause_label(pause.reason)}
        lines.append(Line(pause.first, said, pause.note, pause.paused_by.full_name))
        if pause.resumed_on and pause.resumed_by:
            said = _("Tenggat dilanjutkan: %(step)s") % {"step": step}
            lines.append(Line(pause.resumed_on, said, pause.resume_note, pause.resumed_by.full_name))
    lines += [
        Line(row.done_on, titles.get(f"{row.procedure}/{row.step}", row.step), row.note, row.recorded_by.full_name)
        for row in case.done_steps
    ]
    lines += _letter_history(letters)
    report = "" if is_blind_to_number(user, case.report_number) else case.report_number
    opened = _("Penanganan dibuka dari %(report)s") if report else _("Penanganan dibuka")
    lines.append(Line(case.opened_on, opened % {"report": report}, "", case.handler.full_name))
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _letter_history(letters: Sequence[LetterLine]) -> list[Line]:
    lines = []
    for one in letters:
        row, words = one.letter, {"kind": one.kind}
        came = _("Surat resmi diterima: %(kind)s") % words
        lines.append(Line(row.received_on, came, row.number, row.entered_by.full_name))
        if row.replied_on:
            lines.append(Line(row.replied_on, _("Surat resmi dijawab: %(kind)s") % words, row.reply_number, ""))
    return lines


def opening_choices(on: date) -> dict[str, Any]:
    """The lists of the opening form: acts of the day, procedures, places, units, handlers."""
    return {
        "acts": [(act.id, f"{act.id}: {said(act, 'text')}") for act in rulebook.acts(on, None)],
        "procedures": [(procedure.id, said(procedure, "title")) for procedure in rulebook.procedures()],
        "areas": [(city().code, city().name), *_places()],
        "units": [(unit.key, "– " * unit.depth + unit.name) for unit in unit_choices()],
        "handlers": handlers(),
        "subjects": list(SUBJECTS.items()),
    }


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    groups = place_choices(city().code)
    return [(group.label, [(place.code, place.label) for place in group.choices]) for group in groups]


def opening_of(data: Mapping[str, Any], on: date) -> Opening:
    """The opening that the cleaned form describes."""
    people = {str(user.pk): user for user in handlers()}
    # The day on which the matter was known starts only the procedures that begin with it; no other event borrows it.
    knows = any(law.starts_with(key, KNOWN) for key in data["procedures"])
    return Opening(
        title=data["title"], summary=data["summary"], area_code=data["area_code"], procedures=data["procedures"],
        events={KNOWN: data["known_on"]} if knows else {}, handler=people[data["handler"]], opened_on=on,
        acts=data["acts"], unit=unit_of(data),
        substitute=people.get(data["substitute"]), subject=data["subject"],
    )  # fmt: skip


def unit_of(data: Mapping[str, Any]) -> Unit | None:
    """The unit that a cleaned form names."""
    return Unit.objects.filter(key=data["unit"]).first() if data["unit"] else None


def examined_choices() -> dict[str, Any]:
    """The lists of the form that corrects whom and which place a case is about."""
    return {
        "areas": [(city().code, city().name), *_places()],
        "units": [(unit.key, "– " * unit.depth + unit.name) for unit in unit_choices()],
        "subjects": list(SUBJECTS.items()),
    }


def procedure_choices(case: Case) -> list[tuple[str, str]]:
    """The procedures that the case does not follow yet and that are not refused to the examined person."""
    followed = {row.procedure for row in case.procedures.all()}
    return [(row.id, said(row, "title")) for row in rulebook.procedures() if row.id not in followed]


def pause_choices(clocks: Sequence[StepClock]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The clocks that may stand still, and the reasons that the law names for them."""
    fit = [clock for clock in clocks if clock.may_pause]
    reasons: dict[str, str] = {}
    for clock in fit:
        reasons |= law.pause_reasons(clock.row.procedure, clock.row.step, clock.started_on)
    return [(clock.key, clock.title) for clock in fit], list(reasons.items())


def step_choices(clocks: Sequence[StepClock]) -> list[tuple[str, str]]:
    """The duties that run now."""
    return [(clock.key, clock.title) for clock in clocks if clock.runs]


def event_choices(case: Case) -> list[tuple[str, str]]:
    """Every event that the case's procedures know; those on record say so, since a second record corrects the first."""
    standing = {row.event: row for row in case.standing_events}
    names: list[str] = []
    for followed in case.procedures.all():
        known = rulebook.events_of(rulebook.procedure(followed.procedure))
        names += [name for name in known if name not in names]
    return [(name, _label(name, standing.get(name))) for name in names]


def _label(name: str, row: Event | None) -> str:
    label = law.event_label(name)
    if row is None:
        return label
    return _("%(label)s (tercatat %(on)s, catat lagi untuk membetulkan)") % {
        "label": label, "on": short_date(row.happened_on)
    }  # fmt: skip

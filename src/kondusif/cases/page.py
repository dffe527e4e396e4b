"""What the page of one case and its forms show, gathered once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.base.wording import short_date
from kondusif.cases.clocks import StepClock, clocks_of
from kondusif.cases.models import Case, Event
from kondusif.cases.permissions import SEE_PEOPLE
from kondusif.cases.rules import Status
from kondusif.cases.selectors import cases_writable_by, handlers
from kondusif.cases.services.opening import Opening
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import city, unit_choices
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.labels import said
from kondusif.rulebook.schema import Act
from kondusif.territory.selectors import name_path, place_choices


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
    place: str
    titles: Sequence[str]
    next: StepClock | None
    clocks: Sequence[StepClock]
    acts: Sequence[Act]
    ahead: Sequence[StepClock]
    history: Sequence[Line]
    sees_people: bool
    may_write: bool
    may_approve: bool

    @property
    def running(self) -> list[StepClock]:
        return [clock for clock in self.clocks if clock.runs]

    @property
    def finished(self) -> int:
        return len(self.clocks) - len(self.running)


def page_of(case: Case, user: User, on: date) -> CasePage:
    """Gather the page of a case for one reader. `case` comes from `case_with_everything`."""
    clocks = clocks_of(case, on)
    running = [clock for clock in clocks if clock.runs]
    may_write = case.status != Status.CLOSED and cases_writable_by(user).filter(pk=case.pk).exists()
    titles = [said(rulebook.procedure(row.procedure), "title") for row in case.procedures.all()]
    return CasePage(
        case=case, place=name_path(case.area_code), titles=titles, next=running[0] if running else None, clocks=clocks,
        acts=[rulebook.act(key) for key in case.acts], ahead=[clock for clock in running if clock.row.due_on],
        history=_history(case, clocks), sees_people=has_role(user, *SEE_PEOPLE), may_write=may_write,
        may_approve=may_write and case.status == Status.CLOSING and case.proposed_by_id != user.pk,
    )  # fmt: skip


def _history(case: Case, clocks: Sequence[StepClock]) -> list[Line]:
    titles = {clock.key: clock.title for clock in clocks}
    lines = [
        Line(row.happened_on, said(rulebook.event(row.event), "label"), row.note, row.recorded_by.full_name)
        for row in case.standing_events
    ]
    lines += [
        Line(row.done_on, titles.get(f"{row.procedure}/{row.step}", row.step), row.note, row.recorded_by.full_name)
        for row in case.done_steps
    ]
    opened = _("Penanganan dibuka dari %(report)s") if case.report_number else _("Penanganan dibuka")
    lines.append(Line(case.opened_on, opened % {"report": case.report_number}, "", case.handler.full_name))
    return sorted(lines, key=lambda line: line.on, reverse=True)


def opening_choices(on: date) -> dict[str, Any]:
    """The lists of the opening form: acts of the day, procedures, places, units, handlers."""
    return {
        "acts": [(act.id, f"{act.id}: {said(act, 'text')}") for act in rulebook.acts(on, None)],
        "procedures": [(procedure.id, said(procedure, "title")) for procedure in rulebook.procedures()],
        "areas": [(city().code, city().name), *_places()],
        "units": [(unit.key, "– " * unit.depth + unit.name) for unit in unit_choices()],
        "handlers": handlers(),
    }


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    groups = place_choices(city().code)
    return [(group.label, [(place.code, place.label) for place in group.choices]) for group in groups]


def opening_of(data: Mapping[str, Any], on: date) -> Opening:
    """The opening that the cleaned form describes."""
    people = {str(user.pk): user for user in handlers()}
    first = {rulebook.procedure(key).first_event for key in data["procedures"]}
    return Opening(
        title=data["title"], summary=data["summary"], area_code=data["area_code"], procedures=data["procedures"],
        events=dict.fromkeys(sorted(first), data["known_on"]), handler=people[data["handler"]], opened_on=on,
        acts=data["acts"], unit=Unit.objects.filter(key=data["unit"]).first() if data["unit"] else None,
        substitute=people.get(data["substitute"]),
    )  # fmt: skip


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
    label = said(rulebook.event(name), "label")
    if row is None:
        return label
    return _("%(label)s (tercatat %(on)s, catat lagi untuk membetulkan)") % {
        "label": label, "on": short_date(row.happened_on)
    }  # fmt: skip

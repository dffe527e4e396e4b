"""The record of a case: its summary, steps, events, persons and evidence."""

from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.base.wording import long_date
from kondusif.cases import law
from kondusif.cases.clocks import clocks_of
from kondusif.cases.models import Case, Event, Evidence, Party, Step
from kondusif.cases.rules import Cause, PartyRole, Status
from kondusif.cases.selectors import whole
from kondusif.cases.services.clocks import rewrite
from kondusif.intake.selectors import attachments_of
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale


@transaction.atomic
def write_summary(actor: Actor, case: Case, *, title: str, summary: str) -> Case:
    """Write the ringkasan dugaan in the handler's own words. Audit: cases.summary.written."""
    touch(case, title=title, summary=summary)
    record(actor, "cases.summary.written", case, {"length": len(summary)})
    return case


@transaction.atomic
def record_step(actor: Actor, case: Case, *, key: str, done_on: date, on: date, note: str = "") -> Step:
    """Record that a running duty was fulfilled. Audit: cases.step.recorded.

    Args:
        key: `procedure/step` as the page offered it.
        done_on: the day it was done, between the event that started it and the city's date `on`.
    Raises:
        Refused: the step does not run, is done already, or the day cannot be.
    """
    touch(case)
    clock = next((clock for clock in clocks_of(whole(case), on) if clock.key == key), None)
    if clock is None:
        raise Refused("cases.unknown_step")
    if clock.done:
        raise Refused("cases.step_done")
    if done_on > on:
        raise Refused("cases.future_date")
    if done_on < clock.started_on and not clock.ends_before_it_starts:
        raise Refused("cases.before_event", event_on=long_date(clock.started_on))
    step = Step.objects.create(
        case=case, procedure=clock.procedure, step=clock.row.step, done_on=done_on, note=note,
        recorded_by_id=actor.person_id,
    )  # fmt: skip
    rewrite(case, Cause.EVENT)
    record(actor, "cases.step.recorded", case, {"step": key, "done_on": done_on.isoformat()})
    return step


@transaction.atomic
def record_event(
    actor: Actor, case: Case, *, event: str, happened_on: date, on: date, happened_at: time | None = None,
    note: str = "",
) -> Event:  # fmt: skip
    """Record something that starts clocks; a second time corrects the first, and both stay.

    Audit: cases.event.recorded.

    Raises:
        Refused: none of the case's procedures knows the event, or the day lies after the city's date `on` (papers that
            must be handed in before an event are counted from a day to come).
    """
    if not any(law.starts_with(row.procedure, event) for row in case.procedures.all()):
        raise Refused("cases.unknown_event")
    if happened_on > on and not law.may_lie_ahead([row.procedure for row in case.procedures.all()], event):
        raise Refused("cases.future_date")
    touch(case)
    replaced = Event.objects.filter(case=case, event=event, replaced_at__isnull=True).update(replaced_at=now())
    row = Event.objects.create(
        case=case, event=event, happened_on=happened_on, happened_at=happened_at, note=note,
        recorded_by_id=actor.person_id,
    )  # fmt: skip
    rewrite(case, Cause.EVENT)
    facts = {"event": event, "on": happened_on.isoformat(), "corrects": bool(replaced)}
    record(actor, "cases.event.recorded", case, facts)
    return row


@transaction.atomic
def add_party(actor: Actor, case: Case, *, role: PartyRole, name: str, post: str = "") -> Party:
    """Name a person of the case. Audit: cases.party.added (the role only; the trail holds no names)."""
    touch(case)
    party = Party.objects.create(case=case, role=role, name=name, post=post)
    record(actor, "cases.party.added", case, {"role": role})
    return party


@transaction.atomic
def choose_evidence(actor: Actor, case: Case, *, attachment: int, label: str, on: date) -> Evidence:
    """Take one item of its reports' evidence into the case, under the handler's own label.

    Audit: cases.evidence.chosen.

    Raises:
        Refused: no report of the case has such an item, or it has not been made safe yet.
    """
    offered = {item.pk: item for item in attachments_of(case.number)}
    item = offered.get(attachment)
    if item is None:
        raise Refused("cases.evidence_unknown")
    touch(case)
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                case=case,
                label=label,
                attachment=item.pk,
                sha256=item.sha256,
                chosen_by_id=actor.person_id,
                chosen_on=on,
            )
    except IntegrityError as error:
        raise Refused("cases.evidence_unknown") from error
    record(actor, "cases.evidence.chosen", case, {"attachment": item.pk})
    return evidence


def touch(case: Case, **values: object) -> None:
    """Bump the version of an open case, with new values; whoever saw an older version is told.

    Raises:
        Refused: the case is closed.
        Stale: somebody changed the case since it was loaded.
    """
    if case.status == Status.CLOSED:
        raise Refused("cases.is_closed")
    same = Case.objects.filter(pk=case.pk, version=case.version).exclude(status=Status.CLOSED)
    if not same.update(version=F("version") + 1, **values):
        raise Stale
    case.refresh_from_db()

"""Who is away, and who acts for a post: written down with dates and the paper it rests on."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Acting, Employee, Leave
from kondusif.roster.posts import kind_before
from kondusif.roster.rules import ActingKind, LeaveKind, Status, day_before, overlaps


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included, and the paper that says so. Only an acting post may have no end."""

    starts_on: date
    ends_on: date | None
    basis: str


@transaction.atomic
def record_leave(actor: Actor, employee: Employee, kind: LeaveKind, span: Span) -> Leave:
    """Somebody is away. Audit: roster.leave.recorded, with the kind. Permission: admin of the personnel agency.

    Raises:
        Refused: a machine writes, the person has left, the dates run backwards or meet another leave.
    """
    last = _checked(actor, employee, span) or span.starts_on
    spans = Leave.objects.filter(employee=employee, withdrawn_on__isnull=True).values_list("starts_on", "ends_on")
    if overlaps(spans, span.starts_on, last):
        raise Refused("roster.leave.overlaps")
    row = Leave.objects.create(employee=employee, kind=kind, starts_on=span.starts_on, ends_on=last, basis=span.basis)
    record(actor, "roster.leave.recorded", row, facts={"kind": kind})
    return row


@transaction.atomic
def withdraw_leave(actor: Actor, leave: Leave, on: date) -> Leave:
    """A leave was not taken; it stays in the list with that day. Audit: roster.leave.withdrawn.

    Raises:
        Refused: it was withdrawn before, or a machine writes.
    """
    _person(actor)
    if not Leave.objects.filter(pk=leave.pk, withdrawn_on__isnull=True).update(withdrawn_on=on):
        raise Refused("roster.leave.withdrawn_already")
    record(actor, "roster.leave.withdrawn", leave, facts={"kind": leave.kind})
    leave.refresh_from_db()
    return leave


@transaction.atomic
def record_acting(
    actor: Actor, employee: Employee, kind: ActingKind, *, post: str, unit: Unit | None, span: Span
) -> Acting:
    """Somebody acts for a post. Audit: roster.acting.recorded. Permission: admin of the personnel agency.

    Args:
        post: with or without the word that says the kind (`Plt. Lurah`); it is kept without.
    Raises:
        Refused: a machine writes, the person has left, the dates run backwards, or the post is filled then. A Plh may
            stand in for a Pj, Pjs or Plt.
    """
    last = _checked(actor, employee, span)
    before, bare = kind_before(post)
    post = bare if before == kind else post
    daily = kind == ActingKind.PLH
    same = Acting.objects.filter(Q(kind=ActingKind.PLH) if daily else ~Q(kind=ActingKind.PLH), unit=unit)
    spans = same.filter(post__iexact=post).values_list("starts_on", "ends_on")
    if overlaps(spans, span.starts_on, last):
        raise Refused("roster.acting.taken")
    row = Acting.objects.create(
        employee=employee, kind=kind, post=post, unit=unit, starts_on=span.starts_on, ends_on=last, basis=span.basis
    )
    record(actor, "roster.acting.recorded", row, facts={"kind": kind})
    return row


@transaction.atomic
def end_acting(actor: Actor, acting: Acting, on: date) -> Acting:
    """The task ends: its last day is the day before, or its first day where it began later. Audit: roster.acting.ended.

    Raises:
        Refused: it has ended by then, or a machine writes.
    """
    _person(actor)
    last = max(day_before(on), acting.starts_on)
    if acting.ends_on is not None and acting.ends_on <= last:
        raise Refused("roster.acting.ended_already")
    if not Acting.objects.filter(pk=acting.pk, ends_on=acting.ends_on).update(ends_on=last):
        raise Refused("roster.acting.ended_already")
    record(actor, "roster.acting.ended", acting, facts={"kind": acting.kind})
    acting.refresh_from_db()
    return acting


def _checked(actor: Actor, employee: Employee, span: Span) -> date | None:
    _person(actor)
    if employee.status == Status.LEFT:
        raise Refused("roster.person.left")
    if span.ends_on is not None and span.ends_on < span.starts_on:
        raise Refused("roster.leave.backwards")
    return span.ends_on


def _person(actor: Actor) -> None:
    if not actor.is_person:
        raise Refused("roster.not_a_person")

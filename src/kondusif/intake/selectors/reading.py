"""Who may read which report, and the queue of the desk. `reports_visible_to` is the only way to a report's words."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import within
from kondusif.base.fresh import fresh
from kondusif.institutions.models import Unit
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Kind, Status
from kondusif.intake.selectors.clocks import earliest_running
from kondusif.vault.boxes import Broken
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import Wrap
from kondusif.vault.routing import doorstep, parents_of_units
from kondusif.vault.rules import superiors


def reports_visible_to(user: User) -> QuerySet[Report]:
    """The reports that a verifier may read: in the area of the grant, sealed to the verifier's own unit, and none
    against a unit that this unit stands over (or that is the verifier's own)."""
    rows = within(Report.objects.all(), user, Role.VERIFIER)
    if user.unit_id is None:
        return rows.none()
    given = Wrap.objects.filter(data_key=OuterRef("content_key"), unit_key__unit_id=user.unit_id)
    rows = rows.filter(Exists(given)).exclude(accused_unit_id__in=units_under(user.unit_id))
    return rows.select_related("accused_unit", "body", "decided_by")


def open_reports(keyring: Keyring | None, reports: Sequence[Report]) -> Sequence[Report]:
    """Open what the keyring opens, in one read; the others stay locked. Gives the same reports back."""
    locked = [report for report in reports if report.locked]
    keys = keyring.open_many(report.content_key_id for report in locked) if keyring else {}
    for report in locked:
        if key := keys.get(report.content_key_id):
            with suppress(Broken):  # one damaged row stays locked, and the others are read
                report.open_with(key)
    return reports


def open_report(keyring: Keyring | None, report: Report) -> Report:
    """Open one report where the keyring opens it; otherwise it stays locked."""
    open_reports(keyring, [report])
    return report


def identity_open_to(keyring: Keyring | None, report: Report) -> bool:
    """Whether the reporter's name can be looked at with this keyring: released by the reporter or by custodians."""
    return bool(report.named and keyring and keyring.open(report.identity_key_id))


@dataclass(frozen=True, slots=True)
class Readers:
    """Who would be able to read a report, before it is sent.

    Args:
        people: how many verifiers.
        units: names of their units.
        below: they stand under the accused head, because nobody else is left.
    """

    people: int
    units: tuple[str, ...]
    below: bool


def readers_of(area_code: str, unit: Unit | None, *, is_head: bool = False) -> Readers:
    """Who will be able to read a report about this place and this unit."""
    step = doorstep(area_code)
    found = step.route(unit, is_head=is_head)
    people = sum(len(step.readers[pk]) for pk in found.units)
    return Readers(people, tuple(step.keys[pk].unit.name for pk in found.units), found.below)


@fresh
def units_under(unit: int) -> set[int]:
    """The unit and all that it stands over: what is reported against these stays hidden from its people."""
    parents = parents_of_units()
    return {pk for pk in parents if unit in superiors(pk, parents)}


SORTS = ("clock", "newest", "oldest")


def with_last_side(rows: QuerySet[Report]) -> Any:
    """The rows with `last_side`: who wrote the last message, or None where nobody wrote."""
    newest = Message.objects.filter(report=OuterRef("pk")).order_by("-pk")
    return rows.annotate(last_side=Subquery(newest.values("side")[:1]))


def by_clock(rows: QuerySet[Report], on: date) -> QuerySet[Report]:
    """A few reports with what can still reach Bawaslu first, the nearest first, and decided ones last.

    Sorts all of them: for a queue of any length see `queue.page_of`.
    """
    running = Case(
        When(status=Status.DECIDED, then=Value(2)),
        When(kind=Kind.NEUTRALITY, known_on__gte=earliest_running(on), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.annotate(running=running).order_by("running", "known_on", "pk")

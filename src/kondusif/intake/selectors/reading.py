"""Who may read which report, and the queue of the desk. `reports_visible_to` is the only way to a report's words."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import people_with, scopes_of, stands_over, within
from kondusif.institutions.models import Unit
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Kind, Status
from kondusif.intake.selectors.clocks import earliest_running
from kondusif.kernel.areas import contained_in_any


def reports_visible_to(user: User) -> QuerySet[Report]:
    """The reports that a verifier may read: in the area of the grant, and none against a unit that the verifier's own
    unit stands over (or that is the verifier's own)."""
    rows = within(Report.objects.all(), user, Role.VERIFIER)
    if user.unit_id is not None:
        rows = rows.exclude(accused_unit_id__in=_units_under(user.unit_id))
    return rows.select_related("accused_unit", "body", "decided_by")


def readers_of(area_code: str, unit: Unit | None) -> int:
    """How many verifiers will be able to read a report about this place and this unit."""
    return sum(
        1
        for person in people_with(Role.VERIFIER)
        if contained_in_any(scopes_of(person, Role.VERIFIER), area_code) and not stands_over(person, unit)
    )


def nobody_may_read(area_code: str, unit: Unit | None) -> bool:
    """Whether there are verifiers, but every one of them stands under or over the accused unit's line."""
    return people_with(Role.VERIFIER).exists() and readers_of(area_code, unit) == 0


def _units_under(unit: int) -> set[int]:
    below: dict[int | None, list[int]] = {}
    for pk, parent in Unit.objects.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, rest = set(), [unit]
    while rest:
        step = rest.pop()
        if step not in found:
            found.add(step)
            rest.extend(below.get(step, []))
    return found


SORTS = ("clock", "newest", "oldest")


def with_last_side(rows: QuerySet[Report]) -> Any:
    """The rows with `last_side`: who wrote the last message, or None where nobody wrote."""
    newest = Message.objects.filter(report=OuterRef("pk")).order_by("-sent_at", "-pk")
    return rows.annotate(last_side=Subquery(newest.values("side")[:1]))


def search(
    rows: QuerySet[Report], on: date, *, status: str = "", kind: str = "", area: str = "", text: str = "",
    sort: str = "clock",
) -> QuerySet[Report]:  # fmt: skip
    """Part of a queue.

    Args:
        on: the city's date, for the order by the clock to Bawaslu.
        status: a status, `open` for everything undecided, `unanswered` for a last word by the reporter; empty for all.
        area: a code; the place itself and everything inside it.
        text: looked for in the number and the words of the place only, never in an account or a name.
        sort: `clock` (what can still reach Bawaslu first, the nearest first), `newest`, `oldest`.
    """
    if status == "unanswered":
        rows = with_last_side(rows).filter(last_side=Message.Side.REPORTER)
    elif status == "open":
        rows = rows.exclude(status=Status.DECIDED)
    elif status:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    if area:
        rows = rows.filter(Q(area_code=area) | Q(area_code__startswith=f"{area}."))
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(place_words__icontains=text))
    if sort == "oldest":
        return rows.order_by("received_at")
    if sort == "newest":
        return rows.order_by("-received_at")
    running = Case(
        When(status=Status.DECIDED, then=Value(2)),
        When(kind=Kind.NEUTRALITY, known_on__gte=earliest_running(on), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.annotate(running=running).order_by("running", "known_on", "received_at")

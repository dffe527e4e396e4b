"""What people do with reports that tell the same: join, split, put in front, and decide several with one reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.alike import JOINING, SPLITTING, Why, what_keeps
from kondusif.intake.models import Bundle, Report
from kondusif.intake.rules import OPENING, Outcome
from kondusif.intake.selectors.bundles import standing_of
from kondusif.intake.selectors.queue import WAITING
from kondusif.intake.services.bundling import bring_forward, leave, lock
from kondusif.intake.services.desk import _may_act, must_be_open, settle
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import KondusifError, Refused

STANDING = ["status", "bundle", "likeness", "joined_by", "apart", "in_front"]


@transaction.atomic
def join(actor: Actor, report: Report, other: Report, *, why: Why) -> Report:
    """Say that a report tells the same as another one; it goes to that one's bundle. Audit: intake.bundle.joined.

    It stands behind only what it may stand behind (`alike.what_keeps`); nothing of it changes, and `split` undoes it.

    Permission: a verifier who has both open; who takes neither from another's hands.

    Raises:
        Refused: it is the same report, one of them is decided or locked or in other hands, they are joined already,
            or the reason is none of joining.
    """
    if why not in JOINING:
        raise Refused("intake.bundle.why")
    if report.pk == other.pk:
        raise Refused("intake.bundle.itself")
    _as_they_stand(report, other)
    if report.bundle_id and report.bundle_id == other.bundle_id:
        raise Refused("intake.bundle.joined_already", number=other.number)
    _both_in_hand(actor, report, other)
    leave(report)
    bundle = other.bundle_id or Bundle.objects.create(head=other, made_on=today()).pk
    Report.objects.filter(pk=other.pk, bundle=None).update(bundle=bundle)
    behind = _may_stand_behind(report, bundle)
    Report.objects.filter(pk=report.pk).update(
        bundle=bundle, likeness=None, joined_by=actor.person_id, apart=False, in_front=not behind
    )  # fmt: skip
    bring_forward([bundle])
    record(actor, "intake.bundle.joined", report, {"with": other.number, "why": why})
    return _fresh(report, other)


@transaction.atomic
def split(actor: Actor, report: Report, *, why: Why) -> Report:
    """Say that a report is a matter of its own; the machine never bundles it again. Audit: intake.bundle.split.

    Raises:
        Refused: it is in no bundle, decided, locked or in other hands, or the reason is none of splitting.
    """
    if why not in SPLITTING:
        raise Refused("intake.bundle.why")
    _as_they_stand(report)
    if report.bundle_id is None:
        raise Refused("intake.bundle.none")
    must_be_open(report)
    _undecided(report)
    _may_act(actor, report)
    leave(report)
    Report.objects.filter(pk=report.pk).update(apart=True)
    record(actor, "intake.bundle.split", report, {"why": why})
    return _fresh(report)


@transaction.atomic
def put_in_front(actor: Actor, report: Report) -> Report:
    """Let a report stand in front of its bundle and lead it. What stood there goes behind it where it may.

    Audit: intake.bundle.led.

    Raises:
        Refused: it is in no bundle, decided, locked or in other hands.
    """
    _as_they_stand(report)
    if report.bundle_id is None:
        raise Refused("intake.bundle.none")
    must_be_open(report)
    _undecided(report)
    _may_act(actor, report)
    rows = Report.objects.filter(bundle_id=report.bundle_id, status__in=WAITING)
    standing = standing_of(rows)
    mine = standing[report.pk].facts
    same = [one.facts for pk, one in standing.items() if one.in_front and pk != report.pk]
    behind = [one.pk for one in same if not what_keeps(one, mine)]
    Report.objects.filter(pk=report.pk).update(in_front=True)
    Report.objects.filter(pk__in=behind).update(in_front=False)
    Bundle.objects.filter(pk=report.bundle_id).update(head_id=report.pk)
    record(actor, "intake.bundle.led", report)
    return _fresh(report)


@dataclass
class Together:
    """What became of the others: the numbers that were decided too, and those that stayed, each with its error."""

    done: list[str] = field(default_factory=list)
    stayed: list[tuple[str, KondusifError]] = field(default_factory=list)


def end_together(fellows: Iterable[Report], end: Callable[[Report], object]) -> Together:
    """Decide several reports, each by its own call and in its own transaction; one that may not be decided stays.

    What stands behind goes first: it leaves no gap, so the bundle is not read again for each of them.

    Args:
        fellows: of one bundle, opened; the locked ones stay.
        end: gives one of them its outcome, with everything that belongs to it.
    """
    found, chosen = Together(), list(fellows)
    rows = Report.objects.filter(pk__in=[one.pk for one in chosen], in_front=True)
    fronts = set(rows.values_list("pk", flat=True))
    for fellow in sorted(chosen, key=lambda one: one.pk in fronts):
        try:
            must_be_open(fellow)
            with transaction.atomic():
                end(fellow)
            found.done.append(fellow.number)
        except KondusifError as error:
            found.stayed.append((fellow.number, error))
    return found


@transaction.atomic
def settle_like(actor: Actor, fellow: Report, report: Report) -> Report:
    """Let a report of the same bundle go into the case or incident that another one became. Audit:
    intake.report.decided, because no room enters it as it opens one.

    Args:
        report: the one that opened it; how it stands is read again, for its case may end in this very moment.
    Raises:
        Refused: that one became neither, they are not in one bundle, or `settle` refuses.
    """
    report = Report.objects.select_for_update().defer("content").get(pk=report.pk)
    if report.outcome not in OPENING or not report.reference or fellow.bundle_id != report.bundle_id:
        raise Refused("intake.not_an_outcome")
    must_be_open(fellow)
    settle(actor, fellow, Outcome(report.outcome), reference=report.reference)
    Report.objects.filter(pk=fellow.pk).update(ending=report.ending, ended_on=report.ended_on)
    facts = {"outcome": report.outcome, "reference": report.reference, "with": report.number}
    record(actor, "intake.report.decided", fellow, facts)
    return fellow


def _as_they_stand(*reports: Report) -> None:
    """Read again where reports stand that were loaded before this transaction; nobody moves them until it ends.

    Raises:
        Refused: somebody moved one of them in this very moment (`intake.bundle.moved`).
    """
    rows = Report.objects.filter(pk__in=[one.pk for one in reports]).order_by("pk")
    held = lock(rows.values_list("bundle", flat=True))
    for one in sorted(reports, key=lambda one: one.pk):
        one.refresh_from_db(fields=STANDING, from_queryset=Report.objects.select_for_update())
        if one.bundle_id and one.bundle_id not in held:
            raise Refused("intake.bundle.moved", number=one.number)


def _both_in_hand(actor: Actor, report: Report, other: Report) -> None:
    """Act on both; the second goes back at once where it was not in hand before."""
    for one in (report, other):
        must_be_open(one)
        _undecided(one)
    _may_act(actor, report)
    _may_act(actor, other, in_passing=True)


def _may_stand_behind(report: Report, bundle: int) -> bool:
    """Whether something in front of a bundle may stand for this report; that it tells the same a person has read."""
    mine = standing_of(Report.objects.filter(pk=report.pk))[report.pk].facts
    fronts = standing_of(Report.objects.filter(bundle_id=bundle, in_front=True, status__in=WAITING))
    at_hand = replace(mine, at_work=False, typed=False, apart=False)
    return any(not what_keeps(at_hand, one.facts) for one in fronts.values())


def _undecided(report: Report) -> None:
    if report.decided:
        raise Refused("intake.decided_already")


def _fresh(*reports: Report) -> Report:
    for one in reports:
        one.refresh_from_db(fields=STANDING)
    return reports[0]

"""What the machine does with reports that tell nearly the same: it bundles them, reads nothing and deletes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from kondusif.audit.services import record
from kondusif.engine.similar import Nearest
from kondusif.engine.similar.sketch import is_current
from kondusif.institutions.selectors import city, today
from kondusif.intake.alike import Facts, Keeps, Matter, settings, what_keeps
from kondusif.intake.models import Bundle, Report
from kondusif.intake.selectors.bundles import Standing, compared_now, of_matter, standing_of
from kondusif.intake.selectors.queue import WAITING
from kondusif.intake.services.receiving import day_without_hour
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("kemiripan")
AT_ONCE = 100  # reports in one transaction, so that intake beside it never waits long


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a new report goes: with which one in front, how alike, and whether it stands behind it."""

    front: int
    percent: int
    behind: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What one run did."""

    reports: int = 0
    bundles: int = 0

    def __add__(self, other: "Made") -> "Made":
        return Made(self.reports + other.reports, self.bundles + other.bundles)


def empty_shelf() -> Nearest:
    """A cold shelf; the next run fills it by itself."""
    rule = settings()
    return Nearest(rule.wording, rule.most)


def bundle_new(shelf: Nearest) -> Made:
    """Bundle what came since the last run with what tells nearly the same. Audit: intake.bundles.made.

    A second run finds nothing to do; a run that died is made good by the next one.

    Args:
        shelf: the signatures of what stands in front, kept in the memory of this process between runs; a cold one is
            filled again.
    """
    fronts = compared_now()
    shelf.keep_only(set(fronts))
    new = [pk for pk in fronts if pk not in shelf]
    made = Made()
    for at in range(0, len(new), AT_ONCE):
        some = new[at : at + AT_ONCE]
        try:
            made += _place(shelf, fronts, some)
        except Exception:
            for pk in some:
                shelf.drop(pk)  # nothing of it was written; what stays on the shelf is never new again
            raise
    bring_forward()
    return made


@transaction.atomic
def _place(shelf: Nearest, fronts: dict[int, Standing], new: Sequence[int]) -> Made:
    """Put these on the shelf, or behind what stands there. It waits for nobody: what somebody else moves just now is
    new again in the next run."""
    rows = Report.objects.filter(pk__in=new, in_front=True, status__in=WAITING).order_by("pk")
    signatures = dict(rows.select_for_update(skip_locked=True).values_list("pk", "signature"))
    held: dict[int, int | None] = {}
    made = Made()
    for pk, one in standing_of(rows.filter(pk__in=signatures)).items():
        signature = bytes(signatures[pk])
        if not is_current(signature):
            continue
        choice = _choice(shelf.like(signature), one, fronts) if one.bundle is None and not one.facts.apart else None
        if choice is None:
            shelf.add(pk, signature)
        elif _holds(choice.front, held):
            made += _join(pk, choice, held)
            if not choice.behind:
                shelf.add(pk, signature)
    if made.reports:
        facts = {"reports": made.reports, "bundles": made.bundles}
        record(ACTOR, "intake.bundles.made", f"kota:{city().code}", facts, at=day_without_hour(today()))
    return made


def _choice(found: list[tuple[int, float]], one: Standing, fronts: dict[int, Standing]) -> Choice | None:
    """The most alike that it may stand behind; otherwise the most alike, and it stays in front."""
    alike = [(pk, score) for pk, score in found if pk in fronts]
    for pk, score in alike:
        if not what_keeps(one.facts, fronts[pk].facts):
            return Choice(pk, round(100 * score), behind=True)
    return Choice(alike[0][0], round(100 * alike[0][1]), behind=False) if alike else None


def _holds(front: int, held: dict[int, int | None]) -> bool:
    """Whether it stands in front still, in a bundle that is there still; both stay so until the transaction ends.

    Args:
        held: the bundles of the fronts that are held already; a new one is entered.
    """
    if front not in held:
        there = Report.objects.filter(pk=front, apart=False, in_front=True, status__in=WAITING)
        found = list(there.select_for_update(skip_locked=True).values_list("bundle", flat=True))
        if not found or (found[0] is not None and not lock(found, wait=False)):
            return False
        held[front] = found[0]
    return True


def _join(pk: int, choice: Choice, held: dict[int, int | None]) -> Made:
    bundle, begun = held[choice.front], 0
    if bundle is None:
        bundle, begun = Bundle.objects.create(head_id=choice.front, made_on=today()).pk, 1
        Report.objects.filter(pk=choice.front).update(bundle=bundle)
        held[choice.front] = bundle
    Report.objects.filter(pk=pk).update(bundle=bundle, likeness=choice.percent, in_front=not choice.behind)
    return Made(1, begun)


def lock(bundles: Iterable[int | None], *, wait: bool = True) -> list[int]:
    """Hold bundles until the transaction ends, so that nobody joins or leaves them meanwhile. Hold them before their
    reports: two that hold in the same order never wait for each other.

    Returns:
        Those that are there.
    """
    rows = Bundle.objects.select_for_update(skip_locked=not wait).filter(pk__in=[one for one in bundles if one])
    return list(rows.order_by("pk").values_list("pk", flat=True))


# Who stands in front ---------------------------------------------------------------------------------


@transaction.atomic
def bring_forward(bundles: Iterable[int] | None = None, matter: Matter | None = None) -> int:
    """See to it that whoever is behind has something undecided of the same matter in front, with no later clock, and
    that something in front leads the bundle.

    Whoever is behind and has evidence by now, or whose reporter writes to us, comes to the front as well.

    Args:
        bundles: only these; all without it.
        matter: only what is about this; all without it.
    Returns:
        How many came to the front.
    """
    rows = Report.objects.filter(bundle__isnull=False, status__in=WAITING)
    if bundles is not None:
        bundles = list(bundles)
        rows = rows.filter(bundle_id__in=bundles)
    if matter is not None:
        rows = of_matter(rows, matter)
    matters: dict[tuple[int | None, Matter], list[Standing]] = defaultdict(list)
    for one in standing_of(rows.order_by("pk")).values():
        matters[one.bundle, one.facts.matter].append(one)
    coming = [pk for group in matters.values() for pk in _called(group)]
    for at in range(0, len(coming), AT_ONCE):
        Report.objects.filter(pk__in=coming[at : at + AT_ONCE]).update(in_front=True)
    _lead({bundle for bundle, _matter in matters} if bundles is None else bundles)
    return len(coming)


def _called(group: Sequence[Standing]) -> list[int]:
    """Who of one matter must come to the front: who has more to say by now, and the first of the others where nothing
    in front carries a clock as early as theirs."""
    fronts = [one.facts for one in group if one.in_front or _has_more(one.facts)]
    behind = [one.facts for one in group if not one.in_front and not _has_more(one.facts)]
    called = [one.facts.pk for one in group if not one.in_front and _has_more(one.facts)]
    if behind:
        first, front = min(behind, key=lambda one: one.order), min(fronts, key=lambda one: one.order, default=None)
        if front is None or Keeps.CLOCK in what_keeps(first, front):
            called.append(first.pk)
    return called


def _has_more(one: Facts) -> bool:
    return one.files or one.wrote or one.apart


def _lead(bundles: Iterable[int | None]) -> None:
    """Every bundle with something undecided is led by something undecided that stands in front."""
    fronts = Report.objects.filter(bundle=OuterRef("pk"), in_front=True, status__in=WAITING).order_by("pk")
    rows = Bundle.objects.filter(~Exists(fronts.filter(pk=OuterRef("head"))), pk__in=list(bundles))
    for bundle, front in rows.values_list("pk", Subquery(fronts.values("pk")[:1])):
        if front is not None:
            Bundle.objects.filter(pk=bundle).update(head=front)


@transaction.atomic
def leave(report: Report) -> None:
    """Take a report out of its bundle; what is left goes on, and one that is left alone is no bundle any more.

    Args:
        report: as it stands inside the caller's transaction, its bundle held (`lock`).
    """
    left = report.bundle_id
    alone = {"bundle": None, "likeness": None, "joined_by": None, "in_front": True}
    Report.objects.filter(pk=report.pk).update(**alone)
    report.refresh_from_db(fields=list(alone))
    if left is None:
        return
    rest = list(Report.objects.filter(bundle_id=left).order_by("-in_front", "pk").values_list("pk", flat=True))
    if len(rest) < 2:
        Report.objects.filter(pk__in=rest).update(**alone)
        Bundle.objects.filter(pk=left).delete()
        return
    Bundle.objects.filter(pk=left, head_id=report.pk).update(head_id=rest[0])
    bring_forward([left])

"""What the machine does with reports that tell nearly the same: it bundles them, reads nothing and deletes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kondusif.audit.services import record
from kondusif.engine.similar import Nearest
from kondusif.engine.similar.sketch import is_current
from kondusif.institutions.selectors import city, today
from kondusif.intake.alike import Matter, settings, what_keeps
from kondusif.intake.models import Bundle, Report
from kondusif.intake.selectors.bundles import OPEN, Standing, compared_now, standing_of
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
        made += _place(shelf, fronts, new[at : at + AT_ONCE])
    bring_forward()
    return made


@transaction.atomic
def _place(shelf: Nearest, fronts: dict[int, Standing], new: Sequence[int]) -> Made:
    """Put these on the shelf, or behind what stands there."""
    rows = Report.objects.filter(pk__in=new, in_front=True, status__in=OPEN)
    signatures = dict(rows.order_by().values_list("pk", "signature"))
    made = Made()
    for pk, one in standing_of(rows.order_by("pk")).items():
        signature = bytes(signatures.get(pk) or b"")
        if not is_current(signature):
            continue
        choice = _choice(shelf.like(signature), one, fronts) if one.bundle is None and not one.facts.apart else None
        done = _join(one, choice, fronts) if choice else Made()
        made += done
        if not (done.reports and choice and choice.behind):
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


def _join(one: Standing, choice: Choice, fronts: dict[int, Standing]) -> Made:
    front, pk = fronts[choice.front], one.facts.pk
    bundle, begun = front.bundle, 0
    if bundle is None:
        bundle, begun = _begin(choice.front), 1
        if bundle is None:
            return Made()  # somebody moved it meanwhile; the next run looks again
        fronts[choice.front] = Standing(front.facts, bundle, in_front=True)
    untouched = Report.objects.filter(pk=pk, bundle=None, apart=False, status__in=OPEN)
    moved = untouched.update(bundle=bundle, likeness=choice.percent, in_front=not choice.behind)
    if moved:
        fronts[pk] = Standing(one.facts, bundle, in_front=not choice.behind)
    return Made(moved, begun)


def _begin(front: int) -> int | None:
    """A bundle of its own for a report that stands in front; None where it does not any more."""
    bundle = Bundle.objects.create(head_id=front, made_on=today())
    there = Report.objects.filter(pk=front, bundle=None, apart=False, in_front=True, status__in=OPEN)
    if there.update(bundle=bundle):
        return bundle.pk
    bundle.delete()
    return None


# Who stands in front ---------------------------------------------------------------------------------


@transaction.atomic
def bring_forward(bundles: Iterable[int] | None = None) -> int:
    """See to it that of every matter of a bundle something undecided stands in front, and that it leads its bundle.

    Whoever is behind and has evidence by now, or whose reporter writes to us, comes to the front as well.

    Args:
        bundles: only these; all without it.
    Returns:
        How many came to the front.
    """
    rows = Report.objects.filter(bundle__isnull=False, status__in=OPEN)
    if bundles is not None:
        rows = rows.filter(bundle_id__in=list(bundles))
    matters: dict[tuple[int | None, Matter], list[Standing]] = defaultdict(list)
    for one in standing_of(rows.order_by("pk")).values():
        matters[one.bundle, one.facts.matter].append(one)
    coming: list[int] = []
    fronts: dict[int | None, list[int]] = defaultdict(list)
    for (bundle, _matter), group in matters.items():
        called = _called(group)
        coming += called
        fronts[bundle] += called + [one.facts.pk for one in group if one.in_front]
    for at in range(0, len(coming), AT_ONCE):
        Report.objects.filter(pk__in=coming[at : at + AT_ONCE]).update(in_front=True)
    _lead(fronts)
    return len(coming)


def _called(group: Sequence[Standing]) -> list[int]:
    """Who of one matter must come to the front."""
    behind = [one.facts for one in group if not one.in_front]
    called = [one.pk for one in behind if one.files or one.wrote or one.apart]
    if behind and not called and len(behind) == len(group):
        return [min(behind, key=lambda one: one.order).pk]
    return called


def _lead(fronts: dict[int | None, list[int]]) -> None:
    """Every bundle with something undecided is led by something undecided that stands in front."""
    for bundle in Bundle.objects.filter(pk__in=[pk for pk in fronts if pk is not None]):
        there = fronts[bundle.pk]
        if there and bundle.head_id not in there:
            Bundle.objects.filter(pk=bundle.pk).update(head_id=min(there))


@transaction.atomic
def leave(report: Report) -> None:
    """Take a report out of its bundle; what is left goes on, and one that is left alone is no bundle any more."""
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

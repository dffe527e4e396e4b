"""What is bundled, as it stands in clear, and as one verifier may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from kondusif.accounts.models import User
from kondusif.institutions.selectors import today
from kondusif.intake.alike import Facts, Matter, settings
from kondusif.intake.models import Attachment, Lease, Message, Report
from kondusif.intake.rules import Status
from kondusif.intake.selectors.queue import WAITING
from kondusif.intake.selectors.reading import reports_visible_to
from kondusif.kernel.clock import now

IN_CLEAR = (
    "pk", "kind", "area_code", "accused_unit_id", "accused_is_head", "happened_on", "known_on", "status",
    "typed_by_id", "apart", "bundle_id", "in_front",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands: what counts of it, its bundle, and whether it is a row of the queue."""

    facts: Facts
    bundle: int | None
    in_front: bool


def standing_of(rows: QuerySet[Report], *, whole: bool = True) -> dict[int, Standing]:
    """Where reports stand, by their keys, in the order of the rows.

    Args:
        whole: with evidence, messages and leases; without them these three count as absent, for what stands in front.
    """
    signs: tuple[str, ...] = ()
    if whole:
        held = Lease.objects.filter(report=OuterRef("pk"), until_at__gt=now())
        wrote = Message.objects.filter(report=OuterRef("pk"), side=Message.Side.REPORTER)
        files = Attachment.objects.filter(report=OuterRef("pk"))
        rows = rows.annotate(held=Exists(held), wrote=Exists(wrote), files=Exists(files))
        signs = ("held", "wrote", "files")
    return {row["pk"]: _standing(row) for row in rows.values(*IN_CLEAR, *signs)}


def _standing(row: dict[str, object]) -> Standing:
    matter = Matter(*(row[name] for name in IN_CLEAR[1:6]))  # type: ignore[arg-type]
    facts = Facts(
        row["pk"], matter, row["known_on"], files=bool(row.get("files")), wrote=bool(row.get("wrote")),  # type: ignore[arg-type]
        typed=row["typed_by_id"] is not None, at_work=row["status"] != Status.NEW or bool(row.get("held")),
        apart=bool(row["apart"]),
    )  # fmt: skip
    return Standing(facts, row["bundle_id"], bool(row["in_front"]))  # type: ignore[arg-type]


def of_matter(rows: QuerySet[Report], matter: Matter) -> QuerySet[Report]:
    """Of these, what one may stand for another in: same kind, place, unit and day."""
    return rows.filter(
        kind=matter.kind, area_code=matter.area_code, accused_unit=matter.unit, accused_is_head=matter.is_head,
        happened_on=matter.happened_on,
    )  # fmt: skip


def matter_of(report: Report) -> Matter:
    """What a report is about, as it stands in clear."""
    return Matter(*(getattr(report, name) for name in IN_CLEAR[1:6]))


def compared_now() -> dict[int, Standing]:
    """The reports in front with which new ones are compared: undecided, of the last days, the newest.

    Without a signature (once decided, then opened again) there is nothing to compare.
    """
    rule = settings()
    rows = Report.objects.filter(
        in_front=True, status__in=WAITING, apart=False, received_on__gte=today() - timedelta(days=rule.days)
    ).exclude(signature=b"")
    newest = list(rows.order_by("-pk").values_list("pk", flat=True)[: rule.most])
    if not newest:
        return {}
    return standing_of(rows.filter(pk__gte=newest[-1]).order_by("pk"), whole=False)


def fellows_of(user: User, report: Report) -> QuerySet[Report]:
    """The other reports of a report's bundle that this verifier may read, in the order of coming."""
    if not report.bundle_id:
        return Report.objects.none()
    return reports_visible_to(user).filter(bundle_id=report.bundle_id).exclude(pk=report.pk).order_by("pk")


def undecided(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Of these, what waits for an outcome."""
    return rows.filter(status__in=WAITING)


def behind_it(user: User, report: Report) -> QuerySet[Report]:
    """The undecided ones that stand behind this very matter."""
    rows = fellows_of(user, report).filter(in_front=False, status__in=WAITING)
    return of_matter(rows, matter_of(report))


def standing_among(reports: Sequence[Report]) -> dict[int, Standing]:
    """Where these reports stand now."""
    return standing_of(Report.objects.filter(pk__in=[one.pk for one in reports]))


def neighbours_of(user: User, report: Report) -> QuerySet[Report]:
    """Other undecided reports of the same kelurahan outside the bundle, the newest first."""
    if not report.village_code:
        return Report.objects.none()
    rows = reports_visible_to(user).filter(area_code=report.area_code, status__in=WAITING).exclude(pk=report.pk)
    if report.bundle_id:
        rows = rows.exclude(bundle_id=report.bundle_id)
    return rows.order_by("-pk")

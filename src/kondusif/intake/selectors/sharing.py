"""What other rooms get of a report: no word of a reporter and no name.

Counts are whole, so whoever shows them withholds small cells.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from django.db.models import Count

from kondusif.base.wording import day_of
from kondusif.intake import evidence
from kondusif.intake.models import Attachment, Report
from kondusif.intake.rules import Kind, Status
from kondusif.intake.selectors.clocks import LOOK_BACK_DAYS, clock_of, known_contests
from kondusif.kernel.errors import NotYours
from kondusif.rulebook.rules import Due


@dataclass(frozen=True, slots=True)
class HandlerFacts:
    """What goes on to a case or an incident: number, place, days, unit. Not a word of the reporter, not a name."""

    number: str
    kind: str
    status: str
    area_code: str
    village_code: str
    happened_on: date | None
    happened_time: time | None
    known_on: date | None
    received_on: date
    unit_key: str
    unit_name: str
    unit_head: bool
    attachments: int


def report_for_handler(number: str) -> HandlerFacts:
    """The facts of a report without its words.

    Raises:
        NotYours: there is no such report.
    """
    report = Report.objects.select_related("accused_unit").filter(number=number).first()
    if report is None:
        raise NotYours
    unit = report.accused_unit
    return HandlerFacts(
        number=report.number, kind=report.kind, status=report.status, area_code=report.area_code,
        village_code=report.village_code, happened_on=report.happened_on, happened_time=report.happened_time,
        known_on=report.known_on, received_on=report.received_on, unit_key=unit.key if unit else "",
        unit_name=unit.name if unit else "", unit_head=report.accused_is_head,
        attachments=report.attachments.filter(state=Attachment.State.CLEAN).count(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A piece of evidence that is safe to open, under a label that shows no name of the reporter's.

    `sha256` is of the file as it came, `clean_sha256` of the copy that is opened.
    """

    pk: int
    order: int
    kind: str
    size: int
    sha256: str
    clean_sha256: str
    public_label: str


def attachments_of(number: str) -> list[EvidenceItem]:
    """The evidence of a report that is safe to open, in its order."""
    rows = Attachment.objects.filter(report__number=number, state=Attachment.State.CLEAN)
    return [
        EvidenceItem(
            row.pk, row.order, row.kind, row.clean_size or row.size, row.sha256, row.clean_sha256 or row.sha256,
            row.public_label,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A safe file, opened for reading."""

    content: BinaryIO
    media_type: str
    suffix: str
    picture: bool


def open_attachment(pk: int) -> OpenedFile | None:
    """The safe copy of a piece of evidence; None while there is none."""
    row = Attachment.objects.filter(pk=pk, state=Attachment.State.CLEAN).first()
    path = evidence.path_of(row.clean_key or row.key) if row else None
    if row is None or path is None or not path.exists():
        return None
    return OpenedFile(
        path.open("rb"), evidence.MEDIA_TYPES[row.kind], evidence.SUFFIXES[row.kind], row.kind != Attachment.Kind.PDF
    )


def counts_since(at: datetime) -> int:
    """How many reports came in since a moment."""
    return Report.objects.filter(received_at__gte=at).count()


GROUPINGS = {"status": "status", "kind": "kind", "track": "track", "outcome": "outcome"}


def report_counts(from_on: date, to_on: date, by: str = "status") -> dict[str, int]:
    """How many reports were received in a span of days (both ends), by status, kind, track, outcome or kelurahan.

    Args:
        by: `status`, `kind`, `track`, `outcome` (undecided ones under an empty key), or `village`.
    """
    rows = Report.objects.filter(received_on__range=(from_on, to_on)).order_by()
    if by == "village":
        found: dict[str, int] = {}
        for code, count in rows.values_list("area_code").annotate(count=Count("pk")):
            key = ".".join(code.split(".")[:4])
            found[key] = found.get(key, 0) + count
        return found
    return dict(rows.values_list(GROUPINGS[by]).annotate(count=Count("pk")))


def counts_by_status(from_on: date, to_on: date) -> dict[str, int]:
    """How many reports of a span of days stand in each status."""
    return report_counts(from_on, to_on)


def waiting_reports(on: date) -> int:
    """How many reports received up to a day have no outcome yet."""
    return Report.objects.filter(received_on__lte=on).exclude(status=Status.DECIDED).count()


@dataclass(frozen=True, slots=True)
class OpenClock:
    """An undecided report whose time to Bawaslu still runs. For verifiers only."""

    number: str
    area_code: str
    due: Due


def open_clocks(on: date) -> list[OpenClock]:
    """The clocks of undecided neutrality reports that have not passed their outer date, the nearest first."""
    rows = Report.objects.filter(kind=Kind.NEUTRALITY, known_on__isnull=False).exclude(status=Status.DECIDED)
    contests = known_contests()
    found = [
        OpenClock(row.number, row.area_code, due)
        for row in rows.filter(known_on__gte=on - timedelta(days=LOOK_BACK_DAYS))
        if (due := clock_of(row, contests)) and due.outer and day_of(due.outer) >= on
    ]
    return sorted(found, key=lambda clock: (day_of(clock.due.due or clock.due.outer or on), clock.number))

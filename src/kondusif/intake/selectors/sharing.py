"""What other rooms get of a report: no word of a reporter and no name.

Counts are whole, so whoever shows them withholds small cells.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from kondusif.base.wording import day_of
from kondusif.intake import evidence
from kondusif.intake.models import Attachment, HandedOver, Report
from kondusif.intake.rules import Kind
from kondusif.intake.selectors.clocks import LOOK_BACK_DAYS, bawaslu_clock, due_of_contest, known_contests
from kondusif.intake.selectors.queue import WAITING, behind, in_front
from kondusif.intake.told import opened, place
from kondusif.kernel.errors import NotYours, Refused
from kondusif.rulebook.rules import Due
from kondusif.vault import boxes, files
from kondusif.vault.keyring import Keyring


@dataclass(frozen=True, slots=True)
class HandlerFacts:
    """What goes on to a case or an incident: number, place, days, unit. Not a word of the reporter, not a name."""

    number: str
    kind: str
    status: str
    area_code: str
    village_code: str
    happened_on: date | None
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
        village_code=report.village_code, happened_on=report.happened_on, known_on=report.known_on,
        received_on=report.received_on, unit_key=unit.key if unit else "", unit_name=unit.name if unit else "",
        unit_head=report.accused_is_head, attachments=report.attachments.count(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A piece of evidence that a verifier handed over, under a label that shows no name of the reporter's.

    `sha256` is of the file as it came, `safe_sha256` of the copy that is opened; `unit` may open it; `report` is the
    number of the report that it came with.
    """

    pk: int
    order: int
    kind: str
    size: int
    sha256: str
    safe_sha256: str
    public_label: str
    unit: int
    report: str


def attachments_of(number: str) -> list[EvidenceItem]:
    """The evidence that was handed over to a handling unit, in its order.

    Args:
        number: of a report; or of a case, then of every report that went into it.
    """
    about = Q(attachment__report__number=number) | Q(attachment__report__reference=number)
    rows = HandedOver.objects.filter(about).select_related("attachment__report")
    return [
        EvidenceItem(
            row.attachment_id, row.attachment.order, row.attachment.kind, row.attachment.size, row.sha256,
            row.safe_sha256, row.attachment.public_label, row.unit_id, row.attachment.report.number,
        )
        for row in rows.order_by("attachment__report_id", "attachment__order")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A safe file, opened for reading."""

    content: bytes = field(repr=False)
    media_type: str
    suffix: str
    picture: bool


def open_handed_over(keyring: Keyring | None, pk: int) -> OpenedFile | None:
    """The safe copy of a piece of evidence with a handler's keyring; None where it does not open it."""
    row = HandedOver.objects.select_related("attachment__report").filter(attachment_id=pk).first()
    key = keyring.open(row.data_key_id) if row and keyring else None
    if row is None or key is None:
        return None
    return _opened(row.attachment, boxes.unlock(key, row.secret, handed_place(row.attachment)).decode())


def open_attachment(report: Report, item: Attachment) -> OpenedFile:
    """The safe copy of a piece of evidence of an opened report.

    Raises:
        Refused: the report is locked, the file shows who reports (so there is no copy), or it is gone or damaged.
    """
    if report.locked:
        raise Refused("intake.locked")
    if not item.safe_kind:
        raise Refused("intake.file.only_original")
    return _opened(item, item.file_note(report.key).secret)


def open_original(keyring: Keyring | None, report: Report, item: Attachment) -> bytes | None:
    """The file as it came, where the identity is open to this keyring; None otherwise."""
    key = keyring.open(report.identity_key_id) if keyring else None
    if key is None or not item.original_name:
        return None
    paper = opened(key, item.original_note, place(report.ref, f"original/{item.order}"))
    return files.read(item.original_name, str(paper["secret"]))


def _opened(item: Attachment, secret: str) -> OpenedFile:
    try:
        content = files.read(item.safe_name, secret)
    except boxes.Broken as error:
        raise Refused("intake.file.gone") from error
    kind = item.safe_kind
    return OpenedFile(content, evidence.MEDIA_TYPES[kind], evidence.SUFFIXES[kind], kind != "pdf")


def handed_place(item: Attachment) -> str:
    """The place of a handed-over file's key."""
    return place(item.report.ref, f"handed/{item.order}")


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


def waiting_reports(on: date) -> int:
    """How many reports received up to a day have no outcome yet."""
    # By the names of the states and not by "not decided": so the index is counted and no report is read.
    return Report.objects.filter(received_on__lte=on, status__in=WAITING).order_by().count()


def a_clock_is_due(on: date) -> bool:
    """Whether the safe day of some undecided report's way to Bawaslu has come, and its outer date has not passed.

    Asks day by day, the oldest first, along the index of the queue: at any length only reports of those few days are
    read whose clock can have come due.
    """
    contests = known_contests()
    own = Report.objects.filter(kind=Kind.NEUTRALITY)
    for back in reversed(range(LOOK_BACK_DAYS)):
        day = on - timedelta(days=back)
        if not any(_is_due(due_of_contest(one, day), on) for one in contests):
            continue
        known = own.filter(known_on=day).order_by()
        for rows in (in_front(known), behind(known)):
            happened = rows.values_list("happened_on", flat=True).distinct()
            if any(_is_due(bawaslu_clock(one, day, contests), on) for one in happened):
                return True
    return False


def _is_due(due: Due | None, on: date) -> bool:
    return bool(due and due.due and due.outer and day_of(due.due) <= on <= day_of(due.outer))

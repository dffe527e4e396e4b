"""Every shared read about reports.

`reports_visible_to` is the only way to a report's words. What other rooms get (`report_for_handler`, `attachments_of`,
counts, clocks) holds no word of a reporter and no name; counts are whole, so whoever shows them withholds small cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import BinaryIO

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import people_with, scopes_of, stands_over, within
from kondusif.base.wording import day_of
from kondusif.institutions.models import Unit
from kondusif.intake import evidence, secrecy
from kondusif.intake.codes import Code, make_code, read_code
from kondusif.intake.models import Attachment, Report
from kondusif.intake.rules import Kind, Status
from kondusif.kernel.areas import contained_in_any
from kondusif.kernel.errors import NotYours, Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.rules import Due
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar

FIRST_EVENT = "known"
LOOK_BACK_DAYS = 60  # no clock to Bawaslu is longer; only bounds a search


# Time and place ------------------------------------------------------------------


def known_contests() -> list[Calendar]:
    """Every contest that the product knows, the city's own first."""
    own = stages.current_contest()
    every = [stages.calendar(row.id) for row in stages.contests()]
    return ([own] if own else []) + [row for row in every if own is None or row.id != own.id]


def contest_on(day: date | None, contests: Sequence[Calendar] | None = None) -> Calendar | None:
    """The contest that a day belongs to, the city's own first; the city's own where no day is given.

    Args:
        contests: what `known_contests` gave, for callers that ask about many days.
    """
    if day is None:
        return stages.current_contest()
    known = known_contests() if contests is None else contests
    return next((row for row in known if _covers(row, day)), None)


def bawaslu_clock(
    happened_on: date | None, known_on: date | None, contests: Sequence[Calendar] | None = None
) -> Due | None:
    """The date until which the reporter may file at Bawaslu, with its reasons.

    None where the rulebook has no procedure for the contest of that day, or cannot count there.
    """
    contest = contest_on(happened_on, contests)
    return _due(f"bawaslu-{contest.kind}", known_on) if contest and known_on else None


def clock_of(report: Report, contests: Sequence[Calendar] | None = None) -> Due | None:
    """The same for a report that was received."""
    return bawaslu_clock(report.happened_on, report.known_on, contests)


@lru_cache(maxsize=2048)
def _due(procedure: str, known_on: date) -> Due | None:
    try:
        return rulebook.due(procedure, {FIRST_EVENT: known_on})[0]
    except (Refused, IndexError):
        return None


def _covers(contest: Calendar, day: date) -> bool:
    if contest.begins_on is None or day < contest.begins_on:
        return False
    return contest.over_from is None or day < contest.over_from


# Who may read ----------------------------------------------------------------------


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


# The desk's queue -------------------------------------------------------------------

SORTS = ("clock", "newest", "oldest")


def search(
    rows: QuerySet[Report], on: date, *, status: str = "", kind: str = "", area: str = "", text: str = "",
    sort: str = "clock",
) -> QuerySet[Report]:  # fmt: skip
    """Part of a queue.

    Args:
        on: the city's date, for the order by the clock to Bawaslu.
        status: a status, or `open` for everything undecided; empty for all.
        area: a code; the place itself and everything inside it.
        text: looked for in the number and the words of the place only, never in an account or a name.
        sort: `clock` (what can still reach Bawaslu first, the nearest first), `newest`, `oldest`.
    """
    if status == "open":
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


def earliest_running(on: date) -> date:
    """The earliest day of knowing whose outer date to Bawaslu has not passed on a day."""
    found, contests = on, known_contests()
    for back in range(LOOK_BACK_DAYS):
        day = on - timedelta(days=back)
        due = bawaslu_clock(day, day, contests)
        if due is None or due.outer is None or day_of(due.outer) < on:
            break
        found = day
    return found


# What other rooms get -----------------------------------------------------------------


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


# The reporter's way back ------------------------------------------------------------


def report_by_code(text: str) -> Report | None:
    """The report behind a follow-up code; None for any other text. Every text costs the same work.

    Raises:
        Refused: too many are waiting (`intake.busy`).
    """
    code = read_code(text)
    asked = code or _stranger()
    report = Report.objects.select_related("body").filter(locator=asked.locator).first()
    salt = report.salt if report else secrecy.decoy_salt(asked.locator)
    right = secrecy.fits(asked, salt, report.verifier if report else "0" * 64)
    return report if report is not None and code is not None and right else None


def fresh_code() -> Code:
    """A code whose first part no report has."""
    code = make_code()
    while Report.objects.filter(locator=code.locator).exists():
        code = make_code()
    return code


def _stranger() -> Code:
    return make_code()

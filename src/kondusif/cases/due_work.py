"""Due work in order of lateness, as the list, its file and the calendar read it. Stored dates; no law is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.accounts.selectors import in_scope, people_i_stand_for
from kondusif.cases import law
from kondusif.cases.models import Deadline
from kondusif.cases.reminders import actors_of_kind
from kondusif.cases.selectors import deadlines_visible_to, units_under


class Band(StrEnum):
    """How pressing a clock is, the most pressing first."""

    LATE = "lewat"
    BEYOND_SAFE = "lewat-aman"
    TODAY = "hari-ini"
    WEEK = "pekan-ini"
    LATER = "nanti"
    PAUSED = "dijeda"
    NO_DATE = "tanpa-tanggal"


ORDER = tuple(Band)
BANDS = {
    Band.LATE: _("Lewat menurut semua hitungan"),
    Band.BEYOND_SAFE: _("Lewat menurut hitungan aman"),
    Band.TODAY: _("Hari ini"),
    Band.WEEK: _("Pekan ini"),
    Band.LATER: _("Sesudah pekan ini"),
    Band.PAUSED: _("Dijeda"),
    Band.NO_DATE: _("Tanpa tanggal"),
}


BAND = "band"  # what `banded` adds to a row: its place in ORDER
BY_LATENESS = (BAND, "due_on", "due_time", "case__number", "pk")


class Scope(StrEnum):
    """Whose work: one's own (with everybody one stands in for), one's unit's, or all that one may see."""

    MINE = "saya"
    UNIT = "unit"
    ALL = "semua"


SCOPES = {Scope.MINE: _("Pada saya"), Scope.UNIT: _("Unit saya"), Scope.ALL: _("Semua yang boleh saya lihat")}


@dataclass(frozen=True, slots=True)
class Line:
    """One clock of the list, in words.

    Args:
        unreadable: the edition in force says no date for it (a start beyond its tables), which is not a rule without a
            number.
    """

    number: str
    step: str
    procedure: str
    who: str
    handler: str
    area_code: str
    band: Band
    due: date | datetime | None
    outer: date | datetime | None
    office_at: datetime | None
    paused_since: date | None
    paused_for: str
    checked: bool
    unreadable: bool
    rule: str
    edition: str

    @property
    def url(self) -> str:
        return reverse("cases:show", args=[self.number])

    # What the clock chip reads besides `due` and `outer`.
    @property
    def office_by(self) -> datetime | None:
        return self.office_at

    @property
    def status(self) -> str:
        return "in_force" if self.checked else "draft"

    @property
    def disputed(self) -> bool:
        """Whether the law is read in two ways here."""
        return self.outer is not None and self.outer != self.due


def due_work(user: User, scope: Scope, now: datetime) -> QuerySet[Deadline]:
    """The running clocks of a scope, banded and in order of lateness.

    Args:
        now: the city's date with the time of day, local and without a zone.
    """
    rows = deadlines_visible_to(user).exclude(law.bans_begun(now.date())).select_related("case__handler")
    if scope is Scope.MINE:
        rows = rows.filter(_of(user, now.date()))
    elif scope is Scope.UNIT:
        rows = rows.filter(_of_unit(user))
    return banded(rows, now).order_by(*BY_LATENESS)


def banded(rows: QuerySet[Deadline], now: datetime) -> QuerySet[Deadline]:
    """The same rows, each with the place of its band in `ORDER`."""
    on = now.date()
    sunday = on + timedelta(days=6 - on.weekday())
    known = Q(outer_on__isnull=False)
    late = known & _passed("outer", now) | ~known & _passed("due", now)
    place = Choice(
        When(paused_since__lte=on, then=_place(Band.PAUSED)),
        When(due_on__isnull=True, then=_place(Band.NO_DATE)),
        When(late, then=_place(Band.LATE)),
        When(_passed("due", now), then=_place(Band.BEYOND_SAFE)),
        When(due_on=on, then=_place(Band.TODAY)),
        When(due_on__lte=sunday, then=_place(Band.WEEK)),
        default=_place(Band.LATER),
        output_field=IntegerField(),
    )
    return rows.annotate(**{BAND: place})


def _place(band: Band) -> Value:
    return Value(ORDER.index(band))


def _passed(name: str, now: datetime) -> Q:
    """Whether a limit is over: its day, or its hour on the day itself where the law counts hours."""
    day = {f"{name}_on": now.date(), f"{name}_time__lt": now.time()}
    return Q(**{f"{name}_on__lt": now.date()}) | Q(**day)


def _of(user: User, on: date) -> Q:
    people = people_i_stand_for(user, on)
    return Q(case__handler__in=people) | Q(case__substitute__in=people)


def _of_unit(user: User) -> Q:
    """Cases in the hands of the reader's unit or of one below it, and duties that the law lays on the unit."""
    if user.unit is None:
        return Q(pk__in=[])
    return Q(case__handler__unit__in=units_under(user)) | Q(actor__in=actors_of_kind(user.unit.kind))


def mine(user: User, now: datetime) -> QuerySet[Deadline]:
    """The clocks with a date that run on a person, for the calendar: paused ones have no day to stand on."""
    rows = due_work(user, Scope.MINE, now).filter(due_on__isnull=False)
    return rows.exclude(paused_since__lte=now.date())


def narrowed(rows: QuerySet[Deadline], *, procedure: str = "", area: str = "") -> QuerySet[Deadline]:
    """Only one procedure, only one kecamatan or kelurahan."""
    if procedure:
        rows = rows.filter(procedure=procedure)
    if area:
        rows = rows.filter(in_scope("case__area_code", [area]))
    return rows


def in_band(rows: QuerySet[Deadline], band: str) -> QuerySet[Deadline]:
    """Only one band; an unknown word leaves the list whole."""
    return rows.filter(**{BAND: ORDER.index(Band(band))}) if band in set(Band) else rows


def counted(rows: QuerySet[Deadline]) -> dict[Band, int]:
    """How many clocks stand in each band, all bands named. One query."""
    found = dict(rows.order_by().values_list(BAND).annotate(n=Count("pk")))
    return {band: found.get(place, 0) for place, band in enumerate(ORDER)}


def lines(rows: Iterable[Deadline]) -> Iterator[Line]:
    """The rows of `due_work` in words; what many rows have in common is worked out once."""
    words = cache(_words)
    in_force = cache(law.in_force)
    for row in rows:
        procedure, step, who, paused_for = words(row.procedure, row.step, row.actor, row.pause_reason)
        yield Line(
            number=row.case.number, step=step, procedure=procedure, who=who, handler=row.case.handler.full_name,
            area_code=row.case.area_code, band=ORDER[vars(row)[BAND]], due=row.due, outer=row.outer,
            office_at=row.office_at, paused_since=row.paused_since, paused_for=paused_for,
            checked=in_force(row.procedure, row.step, row.started_on, row.outer_on or row.started_on),
            unreadable=bool(row.fault), rule=row.rule, edition=row.edition,
        )  # fmt: skip


def _words(procedure: str, step: str, actor: str, pause: str) -> tuple[str, str, str, str]:
    paused_for = law.pause_label(pause) if pause else ""
    return law.procedure_title(procedure), law.step_title(procedure, step), law.actor_label(actor), paused_for


COLUMNS = (
    "nomor", "prosedur", "langkah", "keadaan", "tanggal_aman", "batas_luar", "jam_kantor_terakhir", "di_tangan",
    "penangan", "wilayah", "aturan", "edisi", "diperiksa",
)  # fmt: skip


def sheet_rows(rows: QuerySet[Deadline]) -> Iterator[tuple[str, ...]]:
    """The list as a sheet: a head, then one row for each clock. No matter of a case and nobody examined is in it."""
    yield COLUMNS
    for line in lines(rows.iterator(chunk_size=2000)):
        yield (
            line.number, line.procedure, line.step, str(BANDS[line.band]), _iso(line.due), _iso(line.outer),
            _iso(line.office_at), line.who, line.handler, line.area_code, line.rule, line.edition,
            "ya" if line.checked else "belum",
        )  # fmt: skip


def _iso(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.isoformat() if moment else ""

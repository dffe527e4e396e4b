"""Programmes as their pages show them: what was planned, what was held, where nothing stands yet."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, at_level, contains
from kondusif.kernel.errors import NotYours
from kondusif.outreach.models import GROUPS, Programme, Quota
from kondusif.outreach.plan_rules import COLUMNS, SheetPlan, read_quotas
from kondusif.outreach.rules import Group, SessionStatus
from kondusif.outreach.selectors.groups import filled_quotas
from kondusif.territory.models import Area
from kondusif.territory.selectors import children, inside, kelurahan_of
from kondusif.territory.tables import column_of, table_of

HEADS = {
    "kelurahan": ("kelurahan", "kode", "kode_kelurahan", "nama_kelurahan", "desa"),
    "rw": ("rw", "no_rw", "nomor_rw"),
    "rt": ("rt", "no_rt", "nomor_rt"),
    "sasaran": ("sasaran", "kelompok", "kelompok_sasaran"),
    "sesi": ("sesi", "jumlah", "jumlah_sesi", "kuota"),
}


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One quota with what was held of it."""

    quota: Quota
    place: str
    village: str
    held: int

    @property
    def missing(self) -> int:
        """Sessions still to be held."""
        return max(self.quota.sessions - self.held, 0)


def programmes() -> QuerySet[Programme]:
    """Every programme, the newest first, each with how many sessions it planned, holds and has planned dates for."""
    return Programme.objects.annotate(
        held=Count("session_set", filter=Q(session_set__status=SessionStatus.HELD), distinct=True),
        planned=Count("session_set", filter=Q(session_set__status=SessionStatus.PLANNED), distinct=True),
    ).order_by("-starts_on", "-number")


def programme(number: str) -> Programme:
    """One programme by its number.

    Raises:
        NotYours: there is none.
    """
    found = programmes().filter(number=number).select_related("created_by").first()
    if found is None:
        raise NotYours
    return found


def running(on: date) -> QuerySet[Programme]:
    """The programmes that run on a day."""
    return Programme.objects.filter(starts_on__lte=on, ends_on__gte=on, closed_on=None)


def quota_total(of: Programme) -> int:
    """Sessions that a programme plans over all places and groups."""
    return of.quotas.aggregate(total=Sum("sessions"))["total"] or 0


def quota_lines(of: Programme, on: date, *, group: str = "", area: str = "") -> list[QuotaLine]:
    """The quotas of a programme with what was held of each, those of one group or inside one place."""
    rows = list(of.quotas.all())
    filled, _beyond = filled_quotas(rows, on, programme=of.pk)
    names = _names({row.area_code for row in rows})
    return [
        QuotaLine(row, *names[row.area_code], filled[row.pk])
        for row in rows
        if (not group or row.group == group) and (not area or contains(area, row.area_code))
    ]


def village_grid(of: Programme, district: str) -> list[tuple[Area, dict[Group, int]]]:
    """Every kelurahan of a kecamatan with its own quotas by group; nought where none stands."""
    standing = {(row.area_code, row.group): row.sessions for row in of.quotas.all()}
    return [(area, {group: standing.get((area.code, group), 0) for group in Group}) for area in children(district)]


def plan_of_sheet(of: Programme, raw: bytes) -> SheetPlan:
    """What a CSV of quotas would set: columns kelurahan, rw, rt, sasaran, sesi.

    Raises:
        Refused: the file is no such table at all.
        BadSheet: a needed column is missing.
    """
    table = table_of(raw, HEADS)
    if fault := column_of(table.columns, "kelurahan", "sasaran", "sesi"):
        raise fault
    place = city()
    villages = {key: area.code for area in kelurahan_of(place.code) for key in (area.code, area.name.casefold())}
    groups = {key: group for group, label in GROUPS.items() for key in (str(group), str(label).casefold())}
    deeper = inside(place.code).filter(level__in=[Level.RW, Level.RT]).values_list("code", flat=True)
    standing = {(row.area_code, row.group): row.sessions for row in of.quotas.all()}
    lines = [(line.number, line.cells) for line in table.lines]
    return read_quotas(lines, villages, groups, frozenset(deeper), standing, table.faults)


def quota_sheet(of: Programme) -> list[list[str]]:
    """The quotas as the rows of a sheet that can be read back in."""
    rows = list(of.quotas.all())
    labels = {area.code: area.name for area in Area.objects.filter(code__in={row.area_code[:13] for row in rows})}
    found = [list(COLUMNS)]
    for row in rows:
        pieces = row.area_code.split(".")
        rw, rt = (pieces[depth] if len(pieces) > depth else "" for depth in (4, 5))
        found.append([labels.get(row.area_code[:13], ""), rw, rt, str(GROUPS[Group(row.group)]), str(row.sessions)])
    return found


def _names(codes: set[str]) -> dict[str, tuple[str, str]]:
    """For each place: how it is called below its kelurahan, and the kelurahan."""
    villages = {str(at_level(code, Level.VILLAGE)) for code in codes}
    named = {area.code: area.name for area in Area.objects.filter(code__in=villages)}
    found = {}
    for code in codes:
        village = str(at_level(code, Level.VILLAGE))
        deeper = code.removeprefix(village).strip(".").split(".") if code != village else []
        words = [f"{word} {number}" for word, number in zip(("RW", "RT"), deeper, strict=False)]
        found[code] = (" ".join(words), named.get(village, village))
    return found

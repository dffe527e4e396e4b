"""The exercise city's roster: some 1,200 invented people in the units of the city, landed like any personnel sheet.

Names are drawn from short lists of frequent tokens, so that every combination is ordinary and nobody's own. Some forty
names are borne by two or more people, never in one unit.
"""

import random
from datetime import date, timedelta

from kondusif.institutions.models import Unit
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.selectors import today, units
from kondusif.kernel.actor import Actor
from kondusif.roster.models import Employee
from kondusif.roster.rules import ActingKind, Kind, LeaveKind, Row, own_key
from kondusif.roster.services import load_roster, record_acting, record_leave
from kondusif.roster.services.absence import Span

_MEN = """
    Agus Bambang Budi Eko Joko Slamet Wahyu Hendra Rudi Dedi Heri Teguh Sigit Suyanto Sugeng Mulyono Wawan Yanto Arif
    Imam Ahmad Mochamad Abdul Taufik Ridwan Danang Bagus Aris Yusuf Nur
"""
_WOMEN = """
    Sri Siti Endang Wiwik Rina Dwi Yuni Ratna Lestari Indah Tri Sulastri Suyati Wahyuni Rini Eni Dewi Fitri Nurul Ana
    Kartika Retno Wulan Umi Anik Titik Partini Sumarni Ningsih Erna
"""
_LAST = """
    Prasetyo Hidayat Purnomo Suryanto Wahyudi Haryanto Susilo Hartono Suprapto Yulianto Kusuma Pamungkas Sulistyo
    Subekti Riyanto Supriyadi Priyono
"""
_LAST_MEN = "Setiawan Wibowo Santoso Nugroho Kurniawan Saputra Setyawan Budiman Marwoto Mulyadi Cahyono Hermawan"
_LAST_WOMEN = "Utami Rahayu Handayani Astuti Susanti Lestari Wijayanti Puspita Mulyani Rahmawati Hartati Widiastuti"
MEN, WOMEN = _MEN.split(), _WOMEN.split()
LAST_MEN, LAST_WOMEN = _LAST.split() + _LAST_MEN.split(), _LAST.split() + _LAST_WOMEN.split()
DEGREES = ("S.Sos.", "S.H.", "S.E.", "S.Kom.", "S.Pd.", "A.Md.", "S.STP.", "S.E., M.M.", "S.H., M.Si.", "S.Sos., M.Si.")
POSTS = (
    "Analis kebijakan",
    "Pengadministrasi umum",
    "Pengelola keuangan",
    "Arsiparis",
    "Pranata komputer",
    "Bendahara",
)
HEADS = {UnitKind.VILLAGE: ("Lurah", "Sekretaris lurah", "Kepala seksi pemerintahan"),
         UnitKind.DISTRICT: ("Camat", "Sekretaris kecamatan", "Kepala seksi ketenteraman")}  # fmt: skip
RANKS = ("II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")
# How many people stand in a unit of a kind; the personnel of schools and health centres stand in their agencies.
SIZES = {UnitKind.VILLAGE: 9, UnitKind.DISTRICT: 18, UnitKind.AGENCY: 46, UnitKind.MAYOR: 0}
OTHER_SIZE = 34
# Two people of one name, as in the guides: the question of a verifier finds both and keeps them apart.
TWINS = (("kel-jebres", "Mochamad Subarjo, S.Sos."), ("disdag", "Mochamad Subarjo"))


def build_roster(actor: Actor) -> int:
    """Land the roster of the exercise, and write down who is away and who acts on the exercise's day.

    Args:
        actor: the person of BKPSDM who does it; a machine may not write leave.
    Returns:
        How many people stand in the list.
    """
    draw = random.Random(3372)  # noqa: S311
    rows: list[Row] = []
    vacant = frozenset(unit.key for unit in _without_head())
    for unit in units():
        for place in range(SIZES.get(UnitKind(unit.kind), OTHER_SIZE)):
            rows.append(_person(draw, unit, place, len(rows), vacant))
    edition = load_roster(actor, rows, digest="")
    _absences(actor, draw)
    return edition.rows


def _person(draw: random.Random, unit: Unit, place: int, number: int, vacant: frozenset[str]) -> Row:
    kind = Kind.CONTRACT if number % 9 == 8 else Kind.PPPK if number % 5 == 3 else Kind.PNS
    woman = draw.random() < 0.5
    last = LAST_WOMEN if woman else LAST_MEN
    name = f"{draw.choice(WOMEN if woman else MEN)} {draw.choice(last)}"
    if draw.random() < 0.7:
        name += f" {draw.choice(last)}"
    if kind is not Kind.CONTRACT and draw.random() < 0.55:
        name += f", {draw.choice(DEGREES)}"
    heads = HEADS.get(UnitKind(unit.kind), (unit.head_post, "Sekretaris", "Kepala bidang"))
    if place == 0 and unit.key in vacant:
        heads = ("Pengadministrasi umum", *heads[1:])
    post = heads[place] if place < len(heads) else draw.choice(POSTS)
    if place == 0 and unit.head_name:
        name = unit.head_name
    if twin := next((told for key, told in TWINS if key == unit.key and place == 4), ""):
        name, woman = twin, False
    if place < len(heads) or place == 4:
        kind = Kind.PNS
    since = date(1995 + draw.randrange(26), draw.choice((1, 3, 4, 12)), 1)
    if kind is Kind.PPPK:
        since = date(2021 + draw.randrange(3), 3, 1)
    key = own_key(name, f"{unit.key}/{number}") if kind is Kind.CONTRACT else _nip(draw, kind, since, woman, number)
    return Row(
        number + 2, key, name, kind, unit.key, unit.name, post, draw.choice(RANKS) if kind is Kind.PNS else "",
        unit.area_code, since if kind is not Kind.CONTRACT else None,
        date(2026, 2, 28) if kind is Kind.PPPK else None,
    )  # fmt: skip


def _nip(draw: random.Random, kind: Kind, since: date, woman: bool, number: int) -> str:
    """Eighteen digits with sound parts; the serial number is counted, so that no two are the same."""
    born = date(since.year - 22 - draw.randrange(8), 1 + draw.randrange(12), 1 + draw.randrange(28))
    second = 21 if kind is Kind.PPPK else since.month
    return f"{born:%Y%m%d}{since.year}{second:02d}{2 if woman else 1}{number % 1000:03d}"


def _without_head() -> list[Unit]:
    """The three kelurahan whose lurah's post is vacant."""
    return [unit for unit in units() if unit.kind == UnitKind.VILLAGE][:3]


def _absences(actor: Actor, draw: random.Random) -> None:
    """Some are away today, two of them without pay; three kelurahan have somebody who acts."""
    on = today()
    people = list(Employee.objects.exclude(kind=Kind.CONTRACT).exclude(post__in=("Lurah", "Camat")).order_by("nip"))
    kinds = (LeaveKind.CLTN, LeaveKind.CLTN, *[LeaveKind.ANNUAL] * 6, LeaveKind.SICK, LeaveKind.MATERNITY)
    for number, (employee, kind) in enumerate(zip(draw.sample(people, len(kinds)), kinds, strict=True), start=1):
        last = date(on.year, 11, 23) if kind == LeaveKind.CLTN else on + timedelta(days=number)
        first = date(on.year, 9, 25) if kind == LeaveKind.CLTN else on - timedelta(days=2)
        record_leave(actor, employee, kind, Span(first, last, f"800/{100 + number}/{on.year} (latihan)"))
    for number, (unit, acts) in enumerate(
        zip(_without_head(), (ActingKind.PLT, ActingKind.PLH, ActingKind.PJ), strict=False)
    ):
        second = Employee.objects.filter(unit=unit, post="Sekretaris lurah").first()
        if second:
            span = Span(on - timedelta(days=10 + number), on + timedelta(days=30), f"821/{200 + number} (latihan)")
            record_acting(actor, second, acts, post=f"Lurah {unit.name.split(' ', 1)[-1]}", unit=unit, span=span)

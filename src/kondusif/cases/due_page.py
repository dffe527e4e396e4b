"""What the page of due work shows, gathered once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.base.wording import short_date
from kondusif.cases import law
from kondusif.cases.due_work import BANDS, SCOPES, Band, Line, Scope, counted, due_work, in_band, lines, narrowed
from kondusif.cases.models import Case, Deadline
from kondusif.cases.rules import Status
from kondusif.cases.selectors import handlers
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import is_area_code
from kondusif.rulebook import selectors as rulebook
from kondusif.territory.selectors import name_paths, place_choices

IN_CHAT = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for."""

    scope: Scope
    procedure: str = ""
    area: str = ""
    band: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.procedure or self.area or self.band)

    def as_query(self, **changes: str) -> str:
        """The same wish as the query of an address."""
        values = {"lingkup": self.scope.value, "prosedur": self.procedure, "wilayah": self.area, "keadaan": self.band}
        return urlencode({key: value for key, value in {**values, **changes}.items() if value})


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a wish, and how many stand in each band before a band was chosen."""

    rows: QuerySet[Deadline]
    counts: Mapping[Band, int]
    total: int

    @property
    def late(self) -> int:
        return self.counts[Band.LATE] + self.counts[Band.BEYOND_SAFE]

    @property
    def today(self) -> int:
        return self.counts[Band.TODAY]

    @property
    def every(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Group:
    """One band on a page."""

    band: Band
    label: str
    count: int
    lines: Sequence[tuple[Line, str]]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who can hand over, and to whom."""

    leavers: list[tuple[str, str]]
    receivers: list[tuple[str, str]]
    by_key: dict[str, User] = field(default_factory=dict)


def wanted_of(query: Mapping[str, str], user: User) -> Wanted:
    """The wish of an address; whatever makes no sense is left out. Without one, a handler sees the own work first."""
    own = Scope.MINE if has_role(user, Role.HANDLER) else Scope.ALL
    scope, area, band = query.get("lingkup", ""), query.get("wilayah", ""), query.get("keadaan", "")
    procedure = query.get("prosedur", "")
    return Wanted(
        scope=Scope(scope) if scope in set(Scope) else own,
        procedure=procedure if law.procedure(procedure) else "",
        area=area if len(area) <= 30 and is_area_code(area) else "",
        band=band if band in set(Band) else "",
    )


def found_for(user: User, wanted: Wanted, now: datetime) -> Found:
    """The rows of a wish. Two questions to the database: this count, and the page."""
    rows = narrowed(due_work(user, wanted.scope, now), procedure=wanted.procedure, area=wanted.area)
    counts = counted(rows)
    total = counts[Band(wanted.band)] if wanted.band else sum(counts.values())
    return Found(in_band(rows, wanted.band), counts, total)


def grouped(rows: Iterable[Deadline], counts: Mapping[Band, int]) -> list[Group]:
    """The rows of a page by band, each with the name of its place."""
    found = list(lines(rows))
    places = name_paths([line.area_code for line in found])
    return [
        Group(band, str(BANDS[band]), counts[band], [(line, places[line.area_code]) for line in some])
        for band, some in groupby(found, key=lambda line: line.band)
    ]


def choices() -> dict[str, Any]:
    """The lists of the filter."""
    return {
        "scopes": [(str(key), str(label)) for key, label in SCOPES.items()],
        "bands": [(str(key), str(label)) for key, label in BANDS.items()],
        "procedures": [(one.id, law.procedure_title(one.id)) for one in rulebook.procedures()],
        "areas": [
            (group.code, group.label, [(row.code, row.label) for row in group.choices])
            for group in place_choices(city().code)
        ],
    }


def chat_text(groups: Sequence[Group], now: datetime) -> str:
    """A message to copy into an office chat: number, step and date only."""
    some = [line for group in groups for line, _place in group.lines if line.due is not None][:IN_CHAT]
    if not some:
        return ""
    head = _("Tenggat per %(on)s:") % {"on": short_date(now.date())}
    body = [
        _("- %(number)s, %(step)s: %(due)s") % {"number": line.number, "step": line.step, "due": short_date(line.due)}
        for line in some
        if line.due is not None
    ]
    return "\n".join([head, *body])


def hands(user: User, *, may_choose: bool) -> Hands:
    """Officers with open work (or only the reader), each with the count of it, and the handlers who can take it."""
    still = Q(status__in=[Status.OPEN, Status.CLOSING])
    held = dict(Case.objects.filter(still).order_by().values_list("handler").annotate(n=Count("pk")))
    covered = dict(
        Case.objects.filter(still, substitute__isnull=False)
        .order_by()
        .values_list("substitute")
        .annotate(n=Count("pk"))
    )
    people = User.objects.filter(pk__in={*held, *covered} if may_choose else {user.pk}).order_by("full_name")
    takers = handlers()
    leavers = [
        (
            str(one.pk),
            _("%(name)s (%(handled)s ditangani, %(covered)s sebagai pengganti)")
            % {"name": one.full_name, "handled": held.get(one.pk, 0), "covered": covered.get(one.pk, 0)},
        )
        for one in people
    ]
    by_key = {str(one.pk): one for one in [*people, *takers]}
    return Hands(leavers, [(str(one.pk), one.full_name) for one in takers], by_key)

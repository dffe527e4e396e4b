"""The queue beside an opened report: what was asked for, one page of it, and the finding above."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.institutions.selectors import city, today
from kondusif.intake.channels import WEB, channel_name, channels
from kondusif.intake.forms.desk import FILTER_KINDS
from kondusif.intake.labels import FLAGS_SHORT
from kondusif.intake.models import Lease, Message, Report
from kondusif.intake.rules import Flag, Kind, Status
from kondusif.intake.selectors import (
    CAP,
    IN_FRONT,
    SORTS,
    Counted,
    Wanted,
    behind_counts,
    bundled_count,
    clock_of,
    counted,
    current_flood,
    flood_began,
    in_front,
    in_hands_of,
    known_contests,
    leases_of,
    narrowed,
    near_count,
    open_reports,
    page_of,
    reports_visible_to,
    running_days,
    with_last_side,
)
from kondusif.intake.selectors.second_looks import blind_among
from kondusif.kernel.areas import is_area_code
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_paths, place_choices
from kondusif.vault.keyring import Keyring
from kondusif.vault.selectors import person_key_of

PAGE = 25
STATUS_FILTERS = [
    ("open", _("belum diputus")), ("mine", _("di tangan saya")), ("free", _("tidak dipegang orang lain")),
    (Status.NEW, _("baru")), (Status.REVIEW, _("sedang diperiksa")), ("unanswered", _("pesan belum dijawab")),
    (Status.DECIDED, _("sudah diputus")), ("untold", _("belum diberi tahu")),
    ("forwarded", _("penerusan belum selesai")), ("all", _("semua")),
]  # fmt: skip
SORT_LABELS = {"clock": _("batas terdekat"), "newest": _("terbaru"), "oldest": _("terlama")}
ADDRESS = {"status": "status", "jenis": "kind", "saluran": "channel", "wilayah": "area", "cari": "text", "urut": "sort"}
PLAIN = Wanted()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    report: Report
    place: str
    due: Due | None
    flag: str
    unanswered: bool
    way: str
    age: int | None
    lease: Lease | None
    mine: bool
    behind: Counted | None
    blind: bool


@dataclass(frozen=True, slots=True)
class Filters(Wanted):
    """What the reader of the queue asked for, and which page of it."""

    page: int = 1

    @property
    def query(self) -> str:
        """The same filters for a link, without what is ordinary anyway."""
        asked = {name: getattr(self, column) for name, column in ADDRESS.items()}
        return urlencode({name: value for name, value in asked.items() if value != getattr(PLAIN, ADDRESS[name])})

    @property
    def here(self) -> str:
        """The same filters and the page, for a link out of the queue that leads back to it."""
        return "&".join(filter(None, [self.query, f"hal={self.page}" if self.page > 1 else ""]))

    def sorted_by(self, sort: str) -> str:
        """The same filters in another order, for a link."""
        return replace(self, sort=sort, page=1).query

    @property
    def arranged_by_clock(self) -> bool:
        """Whether what waits is listed by its clock, which a flood rearranges."""
        return self.sort == PLAIN.sort and not self.text and self.status in IN_FRONT | {"all"}

    @property
    def narrowed(self) -> bool:
        return bool(replace(self, sort=PLAIN.sort, page=1).query)


def read_filters(query: QueryDict) -> Filters:
    """The filters of a link; what cannot be meant is left out."""
    status, kind, sort = query.get("status", ""), query.get("jenis", ""), query.get("urut", "")
    page, area, way = query.get("hal", "1"), query.get("wilayah", ""), query.get("saluran", "")
    return Filters(
        status=status if status in {key for key, _label in STATUS_FILTERS} else PLAIN.status,
        kind=kind if kind in set(Kind) else "",
        channel=way if way in channels() else "",
        area=area if is_area_code(area) else "",
        text="".join(c for c in query.get("cari", "") if c.isprintable())[:80].strip(),
        sort=sort if sort in SORTS else PLAIN.sort,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 and int(page) else 1,
    )


def queue_page(user: User, keyring: Keyring | None, filters: Filters, chosen: str = "") -> dict[str, Any]:
    """The queue as this verifier may see it, with the finding above it; words only where the keyring opens them."""
    mine, on = reports_visible_to(user), today()
    found, first = narrowed(mine, user, filters), (filters.page - 1) * PAGE
    # The order is found without the sealed pieces, which are many times larger; then one page of them is read.
    order = page_of(found, filters, on, first=first, size=PAGE)
    rows = _rows(user, mine, order[:PAGE], keyring)
    bundled, bundles = bundled_count(mine)
    running = running_days(mine, on)
    # Where those that can still reach Bawaslu are too many to count, so are all.
    undecided = Counted(CAP, True) if running.total() > CAP else counted(in_front(mine)) + bundled
    return {
        "rows": rows, "all": undecided if undecided.more else counted(mine), "undecided": undecided, "filters": filters,
        "count": counted(found) if filters.narrowed else None, "bundled": bundled, "bundles": bundles,
        "near": near_count(running, on), "chosen": chosen, "in_hands": list(in_hands_of(user)),
        "statuses": STATUS_FILTERS, "kinds": FILTER_KINDS, "ways": [(row.key, row.name) for row in channels().values()],
        "places": place_choices(city().code), "flood": current_flood(),
        "rearranged": filters.arranged_by_clock and flood_began() is not None,
        "sorts": [(key, label, filters.sorted_by(key)) for key, label in SORT_LABELS.items()],
        "unchecked": any(row.due and row.due.status != "in_force" for row in rows),
        "next_page": filters.page + 1 if len(order) > PAGE else None,
        "previous_page": filters.page - 1 if filters.page > 1 else None,
        "closed": keyring is None, "has_key": keyring is not None or person_key_of(user) is not None,
    }  # fmt: skip


def _rows(user: User, mine: QuerySet[Report], order: list[int], keyring: Keyring | None) -> list[Row]:
    page = with_last_side(mine.filter(pk__in=order).select_related(None).select_related("bundle"))
    loaded: list[Any] = sorted(page, key=lambda report: order.index(report.pk))
    open_reports(keyring, loaded)
    contests, on = known_contests(), today()
    places = name_paths(report.village_code or report.area_code for report in loaded)
    leases, blind = leases_of(order), blind_among(user, loaded)
    behind = behind_counts(mine, (report.bundle_id for report in loaded if _leads(report)))
    return [
        Row(
            report=report, place=places[report.village_code or report.area_code].split(",")[0],
            due=clock_of(report, contests) if report.kind == Kind.NEUTRALITY and not report.decided else None,
            flag=str(FLAGS_SHORT[Flag(report.flags[0])]) if report.flags else "",
            unanswered=report.last_side == Message.Side.REPORTER,
            way="" if report.channel == WEB else channel_name(report.channel),
            age=None if report.decided else (on - report.received_on).days,
            lease=(lease := leases.get(report.pk)), mine=lease is not None and lease.holder_id == user.pk,
            behind=behind.get(report.bundle_id) if _leads(report) else None, blind=report.pk in blind,
        )
        for report in loaded
    ]  # fmt: skip


def _leads(report: Report) -> bool:
    """Whether others stand behind this one; of a bundle several may be rows, and one is the head."""
    return report.bundle is not None and report.bundle.head_id == report.pk

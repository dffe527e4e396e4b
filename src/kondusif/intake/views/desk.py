"""What the desk of the verifiers shows: the queue, and one report beside it."""

import secrets
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.base import clocks
from kondusif.base.wording import day_of
from kondusif.institutions.selectors import city, today
from kondusif.intake import rules
from kondusif.intake.forms.desk import FILTER_KINDS, AskForm, MessageForm, OpeningForm, ValueForm
from kondusif.intake.labels import FLAGS, FLAGS_SHORT, NEEDS_AT_DESK
from kondusif.intake.models import Attachment, Message, Report
from kondusif.intake.rules import Draft, Flag, Kind, Need, Reporter, Requirement, Status, Track
from kondusif.intake.selectors import (
    SORTS,
    bawaslu_clock,
    clock_of,
    earliest_running,
    known_contests,
    open_report,
    open_reports,
    reports_visible_to,
    search,
    with_last_side,
)
from kondusif.intake.views.who import who_reported
from kondusif.kernel.areas import is_area_code
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_path, name_paths, place_choices
from kondusif.vault.keyring import Keyring
from kondusif.vault.selectors import person_key_of

Piece = TypeVar("Piece", Attachment, Message)
PAGE = 50
# Of a sealed name nobody at the desk can say whether it is whole.
SEALED_NEEDS = (Need.IDENTITY, Need.ADDRESS, Need.SIGNATURE)
STATUS_FILTERS = [
    ("open", _("belum diputus")), (Status.NEW, _("baru")), (Status.REVIEW, _("sedang diperiksa")),
    (Status.DECIDED, _("sudah diputus")), ("unanswered", _("pesan belum dijawab")), ("all", _("semua")),
]  # fmt: skip
SORT_LABELS = {"clock": _("batas terdekat"), "newest": _("terbaru"), "oldest": _("terlama")}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    report: Report
    place: str
    due: Due | None
    flag: str
    unanswered: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader of the queue asked for."""

    status: str = "open"
    kind: str = ""
    area: str = ""
    text: str = ""
    sort: str = "clock"
    page: int = 1

    @property
    def query(self) -> str:
        """The same filters for a link, without what is ordinary anyway."""
        asked = {"status": self.status, "jenis": self.kind, "wilayah": self.area, "cari": self.text, "urut": self.sort}
        plain = {"status": "open", "urut": "clock"}
        return urlencode({name: value for name, value in asked.items() if value and plain.get(name) != value})

    def sorted_by(self, sort: str) -> str:
        """The same filters in another order, for a link."""
        return replace(self, sort=sort, page=1).query

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.area or self.text or self.status != "open")


def read_filters(query: QueryDict) -> Filters:
    """The filters of a link; what cannot be meant is left out."""
    status, kind, sort = query.get("status", ""), query.get("jenis", ""), query.get("urut", "")
    page, area = query.get("hal", "1"), query.get("wilayah", "")
    return Filters(
        status=status if status in {key for key, _label in STATUS_FILTERS} else "open",
        kind=kind if kind in set(Kind) else "",
        area=area if is_area_code(area) else "",
        text="".join(c for c in query.get("cari", "") if c.isprintable())[:80].strip(),
        sort=sort if sort in SORTS else "clock",
        page=int(page) if page.isdigit() and 0 < int(page) < 10_000 else 1,
    )


def queue_page(user: User, keyring: Keyring | None, filters: Filters, chosen: str = "") -> dict[str, Any]:
    """The queue as this verifier may see it, with the finding above it; words only where the keyring opens them."""
    mine, on = reports_visible_to(user), today()
    status = "" if filters.status == "all" else filters.status
    found = search(mine, on, status=status, kind=filters.kind, area=filters.area, text=filters.text, sort=filters.sort)
    undecided = mine.exclude(status=Status.DECIDED)
    totals = mine.order_by().aggregate(every=Count("pk"), open=Count("pk", filter=~Q(status=Status.DECIDED)))
    plain = not filters.narrowed  # then the queue is just what is undecided
    count, first = totals["open"] if plain else found.count(), (filters.page - 1) * PAGE
    # The order is found without the sealed pieces, which are many times larger; then one page of them is read.
    order = list(found.values_list("pk", flat=True)[first : first + PAGE])
    rows = _rows(mine.filter(pk__in=order), order, keyring)
    return {
        "rows": rows, "count": count, "all": totals["every"], "undecided": totals["open"], "filters": filters,
        "near": _near(undecided), "chosen": chosen, "statuses": STATUS_FILTERS, "kinds": FILTER_KINDS,
        "places": place_choices(city().code),
        "sorts": [(key, label, filters.sorted_by(key)) for key, label in SORT_LABELS.items()],
        "unchecked": any(row.due and row.due.status != "in_force" for row in rows),
        "next_page": filters.page + 1 if count > first + PAGE else None,
        "previous_page": filters.page - 1 if filters.page > 1 else None,
        "closed": keyring is None, "has_key": keyring is not None or person_key_of(user) is not None,
    }  # fmt: skip


def _rows(reports: QuerySet[Report], order: list[int], keyring: Keyring | None) -> list[Row]:
    loaded: list[Any] = sorted(with_last_side(reports), key=lambda report: order.index(report.pk))
    open_reports(keyring, loaded)
    contests = known_contests()
    places = name_paths(report.village_code or report.area_code for report in loaded)
    return [
        Row(
            report, places[report.village_code or report.area_code].split(",")[0],
            clock_of(report, contests) if report.kind == Kind.NEUTRALITY and not report.decided else None,
            str(FLAGS_SHORT[Flag(report.flags[0])]) if report.flags else "", report.last_side == Message.Side.REPORTER,
        )
        for report in loaded
    ]  # fmt: skip


def _near(undecided: QuerySet[Report]) -> int:
    """How many undecided reports carry a clock that the page draws as near."""
    on, contests = today(), known_contests()
    days = undecided.filter(kind=Kind.NEUTRALITY, known_on__gte=earliest_running(on)).order_by()
    near = 0
    for happened_on, known_on, count in days.values_list("happened_on", "known_on").annotate(count=Count("pk")):
        due = bawaslu_clock(happened_on, known_on, contests)
        near += count if due and clocks.chip(due, on).look == clocks.NEAR else 0
    return near


def report_page(report: Report, keyring: Keyring | None, **more: Any) -> dict[str, Any]:
    """One report as a verifier reads it. `more` replaces forms that came back with mistakes.

    While it is locked only what stands in clear is there: number, kind, place, days and clock.
    """
    open_report(keyring, report)
    due = clock_of(report) if report.kind == Kind.NEUTRALITY else None
    clear = {
        "report": report, "due": due, "flags": [FLAGS[Flag(flag)] for flag in report.flags], "closed": keyring is None,
        "place": name_path(report.exact_area), "evidence_total": report.attachments.count(),
        "forwarded": report.outcome in {"information", "not_ours"},
    }  # fmt: skip
    return clear | more if report.locked else clear | _opened_page(report, keyring, due) | more


def _opened_page(report: Report, keyring: Keyring | None, due: Due | None) -> dict[str, Any]:
    rows = _requirements(report, due)
    who = who_reported(report, keyring)
    return {
        "evidence": [(item, item.file_note(report.key)) for item in _with_report(report)],
        "not_handed": report.attachments.filter(handed__isnull=True).count(),
        "messages_both": [_of(report, row) for row in report.messages.select_related("sent_by")],
        "requirements": [{"label": NEEDS_AT_DESK[row.need], "met": row.met} for row in rows],
        "lacking": len(rules.missing(rows)), "who": who,
        "value_form": ValueForm(
            initial={"value": report.value, "value_reason": report.value_reason, "version": report.version}
        ),
        "message_form": MessageForm(), "opening_form": OpeningForm(), "ask_form": AskForm(),
        "submission": secrets.token_hex(16),
    }  # fmt: skip


def _requirements(report: Report, due: Due | None) -> list[Requirement]:
    rows = rules.requirements(
        _as_draft(report), today=today(), due=day_of(due.due) if due and due.due else None,
        outer=day_of(due.outer) if due and due.outer else None, files=report.attachments.count(),
    )  # fmt: skip
    return [row for row in rows if not (report.named and row.need in SEALED_NEEDS)]


def _with_report(report: Report) -> list[Attachment]:
    """The evidence of an opened report; each piece knows this very report and not another copy of it."""
    return [_of(report, item) for item in report.attachments.all()]


def _of(report: Report, piece: Piece) -> Piece:
    piece.report = report
    return piece


def _as_draft(report: Report) -> Draft:
    """An opened report as the rules read a draft; who reported stays out of it."""
    return Draft(
        kind=Kind(report.kind), track=Track(report.track), words=report.words, happened_on=report.happened_on,
        known_on=report.known_on, evidence_words=report.evidence_words, area_code=report.village_code,
        place_words=report.place_words, accused_name=report.accused_name,
        accused_unit=report.accused_unit.key if report.accused_unit else "", accused_other=report.accused_other,
        accused_address=report.accused_address, reporter=Reporter(),
    )  # fmt: skip

"""The head of a unit: the tree with its counts, who has not signed, reminders, slips and the printed list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.base.wording import number as in_words
from kondusif.circulars.forms.heads import ListForm, RemindForm
from kondusif.circulars.models import Circular
from kondusif.circulars.office_time import is_open
from kondusif.circulars.rules import Channel, Count, State
from kondusif.circulars.selectors.proof import papers_of, reminded_by_unit, reminders
from kondusif.circulars.selectors.reading import latest
from kondusif.circulars.selectors.standing import UnitRow, by_unit, total_of
from kondusif.circulars.selectors.unit_lists import (
    NO_UNIT,
    UnitList,
    addressees_of,
    askable,
    asked_on,
    list_of,
    listed,
    open_in,
    present,
    unit_seen_by,
    units_seen_by,
)
from kondusif.circulars.services.reminding import remind as remind_people
from kondusif.circulars.slips import PART, slips_pdf
from kondusif.circulars.views.carrying import narrowed, sent, signed_in, units_counted
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import city, local_now, today
from kondusif.kernel.errors import NotYours, Refused
from kondusif.roster.models import Employee
from kondusif.roster.selectors.heads import Head, heads_of
from kondusif.roster.selectors.people import presence_of

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the tree as the page shows it."""

    row: UnitRow
    key: str
    head: Head | None
    lent: bool
    reminded: date | None


@require_safe
def tree(request: HttpRequest, number: str) -> HttpResponse:
    """Every unit that the reader sees, with its people, those done, open and on leave."""
    circular, on = sent(request, number), today()
    seen = units_seen_by(signed_in(request), on)
    rows, heads, last = by_unit(circular, on, seen), heads_of(on), reminded_by_unit(circular)
    lines = [_line(row, heads, last) for row in rows]
    only = "belum" in request.GET
    return render(request, "circulars/unit_tree.html", {
        "circular": circular, "version": latest(circular), "total": total_of(rows), "whole": seen is None,
        "may_proof": units_counted(signed_in(request)) is None,
        "lines": [line for line in lines if line.row.all.open or not only], "only": only, "units": len(lines),
        "open_units": sum(1 for line in lines if line.row.own.open), "lent": sum(line.lent for line in lines),
    })  # fmt: skip


@require_safe
def unit(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Who of a unit has not signed."""
    circular, on = sent(request, number), today()
    one = unit_seen_by(signed_in(request), key, on)
    form = ListForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    which = list_of(one, on, below=bool(given.get("bawah")))
    total, rows = listed(circular, which, on).count(), open_in(circular, which, on)
    open_ = rows.count()
    count = Count(total, total - open_, open_ - present(rows, on).count())
    page = Paginator(narrowed(rows, given, on), PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    asked, told = askable(circular, rows), list(reminders(circular).filter(unit=one)[:10])
    many = asked.count()
    return render(request, "circulars/unit_list.html", {
        "circular": circular, "version": latest(circular), "unit": one, "key": key, "which": which, "count": count,
        "form": form, "page": page, "people": lines_of(circular, list(page.object_list), which, on),
        "query": query.urlencode(), "narrowed": bool(given.get("cari") or given.get("hadir")),
        "message": message_of(circular, one, count), "below": bool(given.get("bawah")),
        "reminders": told, "running": circular.state == State.SENT,
        "reminded_today": any(row.on_date == on and row.channel != Channel.COPY for row in told),
        "open_now": is_open(local_now()), "to_remind": present(asked, on).count(),
        "papers": list(papers_of(circular, frozenset({one.pk}))[:10]) if one else [],
        "parts": [(start // PART, start + 1, min(start + PART, many)) for start in range(0, many, PART)],
    })  # fmt: skip


@require_POST
def remind(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Remind everybody of a unit who has not signed, in one click."""
    user, circular, on = signed_in(request), sent(request, number), today()
    one, form = unit_seen_by(user, key, on), RemindForm(request.POST)
    channel = form.channel() if form.is_valid() else Channel.NOTICE
    below = bool(form.cleaned_data.get("bawah"))
    back = reverse("circulars:unit", args=[number, key]) + ("?bawah=on" if below else "")
    try:
        done = remind_people(actor_of(user), circular, list_of(one, on, below=below), channel=channel)
    except Refused as refusal:
        messages.warning(request, sentence(refusal))
        return redirect(back)
    if done.told:
        said = _("%(count)s orang diberi tahu di Kondusif.") % {"count": in_words(done.told, 0)}
        messages.success(request, said)
    if done.printed:
        said = _("Untuk %(count)s orang tanpa akun, cetak slip lalu bagikan, atau bacakan pada apel.")
        messages.success(request, said % {"count": in_words(done.printed, 0)})
    if done.copied:
        said = _("Tercatat: pesan disampaikan kepada %(count)s orang.") % {"count": in_words(done.copied, 0)}
        messages.success(request, said)
    return redirect(back)


@require_safe
def unit_print(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The list on paper: to remind by, or to be signed."""
    circular, on = sent(request, number), today()
    one = unit_seen_by(signed_in(request), key, on)
    which = list_of(one, on, below="bawah" in request.GET)
    rows = list(open_in(circular, which, on))
    return render(request, "circulars/unit_print.html", {
        "circular": circular, "version": latest(circular), "unit": one, "key": key, "which": which,
        "people": lines_of(circular, rows, which, on), "several": len({row.unit_id for row in rows}) > 1,
    })  # fmt: skip


@require_safe
def slips(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Slips with personal links, eight on a sheet, at most a part at a time."""
    circular, on = sent(request, number), today()
    one, version = unit_seen_by(signed_in(request), key, on), latest(circular)
    part = request.GET.get("bagian", "0")
    rows = askable(circular, open_in(circular, list_of(one, on, below="bawah" in request.GET), on))
    start = int(part) * PART if part.isascii() and part.isdigit() and len(part) < 6 else 0
    people = list(rows[start : start + PART])
    if version is None or not people:
        raise NotYours
    data = slips_pdf(city(), version, addressees_of(circular, people), request.build_absolute_uri)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="slip-{circular.number}-{key}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def lines_of(circular: Circular, rows: Sequence[Employee], which: UnitList, on: date) -> list[dict[str, object]]:
    """People with what the page says of them: on leave, head of a unit below, asked since when."""
    leave = presence_of(list(rows), on).leave
    asked = asked_on(circular, rows)
    heads = which.heads or {}
    return [
        {"person": row, "leave": leave.get(row.pk), "heads": heads.get(row.pk), "asked": asked.get(row.pk),
         "elsewhere": which.unit is not None and row.unit_id != which.unit.pk}
        for row in rows
    ]  # fmt: skip


def message_of(circular: Circular, one: Unit | None, count: Count) -> str:
    """A message for the unit's chat. No names: who has not signed is said to themselves."""
    version = latest(circular)
    return _(
        "Mohon izin mengingatkan Bapak/Ibu di %(unit)s: edaran “%(title)s” (nomor %(letter)s) menunggu dibaca dan "
        "ditandatangani. Hingga hari ini %(done)s dari %(people)s orang sudah menandatangani. Silakan memakai slip "
        "pribadi dari kepala unit, atau datang ke meja unit. Terima kasih."
    ) % {
        "unit": one.name if one else city().government, "title": circular.title,
        "letter": version.letter_number if version else "", "done": in_words(count.done, 0),
        "people": in_words(count.people, 0),
    }  # fmt: skip


def _line(row: UnitRow, heads: dict[int, Head | None], last: dict[int | None, date]) -> Line:
    if row.unit is None:
        return Line(row, NO_UNIT, None, False, last.get(None))
    head = heads.get(row.unit.pk)
    return Line(row, row.unit.key, head, head is None or head.unit.pk != row.unit.pk, last.get(row.unit.pk))

"""Staff pages of the content kit: pieces, their release by a second person, and what may not stand in them."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city, today
from kondusif.kernel.errors import BadSheet, KondusifError, NotYours, Refused
from kondusif.outreach import forms_kit as forms
from kondusif.outreach import kept_out_sheet, kit_drawings, kit_starters, kit_words
from kondusif.outreach.models import KEPT_OUT, Piece
from kondusif.outreach.permissions import KIT_RELEASERS, KIT_WRITERS
from kondusif.outreach.rules import PieceKind, PieceStatus
from kondusif.outreach.selectors import kept_rows
from kondusif.outreach.selectors import kit as selectors
from kondusif.outreach.services import kept_out, kit
from kondusif.stages.selectors import current_contest

PAGE_SIZE = 50
FIELD_OF = {
    "outreach.kit.no_title": "title", "outreach.kit.title_too_long": "title", "outreach.kit.basis_unknown": "basis",
    "outreach.kit.too_long": "body", "outreach.kit.blank_unknown": "body", "outreach.kit.kept_out": "body",
    "outreach.kit.no_reason": "reason", "outreach.kept_out.too_short": "text", "outreach.kept_out.twice": "text",
    "outreach.kept_out.no_source": "source",
}  # fmt: skip


@require_GET
def pieces(request: HttpRequest) -> HttpResponse:
    """Every piece, those that wait for a second person first."""
    form = forms.KitFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(selectors.pieces(chosen), PAGE_SIZE).get_page(request.GET.get("hal"))
    contest, counts = current_contest(), selectors.counts()
    return render(request, "outreach/kit_list.html", {
        "form": form, "page": page, "rows": page.object_list, "counts": counts, "query": query_of(request),
        "filtered": any(chosen.values()), "may_write": may_write(request),
        "unsound": selectors.with_findings(list(selectors.released()), city(), request.build_absolute_uri),
        "starters": len(kit_starters.starters(contest.kind if contest else "")),
        "kept": len(kept_rows.kept_texts(today())),
    })  # fmt: skip


@require_GET
def piece(request: HttpRequest, number: str) -> HttpResponse:
    """One piece as it reads today, with what it rests on and what stands against it."""
    return showing(request, the_piece(number))


@require_http_methods(["GET", "POST"])
def new_piece(request: HttpRequest) -> HttpResponse:
    """Draft a piece."""
    form = forms.PieceForm(sent(request), initial={"kind": PieceKind.POSTER, "language": "id"})
    if form.is_bound and form.is_valid():
        try:
            made = kit.draft_piece(actor_of(person(request)), form.draft())
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Konsep %(number)s tersimpan.") % {"number": made.number})
            return redirect("outreach:piece", number=made.number)
    return writing(request, form, None)


@require_http_methods(["GET", "POST"])
def change_piece(request: HttpRequest, number: str) -> HttpResponse:
    """Change the words of a piece; it is a draft again."""
    found = the_piece(number)
    first = {name: getattr(found, name) for name in ("kind", "language", "title", "body", "basis", "group", "version")}
    form = forms.PieceForm(sent(request), initial=first)
    if form.is_bound and form.is_valid():
        found.version = form.cleaned_data["version"] or 0
        try:
            kit.change_piece(actor_of(person(request)), found, form.draft())
        except KondusifError as error:
            tell(form, error)
        else:
            messages.success(request, _("Perubahan tersimpan sebagai konsep. Orang lain yang menerbitkannya."))
            return redirect("outreach:piece", number=number)
    return writing(request, form, found)


@require_POST
def release_piece(request: HttpRequest, number: str) -> HttpResponse:
    """Release a draft that somebody else wrote last."""
    found, form = the_piece(number), forms.ReleaseForm(request.POST)
    found.version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        kit.release_piece(actor_of(person(request)), found)
    except KondusifError as error:
        return showing(request, the_piece(number), refused=sentence(error), status=422)
    messages.success(request, _("%(number)s terbit dan tampil di halaman materi.") % {"number": number})
    return redirect("outreach:piece", number=number)


@require_http_methods(["GET", "POST"])
def withdraw_piece(request: HttpRequest, number: str) -> HttpResponse:
    """Take a released piece back, with the reason."""
    found = the_piece(number)
    form = forms.WithdrawForm(sent(request), initial={"version": found.version})
    if form.is_bound and form.is_valid():
        found.version = form.cleaned_data["version"]
        try:
            kit.withdraw_piece(actor_of(person(request)), found, reason=form.cleaned_data["reason"])
        except KondusifError as error:
            tell(form, error)
        else:
            return redirect("outreach:piece", number=number)
    page = {"form": form, "piece": found}
    return render(request, "outreach/kit_withdraw.html", page, status=422 if form.is_bound else 200)


@require_POST
def load_starters(request: HttpRequest) -> HttpResponse:
    """Take the texts that come with the product as drafts of the reader."""
    made = len(kit.load_starters(actor_of(person(request))))
    said = ngettext(
        "%(count)s naskah awal dimuat sebagai konsep Anda. Orang lain yang menerbitkannya.",
        "%(count)s naskah awal dimuat sebagai konsep Anda. Orang lain yang menerbitkannya.", made,
    ) % {"count": made}  # fmt: skip
    messages.success(request, said if made else _("Semua naskah awal sudah ada dalam daftar."))
    return redirect("outreach:kit")


@require_GET
def piece_sheet(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The poster or card of a piece, whatever its status, for whoever reads it before it is released."""
    view = selectors.view_of(the_piece(number), city(), request.build_absolute_uri)
    with translation.override("id"):
        try:
            body = kit_drawings.sheet(city(), view, form)
        except KeyError as error:
            raise NotYours from error
    return HttpResponse(body, content_type=kit_drawings.FORMS[form], headers={
        "Content-Disposition": f'inline; filename="konsep-{number}.{form}"'})  # fmt: skip


@require_GET
def kept_out_list(request: HttpRequest) -> HttpResponse:
    """What may not stand in the kit."""
    form = forms.KeptOutFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = kept_rows.kept_out_rows(
        chosen.get("kind", ""), chosen.get("text", ""), ended=chosen.get("ended") == "ya"
    )  # fmt: skip
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "outreach/kit_kept_out.html", {
        "form": form, "page": page, "rows": page.object_list, "query": query_of(request), "heads": kept_rows.heads(),
        "filtered": any(chosen.values()), "held": kept_rows.kept_out_rows().count(), "may_write": may_write(request),
        "shown_ended": chosen.get("ended") == "ya",
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_kept_out(request: HttpRequest) -> HttpResponse:
    """Write a name or slogan down."""
    form = forms.KeptOutForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            kept_out.add_kept_out(actor_of(person(request)), form.entry())
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Tercatat. Materi yang memuatnya tidak tampil lagi."))
            return redirect("outreach:kept_out")
    return render(request, "outreach/kit_kept_out_add.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def end_kept_out(request: HttpRequest, row: int) -> HttpResponse:
    """A row no longer holds from today on."""
    found = get_or_not_yours(kept_rows.kept_out_rows(), pk=row)
    kept_out.end_kept_out(actor_of(person(request)), found)
    messages.success(request, _("Baris itu tidak berlaku lagi mulai hari ini."))
    return redirect("outreach:kept_out")


@require_http_methods(["GET", "POST"])
def import_kept_out(request: HttpRequest) -> HttpResponse:
    """Look at a sheet of names and slogans, then write it down."""
    form = forms.KeptOutSheetForm(sent(request), request.FILES if request.method == "POST" else None)
    entries, text = [], ""
    if form.is_bound and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            text = kept_out_sheet.text_of(file.read()) if file else form.cleaned_data["sheet"]
            entries = kept_out_sheet.entries_of(text)
        except BadSheet as error:
            form.add_error("file", sentence(error))
    if entries and "simpan" in request.POST:
        new = kept_out.load_kept_out(actor_of(person(request)), entries)
        messages.success(request, _("%(new)s baris baru dicatat dari %(all)s.") % {"new": new, "all": len(entries)})
        return redirect("outreach:kept_out")
    page = {"form": form, "entries": [(KEPT_OUT[row.kind], row) for row in entries], "text": text}
    return render(request, "outreach/kit_kept_out_import.html", page, status=422 if form.errors else 200)


def showing(request: HttpRequest, found: Piece, *, refused: object = "", status: int = 200) -> HttpResponse:
    """The page of one piece."""
    view = selectors.view_of(found, city(), request.build_absolute_uri)
    user = person(request)
    waiting = found.status == PieceStatus.DRAFT
    return render(request, "outreach/kit_piece.html", {
        "view": view, "piece": found, "refused": refused, "sheets": kit_drawings.SHEETS[PieceKind(found.kind)],
        "may_write": has_role(user, *KIT_WRITERS), "mine": found.drafted_by_id == user.pk,
        "may_release": has_role(user, *KIT_RELEASERS) and waiting and found.drafted_by_id != user.pk,
        "may_withdraw": has_role(user, *KIT_RELEASERS) and found.status == PieceStatus.RELEASED,
        "form": forms.ReleaseForm(initial={"version": found.version}), "most": kit_words.MOST_SECONDS,
        "speed": kit_words.WORDS_A_MINUTE, "spoken": found.kind == PieceKind.SPOKEN,
        "blanks": [(name, kit_words.BLANKS.get(name, name)) for name in view.empty],
    }, status=status)  # fmt: skip


def writing(request: HttpRequest, form: forms.PieceForm, found: Piece | None) -> HttpResponse:
    """The form of a piece."""
    page = {"form": form, "piece": found, "blanks": kit_words.BLANKS.items(), "speed": kit_words.WORDS_A_MINUTE}
    return render(request, "outreach/kit_write.html", page, status=422 if form.is_bound else 200)


def the_piece(number: str) -> Piece:
    """The piece of a number, for staff."""
    return get_or_not_yours(selectors.pieces(), number=number)


def person(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def may_write(request: HttpRequest) -> bool:
    return has_role(person(request), *KIT_WRITERS)


def query_of(request: HttpRequest) -> str:
    """What the list was filtered by, without its page."""
    query = request.GET.copy()
    query.pop("hal", None)
    return query.urlencode()


def tell(form: django_forms.Form, error: KondusifError) -> None:
    """Put the sentence of a refusal where the person can mend it."""
    field: Any = FIELD_OF.get(error.code)
    form.add_error(field if field in form.fields else None, sentence(error))

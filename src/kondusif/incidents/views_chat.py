"""Chats taken apart: bring one in, go through its drafts, confirm or drop each by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.advice.selectors import whom_to_ask
from kondusif.base.errors import sentence
from kondusif.incidents import forms_chat as forms
from kondusif.incidents.chat_reasons import left_out, reasons_of
from kondusif.incidents.chat_words import measures
from kondusif.incidents.models import Chat, ChatDraft
from kondusif.incidents.selectors import places_of
from kondusif.incidents.selectors.chats import chats_visible_to, drafts_visible_to, next_open, waiting_drafts
from kondusif.incidents.services import chats as services
from kondusif.intake.selectors.entering import typed_by
from kondusif.kernel.errors import Refused
from kondusif.territory.selectors import name_paths

PAGE_SIZE = 30
RECENT_REPORTS = 20
Sort, State = ChatDraft.Sort, ChatDraft.State
# Where the sentence of a refusal stands in a form; any other refusal stands at the top.
FIELD_OF = {
    "incidents.nil.incident_stands": "village",
    "incidents.area.not_village": "village",
    "incidents.nil.not_yet": "on",
    "incidents.draft.not_your_report": "number",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chats(request: HttpRequest) -> HttpResponse:
    """Bring a chat in; the chats that stand, with what of them waits."""
    user = signed_in(request)
    form = forms.BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            passed: dict[str, list[str]] = {}
            chat = services.bring_chat(actor_of(user), form.cleaned_data["text"], passed)
        except Refused as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", sentence(refusal))
        else:
            # No redirect: what became no draft is shown on this one answer and kept nowhere.
            return the_chat(request, chat, passed)
    page = Paginator(chats_visible_to(user), PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "incidents/chats.html", {
        "form": form, "page": page, "waiting": waiting_drafts(user), "keep_days": measures().keep_days,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest, pk: int) -> HttpResponse:
    """The drafts of one chat by sort; nil reports are confirmed together by tick."""
    user = signed_in(request)
    row = get_or_not_yours(chats_visible_to(user), pk=pk)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("nihil") if one.isdecimal() and len(one) < 9]
        ticked = drafts_visible_to(user).filter(chat=row, sort=Sort.NIL, order__in=chosen)
        tell_filed(request, *services.take_all_nil(actor_of(user), user, ticked))
        return redirect("incidents:chat", pk=pk)
    return the_chat(request, row)


def the_chat(request: HttpRequest, row: Chat, passed: dict[str, list[str]] | None = None) -> HttpResponse:
    """The page of one chat; right after it was brought in also with what became no draft."""
    drafts = list(row.drafts.select_related("done_by"))
    return render(request, "incidents/chat.html", {
        "chat": row, "groups": grouped(drafts), "left_out": left_out(row, passed),
        "shows_passed": any((passed or {}).values()),
        "done": [shown(one) for one in drafts if not one.is_open],
        "waiting": sum(one.is_open for one in drafts), "total": len(drafts),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """One draft: what it says, why it was proposed, and what a person makes of it."""
    user = signed_in(request)
    row = get_or_not_yours(drafts_visible_to(user), chat=pk, order=order)
    context = forms_of(request, user, row)
    if request.method == "POST" and confirmed(request, user, row, context):
        following = next_open(row)
        if following and request.POST.get("jadi") != "kembali":
            return redirect("incidents:draft", pk=pk, order=following.order)
        return redirect("incidents:chat", pk=pk)
    return render(request, "incidents/chat_draft.html", {
        "draft": row, "chat": row.chat, "reasons": reasons_of(row), "following": next_open(row),
        "place": name_paths([row.area_code]).get(row.area_code, "") if row.area_code else "", **context,
    }, status=422 if request.method == "POST" else 200)  # fmt: skip


def confirmed(request: HttpRequest, user: User, row: ChatDraft, context: dict[str, Any]) -> bool:
    """Do what the pressed button says; False where a rule says no or its form must be mended first: then the page
    shows again, with the reason and everything that was typed."""
    form = {"nihil": context["nil_form"], "laporan": context["report_form"]}.get(request.POST.get("jadi", ""))
    try:
        return done_as_pressed(request, user, row, context)
    except Refused as refusal:
        row.refresh_from_db()  # somebody else may have examined it
        if form is not None and row.is_open:
            form.add_error(FIELD_OF.get(refusal.code), sentence(refusal))
        else:
            messages.error(request, sentence(refusal))
        return False


def done_as_pressed(request: HttpRequest, user: User, row: ChatDraft, context: dict[str, Any]) -> bool:
    """Do what the pressed button says; False where its form must be mended first."""
    actor, become = actor_of(user), request.POST.get("jadi", "")
    nil, report = context["nil_form"], context["report_form"]
    if become == "nihil":
        if not nil.is_valid():
            return False
        services.take_nil(actor, row, nil.cleaned_data["village"], nil.cleaned_data["on"])
    elif become == "laporan":
        if not report.is_valid():
            return False
        services.take_report(actor, user, row, report.cleaned_data["number"])
    elif become == "jawaban":
        services.take_question(actor, row)
    elif become == "buang":
        services.drop_draft(actor, row)
    elif become == "kembali":
        services.restore_draft(actor, row)
    else:
        return False
    return True


def forms_of(request: HttpRequest, user: User, row: ChatDraft) -> dict[str, Any]:
    """The small forms of a draft's page and its ready answer; only the one that was sent is checked."""
    become = request.POST.get("jadi", "") if request.method == "POST" else ""
    nil = forms.NilForm(
        request.POST if become == "nihil" else None, places=places_of(user, Role.DESK),
        initial={"village": row.village_code, "on": row.said_on},
    )  # fmt: skip
    numbers = list(typed_by(user).values_list("number", flat=True)[:RECENT_REPORTS])
    report = forms.ReportForm(request.POST if become == "laporan" else None, numbers=numbers)
    return {
        "nil_form": nil,
        "report_form": report,
        "typed": numbers,
        "village": row.village_code,
        "answer": answer_to(request),
    }


def answer_to(request: HttpRequest) -> str:
    """A ready answer to a question in a chat: where to look it up, and whom to ask. It decides nothing."""
    address = request.build_absolute_uri(reverse("advice_public:ask"))
    offices = ", ".join(whom_to_ask())
    text = _(
        "Terima kasih pertanyaannya. Cek sendiri di %(address)s: pilih perbuatan dan tanggalnya, jawabannya menyebut "
        "aturannya. Tidak perlu menyebut nama."
    ) % {"address": address}
    if not offices:
        return text
    return f"{text} " + _("Bila masih ragu, tanyakan dahulu kepada %(offices)s.") % {"offices": offices}


def grouped(drafts: list[ChatDraft]) -> list[dict[str, Any]]:
    """The open drafts by sort, what weighs most first."""
    order = (Sort.REPORT, Sort.INCIDENT, Sort.NIL, Sort.QUESTION)
    places = name_paths([one.area_code for one in drafts if one.area_code])
    return [
        {"sort": sort, "rows": rows}
        for sort in order
        if (rows := [shown(one, places) for one in drafts if one.is_open and one.sort == sort])
    ]


def shown(row: ChatDraft, places: dict[str, str] | None = None) -> dict[str, Any]:
    """A draft as its row shows it."""
    return {"draft": row, "place": (places or {}).get(row.area_code, ""), "why": reasons_of(row)}


def tell_filed(request: HttpRequest, filed: int, refused: list[tuple[ChatDraft, Refused]]) -> None:
    """Say how many nil reports were filed, and which were not and why."""
    if filed:
        text = ngettext("%(count)s laporan nihil tersimpan.", "%(count)s laporan nihil tersimpan.", filed)
        messages.success(request, text % {"count": filed})
    places = name_paths([one.area_code for one, _refusal in refused])
    for one, refusal in refused:
        messages.error(request, f"{places.get(one.area_code, '')}: {sentence(refusal)}")
    if not filed and not refused:
        messages.error(request, _("Centang laporan nihil yang benar, lalu simpan."))


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user

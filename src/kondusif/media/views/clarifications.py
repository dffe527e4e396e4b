"""The bank of clarifications: searched, drafted by one, released by another, copied, printed, linked."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.media import services
from kondusif.media.forms.clarifications import ClarificationFilter, ClarificationForm, first_values
from kondusif.media.models import Clarification
from kondusif.media.page import chat_text
from kondusif.media.permissions import RELEASERS, WRITERS
from kondusif.media.selectors import clarifications as read
from kondusif.media.views.shared import article_of, page_of, query_of, signed_in, told

FIELD_OF = {
    "media.clarification.not_a_subject": "subject", "media.clarification.kept_out": "claim",
    "media.clarification.verdict": "claim", "media.clarification.one_owner": "owner",
    "media.clarification.days": "valid_until", "media.clarification.no_words": "claim",
}  # fmt: skip


@require_GET
def list_clarifications(request: HttpRequest) -> HttpResponse:
    """The bank, searched and filtered."""
    user, on = signed_in(request), today()
    visible = read.clarifications_visible_to(user)
    form = ClarificationFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = page_of(request, read.filtered_clarifications(visible, chosen, on))
    return render(request, "media/clarifications.html", {
        "form": form, "page": rows, "query": query_of(request), "filtered": any(chosen.values()), "on": on,
        "in_force": read.in_force(visible, on).count(), "drafts": visible.filter(state="draft").count(),
        "may_write": has_role(user, *WRITERS),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_clarification(request: HttpRequest) -> HttpResponse:
    """Write a draft."""
    form = ClarificationForm(
        request.POST or None, initial={"valid_from": today(), "claim": request.GET.get("klaim", "")[:600]}
    )
    row = saved(form, lambda: services.draft_clarification(actor_of(signed_in(request)), form.draft()))
    if row is not None:
        messages.success(request, _("Draf tersimpan. Orang lain yang menerbitkannya."))
        return redirect(row)
    return render(request, "media/clarification_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def change_clarification(request: HttpRequest, number: str) -> HttpResponse:
    """Change the words; it is a draft again."""
    row = clarification_of(request, number)
    form = ClarificationForm(request.POST or None, initial=first_values(row))
    actor, version = actor_of(signed_in(request)), version_of(request)
    if saved(form, lambda: services.change_clarification(actor, row, form.draft(), version=version)) is not None:
        messages.success(request, _("Perubahan tersimpan sebagai draf."))
        return redirect(row)
    status = 422 if form.is_bound else 200
    return render(request, "media/clarification_form.html", {"form": form, "row": row}, status=status)


@require_GET
def show_clarification(request: HttpRequest, number: str) -> HttpResponse:
    """One clarification, with its text to copy and the articles it answers."""
    user, row = signed_in(request), clarification_of(request, number)
    return render(request, "media/clarification.html", {
        "row": row, "chat": chat_text(row), "links": read.articles_with(row), "on": today(),
        "is_over": is_over(row), "may_write": has_role(user, *WRITERS),
        "may_release": has_role(user, *RELEASERS) and row.drafted_by_id != user.pk,
        "may_withdraw": has_role(user, *RELEASERS),
    })  # fmt: skip


@require_GET
def print_clarification(request: HttpRequest, number: str) -> HttpResponse:
    """One sheet of paper."""
    row = clarification_of(request, number)
    return render(request, "media/clarification_print.html", {"row": row, "is_over": is_over(row)})


@require_POST
def release_clarification(request: HttpRequest, number: str) -> HttpResponse:
    """Release a draft that somebody else wrote."""
    row, actor = clarification_of(request, number), actor_of(signed_in(request))
    told(
        request,
        lambda: services.release_clarification(actor, row, version=version_of(request)),
        _("Klarifikasi terbit."),
    )
    return redirect(row)


@require_POST
def withdraw_clarification(request: HttpRequest, number: str) -> HttpResponse:
    """Take a released clarification back."""
    row, actor = clarification_of(request, number), actor_of(signed_in(request))
    told(
        request,
        lambda: services.withdraw_clarification(actor, row, version=version_of(request)),
        _("Klarifikasi ditarik."),
    )
    return redirect(row)


@require_POST
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Say that a clarification answers an issue or statement of an article."""
    article, user = article_of(request, number), signed_in(request)
    finding = get_or_not_yours(article.findings.all(), pk=whole(request.POST.get("finding")))
    wanted = " ".join(request.POST.get("clarification", "").split()).upper()[:30]
    row = read.clarifications_visible_to(user).filter(number=wanted).first()
    if row is None:
        messages.error(request, _("Nomor klarifikasi itu tidak ada. Tulis seperti KLR-3372-2024-0001."))
    else:
        found = row
        told(request, lambda: services.link_clarification(actor_of(user), finding, found), _("Klarifikasi ditautkan."))
    return redirect(f"{article.get_absolute_url()}#temuan-{finding.pk}")


@require_POST
def unlink(request: HttpRequest, number: str) -> HttpResponse:
    """Take a link back."""
    article = article_of(request, number)
    one = get_or_not_yours(read.links_in(article), pk=whole(request.POST.get("link")))
    services.unlink_clarification(actor_of(signed_in(request)), one)
    return redirect(f"{article.get_absolute_url()}#temuan-{one.finding_id}")


def saved(form: ClarificationForm, write: Callable[[], Clarification]) -> Clarification | None:
    """The row, or nothing where the form is empty, faulty or refused."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return write()
    except (Refused, Stale) as error:
        refused: KondusifError = error
        form.add_error(FIELD_OF.get(refused.code), sentence(refused))
        return None


def clarification_of(request: HttpRequest, number: str) -> Clarification:
    return get_or_not_yours(read.clarifications_visible_to(signed_in(request)), number=number)


def is_over(row: Clarification) -> bool:
    return bool(row.valid_until and row.valid_until < today())


def version_of(request: HttpRequest) -> int | None:
    return whole(request.POST.get("version")) or None


def whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0

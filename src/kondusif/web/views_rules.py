"""The worklist of the lawyers: rows of law that wait for a tick, the most used in cases first."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.cases.selectors import rule_uses
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook import worklist
from kondusif.web.forms.rules import WorklistForm

PAGE = 40


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Menunggu centang: every row without its two ticks, what it lacks, and how often cases rest on it."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101
    form = WorklistForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    everything = worklist.waiting(rulebook.book(), rule_uses(), reader=user.pk)
    kind, lacks = asked.get("jenis", ""), asked.get("kurang", "")
    shown = [one for one in everything if (not kind or one.kind == kind) and (not lacks or one.lacks == lacks)]
    page = {
        "form": form, "page": Paginator(shown, PAGE).get_page(request.GET.get("hal")),
        "query": urlencode({"jenis": kind, "kurang": lacks}), "total": len(everything), "asked": bool(kind or lacks),
        "used": sum(one.uses > 0 for one in everything),
        "first": sum(one.lacks == worklist.FIRST for one in everything),
        "second": sum(one.lacks == worklist.SECOND for one in everything),
        "is_legal": has_role(user, Role.LEGAL), "edition": rulebook.edition(),
    }  # fmt: skip
    return render(request, "web/rules.html", page)

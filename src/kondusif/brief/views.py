"""The daily report as a sheet on screen, as a PDF, and as text for a chat."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kondusif.brief import printing, selectors
from kondusif.brief.forms import DayForm
from kondusif.brief.rules import Brief, chat_text
from kondusif.institutions.selectors import today as city_today


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET or None, initial={"tanggal": city_today()})
    if form.is_bound and form.is_valid():
        return redirect("brief:on", form.cleaned_data["tanggal"])
    return _sheet(request, city_today(), form)


@require_safe
def on(request: HttpRequest, on: date) -> HttpResponse:
    return _sheet(request, on, DayForm(initial={"tanggal": on}))


@require_safe
def pdf(request: HttpRequest, on: date) -> HttpResponse:
    brief = selectors.compose(on)
    body = printing.pdf(brief, selectors.paper_map(on))
    return HttpResponse(body, content_type="application/pdf", headers=_named(brief, "pdf"))


@require_safe
def text(request: HttpRequest, on: date) -> HttpResponse:
    brief = selectors.compose(on)
    return HttpResponse(chat_text(brief), content_type="text/plain; charset=utf-8", headers=_named(brief, "txt"))


def _sheet(request: HttpRequest, on: date, form: DayForm) -> HttpResponse:
    brief = selectors.compose(on)
    context = {
        "brief": brief, "form": form, "map": selectors.screen_map(on), "before": on - timedelta(days=1),
        "after": on + timedelta(days=1) if on < city_today() else None,
        "rows": [(row.name, list(zip(selectors.WORDS, row.counts, strict=True))) for row in brief.districts],
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "brief/sheet.html", context, status=status)


def _named(brief: Brief, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{brief.code}.{ending}"'}

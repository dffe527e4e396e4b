"""Pages about the press: load through a selector, ask a form, call a service, answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city, today
from kondusif.kernel.errors import Refused
from kondusif.media import page, selectors, services
from kondusif.media.forms import articles as forms
from kondusif.media.models import Article
from kondusif.media.permissions import WRITERS
from kondusif.media.rules import JUDGED, Verdict
from kondusif.media.selectors.clarifications import links_of, offers_for
from kondusif.media.selectors.quality import corrections_of
from kondusif.media.story_selectors import items
from kondusif.media.views.shared import article_of, page_of, query_of, signed_in
from kondusif.territory.selectors import place_choices

FIELD_OF = {
    "media.article.empty": "text", "media.article.too_long": "text", "media.article.future": "published_on",
    "media.finding.quote_missing": "quote", "media.finding.already_there": "quote",
    "media.finding.unknown_value": "finding",
}  # fmt: skip


@require_GET
def list_articles(request: HttpRequest) -> HttpResponse:
    """Every item, filtered, the newest first: a story with its variants, or an article alone."""
    user = signed_in(request)
    visible = selectors.articles_visible_to(user)
    form = forms.FilterForm(request.GET or None, places=selectors.place_options(visible))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    narrowed = selectors.filtered(visible, chosen)
    rows = page_of(request, items(narrowed))
    return render(request, "media/list.html", {
        "form": form, "page": rows, "rows": page.rows_of(rows.object_list), "week": page.week_of(today()),
        "articles": narrowed.count(), "query": query_of(request), "filtered": any(chosen.values()),
        "may_write": has_role(user, *WRITERS), "waiting": selectors.waiting_files(),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take one article in, by paste or file."""
    user = signed_in(request)
    form = forms.AddForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            article, is_new = services.add_article(
                actor_of(user), form.given_text(), outlet=form.cleaned_data["outlet"],
                published_on=form.cleaned_data["published_on"],
            )  # fmt: skip
        except Refused as error:
            form.add_error(FIELD_OF[error.code], sentence(error))
        else:
            told = _("Berita tersimpan dan sudah dibaca.") if is_new else _("Berita ini sudah pernah ditambahkan.")
            messages.success(request, told)
            return redirect("media:show", number=article.number)
    return render(request, "media/add.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One article with its findings beside the text."""
    return shown(request, article_of(request, number))


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, number: str) -> HttpResponse:
    """Correct title, outlet and date."""
    article = article_of(request, number)
    first = {
        "title": article.title, "outlet": article.outlet, "published_on": article.published_on,
        "main_place": article.main_place,
    }  # fmt: skip
    form = forms.DescribeForm(request.POST or None, initial=first, places=page.place_options(article, places()))
    if form.is_bound and form.is_valid():
        try:
            services.describe_article(actor_of(signed_in(request)), article, **form.cleaned_data)
        except Refused as error:
            form.add_error(FIELD_OF[error.code], sentence(error))
        else:
            return redirect("media:show", number=number)
    status = 422 if form.is_bound else 200
    return render(request, "media/describe.html", {"form": form, "article": article}, status=status)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Say that date and main place are right."""
    article = article_of(request, number)
    services.confirm_reading(actor_of(signed_in(request)), article)
    messages.success(request, _("Tanggal dan tempat dicatat benar."))
    return redirect("media:show", number=number)


@require_POST
def judge(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a finding or remove it."""
    article = article_of(request, number)
    finding = get_or_not_yours(article.findings.all(), pk=request.POST.get("finding") or 0)
    verdict = request.POST.get("verdict", "")
    if verdict in JUDGED:
        services.correct_finding(actor_of(signed_in(request)), finding, Verdict(verdict))
    return redirect(f"{article.get_absolute_url()}#temuan-{finding.pk}")


@require_POST
def find(request: HttpRequest, number: str) -> HttpResponse:
    """Add what the reader overlooked."""
    article = article_of(request, number)
    form = forms.FindForm(request.POST, places=places())
    if form.is_valid():
        kind, value, name = form.chosen()
        quote = form.cleaned_data["quote"]
        try:
            finding = services.add_finding(
                actor_of(signed_in(request)), article, kind=kind, value=value, quote=quote, name=name
            )
        except Refused as error:
            form.add_error(FIELD_OF[error.code], sentence(error))
        else:
            return redirect(f"{article.get_absolute_url()}#temuan-{finding.pk}")
    return shown(request, article, form, status=422)


def shown(
    request: HttpRequest, article: Article, form: forms.FindForm | None = None, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    findings = selectors.findings_of(article)
    answers = links_of(article), offers_for(article, findings, today())
    return render(request, "media/show.html", {
        "article": article, "groups": page.groups_of(findings, *answers), "pieces": page.pieces_of(article, findings),
        "standing": page.standing_count(findings), "removed": page.removed_count(findings),
        "form": form or forms.FindForm(places=places()), "may_write": has_role(user, *WRITERS),
        "corrected": corrections_of(article.pk), "place_name": page.place_name(article.main_place),
        "read_place_name": page.place_name(article.read_place), **page.story_of(article),
    }, status=status)  # fmt: skip


def places() -> list[tuple[str, str]]:
    """The city and its kelurahan, to choose from."""
    place = city()
    groups = place_choices(place.code)
    return [(place.code, place.name), *((choice.code, choice.label) for group in groups for choice in group.choices)]

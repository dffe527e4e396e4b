"""Feeds: the list, the city's switch, a look before the first take, and "try now"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.media import selectors, services
from kondusif.media.forms.feeds import FeedFilter, FeedForm
from kondusif.media.models import Feed
from kondusif.media.page import feed_rows
from kondusif.media.permissions import WRITERS
from kondusif.media.views.shared import page_of, query_of, signed_in

FIELD_OF = {"media.feed.no_outlet": "outlet"}


@require_GET
def list_feeds(request: HttpRequest) -> HttpResponse:
    """Every feed with what the last fetch brought, and the city's switch."""
    user = signed_in(request)
    form = FeedFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = page_of(request, selectors.filtered_feeds(selectors.feeds(), chosen))
    return render(request, "media/feeds.html", {
        "form": form, "filtered": any(chosen.values()), "page": rows,
        "rows": feed_rows(rows.object_list), "query": query_of(request), "channel": selectors.channel(),
        "on": selectors.feeds().filter(is_on=True).count(), "may_write": has_role(user, *WRITERS),
        "may_switch": has_role(user, Role.ADMIN),
    })  # fmt: skip


@require_POST
def switch_channel(request: HttpRequest) -> HttpResponse:
    """The city's switch."""
    on = request.POST.get("on") == "1"
    services.switch_channel(actor_of(signed_in(request)), on=on)
    messages.success(request, _("Saluran umpan dinyalakan.") if on else _("Saluran umpan dimatikan."))
    return redirect("media:feeds")


@require_http_methods(["GET", "POST"])
def add_feed(request: HttpRequest) -> HttpResponse:
    """Put an address on the list; nothing is fetched by it."""
    form = FeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.add_feed(actor_of(signed_in(request)), **form.cleaned_data)
        except Refused as error:
            form.add_error(FIELD_OF.get(error.code, "address"), sentence(error))
        else:
            messages.success(request, _("Umpan ada dalam daftar. Lihat dahulu isinya, lalu nyalakan."))
            return redirect("media:feeds")
    return render(request, "media/feed_add.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def preview_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """What a feed carries now; nothing of it is kept. A visit asks nobody, only the button does."""
    feed = feed_of(pk)
    context: dict[str, object] = {"feed": feed, "channel": selectors.channel()}
    status = 200
    if request.method == "POST":
        try:
            context["listing"] = services.preview(actor_of(signed_in(request)), feed)
            feed.refresh_from_db()
        except Refused as error:
            context["problem"], status = sentence(error), 422
    return render(request, "media/feed_preview.html", context, status=status)


@require_POST
def switch_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the job fetch a feed, or stop it."""
    feed, on = feed_of(pk), request.POST.get("on") == "1"
    try:
        services.switch_feed(actor_of(signed_in(request)), feed, on=on)
    except Refused as error:
        messages.error(request, sentence(error))
    return redirect("media:feeds")


@require_POST
def take_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch a feed now."""
    feed = feed_of(pk)
    try:
        new = services.take(actor_of(signed_in(request)), feed)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        told = ngettext("%(count)s berita baru dari %(outlet)s.", "%(count)s berita baru dari %(outlet)s.", new)
        messages.success(request, told % {"count": new, "outlet": feed.outlet})
    return redirect("media:feeds")


@require_POST
def remove_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a feed off the list."""
    services.remove_feed(actor_of(signed_in(request)), feed_of(pk))
    messages.success(request, _("Umpan dihapus dari daftar. Beritanya tetap ada."))
    return redirect("media:feeds")


def feed_of(pk: int) -> Feed:
    return get_or_not_yours(selectors.feeds(), pk=pk)

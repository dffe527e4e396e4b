"""Pages of the desk about notes from phones: what waits for a decision, files handed in, phones out of use."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.web import forms_field as forms
from kondusif.web.field import deliveries as selectors
from kondusif.web.field import devices as phones
from kondusif.web.field import keeping
from kondusif.web.field import queue_file as files
from kondusif.web.field.supplies import said, subject_url
from kondusif.web.models import Item
from kondusif.web.rules import ItemState

PAGE_SIZE = 50


@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """Notes from phones; without a choice those that wait for a decision."""
    visible = selectors.items_visible_to(signed_in(request))
    form = forms.DeliveriesForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(selectors.filtered(visible, chosen), PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    rows = [{"item": row, "sentence": said(row), "url": subject_url(row)} for row in page.object_list]
    return render(request, "web/field/deliveries.html", {
        "form": form, "page": page, "rows": rows, "held": selectors.held_count(visible), "query": query.urlencode(),
        "filtered": any(chosen.values()), "ever": visible.exists(),
    })  # fmt: skip


@require_GET
def delivery(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One note, opened, with what may be decided about it."""
    return render(request, "web/field/delivery.html", showing(item_named(request, key)))


@require_POST
def accept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a held note after all."""
    user, item = signed_in(request), item_named(request, key)
    try:
        done = keeping.accept(actor_of(user), user, item)
    except Refused as error:
        return render(request, "web/field/delivery.html", showing(item) | {"refusal": sentence(error)}, status=422)
    messages.success(request, _("Catatan diterima dan tercatat sebagai %(number)s.") % {"number": done.subject})
    return redirect("prevention:delivery", key=key)


@require_POST
def discard(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Throw a held note away."""
    user = signed_in(request)
    keeping.discard(actor_of(user), user, item_named(request, key))
    messages.success(request, _("Catatan dibuang. Bahwa ia pernah datang tetap tercatat."))
    return redirect("prevention:deliveries")


@require_GET
def photo(request: HttpRequest, key: uuid.UUID, order: int) -> HttpResponse:
    """One picture of a note."""
    rows = selectors.items_visible_to(signed_in(request))
    return HttpResponse(selectors.photo_of(rows, key, order), content_type="image/jpeg")


@require_http_methods(["GET", "POST"])
def queue_file(request: HttpRequest) -> HttpResponse:
    """Take in the sealed queue of a phone that found no network."""
    user = signed_in(request)
    form = forms.QueueFileForm(request.POST or None, request.FILES or None)
    told: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            done = files.hand_in(user, form.cleaned_data["file"].read())
        except Refused as error:
            form.add_error("file", sentence(error))
        else:
            told |= {
                "done": [{"item": row, "sentence": said(row), "url": subject_url(row)} for row in done.items],
                "refused": [sentence(error) for error in done.refused],
                "taken": sum(row.state == ItemState.TAKEN for row in done.items),
            }
            return render(request, "web/field/queue_file.html", told)
    return render(request, "web/field/queue_file.html", told, status=422 if form.is_bound else 200)


@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """The phones that may send: all of them for the desk, one's own for an officer."""
    user = signed_in(request)
    page = Paginator(phones.devices_visible_to(user), PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "web/field/devices.html", {
        "page": page, "everybody": has_role(user, *phones.REVOKERS),
        "running": sum(row.revoked_at is None for row in page.object_list),
    })  # fmt: skip


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a phone out of use."""
    user = signed_in(request)
    device = get_or_not_yours(phones.devices_visible_to(user), pk=pk)
    phones.revoke(actor_of(user), user, device, here=request.session.session_key or "")
    messages.success(request, _("Perangkat dicabut. Catatan yang masih datang darinya ditahan untuk diperiksa."))
    return redirect("prevention:devices")


def item_named(request: HttpRequest, key: uuid.UUID) -> Item:
    """The note behind an address, where the reader may see it."""
    return get_or_not_yours(selectors.items_visible_to(signed_in(request)), key=key)


def showing(item: Item) -> dict[str, Any]:
    """Everything that the page of one note shows."""
    opened = selectors.open_item(item)
    return {
        "item": item, "opened": opened, "body": opened.body,
        "problem": sentence(Refused(opened.problem)) if opened.problem and opened.problem != item.code else "",
        "may_decide": item.state in selectors.DECIDABLE,
    }  # fmt: skip


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user

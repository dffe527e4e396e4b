"""The gateways of the city: opened with a secret that is shown once, counted, closed."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base import tokens
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.intake.channels import channel
from kondusif.intake.forms.gateways import GatewayForm
from kondusif.intake.models import Gateway
from kondusif.intake.selectors.gateways import gateways
from kondusif.intake.services.gateways import close_gateway, open_gateway
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import Refused

PURPOSE, HOUR = "intake.gateway", 3600


@require_http_methods(["GET", "HEAD", "POST"])
def gateway_list(request: HttpRequest, **more: object) -> HttpResponse:
    """The gateways, and the form for one more."""
    if request.method != "POST":
        return _page(request, GatewayForm(initial={"slip": _slip(request)}))
    form = GatewayForm(request.POST)
    if form.is_valid():
        try:
            gateway, secret = open_gateway(
                actor_of(person(request)), key=_key(request, form.cleaned_data["slip"]),
                name=form.cleaned_data["name"], channel=form.cleaned_data["channel"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("name" if refusal.code == "intake.gateway.name_taken" else None, sentence(refusal))
            if refusal.code.startswith("base.token") or refusal.code == "intake.gateway.old_form":
                form.data = {**request.POST.dict(), "slip": _slip(request)}
        else:
            return _opened(request, gateway, secret)
    return _page(request, form, status=422)


@require_POST
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close one gateway."""
    gateway = get_or_not_yours(gateways(), key=key)
    close_gateway(actor_of(person(request)), gateway)
    messages.success(request, _("Gerbang %(name)s ditutup. Pesan berikutnya tidak diterima.") % {"name": gateway.name})
    return redirect("intake:gateways")


def _slip(request: HttpRequest) -> str:
    """The address of the gateway that this form would open, so that a second click opens no second one."""
    return tokens.issue({"key": secrets.token_hex(10), "who": person(request).pk}, PURPOSE)


def _key(request: HttpRequest, slip: str) -> str:
    facts = tokens.read(slip, PURPOSE, HOUR)
    if facts.get("who") != person(request).pk:
        raise Refused("base.token.bad")
    return str(facts["key"])


def _page(request: HttpRequest, form: GatewayForm, *, status: int = 200) -> HttpResponse:
    rows = [(row, channel(row.channel).name, _address(request, row)) for row in gateways()]
    context = {
        "rows": rows, "standing": sum(not row.closed_on for row, _name, _at in rows), "form": form, "today": today(),
    }  # fmt: skip
    return render(request, "intake/gateways.html", context, status=status)


def _opened(request: HttpRequest, gateway: Gateway, secret: str) -> HttpResponse:
    return render(
        request, "intake/gateway_opened.html",
        {"gateway": gateway, "secret": secret, "address": _address(request, gateway)},
    )  # fmt: skip


def _address(request: HttpRequest, gateway: Gateway) -> str:
    return request.build_absolute_uri(reverse("intake_gateway:post", args=[gateway.key]))

"""The key of one's unit: founded, given to colleagues, renewed, let in, and its envelope for the safe."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city
from kondusif.kernel.errors import NotYours, Refused, Stale
from kondusif.vault import boxes, envelope, forms, selectors, services
from kondusif.vault.keyring import keyring_of
from kondusif.vault.rules import LATE
from kondusif.vault.standing import UnitStanding, standing_of
from kondusif.vault.views.page import opened, own_unit, person


@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """How my unit's key stands, and what waits for me."""
    user = person(request)
    if user.unit is None:
        return render(request, "vault/no_unit.html")
    mine, now_held = selectors.person_key_of(user), standing_of(user.unit)
    holds = any(row.person_key.user_id == user.pk for row in now_held.holders)
    waiting = [
        {"key": row, "mine": row.unit_id == user.unit_id} for row in selectors.waiting_unit_keys()
    ]  # fmt: skip
    return render(request, "vault/unit.html", {
        "mine": mine, "my_fingerprint": boxes.fingerprint(mine.public) if mine else "", "holds": holds,
        "standing": now_held, "open": keyring_of(request), "others": [row["key"] for row in waiting if not row["mine"]],
        "may_acknowledge": holds and now_held.key is not None and now_held.key.approved_at is not None,
        "has_envelope": selectors.has_envelope(user.unit),
        "retiring_at": now_held.key.made_at + LATE if now_held.key and now_held.finished else None,
    })  # fmt: skip


@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """Make the unit's key."""
    key = services.found_unit_key(person(request), own_unit(request))
    if key.approved_at:
        messages.success(request, _("Kunci unit dibuat dan berlaku. Cetak amplop pemulihannya hari ini juga."))
    else:
        messages.success(request, _("Kunci unit dibuat. Ia berlaku setelah diakui pemegang kunci unit lain."))
    return redirect("vault:unit")


@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a colleague the unit's key, after the fingerprint was compared by voice."""
    home = own_unit(request)
    member = next((row for row in standing_of(home).without if row.user.pk == pk), None)
    if member is None:
        raise NotYours
    form = forms.VoiceForm(request.POST or None, initial={"fingerprint": member.fingerprint})
    if form.is_bound and form.is_valid():
        same(form, member.fingerprint)
        services.admit(person(request), opened(request), home, member.user)
        messages.success(request, _("%(name)s kini memegang kunci unit.") % {"name": member.user.full_name})
        return redirect("vault:unit")
    context = {"member": member, "form": form, "open": keyring_of(request)}
    return render(request, "vault/admit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another unit's key stand, after its fingerprint was compared by voice."""
    key = next((row for row in selectors.waiting_unit_keys() if row.pk == pk), None)
    if key is None:
        raise NotYours
    sign = boxes.fingerprint(key.public)
    form = forms.VoiceForm(request.POST or None, initial={"fingerprint": sign})
    if form.is_bound and form.is_valid():
        same(form, sign)
        services.acknowledge(person(request), opened(request), key)
        messages.success(request, _("Kunci %(unit)s diakui dan mulai berlaku.") % {"unit": key.unit.name})
        return redirect("vault:unit")
    context = {"key": key, "sign": sign, "form": form, "open": keyring_of(request)}
    return render(request, "vault/acknowledge.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest) -> HttpResponse:
    """Begin a new epoch without those who have left, then wrap anew what lies under the old one."""
    home = own_unit(request)
    if request.method == "POST":
        services.renew(person(request), opened(request), home)
        return redirect("vault:wrap")
    now_held = standing_of(home)
    if now_held.key is None:
        return redirect("vault:unit")
    return render(request, "vault/renew.html", {"standing": now_held, "open": keyring_of(request)})


@require_http_methods(["GET", "POST"])
def wrap(request: HttpRequest) -> HttpResponse:
    """Walk through what lies under earlier epochs, a batch for each press, until nothing is left."""
    home = own_unit(request)
    going = request.method == "POST"
    if going:
        services.wrap_anew(person(request), opened(request), home)
    left: UnitStanding = standing_of(home)
    if left.key is None:
        return redirect("vault:unit")
    if going and not left.waiting:
        messages.success(request, _("Semua laporan lama sudah disegel ulang ke kunci yang baru."))
        return redirect("vault:unit")
    return render(request, "vault/wrap.html", {"standing": left, "going": going, "open": keyring_of(request)})


@require_http_methods(["GET", "POST"])
def make_envelope(request: HttpRequest) -> HttpResponse:
    """The sheet for the safe: made, shown to this browser once, kept nowhere."""
    home = own_unit(request)
    if request.method == "POST":
        printed = services.make_envelope(person(request), opened(request), home)
        answer = HttpResponse(envelope.sheet(city(), printed), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="amplop-{home.key}-masa-{printed.epoch}.pdf"'
        return answer
    now_held = standing_of(home)
    if now_held.key is None:
        return redirect("vault:unit")
    return render(request, "vault/envelope.html", {"standing": now_held, "open": keyring_of(request)})


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def open_envelope(request: HttpRequest) -> HttpResponse:
    """Bring the unit's key back with the paper from the safe."""
    home, user = own_unit(request), person(request)
    form = forms.EnvelopeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.open_envelope(user, home, form.cleaned_data["code"])
        except Refused as error:
            form.add_error("code", sentence(error))
        else:
            messages.success(request, _("Kunci unit kembali pada Anda. Kode itu sudah habis: cetak amplop baru."))
            return redirect("vault:unit")
    context = {"form": form, "unit": home, "mine": selectors.person_key_of(user),
               "there": selectors.has_envelope(home)}  # fmt: skip
    return render(request, "vault/envelope_open.html", context, status=422 if form.is_bound else 200)


def same(form: forms.VoiceForm, sign: str) -> None:
    """What was compared by voice must still be what stands.

    Raises:
        Stale: a key was replaced meanwhile.
    """
    if form.cleaned_data["fingerprint"] != sign:
        raise Stale

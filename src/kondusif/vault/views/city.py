"""How the keys of the whole city stand, and which algorithms are in use. Whoever reads this opens nothing with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.vault import inventory, routing, selectors
from kondusif.vault.rules import SEATS
from kondusif.vault.standing import city_standing, custodians_without_key, without_unit


@require_safe
def city(request: HttpRequest) -> HttpResponse:
    """Units, holders, envelopes, level, and what waits."""
    units = city_standing()
    return render(request, "vault/city.html", {
        "units": units, "level": routing.level(),
        "ready": [row for row in units if row.key and row.held and row.key.approved_at],
        "seats": routing.seats(), "seat_total": SEATS, "without_unit": without_unit(),
        "without_key": custodians_without_key(), "asked": selectors.open_disclosures(),
    })  # fmt: skip


@require_safe
def algorithms(request: HttpRequest) -> HttpResponse:
    """Every algorithm in use, with its parameters as the code has them, and how many blobs carry which mark."""
    return render(request, "vault/inventory.html", {
        "rows": inventory.algorithms(), "blobs": inventory.blobs(), "unmet": inventory.unmet(),
    })  # fmt: skip

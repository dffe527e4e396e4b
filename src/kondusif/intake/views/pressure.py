"""What a custodian reads of reporters who are pressed: letters to the own body, with the own key, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.intake.selectors.pressure import copies_for
from kondusif.vault.keyring import keyring_of


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Letters to this custodian's body; while the key is closed the page asks to open it."""
    keyring = keyring_of(request)
    context = {"locked": keyring is None, "copies": copies_for(keyring) if keyring else []}
    response = render(request, "intake/pressure.html", context)
    response["Cache-Control"] = "no-store"
    return response

"""The page of one's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.accounts.selectors import grants_of
from kondusif.kernel.errors import NotYours


def mine(request: HttpRequest) -> HttpResponse:
    """What I may do here, and my second factor."""
    return render(request, "accounts/mine.html", {"grants": grants_of(request.user)})


def no_signup(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the city's admin; this address does not exist for anybody."""
    raise NotYours

"""The page of one's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.accounts.selectors import grants_of


def mine(request: HttpRequest) -> HttpResponse:
    """What I may do here, and my second factor."""
    return render(request, "accounts/mine.html", {"grants": grants_of(request.user)})

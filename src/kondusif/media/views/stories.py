"""Joining and splitting tellings of one story, and taking a step back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.media import selectors, stories
from kondusif.media.views.shared import article_of, signed_in, told


@require_POST
def join(request: HttpRequest, number: str) -> HttpResponse:
    """Make two items one; the other is named by its number."""
    article, user = article_of(request, number), signed_in(request)
    written = " ".join(request.POST.get("other", "").split()).upper()[:30]
    other = selectors.articles_visible_to(user).filter(number=written).first()
    if other is None:
        messages.error(request, _("Nomor berita itu tidak ada. Tulis seperti MED-3372-2024-0001."))
        return redirect(f"{article.get_absolute_url()}#cerita")
    return done(request, number, lambda: stories.join(actor_of(user), article, other), _("Kedua berita jadi satu."))


@require_POST
def split(request: HttpRequest, number: str) -> HttpResponse:
    """Take an article out of its story."""
    article, user = article_of(request, number), signed_in(request)
    back = request.POST.get("back") or number
    return done(request, back, lambda: stories.split(actor_of(user), article), _("Berita dipisah dari ceritanya."))


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take the last step back."""
    article, user = article_of(request, number), signed_in(request)
    move = get_or_not_yours(article.story_moves.all(), pk=request.POST.get("move") or 0)
    return done(request, number, lambda: stories.undo(actor_of(user), move), _("Langkah terakhir dibatalkan."))


def done(request: HttpRequest, number: str, act: Callable[[], object], words: str) -> HttpResponse:
    """Act, say how it went, and go back to the article."""
    article = article_of(request, number)
    told(request, act, words)
    return redirect(f"{article.get_absolute_url()}#cerita")

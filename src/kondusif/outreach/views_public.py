"""Public pages of outreach: sessions near me by kelurahan chosen from a list or by text, and the released kit."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page  # no public page holds a secret whose length could tell of it
from django.views.decorators.http import require_safe

from kondusif.base.fields import clean_line
from kondusif.institutions.selectors import city, today
from kondusif.kernel.areas import Level, at_level
from kondusif.kernel.errors import NotYours
from kondusif.outreach import kit_drawings, public_feed
from kondusif.outreach.kit_words import WORDS_A_MINUTE
from kondusif.outreach.models import LANGUAGES, PIECE_KINDS
from kondusif.outreach.rules import PieceKind
from kondusif.outreach.selectors import kit as pieces
from kondusif.outreach.selectors import near as selectors
from kondusif.outreach.selectors.near import PublicSession
from kondusif.territory.selectors import Choice, name_path, place_choices

PAGE_SIZE, MOST_COMING, MOST_AROUND = 20, 50, 10  # a phone shows few at a time
LONGEST_TEXT = 60


@gzip_page
@require_safe
@cache_control(no_cache=True)
def near(request: HttpRequest) -> HttpResponse:
    """Sessions in a kelurahan that the reader chooses; where the reader is, is never asked."""
    place, on = city(), today()
    text = clean_line(request.GET.get("q", ""))[:LONGEST_TEXT]
    village, named = chosen(request, text)
    within = village.code if village else ""
    page = Paginator(selectors.past(on, within), PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "outreach/near.html", {
        "place": place, "village": village, "path": name_path(village.code) if village else "", "text": text,
        "named": named, "groups": place_choices(place.code), "scheduled": selectors.scheduled(on, within),
        "coming": selectors.told(list(selectors.coming(on, within)[:MOST_COMING]), on),
        "around": around(village) if village else [], "past": selectors.told(list(page.object_list), on), "page": page,
        "query": query.urlencode(), "days": selectors.PAST_DAYS, "only_here": village is not None,
    })  # fmt: skip


@gzip_page
@require_safe
@cache_control(no_cache=True)
def session(request: HttpRequest, number: str) -> HttpResponse:
    """One session: what the code on its invitation opens."""
    row = selectors.public_session(number, today())
    village = at_level(row.area_code, Level.VILLAGE)
    return render(request, "outreach/near_session.html", {"row": row, "village": village})


@gzip_page
@require_safe
@cache_control(no_cache=True)
def session_calendar(request: HttpRequest, number: str) -> HttpResponse:
    """One session as a calendar file."""
    row = selectors.public_session(number, today())
    return calendar_of(request, [row], row.topic, number)


@gzip_page
@require_safe
@cache_control(no_cache=True)
def calendar(request: HttpRequest) -> HttpResponse:
    """The coming sessions of a kelurahan, or of the whole city, as a calendar file."""
    place, on = city(), today()
    village, _named = chosen(request, "")
    if request.GET.get("kelurahan") and village is None:
        raise NotYours
    where = village.label if village else place.name
    rows = selectors.told(list(selectors.coming(on, village.code if village else "")[:MOST_COMING]), on)
    name = _("Sosialisasi %(place)s") % {"place": where}
    return calendar_of(request, rows, name, village.code if village else place.code)


def chosen(request: HttpRequest, text: str) -> tuple[Choice | None, list[Choice]]:
    """The kelurahan that is meant, and, where a text may mean several, all of them."""
    code = request.GET.get("kelurahan", "")
    if code:
        return selectors.village_of(code, city()), []
    named = selectors.places_named(text, city()) if text else []
    if len(named) == 1:
        return selectors.village_of(named[0].code, city()), []
    return None, named


def around(village: Choice) -> list[PublicSession]:
    """Coming sessions elsewhere in the same kecamatan."""
    on = today()
    rows = selectors.coming(on, selectors.district_of(village.code)).exclude(village_code=village.code)
    return selectors.told(list(rows[:MOST_AROUND]), on)


def calendar_of(request: HttpRequest, rows: list[PublicSession], name: str, key: str) -> HttpResponse:
    """The rows as a file that a calendar program opens."""
    body = public_feed.feed_of(rows, city(), name, request.build_absolute_uri)
    shown = {"Content-Disposition": f'attachment; filename="sosialisasi-{key}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=shown)


@gzip_page
@require_safe
@cache_control(no_cache=True)
def kit(request: HttpRequest) -> HttpResponse:
    """The content kit: every released piece."""
    language = request.GET.get("bahasa", "")
    language = language if language in LANGUAGES else ""
    views = pieces.published(city(), request.build_absolute_uri, language=language)
    return render(request, "outreach/kit_public.html", {
        "kinds": [(PIECE_KINDS[kind], rows) for kind, rows in pieces.kinds_of(views)], "total": len(views),
        "language": language, "languages": LANGUAGES.items(),
    })  # fmt: skip


@gzip_page
@require_safe
@cache_control(no_cache=True)
def kit_piece(request: HttpRequest, number: str) -> HttpResponse:
    """One released piece, with its words to copy and its sheets to keep."""
    view = pieces.published_piece(number, city(), request.build_absolute_uri)
    kind = PieceKind(view.piece.kind)
    return render(request, "outreach/kit_public_piece.html", {
        "view": view, "piece": view.piece, "sheets": kit_drawings.SHEETS[kind], "spoken": kind is PieceKind.SPOKEN,
        "speed": WORDS_A_MINUTE,
    })  # fmt: skip


@gzip_page
@require_safe
@cache_control(no_cache=True)
def kit_text(request: HttpRequest, number: str) -> HttpResponse:
    """The words of a piece as plain text."""
    view = pieces.published_piece(number, city(), request.build_absolute_uri)
    shown = {"Content-Disposition": f'inline; filename="{number}.txt"'}
    return HttpResponse(f"{view.text}\n", content_type="text/plain; charset=utf-8", headers=shown)


@gzip_page
@require_safe
@cache_control(no_cache=True)
def kit_sheet(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The poster or card of a piece as a file."""
    view = pieces.published_piece(number, city(), request.build_absolute_uri)
    with translation.override("id"):  # what is handed out speaks the city's language around the piece's own
        try:
            body = kit_drawings.sheet(city(), view, form)
        except KeyError as error:
            raise NotYours from error
    shown = {"Content-Disposition": f'inline; filename="{number}.{form}"'}
    return HttpResponse(body, content_type=kit_drawings.FORMS[form], headers=shown)

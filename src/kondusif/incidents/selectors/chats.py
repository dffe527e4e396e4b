"""Reads about chats: whose they are, what of them waits, and the words of the reasons."""

from django.db.models import Count, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import get_or_not_yours, scopes_of
from kondusif.engine.chat import PlaceNames
from kondusif.incidents.models import Chat, ChatDraft
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, contains
from kondusif.kernel.errors import NotYours
from kondusif.territory.selectors import inside

OPEN = ChatDraft.State.OPEN


def chats_visible_to(user: User) -> QuerySet[Chat]:
    """Chats that a person may work on: every one at the city's desk, else the own ones; with how many drafts wait."""
    counts = {"total": Count("drafts"), "waiting": Count("drafts", filter=Q(drafts__state=OPEN))}
    rows = Chat.objects.select_related("brought_by").annotate(**counts).order_by("-pk")
    whole = city().code
    if any(contains(scope, whole) for scope in scopes_of(user, Role.DESK)):
        return rows
    return rows.filter(brought_by=user)


def drafts_visible_to(user: User) -> QuerySet[ChatDraft]:
    """The drafts of those chats."""
    return ChatDraft.objects.filter(chat__in=chats_visible_to(user).values("pk")).select_related("chat", "done_by")


def waiting_drafts(user: User) -> int:
    """How many of them nobody has examined."""
    return drafts_visible_to(user).filter(state=OPEN).count()


def draft_named(user: User, name: str) -> ChatDraft | None:
    """The open draft that an address names as `<chat>-<order>`, for who may work on it; None for no name.

    Raises:
        NotYours: there is none such for this person.
    """
    if not name:
        return None
    chat, _dash, order = name.partition("-")
    if not (chat.isdecimal() and order.isdecimal() and len(name) < 30):
        raise NotYours
    return get_or_not_yours(drafts_visible_to(user), chat=int(chat), order=int(order))


def next_open(draft: ChatDraft) -> ChatDraft | None:
    """The draft of the same chat that waits next, of the same sort first."""
    waiting = ChatDraft.objects.filter(chat=draft.chat, state=OPEN).exclude(pk=draft.pk)
    return waiting.filter(sort=draft.sort).first() or waiting.first()


def place_names() -> PlaceNames:
    """The kecamatan and kelurahan of the city, for the reader of chats."""
    rows = inside(city().code).filter(level__in=[Level.DISTRICT, Level.VILLAGE]).order_by("code")
    return PlaceNames.from_rows(rows.values_list("code", "name"))

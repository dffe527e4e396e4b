"""Reads about feeds, the city's channel for them, and folders of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.institutions.selectors import city
from kondusif.media.models import Feed, Folder, FolderFile
from kondusif.media.permissions import READERS
from kondusif.media.rules import FileState

CHANNEL = "media_feeds"


@dataclass(frozen=True, slots=True)
class Channel:
    """Whether the city lets feeds be fetched, and who switched it last. Off until somebody switches it on."""

    on: bool = False
    by: str = ""
    at: datetime | None = None


def channel() -> Channel:
    """The city's switch for feeds."""
    kept = city().preferences.get(CHANNEL) or {}
    at = kept.get("at")
    return Channel(kept.get("on") is True, str(kept.get("by") or ""), datetime.fromisoformat(at) if at else None)


def channel_is_on() -> bool:
    """Whether anybody outside may be asked for a feed."""
    return channel().on


def feeds() -> QuerySet[Feed]:
    """Every feed of the list, by outlet."""
    return Feed.objects.select_related("added_by")


def filtered_feeds(rows: QuerySet[Feed], chosen: Mapping[str, Any]) -> QuerySet[Feed]:
    """The feeds that fit the words and the state a reader chose: `on`, `off`, `troubled`."""
    for word in str(chosen.get("words") or "").split()[:8]:
        rows = rows.filter(Q(outlet__icontains=word) | Q(address__icontains=word))
    state = chosen.get("state")
    if state == "troubled":
        return rows.exclude(error="")
    return rows.filter(is_on=state == "on") if state in ("on", "off") else rows


def filtered_folders(rows: QuerySet[Folder], chosen: Mapping[str, Any]) -> QuerySet[Folder]:
    """The folders that fit what a reader chose: since a day; with a refused or a waiting file."""
    if since := chosen.get("since"):
        rows = rows.filter(added_on__gte=since)
    state = chosen.get("state")
    return rows.filter(**{f"{state}_files__gt": 0}) if state in ("refused", "waiting") else rows


def due_feeds(at: datetime) -> list[Feed]:
    """Feeds that are on and due at a moment; none while the channel is off."""
    if not channel_is_on():
        return []
    return list(Feed.objects.filter(Q(next_at__isnull=True) | Q(next_at__lte=at), is_on=True).order_by("fetched_at"))


def folders_visible_to(user: User) -> QuerySet[Folder]:
    """Every folder of files for those who may read the press, with what became of its files."""
    if not has_role(user, *READERS):
        return Folder.objects.none()
    counts = {f"{state}_files": Count("files", filter=Q(files__state=state)) for state in FileState}
    return Folder.objects.select_related("added_by").annotate(**counts).order_by("-added_at", "-pk")


def waiting_files() -> int:
    """How many handed-in files nobody has read yet."""
    return FolderFile.objects.filter(state=FileState.WAITING).count()


def waiting_folders(pk: int | None = None) -> list[Folder]:
    """Folders with files that nobody has read yet; only the one of a key where it is given."""
    rows = Folder.objects.filter(files__state=FileState.WAITING).select_related("added_by").distinct()
    return list(rows if pk is None else rows.filter(pk=pk))

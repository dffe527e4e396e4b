"""What the desk sees of notes from phones: lists, one note opened, its pictures."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import get_or_not_yours, scopes_of
from kondusif.base import pictures
from kondusif.incidents.models import KINDS, SEVERITIES
from kondusif.incidents.rules import Kind, Severity
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import contains
from kondusif.kernel.errors import NotYours, Refused
from kondusif.outreach.models import GROUPS
from kondusif.territory.selectors import name_path, name_paths
from kondusif.web.field import keeping
from kondusif.web.field.making import opened_part
from kondusif.web.field.notes import IncidentNote, NilNote, Note, SessionNote
from kondusif.web.field.supplies import said, subject_url
from kondusif.web.models import Item
from kondusif.web.rules import HELD, ItemState

READERS = (Role.DESK,)
DECIDABLE = (*HELD, ItemState.WAITING)


@dataclass(frozen=True, slots=True)
class Opened:
    """One note with what stands in it, for a person who decides.

    Args:
        note: None where it does not open; `problem` then says why.
    """

    item: Item
    sentence: str
    url: str
    written_at: datetime
    off_minutes: int
    certain: bool
    note: Note | None
    problem: str
    body: Mapping[str, Any]
    photos: tuple[int, ...]


def items_visible_to(user: User) -> QuerySet[Item]:
    """Every note of the city's phones, for those who hold the desk of the whole city."""
    if not any(contains(scope, city().code) for scope in scopes_of(user, *READERS)):
        return Item.objects.none()
    return Item.objects.select_related("device", "device__user", "settled_by")


def filtered(rows: QuerySet[Item], chosen: Mapping[str, Any]) -> QuerySet[Item]:
    """Notes that match what a reader chose; without a choice those that wait for a person."""
    state = chosen.get("state") or "held"
    if state == "held":
        rows = rows.filter(state__in=HELD)
    elif state != "all":
        rows = rows.filter(state=state)
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("person"):
        rows = rows.filter(device__user__full_name__icontains=chosen["person"])
    return rows.defer("sealed").annotate(part_count=Count("parts")).order_by("-arrived_at", "-pk")


def held_count(rows: QuerySet[Item]) -> int:
    """How many notes wait for a person."""
    return rows.filter(state__in=HELD).count()


def open_item(item: Item) -> Opened:
    """A note as the desk reads it before it decides."""
    note, problem = None, ""
    if item.state != ItemState.DISCARDED:
        try:
            note = keeping.opened(item)
        except Refused as error:
            problem = error.code if error.code != "web.item.malformed" else "web.item.unreadable"
    return Opened(
        item, said(item), subject_url(item), datetime.fromisoformat(item.facts["written_at"]),
        abs(item.facts.get("off", 0)) // 60, bool(item.facts.get("certain", True)), note, problem,
        body_of(note) if note else {}, tuple(item.parts.values_list("order", flat=True)),
    )  # fmt: skip


def body_of(note: Note) -> dict[str, Any]:
    """What stands in a note, with places and choices in words."""
    body = note.body
    told: dict[str, Any] = body.model_dump() | {"where": name_path(body.area_code)}
    told["time"] = told.pop("held_time", None) or told.pop("happened_time", None)
    if isinstance(body, SessionNote):
        known = {one.value: str(label) for one, label in GROUPS.items()}
        told["group_words"] = [known.get(group, group) for group in body.groups]
        told["reached_words"] = list(name_paths(body.reached).values())
    elif isinstance(body, IncidentNote):
        told["harm_word"] = str(KINDS[Kind(body.harm)]) if body.harm in set(Kind) else body.harm
        told["severity_word"] = str(SEVERITIES[Severity(body.severity)])
    else:
        assert isinstance(body, NilNote)  # noqa: S101
    return told


def photo_of(rows: QuerySet[Item], key: uuid.UUID, order: int) -> bytes:
    """One picture of a note, opened and drawn anew, so that nothing of the sent file reaches a reader.

    Raises:
        NotYours: no such note or picture.
        Refused: it does not open, or is no picture.
    """
    part = get_or_not_yours(rows, key=key).parts.filter(order=order).first()
    if part is None:
        raise NotYours
    drawn, _width, _height = pictures.small(opened_part(part).data)
    return drawn

"""What a phone takes along: today's jobs, places it may write in, what needs mending. Never a report or a reason."""

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import scopes_of
from kondusif.base.errors import sentence
from kondusif.base.wording import clock_time, long_date, long_moment, short_date
from kondusif.incidents.selectors import nil_reports_on, villages_with_incidents
from kondusif.institutions.selectors import city, local_now, today
from kondusif.kernel.areas import Level, contained_in_any
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.outreach.models import GROUPS, Programme, Session
from kondusif.outreach.rules import Group
from kondusif.outreach.selectors.sessions import campaign_runs, jobs_of, places_of
from kondusif.territory.selectors import inside
from kondusif.web.field import keys
from kondusif.web.models import ITEM_KINDS, ITEM_STATES, Device, Item
from kondusif.web.rules import HELD, ItemKind, ItemState

WRITERS = (Role.FIELD, Role.DESK)
MOST_HELD = 50


def supplies(user: User, device: Device | None) -> dict[str, Any]:
    """Everything that one person's phone needs until the next time there is a network."""
    on = today()
    return {
        "now": round(now().timestamp() * 1000),
        "taken": long_moment(local_now()),
        "today": long_date(on),
        "user": {"id": user.pk, "name": user.full_name},
        "device": {"key": str(device.key), "revoked": device.revoked_at is not None} if device else None,
        "key": keys.public_key(),
        "campaign": campaign_runs(on),
        "jobs": [_job(row, on) for row in jobs_of(user, on)],
        "programmes": [[row.number, row.name] for row in _programmes(on)],
        "nil": _nil(user),
        "places": _places(user),
        "held": [item_line(row) for row in held_of(user)],
    }


def held_of(user: User) -> list[Item]:
    """The notes of a person that wait for somebody, the newest first."""
    rows = Item.objects.filter(device__user=user, state__in=(*HELD, ItemState.WAITING))
    return list(rows.defer("sealed").prefetch_related("parts")[:MOST_HELD])


def item_line(item: Item) -> dict[str, Any]:
    """What a phone, or a list, says of a note: never what stands in it."""
    return {
        "key": str(item.key), "kind": item.kind, "kind_word": str(ITEM_KINDS[ItemKind(item.kind)]), "state": item.state,
        "word": str(ITEM_STATES[ItemState(item.state)]), "subject": item.subject, "url": subject_url(item),
        "sentence": said(item), "got": [part.got for part in item.parts.all()],
    }  # fmt: skip


def said(item: Item) -> str:
    """The one sentence why a note is held; empty where it is not."""
    return sentence(Refused(item.code, **item.facts.get("said", {}))) if item.code else ""


def subject_url(item: Item) -> str:
    """The page of the record that a note became, where there is one."""
    name = {"session": "outreach:session", "incident": "incidents:show"}.get(item.kind)
    if not item.subject or not name:
        return ""
    try:
        return reverse(name, args=[item.subject])
    except NoReverseMatch:
        return ""


def _programmes(on: date) -> list[Programme]:
    running = Programme.objects.filter(starts_on__lte=on, ends_on__gte=on, closed_on__isnull=True)
    return list(running.order_by("name"))


def _job(row: Session, on: date) -> dict[str, Any]:
    groups = [one.group for one in row.audiences.all()]
    late = row.planned_on is not None and row.planned_on < on
    return {
        "number": row.number, "topic": row.topic, "place": row.place, "area": row.area_code, "invited": row.invited,
        "time": clock_time(row.planned_time, zone=False) if row.planned_time else "",
        "at": row.planned_time.strftime("%H:%M") if row.planned_time else "",
        "late": short_date(row.planned_on, year_of=on) if late and row.planned_on else "",
        "groups": groups, "group_words": ", ".join(str(GROUPS[Group(group)]) for group in groups),
        "programme": row.programme.number if row.programme else "",
    }  # fmt: skip


def _nil(user: User) -> list[dict[str, Any]]:
    """The kelurahan that a person reports for, each with what stands of today."""
    own = scopes_of(user, Role.FIELD)
    places = [row for group in places_of(user, Role.FIELD) for row in group.choices if contained_in_any(own, row.code)]
    on = today()
    filed, busy = nil_reports_on(on), villages_with_incidents(on)
    return [
        {"code": row.code, "name": row.label, "told": row.code in filed or row.code in busy, "nil": row.code in filed}
        for row in places
    ]


def _places(user: User) -> list[dict[str, Any]]:
    """The kelurahan where a person writes, each with its RW and their RT as numbers."""
    groups = places_of(user, *WRITERS)
    parts: dict[str, dict[int, list[int]]] = {}
    codes = inside(city().code).filter(level__in=[Level.RW, Level.RT]).order_by("code").values_list("code", flat=True)
    for code in codes:
        village, numbers = code[:13], [int(part) for part in code[14:].split(".")]
        rts = parts.setdefault(village, {}).setdefault(numbers[0], [])
        rts.extend(numbers[1:])
    return [
        {"code": row.code, "name": row.label, "district": group.label,
         "rw": [[number, rts] for number, rts in parts.get(row.code, {}).items()]}
        for group in groups
        for row in group.choices
    ]  # fmt: skip

"""A person's running clocks as a calendar (iCalendar, RFC 5545). No name, no unit, no matter of a case is in it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kondusif.accounts.models import User
from kondusif.base import ics
from kondusif.base.wording import long_date
from kondusif.cases import law
from kondusif.cases.clocks import StepClock, state_of
from kondusif.cases.due_work import mine
from kondusif.cases.models import Deadline
from kondusif.cases.notices import said_limit
from kondusif.cases.reckoning import text_of
from kondusif.institutions.models import City
from kondusif.kernel.clock import zone_of

REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """The calendar as bytes, and a tag that changes only when it does."""

    body: bytes
    etag: str


def feed_of(user: User, place: City, now: datetime, absolute: Callable[[str], str]) -> Feed:
    """The calendar of one person.

    Args:
        now: the city's date with the time of day, local and without a zone; an exercise has its own date.
        absolute: makes an address of a path.
    """
    calendar = _frame(place)
    rows = mine(user, now).annotate(moved=Count("moves"), moved_at=Max("moves__at"))
    for row in rows:
        calendar.add_component(_event(row, place, now.date(), absolute))
    body = calendar.to_ical()
    return Feed(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _frame(place: City) -> Calendar:
    name = _("Tenggat Kondusif (latihan)") if place.is_exercise else _("Tenggat Kondusif")
    calendar = ics.frame("Tenggat", f"{name}, {place.name}", place.zone, REFRESH)
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _event(row: Deadline, place: City, on: date, absolute: Callable[[str], str]) -> Event:
    event, start = Event(), _when(row, zone_of(place.zone))
    changed = getattr(row, "moved_at", None) or row.case.opened_at
    event.add("uid", f"{row.case.number}.{row.procedure}.{row.step}.{row.event}@{place.code}.kondusif")
    event.add("sequence", getattr(row, "moved", 0))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", start)
    if not isinstance(start, datetime):
        event.add("dtend", start + timedelta(days=1))
    summary = f"{law.step_title(row.procedure, row.step)}, {row.case.number}"
    event.add("summary", _("Latihan: %(summary)s") % {"summary": summary} if place.is_exercise else summary)
    event.add("description", "\n".join(_description(row, on)))
    event.add("url", absolute(reverse("cases:show", args=[row.case.number])))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _when(row: Deadline, zone: tzinfo) -> date | datetime:
    """The last useful hour where an office or the law keeps hours, else the safe day as a whole."""
    at = row.office_at or (row.due if isinstance(row.due, datetime) else None)
    if at is not None:
        return at.replace(tzinfo=zone)
    assert row.due_on is not None  # noqa: S101 - the list holds clocks with a date only
    return row.due_on


def _description(row: Deadline, on: date) -> list[str]:
    limit = StepClock(row, None, state_of(row, on), on).limit
    found = [_("Tanggal aman: %(due)s.") % {"due": said_limit(text_of(row.due))}]
    if row.outer is not None and row.outer != row.due:
        found.append(_("Menurut hitungan lain sampai %(outer)s.") % {"outer": said_limit(text_of(row.outer))})
    if row.office_at is not None:
        at = row.office_at
        words = {"day": long_date(at.date()), "hour": at.strftime("%H.%M")}
        found.append(_("Jam kantor terakhir: %(day)s pukul %(hour)s.") % words)
    if limit is not None:
        found.append(_("Mengapa tanggal ini: %(why)s") % {"why": limit.why})
    if not row.checked:
        found.append(_("Aturannya belum diperiksa Bagian Hukum."))
    return found

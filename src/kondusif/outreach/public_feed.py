"""Sessions as a calendar (iCalendar, RFC 5545), for whoever wants to come. No name is in it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from kondusif.base import ics
from kondusif.institutions.models import City
from kondusif.kernel.clock import zone_of
from kondusif.outreach.selectors.near import PublicSession, State

REFRESH = timedelta(hours=6)


def feed_of(rows: Sequence[PublicSession], place: City, name: str, absolute: Callable[[str], str]) -> bytes:
    """A calendar of sessions.

    Args:
        name: what the calendar is called.
        absolute: makes an address of a path.
    """
    calendar = ics.frame("Sosialisasi", name, place.zone, REFRESH)
    for row in rows:
        calendar.add_component(_event(row, place, absolute))
    return bytes(calendar.to_ical())


def _event(row: PublicSession, place: City, absolute: Callable[[str], str]) -> Event:
    event, start = Event(), _start(row, place)
    event.add("uid", f"{row.number}@{place.code}.kondusif")
    event.add("sequence", row.version)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("dtstart", start)
    if not isinstance(start, datetime):
        event.add("dtend", start + timedelta(days=1))
    event.add("summary", _("Latihan: %(topic)s") % {"topic": row.topic} if place.is_exercise else row.topic)
    event.add("location", f"{row.place}, {row.place_path}")
    said = ", ".join(str(one) for one in row.groups)
    event.add("description", _("Untuk: %(groups)s.") % {"groups": said})
    event.add("url", absolute(reverse("outreach_public:session", args=[row.number])))
    event.add("status", "CANCELLED" if row.state is State.CANCELLED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _start(row: PublicSession, place: City) -> date | datetime:
    """The hour where one is written down, else the whole day."""
    if row.at is None:
        return row.day
    return datetime.combine(row.day, row.at, tzinfo=zone_of(place.zone))

"""The frame of a calendar that others subscribe to (iCalendar, RFC 5545): its head and the city's zone."""

from datetime import datetime, timedelta

from icalendar import Calendar, Timezone, TimezoneStandard

from kondusif.kernel.clock import ZONES, zone_of

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the local start of a zone without summer time


def frame(about: str, name: str, zone: str, refresh: timedelta) -> Calendar:
    """A calendar without events.

    Args:
        about: what of ours made it, one word for the maker's line.
        name: what the calendar is called.
        zone: the city's zone by its Indonesian name, such as WIB.
        refresh: how often a program should ask again.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Kondusif//{about}//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONES[zone])
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone(zone))
    return calendar


def _zone(name: str) -> Timezone:
    """Indonesia knows no summer time, so one rule is all."""
    offset = zone_of(name).utcoffset(EPOCH + timedelta(days=365 * 40)) or timedelta(0)
    zone, rule = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONES[name])
    rule.add("dtstart", EPOCH)
    rule.add("tzoffsetfrom", offset)
    rule.add("tzoffsetto", offset)
    rule.add("tzname", name)
    zone.add_component(rule)
    return zone

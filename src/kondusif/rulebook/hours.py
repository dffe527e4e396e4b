"""Office hours: until when a paper can be handed in, and the day on which it counts. Pure; the hours are data."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from kondusif.kernel.days import DaysOff
from kondusif.rulebook.counting import END_OF_DAY, Reading, day_of
from kondusif.rulebook.schema_days import Office, Weekday

WEEKDAYS = tuple(Weekday)
LOOK_BACK = 31  # days; no office stays shut for a month


def closing(office: Office, day: date, table: DaysOff) -> datetime | None:
    """When the office closes on a day, or None when it does not open. Around the clock means until 23.59.

    Args:
        table: the days off of the office's own kinds (`office.closed_on`).
    Raises:
        TableTooShort: the days off of that year are not known.
    """
    if any(period.first <= day <= period.last for period in office.around_the_clock):
        return datetime.combine(day, END_OF_DAY)
    why = table.why_off(day)
    hours = [week.closes for week in office.weekly if WEEKDAYS[day.weekday()] in week.days]
    return datetime.combine(day, max(hours)) if hours and (why is None or day not in table.named) else None


def is_open(office: Office, at: datetime, table: DaysOff) -> bool:
    """Whether the office is open at a moment of its own date and time.

    Raises:
        TableTooShort: as `closing`.
    """
    shuts = closing(office, at.date(), table)
    if shuts is None or at > shuts:
        return False
    if any(period.first <= at.date() <= period.last for period in office.around_the_clock):
        return True
    opens = [week.opens for week in office.weekly if WEEKDAYS[at.weekday()] in week.days]
    return at.time() >= min(opens, default=time.max)


def office_by(office: Office, found: Sequence[Reading], table: DaysOff, *, since: datetime | None) -> datetime | None:
    """The last office hour in which the paper can still be handed in.

    Up to the safe date where the office opens between the event and that date; otherwise up to the outer date; None
    where it opens on neither.

    Args:
        found: the readings of the step, the safe one first.
        since: the moment of the event, before which nothing can be handed in; None for a paper due before the event.
    """
    safe, outer = day_of(found[0].due), day_of(found[-1].due)
    first = since.date() if since else safe - timedelta(days=LOOK_BACK)
    for last in (safe, outer):
        for back in range((last - first).days + 1):
            hour = closing(office, last - timedelta(days=back), table)
            if hour and (since is None or hour >= since):
                return hour
    return None


def arrived_on(at: datetime, office: Office, table: DaysOff) -> date:
    """The day on which a paper counts as handed in: the day itself until closing, the next office day after it."""
    day = at.date()
    while not (hour := closing(office, day, table)) or at > hour:
        day += timedelta(days=1)
    return day

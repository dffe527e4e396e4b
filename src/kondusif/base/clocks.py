"""What a due date looks like: the words of the clock chip, and the cells of the day strip.

Works on the rulebook's explanation of a date (`Due`), of which it reads only the attributes of the contract, and on a
bare date or moment. Nothing is computed here that the rulebook has not decided; days are only laid out and numbered.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kondusif.base import wording

QUIET, NEAR, LATE = "", "jam-dekat", "jam-lewat"
NEAR_DAYS = 2  # office days left from which a clock is drawn as near
WEEKEND, PAUSED = "akhir pekan", "jeda"  # the two reasons of the rulebook that are no name of a day
LONGEST = 26  # cells of a strip; a longer one shows its start, a gap, and its end
_MISSING = object()


def part(thing: object, name: str, default: object = None) -> object:
    """One attribute of a dataclass or one key of a mapping, whichever the rulebook handed over."""
    if isinstance(thing, dict):
        return thing.get(name, default)
    return getattr(thing, name, default)


def is_explained(thing: object) -> bool:
    """Whether the thing is an explanation of a date, not a bare date."""
    return not isinstance(thing, date) and part(thing, "due", _MISSING) is not _MISSING


def off_days(due: object) -> dict[date, str]:
    """The days that the rulebook skipped, each with its reason."""
    skipped = part(due, "skipped", ()) or ()
    found: dict[date, str] = {}
    for entry in skipped if isinstance(skipped, list | tuple) else ():
        day = part(entry, "date")
        if isinstance(day, date):
            found[day] = _spoken(str(part(entry, "why", "")))
    return found


def _spoken(why: str) -> str:
    """A reason in the reader's language; the name of a feast stays as the decree has it."""
    return {WEEKEND: _("akhir pekan"), PAUSED: _("jeda")}.get(why, why)


def why_of(due: object) -> tuple[str, str]:
    """The reasons of a date in the reader's language where the rulebook can say them in it, and that language."""
    language = (get_language() or "id")[:2]
    say = getattr(due, "why_in", None)
    if language == "en" and callable(say) and part(due, "explanation"):
        return str(say(language)), language
    return str(part(due, "why", "") or ""), "id"


@dataclass(frozen=True, slots=True)
class Chip:
    """The words and the look of one running clock."""

    words: str
    look: str = QUIET
    day: date | None = None
    unchecked: bool = False


def chip(due: object, today: date | datetime) -> Chip:
    """Say how a due date stands today.

    Args:
        due: a rulebook explanation, a date, a moment, or None where no number is known.
        today: the city's date, or its local moment where hours matter.
    """
    explained = is_explained(due)
    limit = part(due, "due") if explained else due
    unchecked = explained and part(due, "status") != "in_force"
    if explained and part(due, "paused"):
        return Chip(_paused_words(part(due, "left")), unchecked=unchecked)
    if not isinstance(limit, date):
        return Chip(_("tenggat belum diketahui"), unchecked=unchecked)
    day, now = wording.day_of(limit), wording.day_of(today)
    if explained and part(due, "kind") == "ban_start":
        words = _("mulai %(date)s") if day > now else _("berlaku sejak %(date)s")
        return Chip(words % {"date": wording.short_date(day, year_of=now)}, day=day, unchecked=unchecked)
    words, look = _standing(limit, day, now, today, due if explained else None)
    return Chip(words, look, day, unchecked)


def _paused_words(left: object) -> str:
    if not isinstance(left, int):
        return _("berhenti sementara")
    words = ngettext("berhenti sementara, sisa %(days)s hari", "berhenti sementara, sisa %(days)s hari", left)
    return words % {"days": left}


def _standing(limit: date, day: date, now: date, today: date, due: object) -> tuple[str, str]:
    left = (day - now).days
    outer = part(due, "outer") if due is not None else None
    if left < 0 and isinstance(outer, date) and (beyond := (wording.day_of(outer) - now).days) >= 0:
        return _beyond_safe(beyond), NEAR
    if left < 0:
        return ngettext("lewat %(days)s hari", "lewat %(days)s hari", -left) % {"days": -left}, LATE
    if left == 0:
        return _today_words(limit, today, due)
    if office_days_between(now, day, off_days(due) if due else {}) <= NEAR_DAYS:
        return ngettext("sisa %(days)s hari", "sisa %(days)s hari", left) % {"days": left}, NEAR
    return _("sampai %(date)s") % {"date": wording.short_date(day, year_of=now)}, QUIET


def _beyond_safe(left: int) -> str:
    """The safe date is over, the outer one is not: it may still be done, and nobody should rely on it."""
    if left == 0:
        return _("lewat tanggal aman, batas luar hari ini")
    words = ngettext(
        "lewat tanggal aman, batas luar %(days)s hari lagi", "lewat tanggal aman, batas luar %(days)s hari lagi", left
    )
    return words % {"days": left}


def _today_words(limit: date, today: date, due: object) -> tuple[str, str]:
    if isinstance(limit, datetime):
        at = wording.clock_time(limit, zone=False)
        if isinstance(today, datetime) and _wall(limit) < _wall(today):
            return _("lewat, tadi pukul %(time)s") % {"time": at}, LATE
        return _("hari ini %(time)s") % {"time": at}, NEAR
    office = part(due, "office_by") if due is not None else None
    if isinstance(office, datetime) and wording.day_of(office) == wording.day_of(today):
        return _("hari ini, sebelum %(time)s") % {"time": wording.clock_time(office, zone=False)}, NEAR
    return _("hari ini"), NEAR


def _wall(moment: datetime) -> datetime:
    """What the clock on the wall shows; the rulebook writes local moments without a zone."""
    return wording.local(moment).replace(tzinfo=None)


def office_days_between(first: date, last: date, off: dict[date, str]) -> int:
    """Office days after the first day up to and with the last; Saturdays, Sundays and known days off do not count."""
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(1 for day in span if day.weekday() < 5 and day not in off)


@dataclass(slots=True)
class Cell:
    """One day of the strip. Without a day it is the gap of a strip that was shortened."""

    day: date | None
    weekday: str = ""
    note: str = ""
    looks: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    @property
    def look(self) -> str:
        return " ".join(self.looks)


def strip(due: object, today: date | datetime, start: date | datetime | None = None) -> list[Cell]:
    """Lay out the days from the event to the limit, numbered as the safe reading counts them.

    Args:
        due: a rulebook explanation, or a bare date.
        today: the city's date.
        start: day of the event that starts the clock; without it the days are not numbered.
    Returns:
        Cells in order of days; empty where the limit is not known.
    """
    limit = part(due, "due") if is_explained(due) else due
    if not isinstance(limit, date):
        return []
    end, now = wording.day_of(limit), wording.day_of(today)
    outer = part(due, "outer") if is_explained(due) else None
    last_day = max(end, wording.day_of(outer)) if isinstance(outer, date) else end
    first = wording.day_of(start) if start is not None else min(min(now, end), *off_days(due), end - timedelta(days=6))
    off = _resting(due, min(first, end), max(first, last_day))
    notes = _numbers(due, first, end, off) if start is not None else {}
    first, last_day = min(first, end), max(first, last_day)
    cells = [
        _cell(first + timedelta(days=n), now=now, end=end, outer=outer, notes=notes, off=off)
        for n in range((last_day - first).days + 1)
    ]
    return _shortened(cells)


def _resting(due: object, first: date, last: date) -> dict[date, str]:
    """The skipped days, and every Saturday and Sunday of the strip where office days are counted."""
    off = off_days(due)
    if part(safe_reading(due), "counting") == "working":
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        off = off | {day: _("akhir pekan") for day in span if day.weekday() >= 5}
    return off


def _numbers(due: object, start: date, end: date, off: dict[date, str]) -> dict[date, str]:
    """The count under each day; backwards from the event where a paper must be filed before it."""
    if start > end:
        return {start: _("hari-H")}
    reading = safe_reading(due)
    inclusive, hours = part(reading, "first_day") == "inclusive", part(reading, "counting") == "hours"
    notes = {} if inclusive else {start: _("mulai")}
    counted = 0
    for n in range(0 if inclusive else 1, (end - start).days + 1):
        day = start + timedelta(days=n)
        if day not in off and not hours:
            counted += 1
            notes[day] = str(counted)
    return notes


def safe_reading(due: object) -> object:
    """The reading whose result is the safe date; an empty mapping for a bare date."""
    readings = part(due, "readings", ()) if is_explained(due) else ()
    limit = part(due, "due")
    for reading in readings if isinstance(readings, list | tuple) else ():
        if part(reading, "due") == limit:
            return reading
    return {}


def _cell(day: date, *, now: date, end: date, outer: object, notes: dict[date, str], off: dict[date, str]) -> Cell:
    cell = Cell(day, wording.short_day(day), notes.get(day, ""))
    if day in off and day != end:
        cell.looks.append("libur")
        cell.note = _("jeda") if off[day] == _("jeda") else _("libur")
        cell.spoken.append(off[day])
    elif day < now:
        cell.looks.append("lalu")
    if day == now:
        cell.looks.append("kini")
        cell.spoken.append(_("hari ini"))
    if day == end:
        cell.looks.append("batas")
        cell.spoken.append(_("batas aman"))
    elif isinstance(outer, date) and day == wording.day_of(outer):
        cell.looks.append("luar")
        cell.note = _("batas luar")
    return cell


def _shortened(cells: list[Cell]) -> list[Cell]:
    if len(cells) <= LONGEST:
        return cells
    today_at = next((n for n, cell in enumerate(cells) if "kini" in cell.looks), len(cells) - 14)
    tail = max(3, len(cells) - LONGEST + 4, min(today_at, len(cells) - 14))
    return [*cells[:3], Cell(None, note="…"), *cells[tail:]]

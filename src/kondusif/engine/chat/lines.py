"""The head of a line of an exported or pasted chat: when and who. Plain text in, no guess out.

Known heads: Android (`12/11/24 08.15 - Nama: ...`), iOS (`[12/11/24 08.15.33] Nama: ...`), copied from the desktop
(`[08.15, 12/11/2024] Nama: ...`), Telegram (`Nama, [12/11/2024 08:15]`), each with dots or colons, 12 or 24 hours,
two or four figures of the year, and the year or the month in front.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from itertools import pairwise

from kondusif.engine.reading.lexicon import table

_DAY = (
    r"(?P<a>\d{1,4})(?P<mark>[/.\-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{2,4})"
    r"|(?P<d>\d{1,2}) (?P<word>[^\W\d_]{3,10})\.? (?P<y>\d{4})"
)
_CLOCK = (
    r"(?P<h>\d{1,2})(?P<point>[.:])(?P<m>\d{2})(?:[.:]\d{2})?"
    r"(?: ?(?P<half>[ap]\.? ?m\.?|pagi|siang|sore|malam)(?!\w))?(?: wi(?:b|ta|t))?"
)
_AT = rf"(?:{_DAY}),? (?:(?P<pukul>pukul|pkl\.?|at|jam) )?{_CLOCK}"
_HEADS = (
    re.compile(rf"\[{_AT}\] ?(?P<rest>.*)", re.IGNORECASE),
    re.compile(rf"{_AT} [-–] (?P<rest>.*)", re.IGNORECASE),
    re.compile(rf"\[{_CLOCK}, (?:{_DAY})\] ?(?P<rest>.*)", re.IGNORECASE),
)
_NAME_FIRST = re.compile(rf"(?P<name>[^\[\]\n]{{1,60}}), \[{_AT}\]:?(?P<rest>)$", re.IGNORECASE)
_CENTURY = 2000


class Order(StrEnum):
    """Which of two figures is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figures:
    """A date as written: two figures that are day and month in some order, and the year.

    Args:
        sure: the date itself where the writing leaves no choice (year in front, month in letters, equal figures).
        local: it is written in a way that no locale with the month in front uses (dots, `pukul`).
    """

    one: int
    two: int
    year: int
    sure: date | None = None
    local: bool = False

    def day_first(self) -> date | None:
        """The date with the day in front; None where there is no such day."""
        return _date(self.year, self.two, self.one)

    def month_first(self) -> date | None:
        """The date with the month in front; None where there is no such day."""
        return _date(self.year, self.one, self.two)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one message. `sender` is empty where the messenger itself speaks."""

    figures: Figures
    clock: time | None
    sender: str
    text: str
    speaks: bool


def head_of(line: str) -> Head | None:
    """The head of a line, or None where the line goes on with the message before it.

    Args:
        line: without invisible marks, every blank a plain one.
    """
    if not line:
        return None
    first = line[0]
    found = None
    if first == "[" or first.isdigit():
        found = next((hit for head in _HEADS if (hit := head.match(line))), None)
    elif line.endswith(("]", "]:")):
        found = _NAME_FIRST.match(line)
    if found is None or (figures := _figures(found)) is None:
        return None
    parts = found.groupdict()
    clock = _clock(found)
    if parts.get("name"):
        return Head(figures, clock, parts["name"].strip(), "", True)
    sender, colon, text = parts["rest"].partition(": ")
    if not colon and parts["rest"].endswith(":"):
        sender, colon, text = parts["rest"][:-1], ":", ""
    if not colon or len(sender) > 90 or _is_about_somebody(sender):
        return Head(figures, clock, "", parts["rest"], False)
    return Head(figures, clock, sender.strip().lstrip("~ ").strip(), text, True)


def order_of(rows: Iterable[Figures], today: date) -> Order:
    """Which figure is the day, decided from the whole file: impossible months first, then the order in which people
    write, then what lies in the future. Where nothing decides, nothing is guessed.

    Args:
        rows: in the order of the file.
        today: a chat holds no message of a later day.
    """
    open_rows = [row for row in rows if row.sure is None]
    day_first = any(row.one > 12 for row in open_rows)
    month_first = any(row.two > 12 for row in open_rows)
    if day_first or month_first:
        return Order.MIXED if day_first and month_first else Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    if open_rows and all(row.local for row in open_rows):
        return Order.DAY_FIRST
    one, two = [row.day_first() for row in open_rows], [row.month_first() for row in open_rows]
    return _only(_goes_back(one), _goes_back(two)) or _only(_ahead(one, today), _ahead(two, today)) or Order.UNKNOWN


def date_of(figures: Figures, order: Order) -> date | None:
    """The day of a message; None where the file leaves it open."""
    if figures.sure is not None:
        return figures.sure
    if order is Order.MIXED:
        readings = [one for one in (figures.day_first(), figures.month_first()) if one]
        return readings[0] if len(readings) == 1 else None
    if order is Order.DAY_FIRST:
        return figures.day_first()
    return figures.month_first() if order is Order.MONTH_FIRST else None


def _only(first_wrong: bool, second_wrong: bool) -> Order | None:
    if first_wrong == second_wrong:
        return None
    return Order.MONTH_FIRST if first_wrong else Order.DAY_FIRST


def _goes_back(rows: Sequence[date | None]) -> bool:
    days = [row for row in rows if row]
    return any(later < earlier for earlier, later in pairwise(days))


def _ahead(rows: Sequence[date | None], today: date) -> bool:
    return any(row and row > today for row in rows)


def _figures(found: re.Match[str]) -> Figures | None:
    parts = found.groupdict()
    if parts["word"]:
        month = _months().get(parts["word"].lower())
        sure = _date(int(parts["y"]), month, int(parts["d"])) if month else None
        return Figures(0, 0, 0, sure) if sure else None
    a, b, c = parts["a"], int(parts["b"]), int(parts["c"])
    if len(a) == 4:
        sure = _date(int(a), b, c)
        return Figures(0, 0, 0, sure) if sure else None
    if len(a) > 2 or len(parts["c"]) == 3:
        return None
    one, year = int(a), c if len(parts["c"]) == 4 else _CENTURY + c
    local = parts["mark"] == "." or parts["point"] == "." or (parts.get("pukul") or "").lower()[:1] == "p"
    written = Figures(one, b, year, local=local)
    readings = {written.day_first(), written.month_first()} - {None}
    if not readings:
        return None
    return Figures(one, b, year, next(iter(readings)), local) if one == b else written


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found["h"]), int(found["m"]), (found["half"] or "").lower()
    word = "".join(letter for letter in half if letter.isalpha())
    halves = table_of_marks()["halves"]
    if word in halves["pm"] and hour < 12 and not (word == "siang" and hour > 9):
        hour += 12
    elif word == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_about_somebody(sender: str) -> bool:
    words = sender.lower().split()
    return any(word in _system_verbs() for word in words[1:])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def table_of_marks() -> dict[str, dict[str, list[str]]]:
    """What messengers write by themselves, from `chat_marks`."""
    marks: dict[str, dict[str, list[str]]] = table("chat_marks")
    return marks


@cache
def _months() -> dict[str, int]:
    return {str(word): int(number) for number, words in table_of_marks()["months"].items() for word in words}


@cache
def _system_verbs() -> frozenset[str]:
    return frozenset(table_of_marks()["sender_is_system"])

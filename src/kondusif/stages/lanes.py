"""The pieces of a stage line: a scale of days, bars, marks, words, and events that step out of each other's way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

LETTER = 6.9  # about the width of a letter at 13 px, bold
BAR = 24


class Held(Protocol):
    """Something with a name and days, such as an entry of the city's agenda."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Scale:
    """Days laid out between two points of the drawing; the last day is drawn whole."""

    start: date
    end: date
    left: float
    right: float

    @property
    def day(self) -> float:
        """Width of one day."""
        return (self.right - self.left) / ((self.end - self.start).days + 1)

    def at(self, on: date) -> float:
        """Where a day begins, held inside the drawing."""
        spot = self.left + (on - self.start).days * self.day
        return min(max(spot, self.left), self.right)

    def shows(self, first: date, last: date) -> bool:
        return first <= self.end and last >= self.start

    def months(self) -> Iterator[date]:
        """The first of each month that the scale shows."""
        month = self.start.replace(day=1)
        while month <= self.end:
            if month >= self.start:
                yield month
            month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def words(
    said: str, x: float, y: float, *, bold: bool = False, anchor: str = "start", fill: str = "", halo: bool = False
) -> SafeString:
    """One line of writing, with paper around it where lines may pass below.

    A colour is set as an attribute of a `tspan`, which the style sheet leaves alone.
    """
    css = mark_safe(' class="t"') if bold else mark_safe("")
    inner = format_html('<tspan fill="{}">{}</tspan>', fill, said) if fill else format_html("{}", said)
    paper = mark_safe(' stroke="#faf8f4" stroke-width="4" paint-order="stroke"' if halo else "")
    return format_html(
        '<text{} x="{}" y="{}" font-size="13" text-anchor="{}"{}>{}</text>', css, _n(x), _n(y), anchor, paper, inner
    )


def mark_line(x: float, top: float, bottom: float, stroke: str, width: float, css: str = "") -> SafeString:
    """An upright line."""
    return format_html(
        '<path{} d="M{} {}V{}" stroke="{}" stroke-width="{}"/>',
        mark_safe(f' class="{css}"') if css else mark_safe(""), _n(x), _n(top), _n(bottom), stroke, _n(width),
    )  # fmt: skip


def bar(
    first: date, last: date, scale: Scale, y: float, css: str, fill: str, label: str, height: int = BAR
) -> list[SafeString]:
    """A bar over its days, and its name inside where it fits."""
    if first > last or not scale.shows(first, last):
        return []
    x, end = scale.at(first), scale.at(last + timedelta(days=1))
    painted = format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        css, _n(x), _n(y), _n(end - x), height, fill,
    )  # fmt: skip
    if not label or len(label) * LETTER + 14 > end - x:
        return [painted]
    return [painted, words(label, x + 7, y + 17, bold=True)]


def lanes_of(events: Iterable[Held], scale: Scale) -> list[tuple[int, Held]]:
    """Each event with the lowest lane in which neither its bar nor its name meets another one."""
    free: list[float] = []
    placed: list[tuple[int, Held]] = []
    for event in sorted(events, key=lambda row: (row.starts_on, row.name)):
        start, end = _extent(event, scale)
        lane = next((at for at, taken in enumerate(free) if taken <= start), len(free))
        if lane == len(free):
            free.append(end)
        else:
            free[lane] = end
        placed.append((lane, event))
    return placed


def held(event: Held, scale: Scale, y: float) -> list[SafeString]:
    """One event: its bar, and its name beside it on the side that has room."""
    painted = bar(event.starts_on, event.ends_on, scale, y, "f-mori", "#e5dfd2", "")
    x, end = scale.at(event.starts_on), scale.at(event.ends_on + timedelta(days=1))
    if end + 5 + len(event.name) * LETTER <= scale.right + 10:
        return [*painted, words(event.name, end + 5, y + 17, bold=True, halo=True)]
    return [*painted, words(event.name, x - 5, y + 17, bold=True, anchor="end", halo=True)]


def _extent(event: Held, scale: Scale) -> tuple[float, float]:
    x, end = scale.at(event.starts_on), scale.at(event.ends_on + timedelta(days=1))
    name = len(event.name) * LETTER + 16
    return (x, end + name) if end + name <= scale.right + 21 else (x - name, end + 6)


def words_last(body: Iterable[SafeString]) -> list[SafeString]:
    """The same pieces with all writing on top of all lines and bars."""
    return sorted(body, key=lambda piece: piece.startswith("<text"))


def written(body: Sequence[SafeString], width: float, height: float, title: str, name: str) -> SafeString:
    """The whole drawing with what it says in words."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="grafik" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{}-judul"><title id="{}-judul">{}</title>{}</svg>',
        _n(width), _n(height), name, name, title, mark_safe("".join(body)),
    )  # fmt: skip


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")

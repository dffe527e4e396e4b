"""The map without boundaries: one equal tile per kelurahan, grouped by kecamatan, laid out roughly as the city lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from kondusif.territory.drawing import INK, INK_2, INK_3, LINE, Pen, Place, fitting, framed, number, shape, text


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of one size of the grid, in drawing units.

    Args:
        beside: width kept free for the kecamatan name on the left; 0 puts the name above its tiles.
        band: height of the painted part; the name of the kelurahan stands below it.
        letters: size of that name; 0 leaves names out.
    """

    width: int
    beside: int
    columns: int
    gap: int
    band: int
    letters: float
    between: int

    @property
    def pitch(self) -> float:
        return (self.width - self.beside + self.gap) / self.columns

    @property
    def line(self) -> float:
        return self.band + (self.letters * 1.25 + 8 if self.letters else self.gap)


LAYOUTS = {
    "wide": Layout(width=720, beside=116, columns=6, gap=6, band=26, letters=13, between=16),
    "compact": Layout(width=352, beside=0, columns=3, gap=8, band=24, letters=13.5, between=14),
    "mini": Layout(width=352, beside=92, columns=12, gap=3, band=18, letters=0, between=5),
}


def tile_map(places: Sequence[Place], pen: Pen, title: str, size: str) -> SafeString:
    """The grid as a drawing. Every place of the list is drawn, in the order of its kecamatan."""
    layout = LAYOUTS[size]
    body: list[SafeString] = []
    y = 1.0
    for district, group in groupby(places, key=lambda place: place.district):
        tiles = list(group)
        head, top = _heading(district, len(tiles), layout, y)
        body.append(head)
        rows = rows_of(tiles, layout.columns)
        for at, row in enumerate(rows):
            for column, place in enumerate(row):
                body.append(_tile(place, pen, layout, layout.beside + column * layout.pitch, top + at * layout.line))
        y = top + max(len(rows) * layout.line, _head_height(district, layout)) + layout.between
    return framed(pen, layout.width, y - layout.between, title, f"ubin ubin-{size}", body)


def rows_of(places: Sequence[Place], columns: int) -> list[list[Place]]:
    """Spread the places over rows of nearly equal length.

    Where their positions are known, the rows run from north to south and each row from west to east; otherwise by code.
    """
    count = ceil(len(places) / columns)
    located = all(place.latitude is not None and place.longitude is not None for place in places)
    ordered = sorted(places, key=lambda place: -(place.latitude or 0)) if located else list(places)
    rows: list[list[Place]] = []
    start = 0
    for at in range(count):
        length = len(places) // count + (1 if at < len(places) % count else 0)
        row = ordered[start : start + length]
        rows.append(sorted(row, key=lambda place: place.longitude or 0) if located else row)
        start += length
    return rows


def _heading(district: str, count: int, layout: Layout, y: float) -> tuple[SafeString, float]:
    """The kecamatan's line and name, and where its tiles begin."""
    rule = format_html('<path d="M0 {}H{}" stroke="{}" stroke-width="1"/>', number(y), layout.width, LINE)
    if not layout.beside:
        said = ngettext("%(count)s kelurahan", "%(count)s kelurahan", count) % {"count": count}
        name = text(district.upper(), 0, y + 19, size=12.5, weight=600, fill=INK_2, css="nkec")
        return _joined(rule, name, text(said, layout.width, y + 19, size=12.5, fill=INK_3, anchor="end")), y + 30
    small = 10 if not layout.letters else 11.5
    lines = _broken(district.upper(), layout.beside - 10, small)
    top = y + (layout.gap if not layout.letters else 10)
    names = [
        text(part, 0, top + small + at * small * 1.2, size=small, weight=600, fill=INK_2, css="nkec")
        for at, part in enumerate(lines)
    ]
    return _joined(rule, *names), top


def _head_height(district: str, layout: Layout) -> float:
    if not layout.beside:
        return 0
    small = 10 if not layout.letters else 11.5
    return len(_broken(district.upper(), layout.beside - 10, small)) * small * 1.2 + 4


def _broken(words: str, room: float, size: float) -> list[str]:
    """A name over as many lines as its words need."""
    lines: list[str] = []
    for word in words.split():
        if lines and fitting(f"{lines[-1]} {word}", room, size) == size:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _tile(place: Place, pen: Pen, layout: Layout, x: float, y: float) -> SafeString:
    wide = layout.pitch - layout.gap
    parts = [
        format_html(
            '<rect class="petak" x="{}" y="{}" width="{}" height="{}" fill="{}" rx="1.5"{}/>',
            number(x),
            number(y),
            number(wide),
            layout.band,
            pen.fill(place.word),
            mark_safe(' stroke="#857f73" stroke-width="1"' if place.word == "silent" else ""),
        )
    ]
    if place.loud:
        size = 16 if layout.letters else 12
        parts.append(_disc(place, x + wide / 2, y + layout.band / 2, size))
        parts.append(shape(place.word, x + (wide - size) / 2, y + (layout.band - size) / 2, size))
    if layout.letters:
        letters = fitting(place.name, layout.pitch - 7, layout.letters)
        parts.append(
            text(
                place.name,
                x,
                y + layout.band + layout.letters + 1,
                size=letters,
                weight=600 if place.loud else 400,
                fill=INK,
            )
        )
    return pen.link(place, _joined(*parts))


def _disc(place: Place, x: float, y: float, size: int) -> SafeString:
    """Paper under the ring of silence, which the hatch would swallow."""
    if place.word != "silent":
        return mark_safe("")
    return format_html('<circle cx="{}" cy="{}" r="{}" fill="#faf8f4"/>', number(x), number(y), size // 2 + 2)


def _joined(*parts: SafeString) -> SafeString:
    return mark_safe("".join(parts))

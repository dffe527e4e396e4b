"""The map with boundaries: each kelurahan in its outline, kecamatan parted by ink; the rest follow as squares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kondusif.territory import outlines
from kondusif.territory.drawing import FILLS, INK, INK_2, PAPER, Pen, Place, framed, number, shape, text, width_of
from kondusif.territory.outlines import GRID, Point, Ring

LETTERS = {"wide": 12.5, "compact": 20.0, "mini": 24.0}
WIDTH = 646.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Turns grid points into points of the drawing: north up, degrees of longitude shortened by the latitude."""

    west: int
    north: int
    scale: float
    squeeze: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - self.west) * self.squeeze * self.scale, (self.north - point[1]) * self.scale

    def path(self, line: Sequence[Point], close: bool) -> str:
        """One line as path data, in whole units."""
        spots = [self.at(point) for point in line]
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in spots) + ("z" if close else "")


@dataclass(slots=True)
class Boxes:
    """Where writing stands already."""

    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def free(self, box: tuple[float, float, float, float]) -> bool:
        return all(box[0] > b[2] or box[2] < b[0] or box[1] > b[3] or box[3] < b[1] for b in self.taken)

    def take(self, box: tuple[float, float, float, float]) -> None:
        self.taken.append(box)


def shape_map(places: Sequence[Place], rings: Mapping[str, list[Ring]], pen: Pen, title: str, size: str) -> SafeString:
    """The outlines as a drawing. A place without an outline stands below as a named square; none is dropped."""
    drawn = [place for place in places if place.code in rings]
    sheet, height = _sheet([ring for place in drawn for ring in rings[place.code]])
    body = [pen.link(place, _outline(place, rings[place.code], pen, sheet)) for place in drawn]
    body += _districts(drawn, rings, sheet)
    boxes = Boxes()
    for place in drawn:
        if place.loud:
            body.append(_label(place, sheet.at(outlines.centre_of(rings[place.code])), size, height, boxes))
    body += _district_names(drawn, rings, sheet, size, boxes)
    bare = [place for place in places if place.code not in rings]
    extra, more = _bare(bare, pen, height + 14, size)
    return framed(pen, WIDTH + 8, height + 8 + more, title, f"denah denah-{size}", [*body, *extra], top=-4, left=-4)


def _sheet(rings: list[Ring]) -> tuple[Sheet, float]:
    xs = [point[0] for ring in rings for point in ring]
    ys = [point[1] for ring in rings for point in ring]
    squeeze = cos(radians((min(ys) + max(ys)) / 2 / GRID))
    span_x, span_y = max(1.0, (max(xs) - min(xs)) * squeeze), max(1, max(ys) - min(ys))
    scale = min(WIDTH / span_x, WIDTH * 1.2 / span_y)
    return Sheet(min(xs), max(ys), scale, squeeze), span_y * scale


def _outline(place: Place, rings: list[Ring], pen: Pen, sheet: Sheet) -> SafeString:
    return format_html(
        '<path class="petak {}" fill="{}" fill-rule="evenodd" stroke="#fff" stroke-width="1" d="{}"/>',
        f"m-{place.word}" if place.word in FILLS else "", pen.fill(place.word),
        "".join(sheet.path(ring, close=True) for ring in rings),
    )  # fmt: skip


def _districts(places: Sequence[Place], rings: Mapping[str, list[Ring]], sheet: Sheet) -> list[SafeString]:
    """The borders of the kecamatan, joined from their kelurahan; slivers between outlines are left out."""
    drawn = []
    for district in dict.fromkeys(place.district for place in places):
        lines = outlines.dissolved(ring for place in places if place.district == district for ring in rings[place.code])
        longest = max(len(line) for line in lines)
        data = "".join(sheet.path(line, close=False) for line in lines if len(line) > max(8, longest // 6))
        drawn.append(format_html('<path class="kec" fill="none" stroke="{}" stroke-width="1.1" d="{}"/>', INK, data))
    return drawn


def _label(place: Place, spot: tuple[float, float], size: str, height: float, boxes: Boxes) -> SafeString:
    """Shape and name at the middle of a place, moved until it is free, with a pointer when it had to move far."""
    letters = LETTERS[size]
    mark = round(letters * 1.4)
    half = max(width_of(place.name, letters) / 2, mark / 2) + 2
    x, start = min(max(spot[0], half), WIDTH - half), min(spot[1], height - letters - 4)
    way = [step * sign for step in range(0, 120, 6) for sign in (1, -1)]
    boxed = [(x - half, start + shift - mark * 0.8, x + half, start + shift + letters + 6) for shift in way]
    at = next((at for at, box in enumerate(boxed) if boxes.free(box) and box[3] <= height + 4), 0)
    boxes.take(boxed[at])
    y = start + way[at]
    parts = []
    if abs(y - spot[1]) > mark:
        line = f"M{number(spot[0])} {number(spot[1])}L{number(x)} {number(y)}"
        parts.append(format_html('<path class="tunjuk" fill="none" stroke="{}" d="{}"/>', INK, line))
    if place.word == "silent":
        parts.append(
            format_html(
                '<circle cx="{}" cy="{}" r="{}" fill="{}"/>', number(x), number(y - mark * 0.3), mark / 2, PAPER
            )
        )
    parts.append(shape(place.word, x - mark / 2, y - mark * 0.8, mark))
    parts.append(text(place.name, x, y + letters + 3, size=letters, weight=600, anchor="middle"))
    return mark_safe("".join(parts))


def _district_names(
    places: Sequence[Place], rings: Mapping[str, list[Ring]], sheet: Sheet, size: str, boxes: Boxes
) -> list[SafeString]:
    """Names of kecamatan where they find room; on small drawings none."""
    if size != "wide":
        return []
    names = []
    for district in dict.fromkeys(place.district for place in places):
        centres = [outlines.centre_of(rings[place.code]) for place in places if place.district == district]
        x, y = sheet.at((sum(c[0] for c in centres) / len(centres), sum(c[1] for c in centres) / len(centres)))
        half = width_of(district.upper(), 11) / 2 + 4
        for shift in (0, -16, 16, -32, 32):
            box = (x - half, y + shift - 10, x + half, y + shift + 4)
            if boxes.free(box):
                boxes.take(box)
                names.append(text(district.upper(), x, y + shift, size=11, fill=INK_2, anchor="middle", css="nkec"))
                break
    return names


def _bare(places: Sequence[Place], pen: Pen, top: float, size: str) -> tuple[list[SafeString], float]:
    """The places without an outline, as named squares under the map, and the height they take."""
    if not places:
        return [], 0
    letters = LETTERS[size]
    parts = [text(_("Belum ada batasnya:"), 0, top + letters, size=letters, fill=INK_2)]
    x, y = width_of(_("Belum ada batasnya:"), letters) + 12, top
    for place in places:
        need = 24 + width_of(place.name, letters) + 16
        if x + need > WIDTH:
            x, y = 0.0, y + letters * 1.7
        square = format_html(
            '<rect class="petak" x="{}" y="{}" width="16" height="16" fill="{}" stroke="#857f73"/>',
            number(x), number(y - 1), pen.fill(place.word),
        )  # fmt: skip
        mark = shape(place.word, x + 2, y + 1, 12) if place.loud else mark_safe("")
        name = text(place.name, x + 22, y + letters, size=letters, weight=600 if place.loud else 400)
        parts.append(pen.link(place, mark_safe(square + mark + name)))
        x += need
    return parts, y - top + letters + 20

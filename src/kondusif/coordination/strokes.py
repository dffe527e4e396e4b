"""A signature as lines that a hand drew: read with distrust, drawn as SVG. Plain Python.

A signature is a list of strokes, a stroke a list of points `[x, y]`, whole numbers on a sheet of 1000 by 400.
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from kondusif.kernel.errors import Refused

WIDTH, HEIGHT = 1000, 400
MOST_STROKES, MOST_POINTS, MOST_BYTES = 200, 6000, 120_000
LEAST_INK = 80.0

Point = tuple[int, int]
Stroke = tuple[Point, ...]


def read(text: str) -> tuple[Stroke, ...]:
    """The strokes that a page sent.

    Raises:
        Refused: it is no signature, it leaves the sheet, it is too long, or there is next to no ink in it.
    """
    if len(text) > MOST_BYTES:
        raise Refused("coordination.strokes.too_many")
    try:
        sent = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError) as error:
        raise Refused("coordination.strokes.unreadable") from error
    return checked(sent)


def checked(sent: object) -> tuple[Stroke, ...]:
    """The same for lists that are read already, also those that a database gives back.

    Raises:
        Refused: as `read`.
    """
    if not isinstance(sent, list):
        raise Refused("coordination.strokes.unreadable")
    if len(sent) > MOST_STROKES or sum(len(row) for row in sent if isinstance(row, list)) > MOST_POINTS:
        raise Refused("coordination.strokes.too_many")
    strokes = tuple(_stroke(row) for row in sent if row != [])
    if ink(strokes) < LEAST_INK:
        raise Refused("coordination.strokes.empty")
    return strokes


def ink(strokes: Sequence[Stroke]) -> float:
    """How long the lines are together, in the units of the sheet."""
    pairs = (pair for stroke in strokes for pair in pairwise(stroke))
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairs)


def path(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """The lines as the data of one SVG path: curves through the middles, so that few points look like a hand."""
    return " ".join(_curve(stroke) for stroke in strokes if stroke)


def svg(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """A signature as a picture that stands alone, for paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{path(strokes)}" fill="none" stroke="#1b2527" stroke-width="6" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def _stroke(row: object) -> Stroke:
    if not isinstance(row, list):
        raise Refused("coordination.strokes.unreadable")
    return tuple(_point(point) for point in row)


def _point(point: object) -> Point:
    # A truth value is a whole number to Python, and no place on a sheet.
    if not (isinstance(point, list | tuple) and len(point) == 2 and all(type(value) is int for value in point)):
        raise Refused("coordination.strokes.unreadable")
    x, y = point
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise Refused("coordination.strokes.outside")
    return x, y


def _curve(stroke: Sequence[Sequence[int]]) -> str:
    points = [(int(x), int(y)) for x, y in stroke]
    drawn = f"M{points[0][0]} {points[0][1]}"
    if len(points) == 1:
        return f"{drawn}h0.1"
    for (ax, ay), (bx, by) in pairwise(points[1:]):
        drawn += f"Q{ax} {ay} {(ax + bx) / 2:g} {(ay + by) / 2:g}"
    return f"{drawn}L{points[-1][0]} {points[-1][1]}"

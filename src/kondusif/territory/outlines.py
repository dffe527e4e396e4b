"""Outlines of places, made light enough to draw: shared borders are thinned once, so neighbours never part.

Plain Python. A ring is a list of whole-number points on a grid of about one metre; the first point is not repeated.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

Point = tuple[int, int]
Ring = list[Point]
GRID = 100_000  # steps in one degree, about 1.1 m
LONGITUDES, LATITUDES = (94.0, 142.0), (-12.0, 7.0)  # Indonesia, with the sea around it


def rings_of(geometry: object) -> list[Ring]:
    """The rings of a GeoJSON Polygon or MultiPolygon on the grid, holes included.

    Raises:
        ValueError: with the reason in Indonesian.
    """
    if not isinstance(geometry, dict):
        raise ValueError("tanpa bentuk")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise ValueError("bentuk bukan Polygon atau MultiPolygon")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = [_ring(ring) for polygon in polygons if isinstance(polygon, list) for ring in polygon]
    kept = [ring for ring in rings if len(ring) >= 3]
    if not kept:
        raise ValueError("bentuk tidak memiliki luas")
    return kept


def _ring(points: object) -> Ring:
    if not isinstance(points, list):
        raise ValueError("koordinat tidak terbaca")
    return _without_repeats([_spot(point) for point in points])


def _spot(point: object) -> Point:
    if not isinstance(point, list | tuple) or len(point) < 2:
        raise ValueError("koordinat tidak terbaca")
    longitude, latitude = point[0], point[1]
    for number in (longitude, latitude):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError("koordinat tidak terbaca")
        if isinstance(number, float) and not isfinite(number):  # a whole number is finite, however long it is
            raise ValueError("koordinat tidak terbaca")
    if not (LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]):
        raise ValueError("koordinat di luar Indonesia; urutannya bujur lalu lintang, dalam derajat")
    return round(longitude * GRID), round(latitude * GRID)


def simplified(shapes: Mapping[str, Sequence[Ring]], tolerance: float) -> dict[str, list[Ring]]:
    """Thin the borders of many places at once.

    Args:
        shapes: code -> rings.
        tolerance: how far, in grid steps, a dropped point may lie from the border that stays.
    Returns:
        The same codes; borders that two places share stay shared, and a place never loses its last ring.
    Cost: one pass over the points plus Douglas-Peucker per border.
    """
    shapes = stitched(shapes)
    joints = _joints(shapes)
    thinned: dict[tuple[Point, ...], list[Point]] = {}
    return {code: _thin_rings(rings, joints, tolerance, thinned) for code, rings in shapes.items() if rings}


def stitched(shapes: Mapping[str, Sequence[Ring]], reach: int = 4) -> dict[str, list[Ring]]:
    """Make neighbours meet point by point.

    Published outlines of one city meet only almost: a corner lies a few metres beside the neighbour's, or on the middle
    of its stretch. Corners within `reach` grid steps become one, and a stretch that passes a corner goes through it.
    """
    corners: dict[Point, list[Point]] = defaultdict(list)
    met = {
        code: [_without_repeats([_met(point, corners, reach) for point in ring]) for ring in rings]
        for code, rings in shapes.items()
    }
    return {code: [_through(ring, corners, reach) for ring in rings if len(ring) >= 3] for code, rings in met.items()}


_CELL = 400


def _met(point: Point, corners: dict[Point, list[Point]], reach: int) -> Point:
    """The corner that stands for a point: the first one seen within reach, else the point itself."""
    x, y = point[0] // _CELL, point[1] // _CELL
    for column in range((point[0] - reach) // _CELL, (point[0] + reach) // _CELL + 1):
        for row in range((point[1] - reach) // _CELL, (point[1] + reach) // _CELL + 1):
            for corner in corners.get((column, row), ()):
                if abs(corner[0] - point[0]) <= reach and abs(corner[1] - point[1]) <= reach:
                    return corner
    corners[(x, y)].append(point)
    return point


def _through(ring: Ring, corners: Mapping[Point, Sequence[Point]], reach: int) -> Ring:
    """The ring with every foreign corner that lies on one of its stretches put in."""
    result: Ring = []
    for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
        result.append(here)
        passed = [
            corner
            for corner in _near(here, there, corners, reach)
            if corner not in (here, there) and _distance(corner, here, there) <= reach
        ]
        result += sorted(passed, key=lambda corner: (corner[0] - here[0]) ** 2 + (corner[1] - here[1]) ** 2)
    return _without_repeats(result)


def _near(here: Point, there: Point, corners: Mapping[Point, Sequence[Point]], reach: int) -> list[Point]:
    columns = range((min(here[0], there[0]) - reach) // _CELL, (max(here[0], there[0]) + reach) // _CELL + 1)
    rows = range((min(here[1], there[1]) - reach) // _CELL, (max(here[1], there[1]) + reach) // _CELL + 1)
    return [corner for column in columns for row in rows for corner in corners.get((column, row), ())]


def _without_repeats(ring: Ring) -> Ring:
    kept: Ring = []
    for point in ring:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _joints(shapes: Mapping[str, Sequence[Ring]]) -> set[Point]:
    """Points where more than two borders meet; they must stay."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for rings in shapes.values():
        for ring in rings:
            for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
                neighbours[here].add(there)
                neighbours[there].add(here)
    return {point for point, around in neighbours.items() if len(around) > 2}


def _thin_rings(
    rings: Sequence[Ring], joints: set[Point], tolerance: float, thinned: dict[tuple[Point, ...], list[Point]]
) -> list[Ring]:
    kept = [ring for ring in (_thin_ring(ring, joints, tolerance, thinned) for ring in rings) if len(ring) >= 3]
    return kept or [max(rings, key=len)]


def _thin_ring(ring: Ring, joints: set[Point], tolerance: float, thinned: dict[tuple[Point, ...], list[Point]]) -> Ring:
    """Cut a ring at its joints, thin each border once for both of its places, and close it again."""
    starts = [at for at, point in enumerate(ring) if point in joints]
    if not starts:  # an island: cut it at its two ends so that both places of a hole agree
        first = min(range(len(ring)), key=lambda at: ring[at])
        last = max(range(len(ring)), key=lambda at: ring[at])
        starts = sorted({first, last})
    result: Ring = []
    for start, stop in zip(starts, [*starts[1:], starts[0] + len(ring)], strict=True):
        border = [ring[at % len(ring)] for at in range(start, stop + 1)]
        result.extend(_thin_border(border, tolerance, thinned)[:-1])
    return result


def _thin_border(border: list[Point], tolerance: float, thinned: dict[tuple[Point, ...], list[Point]]) -> list[Point]:
    forward = border <= border[::-1]
    key = tuple(border if forward else border[::-1])
    if key not in thinned:
        thinned[key] = _douglas_peucker(list(key), tolerance)
    return thinned[key] if forward else thinned[key][::-1]


def _douglas_peucker(line: list[Point], tolerance: float) -> list[Point]:
    """The points of a line that matter, ends always kept."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, reach = -1, tolerance
        for at in range(first + 1, last):
            distance = _distance(line[at], line[first], line[last])
            if distance > reach:
                far, reach = at, distance
        if far >= 0:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [line[at] for at in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return float(((px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2) ** 0.5)


def dissolved(rings: Iterable[Ring]) -> list[list[Point]]:
    """The outer border of places that touch: every stretch that only one of them has, joined into lines."""
    edges: dict[tuple[Point, Point], int] = defaultdict(int)
    for ring in rings:
        for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
            edges[(min(here, there), max(here, there))] += 1
    ahead: dict[Point, list[Point]] = defaultdict(list)
    for (here, there), times in edges.items():
        if times == 1:
            ahead[here].append(there)
            ahead[there].append(here)
    lines = []
    while ahead:
        lines.append(_walk(ahead))
    return lines


def _walk(ahead: dict[Point, list[Point]]) -> list[Point]:
    """Follow unused stretches from one point until none is left, using each once."""
    here = next(iter(ahead))
    line = [here]
    while ahead.get(here):
        there = ahead[here].pop()
        ahead[there].remove(here)
        for point in (here, there):
            if not ahead[point]:
                del ahead[point]
        line.append(there)
        here = there
    return line


def centre_of(rings: Sequence[Ring]) -> tuple[float, float]:
    """The centre of the largest ring, by area."""
    area, x, y = max((_moments(ring) for ring in rings), key=lambda found: abs(found[0]))
    if area == 0:
        ring = rings[0]
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)


def _moments(ring: Ring) -> tuple[float, float, float]:
    area = x = y = 0.0
    ox, oy = ring[0]
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
        area += cross
        x += (ax + bx - 2 * ox) * cross
        y += (ay + by - 2 * oy) * cross
    return area, x + 3 * area * ox, y + 3 * area * oy

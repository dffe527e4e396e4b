"""Outlines stay what they were when they are thinned: neighbours meet, nothing disappears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.territory import outlines
from kondusif.territory.outlines import Point, Ring


def _square(x: int, y: int, size: int = 1000) -> Ring:
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def _edges(rings: list[Ring]) -> set[frozenset[Point]]:
    return {frozenset(edge) for ring in rings for edge in zip(ring, ring[1:] + ring[:1], strict=True)}


def _polygon(ring: list[list[float]]) -> dict:
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_wiggle_on_a_shared_border_goes_from_both_sides() -> None:
    west = [(0, 0), (1000, 0), (1003, 500), (1000, 1000), (0, 1000)]
    east = [(1000, 0), (2000, 0), (2000, 1000), (1000, 1000), (1003, 500)]
    thin = outlines.simplified({"w": [west], "e": [east]}, 10)
    assert (1003, 500) not in thin["w"][0]
    assert (1003, 500) not in thin["e"][0]
    assert frozenset(((1000, 0), (1000, 1000))) in _edges(thin["w"]) & _edges(thin["e"])


def test_a_corner_on_a_neighbours_stretch_becomes_part_of_it() -> None:
    tall, low, high = [(0, 0), (1000, 0), (1000, 2000), (0, 2000)], _square(1001, 1), _square(1000, 1000)
    met = outlines.stitched({"t": [tall], "l": [low], "h": [high]})
    assert len(met["t"][0]) == 5
    assert len(outlines.dissolved([*met["t"], *met["l"], *met["h"]])) == 1


def test_dissolving_leaves_only_the_outer_border() -> None:
    (line,) = outlines.dissolved([_square(0, 0), _square(1000, 0), _square(0, 1000), _square(1000, 1000)])
    assert line[0] == line[-1]
    assert (1000, 1000) not in line
    assert len(line) == 9


def test_two_islands_give_two_lines() -> None:
    assert len(outlines.dissolved([_square(0, 0), _square(5000, 0)])) == 2


def test_the_centre_is_that_of_the_largest_part() -> None:
    assert outlines.centre_of([_square(0, 0, 10), _square(1000, 1000, 100)]) == pytest.approx((1050, 1050))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=40, unique=True),
    st.integers(0, 300),
)
def test_no_place_ever_loses_its_last_ring(points: list[Point], tolerance: int) -> None:
    thin = outlines.simplified({"a": [points]}, tolerance)
    if "a" in thin:
        assert thin["a"]
        assert set(thin["a"][0]) <= set(points)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "tanpa bentuk"),
        ({"type": "Point", "coordinates": [110.8, -7.5]}, "bukan Polygon"),
        ({"type": "Polygon"}, "bukan Polygon"),
        ({"type": "Polygon", "coordinates": []}, "luas"),
        (_polygon([[110.8, -7.5], [110.9, -7.5]]), "luas"),
        (_polygon([[110.8, -7.5], [110.8, -7.5], [110.8, -7.5], [110.8, -7.5]]), "luas"),
        (_polygon([[110.8, "x"], [110.9, -7.5], [110.9, -7.6]]), "tidak terbaca"),
        (_polygon([[110.8], [110.9, -7.5], [110.9, -7.6]]), "tidak terbaca"),
        (_polygon([[float("nan"), -7.5], [110.9, -7.5], [110.9, -7.6]]), "tidak terbaca"),
        (_polygon([[True, -7.5], [110.9, -7.5], [110.9, -7.6]]), "tidak terbaca"),
        (_polygon([[-7.5, 110.8], [-7.5, 110.9], [-7.6, 110.9]]), "bujur lalu lintang"),
        (_polygon([[481000.0, 9164000.0], [482000.0, 9164000.0], [482000.0, 9165000.0]]), "di luar Indonesia"),
        ({"type": "MultiPolygon", "coordinates": ["x"]}, "luas"),
        ({"type": "Polygon", "coordinates": [["x"]]}, "tidak terbaca"),
    ],
)
def test_a_shape_that_cannot_be_drawn_says_why(geometry: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        outlines.rings_of(geometry)


def test_holes_parts_and_heights_are_read() -> None:
    square = [[110.0, -7.0, 12.5], [110.1, -7.0, 12.5], [110.1, -7.1, 12.5], [110.0, -7.1, 12.5], [110.0, -7.0, 12.5]]
    hole = [[110.02, -7.02], [110.04, -7.02], [110.04, -7.04], [110.02, -7.02]]
    far = [[[111.0, -7.0], [111.1, -7.0], [111.1, -7.1], [111.0, -7.0]]]
    rings = outlines.rings_of({"type": "MultiPolygon", "coordinates": [[square, hole], far]})
    assert [len(ring) for ring in rings] == [4, 3, 3]

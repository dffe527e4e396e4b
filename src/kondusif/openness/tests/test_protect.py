"""No count below five can be found: not by subtracting, not by knowing the rule, not by comparing weeks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.kernel.small_counts import SMALLEST
from kondusif.openness.rules import (
    Cell,
    Table,
    flat,
    follow,
    last_full_week,
    protect,
    protect_cell,
    shown,
)

UNTIL = date(2024, 11, 10)
Bounds = dict[tuple[str, ...], tuple[int, int]]


def trees(depth: int) -> st.SearchStrategy[Cell]:
    """Nested areas: every whole is the sum of its parts, down to `depth` levels below the top."""
    leaves = st.integers(0, 14).map(lambda count: Cell("x", count))
    tree = leaves
    for _level in range(depth):
        tree = st.one_of(leaves, st.lists(tree, min_size=1, max_size=5).map(_whole))
    return tree


def _whole(parts: list[Cell]) -> Cell:
    return Cell("x", sum(part.count or 0 for part in parts), tuple(parts))


def table(*counts: int, by_place: bool = False) -> Table:
    cells = tuple(Cell(str(place), count) for place, count in enumerate(counts))
    return Table("reports.district", UNTIL, sum(counts), cells, by_place)


def walk(cell: Cell, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Cell]]:
    yield path, cell
    for place, part in enumerate(cell.parts):
        yield from walk(part, (*path, str(place)))


def attack(cell: Cell) -> Bounds:
    """What anybody can derive by adding and subtracting over all nested areas: the tightest bounds of every count.

    In a tree, passing bounds up and down until nothing moves is exact for whole numbers that are not negative.
    """
    top = 10_000
    bounds = {path: (0, top) if row.count is None else (row.count, row.count) for path, row in walk(cell)}
    rows = [(path, [(*path, str(n)) for n in range(len(row.parts))]) for path, row in walk(cell) if row.parts]
    moved = True
    while moved:
        before = dict(bounds)
        for whole, parts in rows:
            low, high = sum(bounds[p][0] for p in parts), sum(bounds[p][1] for p in parts)
            bounds[whole] = (max(bounds[whole][0], low), min(bounds[whole][1], high))
            for part in parts:
                others = [bounds[p] for p in parts if p != part]
                floor = bounds[whole][0] - sum(high for _low, high in others)
                ceiling = bounds[whole][1] - sum(low for low, _high in others)
                bounds[part] = (max(bounds[part][0], floor), min(bounds[part][1], ceiling))
        moved = bounds != before
    return bounds


@settings(max_examples=400, deadline=None)
@given(trees(3))
def test_subtracting_over_all_nested_areas_finds_no_count_below_five(whole: Cell) -> None:
    truth = {path: row.count for path, row in walk(whole)}
    for path, (low, high) in attack(protect_cell(whole)).items():
        count = truth[path]
        assert count is not None
        assert low <= count <= high
        if count < SMALLEST:
            assert low == 0, (path, low, high)
            assert high >= SMALLEST, (path, low, high)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=6), st.lists(st.integers(0, 14), min_size=1, max_size=6))
def test_two_ways_of_cutting_one_total_do_not_betray_each_other(one: list[int], two: list[int]) -> None:
    if sum(one) < sum(two):
        one, two = two, one
    two = [*two, sum(one) - sum(two)]
    for truth in (one, two):
        safe = protect(table(*truth))
        assert (safe.total is None) == (sum(one) < SMALLEST)
        bounds = attack(Cell("all", safe.total, safe.cells))
        for place, count in enumerate(truth):
            if count < SMALLEST:
                assert bounds[(str(place),)][0] == 0
                assert bounds[(str(place),)][1] >= SMALLEST


@pytest.mark.parametrize(("parts", "most"), [(2, 30), (3, 24), (4, 18)])
def test_knowing_the_rule_of_withholding_does_not_help(parts: int, most: int) -> None:
    """Every possible table is protected; two tables that look alike in public must differ in every small count."""
    seen: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=parts):
        if SMALLEST <= sum(counts) <= most:
            shown = protect_cell(Cell("all", sum(counts), tuple(Cell("x", count) for count in counts)))
            seen[(sum(counts), *(part.count for part in shown.parts))].append(counts)
    for public, secrets in seen.items():
        for place in range(parts):
            values = {row[place] for row in secrets}
            if public[place + 1] is None and min(values) < SMALLEST:
                assert len(values) >= 2, (public, secrets)


def test_below_a_withheld_whole_nothing_is_shown() -> None:
    district = Cell("33.72.03", 6, (Cell("33.72.03.1001", 6),))
    shown = protect_cell(Cell("33.72", 9, (district, Cell("33.72.04", 3))))
    assert [row.count for _path, row in walk(shown)] == [9, None, None, None]


def test_a_small_total_withholds_its_table() -> None:
    safe = protect(table(4, 0))
    assert [safe.total, *(row.count for row in flat(safe))] == [None, None, None]


def test_a_week_that_changed_a_place_by_one_leaves_the_old_table_standing() -> None:
    before = protect(table(9, 8, 20, by_place=True))
    after = protect(replace(table(9, 9, 20, by_place=True), until=date(2024, 11, 17)))
    assert follow(before, after) is before


def test_a_place_table_moves_on_when_every_change_is_large_or_none() -> None:
    before = protect(table(9, 8, 20, by_place=True))
    after = protect(table(9, 13, 25, by_place=True))
    assert follow(before, after) is after
    assert follow(None, after) is after


def test_what_is_withheld_together_may_not_change_by_a_little_either() -> None:
    before = protect(table(2, 3, 20, by_place=True))
    after = protect(table(3, 3, 20, by_place=True))
    assert follow(before, after) is before


def test_a_figure_that_stood_is_not_taken_back_in_a_way_that_shows_why() -> None:
    before = protect(table(9, 8, 20, by_place=True))
    after = protect(table(14, 13, 25, 1, by_place=True))
    assert follow(before, after) is before


def test_tables_of_the_whole_city_move_on_every_week() -> None:
    assert follow(protect(table(9, 8)), after := protect(table(9, 9))) is after


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_pair_of_standing_editions_shows_a_small_change_of_a_place(weeks: list[list[int]]) -> None:
    standing, counts = None, [6, 7, 8]
    for grown in weeks:
        before = standing
        counts = [now + more for now, more in zip(counts, grown, strict=True)]
        standing = follow(before, protect(table(*counts, by_place=True)))
        if before is not None:
            old, new = shown(before), shown(standing)
            assert all(abs(new[path] - count) in (0, *range(SMALLEST, 999)) for path, count in old.items())


@pytest.mark.parametrize("parts", [(3, 3), (8, -1), (None, 7)])
def test_parts_that_do_not_add_up_are_refused(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError, match="add up"):
        protect_cell(Cell("all", 7, tuple(Cell("x", count) for count in parts)))


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2024, 11, 13), date(2024, 11, 10)),
        (date(2024, 11, 10), date(2024, 11, 3)),
        (date(2024, 11, 11), date(2024, 11, 10)),
    ],
)
def test_figures_are_counted_to_the_last_finished_sunday(today: date, until: date) -> None:
    assert last_full_week(today) == until

"""Who receives a key, over ten thousand random trees of units, against a second way of working it out."""

import random

from kondusif.vault.rules import Route, route

TREES, SEED = 10_000, 20241113


def tree(chance: random.Random) -> dict[int, int | None]:
    """A forest of units; now and then somebody has typed a circle into it."""
    size = chance.randint(1, 30)
    parents: dict[int, int | None] = {
        unit: chance.choice([None, *range(unit)]) if unit and chance.random() < 0.95 else None for unit in range(size)
    }
    if size > 3 and chance.random() < 0.05:
        parents[chance.randrange(size)] = chance.randrange(size)
    return parents


def path_up(unit: int, parents: dict[int, int | None], seen: frozenset[int] = frozenset()) -> list[int]:
    """The unit and its superiors, by recursion."""
    above = parents.get(unit)
    if above is None or above in seen | {unit}:
        return [unit]
    return [unit, *path_up(above, parents, seen | {unit})]


def expected(candidates: set[int], accused: int | None, parents: dict[int, int | None], is_head: bool) -> Route:
    """The same decision by paths: one is above the other when it lies on the other's path."""
    if accused is None:
        return Route(tuple(sorted(candidates)))
    above = path_up(accused, parents)
    outside = [unit for unit in sorted(candidates) if unit not in above]
    below = [unit for unit in outside if accused in path_up(unit, parents)]
    if not is_head:
        return Route(tuple(outside))
    beside = [unit for unit in outside if unit not in below]
    return Route(tuple(beside), False) if beside else Route(tuple(below), bool(below))


def test_no_unit_of_the_line_of_the_accused_ever_receives_a_key() -> None:
    chance = random.Random(SEED)
    below = 0
    for _ in range(TREES):
        parents = tree(chance)
        candidates = {unit for unit in parents if chance.random() < 0.6}
        accused = chance.choice([None, *parents])
        is_head = chance.random() < 0.5
        found = route(candidates, accused, parents, is_head=is_head)
        assert found == expected(candidates, accused, parents, is_head), (parents, candidates, accused, is_head)
        assert set(found.units) <= candidates
        if accused is not None:
            assert not set(found.units) & set(path_up(accused, parents)), (parents, accused)
            under = [unit for unit in found.units if accused in path_up(unit, parents)]
            assert not (is_head and under) or found.below, "only when nobody else is left"
        below += found.below
    assert below > 50, "the rare case was among them"

"""Every shared read about places."""

from kondusif.territory.selectors.choices import Choice, Group, cities, place_choices, rt_choices, rw_choices, search
from kondusif.territory.selectors.names import name_path, name_paths, path_in_force
from kondusif.territory.selectors.places import (
    area,
    chain,
    children,
    editions,
    inside,
    kelurahan_of,
    lives,
    living,
    nearest_known,
    vanished,
)
from kondusif.territory.selectors.sights import EXERCISE, Below, Sight, below, sight, sight_or_none

__all__ = [
    "EXERCISE", "Below", "Choice", "Group", "Sight", "area", "below", "chain", "children", "cities", "editions",
    "inside",
    "kelurahan_of", "lives", "living", "name_path", "name_paths", "nearest_known", "path_in_force", "place_choices",
    "rt_choices", "rw_choices", "search", "sight", "sight_or_none", "vanished",
]  # fmt: skip

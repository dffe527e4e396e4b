"""Every write about territory."""

from kondusif.territory.services.boundaries import Outlined, load_boundaries
from kondusif.territory.services.editions import (
    NATIONAL_EDITION,
    NATIONAL_FILE,
    Loaded,
    load_areas,
    load_national_list,
    record_successor,
)
from kondusif.territory.services.facts import CITY_FACTS, load_city_facts

__all__ = [
    "CITY_FACTS",
    "NATIONAL_EDITION",
    "NATIONAL_FILE",
    "Loaded",
    "Outlined",
    "load_areas",
    "load_boundaries",
    "load_city_facts",
    "load_national_list",
    "record_successor",
]

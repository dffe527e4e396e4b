"""Kinds of units and bodies, and what follows from a place in the tree. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum


class UnitKind(StrEnum):
    MAYOR = "mayor"
    SECRETARY = "secretary"
    INSPECTORATE = "inspectorate"
    POLITICS = "politics"
    PERSONNEL = "personnel"
    AGENCY = "agency"
    DISTRICT = "district"
    VILLAGE = "village"


class Matter(StrEnum):
    """What an outside body takes."""

    ELECTION = "election"
    INFORMATION = "information"
    OVERSIGHT = "oversight"
    SHELTERED = "sheltered"
    PRESSURE = "pressure"
    KPU_STAFF = "kpu_staff"
    POLICE = "police"
    CRIME = "crime"
    MILITARY = "military"
    KEMENAG = "kemenag"
    SMA_TEACHER = "sma_teacher"


# A report against the head of one of these goes to Bawaslu alone unless the reporter chooses otherwise
# (design: three tracks), because the city's own desk stands under them.
SHELTERED = frozenset({UnitKind.MAYOR, UnitKind.SECRETARY, UnitKind.INSPECTORATE, UnitKind.POLITICS})


def chain_of(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """The unit and everything above it, nearest first; a loop in the data ends the walk.

    Args:
        unit: key of a unit.
        parents: key of a unit -> key of its superior unit.
    """
    chain: list[int] = []
    step: int | None = unit
    while step is not None and step not in chain:
        chain.append(step)
        step = parents.get(step)
    return chain

"""A file read against the city's own units, and what it would change."""

from kondusif.institutions.selectors import city, units
from kondusif.roster.places import Place, Places
from kondusif.roster.rules import Changes, changes_of
from kondusif.roster.selectors.editions import known_rows
from kondusif.roster.sheets.cells import grids_of
from kondusif.roster.sheets.rows import Read, read_grids


def places() -> Places:
    """The city's units, ready to be found by what people write."""
    return Places([Place(unit.key, unit.name, unit.kind, unit.area_code) for unit in units()], city().name)


def read_bytes(raw: bytes) -> Read:
    """The people and the faults of a file.

    Raises:
        Refused: it is no personnel sheet; BadSheet: a column stands twice.
    """
    return read_grids(grids_of(raw), places(), city().code)


def changes_by(read: Read) -> Changes:
    """What a sheet would change in the list as it is now."""
    known, left = known_rows()
    return changes_of(known, left, read.rows, read.fields)

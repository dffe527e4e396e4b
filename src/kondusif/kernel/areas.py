"""Area codes: Kemendagri codes with dots, extended by two parts of three digits for RW and RT.

``33`` province, ``33.72`` city or regency, ``33.72.01`` district (kecamatan), ``33.72.01.1001`` village
(kelurahan or desa), ``33.72.01.1001.007`` RW, ``33.72.01.1001.007.002`` RT. A scope is such a code, and "inside" is a
test by whole parts: ``33.7`` is not a code and ``33.72.01`` does not hold ``33.72.010``.
"""

from enum import StrEnum
from functools import lru_cache

_PART_WIDTHS = (2, 2, 2, 4, 3, 3)
_DIGITS = frozenset("0123456789")


class Level(StrEnum):
    """The six levels of a territory, from the widest."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    VILLAGE = "village"
    RW = "rw"
    RT = "rt"


_LEVELS = tuple(Level)


def is_area_code(text: object) -> bool:
    """Whether the text is a well-formed area code of any level; says nothing about its existence."""
    if not isinstance(text, str):
        return False
    pieces = text.split(".")
    if len(pieces) > len(_PART_WIDTHS):
        return False
    return all(
        len(piece) == width and _DIGITS.issuperset(piece) and int(piece) > 0
        for piece, width in zip(pieces, _PART_WIDTHS, strict=False)
    )


@lru_cache(maxsize=4096)
def parts(code: str) -> tuple[str, ...]:
    """The parts of a code, widest first.

    Raises:
        ValueError: the text is not an area code.
    """
    if not is_area_code(code):
        raise ValueError(f"not an area code: {code!r}")
    return tuple(code.split("."))


def level_of(code: str) -> Level:
    """The level a code speaks of, read from its number of parts.

    Raises:
        ValueError: the text is not an area code.
    """
    return _LEVELS[len(parts(code)) - 1]


def parent_of(code: str) -> str | None:
    """The code one level wider, or None for a province.

    Raises:
        ValueError: the text is not an area code.
    """
    return ".".join(parts(code)[:-1]) or None


def ancestors(code: str) -> tuple[str, ...]:
    """Every wider code, the province first; empty for a province.

    Raises:
        ValueError: the text is not an area code.
    """
    pieces = parts(code)
    return tuple(".".join(pieces[:depth]) for depth in range(1, len(pieces)))


def at_level(code: str, level: Level) -> str | None:
    """The code itself or the wider code at the level; None where the code is wider than the level.

    Raises:
        ValueError: the text is not an area code.
    """
    pieces, depth = parts(code), _LEVELS.index(level) + 1
    return ".".join(pieces[:depth]) if len(pieces) >= depth else None


def contains(scope: str, code: str) -> bool:
    """Whether the code is the scope itself or lies inside it, by whole parts.

    A text that is no area code contains nothing and lies in nothing, so a damaged grant opens no door.
    """
    if not is_area_code(scope) or not is_area_code(code):
        return False
    return code == scope or code.startswith(scope + ".")


def contained_in_any(scopes: tuple[str, ...] | list[str] | set[str] | frozenset[str], code: str) -> bool:
    """Whether at least one of the scopes contains the code."""
    return any(contains(scope, code) for scope in scopes)


def rw_code(village: str, number: int) -> str:
    """The code of an RW of a village.

    Raises:
        ValueError: the code is not a village's, or the number is not 1..999.
    """
    return _extended(village, Level.VILLAGE, number)


def rt_code(rw: str, number: int) -> str:
    """The code of an RT of an RW.

    Raises:
        ValueError: the code is not an RW's, or the number is not 1..999.
    """
    return _extended(rw, Level.RW, number)


def _extended(code: str, level: Level, number: int) -> str:
    if level_of(code) is not level:
        raise ValueError(f"{code} is not a {level}")
    if not 1 <= number <= 999:
        raise ValueError(f"number out of range: {number}")
    return f"{code}.{number:03d}"

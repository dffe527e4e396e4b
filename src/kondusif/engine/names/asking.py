"""A name as people ask for it, with the place around it: `Pak Moch. Soebardjo, orang kelurahan Jebres`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from kondusif.engine.names.fold import data

Unit = TypeVar("Unit")
FoundT_co = TypeVar("FoundT_co", covariant=True)
_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")
_LETTERS = re.compile(r"[^\W\d_]")
_SIGNS, _EDGES, _PLACE_EDGES = frozenset(",;()"), " ,;(-", " .,;()"
_MOST_UNIT_WORDS, _LEAST_UNIT_LETTERS = 8, 4


class Units(Protocol[FoundT_co]):
    """Offices by the ways their names are written; a text that fits several fits none."""

    def whole(self, text: str) -> FoundT_co | None:
        """The office whose whole name a text is (`Kel. Jebres`)."""

    def bare(self, text: str) -> FoundT_co | None:
        """The village whose bare name a text is (`Jebres`)."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Unit]):
    """What is asked: whose name, the words about the place, and the known office among them."""

    name: str
    place: str = ""
    unit: Unit | None = None


@lru_cache(maxsize=1)
def _leads() -> tuple[frozenset[str], frozenset[str]]:
    table = data("names_titles")
    anywhere = frozenset(table["leads_to_place"])
    return anywhere, anywhere | frozenset(table["leads_to_place_after_comma"])


def taken_apart(text: str, units: Units[Unit] | None = None) -> Question[Unit]:
    """The part that names a person, and what is said of where the person works.

    A word such as *orang* or *pegawai* ends the name wherever it stands behind one; *dari* or *lurah* only behind a
    comma or before an office, because they may be names themselves. Titles stay in the name.

    Args:
        units: the offices of the city where they are known; their names are found wherever they stand.
    """
    stretches, found = _without_units(_TOKEN.findall(text), units) if units else ([_TOKEN.findall(text)], [])
    name, place = "", ""
    for number, stretch in enumerate(stretches):
        before_unit = number < len(stretches) - 1
        here, said = _at_lead(_without_edges(stretch, before_unit=before_unit) if units else stretch)
        name, place = name or here, place or said
    return Question(name, place, found[0] if found else None)


def _at_lead(tokens: list[str]) -> tuple[str, str]:
    """What stands before the first word that leads to a place, and the rest from that word on."""
    anywhere, behind_sign = _leads()
    for at, token in enumerate(tokens):
        leads = behind_sign if at and tokens[at - 1] in _SIGNS else anywhere
        if _bare(token) in leads and any(map(_LETTERS.search, tokens[:at])):
            return _written(tokens[:at]).rstrip(_EDGES), _written(tokens[at:]).strip(_PLACE_EDGES)
    return _written(tokens).rstrip(_EDGES), ""


def _without_edges(tokens: list[str], *, before_unit: bool) -> list[str]:
    """A stretch beside an office without the words that only lead to it."""
    low, high = 0, len(tokens)
    while before_unit and high and (tokens[high - 1] in _SIGNS or _leading(tokens[high - 1])):
        high -= 1
    while low < high and tokens[low] in _SIGNS:
        low += 1
    return tokens[low:high]


def _without_units(tokens: list[str], units: Units[Unit]) -> tuple[list[list[str]], list[Unit]]:
    """The stretches of words between the names of offices, and those offices."""
    stretches: list[list[str]] = [[]]
    found: list[Unit] = []
    at = 0
    while at < len(tokens):
        unit, length = _unit_at(tokens, at, units)
        if unit is None:
            stretches[-1].append(tokens[at])
        else:
            found.append(unit)
            stretches.append([])
        at += length
    return stretches, found


def _unit_at(tokens: list[str], at: int, units: Units[Unit]) -> tuple[Unit | None, int]:
    """The office whose name begins here, and its words. A bare village counts only behind a word that leads to it."""
    for end in range(min(len(tokens), at + _MOST_UNIT_WORDS), at, -1):
        words = " ".join(tokens[at:end])
        if len(words) >= _LEAST_UNIT_LETTERS and (whole := units.whole(words)) is not None:
            return whole, end - at
    if at and (tokens[at - 1] in _SIGNS or _leading(tokens[at - 1])):
        for length in (2, 1):
            if (bare := units.bare(" ".join(tokens[at : at + length]))) is not None:
                return bare, min(length, len(tokens) - at)
    return None, 1


def _leading(token: str) -> bool:
    return _bare(token) in _leads()[1]


def _bare(token: str) -> str:
    return token.upper().strip(".:-'\"")


def _written(tokens: list[str]) -> str:
    """Tokens as a person writes them: signs stand at the word before them, an opening one at the word behind."""
    text = " ".join(tokens)
    return re.sub(r"\s+([,;)])", r"\1", text).replace("( ", "(")

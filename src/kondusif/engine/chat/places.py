"""Finds the kecamatan and kelurahan of one city in what people write in a chat, small letters or capitals.

Chat has few capitals, so a bare name counts where it is no ordinary word; `pajang` and `sumber` need `kelurahan` before
them. Where a kelurahan bears the name of its kecamatan, the word before it decides, else the kelurahan is meant and the
hit says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kondusif.engine.reading.gazetteer import Row, key_of, shown
from kondusif.engine.reading.lexicon import table

_BEFORE = re.compile(r"(?:^|\W)([^\W\d_]+)[ .:]{1,3}$")
_VILLAGE_CODE = 13
_GAP = r"[ -]?"
_LONG_NAME = 8


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One naming. `shared` says that a kecamatan bears the same name and nothing told them apart."""

    start: int
    end: int
    code: str
    name: str
    shared: bool

    @property
    def is_village(self) -> bool:
        return len(self.code) == _VILLAGE_CODE


@dataclass(slots=True)
class PlaceNames:
    """The places of one city.

    Args:
        by_key: name without blanks -> (kecamatan or None, kelurahan or None), each `(code, name)`.
    """

    by_key: dict[str, tuple[Row | None, Row | None]]
    pattern: re.Pattern[str] | None
    words: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_rows(cls, rows: Iterable[Row]) -> "PlaceNames":
        """From `(code, name)` rows of kecamatan and kelurahan; a name that two kelurahan bear is no proposal.

        Cost: linear in the rows.
        """
        by_key: dict[str, tuple[Row | None, Row | None]] = {}
        twice: set[str] = set()
        written: set[str] = set()
        words: set[str] = set()
        for code, name in rows:
            key, village = key_of(name), len(code) == _VILLAGE_CODE
            district, known = by_key.get(key, (None, None))
            if village and known is not None:
                twice.add(key)
            by_key[key] = (district, (code, shown(name))) if village else ((code, shown(name)), known)
            written.add(_spelled(name))
            words.update(re.findall(r"[^\W\d_]+", name.lower()))
        for key in twice:
            by_key[key] = (by_key[key][0], None)
        names = "|".join(sorted(written, key=len, reverse=True))
        pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if written else None
        return cls(by_key, pattern, frozenset(words))

    def find(self, text: str) -> list[PlaceHit]:
        """The places of a text, in order."""
        if self.pattern is None:
            return []
        return [hit for found in self.pattern.finditer(text) if (hit := self._hit(text, found))]

    def _hit(self, text: str, found: re.Match[str]) -> PlaceHit | None:
        rows = _rows()
        district, village = self.by_key[key_of(found.group())]
        before = _BEFORE.search(text[max(0, found.start() - 24) : found.start()])
        word = before.group(1).lower() if before else ""
        if word in rows["no_place_after"] or (word not in rows["village"] and _is_ordinary(text, found, word)):
            return None
        if word in rows["district"] and district:
            return PlaceHit(found.start(), found.end(), *district, shared=False)
        if village:
            return PlaceHit(found.start(), found.end(), *village, shared=bool(district) and word not in rows["village"])
        return PlaceHit(found.start(), found.end(), *district, shared=False) if district else None


def _spelled(name: str) -> str:
    """A name as a pattern: words with or without a blank; a long one with a blank anywhere ("Pucang Sawit")."""
    key = re.sub(r"[\W_]+", "", name)
    if len(key) >= _LONG_NAME:
        return _GAP.join(map(re.escape, key))
    return _GAP.join(re.escape(word) for word in re.findall(r"\w+", name))


def _is_ordinary(text: str, found: re.Match[str], word: str) -> bool:
    """Whether a name is an ordinary word here: "di Pajang" with one capital is a place, "dipajang di" is none."""
    name = found.group()
    if name.lower() not in _rows()["ordinary"]:
        return False
    return not (name[0].isupper() and not name.isupper() and word in _rows()["locative"])


@cache
def _rows() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(str, words)) for name, words in table("chat_sorts")["places"].items()}

"""From the words of a sheet or of a question to a unit of the city's tree. Plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kondusif.institutions.rules import UnitKind

_SHORT = {
    "kel": "kelurahan", "kec": "kecamatan", "din": "dinas", "disdik": "dinas pendidikan", "dinkes": "dinas kesehatan",
    "dishub": "dinas perhubungan", "disdag": "dinas perdagangan", "dinsos": "dinas sosial",
    "setda": "sekretariat daerah", "sekda": "sekretariat daerah",
    "satpol": "satuan polisi pamong", "pp": "praja", "kesbangpol": "badan kesatuan bangsa dan politik",
    "diskominfo": "dinas komunikasi dan informatika", "bag": "bagian",
    "dpupr": "dinas pekerjaan umum dan penataan ruang",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\b(?:pemerintah|kota|kabupaten|pemkot|pemkab)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as this module reads it."""

    key: str
    name: str
    kind: str
    area_code: str


class Places:
    """Finds units by how people write them. A name that fits several units fits none."""

    def __init__(self, places: Iterable[Place], city_name: str = "") -> None:
        self._city = frozenset(fold_place(city_name).split()) - {"kota", "kabupaten"}
        self._by_name: dict[str, list[Place]] = {}
        self.every = list(places)
        for place in self.every:
            for name in {fold_place(place.name), self._bare(place.name), fold_place(place.key.replace("-", " "))}:
                self._by_name.setdefault(name, []).append(place)
        self._short: dict[str, list[Place]] = {}
        for place in self.every:
            if place.kind in (UnitKind.VILLAGE, UnitKind.DISTRICT):
                self._short.setdefault(fold_place(place.name).split(" ", 1)[-1], []).append(place)
        self._known: dict[tuple[str, str], Place | None] = {}

    def find(self, unit: str, office: str = "") -> Place | None:
        """The unit that a sheet names, else the office above it; None where neither is one unit of the tree."""
        asked = (unit, office)
        if asked not in self._known:
            self._known[asked] = self._one(unit) or self._one(office)
        return self._known[asked]

    def whole(self, text: str) -> Place | None:
        """The unit whose whole name a text is (`Kel. Jebres`)."""
        found = {
            place.key: place for name in (fold_place(text), self._bare(text)) for place in self._by_name.get(name, [])
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def bare(self, text: str) -> Place | None:
        """The kelurahan, else the kecamatan, whose bare name a text is (`Jebres`)."""
        found = self._short.get(fold_place(text), [])
        villages = [place for place in found if place.kind == UnitKind.VILLAGE]
        return next(iter(villages or found), None)

    def _one(self, text: str) -> Place | None:
        if not text.strip():
            return None
        for name in (fold_place(text), self._bare(text)):
            if len(found := self._by_name.get(name, [])) == 1:
                return found[0]
        found = self._short.get(self._bare(text), [])
        return found[0] if len(found) == 1 else None

    def _bare(self, text: str) -> str:
        """A name without `Kota Surakarta` at its end."""
        words = _TAIL.sub(" ", fold_place(text)).split()
        while len(words) > 2 and words[-1] in self._city:
            words.pop()
        return " ".join(words)


def fold_place(text: str) -> str:
    """Words of a unit's name as they are compared: small, abbreviations written out."""
    words: list[str] = []
    for word in _WORD.findall(text.lower()):
        words.extend(_SHORT.get(word, word).split())
    return " ".join(words)

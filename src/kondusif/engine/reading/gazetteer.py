"""The names of provinces, cities and regencies, and of the parts of one city on demand."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kondusif.engine.reading.lexicon import table

Row = tuple[str, str]
_FORM = re.compile(
    r"^(KABUPATEN ADMINISTRASI|KOTA ADMINISTRASI|KABUPATEN|KOTA|PROVINSI|DAERAH ISTIMEWA|DAERAH KHUSUS|DKI)\s+", re.I
)
_SMALL = {"dan", "di"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the list. `form` is kota, kabupaten, provinsi, kecamatan or kelurahan."""

    code: str
    name: str
    form: str


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The name without blanks, hyphens and case: "Palangka Raya" and "Palangkaraya" are one."""
    return re.sub(r"[\W_]+", "", name).lower()


def shown(name: str) -> str:
    """A name in capitals as people write it."""
    if not name.isupper():
        return name
    words = [word if word in {"DKI", "DI"} else word.capitalize() for word in name.split()]
    return " ".join(word.lower() if word.lower() in _SMALL and at else word for at, word in enumerate(words))


@dataclass(slots=True)
class Gazetteer:
    """Look-up of place names.

    Args:
        wide: key to the entries that bear the name, of provinces, cities and regencies.
        parts_of: gives `(code, name)` of every kecamatan and kelurahan of a city's code.
    """

    wide: dict[str, list[Entry]]
    names: dict[str, str]
    parts_of: Callable[[str], Iterable[Row]]
    longest: int = 5
    _parts: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)
    _districts: dict[str, list[Entry]] | None = None

    @classmethod
    def from_rows(cls, rows: Iterable[Row], parts_of: Callable[[str], Iterable[Row]] | None = None) -> "Gazetteer":
        """Build the look-up from `(code, name)` rows.

        Args:
            rows: codes of any level; kecamatan and kelurahan among them serve where `parts_of` is not given.
            parts_of: a lazier source of the parts of a city.
        Cost: linear in the rows; the national list of 552 provinces and cities takes a few milliseconds.
        """
        wide: dict[str, list[Entry]] = {}
        names: dict[str, str] = {}
        rest: dict[str, list[Row]] = {}
        for code, name in rows:
            if len(code) > 5:
                rest.setdefault(code[:5], []).append((code, name))
                continue
            names[code] = shown(name)
            wide.setdefault(key_of(_FORM.sub("", name)), []).append(Entry(code, shown(name), _form(code)))
        cls._add_aliases(wide, names)
        return cls(wide, names, parts_of or (lambda code: rest.get(code, ())))

    @staticmethod
    def _add_aliases(wide: dict[str, list[Entry]], names: Mapping[str, str]) -> None:
        for code, aliases in table("places")["aliases"].items():
            for alias in aliases if code in names else ():
                entries = wide.setdefault(key_of(alias), [])
                if all(entry.code != code for entry in entries):
                    entries.append(Entry(code, names[code], _form(code)))

    def parts(self, city: str) -> dict[str, list[Entry]]:
        """Kecamatan and kelurahan of one city, by key; read once."""
        if city not in self._parts:
            found: dict[str, list[Entry]] = {}
            for code, name in self.parts_of(city):
                form = "kecamatan" if len(code) == 8 else "kelurahan"
                found.setdefault(key_of(name), []).append(Entry(code, shown(name), form))
            self._parts[city] = found
        return self._parts[city]

    def district(self, name: str) -> Entry | None:
        """The kecamatan of that name where the whole list has but one, and no city bears the name.

        Cost: the first call reads the parts of every city once a process, about a second on the national list.
        """
        if self._districts is None:
            self._districts = {}
            for city in [code for code in self.names if len(code) == 5]:
                for code, part in self.parts_of(city):
                    if len(code) == 8:
                        entry = Entry(code, shown(part), "kecamatan")
                        self._districts.setdefault(key_of(part), []).append(entry)
        bearers = self._districts.get(key_of(name), [])
        return bearers[0] if len(bearers) == 1 and key_of(name) not in self.wide else None


def _form(code: str) -> str:
    if len(code) == 2:
        return "provinsi"
    return "kota" if int(code[3:]) >= 71 else "kabupaten"

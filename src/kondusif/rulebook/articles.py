"""Reads citations as lawyers write them: `Pasal 71 ayat (2) huruf a`, `71 ayat (2)`, `PP 94`, `UU 10 Tahun 2016`.

Pure text. Used on both sides of a search: on what the reader typed and on what a row cites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

LEVELS = {
    "pasal": "pasal", "ps": "pasal", "psl": "pasal", "article": "pasal", "art": "pasal",
    "ayat": "ayat", "paragraph": "ayat", "para": "ayat",
    "huruf": "huruf", "letter": "huruf",
    "angka": "angka", "butir": "angka", "number": "angka",
}  # fmt: skip
ORDER = ("pasal", "ayat", "huruf", "angka")
JOINERS = {"dan", "atau", "and", "or", ",", "/", "(", ")"}
RANGE = {"sampai", "s", "d", "sd", "hingga", "to", "-", "–"}
TOKEN = re.compile(r"\d+[a-z]?(?![a-z])|[a-z]+|[(),/–-]")
VALUES = {"pasal": re.compile(r"\d+[a-z]?"), "ayat": re.compile(r"\d+[a-z]?"),
          "huruf": re.compile(r"[a-z]{1,2}"), "angka": re.compile(r"\d+")}  # fmt: skip
LONGEST_RANGE = 60

KINDS = {
    "undang-undang": "uu", "undang undang": "uu", "peraturan pemerintah": "pp", "peraturan bawaslu": "perbawaslu",
    "peraturan kpu": "pkpu", "peraturan presiden": "perpres", "surat edaran": "se", "keputusan bersama": "skb",
    "putusan mahkamah konstitusi": "putusan mk", "putusan mk": "putusan mk",
}  # fmt: skip
_KIND = r"perppu|perbawaslu|perpres|permendagri|permenpanrb|pkpu|uu|pp|se|skb|kuhp|kuhap|putusan mk|mk"
_MAKER = r"menpan-?rb|mendagri|bkn|kasn|bawaslu|kpu|netralitas|asn"
DESIGNATION = re.compile(
    rf"\b(?P<kind>{_KIND})\b\s*(?:(?:{_MAKER})\s+)?(?:nomor|no\.?)?\s*(?P<number>\d+)\b"
    r"(?:(?:[^\s,;]*/|\s+tahun\s+)(?P<year>(?:19|20)\d\d)(?!\d))?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an instrument: articles with their paragraphs, letters and points, as far as they are named."""

    pasal: frozenset[str] = frozenset()
    ayat: frozenset[str] = frozenset()
    huruf: frozenset[str] = frozenset()
    angka: frozenset[str] = frozenset()

    def meets(self, other: "Place") -> bool:
        """Whether two citations can mean the same words: what both name must agree; what one leaves open agrees."""
        if not self.pasal & other.pasal:
            return False
        pairs = [(getattr(self, level), getattr(other, level)) for level in ORDER[1:]]
        return all(not mine or not theirs or bool(mine & theirs) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Designation:
    """An instrument by kind, number and, where it is said, year."""

    kind: str
    number: str
    year: str = ""

    def means(self, other: "Designation") -> bool:
        """Whether two names can be of the same instrument."""
        same = self.kind.removeprefix("putusan ") == other.kind.removeprefix("putusan ")
        return same and self.number == other.number and (not self.year or not other.year or self.year == other.year)


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one text."""

    places: list[Place] = field(default_factory=list)
    parts: dict[str, set[str]] = field(default_factory=lambda: {level: set() for level in ORDER})
    rest: list[str] = field(default_factory=list)
    level: str = ""
    last: str = ""
    ranging: bool = False

    def descend(self, level: str) -> None:
        """A level is named; naming a higher one again begins another place."""
        at = ORDER.index(level)
        if any(self.parts[one] for one in ORDER[at:]) and (
            level == "pasal" or any(self.parts[o] for o in ORDER[at + 1 :])
        ):
            self.close(keep=ORDER[:at])
        self.level, self.last, self.ranging = level, "", False

    def add(self, value: str) -> None:
        found = {value, *(_between(self.last, value) if self.ranging else ())}
        self.parts[self.level] |= found
        self.last, self.ranging = value, False

    def close(self, keep: tuple[str, ...] = ()) -> None:
        if self.parts["pasal"]:
            self.places.append(Place(**{level: frozenset(found) for level, found in self.parts.items()}))
        self.parts = {level: set(self.parts[level]) if level in keep else set() for level in ORDER}


def _between(first: str, last: str) -> Iterator[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= LONGEST_RANGE:
        yield from map(str, range(int(first), int(last) + 1))
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        yield from map(chr, range(ord(first), ord(last) + 1))


@lru_cache(maxsize=4096)
def places(text: str) -> tuple[Place, ...]:
    """Every article that a text names.

    Args:
        text: a citation or a question, e.g. `Pasal 134 ayat (5) dan (6)`; a number directly before `ayat` or `huruf`
            is read as an article.
    """
    return _read(text)[0]


def _read(text: str) -> tuple[tuple[Place, ...], str]:
    tokens = TOKEN.findall(text.casefold())
    this = _Reading()
    for index, token in enumerate(tokens):
        following = next((LEVELS.get(one) for one in tokens[index + 1 : index + 2]), None)
        if token in LEVELS:
            this.descend(LEVELS[token])
        elif not this.level and token[0].isdigit() and following in {"ayat", "huruf"}:
            this.descend("pasal")
            this.add(token)
        elif this.level == "pasal" and this.parts["pasal"] and token[0].isdigit() and tokens[index - 1] == "(":
            this.descend("ayat")
            this.add(token)
        elif this.level and VALUES[this.level].fullmatch(token) and not (token in RANGE and this.level != "huruf"):
            this.add(token)
        elif this.level and token in RANGE:
            this.ranging = True
        elif token not in JOINERS:
            this.level = ""
            this.rest.append(token)
    this.close()
    return tuple(this.places), " ".join(this.rest)


def without_places(text: str) -> str:
    """The words of a question that name no article."""
    return _read(text)[1] if places(text) else text


@lru_cache(maxsize=1024)
def designations(text: str) -> tuple[Designation, ...]:
    """Every instrument that a text names by kind and number; `Peraturan Pemerintah Nomor 94 ...` is read as `PP 94`."""
    return tuple(
        Designation(found["kind"], found["number"], found["year"] or "") for found in DESIGNATION.finditer(_short(text))
    )


def without_designations(text: str) -> str:
    """The words of a question that name no instrument by number."""
    return DESIGNATION.sub(" ", _short(text))


def _short(text: str) -> str:
    plain = " ".join(text.casefold().split())
    for words, kind in KINDS.items():
        plain = plain.replace(words, kind)
    return plain

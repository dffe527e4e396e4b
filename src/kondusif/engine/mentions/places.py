"""Finds places by name with what stands around them: which Sukoharjo, and is it a place at all.

A city or province counts by its own name. A kelurahan, desa or kecamatan counts where its word stands before it, or
where the text or the row says in which city we are: 83,762 villages share their names with each other, with people
and with ordinary words, so a bare name is no proposal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from kondusif.engine.mentions.words import Octets, hash_of
from kondusif.engine.reading.gazetteer import Entry, Gazetteer, Row, key_of, shown
from kondusif.engine.reading.lexicon import table

_TOKEN = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)?|\d+")
_GAP = re.compile(r"[ \t]{1,2}|-")
_NEAR = re.compile(r"[\s.,:(/-]{0,4}$")
_VILLAGE = r"kelurahan|kel|desa|ds|lurah|kades|kepala desa|kelurahannya|seklur|nagari|gampong|keuchik|pekon"
_DISTRICT = r"kecamatan|kec|camat|sekcam|distrik|kapanewon|panewu|polsek|koramil|panwascam|ppk"
_WORD_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<village>{_VILLAGE}|(?:rt|rw)[ .]{{0,2}}\d{{1,3}}(?:[ ,/]{{1,3}}(?:rt|rw)[ .]{{0,2}}\d{{1,3}})?)"
    rf"|(?P<district>{_DISTRICT})|(?P<kota>kota|pemkot|walikota|wali kota|wawali|polresta|polrestabes)"
    rf"|(?P<kabupaten>kabupaten|kab|pemkab|bupati|wabup)|(?P<provinsi>provinsi|prov|pemprov|gubernur|wagub|polda)"
    rf"|(?P<locative>di|ke|dari|warga|se|wilayah|kawasan|sekitar|kampung))[ .:,]{{1,3}}$",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:pak|bu|bapak|ibu|bpk|mas|mbak|sdr|sdri|h|hj|jalan|jl|jln|gang|gg|bernama)[ .]{1,3}$", re.IGNORECASE
)
FORM = re.compile(
    r"^(?:(?:KABUPATEN|KOTA|PROVINSI|DAERAH|ISTIMEWA|KHUSUS|ADMINISTRASI|DKI|IBUKOTA)\s+)+(?=\w)", re.IGNORECASE
)
LONGEST, MARK_BITS = 5, 18
_DOUBT = 0.4


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One naming of a place. Offsets are code points of the text, end exclusive."""

    start: int
    end: int
    ref: str
    score: float


@dataclass(frozen=True, slots=True)
class _Mention:
    """A stretch that is some place's name, and the kind of word before it."""

    start: int
    end: int
    key: str
    word: str
    capital: bool
    lonely: bool


@dataclass(slots=True)
class Places:
    """The gazetteer of a screening. Give it rows once; it is read by all texts."""

    gazetteer: Gazetteer
    parts: dict[str, list[Entry]]
    marks: Octets
    firsts: frozenset[str]

    @classmethod
    def from_rows(cls, rows: Iterable[Row]) -> "Places":
        """From `(code, name)` rows of any level, for example the national list.

        Cost: linear; 91,599 rows take some 0.4 s.
        """
        listed = [(code, name) for code, name in rows if code[:1].isdigit()]
        parts: dict[str, list[Entry]] = {}
        for code, name in listed:
            if len(code) > 5:
                form = "kecamatan" if len(code) == 8 else "kelurahan"
                parts.setdefault(key_of(name), []).append(Entry(code, shown(name), form))
        gazetteer = Gazetteer.from_rows(row for row in listed if len(row[0]) <= 5)
        firsts = {word.lower() for _code, name in listed for word in _TOKEN.findall(FORM.sub("", name))[:1]}
        firsts |= {word.lower() for name in _second_names() for word in _TOKEN.findall(name)[:1]}
        return cls(gazetteer, parts, _marks(listed), frozenset({*firsts, *parts, *gazetteer.wide}))

    def find(self, text: str, *, wilayah: str = "") -> list[PlaceHit]:
        """The places of a text, in order.

        Args:
            wilayah: area code of where the text comes from; narrows names that many places bear.
        Cost: linear in the words; up to five look-ups a word.
        """
        mentions = list(self._mentions(text, wilayah[:5]))
        sure = {hit.ref for hit in (self._city(m, wilayah) for m in mentions) if hit is not None and hit.score > _DOUBT}
        cities = [hit for hit in (self._city(m, wilayah, frozenset(sure)) for m in mentions) if hit is not None]
        context = {code for code in (wilayah[:5], *sure) if len(code) == 5}
        parts = self._parts(mentions, context, wilayah)
        taken = [(hit.start, hit.end) for hit in parts]
        cities = [hit for hit in cities if not any(hit.start < end and start < hit.end for start, end in taken)]
        return sorted([*cities, *parts], key=lambda hit: (hit.start, hit.ref))

    def _mentions(self, text: str, city: str) -> Iterable[_Mention]:
        tokens = list(_TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            size = self._longest(text, tokens, at)
            if size:
                yield _mention(text, tokens, at, size)
            at += max(size, 1)

    def _longest(self, text: str, tokens: list[re.Match[str]], at: int) -> int:
        """How many words the longest place name from here has; 0 for none."""
        first, word = tokens[at], tokens[at].group()
        if word.lower() not in self.firsts:
            return 0
        if not word[0].isupper() and (not at or tokens[at - 1].group().lower() not in _kind_words()):
            return 0
        size = 1
        while size < LONGEST and at + size < len(tokens):
            if not _GAP.fullmatch(text[tokens[at + size - 1].end() : tokens[at + size].start()]):
                break
            size += 1
        for words in range(size, 0, -1):
            key = key_of(text[first.start() : tokens[at + words - 1].end()])
            if (key in self.gazetteer.wide or key in self.parts) and (words > 1 or word.lower() not in _ordinary()):
                return words
        return 0

    def _city(self, m: _Mention, wilayah: str, sure: frozenset[str] = frozenset()) -> PlaceHit | None:
        """The province, city or regency that is meant, unless the word before says that it is something smaller.

        Args:
            sure: what other namings of the text have settled.
        """
        entries = self.gazetteer.wide.get(m.key, [])
        if not entries or m.word in {"village", "district", "person"}:
            return None
        fitting = [entry for entry in entries if entry.form == m.word]
        home = [entry for entry in entries if wilayah.startswith(entry.code)]
        if fitting:
            return PlaceHit(m.start, m.end, fitting[0].code, 0.95)
        if m.word in {"kota", "kabupaten", "provinsi"} or m.key in _needs_word() or not m.capital:
            return None
        if len(home) == 1:
            return PlaceHit(m.start, m.end, home[0].code, 0.9)
        if len(entries) == 1:
            return PlaceHit(m.start, m.end, entries[0].code, 0.85 if m.word == "locative" else 0.7)
        settled = [entry for entry in entries if entry.code in sure]
        if len(settled) == 1:
            return PlaceHit(m.start, m.end, settled[0].code, 0.7)
        order = {"kota": 0, "kabupaten": 1, "provinsi": 2}
        first = min(settled or entries, key=lambda entry: (order[entry.form], entry.code))
        return PlaceHit(m.start, m.end, first.code, _DOUBT)

    def _parts(self, mentions: list[_Mention], context: set[str], wilayah: str) -> list[PlaceHit]:
        """Kelurahan, desa and kecamatan; a kecamatan that the text names narrows the kelurahan beside it."""
        districts = [hit for m in mentions if m.word == "district" for hit in self._part(m, context, wilayah)]
        narrow = {hit.ref for hit in districts}
        found = list(districts)
        for m in mentions:
            if m.word == "village":
                found += self._part(m, narrow or context, wilayah) or (
                    self._part(m, context, wilayah) if narrow else []
                )
            elif m.word in {"locative", ""} and m.capital and m.lonely and len(m.key) >= 4:
                found += self._bare(m, context, wilayah[:5])
        return found

    def _part(self, m: _Mention, context: set[str], wilayah: str) -> list[PlaceHit]:
        """A name whose word says what it is: the one of the context, or the only one of the country."""
        form = "kelurahan" if m.word == "village" else "kecamatan"
        entries = [entry for entry in self.parts.get(m.key, []) if entry.form == form]
        for scope, score in ((wilayah, 0.95), *((code, 0.95) for code in sorted(context))):
            inside = [entry for entry in entries if scope and entry.code.startswith(scope)]
            if len(inside) == 1:
                return [PlaceHit(m.start, m.end, inside[0].code, score)]
            if 1 < len(inside) <= 3:
                return [PlaceHit(m.start, m.end, entry.code, round(0.8 / len(inside), 3)) for entry in inside]
        if len(entries) == 1 and m.capital:
            return [PlaceHit(m.start, m.end, entries[0].code, 0.5 if context else 0.8)]
        return []

    def _bare(self, m: _Mention, context: set[str], home: str) -> list[PlaceHit]:
        """A bare name inside a city that is known from the text or the row; the larger part where two share it."""
        if (wide := self.gazetteer.wide.get(m.key)) is not None:
            if any(entry.code == home for entry in wide):
                return []  # the city or regency that we are in bears the name itself
            context = {home} if home and m.word == "locative" else set()
        inside = [entry for entry in self.parts.get(m.key, []) if any(entry.code.startswith(code) for code in context)]
        if not inside:
            return []
        districts = [entry for entry in inside if entry.form == "kecamatan"]
        chosen = districts or inside
        if len(chosen) > 1:
            return []
        score = 0.7 if m.word == "locative" else 0.45
        return [PlaceHit(m.start, m.end, chosen[0].code, score if len(inside) == 1 else round(score * 0.8, 3))]


def _mention(text: str, tokens: list[re.Match[str]], at: int, size: int) -> _Mention:
    start, end = tokens[at].start(), tokens[at + size - 1].end()
    left = text[max(0, start - 24) : start]
    found = _WORD_BEFORE.search(left)
    word = next((name for name, value in found.groupdict().items() if value), "") if found else ""
    if _PERSON_BEFORE.search(left):
        word = "person"
    capital = text[start].isupper()
    return _Mention(start, end, key_of(text[start:end]), word, capital, not _beside_capital(text, tokens, at, size))


def _beside_capital(text: str, tokens: list[re.Match[str]], at: int, size: int) -> bool:
    """Whether a capitalised word touches the name: then it is likely part of a longer name, of a person or a street."""
    sides = [(at - 1, at), (at + size - 1, at + size)]
    for left, right in sides:
        if left < 0 or right >= len(tokens) or text[tokens[left].end() : tokens[right].start()] != " ":
            continue
        other = tokens[left if right == at else right].group()
        if other[0].isupper() and not other.isdigit() and key_of(other) not in _STARTERS:
            return True
    return False


def _marks(rows: list[Row]) -> Octets:
    """Over the numbers of words: the longest word of every province, city and regency that counts without another."""
    names = [FORM.sub("", shown(name)) for code, name in rows if len(code) <= 5]
    names += [name for name in _second_names() if not name.startswith("Kota ")]
    names = [name for name in names if key_of(name) not in _needs_word()]
    words = {max(_TOKEN.findall(name), key=len) for name in names if _TOKEN.findall(name)}
    words |= {"".join(_TOKEN.findall(name)) for name in names}
    marks = np.zeros(1 << MARK_BITS, np.uint8)
    numbers = np.array([hash_of(word) for word in sorted(words)] or [0], np.uint64)
    marks[(numbers >> np.uint64(64 - MARK_BITS)).view(np.int64)] = 1
    return marks


def _second_names() -> list[str]:
    return [str(alias) for aliases in table("places")["aliases"].values() for alias in aliases]


@cache
def _ordinary() -> frozenset[str]:
    """Words of every text that are villages too somewhere: no place by themselves."""
    return _kind_words() | frozenset(str(word) for word in table("roles")["not_names"])


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(str(word) for word in table("mention_cues")["places"])


_STARTERS = frozenset({"di", "ke", "dari", "warga", "kota", "rw", "rt", "untuk", "wilayah", "se", "kampung"})


@cache
def _needs_word() -> frozenset[str]:
    return frozenset(key_of(name) for name in table("places")["needs_word"])

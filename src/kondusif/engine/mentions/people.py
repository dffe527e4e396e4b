"""Persons in running text: whole names anywhere, a single name or a name written otherwise only beside a cue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from kondusif.engine.mentions.persons import ALONE, Hit, PersonIndex, places_of
from kondusif.engine.mentions.titles import degree_words, front_words
from kondusif.engine.mentions.words import Block, Longs, Octets, Phrase, fold, hash_of
from kondusif.engine.reading.lexicon import table

EXACT, SINGLE = 0.95, 0.5
MOST_NAMESAKES, MOST_SINGLE = 50, 5
SURE_ENOUGH = 0.5
MOST_ASKED = 200
_BITS = 16
_UNIT = re.compile(
    r",? (?:orang|pegawai|staf|staff|dari|asn|pns|guru|kepala|kadis|lurah|camat) (?P<unit>[\w ]{3,50})", re.I
)
_NAME = r"[A-Z][\w'’.-]{0,30}"


class Reason(Protocol):
    """Why an entry was thought of."""

    @property
    def kind(self) -> str: ...


class Match(Protocol):
    """What `engine.names` answers; see there."""

    @property
    def nip(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...


class LookUp(Protocol):
    """An index of `engine.names`."""

    def match(self, name: str, *, unit: str = "", area: str = "", top: int = 5) -> Sequence[Match]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """One name in one text, before it is known whose it is."""

    start: int
    end: int
    name: int
    words: int


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One entry of the roster that a stretch of text may mean."""

    start: int
    end: int
    ref: str
    score: float


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a screening."""

    index: PersonIndex | None
    names: LookUp | None = None

    def find(self, block: Block) -> dict[int, list[Found]]:
        """Names in each text of a block, by the number of the text in the batch.

        Texts with a cue and no name are listed too where a look-up by likeness is wanted.
        """
        found: dict[int, list[Found]] = {}
        cued = np.flatnonzero(_cues().take(places_of(block.hashes, _BITS)))
        if self.index is not None:
            for hit in (*self.index.whole_names(block), *self._single(block, cued)):
                found.setdefault(hit.text, []).append(Found(hit.start, hit.end, hit.name, hit.words))
        if self.names is not None:
            for text in np.unique(block.text_of(cued)).tolist():
                found.setdefault(block.first + text, [])
        return found

    def _single(self, block: Block, cued: Longs) -> Iterator[Hit]:
        """Names of one word right behind a cue."""
        if self.index is None:
            return
        behind = cued[cued + 1 < len(block.hashes)] + 1
        behind = behind[(self.index.flags_of(block.hashes[behind]) & ALONE) != 0]
        behind = behind[block.text_of(behind) == block.text_of(behind - 1)]
        behind = behind[block.gaps_before(behind, 3) <= 3]
        if not len(behind):
            return
        names = self.index.lookup(Phrase.stirred(block.hashes[behind] * Phrase.weights[0], 1))
        known = names >= 0
        yield from self.index.told(block, behind[known], np.ones(int(known.sum()), np.int64), names[known])

    def named(self, text: str, found: list[Found], wilayah: str) -> Iterator[PersonHit]:
        """Whose names these are: every namesake is a proposal of its own, with its share of the certainty."""
        whole = [hit for hit in found if hit.words > 1 and _one_name(text, hit)]
        taken = [(hit.start, hit.end) for hit in whole]
        for hit in whole:
            yield from self._namesakes(hit, EXACT * _as_written(text, hit), wilayah, MOST_NAMESAKES)
        for hit in found:
            alone = hit.words == 1 and _cue_before(text, hit.start) and not _goes_on(text, hit.end)
            if alone and not _crosses(hit.start, hit.end, taken):
                yield from self._namesakes(hit, SINGLE, wilayah, MOST_SINGLE)
                taken.append((hit.start, hit.end))
        if self.names is not None:
            yield from self._alike(text, taken, wilayah)

    def _namesakes(self, hit: Found, score: float, wilayah: str, most: int) -> Iterator[PersonHit]:
        if self.index is None:
            return
        rows: Sequence[int] = self.index.rows_of(hit.name)
        if wilayah and len(rows) > 1:
            rows = self.index.rows_within(hit.name, wilayah[:5]) or rows
        if hit.words == 1 and len(rows) > most:
            return
        share = score / len(rows)
        for row in rows[:most]:
            yield PersonHit(hit.start, hit.end, self.index.nip(row), share)

    def _alike(self, text: str, taken: list[tuple[int, int]], wilayah: str) -> Iterator[PersonHit]:
        """Names beside a cue that no entry has letter for letter."""
        if self.names is None:
            return
        asked: dict[tuple[str, str], PersonHit | None] = {}
        for cue in _cue_and_name().finditer(text):
            start, end = cue.span("name")
            end -= len(cue["name"]) - len(cue["name"].rstrip(" .,'’-"))
            if _crosses(start, end, taken) or end - start < 4:
                continue
            unit = _UNIT.match(text, end)
            key = (text[start:end], unit["unit"] if unit else "")
            if key not in asked and len(asked) < MOST_ASKED:
                asked[key] = self._likeliest(*key, wilayah)
            if hit := asked.get(key):
                yield PersonHit(start, end, hit.ref, hit.score)

    def _likeliest(self, name: str, unit: str, wilayah: str) -> PersonHit | None:
        """The entry that is most likely meant; none where a word of the text is left over, for then it is another."""
        if self.names is None:
            return None
        for match in self.names.match(name, unit=unit, area=wilayah, top=1):
            if match.score >= SURE_ENOUGH and all(reason.kind != "extra_part" for reason in match.reasons):
                return PersonHit(0, 0, match.nip, float(match.score))
        return None


def _crosses(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < right and left < end for left, right in taken)


def _one_name(text: str, hit: Found) -> bool:
    """Whether what stands between the words can stand inside a name: blanks, hyphen, comma, a dot after a short one."""
    piece = text[hit.start : hit.end]
    return _between().fullmatch(piece) is not None or "<" in piece or "&" in piece


@cache
def _between() -> re.Pattern[str]:
    dotted = "|".join(rf"(?<=\b{letters})\." for letters in (r"\w", r"\w\w", r"\w\w\w", r"\w\w\w\w"))
    return re.compile(rf"\w+(?:(?:[\s\x00,'’`‘\u200b-\u200f*_-]{{1,40}}|(?:{dotted})\s{{0,2}})\w+)*")


def _as_written(text: str, hit: Found) -> float:
    """Less where the words are all small, and where another capitalised word runs on: then it may be a longer name."""
    share = 1.0 if any(letter.isupper() for letter in text[hit.start : hit.end]) else 0.8
    return share * (0.6 if _goes_on(text, hit.end) or _comes_from(text, hit.start) else 1.0)


def _goes_on(text: str, end: int) -> bool:
    following = re.match(r" ([A-Z][a-z'’]{2,30})\b", text[end : end + 34])
    return following is not None and fold(following[1]).decode("latin-1") not in _no_names()


def _comes_from(text: str, start: int) -> bool:
    left = re.search(r"(?<![\w.])([A-Z][a-z'’]{2,30}) $", text[max(0, start - 34) : start])
    if left is None or re.search(r"(?:^|[.!?\n]\s*)$", text[max(0, start - 34) : start][: left.start()]):
        return False
    return fold(left[1]).decode("latin-1") not in _no_names()


def _cue_before(text: str, start: int) -> bool:
    left = re.search(r"(\w+)[.: ]{1,3}$", text[max(0, start - 24) : start])
    return left is not None and left[1].lower() in _cue_words()


@cache
def _cue_words() -> frozenset[str]:
    rows = table("mention_cues")
    return front_words() - frozenset(rows["no_cues"]) | frozenset(
        str(word) for word in (*rows["address"], *rows["office"])
    )


@cache
def _no_names() -> frozenset[str]:
    """Capitalised words beside a name that belong to no name: posts, forms of address, titles, ordinary words."""
    posts = table("roles")
    ordinary = (*posts["not_names"], *posts["belongs"], *front_words(), *degree_words())
    return _cue_words() | frozenset(str(word).lower() for word in ordinary)


@cache
def _cues() -> Octets:
    marks = np.zeros(1 << _BITS, np.uint8)
    marks[places_of(np.array([hash_of(word) for word in sorted(_cue_words())], np.uint64), _BITS)] = 1
    return marks


@cache
def _cue_and_name() -> re.Pattern[str]:
    cues = "|".join(sorted(map(re.escape, _cue_words()), key=lambda word: (-len(word), word)))
    word = rf"(?!(?i:{cues})(?!\w)){_NAME}"
    return re.compile(rf"(?<!\w)(?i:{cues})[.:]? (?P<name>{word}(?: {word}){{0,4}})")

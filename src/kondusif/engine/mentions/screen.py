"""Reads texts for persons, acts, places and institutions at once and gives proposals, each with its span.

A whole batch is split into words once; that split says which of the texts can hold something, and only those are read
word by word. The output depends on the texts and the lexicons alone, never on how they were cut into batches.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.mentions.acts import find_acts
from kondusif.engine.mentions.institutions import find_institutions, first_words
from kondusif.engine.mentions.lexicon import ActLexicon
from kondusif.engine.mentions.people import Found, LookUp, People
from kondusif.engine.mentions.persons import VERSION, PersonIndex, places_of
from kondusif.engine.mentions.places import MARK_BITS, Places
from kondusif.engine.mentions.words import Block, Octets, blocks, hash_of
from kondusif.engine.reading.lexicon import table
from kondusif.kernel.errors import Refused

ACTS, INSTITUTIONS, PLACES, TARGETS = 1, 2, 4, 8
SCHEMA = pa.schema(
    [
        ("id", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string()),
        ("ref", pa.string()), ("score", pa.float32()), ("quote", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a text may say, for a person to take up or to reject.

    Args:
        start, end: code points of the text, end exclusive.
        kind: person, act, place or institution.
        ref: nip, rule id, area code or institution id.
        score: 0..1; what it means for each kind stands in docs/algorithms/screening.md.
        quote: the words between start and end.
    """

    id: str
    start: int
    end: int
    kind: str
    ref: str
    score: float
    quote: str


class Hit(Protocol):
    """What every finder gives."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def ref(self) -> str: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Screen:
    """What is looked for. Make one a process: indexes are mapped, lexicons compiled once.

    Args:
        persons: the index of a roster, or nobody is looked for.
        acts: the lexicon of acts; `ActLexicon.load()`.
        places: the gazetteer.
        institutions: whether institutions are looked for.
        names: an index of `engine.names`, asked for a name beside a word of address or office that no entry bears
            letter for letter.
    """

    persons: PersonIndex | None = None
    acts: ActLexicon | None = None
    places: Places | None = None
    institutions: bool = True
    names: LookUp | None = None
    _people: People | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.persons is not None or self.names is not None:
            object.__setattr__(self, "_people", People(self.persons, self.names))

    def read(self, texts: pa.Table) -> pa.Table:
        """Proposals of a table of texts.

        Args:
            texts: columns id and text; wilayah narrows places and namesakes where it is given.
        Returns:
            id, start, end, kind, ref, score, quote; in the order of the texts, then start, kind, ref.
        Raises:
            Refused: id or text is missing (engine.table.columns).
        Cost: linear in the texts.
        """
        missing = [name for name in ("id", "text") if name not in texts.column_names]
        if missing:
            raise Refused("engine.table.columns", missing=", ".join(missing))
        ids = pc.fill_null(texts["id"].cast(pa.string()), "").to_pylist()
        areas = pc.fill_null(texts["wilayah"].cast(pa.string()), "") if "wilayah" in texts.column_names else None
        return _as_table(ids, self._proposals(texts["text"], ids, areas))

    def read_one(self, text: str, *, wilayah: str = "") -> list[Proposal]:
        """Proposals of one text, for a page."""
        areas = pa.chunked_array([[wilayah]], pa.string())
        return list(self._proposals(pa.chunked_array([[text]], pa.large_string()), [""], areas))

    def _proposals(self, column: pa.ChunkedArray, ids: list[str], areas: pa.ChunkedArray | None) -> Iterator[Proposal]:
        for block in blocks(column):
            marks = self._marks(block, areas)
            people = self._people.find(block) if self._people else {}
            wanted = sorted({*np.flatnonzero(marks).tolist(), *(text - block.first for text in people)})
            if not wanted:
                continue
            texts = column.take(pa.array([block.first + at for at in wanted])).to_pylist()
            for at, text in zip(wanted, texts, strict=True):
                number = block.first + at
                wilayah = areas[number].as_py() if areas is not None else ""
                found = list(self._found(text or "", int(marks[at]), people.get(number, []), wilayah))
                yield from self._sorted(ids[number], text or "", found)

    def _marks(self, block: Block, areas: pa.ChunkedArray | None) -> Octets:
        """For each text of a block, what it may hold."""
        size = len(block.text_starts) - 1
        marks = np.zeros(size, np.uint8)
        if not len(block.hashes):
            return marks
        of_words = self._wanted() & _marks_of_words().take(places_of(block.hashes, MARK_BITS))
        told = np.flatnonzero(of_words)
        np.bitwise_or.at(marks, block.text_of(told), of_words[told])
        marks[(marks & TARGETS) == 0] &= 0xFF ^ ACTS
        marks &= 0xFF ^ TARGETS
        if self.places is not None:
            marks |= self._with_places(block, areas, size)
        return marks

    def _with_places(self, block: Block, areas: pa.ChunkedArray | None, size: int) -> Octets:
        """Texts that name a city, and those whose own city is known: there a bare name counts too."""
        marks = np.zeros(size, np.uint8)
        if self.places is None:
            return marks
        cities = np.flatnonzero(self.places.marks.take(places_of(block.hashes, MARK_BITS)))
        marks[block.text_of(cities)] = PLACES
        if areas is not None:
            known = pc.not_equal(areas.slice(block.first, size), "").to_numpy(zero_copy_only=False)
            marks[known] = PLACES
        return marks

    def _wanted(self) -> np.uint8:
        wanted = (
            (ACTS | TARGETS if self.acts else 0)
            | (INSTITUTIONS if self.institutions else 0)
            | (PLACES if self.places else 0)
        )
        return np.uint8(wanted)

    def _found(self, text: str, marks: int, people: list[Found], wilayah: str) -> Iterator[tuple[str, Hit]]:
        persons = list(self._people.named(text, people, wilayah)) if self._people else []
        yield from (("person", hit) for hit in persons)
        if self.acts and marks & ACTS:
            servants = sorted({hit.start for hit in persons})
            yield from (("act", hit) for hit in find_acts(text, self.acts, servants=servants))
        if self.places and marks & PLACES:
            yield from (("place", hit) for hit in self.places.find(text, wilayah=wilayah))
        if self.institutions and marks & INSTITUTIONS:
            yield from (("institution", hit) for hit in find_institutions(text))

    def _sorted(self, id: str, text: str, found: list[tuple[str, Hit]]) -> Iterable[Proposal]:
        ordered = sorted(found, key=lambda pair: (pair[1].start, pair[0], pair[1].ref, pair[1].end))
        for kind, hit in ordered:
            yield Proposal(id, hit.start, hit.end, kind, hit.ref, round(hit.score, 3), text[hit.start : hit.end])


def edition() -> str:
    """What reads, on one short line: the version of the index and the editions of the lexicons."""
    lists = {name: str(table(name)["edition"]) for name in ("acts_lexicon", "mention_cues", "institutions", "places")}
    said = ", ".join(f"{name.split('_')[0]} {dated}" for name, dated in lists.items())
    return f"index {VERSION}, {said}"


def _as_table(ids: list[str], proposals: Iterator[Proposal]) -> pa.Table:
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA.names}
    for proposal in proposals:
        for name, values in columns.items():
            values.append(getattr(proposal, name))
    return pa.table(columns, schema=SCHEMA)


@cache
def _marks_of_words() -> Octets:
    """A small table over the numbers of words: what a text with that word may hold."""
    marks = np.zeros(1 << MARK_BITS, np.uint8)
    lists = {
        ACTS: ActLexicon.load().anchors,
        TARGETS: ActLexicon.load().targets,
        INSTITUTIONS: first_words(),
        PLACES: frozenset(str(word) for word in table("mention_cues")["places"]),
    }
    for mark, words in lists.items():
        numbers = np.array([hash_of(word) for word in sorted(words)], np.uint64)
        marks[places_of(numbers, MARK_BITS)] |= mark
    return marks

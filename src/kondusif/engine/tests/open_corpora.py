"""Compares what the reader finds of names with two open corpora of marked sentences (shared folder, MIT).

The corpora mark persons, places and organisations. The reader looks for less: people who speak or hold a post, cities
and provinces of Indonesia, and the bodies of an election in a city. So recall says how much of all names that is, and
precision whether what it takes for a name is one. The measure that counts is that of speakers.
"""

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kondusif.engine.reading import Gazetteer
from kondusif.engine.reading.kinds import find_kinds
from kondusif.engine.reading.layout import lay_out
from kondusif.engine.reading.lexicon import layout_words
from kondusif.engine.reading.people import Cast
from kondusif.engine.reading.places import find_places
from kondusif.engine.reading.statements import find_statements
from kondusif.engine.tests.held_out import Tally

DATA = Path(os.environ.get("KONDUSIF_SHARED", Path(__file__).parents[5] / "shared")) / "data"
DEV = {"idner": DATA / "idner-news-2k/dev.txt", "nergrit": DATA / "indonlu-nergrit/valid.txt.gz"}
TRAIN = {"idner": DATA / "idner-news-2k/train.txt", "nergrit": DATA / "indonlu-nergrit/train.txt.gz"}
_KINDS = {"PERSON": "PER", "PLACE": "LOC", "ORGANISATION": "ORG"}
_ROOTS = re.compile(r"kata|ujar|ucap|tutur|tegas|ungkap|jelas|terang|imbuh|tambah|papar|lanjut|tandas")
_VERBS = re.compile(
    r"me(?:ngatakan|negaskan|nambahkan|nyebut|njelaskan|nyampaikan|ngungkapkan|nuturkan|nilai|ngaku|nyatakan|minta)|berharap"
)
Span = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """A sentence of a corpus as a text, and its marked names."""

    text: str
    marked: list[tuple[int, int, str]] = field(default_factory=list)

    def names(self, kind: str) -> list[Span]:
        return [(start, end) for start, end, of in self.marked if of == kind]

    def speakers(self) -> list[Span]:
        """Persons who stand right behind a verb of speech, or right before one."""
        found = []
        for start, end in self.names("PER"):
            before = re.search(r"(\w+)\W{0,2}$", self.text[max(0, start - 24) : start])
            behind = re.match(r"\W{0,2}(\w+)", self.text[end : end + 24])
            roots = before and _ROOTS.fullmatch(before[1])
            if roots or (behind and _VERBS.fullmatch(behind[1])):
                found.append((start, end))
        return found


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a corpus file, words joined by blanks, none before a mark of punctuation."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text, marked = "", []
    for line in [*raw.decode("utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) < 2:
            if text:
                yield Sentence(text, marked)
            text, marked = "", []
            continue
        start = len(text) + (1 if text and parts[0] not in {",", ".", ")", "?", "!", ":", ";"} else 0)
        text = text.ljust(start) + parts[0]
        head, _dash, kind = parts[-1].partition("-")
        if head == "I" and marked:
            marked[-1] = (marked[-1][0], len(text), marked[-1][2])
        elif head == "B":
            marked.append((start, len(text), _KINDS.get(kind, kind)))


def found_in(text: str, gazetteer: Gazetteer) -> dict[str, list[Span]]:
    """What the reader takes for a person, a place, an organisation and a speaker."""
    layout = lay_out(text, layout_words())
    places = find_places(layout, gazetteer)
    cast = Cast(layout.known, gazetteer, frozenset())
    said = find_statements(layout, cast)
    bodies, _none = find_kinds(layout, "institutions", widen=False)
    return {
        "PER": [span for person in cast.people for span in _standing(text, person.name)],
        "LOC": [span for place in places for span in place.mentions],
        "ORG": [span for body in bodies for span in body.mentions],
        "speaker": [span for one in said if one.speaker != one.role for span in _standing(text, one.speaker)],
    }


def _standing(text: str, name: str) -> list[Span]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)][:1] if name else []


def measured(paths: list[Path], gazetteer: Gazetteer) -> dict[str, Tally]:
    """Tallies of persons, places, organisations and speakers: a name is right where it overlaps a marked one.

    Of speakers only those count whom the corpus marks as a person beside a verb of speech; a speaker is right where
    the reader gives the very words that are marked.
    """
    tallies = {kind: Tally() for kind in ("PER", "LOC", "ORG", "speaker")}
    for path in paths:
        for sentence in sentences(path):
            said = found_in(sentence.text, gazetteer)
            for kind in ("PER", "LOC", "ORG"):
                true = sentence.names(kind)
                _add(tallies[kind], said[kind], true)
            true = sentence.speakers()
            if true:
                tally = tallies["speaker"]
                tally.true += len(true)
                tally.said += len(set(said["speaker"]))
                tally.right += len(set(said["speaker"]) & set(true))
    return tallies


def _add(tally: Tally, said: list[Span], true: list[Span]) -> None:
    tally.said += len(said)
    tally.true += len(true)
    tally.right += sum(1 for one in true if any(one[0] < end and start < one[1] for start, end in said))

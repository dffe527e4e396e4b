"""Marks the names of persons, places and organisations in a text: a small linear model, weights beside the lexicons.

Trained by `tools/train_reading.py` on two open corpora; what it was trained on, the licences and the figures stand in
`engine/data/tagger.yaml`. It runs with NumPy alone.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from kondusif.engine.reading.lexicon import table

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
BITS = 17
BUCKETS = 1 << BITS
TOKEN = re.compile(r"\w[\w'’]*(?:[-/.]\w[\w'’]*)*|[^\w\s]")
_SENTENCE_END = frozenset(".!?")
_CLOSERS = frozenset('.!?”":')
_WRAPPED = 120
_STEPS = np.array(
    [
        [0.0 if not to.startswith("I-") or (before != "O" and before[2:] == to[2:]) else -1e6 for to in LABELS]
        for before in LABELS
    ]
)
_PERSON = [LABELS.index("B-PER"), LABELS.index("I-PER")]
_AT_START = np.array([-1e6 if label.startswith("I-") else 0.0 for label in LABELS])


@dataclass(frozen=True, slots=True)
class Entity:
    """One marked name; `kind` is PER, LOC or ORG."""

    start: int
    end: int
    kind: str
    sure: float


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[str, str, str]:
    """The word in small letters, its shape, and its lexical class."""
    shape = re.sub(r"[^\W\d_a-zß-ÿ]+", "X", word)
    shape = re.sub(r"[a-zß-ÿ]+", "x", shape)
    shape = re.sub(r"\d+", "9", shape)[:8]
    return word.lower(), shape, _class_of(word)


@cache
def _classes() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    roles, speech = table("roles"), table("speech")
    return (
        frozenset(str(word) for word in roles["honorifics"]),
        frozenset(str(word).lower() for word in roles["degrees"]),
        frozenset(str(word).lower() for word in roles["belongs"]),
        frozenset(str(word) for word in [*speech["roots"], *speech["verbs"]])
        | frozenset(f"{root}nya" for root in speech["roots"]),
    )


def _class_of(word: str) -> str:
    honorifics, degrees, belongs, verbs = _classes()
    low = word.lower()
    if word in honorifics:
        return "h"
    if low in verbs:
        return "v"
    if low in degrees:
        return "d"
    return "b" if low in belongs and word[0].isupper() else "-"


def features(words: list[str]) -> npt.NDArray[np.int64]:
    """The buckets of every word's features, one row a word.

    Args:
        words: one sentence.
    """
    known = [_of_word(word) for word in words]
    edge = ("<s>", "<s>", "<s>")
    padded = [edge, edge, *known, edge, edge]
    rows = []
    for at in range(len(words)):
        (b2, _s2, c2), (b1, s1, c1), (low, shape, kind), (a1, t1, d1), (a2, u2, _d2) = padded[at : at + 5]
        first = "1" if at == 0 or (at == 1 and not words[0][0].isalnum()) else "0"
        rows.append([
            f"w{low}", f"W{shape}{low}", f"p{low[:3]}", f"q{low[:4]}", f"s{low[-3:]}", f"t{low[-2:]}", f"u{low[-4:]}",
            f"x{shape}{first}", f"k{kind}{c1}{d1}", f"b{b1}", f"B{b2}", f"a{a1}", f"A{a2}", f"c{b1}|{low}",
            f"d{low}|{a1}", f"e{s1}{shape}{t1}{first}", f"f{b1}|{shape}", f"g{a1}|{shape}", f"h{b2}|{b1}|{shape}",
            f"i{c2}{c1}{shape}", f"j{s1}|{shape}|{a1}", f"l{shape}{t1}{u2}", f"m{b1[-3:]}|{shape}", "0",
        ])  # fmt: skip
    return np.array([[zlib.crc32(name.encode()) % BUCKETS for name in row] for row in rows], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: `(BUCKETS, 7)` of small whole numbers, and what one of them is worth."""

    weights: npt.NDArray[np.int8]
    scale: float

    def scores(self, words: list[str]) -> npt.NDArray[np.float64]:
        """Log odds of every label for every word of a sentence."""
        total = self.weights[features(words)].astype(np.int32).sum(axis=1) * self.scale
        total = total - total.max(axis=1, keepdims=True)
        return np.asarray(total - np.log(np.exp(total).sum(axis=1, keepdims=True)))

    def labels(self, words: list[str]) -> tuple[list[int], npt.NDArray[np.float64]]:
        """The best labels that fit together (an I- follows its own kind only), and the scores."""
        scores = self.scores(words)
        best, back = scores[0] + _AT_START, []
        for row in scores[1:]:
            paths = best[:, None] + _STEPS
            back.append(paths.argmax(axis=0))
            best = paths.max(axis=0) + row
        chosen = [int(best.argmax())]
        for pointers in reversed(back):
            chosen.append(int(pointers[chosen[-1]]))
        return chosen[::-1], scores

    def entities(self, text: str, start: int = 0, end: int | None = None) -> list[Entity]:
        """The names in a stretch of text, offsets of the text.

        Cost: linear in the words, some 15 microseconds a word.
        """
        found: list[Entity] = []
        for sentence in _sentences(text, start, len(text) if end is None else end):
            words = [match.group()[:60] for match in sentence]
            labels, scores = self.labels(words)
            at = 0
            while at < len(labels):
                kind, to = LABELS[labels[at]][2:], at + 1
                while kind and to < len(labels) and LABELS[labels[to]] == f"I-{kind}":
                    to += 1
                if kind:
                    sure = float(np.exp(min(scores[i][labels[i]] for i in range(at, to))))
                    found.append(Entity(sentence[at].start(), sentence[to - 1].end(), kind, sure))
                at = to
        return found


class Persons:
    """How likely each word of one text is part of a person's name; a line is read when it is first asked for.

    Cost: linear in the lines that are asked for, some 15 microseconds a word.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[int, float] = {}
        self._read: set[int] = set()

    def surest(self, start: int, end: int) -> float:
        """The highest likelihood of the words that begin in a short stretch; 1 where none does."""
        line = self.text.rfind("\n", 0, start) + 1
        if line not in self._read:
            self._read.add(line)
            stop = self.text.find("\n", max(start, end - 1))
            before = self.text.rfind("\n", 0, max(0, line - 1)) + 1
            wrapped = self.text[before : line - 1].strip() and line - before < _WRAPPED
            self._learn(before if wrapped else line, len(self.text) if stop < 0 else stop)
        found = [self._known[at] for at in range(start, min(end, start + 200)) if at in self._known]
        return max(found, default=1.0)

    def _learn(self, start: int, end: int) -> None:
        for sentence in _sentences(self.text, start, end):
            odds = np.exp(tagger().scores([match.group()[:60] for match in sentence]))[:, _PERSON].sum(axis=1)
            self._known.update(zip((match.start() for match in sentence), odds.tolist(), strict=True))


def _sentences(text: str, start: int, end: int) -> list[list[re.Match[str]]]:
    """The words of a stretch, a list for every sentence or line; the point of a short form ends none."""
    out: list[list[re.Match[str]]] = [[]]
    for match in TOKEN.finditer(text, start, end):
        if out[-1] and "\n" in text[(last := out[-1][-1].end()) : match.start()] and not _runs_on(text, last, match):
            out.append([])
        short = bool(out[-1]) and len(out[-1][-1].group()) <= 3 and out[-1][-1].group()[0].isupper()
        out[-1].append(match)
        if (match.group() in _SENTENCE_END and not short) or len(out[-1]) >= 200:
            out.append([])
    return [sentence for sentence in out if sentence]


def _runs_on(text: str, last: int, match: re.Match[str]) -> bool:
    """Whether a sentence of a hand-wrapped text goes on in the next line."""
    line = last - text.rfind("\n", 0, last)
    return 40 <= line < _WRAPPED and text[last : match.start()].strip(" ") == "\n" and text[last - 1] not in _CLOSERS


@cache
def tagger() -> Tagger:
    """The shipped model, read once a process."""
    stored: Any = np.load(BytesIO(files("kondusif.engine.data").joinpath("tagger.npz").read_bytes()))
    return Tagger(stored["weights"], float(stored["scale"]))

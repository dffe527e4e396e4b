"""What two tellings of one story say differently, sentence by sentence. Plain Python."""

import re
from dataclasses import dataclass

MOST = 6
LIKE = 0.8
_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"0-9])|\n+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Differences:
    """Sentences of the other text that the first has not, and of the first that the other has not; a few of each."""

    added: tuple[str, ...]
    missing: tuple[str, ...]
    more: int


def differences(first: str, other: str) -> Differences:
    """What the other text adds and leaves out; a sentence much like one of the first is no difference."""
    here, there = _sentences(first), _sentences(other)
    added = [text for text, words in there if not _has_like(words, here)]
    missing = [text for text, words in here if not _has_like(words, there)]
    more = max(0, len(added) - MOST) + max(0, len(missing) - MOST)
    return Differences(tuple(added[:MOST]), tuple(missing[:MOST]), more)


def _sentences(text: str) -> list[tuple[str, frozenset[str]]]:
    found = []
    for piece in _END.split(text[:12_000]):
        words = frozenset(_WORD.findall(piece.lower()))
        if len(words) > 2:
            found.append((" ".join(piece.split()), words))
    return found[:80]


def _has_like(words: frozenset[str], others: list[tuple[str, frozenset[str]]]) -> bool:
    return any(len(words & said) >= LIKE * max(len(words), len(said)) for _text, said in others)

"""What the words of a pasted post say: support, doubt, a neutral call, an official event, or nothing that can be told.

A small list of patterns, no model and no names. What is not recognised stays unread: nothing is ever called neutral
because nothing was found. The same patterns, as the same regular expressions, are read by the page without a network.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kondusif.advice.schema import Lexicon, Pattern, TextKind
from kondusif.rulebook.loader import parse, read_document

FILE = Path(__file__).resolve().parent / "data" / "lexicon.yaml"
NAME = "advice/lexicon.yaml"

WORD = re.compile(r"[a-z0-9#]+")
NUMBERS = "[0-9]{1,2}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_SIGN = re.compile(r"[a-z0-9#|*<>.]+")


@dataclass(frozen=True, slots=True)
class TextReading:
    """How a text was read, and which of its words decided; the words are those of the text, made small."""

    kind: TextKind
    found: tuple[str, ...] = ()


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    table: Lexicon = parse(read_document(FILE, NAME), Lexicon)
    return table


def expression(pattern: Pattern) -> str:
    """A pattern as a regular expression over ` words between spaces `.

    Every repetition is bounded or over one class of signs that a space ends, so that reading stays linear.
    Raises:
        ValueError: a sign that patterns do not know.
    """
    parts = []
    for piece in pattern.words.split():
        if not _SIGN.fullmatch(piece):
            raise ValueError(f"{pattern.words}: {piece}")
        if piece == "..":
            parts.append("(?: [a-z0-9#]+){0,3}")
        elif piece == "<n>":
            parts.append(f" (?:{NUMBERS})")
        else:
            choices = [one.replace("*", "[a-z0-9]*") for one in piece.split("|")]
            parts.append(f" (?:{'|'.join(choices)})")
    return "".join(parts) + "(?= )"


@dataclass(frozen=True, slots=True)
class _Compiled:
    support: tuple[re.Pattern[str], ...]
    official: tuple[re.Pattern[str], ...]
    neutral: tuple[re.Pattern[str], ...]
    dates: tuple[re.Pattern[str], ...]
    harmless: tuple[re.Pattern[str], ...]


@cache
def _compiled() -> _Compiled:
    table = lexicon()

    def made(rows: tuple[Pattern, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(expression(row)) for row in rows)

    kinds = (table.support, table.official, table.neutral, table.dates, table.harmless)
    return _Compiled(*map(made, kinds))


def words_of(text: str) -> list[str]:
    """The words of a text: small letters, figures and the sign of a hashtag; everything else parts them."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def read_text(text: str) -> TextReading | None:
    """Read a pasted text; None when nothing was pasted.

    Cost: linear in the text; a text longer than the lexicon's limit is not read at all.
    """
    if not text.strip():
        return None
    table, found = lexicon(), _compiled()
    if len(text) > table.longest:
        return TextReading(TextKind.TOO_LONG)
    words = words_of(text)
    line = f" {' '.join(words)} "
    support = [hit for row in found.support for hit in row.finditer(line)]
    if support:
        said = tuple(dict.fromkeys(hit.group().strip() for hit in support))
        doubted = (
            any(sign in text for sign in table.quotes if not sign.isspace())
            or any(word in table.reporting for word in words)
            or any(_negated(line, hit.start()) for hit in support)
        )
        return TextReading(TextKind.DOUBT if doubted else TextKind.SUPPORT, said)
    official = [hit.group().strip() for row in found.official if (hit := row.search(line))]
    if official:
        return TextReading(TextKind.OFFICIAL, tuple(official))
    neutral = [hit.group().strip() for row in found.neutral if (hit := row.search(line))]
    if neutral and _only_neutral(text, line):
        return TextReading(TextKind.NEUTRAL, tuple(neutral))
    return TextReading(TextKind.UNREAD)


def _negated(line: str, start: int) -> bool:
    table, before = lexicon(), line[:start] + " "
    for row in _compiled().harmless:
        before = row.sub("", before)
    return any(word in table.negations for word in before.split()[-table.reach :])


def _only_neutral(text: str, line: str) -> bool:
    """Whether every word is a neutral one, and every sign one that a keyboard without pictures has."""
    if any(sign > "\u024f" and sign not in "\u2013\u2014\u2018\u2019\u201c\u201d\u2026" for sign in text):
        return False
    rest = line
    for row in _compiled().dates:
        rest = row.sub("", rest)
    allowed = set(lexicon().neutral_words)
    return all(word in allowed for word in rest.split())

"""Cutting the text of a declaration into promises. A proposal: a person reads it and corrects it. Plain Python.

Numbered or marked points come first; without them the sentences in which somebody promises; without those the lines.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kondusif.coordination.rules import LONGEST_PROMISE, MOST_PROMISES

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))"
_WORDS = "kesatu|pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh"
_MARK = re.compile(
    rf"\s*(?:\(?(?P<digit>\d{{1,2}})\s*[.):]\s*(?!\d)|(?P<roman>{_ROMAN})[.)]\s+|\(?(?P<letter>[a-z])[.)]\s+"
    rf"|(?P<word>{_WORDS})\s*[:.,]\s*|(?P<bullet>[-*\u2022\u2013\u2014\u25cf\u25aa\u00b7])\s+)",
    re.I,
)
# Points that stand in one paragraph: "... berjanji: 1. menjaga ...; 2. menolak ...".
_INLINE = re.compile(r"(?:(?<=\s)|(?<=[:;,(])|^)\(?(\d{1,2})[.)]\s+(?=\D)")
_VOW = re.compile(
    r"\b(?:(?:kami|kita|saya)\b[^.;]{0,60}?\b(?:berjanji|bertekad|berkomitmen|berikrar|bersepakat|sepakat|siap|sanggup"
    r"|menyatakan|mendukung|menolak|akan|tidak akan|wajib)|^(?:siap|menolak|mendukung|menjaga|mewujudkan|bersedia)\b)",
    re.I,
)
_LEAD = re.compile(
    r"(?:berjanji|bertekad|berkomitmen|berikrar|menyatakan|sepakat|bersepakat|ini|berikut)\s*(?:untuk\s*)?:$", re.I
)
_END = re.compile(r"^(?:demikian|tertanda|ditandatangani|yang (?:berjanji|menyatakan|bertanda)|semoga tuhan)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[A-Z(])")
_CLOSED = (".", "!", "?")


class Doubt(StrEnum):
    """What the person who reads a proposal should look at."""

    NOTHING_FOUND = "nothing_found"
    BEGINS_ANEW = "begins_anew"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    BY_LINES = "by_lines"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Promises as the machine reads them, with what a person should look at."""

    promises: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def propose(text: str) -> Proposal:
    """Cut a text into promises.

    Returns:
        At most 40 promises of at most 600 letters each, in their order. `BEGINS_ANEW` when the numbers begin again, as
        they do where two texts were pasted one after the other.
    Cost: one pass over a text of at most 8,000 letters.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    points, anew = _points(lines)
    doubts = [Doubt.BEGINS_ANEW] if anew else []
    if len(points) < 2:
        inline = _inline(" ".join(lines))
        points = inline if len(inline) > len(points) else points
    if not points:
        points = _vows(lines)
    if not points:
        points, doubts = _by_lines(lines), [*doubts, Doubt.BY_LINES]
    promises = [piece for point in points for piece in _short(point)]
    if len(promises) > len(points):
        doubts.append(Doubt.TOO_LONG)
    if len(promises) > MOST_PROMISES:
        doubts.append(Doubt.TOO_MANY)
    if not promises:
        doubts = [Doubt.NOTHING_FOUND]
    return Proposal(tuple(promises[:MOST_PROMISES]), tuple(doubts))


def _points(lines: list[str]) -> tuple[list[str], bool]:
    """Marked points with the lines that go on with them, and whether their numbers begin again."""
    found: list[str] = []
    numbers: list[int] = []
    style, inside = "", False
    for line in lines:
        mark = _MARK.match(line)
        kind = _kind(mark, style)
        style = style or kind
        if mark and kind == style and (rest := line[mark.end() :].strip()):
            found.append(rest)
            inside = True
            if kind == "digit":
                numbers.append(int(mark["digit"]))
        elif not line or _END.match(line) or (inside and found and _closes(found[-1]) and not mark):
            inside = False
        elif inside:
            found[-1] = f"{found[-1]} {line}"
    return [_tidy(point) for point in found], numbers.count(1) > 1


def _kind(mark: re.Match[str] | None, style: str) -> str:
    if mark is None:
        return ""
    kind = mark.lastgroup or ""
    # The ninth letter looks like a Roman one.
    return "letter" if kind == "roman" and style == "letter" and len(mark["roman"]) == 1 else kind


def _closes(point: str) -> bool:
    return point.endswith(_CLOSED)


def _inline(text: str) -> list[str]:
    """Points that are numbered 1, 2, 3 inside running text; nothing when the numbers do not rise from one."""
    marks: list[re.Match[str]] = []
    for mark in _INLINE.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    points = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    points[-1] = _before_the_end(points[-1])
    return [_tidy(point) for point in points if _tidy(point)]


def _before_the_end(point: str) -> str:
    kept: list[str] = []
    for sentence in _SENTENCE.split(point):
        if kept and _END.match(sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def _vows(lines: list[str]) -> list[str]:
    """Sentences in which somebody promises; a sentence that only leads to a list is none."""
    said: list[str] = [""]
    for line in lines:
        if said[-1] and line[:1].islower():
            said[-1] = f"{said[-1]} {line}"
        elif line != line.upper() or not line:
            said.append(line)
    sentences = [sentence for words in said for sentence in _SENTENCE.split(words)]
    return [_tidy(one) for one in sentences if _VOW.search(one) and not _LEAD.search(one) and not _END.match(one)]


def _by_lines(lines: list[str]) -> list[str]:
    """Every line that reads like a sentence: no heading in capitals, no closing formula."""
    return [
        _tidy(line)
        for line in lines
        if len(line.split()) > 2 and line != line.upper() and not _END.match(line) and not line.endswith(":")
    ]


def _tidy(point: str) -> str:
    plain = re.sub(r"[;,]?\s*(?:\bdan\b|\bserta\b)?\s*[;,]?$", "", point.strip()).strip() or point.strip()
    return plain[:1].upper() + plain[1:]


def _short(point: str) -> list[str]:
    """A point as it fits; one that is too long is cut between its sentences, else between its words."""
    if len(point) <= LONGEST_PROMISE:
        return [point] if point else []
    pieces: list[str] = []
    for sentence in _SENTENCE.split(point):
        for part in _cut(sentence):
            if pieces and len(pieces[-1]) + 1 + len(part) <= LONGEST_PROMISE:
                pieces[-1] = f"{pieces[-1]} {part}"
            else:
                pieces.append(part)
    return pieces


def _cut(sentence: str) -> list[str]:
    parts: list[str] = []
    while len(sentence) > LONGEST_PROMISE:
        at = sentence.rfind(" ", 0, LONGEST_PROMISE)
        at = at if at > 0 else LONGEST_PROMISE
        parts.append(sentence[:at].strip())
        sentence = sentence[at:].strip()
    return [*parts, sentence] if sentence else parts

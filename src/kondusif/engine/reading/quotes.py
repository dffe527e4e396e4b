"""Finds quoted stretches, whichever marks the press set: curly, straight, turned the wrong way, nested, one missing."""

import re

from kondusif.engine.reading.layout import Paragraph
from kondusif.engine.reading.result import Span

OPEN, CLOSE, BOTH = "“„«", "”»", "\"'"
_MARK = re.compile(r"[“„«”»\"]")
_NESTED = 80
# A closing mark whose opening one is missing: a tag of speech follows at once.
_TAG_AHEAD = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:kata|ujar|ucap|tutur|tegas|ungkap|jelas|terang|imbuh|papar|tambah|tandas|pungkas)(?:nya|\s[A-Z]|\s(?:dia|ia)\b)"
    r"|demikian\s)"
)
_SENTENCE = re.compile(r"[.!?]\s{1,2}(?=[A-Z])")


def quoted(
    view: str, here: Paragraph, following: Paragraph | None, opened: int | None
) -> tuple[list[Span], int | None]:
    """Quoted stretches of a paragraph, marks included.

    Args:
        view: the text with what does not count blanked.
        following: the next paragraph, into which a quote may run on.
        opened: not None where a quote of the paragraph before runs on into this one.
    Returns:
        The stretches, and where a quote still open at the end runs on, or None. A quote left open ends with its
        paragraph, or goes on in the next where that closes one it did not open.
    Cost: linear.
    """
    marks = [match.start() for match in _MARK.finditer(view, here.start, here.end)]
    found: list[Span] = []
    start = here.start if opened is not None else None
    last, skip = here.start, -1
    for number, at in enumerate(marks):
        if number <= skip:
            continue
        if start is None:
            if _begins(view, marks, number):
                start = at
            elif _TAG_AHEAD.match(view, at + 1, min(len(view), at + 40)):
                begin = _sentence_before(view, last, at)
                found.append((begin, at + 1))
                last = at + 1
        elif _closes(view, at):
            found.append((start, at + 1))
            start, last = None, at + 1
        elif _is_nested(view, marks, number):
            skip = number + 1
        elif view[at] in OPEN or view[at] == '"':
            found.append((start, at))
            start = at
    if start is None:
        return found, None
    found.append((start, here.end))
    return found, (here.end if following and _closes_first(view, following) else None)


def _begins(view: str, marks: list[int], number: int) -> bool:
    """Whether a mark opens a quote where none is open, be it turned the wrong way or followed by a blank."""
    at = marks[number]
    if view[at] in OPEN or may_open(view, at):
        return True
    if number + 1 >= len(marks):
        return False
    behind = view[at + 1 : at + 2]
    ahead = marks[number + 1]
    ends = view[max(at, ahead - 3) : ahead].rstrip()[-1:] in {",", ".", "!", "?"} and not may_open(view, ahead)
    before = view[at - 1 : at]
    turned = behind.isspace() and before in {"", ".", "!", "?", " ", "\n"}
    return ends and ahead - at > 8 and (turned or (before in {".", "!", "?"} and behind.isupper()))


def _closes(view: str, at: int) -> bool:
    return view[at] in CLOSE or (view[at] in '"“' and not may_open(view, at))


def _is_nested(view: str, marks: list[int], number: int) -> bool:
    """Whether an opening mark inside a quote opens a short quote of its own: two closing ones follow."""
    ahead = marks[number + 1 : number + 3]
    if len(ahead) < 2 or ahead[0] - marks[number] > _NESTED:
        return False
    goes_on = view[ahead[0] + 1 : ahead[0] + 3].strip()[:1]
    return all(_closes(view, at) for at in ahead) and (goes_on.islower() or goes_on in {",", "."} or goes_on.isdigit())


def _sentence_before(view: str, start: int, at: int) -> int:
    """Where the last sentence of a stretch begins."""
    begin = start
    for stop in _SENTENCE.finditer(view, max(start, at - 600), at - 1):
        begin = stop.end()
    while begin < at and view[begin].isspace():
        begin += 1
    return begin


def may_open(view: str, at: int) -> bool:
    """Whether a mark can open a quote: something starts right behind it and nothing ends right before."""
    before, behind = view[at - 1 : at], view[at + 1 : at + 2]
    return (
        bool(behind)
        and not behind.isspace()
        and behind not in ",.;"
        and (not before or before.isspace() or before in "(,:-–—")
    )


def _closes_first(view: str, paragraph: Paragraph) -> bool:
    """Whether the first mark of a paragraph closes a quote."""
    match = _MARK.search(view, paragraph.start, paragraph.end)
    return bool(match) and match is not None and _closes(view, match.start()) and view[match.start()] != "“"

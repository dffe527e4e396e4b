"""Tells the article apart from what stands around it: links to other stories, captions, credits, datelines, repeats.

The text is never changed. What does not count is blanked in a copy of the same length, so every offset found in the
copy is an offset of the text.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from kondusif.engine.reading.lexicon import LayoutWords

_SOFT = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\u200b": " ", "\ufeff": " ", "\r": " "})
_ENDS = re.compile(r"[.?!…][\"”’')\]]*\s*$|[\"”]\s*$")
_BOUNDARY = re.compile(r"[.?!…][\"”’')\]]{0,3}(?=\s{1,3}[\"“‘'(\[]?[A-Z0-9])|[a-z]{3}[.?!][\"”]?(?=[A-Z][a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Drs|Dra|Hj|Ir|Prof|No|Jl|Jln|Kab|Kec|Kel|Prov|Pj|Pjs|Plt|Plh|St|Sdr|Rp|Kp|Ust|dr|drg|M|Ps|hlm|KH|Moh|Muh|Abd)"
    r"|(?:[A-Z]\.)+[A-Z]\w{0,4})\.$"
)
_DATELINE = re.compile(r"^[^\n]{2,90}?\s?(?:--|[-–—])\s")
_OUTLET = re.compile(
    r"\b[\w-]{2,40}(?:\.[\w-]{2,20}){0,3}\.(?:com|co\.id|id|net|co|news|tv|org|info|my\.id)\b"
    r"|\([A-Z][\w. ]{2,25}\)|\bNews\b",
    re.I,
)
_CREDIT_TAIL = re.compile(r"\(\*{0,3}[\w./&, -]{0,24}\*{0,3}\)\s*$")
_SIGNED = re.compile(r"(?<=[.!?”\"])\s[a-z]{2,10}(?:/[a-z]{2,10})?\s*$")
_KEY = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(?:''|’’|‘‘|``|‘’)")
_BULLETS = "-•·*»"
_STAMP = re.compile(
    r"^[\W_]{0,4}(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)\b[\s,]{0,3})?"
    r"\d{1,2}(?:\s[A-Z][a-z]{2,9}\s|[/.-]\d{1,2}[/.-])\d{4}"
    r"(?:[\s,|•·/-]{0,4}(?:pukul\s)?\d{1,2}[.:]\d\d(?::\d\d)?(?:\s?WI(?:B|TA|T))?[^.!?]{0,60}|[\W_]{0,4})$",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"^[\s(]*(?:halaman|hal|pages?)?[\s:(]*\d{1,2}(?:(?:\s|of|dari|[,|/():»>])+\d{1,2})+[\s)»>:]*(?:next|selanjutnya|lanjut)?$",
    re.I,
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.I)


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the page; `role` is title, body, heading, link, caption, boiler, repeat or stamp (a date)."""

    start: int
    end: int
    role: str = "body"


@dataclass(slots=True)
class Layout:
    """The page, sorted.

    Args:
        text: the text as handed in.
        view: the same length, with everything blanked that is not the article's own telling.
        known: the same length, with only links, credits and repeats blanked: captions may still introduce a person.
        paragraphs: in order.
        dateline: the span of the dateline, if there is one.
    """

    text: str
    view: str
    known: str
    paragraphs: list[Paragraph]
    dateline: tuple[int, int] | None = None
    title: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list)


def lay_out(text: str, words: LayoutWords) -> Layout:
    """Sort the paragraphs of a page by what they are.

    Args:
        text: plain text of the page.
        words: the marks of links, credits and captions.
    Cost: linear in the text; every pattern is anchored to one line and bounded.
    """
    soft = _DOUBLED.sub(_one_mark, text.translate(_SOFT))
    paragraphs = _split(soft)
    _name_roles(soft, paragraphs, words)
    _name_titles(soft, paragraphs)
    hidden = [(p.start, p.end) for p in paragraphs if p.role in {"link", "boiler", "repeat"}]
    hidden += _inline_links(soft, paragraphs, words)
    captions = [(p.start, p.end) for p in paragraphs if p.role == "caption"]
    dateline = _dateline(soft, paragraphs)
    known = _blank(soft, hidden)
    view = _blank(known, captions + ([dateline] if dateline else []) + _tails(soft, paragraphs))
    shown = [p for p in paragraphs if p.role in {"body", "heading"}]
    titles = [p for p in paragraphs if p.role == "title"]
    title = next((p for p in titles if p.end - p.start > 24), titles[0] if titles else None)
    return Layout(text, view, known, paragraphs, dateline, title, shown)


def _one_mark(pair: re.Match[str]) -> str:
    """Two single marks typed for one double: the mark beside the word it belongs to, a blank on the other side."""
    before, behind = pair.string[pair.start() - 1 : pair.start()], pair.string[pair.end() : pair.end() + 1]
    opens = not before or before.isspace() or (before in "(,:" and behind.isalnum())
    return ' "' if opens else '" '


def _split(soft: str) -> list[Paragraph]:
    """Paragraphs are lines; where lines were wrapped by hand, blocks between empty lines."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", soft) if soft[m.start() : m.end()].strip()]
    blocks = re.finditer(r"(?:[^\n]+\n?)+", soft) if _is_wrapped(soft, lines) else ()
    spans = [(block.start(), block.end()) for block in blocks] or lines
    found = []
    for start, end in spans:
        piece = soft[start:end]
        if piece.strip():
            found.append(Paragraph(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return found


def _is_wrapped(soft: str, lines: list[tuple[int, int]]) -> bool:
    inner = [(a, b) for (a, b), (c, _d) in pairwise(lines) if c - b == 1]
    if len(inner) < 6 or "\n\n" not in soft.replace(" ", ""):
        return False
    broken = sum(1 for a, b in inner if 40 <= b - a <= 110 and not _ENDS.search(soft[a:b]))
    return broken / len(inner) > 0.6


def _name_roles(soft: str, paragraphs: list[Paragraph], words: LayoutWords) -> None:
    """Mark links, credits, captions and repeats."""
    seen: set[str] = set()
    author = _last_word(soft, paragraphs)
    after_link = 0
    for at, here in enumerate(paragraphs):
        line = soft[here.start : here.end]
        key = _KEY.sub("", line).lower()
        again = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if words.link.match(line):
            here.role = "link"
            after_link = 3 if len(words.link.sub("", line, count=1).strip(" :-–|")) < 4 else 0
        elif after_link and len(line) <= 160 and not _ENDS.search(line):
            here.role, after_link = "link", after_link - 1
        elif _is_furniture(line, words):
            here.role, after_link = "boiler", 0
        elif _STAMP.match(line[:121]):
            here.role, after_link = "stamp", 0
        elif _is_caption(line, words, author, soft[again.start : again.end] if again and at else ""):
            here.role, after_link = "caption", 0
        elif len(key) >= 25 and key in seen:
            here.role, after_link = "repeat", 0
        else:
            after_link = 0
        seen.add(key)
    _bulleted_links(soft, paragraphs)
    _lists_of_headlines(soft, paragraphs)


def _is_furniture(line: str, words: LayoutWords) -> bool:
    """Buttons, credits, share bars, page numbers, addresses."""
    if words.boiler.match(line) and len(line) < 160:
        return True
    if len(line) <= 60 and _PAGES.match(line):
        return True
    if len(line) < 300 and _ADDRESS.match(line):
        return True
    return len(line) < 120 and bool(words.share_bar.match(line))


def _lists_of_headlines(soft: str, paragraphs: list[Paragraph]) -> None:
    """Three or more bulleted headlines at the very head or foot of a page are other stories, with or without a mark."""
    telling = [p for p in paragraphs if p.role in {"body", "link"}]
    for order in (telling, telling[::-1]):
        run = []
        for here in order:
            if here.role == "body" and not _is_headline(soft[here.start : here.end]):
                break
            run.append(here)
        if sum(1 for here in run if here.role == "body") >= 3:
            for here in run:
                here.role = "link"


def _is_headline(line: str) -> bool:
    """A bulleted line of at least five words, mostly capitalised, that ends without a full stop."""
    if line[:1] not in _BULLETS or _ENDS.search(line):
        return False
    words = re.findall(r"[^\W\d_]{3,}", line)
    return len(words) >= 5 and sum(1 for word in words if word[0].isupper()) / len(words) >= 0.6


def _bulleted_links(soft: str, paragraphs: list[Paragraph]) -> None:
    """A run of bulleted headlines beside a link mark is a list of other stories; so is every later one like it."""
    known = False
    for at, here in enumerate(paragraphs):
        line = soft[here.start : here.end]
        if here.role != "body" or line[:1] not in _BULLETS or _ENDS.search(line):
            continue
        titled = re.findall(r"[^\W\d_]{3,}", line)
        capital = sum(1 for word in titled if word[0].isupper())
        beside = [p.role for p in (*paragraphs[max(0, at - 3) : at], *paragraphs[at + 1 : at + 4])]
        if titled and capital / len(titled) >= 0.6 and (known or "link" in beside):
            here.role, known = "link", True


def _last_word(soft: str, paragraphs: list[Paragraph]) -> str:
    """The signature at the very end, for example the writer's name after the last full stop."""
    if not paragraphs:
        return ""
    match = re.search(r"[.”\"]\s?([A-Z][a-z]+)\s*$", soft[max(0, paragraphs[-1].end - 60) : paragraphs[-1].end])
    return match.group(1) if match else ""


def _is_caption(line: str, words: LayoutWords, author: str, following: str) -> bool:
    if len(line) > 420:
        return False
    if words.caption_start.match(line):
        return True
    if len(line) > 260:
        return False
    if words.caption_end.search(line) or (author and len(line) < 200 and line.endswith(f". {author}")):
        return True
    return line == following and not _ENDS.search(line)


def _name_titles(soft: str, paragraphs: list[Paragraph]) -> None:
    """The first short lines without a full stop are the title; later ones are headings."""
    started = False
    for here in paragraphs:
        if here.role != "body":
            continue
        line = soft[here.start : here.end]
        short = len(line) <= 170 and not _ENDS.search(line) and not line.endswith((",", ":", ";"))
        short = short and not _DATELINE.match(line[:60].split(" - ")[0] + " - " if _OUTLET.search(line[:60]) else "x")
        if not started and short:
            here.role = "title"
        elif short and len(line) < 110 and line[:1].isupper():
            here.role = "heading"
        started = started or here.role != "title"
    _spare_lone_text(paragraphs)


def _spare_lone_text(paragraphs: list[Paragraph]) -> None:
    """A text of nothing but short lines is its own body."""
    if not any(p.role == "body" for p in paragraphs):
        for here in paragraphs:
            if here.role in {"title", "heading"}:
                here.role = "body"


def _inline_links(soft: str, paragraphs: list[Paragraph], words: LayoutWords) -> list[tuple[int, int]]:
    """Links glued into a paragraph: up to the end of the line, or of the sentence where the line goes on for long."""
    spans = []
    for here in paragraphs:
        if here.role not in {"body", "heading"}:
            continue
        for mark in words.inline_link.finditer(soft, here.start, here.end):
            end = here.end
            if end - mark.end() > 220:
                stop = re.compile(r"[.?!]\s").search(soft, mark.end(), here.end)
                end = stop.end() if stop else min(end, mark.end() + 220)
            spans.append((mark.start(), end))
    return spans


def _dateline(soft: str, paragraphs: list[Paragraph]) -> tuple[int, int] | None:
    """The place and paper before the first dash of the first telling paragraphs."""
    for here in [p for p in paragraphs if p.role in {"body", "title"}][:6]:
        match = _DATELINE.match(soft[here.start : min(here.end, here.start + 100)])
        if not match:
            continue
        head = match.group(0)
        letters = re.findall(r"[^\W\d_]+", head)
        shouted = bool(letters) and sum(word.isupper() for word in letters) >= (len(letters) + 1) // 2
        if len(letters) <= 9 and (shouted or _OUTLET.search(head)):
            return here.start, here.start + match.end()
        if len(letters) <= 3 and here.role == "body" and head[:1].isupper() and "  " not in head:
            return here.start, here.start + match.end()
    return None


def _tails(soft: str, paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    """Initials of writer and editor in brackets at the end of the last paragraphs."""
    spans = []
    for here in [p for p in paragraphs if p.role in {"body", "heading"}][-3:]:
        match = _CREDIT_TAIL.search(soft[max(here.start, here.end - 40) : here.end])
        match = match or _SIGNED.search(soft[max(here.start, here.end - 40) : here.end])
        if match and not re.search(r"\d{4}", match.group(0)):
            start = max(here.start, here.end - 40) + match.start()
            spans.append((start, here.end))
    return spans


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def sentences(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of a stretch, white space trimmed; abbreviations do not end one.

    Cost: linear.
    """
    found, at = [], start
    for stop in _BOUNDARY.finditer(view, start, end):
        if _ABBREVIATION.search(view[max(at, stop.end() - 14) : stop.end()].rstrip("\"”’')]")):
            continue
        found.append((at, stop.end()))
        at = stop.end()
    found.append((at, end))
    trimmed = []
    for left, right in found:
        piece = view[left:right]
        if piece.strip():
            trimmed.append((left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())))
    return trimmed

"""Finds institutions, activities and issues by their phrases, minding the words around them."""

import re
from bisect import bisect_right

from kondusif.engine.reading.layout import Layout, sentences
from kondusif.engine.reading.lexicon import Kind, denial, kinds
from kondusif.engine.reading.result import Found, Span

_CLAUSE_END = re.compile(r"[,.;:!?()\"“”\n–—]|\s-\s|\s(?:yang|agar|supaya|karena|sehingga|namun|tetapi|dan|serta)\s")
_LONGEST = 110


class Hits:
    """Hits of one kind, sorted into said and denied."""

    def __init__(self) -> None:
        self.said: list[Span] = []
        self.denied: list[Span] = []


def find_kinds(layout: Layout, name: str, *, widen: bool) -> tuple[list[Found], list[Found]]:
    """Everything of one lexicon that the article says, and what it only denies.

    Args:
        layout: the sorted page.
        name: `institutions`, `activities` or `issues`.
        widen: whether the quote runs on to the end of its clause; institutions keep to their name.
    Returns:
        (said, denied), each in the order of first mention in the telling, the title last.
    Cost: one pass of the text per kind.
    """
    spans = _sentence_spans(layout)
    small = _small(layout.view)
    told: list[Found] = []
    only_denied: list[Found] = []
    for kind in kinds(name):
        hits = _hits(layout.view, small, kind, spans, deniable=widen)
        spot = _first_in_body(hits.said, layout)
        if spot:
            told.append(_found(layout, kind.id, spot, hits.said, widen=widen))
        elif hits.denied:
            only_denied.append(_found(layout, kind.id, hits.denied[0], hits.denied, widen=widen))
    return sorted(told, key=lambda f: f.start), sorted(only_denied, key=lambda f: f.start)


def _sentence_spans(layout: Layout) -> list[Span]:
    parts = [p for p in layout.paragraphs if p.role in {"title", "heading", "body"}]
    return [span for part in parts for span in sentences(layout.view, part.start, part.end)]


def _small(view: str) -> str:
    """The text in small letters, letter for letter: offsets stay."""
    plain = view.lower()
    return plain if len(plain) == len(view) else "".join(c.lower() if len(c.lower()) == 1 else c for c in view)


def _hits(view: str, small: str, kind: Kind, spans: list[Span], *, deniable: bool) -> Hits:
    hits = Hits()
    if not spans:
        return hits
    found = list(kind.find.finditer(small))
    if kind.exact:
        found += kind.exact.finditer(view)
    if kind.weak and kind.weak_needs and kind.weak_needs.search(view):
        found += kind.weak.finditer(small)
    starts = [start for start, _end in spans]
    for match in sorted(found, key=lambda m: m.start()):
        start, end = spans[max(0, bisect_right(starts, match.start()) - 1)]
        if not start <= match.start() < match.end() <= end or _means_else(view, kind, *match.span(), start, end):
            continue
        denied = deniable and is_denied(view, start, match.start(), match.end(), end)
        (hits.denied if denied else hits.said).append(match.span())
    return hits


def _means_else(view: str, kind: Kind, at: int, to: int, start: int, end: int) -> bool:
    if kind.not_before and kind.not_before.search(view[max(start, at - 60) : at]):
        return True
    if kind.not_after and kind.not_after.match(view[to : min(end, to + 60)]):
        return True
    if not kind.not_in:
        return False
    return any(
        hit.start() <= at < hit.end() or hit.start() < to <= hit.end() for hit in kind.not_in.finditer(view, start, end)
    )


def is_denied(view: str, start: int, at: int, to: int, end: int) -> bool:
    """Whether the words before a hit, in its own sentence, say that it did not happen.

    "Belum ada laporan politik uang" denies; "agar tidak terjadi konflik" is prevention and does not.
    """
    words = denial()
    window = view[max(start, at - 90) : at]
    last = None
    for match in words.denies.finditer(window):
        last = match
    if last is None:
        return False
    between = window[last.end() :]
    if re.search(
        r"[.;]|[,.!?][”\"]|,\s{1,2}(?:tetapi|namun|tapi|melainkan|sedangkan|sementara)|\b(?:tetapi|namun|tapi|melainkan)\b",
        between,
    ):
        return False
    return not words.excuses.search(view[start : max(start, at - 90) + last.end()][-120:])


def _first_in_body(said: list[Span], layout: Layout) -> Span | None:
    body = [
        span for span in said if not (layout.title and span[0] < layout.title.end and span[0] >= layout.title.start)
    ]
    headings = [(p.start, p.end) for p in layout.body if p.role == "heading"]
    telling = [span for span in body if not any(a <= span[0] < b for a, b in headings)]
    return next(iter(telling or body or said), None)


def _found(layout: Layout, ref: str, spot: Span, mentions: list[Span], *, widen: bool) -> Found:
    start, end = _widened(layout.view, spot) if widen else spot
    return Found(ref, start, end, layout.text[start:end], tuple(mentions))


def _widened(view: str, spot: Span) -> Span:
    """The hit with the rest of its clause, at most a good hundred characters."""
    start, end = spot
    stop = _CLAUSE_END.search(view, end, min(len(view), end + _LONGEST))
    limit = stop.start() if stop else min(len(view), end + _LONGEST)
    if not stop and limit < len(view):
        cut = view.rfind(" ", end, limit)
        limit = cut if cut > end else end
    piece = view[start:limit].rstrip()
    return start, start + max(len(piece), end - start)

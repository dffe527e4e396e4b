"""Finds acts of the decree in running text: who did what, not who forbids it, denies it or asks whether it is allowed.

A hit is a phrase of the lexicon inside one sentence, with a subject that can be a civil servant. What a rule says,
what somebody is said not to have done, and what is asked, is left out. The result is a proposal, never a finding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kondusif.engine.mentions.lexicon import Act, ActLexicon

LONGEST_SENTENCE = 600
_BLANKED = re.compile(r"[^\w\s.!?;&]|_")
_ABBREVIATED = re.compile(
    r"\b(?:no|nmr|nomor|kel|kec|kab|jl|jln|rt|rw|dr|drs|dra|ir|h|hj|prof|s|m|moh|muh|moch|mhd|muhd|abd|st|ust|kh|sdr|sdri|bpk|yth|dll|dsb|tgl|plt|plh|pj|kep|a|n|u|p|rp|ds)\."
    r"|(?<=\d)\.(?=\d)|\.(?=\w)"
)
_STOP = re.compile(r"[.!?;]+(?:\s|$)|\n+")
_PASSIVE = re.compile(r"\b(?:oleh|dihadiri|diikuti|dipasang|disukai|dibagikan)\b")
_TOGETHER = re.compile(r"\b(?:dan|bersama|beserta|sama|serta|dengan|dgn|mengajak|ngajak)\b")
_WHO = re.compile(r"(?: \w+){0,2} (?:yang|yg)(?: \w+)? ?")
_QUESTION = "?"


@dataclass(frozen=True, slots=True)
class ActHit:
    """One phrase that says an act. Offsets are code points of the text, end exclusive."""

    start: int
    end: int
    ref: str
    score: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the plain text, and whether a question mark ends it."""

    text: str
    start: int
    asked: bool


@dataclass(frozen=True, slots=True)
class _Servants:
    """Who is known to be a civil servant: places of names in the sentence, and whether one stood before it."""

    named: list[int]
    before: bool


def find_acts(text: str, lexicon: ActLexicon, *, servants: Sequence[int] = ()) -> list[ActHit]:
    """The acts that a text says somebody did, in order.

    Args:
        text: as it came.
        lexicon: the acts and the words around them.
        servants: where persons of the roster are named; they count as civil servants.
    Cost: linear in the text; every pattern and every sentence is bounded.
    """
    plain = _plain(text)
    found: list[ActHit] = []
    servant_before = False
    for sentence in _sentences(plain):
        stop = sentence.start + len(sentence.text)
        named = [at - sentence.start for at in servants if sentence.start <= at < stop]
        hits = _in_sentence(sentence, lexicon, _Servants(named, servant_before))
        found += [ActHit(hit.start + sentence.start, hit.end + sentence.start, hit.ref, hit.score) for hit in hits]
        servant_before = servant_before or bool(named) or lexicon.around.asn.search(sentence.text) is not None
    return sorted(found, key=lambda hit: (hit.start, hit.ref))


def _plain(text: str) -> str:
    """Small letters, punctuation inside a sentence blanked; letter for letter."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    blanked = _BLANKED.sub(" ", small).replace("\t", " ").replace("\r", " ").replace("\xa0", " ").replace("\0", " ")
    return _ABBREVIATED.sub(lambda found: found.group().replace(".", " "), blanked)


def _sentences(plain: str) -> Iterator[_Sentence]:
    start = 0
    for stop in _STOP.finditer(plain):
        yield from _bounded(plain, start, stop.start(), _QUESTION in stop.group())
        start = stop.end()
    yield from _bounded(plain, start, len(plain), False)


def _bounded(plain: str, start: int, end: int, asked: bool) -> Iterator[_Sentence]:
    """A sentence, or several where it goes on for too long (chat without a full stop)."""
    while start < end:
        cut = min(start + LONGEST_SENTENCE, end)
        if cut < end:
            blank = plain.rfind(" ", start, cut)
            cut = blank if blank > start else cut
        yield _Sentence(plain[start:cut], start, asked)
        start = cut + (1 if cut < end and plain[cut] == " " else 0)


def _in_sentence(sentence: _Sentence, lexicon: ActLexicon, servants: _Servants) -> list[ActHit]:
    words = set(re.findall(r"\w+", sentence.text))
    hits = [
        (act, hit)
        for act in lexicon.acts
        if not words.isdisjoint(act.anchors) and (act.needs is None or act.needs.search(sentence.text))
        for hit in _of_act(sentence, act, lexicon, servants)
    ]
    replaced = [(ref, hit) for act, hit in hits for ref in act.instead_of]
    kept = [hit for _act, hit in hits if not any(ref == hit.ref and _cross(hit, other) for ref, other in replaced)]
    return _best_of_each(kept)


def _cross(one: ActHit, other: ActHit) -> bool:
    return one.start < other.end and other.start < one.end


def _best_of_each(hits: list[ActHit]) -> list[ActHit]:
    """One hit of a row where several cross: the surest, then the longest."""
    best: list[ActHit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.score, hit.start - hit.end, hit.start)):
        if not any(hit.ref == other.ref and _cross(hit, other) for other in best):
            best.append(hit)
    return best


def _of_act(sentence: _Sentence, act: Act, lexicon: ActLexicon, servants: _Servants) -> Iterator[ActHit]:
    for pattern, weight in act.patterns:
        for found in pattern.finditer(sentence.text):
            if not _happened(sentence, found.start(), found.end(), lexicon):
                continue
            share = _subject(sentence.text, found.start(), found.end(), lexicon, servants)
            share = 0.6 if share is None and act.implied else share
            if share == 1.0 or (share and not act.strict):
                ref = act.early if lexicon.early.search(sentence.text) else act.ref
                hedge = 0.85 if lexicon.around.maybe.search(sentence.text) else 1.0
                later = 0.7 if lexicon.around.later.search(_before(sentence.text, found.start(), 3)) else 1.0
                yield ActHit(found.start(), found.end(), ref, round(weight * share * hedge * later, 3))


def _before(text: str, at: int, words: int) -> str:
    """The last words before a place."""
    return " ".join(text[max(0, at - 40 * words) : at].split()[-words:])


def _happened(sentence: _Sentence, start: int, end: int, lexicon: ActLexicon) -> bool:
    """Whether the sentence says that the act was done."""
    around, text = lexicon.around, sentence.text
    if around.deny_facts.search(text) or around.near.search(text[start:end]):
        return False
    if _denied(_before(text, start, 5), lexicon) or _banned(text, start, lexicon):
        return False
    if around.wonders.search(text):
        return True
    facts = around.facts.search(text) is not None
    if _supposed(text, end, lexicon) or (around.asks.search(text, 0, end) and (sentence.asked or not facts)):
        return False
    return facts or (not sentence.asked and around.rules.search(text) is None)


def _banned(text: str, start: int, lexicon: ActLexicon) -> bool:
    """Whether the words stand in a list of what is forbidden, however long."""
    ban = lexicon.around.bans.search(text, 0, start)
    return ban is not None and lexicon.around.freed.search(text, ban.end(), start) is None


def _supposed(text: str, end: int, lexicon: ActLexicon) -> bool:
    """Whether the sentence only says what would be if; "lapor kalau ..." tells."""
    supposed = lexicon.around.ifs.search(text, 0, end)
    return supposed is not None and not lexicon.around.told_that.search(_before(text, supposed.start(), 3))


def _denied(before: str, lexicon: ActLexicon) -> bool:
    nays = list(lexicon.around.near.finditer(before))
    return bool(nays) and lexicon.around.breaks.search(before[nays[-1].end() :]) is None


def _subject(text: str, start: int, end: int, lexicon: ActLexicon, servants: _Servants) -> float | None:
    """How likely a civil servant did it, 0..1: the nearest doer before the words, or one named behind "oleh".

    None where nobody is named at all.
    """
    around = lexicon.around
    spots = [found.span() for found in around.asn.finditer(text, 0, start)]
    spots += [(at, at + 1) for at in servants.named if at < start]
    other = _last_other(text, start, lexicon, aims=not spots)
    if spots and (other is None or max(spots)[0] > other.start() or _joined(text, max(spots), other)):
        return 1.0
    if _PASSIVE.search(text, start) and (around.asn.search(text, start) or any(at > start for at in servants.named)):
        return 1.0
    inside = around.asn.search(text, start, end)
    if other is not None and inside is None:
        return 0.0
    if around.asn.search(text, end) or inside or servants.before or servants.named:
        return 0.85
    return 0.6 if around.person.search(text) or around.self_.search(text[:start]) else None


def _last_other(text: str, end: int, lexicon: ActLexicon, *, aims: bool) -> re.Match[str] | None:
    """The nearest doer who is no civil servant; who only tells or is told of is no doer."""
    kinds = (lexicon.around.others, lexicon.around.aims) if aims else (lexicon.around.others,)
    doers = [
        found
        for kind in kinds
        for found in kind.finditer(text, 0, end)
        if _WHO.fullmatch(text, found.end(), end) or not lexicon.around.told_by.search(_before(text, found.start(), 2))
    ]
    return max(doers, key=lambda found: found.start(), default=None)


def _joined(text: str, servant: tuple[int, int], other: re.Match[str]) -> bool:
    """ "Lurah bersama warga": both did it."""
    return _TOGETHER.search(text[servant[1] : other.start()]) is not None

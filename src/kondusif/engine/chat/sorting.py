"""What a message proposes to be, and why. A machine's proposal: nothing is recorded before a person confirms it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from kondusif.engine.chat.places import PlaceHit, PlaceNames
from kondusif.engine.mentions.acts import find_acts
from kondusif.engine.mentions.lexicon import ActLexicon
from kondusif.engine.reading.kinds import is_denied
from kondusif.engine.reading.lexicon import table
from kondusif.engine.similar.wording import CHAT_FORMS

Reason = tuple[str, ...]
_CLAUSES = re.compile(r"[.!?;\n]+(?:\s|$)|\n+")
_WORDS = re.compile(r"[^\W_]+")
_FEAR_REACH = 70
_LONGEST = 1_500


class Sort(StrEnum):
    """What a draft proposes to become."""

    INCIDENT = "incident"
    NIL = "nil"
    QUESTION = "question"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message seems to be.

    Args:
        kind: the harm, for an incident.
        places: what it names; for a nil report the kelurahan that it speaks for, else the kecamatan.
        why: reasons, each a code and what was seen; never a word that names a person.
    """

    sort: Sort
    kind: str = ""
    places: tuple[PlaceHit, ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch up to a full stop, in small letters with short forms written out and no marks but commas."""

    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The compiled phrases of `chat_sorts`."""

    harms: tuple[tuple[str, re.Pattern[str]], ...]
    any_harm: re.Pattern[str]
    feared: re.Pattern[str]
    harmless: re.Pattern[str]
    nil: re.Pattern[str]
    nil_short: re.Pattern[str]
    nil_never: re.Pattern[str]
    ask: re.Pattern[str]
    about: re.Pattern[str]
    reports: re.Pattern[str]
    short_words: int
    anchors: frozenset[str] = field(default_factory=frozenset)


def sort_of(text: str, sender: str, places: PlaceNames) -> Verdict | None:
    """What a message proposes to be; None where it is talk.

    A report goes before an incident, that before a nil report, that before a question. Denied, feared, forbidden and
    asked harms are none.

    Args:
        text: as it was written, names still in it; nothing of it is in the verdict but phrases of the lexicon.
        sender: who wrote it; `Lurah Semanggi` says which kelurahan a bare "nihil" speaks for.
    Source: docs/algorithms/chat.md
    Cost: linear; a message without a word of the lexicon costs some 10 microseconds.
    """
    words, clauses = _lexicon(), _clauses(text[:_LONGEST])
    plain = " ".join(clause.text for clause in clauses)
    if found := _report(text[:_LONGEST], plain, clauses):
        return Verdict(Sort.REPORT, places=tuple(places.find(text)), why=found)
    if words.any_harm.search(plain) and (harm := _harm(clauses)):
        return Verdict(Sort.INCIDENT, harm[0], tuple(places.find(text)), (("harm", *harm),))
    if (words.nil.search(plain) or words.nil_short.search(plain)) and (nil := _nil(text, clauses, sender, places)):
        return nil
    if (ask := words.ask.search(plain)) and (about := words.about.search(plain)):
        return Verdict(Sort.QUESTION, why=(("asked", _phrase_of(ask)), ("about", _phrase_of(about))))
    return None


def _report(text: str, plain: str, clauses: list[_Clause]) -> tuple[Reason, ...]:
    """The acts of the decree that somebody is said to have done."""
    words, lexicon = _lexicon(), ActLexicon.load()
    if not words.anchors.isdisjoint(plain.split()):
        hits = [hit for hit in find_acts(text, lexicon) if hit.score >= 0.5]
        if hits:
            return tuple(dict.fromkeys(("act", hit.ref) for hit in hits))
    for clause in clauses:
        found = words.reports.search(clause.text)
        said = found and not clause.asked and not _is_feared(clause, found.start())
        if found and said and lexicon.around.asn.search(clause.text) and not _denied(clause, found):
            return (("said", _phrase_of(found)),)
    return ()


def _harm(clauses: list[_Clause]) -> tuple[str, str] | None:
    """(kind, phrase) of the first harm that is said to have happened."""
    words = _lexicon()
    for clause in clauses:
        if clause.asked:
            continue
        hits = [(found, kind) for kind, pattern in words.harms for found in pattern.finditer(clause.text)]
        for found, kind in sorted(hits, key=lambda hit: hit[0].start()):
            beside = clause.text[max(0, found.start() - 20) : found.end() + 20]
            if not (_is_feared(clause, found.start()) or _denied(clause, found) or words.harmless.search(beside)):
                return kind, _phrase_of(found)
    return None


def _nil(text: str, clauses: list[_Clause], sender: str, places: PlaceNames) -> Verdict | None:
    """Nothing happened, said of one kelurahan or more."""
    words = _lexicon()
    short = sum(len(clause.text.split()) for clause in clauses) <= words.short_words
    said = ""
    for clause in clauses:
        for found in (words.nil_short if short else words.nil).finditer(clause.text):
            before = clause.text[: found.start()].split()[-3:]
            if not clause.asked and not words.nil_never.search(" ".join(before)):
                said = said or _phrase_of(found)
    if not said:
        return None
    named = places.find(text)
    here = [hit for hit in named if hit.is_village]
    why: list[Reason] = [("nil", said)]
    if not here and named:
        here = named
        why.append(("district_only",))
    elif not here:
        here = [hit for hit in places.find(sender) if hit.is_village][:1]
        why.append(("sender_place",))
    if not here:
        return None
    return Verdict(Sort.NIL, places=tuple({hit.code: hit for hit in here}.values()), why=tuple(why))


def _is_feared(clause: _Clause, at: int) -> bool:
    return bool(_lexicon().feared.search(clause.text[max(0, at - _FEAR_REACH) : at]))


def _denied(clause: _Clause, found: re.Match[str]) -> bool:
    return is_denied(clause.text, 0, found.start(), found.end(), len(clause.text))


def _clauses(text: str) -> list[_Clause]:
    out, at = [], 0
    small = text.lower()
    for stop in [*_CLAUSES.finditer(small), None]:
        piece = small[at : stop.start() if stop else len(small)]
        at = stop.end() if stop else at
        if plain := _plain(piece):
            out.append(_Clause(plain, bool(stop and "?" in stop.group()) or "?" in piece))
    return out


def _plain(piece: str) -> str:
    parts = (" ".join(CHAT_FORMS.get(word, word) for word in _WORDS.findall(part)) for part in piece.split(","))
    return ", ".join(part for part in parts if part)


def _phrase_of(found: re.Match[str]) -> str:
    """The phrase of the table that was found. Never the words of the message: in a gap, or after a stem, may stand a
    name, and reasons are kept as they are."""
    return next((phrase for pattern, phrase in _phrases() if pattern.fullmatch(found.group())), "")


def _pattern(phrase: str) -> str:
    body = re.sub(r"(\w)\*", r"\1\\w{0,12}", phrase)
    return body.replace(" .. ", r" (?:[^\s,]{1,30} ){0,3}")


def _any(phrases: Iterable[Any]) -> re.Pattern[str]:
    ordered = sorted({str(one) for one in phrases}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_pattern, ordered)) + r")(?!\w)")


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every phrase that a reason may tell, and how it tells it."""
    rows = table("chat_sorts")
    asked, nil = rows["questions"], rows["nil"]
    lists = [
        *rows["harms"].values(),
        nil["words"],
        nil["short"],
        asked["words"],
        asked["about"],
        rows["reports"]["words"],
    ]
    ordered = sorted({str(one) for phrases in lists for one in phrases}, key=lambda one: (".." in one, -len(one)))
    return tuple((re.compile(_pattern(one)), one.replace("*", "").replace("..", "…")) for one in ordered)


@cache
def _lexicon() -> _Lexicon:
    rows = table("chat_sorts")
    harms = tuple((str(kind), _any(phrases)) for kind, phrases in rows["harms"].items())
    return _Lexicon(
        harms=harms,
        any_harm=_any(phrase for phrases in rows["harms"].values() for phrase in phrases),
        feared=_any(rows["feared"]),
        harmless=_any(rows["harmless"]),
        nil=_any(rows["nil"]["words"]),
        nil_short=_any([*rows["nil"]["words"], *rows["nil"]["short"]]),
        nil_never=_any(rows["nil"]["never"]),
        ask=_any(rows["questions"]["words"]),
        about=_any(rows["questions"]["about"]),
        reports=_any(rows["reports"]["words"]),
        short_words=int(rows["nil"]["short_words"]),
        anchors=ActLexicon.load().anchors,
    )

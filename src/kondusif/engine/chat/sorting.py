"""What a message proposes to be, and why. A machine's proposal: nothing is recorded before a person confirms it."""

import re
from collections.abc import Iterable, Iterator
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
# Where a part that says both turns from the one to the other.
_TURNS = re.compile(r"\s(?=(?:dan|tapi|tetapi|sedangkan|namun|kecuali|cuma|hanya|selain)\s)", re.IGNORECASE)
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
    """A stretch up to a full stop: where it begins, as it was written, and in small letters with short forms written
    out and no marks but commas."""

    start: int
    raw: str
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
    silent: re.Pattern[str]
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
        return _incident(text, clauses, *harm, places)
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


def _incident(text: str, clauses: list[_Clause], at: int, kind: str, phrase: str, places: PlaceNames) -> Verdict:
    """A harm at the place that its own clause names; where that names none, at those of the message."""
    every, here = places.find(text), clauses[at]
    near = _between(every, here.start, here.start + len(here.raw))
    why: list[Reason] = [("harm", kind, phrase)]
    if nil := _nil(text, [*clauses[:at], *clauses[at + 1 :]], "", places):
        why.append(("also_nil", ", ".join(hit.name for hit in nil.places)))
    return Verdict(Sort.INCIDENT, kind, tuple([hit for hit in near if hit.is_village] or every), tuple(why))


def _harm(clauses: list[_Clause]) -> tuple[int, str, str] | None:
    """(which clause, kind, phrase) of the first harm that is said to have happened."""
    words = _lexicon()
    for at, clause in enumerate(clauses):
        if clause.asked:
            continue
        hits = [(found, kind) for kind, pattern in words.harms for found in pattern.finditer(clause.text)]
        for found, kind in sorted(hits, key=lambda hit: hit[0].start()):
            beside = clause.text[max(0, found.start() - 20) : found.end() + 20]
            if not (_is_feared(clause, found.start()) or _denied(clause, found) or words.harmless.search(beside)):
                return at, kind, _phrase_of(found)
    return None


def _nil(text: str, clauses: list[_Clause], sender: str, places: PlaceNames) -> Verdict | None:
    """Nothing happened, said of one kelurahan or more."""
    found = _NilWords.of(clauses, places.find(text))
    if not found.said:
        return None
    here = [hit for hit in found.named if hit.is_village]
    why: list[Reason] = [("nil", found.said)]
    if not here and found.named:
        here = found.named
        why.append(("district_only",))
    elif not here:
        here = [hit for hit in places.find(sender) if hit.is_village][:1]
        why.append(("sender_place",))
    if found.silent:
        why.append(("also_silent", ", ".join(dict.fromkeys(hit.name for hit in found.silent))))
    gone = {hit.code for hit in found.silent}
    if not (spoken := {hit.code: hit for hit in here if hit.code not in gone}):
        return None
    return Verdict(Sort.NIL, places=tuple(spoken.values()), why=tuple(why))


@dataclass(slots=True)
class _NilWords:
    """What a message says of places: of which that nothing happened, of which that nobody has told yet.

    A recap lists both: `Semanggi nihil, Mojosongo belum lapor`. A place alone between commas goes with what follows it
    in the clause, else with what stands before; in lines of its own with the heading above it.
    """

    said: str = ""
    named: list[PlaceHit] = field(default_factory=list)
    silent: list[PlaceHit] = field(default_factory=list)

    @classmethod
    def of(cls, clauses: list[_Clause], hits: list[PlaceHit]) -> "_NilWords":
        words, found = _lexicon(), cls()
        short = sum(len(clause.text.split()) for clause in clauses) <= words.short_words
        heading: bool | None = None
        for clause in clauses:
            parts = list(_nil_parts(clause, words.nil_short if short else words.nil))
            known = [part.is_nil for part in parts if part.is_nil is not None]
            for at, part in enumerate(parts):
                after = [one.is_nil for one in parts[at:] if one.is_nil is not None]
                is_nil = after[0] if after else known[-1] if known else heading
                (found.silent if is_nil is False else found.named).extend(_between(hits, part.start, part.end))
                found.said = found.said or part.phrase
            if known:
                has_place = bool(_between(hits, clause.start, clause.start + len(clause.raw)))
                heading = None if has_place and any(known) else known[-1]
        return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a clause between commas; `is_nil` is False where nobody told, None where it says neither."""

    start: int
    end: int
    is_nil: bool | None
    phrase: str


def _nil_parts(clause: _Clause, pattern: re.Pattern[str]) -> Iterator[_Part]:
    at = clause.start
    for part in clause.raw.split(","):
        plain = _plain(part.lower())
        both = _is_silent(plain) and _said_nil(plain, pattern)
        for raw in _TURNS.split(part) if both else [part]:
            plain = _plain(raw.lower())
            phrase = "" if clause.asked else _said_nil(plain, pattern)
            yield _Part(at, at + len(raw), True if phrase else False if _is_silent(plain) else None, phrase)
            at += len(raw) + 1


def _is_silent(plain: str) -> bool:
    """Whether a part says that nobody has told yet; `belum` alone only where nothing follows (`Joyosuran: belum`)."""
    return bool(_lexicon().silent.search(plain)) or plain.split()[-1:] == ["belum"]


def _between(hits: list[PlaceHit], start: int, end: int) -> list[PlaceHit]:
    return [hit for hit in hits if start <= hit.start < end]


def _said_nil(plain: str, pattern: re.Pattern[str]) -> str:
    """The phrase by which a part says that nothing happened; empty where it wishes, orders or denies that."""
    for found in pattern.finditer(plain):
        if not _lexicon().nil_never.search(" ".join(plain[: found.start()].split()[-3:])):
            return _phrase_of(found)
    return ""


def _is_feared(clause: _Clause, at: int) -> bool:
    return bool(_lexicon().feared.search(clause.text[max(0, at - _FEAR_REACH) : at]))


def _denied(clause: _Clause, found: re.Match[str]) -> bool:
    return is_denied(clause.text, 0, found.start(), found.end(), len(clause.text))


def _clauses(text: str) -> list[_Clause]:
    out, at = [], 0
    for stop in [*_CLAUSES.finditer(text), None]:
        start, piece = at, text[at : stop.start() if stop else len(text)]
        at = stop.end() if stop else at
        if plain := _plain(piece.lower()):
            out.append(_Clause(start, piece, plain, bool(stop and "?" in stop.group()) or "?" in piece))
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
        silent=_any(rows["nil"]["silent"]),
        ask=_any(rows["questions"]["words"]),
        about=_any(rows["questions"]["about"]),
        reports=_any(rows["reports"]["words"]),
        short_words=int(rows["nil"]["short_words"]),
        anchors=ActLexicon.load().anchors,
    )

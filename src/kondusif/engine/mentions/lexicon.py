"""The lexicon of acts, compiled: patterns with bounded gaps, and the words around a hit that change what it means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kondusif.engine.reading.lexicon import table

Pattern = re.Pattern[str]
_BLANK = r"\x20{1,3}"
_WORD = r"[^\s.!?;]{1,40}"


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the decree and how people write it.

    Args:
        ref: its rule id; `early` is the id where the words say that somebody is not yet a candidate.
        patterns: with how much each says, 0..1.
        needs: what must stand somewhere in the same sentence.
        instead_of: rows that say less where this one says more about the same words.
        strict: a civil servant must be named before the words as who did it.
        implied: what the words name is an official's, so that a doer need not be named.
    """

    ref: str
    early: str
    anchors: frozenset[str]
    patterns: tuple[tuple[Pattern, float], ...]
    needs: Pattern | None
    instead_of: frozenset[str]
    strict: bool
    implied: bool

    @property
    def refs(self) -> frozenset[str]:
        return frozenset({self.ref, self.early})


@dataclass(frozen=True, slots=True)
class Around:
    """Words around a hit. Every field is one pattern of whole words."""

    asn: Pattern
    others: Pattern
    aims: Pattern
    person: Pattern
    self_: Pattern
    told_by: Pattern
    near: Pattern
    breaks: Pattern
    rules: Pattern
    facts: Pattern
    deny_facts: Pattern
    bans: Pattern
    freed: Pattern
    ifs: Pattern
    told_that: Pattern
    asks: Pattern
    wonders: Pattern
    later: Pattern
    maybe: Pattern


@dataclass(frozen=True, slots=True)
class ActLexicon:
    """All acts that can be seen in a text."""

    edition: str
    acts: tuple[Act, ...]
    around: Around
    early: Pattern
    targets: frozenset[str]

    @classmethod
    def load(cls) -> "ActLexicon":
        """The lexicon of the package; compiled once a process."""
        return _loaded()

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset().union(*(act.anchors for act in self.acts))

    @property
    def refs(self) -> frozenset[str]:
        return frozenset().union(*(act.refs for act in self.acts))


_OF_SENTENCES = (
    "rules", "facts", "deny_facts", "bans", "freed", "ifs", "told_that", "asks", "wonders", "later", "maybe",
)  # fmt: skip


@cache
def _loaded() -> ActLexicon:
    rows = table("acts_lexicon")
    words = rows["words"]
    subjects, denies = rows["subjects"], rows["denies"]
    around = Around(
        **{name: whole([subjects[name]]) for name in ("asn", "others", "aims", "person", "told_by")},
        self_=whole([subjects["self"]]),
        near=whole([denies["near"]]),
        breaks=whole([denies["breaks"]]),
        **{name: whole([rows[name]]) for name in _OF_SENTENCES},
    )
    targets = frozenset(str(word) for word in rows["targets"])
    acts = tuple(_act(row, words) for row in rows["acts"])
    return ActLexicon(str(rows["edition"]), acts, around, whole([words["BAKAL"]]), targets)


def _act(row: Mapping[str, object], words: Mapping[str, str]) -> Act:
    patterns = [
        (whole([_filled(str(phrase), words)]), weight)
        for key, weight in (("patterns", 0.9), ("weak", 0.6), ("loose", 0.6))
        for phrase in _list(row.get(key))
    ]
    needs = row.get("needs")
    return Act(
        ref=str(row["ref"]),
        early=str(row.get("early", row["ref"])),
        anchors=frozenset(str(word) for word in _list(row["anchors"])),
        patterns=tuple(patterns),
        needs=whole([words[str(needs)]]) if needs else None,
        instead_of=frozenset(str(ref) for ref in _list(row.get("instead_of"))),
        strict=bool(row.get("strict")),
        implied=bool(row.get("implied")),
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _filled(phrase: str, words: Mapping[str, str]) -> str:
    for _round in range(2):
        phrase = re.sub(r"\{([A-Z]+)\}", lambda found: words[found.group(1)], phrase)
    return phrase


def _spaced(phrase: str) -> str:
    """A phrase as a regular expression: blanks, gaps of up to four and up to nine words."""
    phrase = phrase.replace(" ... ", "\0").replace(" .. ", "\1").replace(" ?", r"\x20{0,2}").replace(" ", _BLANK)
    for mark, words in (("\0", 9), ("\1", 4)):
        phrase = phrase.replace(mark, rf"{_BLANK}(?:{_WORD}{_BLANK}){{0,{words}}}?")
    return phrase


def whole(phrases: Iterable[str]) -> Pattern:
    """One pattern for any of the phrases, as whole words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(_spaced(phrase) for phrase in phrases) + r")(?!\w)")

"""Who may be given a key, for how long one stays open, and what a passphrase must be. Plain Python."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from itertools import permutations

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
SEATS = 3
# Wrong passphrases of one person in a while; nobody else's tries count, so nobody can be locked out by others.
TRIES, TRIES_WITHIN = 10, timedelta(minutes=15)
# A report that was being sealed while the unit's key changed may still arrive under the old one: its private half stays
# with those who are members still for so long.
LATE = timedelta(hours=1)
PHRASE_LETTERS = 20
PHRASE_DISTINCT = 8
CODE_GROUP = 4


class Level(IntEnum):
    """How well the city keeps keys; shown to the public on the form.

    CLOSED: no verifying unit has a key, so the city takes no report. SEALED: content is sealed to units, identity to
    the reporter alone. CUSTODIANS: identity opens also when two of three custodians agree.
    """

    CLOSED = 0
    SEALED = 1
    CUSTODIANS = 2


class Purpose(StrEnum):
    """What a data key locks."""

    CONTENT = "content"
    IDENTITY = "identity"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Route:
    """The units that receive a key.

    Args:
        units: keys of units, sorted.
        below: they stand under the accused head, because nobody else was left.
    """

    units: tuple[int, ...]
    below: bool = False


def superiors(unit: int, parents: Mapping[int, int | None]) -> set[int]:
    """The unit and everything above it; a loop in the data ends the walk."""
    line: set[int] = set()
    step: int | None = unit
    while step is not None and step not in line:
        line.add(step)
        step = parents.get(step)
    return line


def route(candidates: Iterable[int], accused: int | None, parents: Mapping[int, int | None], *, is_head: bool) -> Route:
    """Which units may receive a key of a report, decided before anything is sealed.

    Never the accused's unit nor a unit above it. Where the accused heads the unit, no unit below it either, unless
    nobody else would be left; then the page warns, and Bawaslu alone stays the default.

    Args:
        candidates: units that verify and have a key.
        accused: unit of the accused, None when unknown or outside the city's government.
        parents: unit -> its superior unit.
        is_head: the accused heads that unit.
    """
    every = set(candidates)
    if accused is None:
        return Route(tuple(sorted(every)))
    outside = every - superiors(accused, parents)
    if not is_head:
        return Route(tuple(sorted(outside)))
    beside = {unit for unit in outside if accused not in superiors(unit, parents)}
    return Route(tuple(sorted(beside or outside)), below=bool(outside) and not beside)


def pairs_of(seats: Iterable[int]) -> list[tuple[int, int]]:
    """Every ordered pair of custodian seats; both orders, so that it does not matter who agrees first."""
    return list(permutations(sorted(seats), 2))


def is_open(opened_at: datetime, used_at: datetime, now: datetime) -> bool:
    """Whether an unlocked key is still open: used within a quarter of an hour, opened within eight hours."""
    return now - used_at <= IDLE and now - opened_at <= LONGEST


def wait_after(failures: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long somebody waits before the next passphrase is tried; None when it may be tried at once.

    Args:
        failures: moments of this person's own wrong tries, in any order.
    """
    recent = sorted(moment for moment in failures if now - moment < TRIES_WITHIN)
    return recent[-TRIES] + TRIES_WITHIN - now if len(recent) >= TRIES else None


class PhraseFault(StrEnum):
    """What is wrong with a new passphrase."""

    SHORT = "short"
    PLAIN = "plain"
    NAMED = "named"


def phrase_fault(phrase: str, names: Collection[str] = ()) -> PhraseFault | None:
    """What is wrong with a passphrase, or None.

    Args:
        names: words of the person (sign-in, full name) that must not make up most of it.
    """
    bare = folded(phrase)
    letters = bare.replace(" ", "")
    if len(letters) < PHRASE_LETTERS:
        return PhraseFault.SHORT
    if len(set(letters)) < PHRASE_DISTINCT:
        return PhraseFault.PLAIN
    rest = bare
    for name in names:
        for word in folded(name).split():
            rest = rest.replace(word, "")
    return PhraseFault.NAMED if len(rest.replace(" ", "")) < PHRASE_LETTERS // 2 else None


def folded(phrase: str) -> str:
    """A passphrase as it is counted: one form of every letter, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())

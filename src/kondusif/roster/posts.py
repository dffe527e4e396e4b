"""Which post a text names, and who stands in for somebody who is away. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kondusif.roster.places import fold_place
from kondusif.roster.rules import ActingKind

_STANDING_IN = frozenset({"pj", "pjs", "plt", "plh", "penjabat", "sementara", "pelaksana", "tugas", "harian"})
_SHORT = {kind.value: kind for kind in ActingKind} | {"penjabat": ActingKind.PJ}
_IN_WORDS = {
    "penjabat sementara": ActingKind.PJS, "pelaksana tugas": ActingKind.PLT, "pelaksana harian": ActingKind.PLH,
}  # fmt: skip
_SIGNS = re.compile(r"[^\w\s]+")


def without_standing_in(post: str) -> tuple[str, int]:
    """A post without `Plt.` or `Pelaksana harian` before it, and how many such words there were."""
    words = _SIGNS.sub(" ", post).split()
    before = 0
    while before < len(words) and words[before].lower() in _STANDING_IN:
        before += 1
    return (" ".join(words[before:]), before) if before < len(words) else (post, 0)


def names_post(said: str, post: str, unit: str) -> int:
    """Whether a text names a post of a unit: 2 word by word, 1 without words that the unit's name says, 0 not at all.

    Args:
        said: `Plt. Lurah Semanggi`, as a letter writes it.
        post: `Lurah`, as the tree or the personnel sheet writes it.
        unit: name of the unit of the post.
    """
    asked, wanted = fold_place(without_standing_in(said)[0]), fold_place(without_standing_in(post)[0])
    if not asked or not wanted:
        return 0
    if asked == wanted:
        return 2
    own = {*fold_place(unit).split(), *wanted.split()[1:]}
    bare = [[word for at, word in enumerate(text.split()) if at == 0 or word not in own] for text in (asked, wanted)]
    return int(bare[0] == bare[1])


@dataclass(frozen=True, slots=True)
class Task:
    """Somebody acts for a post on the day in question.

    Args:
        person: key of who acts.
        unit: key of the unit of the post, None where the letter names none.
        kind: `pj`, `pjs`, `plt` or `plh`.
    """

    person: int
    unit: int | None
    post: str
    kind: str
    since: date


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with the post that the personnel sheet gives; `away` on the day in question."""

    person: int
    unit: int | None
    post: str
    away: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Who is there, by which task (None: by their own post), and for whom, the first first."""

    person: int
    kind: str | None
    instead_of: tuple[int, ...]
    away: bool


def tasks_for(tasks: Iterable[Task], post: str, unit: int, unit_name: str) -> list[Task]:
    """The tasks for a post of a unit; a Plh and who acts for an acting one stand before the others.

    A task without a unit counts where it names the unit in words (`Lurah Semanggi`).
    """
    found = [
        task for task in tasks
        if (task.unit == unit and names_post(task.post, post, unit_name))
        or (task.unit is None and _says(task.post, post, unit_name))
    ]  # fmt: skip
    return sorted(found, key=_weight, reverse=True)


def _weight(task: Task) -> tuple[bool, int, date, int]:
    return (task.kind == ActingKind.PLH, without_standing_in(task.post)[1], task.since, task.person)


def _says(said: str, post: str, unit: str) -> bool:
    """Whether a text without a unit names this post of this unit: all that tells the unit apart, and nothing else."""
    words = fold_place(without_standing_in(said)[0]).split()
    own, apart = fold_place(post).split(), fold_place(unit).split()[1:]
    if not words or not own or not apart:
        return False
    return words[0] == own[0] and set(apart) <= set(words) <= {*own, *fold_place(unit).split()}


def who_is_there(
    first: Iterable[tuple[int, str | None]], tasks: Iterable[Task], people: Mapping[int, Holder],
    names: Mapping[int, str],
) -> Found | None:  # fmt: skip
    """The first who is not away, or whoever acts for them, or for that one, and so on.

    Args:
        first: (person, kind of the task or None), the one who counts most first.
        names: key of a unit -> its name.
    Returns:
        None where nobody is there. A circle of people who act for each other ends the walk.
    """
    every = list(tasks)

    def reach(person: int, kind: str | None, passed: tuple[int, ...]) -> Found | None:
        holder = people.get(person)
        if holder is None or person in passed:
            return None
        if not holder.away:
            return Found(person, kind, passed, False)
        if holder.unit is None or not holder.post:
            return None
        standing = tasks_for(every, holder.post, holder.unit, names.get(holder.unit, ""))
        return _first(reach(task.person, task.kind, (*passed, person)) for task in standing)

    return _first(reach(person, kind, ()) for person, kind in first)


def _first(found: Iterable[Found | None]) -> Found | None:
    return next((one for one in found if one is not None), None)


def kind_before(post: str) -> tuple[ActingKind | None, str]:
    """The word before a post that says how somebody acts, and the post without it (`Plt. Lurah`: `plt`, `Lurah`)."""
    words = _SIGNS.sub(" ", post).split()
    for many, kinds in ((2, _IN_WORDS), (1, _SHORT)):
        kind = kinds.get(" ".join(words[:many]).lower())
        if kind and len(words) > many:
            return kind, " ".join(words[many:])
    return None, post

"""From reading to signing, the same by a link and at the desk of a unit: begin, take up again, go one turn on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.circulars.selectors import questions
from kondusif.circulars.selectors.questions import Explained
from kondusif.circulars.selectors.reader import Standing
from kondusif.circulars.walk import Walk, walk_of
from kondusif.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page of questions shows.

    Args:
        walk: with what is understood by now.
        open: still to be answered, in the order of this turn.
        missed: those of them that were answered wrongly just now, to be explained first.
        understood: those answered rightly, with their norm.
    """

    walk: Walk
    open: list[Explained]
    missed: list[Explained]
    understood: list[Explained]


def begun(standing: Standing, on: date, witness: int = 0) -> Walk:
    """A new walk with questions drawn by lot."""
    keys = questions.draw(standing.version, standing.addressee.employee.kind, on)
    return Walk(standing.addressee.pk, standing.version.number, tuple(keys), witness=witness)


def resumed(raw: object, standing: Standing, on: date, witness: int = 0) -> Walk | None:
    """The walk behind a slip; None where it is nobody's, too old, or asks about a row that no longer stands.

    Raises:
        Refused: circulars.sign.newer_version, another version went out meanwhile.
    """
    walk = walk_of(raw, standing.addressee.pk, witness)
    if walk is None:
        return None
    if walk.version != standing.version.number:
        raise Refused("circulars.sign.newer_version", number=standing.version.number)
    return walk if len(_explained(walk.keys, standing, on)) == len(walk.keys) else None


def turn_of(walk: Walk, standing: Standing, on: date) -> Turn:
    """The page of a walk, nothing answered yet in this turn."""
    return _page(walk, (), standing, on)


def answered(walk: Walk, given: Mapping[str, str], standing: Standing, on: date) -> Turn:
    """The page after answers were given to everything that was open.

    Args:
        given: id of a row -> the answer.
    """
    asked = _explained(walk.open, standing, on)
    right = [one.key for one in asked if given.get(one.key) in {verdict.value for verdict in one.accepts}]
    missed = [one.key for one in asked if one.key not in right]
    return _page(walk.after(right), missed, standing, on)


def _page(walk: Walk, missed: Sequence[str], standing: Standing, on: date) -> Turn:
    every = {one.key: one for one in _explained(walk.keys, standing, on)}
    return Turn(
        walk, [every[key] for key in walk.open], [every[key] for key in missed],
        [every[key] for key in walk.keys if key in walk.done],
    )  # fmt: skip


def _explained(keys: Sequence[str], standing: Standing, on: date) -> list[Explained]:
    return questions.explained(standing.circular, keys, standing.addressee.employee.kind, on)

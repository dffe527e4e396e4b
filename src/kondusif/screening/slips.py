"""Slips by which a verdict is counted: kind, edition, day and what was counted before, never a word of a text."""

import secrets
from dataclasses import dataclass
from datetime import date

from kondusif.base import tokens
from kondusif.kernel.errors import Refused
from kondusif.screening.rules import Verdict

PURPOSE, SECONDS = "screening.tally", 8 * 3600


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says.

    Args:
        before: the verdict that was counted for the same proposal so far.
        mark: of this slip alone, so that a double click is one.
    """

    kind: str
    edition: str
    before: Verdict
    day: date
    mark: str


def slip_for(kind: str, edition: str, before: str, day: date) -> str:
    """A slip for one verdict."""
    said = {"kind": kind, "edition": edition, "before": before, "day": day.isoformat(), "mark": secrets.token_hex(12)}
    return tokens.issue(said, PURPOSE)


def slip_of(token: str) -> Slip:
    """What a slip says.

    Raises:
        Refused: it is too old, or none of ours.
    """
    said = {key: str(value) for key, value in tokens.read(token, PURPOSE, SECONDS).items()}
    try:
        return Slip(
            said["kind"], said["edition"], Verdict(said["before"]), date.fromisoformat(said["day"]), said["mark"]
        )
    except (KeyError, ValueError) as error:
        raise Refused("base.token.bad") from error

"""What counts as done, who is asked, and who may do what with a circular. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"


class Way(StrEnum):
    """How a signature came."""

    LINK = "link"
    DESK = "desk"
    PAPER = "paper"


class Channel(StrEnum):
    """How a reminder went out."""

    PRINT = "print"
    NOTICE = "notice"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Edition:
    """A released version as the rules read it.

    Args:
        number: counts from 1.
        asks_again: everybody signs anew; the first version always asks.
    """

    number: int
    asks_again: bool


def version_to_sign(released: Iterable[Edition]) -> int:
    """The number of the last released version that asks for a signature; 0 before the first is released."""
    return max((one.number for one in released if one.asks_again or one.number == 1), default=0)


def is_done(signed: int, to_sign: int) -> bool:
    """Whether somebody who signed that version (0: none) has signed what counts."""
    return 0 < to_sign <= signed


@dataclass(frozen=True, slots=True)
class Count:
    """People of an readership who work for the city on a day.

    Args:
        people: all of them; whoever left is taken out, a newcomer stands in it.
        done: those who signed the version that counts.
        away: those not done who are on leave that day.
    """

    people: int = 0
    done: int = 0
    away: int = 0

    @property
    def open(self) -> int:
        """Those who have not signed."""
        return self.people - self.done

    @property
    def share(self) -> float | None:
        """Of people, 0..1; None where nobody is asked."""
        return self.done / self.people if self.people else None


def erased_on(contest_ended_on: date, years: int) -> date:
    """The day from which only counts are kept: so many years after the contest. 29 February becomes 1 March."""
    try:
        return contest_ended_on.replace(year=contest_ended_on.year + years)
    except ValueError:
        return date(contest_ended_on.year + years, 3, 1)

"""When a report may stand behind another one in the queue. Plain Python.

Nobody buries a report by sending something like it. A report stands behind another one only where reading that one is
reading nearly the same words about the same place, unit and day, and where nothing is lost by waiting: no evidence, no
earlier clock, no person at work on it or writing to us. Everything else stays a row of the queue, bundled or not.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent / "data" / "kemiripan.yaml"


class Keeps(StrEnum):
    """What keeps a report in front of one that tells nearly the same; the order is the order on the page."""

    EVIDENCE = "evidence"
    WROTE = "wrote"
    PLACE = "place"
    UNIT = "unit"
    DAY = "day"
    KIND = "kind"
    CLOCK = "clock"
    TYPED = "typed"
    AT_WORK = "at_work"
    APART = "apart"


class Why(StrEnum):
    """Why a person says that two reports tell the same, or that they do not. A closed list: the trail keeps it."""

    SAME_EVENT = "same_event"
    SAME_TEXT = "same_text"
    SENT_TWICE = "sent_twice"
    OTHER_PERSON = "other_person"
    OTHER_PLACE = "other_place"
    OTHER_TIME = "other_time"
    OTHER_ACT = "other_act"


JOINING = (Why.SAME_EVENT, Why.SAME_TEXT, Why.SENT_TWICE)
SPLITTING = (Why.OTHER_PERSON, Why.OTHER_PLACE, Why.OTHER_TIME, Why.OTHER_ACT)


@dataclass(frozen=True, slots=True)
class Settings:
    """Args:
    wording: the estimated share of common wording from which two accounts are nearly the same, 0..1.
    days: how many days back is compared.
    most: how many reports in front are compared at most, the newest.
    """

    wording: float
    days: int
    most: int


@cache
def settings() -> Settings:
    """The city's settings."""
    row: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Settings(float(row["wording"]), int(row["days"]), int(row["most"]))


@dataclass(frozen=True, slots=True)
class Matter:
    """What two reports must have in common, in clear, so that one may stand for the other."""

    kind: str
    area_code: str
    unit: int | None
    is_head: bool
    happened_on: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a report stands in clear and counts here.

    Args:
        files: evidence came with it, or later.
        wrote: the reporter wrote to us.
        typed: an officer typed it in.
        at_work: somebody began to check it, or has it in hand.
        apart: a person said that it is a matter of its own.
    """

    pk: int
    matter: Matter
    known_on: date | None
    files: bool = False
    wrote: bool = False
    typed: bool = False
    at_work: bool = False
    apart: bool = False

    @property
    def order(self) -> tuple[date, int]:
        """Who goes in front among the same: the earliest clock, then the first that came."""
        return self.known_on or date.max, self.pk


def what_keeps(one: Facts, front: Facts) -> list[Keeps]:
    """What keeps a report in the queue though one with nearly the same words stands there; empty for nothing."""
    here, there = one.matter, front.matter
    said = {
        Keeps.EVIDENCE: one.files,
        Keeps.WROTE: one.wrote,
        Keeps.PLACE: here.area_code != there.area_code,
        Keeps.UNIT: (here.unit, here.is_head) != (there.unit, there.is_head),
        Keeps.DAY: here.happened_on != there.happened_on,
        Keeps.KIND: here.kind != there.kind,
        Keeps.CLOCK: (one.known_on or date.max) < (front.known_on or date.max),
        Keeps.TYPED: one.typed,
        Keeps.AT_WORK: one.at_work,
        Keeps.APART: one.apart,
    }
    return [reason for reason, holds in said.items() if holds]

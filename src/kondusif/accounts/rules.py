"""Roles, grants and doors; who stands in for whom; what becomes of a mail. Plain Python."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kondusif.kernel.areas import contains


class Role(StrEnum):
    ADMIN = "admin"
    VERIFIER = "verifier"
    HANDLER = "handler"
    DESK = "desk"
    FIELD = "field"
    LEADER = "leader"
    PARTNER = "partner"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    LEGAL = "legal"


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    STAFF = "staff"
    COMMAND = "command"
    NOBODY = "nobody"


PUBLIC, STAFF, SIGNED_IN = Audience.PUBLIC, Audience.STAFF, Audience.SIGNED_IN


@dataclass(frozen=True, slots=True)
class Door:
    """Who may pass one URL, command or API call.

    Args:
        audience: everybody, anybody with an account, anybody with a grant, the shell of the machine, or nobody.
        roles: for staff doors, the roles that may pass; empty means every role.
    """

    audience: Audience
    roles: frozenset[Role] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *roles: Role) -> "Door":
        """A staff door for the named roles."""
        return cls(Audience.STAFF, frozenset(roles))


class Passage(StrEnum):
    OPEN = "open"
    HIDDEN = "hidden"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a grant says: a role in an area, from one day to another (both included; None is open)."""

    role: Role
    area_code: str
    starts_on: date
    ends_on: date | None


def roles_held(grants: Iterable[Standing], on: date, city_code: str) -> frozenset[Role]:
    """The roles that hold on a day inside one city. A grant for another city counts for nothing.

    Args:
        on: the city's date.
        city_code: area code of the city; a grant counts when its area lies in it or around it.
    """
    return frozenset(
        grant.role
        for grant in grants
        if is_running(grant, on) and (contains(city_code, grant.area_code) or contains(grant.area_code, city_code))
    )


def is_running(grant: Standing, on: date) -> bool:
    """Whether a grant holds on a day."""
    return grant.starts_on <= on and (grant.ends_on is None or on <= grant.ends_on)


def passage(door: Door | None, *, signed_in: bool, roles: frozenset[Role]) -> Passage:
    """Whether a visitor passes a door: strangers find nothing, insiders without the role are told so.

    Args:
        door: None when the table does not know the door; then it is hidden from everybody.
        roles: roles that the visitor holds today in this city.
    """
    if door is None or door.audience in {Audience.COMMAND, Audience.NOBODY}:
        return Passage.HIDDEN
    if door.audience is Audience.PUBLIC:
        return Passage.OPEN
    if not signed_in:
        return Passage.HIDDEN
    if door.audience is Audience.SIGNED_IN:
        return Passage.OPEN
    if not roles:
        return Passage.HIDDEN
    return Passage.OPEN if not door.roles or door.roles & roles else Passage.FORBIDDEN


@dataclass(frozen=True, slots=True)
class StandIn:
    """One person (`substitute`) stands in for another (`user`), from one day to another, both included."""

    user: int
    substitute: int
    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


def overlaps(one: StandIn, other: StandIn) -> bool:
    """Whether two substitutions have a day in common."""
    return one.first <= (other.last or date.max) and other.first <= (one.last or date.max)


def substitutes_of(user: int, rows: Iterable[StandIn], on: date) -> list[int]:
    """Everybody who receives a person's work on a day: the substitute, the substitute's substitute, and so on.

    Args:
        user: key of the person.
        rows: substitutions; where two hold for one person on a day, the later one counts.
    Returns:
        Keys of people, nearest first, without the person; data that runs in a circle ends the walk.
    """
    nexts = {row.user: row.substitute for row in rows if row.holds(on)}
    chain: list[int] = []
    step = nexts.get(user)
    while step is not None and step != user and step not in chain:
        chain.append(step)
        step = nexts.get(step)
    return chain


def stood_in_for(user: int, rows: Iterable[StandIn], on: date) -> set[int]:
    """The people whose work reaches a person on a day, at any length of the chain."""
    held = [row for row in rows if row.holds(on)]
    return {row.user for row in held if user in substitutes_of(row.user, held, on)}


def closes_a_loop(new: StandIn, rows: Iterable[StandIn]) -> bool:
    """Whether a new substitution would, on some day, lead somebody's work back to themselves."""
    others = list(rows)
    queue = [new]
    seen: set[StandIn] = set()
    while queue:
        reach = queue.pop()
        if reach.substitute == new.user:
            return True
        for row in others:
            if row.user == reach.substitute and overlaps(row, reach):
                ends = min(row.last or date.max, reach.last or date.max)
                onward = StandIn(new.user, row.substitute, max(row.first, reach.first), ends)
                if onward not in seen:
                    seen.add(onward)
                    queue.append(onward)
    return False


class Mail(StrEnum):
    """What becomes of a notice on its way by e-mail."""

    OFF = "off"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


MOST_TRIES = 5


def mail_after_failure(tries: int) -> Mail:
    """Whether a mail that could not be sent is tried again."""
    return Mail.WAITING if tries < MOST_TRIES else Mail.FAILED


def new_calendar_key() -> str:
    """A secret of 192 bits that fits in an address."""
    return secrets.token_urlsafe(24)


def digest_of_key(key: str) -> str:
    """What is kept of a calendar address. The secret is random and long, so a plain digest cannot be guessed back."""
    return hashlib.sha256(f"kondusif/kalender/{key}".encode()).hexdigest()

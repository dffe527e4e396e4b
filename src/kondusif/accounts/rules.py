"""Roles, grants and doors. Plain Python."""

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

"""How the key of a unit stands, with everything that waits for somebody; read by its members and by the admin."""

from dataclasses import dataclass, field

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import people_with
from kondusif.institutions.models import Unit
from kondusif.vault import boxes
from kondusif.vault.models import PersonKey, RecoveryEnvelope, UnitKey, UnitKeyShare
from kondusif.vault.selectors import (
    HOLDERS,
    envelope_of,
    finished_epochs,
    gone,
    holders_of,
    lost_wraps,
    members_of,
    unit_key_of,
    waiting_wraps,
    without_share,
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who should hold the unit's key and does not yet; `key` is None until they have made one of their own."""

    user: User
    key: PersonKey | None

    @property
    def fingerprint(self) -> str:
        return boxes.fingerprint(self.key.public) if self.key else ""


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's key.

    Args:
        without: members who hold no share yet.
        gone: holders who are members no more.
        waiting: wraps under earlier epochs that a member can wrap anew.
        lost: wraps under earlier epochs that nobody holds.
        finished: earlier epochs whose private halves have nothing left to open.
    """

    unit: Unit
    key: UnitKey | None
    holders: list[UnitKeyShare] = field(default_factory=list)
    without: list[Member] = field(default_factory=list)
    gone: list[User] = field(default_factory=list)
    envelope: RecoveryEnvelope | None = None
    waiting: int = 0
    lost: int = 0
    finished: list[UnitKey] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether somebody can open it today."""
        return bool(self.holders)

    @property
    def fingerprint(self) -> str:
        return boxes.fingerprint(self.key.public) if self.key else ""

    @property
    def printed(self) -> RecoveryEnvelope | None:
        """The envelope that lies in the safe and has not been opened."""
        return self.envelope if self.envelope and self.envelope.opened_at is None else None


def standing_of(unit: Unit) -> UnitStanding:
    """The key of one unit."""
    key = unit_key_of(unit)
    if key is None:
        return UnitStanding(unit, None, without=_members(members_of(unit)))
    return UnitStanding(
        unit, key, holders=list(holders_of(key)), without=_members(without_share(key)), gone=gone(key),
        envelope=envelope_of(key), waiting=waiting_wraps(unit), lost=lost_wraps(unit), finished=finished_epochs(unit),
    )  # fmt: skip


def city_standing() -> list[UnitStanding]:
    """Every unit that has a key or people who should hold one, by name."""
    people = User.objects.none()
    for role in HOLDERS:
        people = people | people_with(role)
    wanted = set(people.exclude(unit__isnull=True).values_list("unit_id", flat=True))
    wanted |= set(UnitKey.objects.filter(current=True).values_list("unit_id", flat=True))
    return [standing_of(unit) for unit in Unit.objects.filter(pk__in=wanted).order_by("name", "pk")]


def without_unit() -> list[User]:
    """People who verify or handle but belong to no unit: they can hold no unit's key until an admin gives them one."""
    found = {one.pk: one for role in HOLDERS for one in people_with(role) if one.unit_id is None}
    return list(found.values())


def custodians_without_key() -> list[User]:
    """Custodians who have not made a key of their own yet."""
    keyed = PersonKey.objects.filter(retired_at__isnull=True).values("user")
    return list(people_with(Role.CUSTODIAN).exclude(pk__in=keyed))


def _members(users: list[User]) -> list[Member]:
    keys = {row.user_id: row for row in PersonKey.objects.filter(user__in=users, retired_at__isnull=True)}
    return [Member(one, keys.get(one.pk)) for one in users]

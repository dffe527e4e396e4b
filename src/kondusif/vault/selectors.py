"""How keys stand: who has one, who is a member, what level the city keeps, who may receive a wrap."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role, people_with
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.kernel.clock import now
from kondusif.vault.models import (
    Agreement,
    CustodianSeat,
    Disclosure,
    PersonKey,
    RecoveryEnvelope,
    UnitKey,
    UnitKeyShare,
    Wrap,
)
from kondusif.vault.permissions import UNIT
from kondusif.vault.routing import seats
from kondusif.vault.rules import TRIES_WITHIN

HOLDERS = UNIT


def person_key_of(user: User) -> PersonKey | None:
    """The key that a person uses now, if any."""
    return PersonKey.objects.filter(user=user, retired_at__isnull=True).first()


def wrong_tries(user: User) -> list[datetime]:
    """When this person typed a wrong passphrase lately, as the trail has it; nobody else's tries count."""
    rows = Entry.objects.filter(action="vault.phrase.failed", actor=actor_of(user).ref, at__gt=now() - TRIES_WITHIN)
    return list(rows.values_list("at", flat=True))


def unit_key_of(unit: Unit | int | None) -> UnitKey | None:
    """The key that a unit uses now, if any."""
    return UnitKey.objects.filter(unit=unit, current=True).first() if unit else None


def members_of(unit: Unit | int) -> list[User]:
    """The people of a unit who verify or examine today: they may hold its key."""
    pk = unit if isinstance(unit, int) else unit.pk
    found = {one.pk: one for role in HOLDERS for one in people_with(role).filter(unit_id=pk)}
    return sorted(found.values(), key=lambda one: (one.full_name, one.pk))


def holders_of(unit_key: UnitKey) -> QuerySet[UnitKeyShare]:
    """Who holds a share of a unit's key, with their person keys that are still in use."""
    rows = UnitKeyShare.objects.filter(unit_key=unit_key, person_key__retired_at__isnull=True)
    return rows.select_related("person_key__user").order_by("person_key__user__full_name")


def shares_of(user: User) -> list[UnitKeyShare]:
    """The keys of units in use of which a person holds a share."""
    rows = UnitKeyShare.objects.filter(
        person_key__user=user, person_key__retired_at__isnull=True, unit_key__current=True
    )  # fmt: skip
    return list(rows.select_related("unit_key__unit").order_by("unit_key__unit__name"))


def without_share(unit_key: UnitKey) -> list[User]:
    """Members who should hold the unit's key but do not yet."""
    held = set(_holding(unit_key))
    return [one for one in members_of(unit_key.unit_id) if one.pk not in held]


def gone(unit_key: UnitKey) -> list[User]:
    """People who still hold a share although they are members no more: a new epoch is due."""
    members = {one.pk for one in members_of(unit_key.unit_id)}
    return [row.person_key.user for row in holders_of(unit_key) if row.person_key.user_id not in members]


def envelope_of(unit_key: UnitKey) -> RecoveryEnvelope | None:
    """The envelope of this epoch that lies in the safe, if one was printed."""
    return RecoveryEnvelope.objects.filter(unit_key=unit_key).first()


def has_envelope(unit: Unit | None) -> bool:
    """Whether an envelope that still opens something of a unit lies in the safe."""
    rows = RecoveryEnvelope.objects.filter(unit_key__unit=unit, unit_key__retired_at__isnull=True)
    return unit is not None and rows.filter(opened_at__isnull=True).exists()


def anybody_holds_a_key() -> bool:
    """Whether an acknowledged key of any unit is held by somebody who is still its member."""
    rows = UnitKey.objects.filter(current=True, approved_at__isnull=False)
    return any(set(_holding(row)) & {one.pk for one in members_of(row.unit_id)} for row in rows)


def holds_a_standing_key(user: User) -> bool:
    """Whether a person holds a share of an acknowledged key that is in use."""
    return any(row.unit_key.approved_at for row in shares_of(user))


def people_who_let_in(unit: Unit) -> list[User]:
    """Who may acknowledge a unit's key: members of other units who hold a key that stands."""
    shares = UnitKeyShare.objects.filter(
        unit_key__current=True, unit_key__approved_at__isnull=False, person_key__retired_at__isnull=True
    ).exclude(unit_key__unit=unit)
    return list(User.objects.filter(pk__in=shares.values("person_key__user_id"), is_active=True).order_by("pk"))


def holding_colleagues(user: User) -> list[User]:
    """Members of a person's unit who hold its key, where the person is a member too."""
    key = unit_key_of(user.unit_id)
    members = {one.pk: one for one in members_of(user.unit_id)} if user.unit_id else {}
    if key is None or user.pk not in members:
        return []
    return [members[pk] for pk in _holding(key) if pk in members and pk != user.pk]


def _holding(unit_key: UnitKey) -> list[int]:
    return list(holders_of(unit_key).values_list("person_key__user_id", flat=True))


def waiting_unit_keys() -> QuerySet[UnitKey]:
    """Unit keys that somebody founded and nobody has acknowledged yet."""
    return UnitKey.objects.filter(current=True, approved_at__isnull=True).select_related("unit", "made_by")


def waiting_wraps(unit: Unit | int) -> int:
    """How many wraps still lie under an earlier epoch of a unit's key that somebody holds."""
    return _older(unit).filter(_somebody()).count()


def lost_wraps(unit: Unit | int) -> int:
    """How many wraps lie under an earlier epoch that nobody holds: closed for good, unless an envelope is found."""
    return _older(unit).exclude(_somebody()).count()


def _older(unit: Unit | int) -> QuerySet[Wrap]:
    return Wrap.objects.filter(unit_key__unit=unit, unit_key__current=False)


def _somebody() -> Exists:
    shares = UnitKeyShare.objects.filter(unit_key=OuterRef("unit_key"), person_key__retired_at__isnull=True)
    return Exists(shares)


def finished_epochs(unit: Unit | int) -> list[UnitKey]:
    """Earlier epochs under which nothing lies any more, whose private halves members still hold."""
    rows = UnitKey.objects.filter(unit=unit, current=False, retired_at__isnull=True, wraps__isnull=True)
    return list(rows.filter(shares__isnull=False).distinct())


def epochs_of(unit: Unit | int) -> QuerySet[UnitKey]:
    """Every epoch of a unit's key, newest first, with how many wraps lie under each (`held`)."""
    return UnitKey.objects.filter(unit=unit).annotate(held=Count("wraps")).order_by("-epoch")


def disclosures_about(data_key: UUID | None) -> QuerySet[Disclosure]:
    """Every request to open one identity, newest first, with what custodians said."""
    return Disclosure.objects.filter(data_key=data_key).prefetch_related("agreements__seat").select_related("asked_by")


def disclosures_waiting(user: User) -> QuerySet[Disclosure]:
    """Requests that wait for a word of this custodian."""
    mine = CustodianSeat.objects.filter(person_key__user=user, left_at__isnull=True)
    rows = Disclosure.objects.filter(state=Disclosure.State.ASKED).exclude(agreements__seat__in=mine)
    return rows.filter(Q(data_key__wraps__outer__in=mine)).distinct().select_related("asked_by", "unit_key__unit")


def agreements_of(user: User) -> QuerySet[Agreement]:
    """What a custodian said before, newest first."""
    rows = Agreement.objects.filter(seat__person_key__user=user)
    return rows.select_related("disclosure__unit_key__unit").order_by("-pk")


def open_disclosures() -> int:
    """How many requests wait for custodians."""
    return Disclosure.objects.filter(state=Disclosure.State.ASKED).count()


def seat_of(user: User) -> CustodianSeat | None:
    """The seat that a person holds now."""
    return CustodianSeat.objects.filter(person_key__user=user, left_at__isnull=True).first()


def could_be_custodians() -> list[PersonKey]:
    """Keys of people with the role of a custodian who neither verify, handle nor administer, and sit nowhere yet."""
    people = [one for one in people_with(Role.CUSTODIAN) if not has_role(one, *HOLDERS, Role.ADMIN)]
    seated = {row.person_key_id for row in seats()}
    rows = PersonKey.objects.filter(user__in=people, retired_at__isnull=True).select_related("user")
    return [row for row in rows.order_by("user__full_name") if row.pk not in seated]

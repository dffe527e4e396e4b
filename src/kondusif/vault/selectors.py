"""How keys stand: who has one, who is a member, what level the city keeps, who may receive a wrap."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import people_with, scopes_of
from kondusif.institutions.models import Unit
from kondusif.kernel.areas import contained_in_any
from kondusif.vault.models import CustodianSeat, Disclosure, PersonKey, RecoveryEnvelope, UnitKey, UnitKeyShare, Wrap
from kondusif.vault.rules import SEATS, Level, Route, route

HOLDERS = (Role.VERIFIER, Role.HANDLER)


def person_key_of(user: User) -> PersonKey | None:
    """The key that a person uses now, if any."""
    return PersonKey.objects.filter(user=user, retired_at__isnull=True).first()


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


def without_share(unit_key: UnitKey) -> list[User]:
    """Members who should hold the unit's key but do not yet."""
    held = set(holders_of(unit_key).values_list("person_key__user_id", flat=True))
    return [one for one in members_of(unit_key.unit_id) if one.pk not in held]


def gone(unit_key: UnitKey) -> list[User]:
    """People who still hold a share although they are members no more: a new epoch is due."""
    members = {one.pk for one in members_of(unit_key.unit_id)}
    return [row.person_key.user for row in holders_of(unit_key) if row.person_key.user_id not in members]


def envelope_of(unit_key: UnitKey) -> RecoveryEnvelope | None:
    """The envelope of this epoch that lies in the safe, if one was printed."""
    return RecoveryEnvelope.objects.filter(unit_key=unit_key).first()


def seats() -> list[CustodianSeat]:
    """The custodians of today whose keys are in use, by seat."""
    rows = CustodianSeat.objects.filter(left_at__isnull=True, person_key__retired_at__isnull=True)
    return list(rows.select_related("person_key__user"))


def level() -> Level:
    """How well the city keeps keys today."""
    if not verifying_keys():
        return Level.CLOSED
    return Level.CUSTODIANS if len(seats()) == SEATS else Level.SEALED


def verifying_keys() -> dict[int, UnitKey]:
    """Unit -> its key in use, for units whose verifiers hold it and whose key is acknowledged."""
    holder = UnitKeyShare.objects.filter(
        unit_key=OuterRef("pk"), person_key__retired_at__isnull=True,
        person_key__user__in=people_with(Role.VERIFIER).values("pk"),
    )  # fmt: skip
    rows = UnitKey.objects.filter(Exists(holder), current=True, approved_at__isnull=False).select_related("unit")
    return {row.unit_id: row for row in rows}


def verifiers_by_unit(area_code: str) -> dict[int, list[User]]:
    """Unit -> its verifiers who may read reports of a place and hold the unit's key."""
    keys = {row.pk: unit for unit, row in verifying_keys().items()}
    shares = UnitKeyShare.objects.filter(unit_key__in=keys, person_key__retired_at__isnull=True)
    holding = set(shares.values_list("person_key__user_id", "unit_key__unit_id"))
    found: dict[int, list[User]] = {}
    for one in people_with(Role.VERIFIER).prefetch_related("grants"):
        unit = one.unit_id
        if unit and (one.pk, unit) in holding and contained_in_any(scopes_of(one, Role.VERIFIER), area_code):
            found.setdefault(unit, []).append(one)
    return found


def route_of(area_code: str, accused: Unit | None, *, is_head: bool) -> Route:
    """Which units would receive the key of a report about this place and this unit."""
    return route(verifiers_by_unit(area_code), accused.pk if accused else None, parents_of_units(), is_head=is_head)


def parents_of_units() -> dict[int, int | None]:
    """Unit -> its superior unit, for the whole tree."""
    return dict(Unit.objects.values_list("pk", "parent_id"))


def keys_of(units: Iterable[int]) -> list[UnitKey]:
    """The acknowledged keys in use of some units."""
    return list(UnitKey.objects.filter(unit_id__in=list(units), current=True, approved_at__isnull=False))


def anybody_holds_a_key() -> bool:
    """Whether an acknowledged key of any unit is held by somebody who is still its member."""
    rows = UnitKey.objects.filter(current=True, approved_at__isnull=False)
    return any(set(_holding(row)) & {one.pk for one in members_of(row.unit_id)} for row in rows)


def _holding(unit_key: UnitKey) -> list[int]:
    return list(holders_of(unit_key).values_list("person_key__user_id", flat=True))


def waiting_unit_keys() -> QuerySet[UnitKey]:
    """Unit keys that somebody founded and nobody has acknowledged yet."""
    return UnitKey.objects.filter(current=True, approved_at__isnull=True).select_related("unit", "made_by")


def waiting_wraps(unit: Unit | int) -> int:
    """How many wraps still lie under an earlier epoch of a unit's key."""
    return Wrap.objects.filter(unit_key__unit=unit, unit_key__current=False).count()


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

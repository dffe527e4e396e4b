"""Accounts, roles and units as the settings page lists them."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role
from kondusif.accounts.services import create_user, grant_role, move_to_unit
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import UnitChoice, city, unit_choices, units
from kondusif.kernel.actor import Actor
from kondusif.stages.selectors import contests
from kondusif.territory.selectors import name_paths, place_choices


def everybody(on: date) -> list[dict[str, Any]]:
    """Every account with the roles that hold on a day or later, and the names of their areas."""
    running = Grant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("starts_on", "pk")
    found = list(
        User.objects.select_related("unit")
        .prefetch_related(Prefetch("grants", running, to_attr="running"))
        .order_by("full_name")
    )
    names = name_paths([grant.area_code for user in found for grant in user.running])
    return [
        {"user": user, "grants": [{"grant": grant, "place": names[grant.area_code]} for grant in user.running]}
        for user in found
    ]


def grants() -> QuerySet[Grant]:
    """Every grant."""
    return Grant.objects.select_related("user")


def unit_tree() -> list[UnitChoice]:
    """Every unit in tree order."""
    return unit_choices()


def unit_names() -> list[tuple[str, str]]:
    """Units for a list that a person picks from."""
    return [(row.key, row.name) for row in unit_choices()]


def area_choices() -> list[Any]:
    """The city, its kecamatan and its kelurahan for a list."""
    place = city()
    groups = [
        (group.label, [(group.code, group.label), *((row.code, row.label) for row in group.choices)])
        for group in place_choices(place.code)
    ]
    return [(place.code, place.name), *groups]


def add(actor: Actor, written: Mapping[str, Any]) -> User:
    """An account with its first role, in the caller's transaction."""
    home: Unit | None = units().filter(key=written["unit"]).first() if written["unit"] else None
    user = create_user(
        actor, username=written["username"], full_name=written["full_name"], password=written["password"], unit=home
    )
    give(actor, {**written, "user": user})
    return user


def move(actor: Actor, written: Mapping[str, Any]) -> User:
    """A person to another unit, or outside the city's government."""
    home = units().filter(key=written["unit"]).first() if written["unit"] else None
    return move_to_unit(actor, written["user"], home)


def give(actor: Actor, written: Mapping[str, Any]) -> Grant:
    """A role for a person."""
    return grant_role(
        actor, written["user"], role=Role(written["role"]), area_code=written["area"], starts_on=written["starts_on"],
        ends_on=written["ends_on"],
    )  # fmt: skip


def free_contest_key(kind: str) -> str:
    """A key for a further calendar of the city's own."""
    known = {row.id for row in contests()}
    return next(key for number in count(1) if (key := f"kontes-{kind}-{number}") not in known)

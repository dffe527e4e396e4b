"""The first run: a real city from nothing but the national list and three people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from kondusif.accounts.models import ROLES
from kondusif.accounts.rules import Role
from kondusif.accounts.services import create_user, grant_role
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import today
from kondusif.institutions.services import found_city, load_bodies, load_units
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, parent_of
from kondusif.kernel.errors import Refused
from kondusif.stages.services import choose_contest, create_contest
from kondusif.territory.models import Area
from kondusif.territory.selectors import area, children, kelurahan_of

DATA = Path(__file__).resolve().parent / "data"
NEEDED = (Role.ADMIN, Role.VERIFIER, Role.HANDLER)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the first run; `unit` is the key of one of the offices that every city has."""

    username: str
    full_name: str
    password: str
    roles: tuple[Role, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the first run asks.

    Args:
        contest: id of a shipped contest; empty where none is chosen yet or a blank calendar is opened.
        blank: kind of the blank calendar to open (pilkada, pemilu); empty for none.
        blank_name: its name.
    """

    code: str
    government: str
    zone: str
    people: tuple[Person, ...]
    office: str = ""
    contest: str = ""
    blank: str = ""
    blank_name: str = ""


@transaction.atomic
def first_run(actor: Actor, plan: Plan) -> City:
    """Found the city with its units and first people; either everything stands afterwards or nothing.

    Audit: those of the services that it calls. Permission: whoever opens the page before a city stands.

    Raises:
        Refused: no such city, a role that nobody holds, two people of one name, or what the services refuse.
    """
    _check_people(plan.people)
    chosen = area(plan.code)
    if chosen.level != Level.CITY:
        raise Refused("web.first_run.not_a_city", code=plan.code[:20])
    found = found_city(
        actor, code=chosen.code, name=chosen.name, government=plan.government, zone=plan.zone, office=plan.office
    )
    load_units(actor, _units(chosen))
    load_bodies(actor, _bodies(chosen))
    if plan.blank:
        key = f"kontes-{plan.blank}-1"
        create_contest(actor, key=key, name=plan.blank_name, kind=plan.blank)
        choose_contest(actor, key)
    elif plan.contest:
        choose_contest(actor, plan.contest)
    for person in plan.people:
        user = create_user(
            actor, username=person.username, full_name=person.full_name, password=person.password,
            unit=Unit.objects.filter(key=person.unit).first(),
        )  # fmt: skip
        for role in person.roles:
            grant_role(actor, user, role=role, area_code=chosen.code, starts_on=today(found))
    return found


def first_units() -> list[tuple[str, str]]:
    """The offices that every city has, for a list: key and name. The head of the region is no office to work in."""
    return [(row["key"], row["name"]) for row in _data("kota-baru")["units"] if "name" in row]


def usual_unit(roles: Sequence[Role]) -> str:
    """Where a person with these roles usually works: who examines, apart from who verifies and keeps the desk."""
    usual: dict[str, str] = _data("kota-baru")["usual_units"]
    return next((usual[role] for role in roles if role in usual), usual["others"])


def zone_of_province(code: str) -> str:
    """The zone that the province of an area code lies in; WIB where the table does not know it."""
    province = code.split(".", maxsplit=1)[0]
    return next((zone for zone in ("WIB", "WITA", "WIT") if province in _data("zona")[zone]), "WIB")


def _check_people(people: Sequence[Person]) -> None:
    names = [person.username.strip().lower() for person in people]
    if len(set(names)) != len(names):
        raise Refused("web.first_run.same_name")
    held = {role for person in people for role in person.roles}
    missing = [str(ROLES[role]) for role in NEEDED if role not in held]
    if missing:
        raise Refused("web.first_run.roles_missing", roles=", ".join(missing))


def _units(chosen: Area) -> list[dict[str, str]]:
    """The offices that every city has, then its kecamatan and kelurahan."""
    kind = "city" if chosen.name.lower().startswith("kota") else "regency"
    rows = [
        {
            "key": row["key"], "kind": row["kind"], "area_code": chosen.code, "name": row.get("name") or row[kind],
            "head_post": row.get("head") or row[f"head_{kind}"], "parent": row.get("parent", ""),
        }
        for row in _data("kota-baru")["units"]
    ]  # fmt: skip
    for place in [*children(chosen.code), *kelurahan_of(chosen.code)]:
        rows.append(_unit_of(place))
    return rows


def _unit_of(place: Area) -> dict[str, str]:
    district = place.level == Level.DISTRICT
    word = place.level_name
    return {
        "key": f"wilayah-{place.code.replace('.', '-')}", "kind": "district" if district else "village",
        "area_code": place.code, "name": f"{word.capitalize()} {place.name}",
        "head_post": "Camat" if district else "Lurah" if word == "kelurahan" else "Kepala Desa",
        "parent": "setda" if district else f"wilayah-{(parent_of(place.code) or '').replace('.', '-')}",
    }  # fmt: skip


def _bodies(chosen: Area) -> list[dict[str, Any]]:
    return [{**row, "name": f"{row['name']} {chosen.name}" if row["key"] in LOCAL else row["name"]}
            for row in _data("kota-baru")["bodies"]]  # fmt: skip


LOCAL = ("bawaslu", "kpu", "polres", "kodim", "kemenag")


@cache
def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded

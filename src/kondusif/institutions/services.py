"""Every write about the city, its units and the bodies around it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from kondusif.audit.services import record
from kondusif.institutions.held import forget
from kondusif.institutions.models import Body, City, Unit
from kondusif.institutions.selectors import city, city_or_none
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import is_area_code
from kondusif.kernel.errors import Refused

ADDRESS = ("address", "phone", "email", "site", "how", "answer_rule")


@transaction.atomic
def found_city(
    actor: Actor, *, code: str, name: str, government: str, zone: str, contest: str = "",
    is_exercise: bool = False, exercise_on: date | None = None, office: str = "", address: str = "",
) -> City:  # fmt: skip
    """Choose the one city of this installation. Audit: institutions.city.founded.

    Raises:
        Refused: a city stands already; the code is none; an exercise where the demo is off.
    """
    if city_or_none():
        raise Refused("institutions.city_stands")
    if not is_area_code(code):
        raise Refused("institutions.bad_code", code=code)
    if is_exercise and not settings.DEMO:
        raise Refused("institutions.exercise_off")
    place = City.objects.create(
        id=1, code=code, name=name, government=government, zone=zone, contest=contest, is_exercise=is_exercise,
        exercise_on=exercise_on, office=office, address=address,
    )  # fmt: skip
    forget()
    record(actor, "institutions.city.founded", code, {"exercise": is_exercise, "contest": contest})
    return place


@transaction.atomic
def move_exercise_date(actor: Actor, on: date) -> City:
    """Move the exercise's own date. Audit: institutions.exercise_date.moved. Permission: admin.

    Raises:
        Refused: no exercise runs, or the date was fixed from outside.
    """
    place = city()
    if not place.is_exercise or not settings.DEMO:
        raise Refused("institutions.exercise_off")
    if settings.TODAY is not None:
        raise Refused("institutions.date_fixed")
    before = place.exercise_on
    City.objects.filter(pk=1).update(exercise_on=on)
    forget()
    record(
        actor, "institutions.exercise_date.moved", place.code,
        {"from": before.isoformat() if before else "", "to": on.isoformat()},
    )  # fmt: skip
    return city()


@transaction.atomic
def set_contest(actor: Actor, contest: str) -> City:
    """Choose the contest that the city prepares for; empty means none yet. Audit: institutions.contest.set."""
    place = city()
    City.objects.filter(pk=1).update(contest=contest)
    forget()
    record(actor, "institutions.contest.set", place.code, {"from": place.contest, "to": contest})
    return city()


@transaction.atomic
def set_preferences(actor: Actor, **values: object) -> City:
    """Change settings of the city, by key. Audit: institutions.preferences.set."""
    place = city()
    City.objects.filter(pk=1).update(preferences={**place.preferences, **values})
    forget()
    record(actor, "institutions.preferences.set", place.code, {"keys": sorted(values)})
    return city()


@transaction.atomic
def load_units(actor: Actor, rows: Sequence[Mapping[str, str]]) -> int:
    """Write the tree of units; a known key is brought up to date. Audit: institutions.units.loaded.

    Args:
        rows: superiors first; keys `key, name, kind, area_code, head_post` and optionally `parent, head_name`.
    Returns:
        How many units stand in `rows`.
    """
    by_key = {unit.key: unit for unit in Unit.objects.all()}
    for order, row in enumerate(rows):
        parent = row.get("parent")
        by_key[row["key"]], _made = Unit.objects.update_or_create(
            key=row["key"],
            defaults={
                "name": row["name"], "kind": row["kind"], "area_code": row["area_code"],
                "head_post": row["head_post"], "head_name": row.get("head_name", ""),
                "parent": by_key[parent] if parent else None, "order": order,
            },
        )  # fmt: skip
    record(actor, "institutions.units.loaded", city().code, {"units": len(rows)})
    return len(rows)


@transaction.atomic
def load_bodies(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> int:
    """Write the address table of outside bodies. Audit: institutions.bodies.loaded."""
    for order, row in enumerate(rows):
        told = {name: row[name] for name in ADDRESS if name in row}
        defaults = {"name": row["name"], "takes": row.get("takes", []), "order": order, **told}
        Body.objects.update_or_create(key=row["key"], defaults=defaults)
    record(actor, "institutions.bodies.loaded", city().code, {"bodies": len(rows)})
    return len(rows)


@transaction.atomic
def save_body(actor: Actor, body: Body | None, *, name: str, takes: Sequence[str], **told: str) -> Body:
    """Write down an outside body, or correct its address. Audit: institutions.body.saved. Permission: admin.

    Args:
        body: the one to correct; None for a new one.
        takes: what it takes, in the words of `rules.Matter`.
        told: any of `ADDRESS`.
    Raises:
        Refused: another body has this name.
    """
    same = Body.objects.filter(name__iexact=name.strip())
    if (same.exclude(pk=body.pk) if body else same).exists():
        raise Refused("institutions.body_stands", name=name.strip())
    row = body or Body(key=_free_key(name), order=Body.objects.count())
    row.name, row.takes = name.strip(), sorted(set(takes))
    for field, value in told.items():
        setattr(row, field, value.strip())
    row.save()
    record(actor, "institutions.body.saved", row.key, {"takes": row.takes})
    return row


def _free_key(name: str) -> str:
    wanted = slugify(name)[:50] or "lembaga"
    taken = set(Body.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    return next(key for n in count(1) if (key := wanted if n == 1 else f"{wanted}-{n}") not in taken)

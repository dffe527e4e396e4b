"""Writes a city's own facts: population, TPS, centroids, and the exercise's RW and RT."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from django.db import transaction

from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import level_of, parent_of, rt_code, rw_code
from kondusif.kernel.errors import Refused
from kondusif.territory.models import Area, AreaFacts
from kondusif.territory.selectors import EXERCISE
from kondusif.territory.services.editions import DATA, upsert_areas

CITY_FACTS = {"33.72": "surakarta.yaml"}


@transaction.atomic
def load_city_facts(actor: Actor, city_code: str, *, exercise: bool = True) -> int:
    """Load what ships about a city beyond names: population, TPS, centroids, and the exercise's RW and RT.

    Audit: territory.facts.loaded.

    Args:
        exercise: whether the RW and RT invented for the exercise come along, marked with the edition `latihan`. A real
            city takes only the facts.
    Returns:
        How many kelurahan got their facts.
    Raises:
        Refused: nothing ships about that city.
    """
    if city_code not in CITY_FACTS:
        raise Refused("territory.facts.none", given=city_code[:40])
    facts = yaml.safe_load((DATA / CITY_FACTS[city_code]).read_text(encoding="utf-8"))
    rows = facts["kelurahan"]
    if exercise:
        upsert_areas(Area(**columns) for columns in _neighbourhoods(rows))
    _upsert_facts(
        [
            AreaFacts(
                area_id=city_code,
                population=facts["population"],
                sources={"population": facts["population_source"]},
            ),
            *(_facts_of(row, facts) for row in rows),
        ]
    )
    counts = {"villages": len(rows), "exercise": exercise}
    record(actor, "territory.facts.loaded", city_code, counts)
    return len(rows)


def _upsert_facts(facts: Iterable[AreaFacts]) -> None:
    AreaFacts.objects.bulk_create(
        facts,
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["population", "tps", "latitude", "longitude", "sources"],
    )


def _facts_of(row: dict[str, Any], facts: dict[str, Any]) -> AreaFacts:
    return AreaFacts(
        area_id=row["code"],
        tps={facts["tps_contest"]: row["tps"] + row["tps_special"]},
        latitude=row["lat"],
        longitude=row["lon"],
        sources={"tps": facts["tps_source"]},
    )


def _neighbourhoods(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """The exercise's RW and RT of each kelurahan: RT spread evenly over the RW, the first ones taking the rest."""
    for row in rows:
        for number in range(1, row["rw"] + 1):
            rw = rw_code(row["code"], number)
            yield _neighbourhood(rw, f"RW {number:03d}")
            share = row["rt"] // row["rw"] + (1 if number <= row["rt"] % row["rw"] else 0)
            for house in range(1, share + 1):
                yield _neighbourhood(rt_code(rw, house), f"RT {house:03d}")


def _neighbourhood(code: str, name: str) -> dict[str, str]:
    return {
        "code": code, "name": name, "level": level_of(code).value, "parent_code": parent_of(code) or "",
        "edition": EXERCISE,
    }  # fmt: skip

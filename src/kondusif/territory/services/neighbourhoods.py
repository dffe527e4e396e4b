"""Writes the RW and RT of kelurahan. What a new list leaves out ends with the list's edition; nothing is deleted."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, contains, level_of, parent_of
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.territory.models import Area, Edition
from kondusif.territory.neighbourhoods import MOST_RT, Changed, changes_of, seal_of
from kondusif.territory.rules import clean_name
from kondusif.territory.selectors.neighbourhoods import living_codes
from kondusif.territory.services.editions import upsert_areas

Given = Mapping[int, int | Iterable[int]]
_AT_ONCE = 500


@transaction.atomic
def set_neighbourhoods(actor: Actor, village_code: str, rw: Given, *, source: str = "") -> Changed:
    """Write the RW and RT of one kelurahan. Audit: territory.neighbourhoods.loaded. Permission: desk, admin.

    Args:
        rw: number of each RW with its RT: how many (then they count from 1), or their numbers.
        source: what the list rests on, for example the number of a decree.
    Raises:
        Refused: the kelurahan is not in force, or a number cannot stand in a code.
    """
    return load_neighbourhoods(actor, village_code, {village_code: rw}, source=source)[0]


@transaction.atomic
def load_neighbourhoods(
    actor: Actor, city_code: str, rows: Mapping[str, Given], *, source: str = "", seal: str = ""
) -> list[Changed]:
    """Write the RW and RT of the named kelurahan; others stay as they are. Audit: territory.neighbourhoods.loaded.

    Args:
        city_code: every kelurahan must lie in this place.
        rows: by kelurahan, number of each RW with its RT: how many, or their numbers.
        source: what the list rests on.
        seal: sign of the changes that somebody was shown; empty asks for no comparison.
    Returns:
        What changed, for each kelurahan, also where nothing did.
    Raises:
        Refused: a kelurahan is not in force or lies elsewhere, or a number cannot stand in a code.
        Stale: the list in force is no longer the one that was shown.
    """
    lists = {code: _numbers(houses) for code, houses in rows.items()}
    _check(city_code, lists)
    changes = changes_of(lists, living_codes(lists))
    if seal and seal != seal_of(changes):
        raise Stale("territory.neighbourhoods.changed_meanwhile")
    if any(row.moves for row in changes):
        edition = edition_of(source, today())
        _write(changes, edition)
        Edition.objects.update_or_create(
            name=edition,
            defaults={"source": source[:300], "loaded_at": now(), "rows": sum(row.rw + row.rt for row in changes)},
        )
        added, ended = (sum(len(getattr(row, kind)) for row in changes) for kind in ("added", "ended"))
        record(
            actor, "territory.neighbourhoods.loaded", city_code,
            {"villages": len(changes), "added": added, "ended": ended},
        )  # fmt: skip
    return changes


def edition_of(source: str, on: date) -> str:
    """The name of the edition that a list of RW and RT makes."""
    return f"RW dan RT {on.isoformat()}: {clean_name(source) or '-'}"[:120]


def _numbers(houses: Given) -> dict[int, frozenset[int]]:
    """The numbers of RT of each RW, counted from 1 where only their sum was given."""
    found: dict[int, frozenset[int]] = {}
    for rw, given in houses.items():
        rts = range(1, given + 1) if isinstance(given, int) else given
        found[rw] = frozenset(rts)
        if not 1 <= rw <= 999 or len(found[rw]) > MOST_RT or not all(1 <= rt <= 999 for rt in found[rw]):
            raise Refused("territory.neighbourhoods.number", most=MOST_RT)
    return found


def _check(city_code: str, lists: Mapping[str, object]) -> None:
    villages = Area.objects.filter(code__in=list(lists), level=Level.VILLAGE, ended_in="")
    known = set(villages.values_list("code", flat=True))
    for code in lists:
        if code not in known or not contains(city_code, code):
            raise Refused("territory.neighbourhoods.elsewhere", given=str(code)[:40])


def _write(changes: Iterable[Changed], edition: str) -> None:
    """A place that comes back is in force again; one that is left out ends."""
    rows = list(changes)
    upsert_areas(_area(code, edition) for row in rows for code in row.added)
    ended = [code for row in rows for code in row.ended]
    for start in range(0, len(ended), _AT_ONCE):
        Area.objects.filter(code__in=ended[start : start + _AT_ONCE]).update(ended_in=edition)


def _area(code: str, edition: str) -> Area:
    level = level_of(code)
    name = f"{'RW' if level is Level.RW else 'RT'} {code.rpartition('.')[2]}"
    return Area(code=code, name=name, level=level.value, parent_code=parent_of(code) or "", edition=edition)

"""Writes how many polling stations of a kelurahan show each indicator of vulnerable TPS."""

from collections.abc import Mapping

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, contains
from kondusif.kernel.errors import NotAllowed, Refused
from kondusif.territory.indicators import instrument
from kondusif.territory.models import Area, TpsCount
from kondusif.territory.rules import clean_name
from kondusif.territory.selectors.tps import most_stations

Counts = Mapping[str, int | None]


@transaction.atomic
def enter_tps_counts(actor: Actor, village: str, contest: str, counts: Counts, source: str) -> int:
    """Write the counts of one kelurahan. Audit: territory.tps.entered. Permission: desk, admin.

    Args:
        village: code of the kelurahan.
        counts: by indicator, on how many TPS it was found; None takes an entry back, so that it is unknown again.
        source: what the counts rest on; needed wherever anything is entered.
    Returns:
        How many entries changed.
    Raises:
        Refused: no contest, an unknown kelurahan or indicator, no source, or more TPS than the kelurahan has.
        NotAllowed: the actor is no person.
    """
    return load_tps_sheet(actor, village, contest, {village: counts}, source)


@transaction.atomic
def load_tps_sheet(actor: Actor, city_code: str, contest: str, rows: Mapping[str, Counts], source: str) -> int:
    """Write the counts of several kelurahan; what a row does not name stays. Audit: territory.tps.entered.

    Args:
        city_code: every kelurahan must lie in this place.
        rows: by kelurahan, the counts as in `enter_tps_counts`.
    """
    if actor.user_id is None:
        raise NotAllowed
    if not contest:
        raise Refused("territory.tps.no_contest")
    basis = clean_name(source)[:200]
    if not basis:
        raise Refused("territory.tps.no_source")
    villages = _villages(city_code, rows)
    changed = sum(_write(actor.user_id, villages[code], contest, counts, basis) for code, counts in rows.items())
    if changed:
        record(actor, "territory.tps.entered", city_code, {"contest": contest, "changed": changed})
    return changed


def _villages(city_code: str, rows: Mapping[str, object]) -> dict[str, Area]:
    found = Area.objects.filter(code__in=list(rows), level=Level.VILLAGE, ended_in="").select_related("facts")
    villages = {area.code: area for area in found if contains(city_code, area.code)}
    for code in rows:
        if code not in villages:
            raise Refused("territory.neighbourhoods.elsewhere", given=str(code)[:40])
    return villages


def _write(person: int, village: Area, contest: str, counts: Counts, source: str) -> int:
    known, stations = set(instrument().ids), most_stations(village)
    for indicator, count in counts.items():
        if indicator not in known:
            raise Refused("territory.tps.unknown_indicator", given=str(indicator)[:10])
        if count is not None and not 0 <= count <= stations:
            raise Refused("territory.tps.too_many", indicator=indicator, place=village.name, most=stations)
    before = dict(TpsCount.objects.filter(area=village, contest=contest).values_list("indicator", "count"))
    gone = [key for key, count in counts.items() if count is None and key in before]
    fresh = {key: count for key, count in counts.items() if count is not None and before.get(key) != count}
    if gone:
        TpsCount.objects.filter(area=village, contest=contest, indicator__in=gone).delete()
    TpsCount.objects.bulk_create(
        [
            TpsCount(
                area=village, contest=contest, indicator=key, count=count, source=source,
                entered_by_id=person, entered_on=today(),
            )
            for key, count in fresh.items()
        ],
        update_conflicts=True,
        unique_fields=["area", "contest", "indicator"],
        update_fields=["count", "source", "entered_by", "entered_on"],
    )  # fmt: skip
    return len(gone) + len(fresh)

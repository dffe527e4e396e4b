"""Where a session would add most to the coverage that is weighted by risk. See docs/algorithms/coverage.md."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.db.models import Count, Q
from django.db.models.functions import Length, Substr

from kondusif.engine import coverage as engine
from kondusif.kernel.areas import Level, at_level, rw_code
from kondusif.outreach.selectors.coverage import Coverage, counted_sessions

RW_LENGTH = len(rw_code("33.72.01.1001", 1))


@dataclass(frozen=True, slots=True)
class Share:
    """The part of an RW's targets from which somebody comes to a session held there.

    Args:
        part: 0 to 1.
        learned: whether it was learned from the city's own sessions; otherwise all are assumed to come.
    """

    part: float
    learned: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One of the visits worth most: an RW, and what a session there would change.

    Args:
        unreached: targets of the RW that do not count in full now.
        targets: targets of the RW.
        before, after: coverage of its kelurahan now, and after a session to which the usual share of them comes.
        city_before, city_after: coverage of the city weighted by risk.
    """

    rw_code: str
    village_code: str
    unreached: int
    targets: int
    before: float
    after: float
    city_before: float
    city_after: float
    share: Share


def next_visits(found: Coverage, count: int = 3) -> list[Visit]:
    """The visits that add most to the coverage weighted by risk, each in another kelurahan; the best first."""
    if found.weighted is None:
        return []
    share = share_that_comes(found)
    names = sorted(found.by_rw)
    order = {code: number for number, code in enumerate(names)}
    groups = np.array([order[code] for code in found.parents(Level.RW)], dtype=np.int64)
    gains = engine.gains(found.values, found.target_weights, groups, len(names), share.part)
    chosen: dict[str, Visit] = {}
    for number in np.lexsort((np.arange(len(names)), -gains)):
        village = str(at_level(names[number], Level.VILLAGE))
        if gains[number] <= 0 or len(chosen) == count:
            break
        if village not in chosen:
            rise = float(gains[number]) / float(found.target_weights.sum())
            chosen[village] = _visit(found, names[number], village, rise, share)
    return list(chosen.values())


def share_that_comes(found: Coverage) -> Share:
    """What is expected of a session held in an RW.

    Read from the counted sessions of the last `share_days` whose place is one RW or one of its RT; with fewer than
    `share_sessions` of them everybody is assumed to come, and the answer says that it is an assumption.
    """
    since = found.on - timedelta(days=found.measure.share_days)
    rows = (
        counted_sessions(found.on)
        .annotate(depth=Length("area_code"))
        .filter(held_on__gt=since, depth__gte=RW_LENGTH)
        .order_by()
        .values(rw=Substr("area_code", 1, RW_LENGTH))
        .annotate(
            held=Count("pk", distinct=True),
            came=Count("reached", filter=Q(rw=Substr("reached__area_code", 1, RW_LENGTH))),
        )
    )
    known = [(row, found.by_rw[row["rw"]].targets) for row in rows if row["rw"] in found.by_rw]
    sessions = sum(row["held"] for row, _targets in known)
    if sessions < found.measure.share_sessions:
        return Share(1.0, learned=False)
    parts = sum(min(row["came"] / targets, row["held"]) for row, targets in known)
    return Share(parts / sessions, learned=True)


def _visit(found: Coverage, rw: str, village: str, rise: float, share: Share) -> Visit:
    own, around = found.by_rw[rw], found.by_village[village]
    before, missing = around.value or 0.0, (1 - (own.value or 0.0)) * own.targets
    return Visit(
        rw_code=rw, village_code=village, unreached=own.targets - own.reached, targets=own.targets, before=before,
        after=before + missing * share.part / around.targets, city_before=found.weighted or 0.0,
        city_after=(found.weighted or 0.0) + rise, share=share,
    )  # fmt: skip

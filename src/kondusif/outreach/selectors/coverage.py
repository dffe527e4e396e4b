"""How far outreach reached, from one RT up to the city. The definition: docs/algorithms/coverage.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from django.db.models import F, Max, QuerySet

from kondusif.engine import coverage as engine
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, at_level, contains
from kondusif.outreach.measure import Measure, measure
from kondusif.outreach.models import Reach, Session
from kondusif.outreach.selectors.sessions import counted
from kondusif.territory.models import Area
from kondusif.territory.selectors import inside

WEEKS = 8
_DEPTH = {Level.CITY: 2, Level.DISTRICT: 3, Level.VILLAGE: 4, Level.RW: 5}


@dataclass(frozen=True, slots=True)
class Place:
    """The coverage of one place on one day.

    Args:
        targets: RT in it (RW where the city has no list of its RT); 0 where the city has listed neither.
        reached: targets that count in full.
        touched: targets that were ever reached by a session that counts.
        value: mean of its targets, 0 to 1; None where there is no list, so nothing can be said.
        last_on: day of the last counted session that reached any of them.
    """

    code: str
    targets: int
    reached: int
    touched: int
    value: float | None
    last_on: date | None


@dataclass(frozen=True)
class Coverage:
    """Coverage of a city on one day, with everything that pages and exports need of it.

    Args:
        villages: codes of every kelurahan, in order.
        codes: the targets, in order; each an RT, or an RW without a list of its RT.
        last: day number of the last counted session of each target; -1 where none.
        ages, values: of each target.
        strays: places named by counted sessions that are no target now: an ended RT, or an RW whose RT are listed.
        weights: weight by risk of one target in each kelurahan; 1 where none was given.
    """

    on: date
    measure: Measure
    city_code: str
    villages: tuple[str, ...]
    codes: tuple[str, ...]
    last: engine.Ints
    ages: engine.Ints
    values: engine.Floats
    strays: tuple[str, ...]
    weights: Mapping[str, float]

    @cached_property
    def city(self) -> Place:
        """The whole city, over the kelurahan whose RT are listed."""
        return self._grouped(Level.CITY, [self.city_code])[self.city_code]

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Kelurahan without a list of RT or RW: nothing can be said of them."""
        return tuple(code for code, place in self.by_village.items() if place.value is None)

    @cached_property
    def weighted(self) -> float | None:
        """Coverage of the city in which every RT weighs as much as its kelurahan is at risk."""
        return engine.weighted_mean(self.values, self.target_weights)

    @cached_property
    def by_village(self) -> dict[str, Place]:
        """Every kelurahan, in order of code."""
        return self._grouped(Level.VILLAGE, self.villages)

    @cached_property
    def by_district(self) -> dict[str, Place]:
        """Every kecamatan; its unlisted kelurahan stand in `unknown` and not in its mean."""
        return self._grouped(Level.DISTRICT, sorted({str(at_level(code, Level.DISTRICT)) for code in self.villages}))

    @cached_property
    def by_rw(self) -> dict[str, Place]:
        """Every RW that has targets or is one."""
        return self._grouped(Level.RW, sorted(set(self.parents(Level.RW))))

    def targets_in(self, code: str) -> list[Place]:
        """Each target inside a place by itself, in order of code."""
        fresh = self.measure.fresh_days
        return [
            Place(own, 1, int(0 <= age <= fresh), int(age >= 0), float(value), _day(last))
            for own, age, value, last in zip(self.codes, self.ages, self.values, self.last, strict=True)
            if contains(code, own)
        ]

    @cached_property
    def target_weights(self) -> engine.Floats:
        """The weight of each target: that of its kelurahan."""
        return np.array([self.weights.get(code, 1.0) for code in self.parents(Level.VILLAGE)])

    def parents(self, level: Level) -> list[str]:
        """The code of each target's parent at a level; an RW that is a target itself is its own."""
        depth = _DEPTH[level]
        return [".".join(code.split(".", depth)[:depth]) for code in self.codes]

    def _grouped(self, level: Level, known: Iterable[str]) -> dict[str, Place]:
        order = {code: number for number, code in enumerate(known)}
        groups = np.array([order[code] for code in self.parents(level)], dtype=np.int64)
        count = len(order)
        targets = np.bincount(groups, minlength=count)
        touched = np.bincount(groups[self.ages >= 0], minlength=count)
        full = np.bincount(groups[(self.ages >= 0) & (self.ages <= self.measure.fresh_days)], minlength=count)
        means, newest = engine.means(self.values, groups, count), engine.latest(groups, self.last, count)
        return {
            code: Place(
                code=code, targets=int(targets[number]), reached=int(full[number]), touched=int(touched[number]),
                value=float(means[number]) if targets[number] else None, last_on=_day(newest[number]),
            )
            for code, number in order.items()
        }  # fmt: skip


def counted_sessions(until: date, *, programme: int | None = None, group: str = "") -> QuerySet[Session]:
    """The sessions that count up to a day.

    Args:
        programme: key of a programme; None for all, sessions without a programme among them.
        group: only sessions for this group.
    """
    rows = counted(Session.objects.filter(held_on__lte=until))
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.filter(audiences__group=group) if group else rows


def coverage(
    on: date, weights: Mapping[str, float] | None = None, *, programme: int | None = None, group: str = ""
) -> Coverage:
    """Coverage of the city on a day. Cost: three reads for any size; 10,600 RT and 20,000 sessions in under 0.3 s.

    Args:
        on: the city's date; sessions held later do not count.
        weights: weight by risk of each kelurahan; one that is not named weighs 1.
        programme, group: only sessions of this programme, for this group.
    """
    place, chosen = city(), measure(city())
    villages, codes = _targets(place.code)
    index = {code: number for number, code in enumerate(codes)}
    last = np.full(len(codes), engine.NEVER, dtype=np.int64)
    strays = []
    for code, day in _last_days(counted_sessions(on, programme=programme, group=group)):
        if (number := index.get(code)) is None:
            strays.append(code)
        else:
            last[number] = day.toordinal()
    ages = engine.ages_on(on.toordinal(), last)
    return Coverage(
        on, chosen, place.code, villages, codes, last, ages,
        engine.values(ages, chosen.fresh_days, chosen.half_life_days), tuple(sorted(strays)), dict(weights or {}),
    )  # fmt: skip


def weekly(found: Coverage, *, programme: int | None = None, group: str = "") -> list[tuple[date, float | None]]:
    """Coverage of the city on the same weekday of the last eight weeks, oldest first; None where no RT is listed."""
    days = [found.on - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    if not found.codes:
        return [(day, None) for day in days]
    index = {code: number for number, code in enumerate(found.codes)}
    sessions = counted_sessions(found.on, programme=programme, group=group)
    before = _last_days(sessions.filter(held_on__lt=days[0]))
    since = sessions.filter(held_on__gte=days[0]).values_list("reached__area_code", "held_on")
    known = [(index[code], day) for code, day in [*before, *since.distinct()] if code in index]
    pairs = [(number, day.toordinal()) for number, day in known if day is not None]
    places, held = (
        (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True)) if pairs else (_NONE, _NONE)
    )
    means = engine.trend(
        [day.toordinal() for day in days], places, held, len(found.codes), found.measure.fresh_days,
        found.measure.half_life_days,
    )  # fmt: skip
    return [(day, float(mean)) for day, mean in zip(days, means, strict=True)]


_NONE = np.array([], dtype=np.int64)


def _targets(city_code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kelurahan of a city, and its targets: every RT, and every RW that has no RT listed below it."""
    rows = inside(city_code).filter(level__in=[Level.VILLAGE, Level.RW, Level.RT]).order_by("code")
    found: dict[str, list[str]] = {Level.VILLAGE: [], Level.RW: [], Level.RT: []}
    for code, level in rows.values_list("code", "level"):
        found[level].append(code)
    listed = {code.rpartition(".")[0] for code in found[Level.RT]}
    alone = [code for code in found[Level.RW] if code not in listed]
    return tuple(found[Level.VILLAGE]), tuple(sorted([*found[Level.RT], *alone]))


def _day(number: np.int64) -> date | None:
    return None if number == engine.NEVER else date.fromordinal(int(number))


def _last_days(sessions: QuerySet[Session]) -> Iterable[tuple[str, date]]:
    """The last day on which each named place was reached."""
    rows = Reach.objects.filter(session__in=sessions.order_by().values("pk")).order_by()
    return rows.values_list("area_code").annotate(last=Max(F("session__held_on")))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """How lists name these places."""
    return {area.code: area.label for area in Area.objects.filter(code__in=list(codes))}

"""What the desk of prevention shows about a day, gathered once for all readers until the next write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from statistics import fmean, pstdev

from django.urls import reverse
from django.utils.translation import get_language

from kondusif.audit.selectors import head
from kondusif.incidents.risk import Risk, risk_by_village
from kondusif.incidents.selectors import words_by_kelurahan
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import parent_of
from kondusif.outreach.models import Programme
from kondusif.outreach.selectors.coverage import Coverage, Place, coverage, weekly
from kondusif.outreach.selectors.groups import GroupRow, by_group
from kondusif.outreach.selectors.visits import Visit, next_visits
from kondusif.territory.selectors import children, kelurahan_of


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One kelurahan: how far it was reached, how much it weighs, when it last gave word.

    Args:
        first: at risk and below the target, so to be visited before the others.
        silent: no word from there today; `last_word_on` is the last day with one.
    """

    code: str
    name: str
    district_code: str
    district: str
    place: Place
    risk: Risk
    first: bool
    silent: bool
    last_word_on: date | None

    @property
    def url(self) -> str:
        return reverse("prevention:place", args=[self.code])

    @property
    def gap(self) -> float:
        """What is missing to full coverage, times the weight; nothing can be said of an unlisted kelurahan."""
        return 0.0 if self.place.value is None else (1 - self.place.value) * self.risk.weight


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One kecamatan with its coverage, and how many of its kelurahan are unlisted or to be visited first."""

    code: str
    name: str
    place: Place
    villages: int
    unknown: int
    first: int

    @property
    def url(self) -> str:
        return reverse("prevention:place", args=[self.code])


@dataclass(frozen=True, eq=False)
class Picture:
    """Coverage beside risk on one day.

    Args:
        target: share that the city, or the chosen programme, aims for.
        risk_line: weight from which a kelurahan counts as at risk; None where all weigh the same.
        programme, group: what the sessions were narrowed to; None and "" for all.
    """

    on: date
    coverage: Coverage
    rows: tuple[VillageRow, ...]
    district_names: Mapping[str, str]
    visits: tuple[Visit, ...]
    groups: tuple[GroupRow, ...]
    weeks: tuple[tuple[date, float | None], ...]
    target: float
    risk_line: float | None
    programme: Programme | None
    group: str

    @cached_property
    def by_code(self) -> dict[str, VillageRow]:
        return {row.code: row for row in self.rows}

    @cached_property
    def known(self) -> tuple[VillageRow, ...]:
        return tuple(row for row in self.rows if row.place.value is not None)

    @cached_property
    def unknown(self) -> tuple[VillageRow, ...]:
        """Kelurahan without a list of RT, the heaviest first."""
        bare = [row for row in self.rows if row.place.value is None]
        return tuple(sorted(bare, key=lambda row: (-row.risk.weight, row.name)))

    @cached_property
    def first(self) -> tuple[VillageRow, ...]:
        """At risk and below the target, the heaviest first."""
        return tuple(sorted((row for row in self.rows if row.first), key=lambda row: (-row.risk.weight, row.name)))

    @cached_property
    def gaps(self) -> tuple[VillageRow, ...]:
        """Every kelurahan with a list, those to be visited first on top, then by what is missing times the weight."""
        return tuple(sorted(self.known, key=lambda row: (not row.first, -row.gap, row.name)))

    @cached_property
    def quiet(self) -> tuple[VillageRow, ...]:
        """Kelurahan where no counted session was held within the fresh days, the longest ago first."""
        fresh = self.coverage.measure.fresh_days
        return tuple(
            sorted(
                (row for row in self.known if row.place.last_on is None or (self.on - row.place.last_on).days > fresh),
                key=lambda row: (row.place.last_on or date.min, row.name),
            )
        )

    @cached_property
    def districts(self) -> tuple[DistrictRow, ...]:
        found = []
        for code, place in self.coverage.by_district.items():
            own = [row for row in self.rows if row.district_code == code]
            found.append(
                DistrictRow(
                    code, self.district_names.get(code, code), place, len(own),
                    sum(row.place.value is None for row in own), sum(row.first for row in own),
                )
            )  # fmt: skip
        return tuple(found)

    @property
    def reached_target(self) -> int:
        return sum((row.place.value or 0.0) >= self.target for row in self.known)


def picture(on: date, programme: Programme | None = None, group: str = "") -> Picture:
    """Coverage beside risk on a day.

    It is kept until the next write: every write adds an entry to the trail, so the end of the trail names the state
    that it was made from.
    """
    return _picture(on, programme.pk if programme else None, group, head().hash, get_language() or "id")


@lru_cache(maxsize=8)
def _picture(on: date, programme: int | None, group: str, seal: str, language: str) -> Picture:
    chosen = Programme.objects.filter(pk=programme).first() if programme else None
    place, risks, words = city(), risk_by_village(on), words_by_kelurahan(on)
    weights = {code: risk.weight for code, risk in risks.items()}
    found = coverage(on, weights, programme=programme, group=group)
    target = (chosen.target_percent if chosen else found.measure.target_percent) / 100
    line = risk_line(list(weights.values()))
    names = dict(children(place.code).values_list("code", "name"))
    rows = []
    for area in kelurahan_of(place.code):
        own, risk, standing = found.by_village[area.code], risks[area.code], words[area.code]
        above = parent_of(area.code) or ""
        rows.append(
            VillageRow(
                area.code, area.name, above, names.get(above, ""), own, risk,
                is_first(own.value, risk.weight, target, line), standing.silent, standing.last_report_on,
            )
        )  # fmt: skip
    return Picture(
        on=on, coverage=found, rows=tuple(rows), district_names=names, visits=tuple(next_visits(found)),
        groups=tuple(by_group(on, programme=programme)),
        weeks=tuple(weekly(found, programme=programme, group=group)), target=target, risk_line=line,
        programme=chosen, group=group,
    )  # fmt: skip


def risk_line(weights: list[float]) -> float | None:
    """The weight from which a kelurahan counts as at risk: one standard deviation above the mean of the city.

    A measure of the city against itself, as vulnerability indexes are cut; None where all weigh the same.
    """
    spread = pstdev(weights) if len(weights) > 1 else 0.0
    return fmean(weights) + spread if spread > 1e-9 else None


def is_first(value: float | None, weight: float, target: float, line: float | None) -> bool:
    """Whether a kelurahan is to be visited before the others: at risk, and below the target."""
    return value is not None and line is not None and weight >= line and value < target

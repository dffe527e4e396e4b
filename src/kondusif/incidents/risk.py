"""How much a kelurahan is at risk, until early warning exists: its open incidents and its vulnerable TPS.

Incidents that came from a report are left out: whoever plans visits by this measure must not be able to learn from it
that somebody reported. It knows places and no person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base.wording import count_word, number
from kondusif.incidents.measure import thresholds
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Open, Severity, Source, Status, Thresholds, Word, propose, window_start
from kondusif.institutions.selectors import city
from kondusif.territory.indicators import instrument
from kondusif.territory.selectors import kelurahan_of
from kondusif.territory.selectors.tps import tps_counts

# What open incidents may add at most, so that one bad week does not outweigh everything else.
MOST_FROM_INCIDENTS = 2.0


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk of one kelurahan on one day, with everything that it rests on.

    Args:
        points: of its open incidents in the city's window, under the city's weights.
        tense_at: points from which the city calls a kelurahan tense.
        incident_numbers: the incidents counted, newest first.
        indicators_present: indicators of vulnerable TPS found on at least one TPS.
        indicators_known: those for which the city entered a number.
        indicators: how many there are.
        weight: 1 + part of incidents (0 to 2) + part of indicators (0 to 1).
        parts: the same in words, each part with its source.
    """

    points: int
    tense_at: int
    incident_numbers: tuple[str, ...]
    indicators_present: int
    indicators_known: int
    indicators: int
    weight: float
    parts: tuple[str, ...]

    @property
    def from_incidents(self) -> float:
        return part_of_incidents(self.points, self.tense_at)

    @property
    def from_indicators(self) -> float:
        return self.indicators_present / self.indicators if self.indicators_known else 0.0


def risk_by_village(on: date) -> dict[str, Risk]:
    """The risk of every kelurahan of the city on a day, in order of code. Cost: three reads for any size.

    Source: docs/algorithms/coverage.md
    """
    place = city()
    measure = thresholds(place)
    incidents = open_incidents(on, measure)
    counts = tps_counts(place.code, place.contest)
    all_of_them = len(instrument().ids)
    found = {}
    for code in kelurahan_of(place.code).values_list("code", flat=True):
        proposal = propose(incidents.get(code, ()), on, measure, measure.village)
        own = counts.get(code, {})
        present = sum(count >= 1 for count in own.values())
        tense_at = measure.village[Word.TENSE]
        share = present / all_of_them if own else 0.0
        found[code] = Risk(
            points=proposal.points, tense_at=tense_at, incident_numbers=proposal.numbers,
            indicators_present=present, indicators_known=len(own), indicators=all_of_them,
            weight=1 + part_of_incidents(proposal.points, tense_at) + share,
            parts=(
                in_words_of_incidents(proposal.numbers, proposal.points, measure),
                in_words_of_indicators(present, len(own), all_of_them),
            ),
        )  # fmt: skip
    return found


def open_incidents(on: date, measure: Thresholds) -> Mapping[str, Iterable[Open]]:
    """The open incidents of the window by kelurahan, without those that came from a report."""
    rows = Incident.objects.filter(
        status=Status.OPEN, happened_on__gte=window_start(on, measure), happened_on__lte=on, report_number=None
    ).exclude(source=Source.REPORT)
    found: dict[str, list[Open]] = {}
    for name, severity, happened_on, village in rows.values_list("number", "severity", "happened_on", "village_code"):
        found.setdefault(village, []).append(Open(name, Severity(severity), happened_on))
    return found


def part_of_incidents(points: int, tense_at: int) -> float:
    """What open incidents add to the weight: 1 at the threshold of tense, never more than 2."""
    return min(points / tense_at, MOST_FROM_INCIDENTS)


def in_words_of_incidents(numbers: tuple[str, ...], points: int, measure: Thresholds) -> str:
    """The part of incidents as a sentence with its source."""
    days = measure.window_days
    if not numbers:
        return _("Tidak ada kejadian terbuka dalam %(days)s hari terakhir (catatan kejadian).") % {"days": days}
    said = ngettext(
        "%(count)s kejadian terbuka dalam %(days)s hari terakhir, nilai %(points)s (catatan kejadian).",
        "%(count)s kejadian terbuka dalam %(days)s hari terakhir, nilai %(points)s (catatan kejadian).",
        len(numbers),
    )
    return said % {"count": count_word(len(numbers)).capitalize(), "days": days, "points": number(points)}


def in_words_of_indicators(present: int, known: int, all_of_them: int) -> str:
    """The part of indicators as a sentence with its source; missing entries are named as missing."""
    if not known:
        return _("Indikator TPS rawan belum diisi.")
    said = _("%(present)s dari %(all)s indikator TPS rawan ditemukan (isian kota).")
    if known < all_of_them:
        said = _("%(present)s dari %(all)s indikator TPS rawan ditemukan, baru %(known)s yang diisi (isian kota).")
    return said % {
        "present": count_word(present).capitalize(),
        "all": count_word(all_of_them),
        "known": count_word(known),
    }

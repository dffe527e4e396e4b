"""The word for every place, what it rests on, and who has not reported."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Max

from kondusif.incidents.measure import thresholds
from kondusif.incidents.models import Assessment, Incident, NilReport
from kondusif.incidents.rules import (
    Judged,
    Open,
    Origin,
    Proposal,
    Severity,
    Status,
    Thresholds,
    Word,
    holds,
    is_deaf,
    propose,
    shown,
    window_start,
)
from kondusif.incidents.wording import reasons_of, silence_of
from kondusif.institutions.selectors import city
from kondusif.territory.selectors import kelurahan_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The word for one place on one day, and everything a reader needs to trust it.

    Args:
        word: what is shown; `silent` only where nothing is known.
        proposed: what the open incidents suggest.
        reasons: sentences under the proposal.
        source: `assessment` of a named person, `proposal` (shown as "usulan"), or `silence`.
        silent: neither an incident record nor a nil report on the day.
        last_report_on: the last day with either, within the look-back; None when there was none.
        numbers: the incidents that the proposal counts.
        assessment: the latest assessment, also where it no longer stands.
    """

    code: str
    word: Word
    proposed: Word
    reasons: tuple[str, ...]
    source: Origin
    silent: bool
    last_report_on: date | None
    numbers: tuple[str, ...]
    assessment: Assessment | None

    @property
    def is_proposal(self) -> bool:
        return self.source is Origin.PROPOSAL


@dataclass
class Basis:
    """The rows that words are made of, read once for all places."""

    on: date
    measure: Thresholds
    open: dict[str, list[Open]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, datetime] = field(default_factory=dict)
    last_report: dict[str, date] = field(default_factory=dict)
    assessed: dict[str, Assessment] = field(default_factory=dict)


def words_by_kelurahan(on: date) -> dict[str, Standing]:
    """The word of every kelurahan of the city on a day, in the order of their codes. Cost: six queries for any size."""
    place = city()
    basis = basis_of(on, thresholds(place))
    return {area.code: _village_standing(area.code, basis) for area in kelurahan_of(place.code)}


def standing_of(code: str, on: date) -> Standing:
    """The word of one kelurahan or of the city on a day."""
    place = city()
    basis = basis_of(on, thresholds(place))
    if code != place.code:
        return _village_standing(code, basis)
    return _city_standing(place.code, basis, kelurahan_of(place.code).values_list("code", flat=True))


def city_standing(on: date) -> Standing:
    """The word of the city as a whole."""
    return standing_of(city().code, on)


def situation(on: date) -> tuple[Standing, dict[str, Standing]]:
    """The word of the city and of every kelurahan, from one reading of the rows."""
    place = city()
    basis = basis_of(on, thresholds(place))
    villages = {area.code: _village_standing(area.code, basis) for area in kelurahan_of(place.code)}
    return _city_standing(place.code, basis, villages), villages


def proposed_word(code: str, on: date) -> Word:
    """What the open incidents of a place suggest, before anybody judged."""
    return standing_of(code, on).proposed


def silent_kelurahan(on: date) -> list[Standing]:
    """Every kelurahan without an incident record or a nil report on a day; the longest silent first."""
    silent = [row for row in words_by_kelurahan(on).values() if row.silent]
    return sorted(silent, key=lambda row: (row.last_report_on or date.min, row.code))


def basis_of(on: date, measure: Thresholds) -> Basis:
    """Read the rows of the window; nothing older than the look-back is touched, however much has been kept."""
    basis = Basis(on, measure)
    opened = Incident.objects.filter(
        status=Status.OPEN, happened_on__gte=window_start(on, measure), happened_on__lte=on
    ).values_list("number", "severity", "happened_on", "village_code")
    for number, severity, happened_on, village in opened:
        basis.open[village].append(Open(number, Severity(severity), happened_on))
    _read_assessments(basis)
    _read_last_reports(basis)
    return basis


def _read_assessments(basis: Basis) -> None:
    first = window_start(basis.on, basis.measure)
    recent = Assessment.objects.filter(on_date__gte=first, on_date__lte=basis.on).select_related("by")
    for row in recent.order_by("at"):
        basis.assessed[row.area_code] = row
    if basis.assessed:
        earliest = min(row.at for row in basis.assessed.values())
        changes = Incident.objects.filter(changed_at__gte=earliest).values_list("village_code")
        basis.changed.update(changes.annotate(last=Max("changed_at")))


def _read_last_reports(basis: Basis) -> None:
    first = basis.on - timedelta(days=basis.measure.look_back_days)
    nil = NilReport.objects.filter(on_date__gte=first, on_date__lte=basis.on).values_list("area_code")
    recorded = Incident.objects.filter(recorded_on__gte=first, recorded_on__lte=basis.on).values_list("village_code")
    for code, last in [*nil.annotate(last=Max("on_date")), *recorded.annotate(last=Max("recorded_on"))]:
        basis.last_report[code] = max(last, basis.last_report.get(code, last))


def _village_standing(code: str, basis: Basis) -> Standing:
    proposal = propose(basis.open.get(code, []), basis.on, basis.measure, basis.measure.village)
    return _standing(code, basis, proposal, basis.changed.get(code), silent=basis.last_report.get(code) != basis.on)


def _city_standing(code: str, basis: Basis, villages: Iterable[str]) -> Standing:
    every: Iterable[Open] = [row for rows in basis.open.values() for row in rows]
    proposal = propose(every, basis.on, basis.measure, basis.measure.city)
    found = _standing(code, basis, proposal, max(basis.changed.values(), default=None), silent=False)
    heard = [basis.last_report.get(village) == basis.on for village in villages]
    silent = heard.count(False)
    if found.word is not Word.CALM or not found.is_proposal or not is_deaf(silent, len(heard), basis.measure):
        return found
    reasons = (*found.reasons, silence_of(silent, len(heard)))
    return replace(found, word=Word.SILENT, source=Origin.SILENCE, silent=True, reasons=reasons)


def _standing(code: str, basis: Basis, proposal: Proposal, changed_at: datetime | None, *, silent: bool) -> Standing:
    latest = basis.assessed.get(code)
    judged = Judged(Word(latest.word), Word(latest.proposed), latest.on_date, latest.at) if latest else None
    stands = holds(judged, proposal.word, changed_at, basis.on, basis.measure)
    word, source = shown(proposal.word, judged, stands=stands, silent=silent)
    return Standing(
        code, word, proposal.word, reasons_of(proposal, basis.measure), source, silent,
        basis.last_report.get(code), proposal.numbers, latest,
    )  # fmt: skip

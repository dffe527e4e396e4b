"""Counts across the rooms for one contest, before anything is withheld. Used when an edition is made, by no page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from kondusif.cases.models import Case
from kondusif.cases.rules import Status as Stage
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Kind as Harm
from kondusif.intake.rules import Kind, Outcome
from kondusif.intake.selectors import report_counts
from kondusif.kernel.areas import Level, at_level, is_area_code
from kondusif.openness.rules import Cell, Table
from kondusif.stages.rules import Calendar
from kondusif.territory.selectors import children

ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a contest that an edition counts, both ends included."""

    first: date
    last: date


def span_of(calendar: Calendar, until: date) -> Span | None:
    """The part of a contest up to a day; None before it begins or while its beginning has no date."""
    if calendar.begins_on is None or until < calendar.begins_on:
        return None
    over = calendar.over_from
    return Span(calendar.begins_on, min(until, over - timedelta(days=1)) if over else until)


def tables_of(city_code: str, span: Span) -> list[Table]:
    """Every public table with whole counts.

    Counted are reports by the day they were received, cases by the day they were opened and incidents by the day they
    were recorded, each as it stands when the edition is made.
    """
    outcomes = {key or "waiting": count for key, count in report_counts(span.first, span.last, "outcome").items()}
    kinds = report_counts(span.first, span.last, "kind")
    places = report_counts(span.first, span.last, "village")
    cases = Case.objects.filter(opened_on__range=(span.first, span.last))
    incidents = Incident.objects.filter(recorded_on__range=(span.first, span.last))
    districts = dict(children(city_code).values_list("code", "name"))
    return [
        _table("reports.outcome", span, outcomes, ["waiting", *Outcome]),
        _table("reports.kind", span, kinds, Kind),
        _by_place("reports.district", span, places, districts),
        _table("cases.stage", span, _counted(cases, "status"), Stage),
        _table("incidents.kind", span, _counted(incidents, "kind"), Harm),
        _by_place("incidents.district", span, _counted(incidents, "area_code"), districts),
    ]


def _table(key: str, span: Span, counts: dict[str, int], order: Iterable[str]) -> Table:
    cells = tuple(Cell(str(name), counts.get(name, 0)) for name in order)
    return Table(key, span.last, sum(counts.values()), cells)


def _by_place(key: str, span: Span, counts: dict[str, int], districts: dict[str, str]) -> Table:
    found: Counter[str] = Counter()
    for code, count in counts.items():
        district = (at_level(code, Level.DISTRICT) if is_area_code(code) else None) or ELSEWHERE
        found[district if district in districts else ELSEWHERE] += count
    cells = [Cell(code, found[code], name=name) for code, name in districts.items()]
    if found[ELSEWHERE]:
        cells.append(Cell(ELSEWHERE, found[ELSEWHERE]))
    return Table(key, span.last, sum(found.values()), tuple(cells), by_place=True)


def _counted(rows: QuerySet, field: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))

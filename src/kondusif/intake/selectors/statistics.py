"""The figures of the desk for one election: counts, spells and agreement, never a person and never a place."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.intake.channels import channels
from kondusif.intake.figures import (
    Agreement,
    Line,
    Month,
    Spells,
    agreement,
    lines,
    median,
    spells,
    withheld_agreement,
    withheld_lines,
    withheld_months,
    withheld_spells,
)  # fmt: skip
from kondusif.intake.labels import OUTCOMES, VALUES
from kondusif.intake.models import Report
from kondusif.intake.rules import Status
from kondusif.intake.selectors.forwardings import working_days
from kondusif.intake.selectors.second_looks import pairs_of_outcomes
from kondusif.intake.selectors.waiting import desk_reports
from kondusif.intake.tenth import tenth
from kondusif.kernel.small_counts import SMALLEST
from kondusif.stages.selectors import current_contest

LOOK_WITHIN = (1, 3)  # working days to the first look
TOLD_WITHIN = (1, 3)


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """What the desk did with the reports of one election.

    Args:
        since: the first day that is counted; None where no election sets one.
        total: how many reports; None where that is withheld.
        looked: working days from arrival to the first look.
        outcomes: the five ends, and what has none yet under an empty key.
        told: working days from the decision until the reporter was told.
        untold: decided, and nobody has told the reporter yet.
        whole: a verifier's own reports with every count; otherwise those of the whole city, small counts withheld.
    """

    since: date | None
    until: date
    total: int | None
    looked: Spells
    never_looked: int | None
    outcomes: list[Line]
    values: list[Line]
    channels: list[Line]
    told: Spells
    untold: int | None
    agreement: Agreement
    months: list[Month]
    whole: bool


def desk_figures(user: User, on: date) -> DeskFigures:
    """The figures up to a day, of this election only.

    A verifier reads every count of the reports that he or she may read. The desk reads those that stand on its board,
    because what the board leaves out could be counted from the difference; everybody else those of the whole city. Both
    without small counts and what would give them away.

    Cost: eight grouped counts over the reports of the election.
    """
    whole = has_role(user, Role.VERIFIER)
    since = _since(on)
    rows = desk_reports(user) if whole or has_role(user, Role.DESK) else Report.objects.all()
    rows = rows.filter(received_on__lte=on).order_by()
    if since:
        rows = rows.filter(received_on__gte=since)
    decided = rows.filter(status=Status.DECIDED).annotate(heard_on=Coalesce("told_first_on", "told_on"))
    found = DeskFigures(
        since=since, until=on, total=rows.count(),
        looked=spells(_spells(rows, "received_on", "taken_on"), LOOK_WITHIN),
        never_looked=rows.filter(taken_on__isnull=True, status=Status.NEW).count(),
        outcomes=lines(_by(rows, "outcome"), {**_said(OUTCOMES), "": gettext("belum diputus")}),
        values=lines(_by(decided, "value"), _said(VALUES)),
        channels=lines(_by(rows, "channel"), {key: one.name for key, one in channels().items()}),
        told=spells(_spells(decided, "decided_on", "heard_on"), TOLD_WITHIN),
        untold=decided.filter(heard_on__isnull=True).count(),
        agreement=agreement(pairs_of_outcomes(rows), enough=tenth().enough),
        months=_months(rows), whole=whole,
    )  # fmt: skip
    return found if whole else _guarded(found)


def _guarded(found: DeskFigures) -> DeskFigures:
    """The figures as they may be read outside verification and handling.

    Tables share sums. All are cut out of the total; the values and the telling out of the decided ones, which are known
    where the undecided ones are. What would count the others of a table (never looked at, not told) is not said.
    """
    total = found.total if found.total is not None and found.total >= SMALLEST else None
    outcomes = withheld_lines(found.outcomes, total)
    undecided = next((row.count for row in outcomes if not row.key), None)
    decided = None if total is None or undecided is None else total - undecided
    return replace(
        found, total=total, looked=withheld_spells(found.looked, total), never_looked=None, outcomes=outcomes,
        values=withheld_lines(found.values, decided), channels=withheld_lines(found.channels, total),
        told=withheld_spells(found.told, decided), untold=None, agreement=withheld_agreement(found.agreement),
        months=withheld_months(found.months, total),
    )  # fmt: skip


def _since(on: date) -> date | None:
    """The day on which the election of the city begins (acceptance 14); None outside every election."""
    contest = current_contest()
    return contest.begins_on if contest and contest.begins_on and contest.begins_on <= on else None


def _by(rows: QuerySet[Report], column: str) -> dict[str, int]:
    return dict(rows.values_list(column).annotate(count=Count("pk")))


def _said(labels: Mapping[Any, object]) -> dict[str, str]:
    return {str(key): str(label) for key, label in labels.items()}


def _spells(rows: QuerySet[Report], start: str, end: str) -> Counter[int]:
    """Working days between two days of each report, counted. A day of another order counts as the same day."""
    found: Counter[int] = Counter()
    known = rows.filter(**{f"{end}__isnull": False}).values_list(start, end).annotate(count=Count("pk"))
    for first, last, count in known:
        found[working_days(first, last)] += count
    return found


def _months(rows: QuerySet[Report]) -> list[Month]:
    """Every calendar month from the first report to the last, also one without any."""
    received: Counter[date] = Counter()
    decided: Counter[date] = Counter()
    days: defaultdict[date, Counter[int]] = defaultdict(Counter)
    counts = rows.values_list("received_on", "taken_on").annotate(
        count=Count("pk"), ended=Count("pk", filter=Q(status=Status.DECIDED))
    )
    for day, taken, count, ended in counts:
        month = day.replace(day=1)
        received[month] += count
        decided[month] += ended
        if taken:
            days[month][working_days(day, taken)] += count
    return [
        Month(month, received[month], decided[month], days[month].total(), median(days[month]))
        for month in _between(min(received, default=None), max(received, default=None))
    ]


def _between(first: date | None, last: date | None) -> list[date]:
    found = []
    while first and last and first <= last:
        found.append(first)
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return found

"""The register of what left for other bodies. It holds numbers, addressees and days; no word of a report."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, within
from kondusif.base.clocks import office_days_between
from kondusif.intake.models import Forwarding, Report
from kondusif.intake.selectors.reading import units_under
from kondusif.intake.selectors.second_looks import blind_sent_away
from kondusif.intake.told import opened_words, place
from kondusif.rulebook.schema import DayOffKind
from kondusif.rulebook.selectors import holidays

RETURNED = Forwarding.Answer.RETURNED
STATES = {
    "to_send": (_("menunggu dikirim"), Q(sent_on__isnull=True, closed_on__isnull=True)),
    # Also what they received or took up: it waits until they end it, return it, or we close it.
    "waiting": (_("menunggu jawaban"), Q(sent_on__isnull=False, closed_on__isnull=True)),
    "returned": (_("dikembalikan"), Q(answer=RETURNED)),
    "closed": (_("selesai"), Q(closed_on__isnull=False) & ~Q(answer=RETURNED)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the register; `days` are working days since it was sent, or since the decision while it was not."""

    row: Forwarding
    state: str
    state_words: str
    days: int


def forwardings_visible_to(user: User) -> QuerySet[Forwarding]:
    """Everything that left about places of a verifier's or desk officer's grant, but for what concerns a unit that
    this person's unit stands over (or that is the person's own). What a verifier may still look at a second time is
    left out: its row tells the outcome."""
    reports = within(Report.objects.all(), user, Role.VERIFIER, Role.DESK)
    if user.unit_id is not None:
        reports = reports.exclude(accused_unit_id__in=units_under(user.unit_id))
    rows = Forwarding.objects.filter(report__in=reports.order_by().values("pk"))
    if has_role(user, Role.VERIFIER) and (blind := blind_sent_away(user)):
        rows = rows.exclude(report__in=blind)
    rows = rows.select_related("report", "report__accused_unit", "body", "sent_by", "closed_by")
    return rows.prefetch_related("answers__noted_by").defer("report__content")


def in_state(rows: QuerySet[Forwarding], state: str) -> QuerySet[Forwarding]:
    """Those in one state of `STATES`; all of them for another word."""
    return rows.filter(STATES[state][1]) if state in STATES else rows


def counts_by_state(rows: QuerySet[Forwarding]) -> dict[str, int]:
    """How many stand in each state."""
    return {state: rows.filter(test).count() for state, (_words, test) in STATES.items()}


def state_of(row: Forwarding) -> str:
    """The state of one row, by the same tests as the filter."""
    if row.answer == RETURNED:
        return "returned"
    if row.closed_on:
        return "closed"
    return "waiting" if row.sent_on else "to_send"


def line_of(row: Forwarding, on: date) -> Line:
    """A row with its state and its age in working days; where it ended, the days until then."""
    state = state_of(row)
    return Line(row, state, str(STATES[state][0]), working_days(row.sent_on or row.decided_on, row.closed_on or on))


def working_days(first: date, last: date) -> int:
    """Working days after the first day up to and with the last, by the dated tables of days off."""
    off = holidays().days_off([DayOffKind.NATIONAL, DayOffKind.SHARED_LEAVE]).named
    return office_days_between(first, last, dict(off))


@dataclass(frozen=True, slots=True)
class Away:
    """Where an opened report went once, with the summary that went out, so that it is never lost when it comes back,
    and what they wrote as they returned it."""

    row: Forwarding
    state: str
    state_words: str
    summary: str
    note: str


def sent_away(report: Report) -> list[Away]:
    """Where an opened report went so far, newest first."""
    found = []
    for row in report.forwardings.prefetch_related("answers"):
        state, where = state_of(row), place(report.ref, "outcome_note")
        summary = "" if report.locked else opened_words(report.key, row.summary, where)
        note = next((one.note for one in row.answers.all() if one.answer == RETURNED), "")
        found.append(Away(row, state, str(STATES[state][0]), summary, note))
    return found


def is_present(row: Forwarding) -> bool:
    """Whether the letter of its report is the letter of this row: the newest, and the report went out by it."""
    newest = row.report.forwardings.first()
    return newest == row and row.report.outcome == row.outcome


def letter_number(report: Report) -> str:
    """The number under which the present letter of a report went out; empty while it is not known."""
    row = report.forwardings.first()
    return row.letter_number if row and is_present(row) else ""

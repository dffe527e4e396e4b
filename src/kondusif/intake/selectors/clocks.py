"""The clock to Bawaslu: which contest a day belongs to, and until when a report may be filed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from kondusif.base.fresh import fresh
from kondusif.base.wording import day_of
from kondusif.intake.models import Report
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.rules import Due
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar

FIRST_EVENT = "known"
LOOK_BACK_DAYS = 60  # no clock to Bawaslu is longer; only bounds a search


@fresh
def known_contests() -> list[Calendar]:
    """Every contest that the product knows, the city's own first."""
    own = stages.current_contest()
    every = [stages.calendar(row.id) for row in stages.contests()]
    return ([own] if own else []) + [row for row in every if own is None or row.id != own.id]


def contest_on(day: date | None, contests: Sequence[Calendar] | None = None) -> Calendar | None:
    """The contest that a day belongs to, the city's own first; the city's own where no day is given.

    Args:
        contests: what `known_contests` gave, for callers that ask about many days.
    """
    if day is None:
        return stages.current_contest()
    known = known_contests() if contests is None else contests
    return next((row for row in known if _covers(row, day)), None)


def bawaslu_clock(
    happened_on: date | None, known_on: date | None, contests: Sequence[Calendar] | None = None
) -> Due | None:
    """The date until which the reporter may file at Bawaslu, with its reasons.

    None where the rulebook has no procedure for the contest of that day, or cannot count there.
    """
    contest = contest_on(happened_on, contests)
    return due_of_contest(contest, known_on) if contest and known_on else None


def due_of_contest(contest: Calendar, known_on: date) -> Due | None:
    """The same within one contest."""
    return _due(f"bawaslu-{contest.kind}", known_on)


def clock_of(report: Report, contests: Sequence[Calendar] | None = None) -> Due | None:
    """The same for a report that was received."""
    return bawaslu_clock(report.happened_on, report.known_on, contests)


@lru_cache(maxsize=2048)
def _due(procedure: str, known_on: date) -> Due | None:
    try:
        return rulebook.due(procedure, {FIRST_EVENT: known_on})[0]
    except (Refused, IndexError):
        return None


def _covers(contest: Calendar, day: date) -> bool:
    if contest.begins_on is None or day < contest.begins_on:
        return False
    return contest.over_from is None or day < contest.over_from


def earliest_running(on: date) -> date:
    """The earliest day of knowing whose outer date to Bawaslu has not passed on a day."""
    found, contests = on, known_contests()
    for back in range(LOOK_BACK_DAYS):
        day = on - timedelta(days=back)
        due = bawaslu_clock(day, day, contests)
        if due is None or due.outer is None or day_of(due.outer) < on:
            break
        found = day
    return found


def earliest_open(contest: Calendar, at: datetime) -> date | None:
    """The earliest day of knowing of which one may still file in a contest; None where of no day.

    Args:
        at: the city's local moment.
    """
    found = None
    for back in range(LOOK_BACK_DAYS):
        day = at.date() - timedelta(days=back)
        if not may_still_file(due_of_contest(contest, day), at):
            break
        found = day
    return found


def may_still_file(due: Due | None, at: datetime) -> bool:
    """Whether the last office hour before the safe date is still to come; the safe day itself where no hour is known.

    Args:
        at: the city's local moment.
    """
    if due is None or due.due is None:
        return False
    if due.office_by is not None:
        return at.replace(tzinfo=None) <= due.office_by
    return at.date() <= day_of(due.due)

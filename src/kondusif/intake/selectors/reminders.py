"""Named reporters who may still file at Bawaslu, up to the last office hour of the safe date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.base.wording import day_of
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Kind, Track
from kondusif.intake.selectors.clocks import clock_of, earliest_open, known_contests, may_still_file
from kondusif.intake.selectors.queue import WAITING, Shown
from kondusif.intake.selectors.waiting import desk_reports
from kondusif.kernel.errors import NotYours
from kondusif.rulebook.rules import Due
from kondusif.stages.selectors import current_contest

MOST = 50
MARK = "ingatkan-"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A named reporter who may still file at Bawaslu.

    Args:
        due: the clock, with its reasons.
        sent_on: the last day on which the ready message went out; None where it never did.
    """

    report: Report
    due: Due
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """The nearest reminders, and whether there are more than `MOST`."""

    rows: list[Reminder]
    more: bool


def reminders_owed(user: User, at: datetime) -> Owed:
    """Named reporters of both tracks whose time to Bawaslu still runs: who was not reminded today first, the nearest
    of them on top.

    Only reports that nobody has decided: what is decided is told to its reporter with the way to Bawaslu. What has no
    clock or an expired one takes nobody's place: the days are compared before anything is cut.

    Args:
        at: the city's local moment.
    """
    today = Message.objects.filter(report=OuterRef("pk"), submission__startswith=MARK, sent_on=at.date())
    rows = _may_be_reminded(user)
    found = _nearest(rows.filter(~Exists(today)), at)
    if len(found) <= MOST:
        found += _nearest(rows.filter(Exists(today)), at)
    sent = _last_sent(report for report, _due in found[:MOST])
    return Owed([Reminder(report, due, sent.get(report.pk)) for report, due in found[:MOST]], len(found) > MOST)


def reminder_for(user: User, number: str, at: datetime) -> Reminder:
    """The reminder of one report.

    Raises:
        NotYours: not this reader's, not of that kind, or its clock has run out.
    """
    report = _may_be_reminded(user).filter(number=number).first()
    due = clock_of(report) if report else None
    if report is None or due is None or not may_still_file(due, at):
        raise NotYours
    return Reminder(report, due, _last_sent([report]).get(report.pk))


def mark_of_reminder(number: str, on: date) -> str:
    """The mark of the one reminder that a report gets on a day."""
    return f"{MARK}{number}-{on:%Y%m%d}"


def _nearest(rows: QuerySet[Report], at: datetime) -> list[tuple[Report, Due]]:
    """At most `MOST` and one more."""
    contests, found = known_contests(), []
    for open_days in _open_days(at):
        some = rows.filter(open_days).order_by("known_on", "pk")[: MOST + 1]
        found += [(report, due) for report in some if (due := clock_of(report, contests))]
    return sorted(found, key=lambda pair: (day_of(pair[1].due or at), pair[0].pk))[: MOST + 1]


def _open_days(at: datetime) -> Iterator[Q]:
    """For each contest in which somebody may still file: the days of its reports, as `contest_on` finds them."""
    own, before = current_contest(), Q(pk__in=[])
    for contest in known_contests():
        if contest.begins_on is None:
            continue
        inside = Q(happened_on__gte=contest.begins_on)
        if contest.over_from is not None:
            inside &= Q(happened_on__lt=contest.over_from)
        mine, before = inside & ~before, before | inside
        if own is not None and contest.id == own.id:
            mine |= Q(happened_on__isnull=True)
        if since := earliest_open(contest, at):
            yield mine & Q(known_on__gte=since)


def _may_be_reminded(user: User) -> QuerySet[Report]:
    """In the words of the index `intake_to_remind`."""
    return desk_reports(user).filter(
        kind=Shown(str(Kind.NEUTRALITY)), track=Shown(str(Track.BOTH)), named=True,
        status__in=[Shown(str(one)) for one in WAITING],
    )  # fmt: skip


def _last_sent(reports: Iterable[Report]) -> dict[int, date]:
    sent = Message.objects.filter(report__in=list(reports), submission__startswith=MARK).order_by("pk")
    return dict(sent.values_list("report", "sent_on"))

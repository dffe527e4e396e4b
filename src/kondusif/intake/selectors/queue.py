"""The queue of the desk at any length: one page along an index, counts that stop, and what stands beside a row.

The order by the clock is read as a few runs, each of which lies in its order in the index `intake_queue`; their heads
are merged here. Nothing is sorted as a whole and nothing is counted to its end.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from kondusif.accounts.models import User
from kondusif.base import clocks
from kondusif.intake.models import Forwarding, Message, Report
from kondusif.intake.rules import Kind, Status
from kondusif.intake.selectors.clocks import bawaslu_clock, earliest_running, known_contests
from kondusif.intake.selectors.floods import before_or_alone, flood_began, since_in_bundle
from kondusif.intake.selectors.leases import running_leases
from kondusif.intake.selectors.reading import by_clock, with_last_side
from kondusif.intake.selectors.second_looks import blind_ended, blind_sent_away

WAITING = (Status.NEW, Status.REVIEW)
CAP = 1000  # above it a page says "more than": nobody works on the exact figure, and counting it reads every row
# What is found by another table than the queue's own: few rows, sorted as a whole.
BY_OTHER_ROWS = frozenset({"mine", "unanswered", "forwarded"})
IN_FRONT = frozenset({"open", "free", Status.NEW, Status.REVIEW})
Rows = QuerySet[Report]
Days = tuple[date | None, date | None]
Run = tuple[Rows, tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the queue.

    Args:
        status: `open` (undecided), a status, `mine` (in my hands), `free` (in nobody else's), `unanswered` (the last
            word is the reporter's), `untold` (decided, the reporter does not know), `forwarded` (the other body has not
            ended it), `all`.
        area: a code; the place itself and everything inside it.
        text: part of a number; everything else is sealed.
        sort: `clock`, `newest`, `oldest`.
    """

    status: str = "open"
    kind: str = ""
    channel: str = ""
    area: str = ""
    text: str = ""
    sort: str = "clock"


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that stopped at `CAP`."""

    number: int
    more: bool = False

    def __bool__(self) -> bool:
        return self.number > 0

    def __add__(self, other: "Counted") -> "Counted":
        total = self.number + other.number
        return Counted(min(total, CAP), self.more or other.more or total > CAP)


def counted(rows: Rows) -> Counted:
    """How many there are, or that there are more than `CAP`."""
    number = rows.order_by()[: CAP + 1].count()
    return Counted(min(number, CAP), number > CAP)


class Shown(Value):
    """A word of ours that stands in the SQL itself: SQLite takes an index with a condition only where it reads it."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        return f"'{self.value}'", ()


def in_front(rows: Rows) -> Rows:
    """The undecided ones that are rows of the queue: alone, or at the head of their bundle.

    The condition is that of the index `intake_queue`, word for word.
    """
    return rows.filter(in_front=True, status__in=[Shown(str(one)) for one in WAITING])


def behind(rows: Rows) -> Rows:
    """The undecided ones behind the head of a bundle, found by the index of bundles."""
    return rows.filter(bundle_id__gt=0, in_front=False).exclude(status=Status.DECIDED)


def narrowed(rows: Rows, user: User, wanted: Wanted) -> Rows:
    """The rows that are wanted, in no order."""
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.area:
        rows = rows.filter(Q(area_code=wanted.area) | Q(area_code__startswith=f"{wanted.area}."))
    if wanted.text:
        whole = rows.filter(number=wanted.text.upper())
        rows = whole if whole.exists() else rows.filter(number__icontains=wanted.text)
    return _standing(rows, user, wanted)


def _standing(rows: Rows, user: User, wanted: Wanted) -> Rows:
    status = wanted.status
    if status == "mine":
        return rows.filter(pk__in=running_leases().filter(holder=user).values("report"))
    if status == "unanswered":
        asked = Message.objects.filter(side=Message.Side.REPORTER).order_by().values("report")
        found: Rows = with_last_side(rows.filter(pk__in=asked)).filter(last_side=Message.Side.REPORTER)
        return found
    if status == "forwarded":
        away = Forwarding.objects.filter(closed_on__isnull=True).order_by().values("report")
        return rows.filter(pk__in=away).exclude(pk__in=blind_sent_away(user))
    if status == "untold":
        return rows.filter(status=Status.DECIDED, told_on__isnull=True).exclude(pk__in=blind_ended(user))
    if status in {Status.NEW, Status.REVIEW, Status.DECIDED}:
        rows = rows.filter(status=status)
    if status in IN_FRONT:
        # Who looks for a number finds it behind a head as well.
        rows = rows.filter(status__in=WAITING) if wanted.text else in_front(rows)
    if status == "free":
        rows = rows.exclude(pk__in=running_leases().exclude(holder=user).values("report"))
    return rows


def page_of(rows: Rows, wanted: Wanted, on: date, *, first: int, size: int) -> list[int]:
    """Keys of one page of `narrowed` rows, in their order; one more than `size` where another page follows.

    Args:
        on: the city's date, for the order by the clock to Bawaslu.
        first: how many rows stand before the page.
    """
    if wanted.text or wanted.status in BY_OTHER_ROWS:
        found = _whole(rows, wanted, on).values_list("pk", flat=True)
        return list(found[first : first + size + 1])
    keys: list[int] = []
    skip, want = first, size + 1
    for runs in _runs(rows, wanted, on):
        heads = list(_merged(runs, skip + want - len(keys)))
        keys += [key[-1] for key in heads[skip:]]
        skip = max(0, skip - len(heads))
        if len(keys) >= want:
            break
    return keys[:want]


def _whole(rows: Rows, wanted: Wanted, on: date) -> Rows:
    if wanted.sort == "clock":
        return by_clock(rows, on)
    return rows.order_by("-pk" if wanted.sort == "newest" else "pk")


def _merged(runs: Sequence[Run], most: int) -> Iterable[tuple[Any, ...]]:
    """The first keys of several ordered runs, in one order. Each run is read no further than needed."""
    read = [[tuple(row) for row in rows.values_list(*columns)[:most]] for rows, columns, _down in runs]
    down = any(run[2] for run in runs)
    return islice(merge(*read, reverse=down), most)


def _runs(rows: Rows, wanted: Wanted, on: date) -> list[list[Run]]:
    """Groups of runs one after another; the runs of a group are merged. Each run lies in its order in an index."""
    if wanted.sort != "clock":
        return [[_by_day(rows.filter(status=one), down=wanted.sort == "newest") for one in _statuses(wanted)]]
    if wanted.status in {Status.DECIDED, "untold"}:
        return [[_by_day(rows, down=True)]]
    groups = _by_clock(in_front(rows), wanted, on)
    if wanted.status == "all":
        groups += [[_by_day(behind(rows), down=False)], [_by_day(rows.filter(status=Status.DECIDED), down=True)]]
    return groups


def _by_clock(rows: Rows, wanted: Wanted, on: date) -> list[list[Run]]:
    """What can still reach Bawaslu; then the rest by the day of knowing; then those without such a day. In a flood
    each of the three with what came since in bundles after what it would hide."""
    kinds, since = [Kind(wanted.kind)] if wanted.kind else list(Kind), earliest_running(on)
    own = rows.filter(kind=Kind.NEUTRALITY)
    running = [_by_known(own.filter(known_on__gte=since))] if Kind.NEUTRALITY in kinds else []
    over = [_by_known(own.filter(known_on__lt=since))] if Kind.NEUTRALITY in kinds else []
    others = [_by_known(rows.filter(kind=one, known_on__isnull=False)) for one in kinds if one is not Kind.NEUTRALITY]
    dayless: list[Run] = [
        (rows.filter(kind=one, known_on__isnull=True).order_by("pk"), ("pk",), False) for one in kinds
    ]
    groups = [group for group in (running, over + others, dayless) if group]
    if (began := flood_began()) is None:
        return groups
    sides = (before_or_alone, since_in_bundle)
    return [[(side(run, began), by, down) for run, by, down in group] for group in groups for side in sides]


def _by_known(rows: Rows) -> Run:
    return rows.order_by("known_on", "pk"), ("known_on", "pk"), False


def _by_day(rows: Rows, *, down: bool) -> Run:
    """By the day of receipt; rows of a day stand in the order of their arrival."""
    ordered = rows.order_by("-received_on", "-pk") if down else rows.order_by("received_on", "pk")
    return ordered, ("received_on", "pk"), down


def _statuses(wanted: Wanted) -> list[Status]:
    if wanted.status in set(Status):
        return [Status(wanted.status)]
    if wanted.status == "untold":
        return [Status.DECIDED]
    return list(Status) if wanted.status == "all" else list(WAITING)


def running_days(rows: Rows, on: date) -> Counter[Days]:
    """When it happened and was known, of what in front can still reach Bawaslu: the nearest `CAP`, and one more."""
    own = in_front(rows).filter(kind=Kind.NEUTRALITY, known_on__gte=earliest_running(on)).order_by("known_on", "pk")
    days = Report.objects.filter(pk__in=own.values("pk")[: CAP + 1]).order_by().values_list("happened_on", "known_on")
    return Counter({(happened, known): times for happened, known, times in days.annotate(times=Count("pk"))})


def near_count(running: Counter[Days], on: date) -> Counted:
    """How many of `running_days` carry a clock that the page draws as near."""
    contests = known_contests()
    dues = ((bawaslu_clock(*days, contests), times) for days, times in running.items())
    near = sum(times for due, times in dues if due and clocks.chip(due, on).look == clocks.NEAR)
    return Counted(min(near, CAP), near > CAP)


def behind_counts(rows: Rows, bundles: Iterable[int | None]) -> dict[int, Counted]:
    """How many undecided reports stand behind each of these heads."""
    wanted = {key for key in bundles if key}
    if not wanted:
        return {}
    found = behind(rows).filter(bundle_id__in=wanted).order_by().values_list("bundle_id", flat=True)[: 2 * CAP + 1]
    times: Counter[int] = Counter(key for key in found if key)
    many = times.total() > 2 * CAP
    return {key: Counted(times[key], many) for key in wanted if times[key]}


def bundled_count(rows: Rows) -> tuple[Counted, Counted]:
    """How many undecided reports stand behind others, and in how many bundles."""
    found = list(behind(rows).order_by().values_list("bundle_id", flat=True)[: CAP + 1])
    more = len(found) > CAP
    return Counted(min(len(found), CAP), more), Counted(len(set(found)), more)

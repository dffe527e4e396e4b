"""What waits at the desk, pile by pile: how many and since when, by the filters of the queue."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, within
from kondusif.intake.channels import channels
from kondusif.intake.models import Forwarding, Message, Report
from kondusif.intake.rules import Status
from kondusif.intake.selectors.forwardings import forwardings_visible_to, in_state
from kondusif.intake.selectors.leases import running_leases
from kondusif.intake.selectors.queue import CAP, Counted, Wanted, counted, narrowed
from kondusif.intake.selectors.reading import reports_visible_to, units_under

AGES = ((0, 0), (1, 2), (3, 7), (8, None))  # days since receipt, both ends included


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind of work that waits: how much, and since which day the oldest."""

    key: str
    count: Counted
    oldest_on: date | None


def desk_reports(user: User) -> QuerySet[Report]:
    """The reports that count on this person's board: a verifier's own, or for the desk those of the area without any
    word and without those against a unit that the own unit stands over."""
    if has_role(user, Role.VERIFIER):
        return reports_visible_to(user)
    rows = within(Report.objects.all(), user, Role.DESK)
    if user.unit_id is None:
        return rows
    return rows.exclude(accused_unit_id__in=units_under(user.unit_id))


def piles_of_reports(user: User) -> list[Pile]:
    """What waits of reports and of what was forwarded. Counts stop above a thousand."""
    rows, leases = desk_reports(user), running_leases()
    new = narrowed(rows, user, Wanted(status=Status.NEW))
    review = narrowed(rows, user, Wanted(status=Status.REVIEW))
    held = rows.filter(pk__in=leases.values("report"))
    untold = narrowed(rows, user, Wanted(status="untold")).annotate(since=Coalesce("ended_on", "decided_on"))
    sent = forwardings_visible_to(user)
    return [
        Pile("new", counted(new), _first(new, "received_on")),
        Pile("review", counted(review), _first(review, "received_on")),
        Pile("held", counted(held), _first(held, "received_on")),
        _unanswered(rows),
        Pile("untold", counted(untold), _first(untold, "since")),
        _forwarded("to_send", sent, "decided_on"),
        _forwarded("waiting", sent, "sent_on"),
    ]


def ages_of_new(user: User, on: date) -> list[tuple[int, int | None, Counted]]:
    """How many new reports are so many days old: least, most (None is open) and the count."""
    new = narrowed(desk_reports(user), user, Wanted(status=Status.NEW))
    found = []
    for least, most in AGES:
        rows = new.filter(received_on__lte=on - timedelta(days=least))
        if most is not None:
            rows = rows.filter(received_on__gte=on - timedelta(days=most))
        found.append((least, most, counted(rows)))
    return found


def left_to_tell(user: User) -> Counted:
    """How many reporters do not know the outcome and came by a way on which the desk tells it."""
    ours = [one.key for one in channels().values() if one.told_by == "desk"]
    return counted(narrowed(desk_reports(user), user, Wanted(status="untold")).filter(channel__in=ours))


def _unanswered(rows: QuerySet[Report]) -> Pile:
    """Reports with a last word by the reporter, and the day of the oldest such word."""
    later = Message.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    # By the report of each word: the other way round every report of the city is read to find the few with words.
    read = Exists(rows.order_by().filter(pk=OuterRef("report")))
    last = Message.objects.filter(read, side=Message.Side.REPORTER).exclude(Exists(later)).order_by()
    number = last[: CAP + 1].count()
    return Pile("unanswered", Counted(min(number, CAP), number > CAP), last.aggregate(first=Min("sent_on"))["first"])


def _forwarded(state: str, rows: QuerySet[Forwarding], column: str) -> Pile:
    found = in_state(rows, state).order_by()
    return Pile(state, Counted(found.count()), found.aggregate(first=Min(column))["first"])


def _first(rows: QuerySet[Report], column: str) -> date | None:
    return rows.order_by(column).values_list(column, flat=True).first()

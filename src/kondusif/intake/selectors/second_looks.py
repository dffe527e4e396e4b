"""Decided reports that wait for a second verifier, and what both said once the second has spoken."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import QuerySet

from kondusif.accounts.models import User
from kondusif.institutions.selectors import today
from kondusif.intake.models import Forwarding, Message, Report, SecondLook
from kondusif.intake.rules import Status
from kondusif.intake.selectors.reading import reports_visible_to
from kondusif.intake.tenth import is_drawn, tenth
from kondusif.kernel.errors import NotYours

MOST_SHOWN = 25


def waiting_second_looks(user: User, most: int = MOST_SHOWN) -> list[Report]:
    """Decided reports for this verifier to look at again, the longest waiting first, at most so many and one more.

    None that the verifier decided, typed in, wrote to the reporter about or sent on, and none that stands in conflict.
    """
    return list(islice(_drawn(_candidates(user)), most + 1))


def second_look_for(user: User, number: str) -> Report:
    """The report that this verifier may look at again, or has looked at.

    Raises:
        NotYours: it was not drawn, it waits no longer, another has looked, this verifier took part, or the decision
            that was looked at stands no longer.
    """
    visible = reports_visible_to(user).select_related("second_look")
    done = visible.filter(number=number, second_look__looked_by=user).first()
    report = done or _candidates(user).filter(number=number).first()
    if report is None or not (done or is_drawn(number)):
        raise NotYours
    return report


def is_blind_for(user: User, report: Report) -> bool:
    """Whether this reader may still give the second look, and so reads nothing yet of what was decided."""
    return bool(blind_among(user, [report]))


def blind_among(user: User, reports: Iterable[Report]) -> set[int]:
    """The keys of those of some loaded reports for which the reader is blind.

    Cost: one query; none where no decided report among them was drawn.
    """
    drawn = [report.pk for report in reports if report.decided and is_drawn(report.number)]
    return set(_candidates(user).filter(pk__in=drawn).values_list("pk", flat=True)) if drawn else set()


def is_blind_to_number(user: User, number: str) -> bool:
    """The same by the number, for what a report became: a page that names it tells the outcome."""
    return bool(number) and is_drawn(number) and _candidates(user).filter(number=number).exists()


def blind_ended(user: User) -> list[int]:
    """The keys of what the reader is blind for and whose case has ended: their way back among what is to be told, or
    another day there, tells that they became a case."""
    rows = _candidates(user).filter(ended_on__isnull=False)
    return [pk for pk, number in rows.values_list("pk", "number") if is_drawn(number)]


def blind_sent_away(user: User) -> list[int]:
    """The keys of what left for another body and for which the reader is blind: to stand in a list of forwardings
    tells the outcome. Few, as one in ten is drawn and waits some weeks."""
    rows = _candidates(user).filter(pk__in=Forwarding.objects.order_by().values("report_id"))
    return [pk for pk, number in rows.values_list("pk", "number") if is_drawn(number)]


def look_at(report: Report) -> SecondLook | None:
    """What the second verifier said of a report, once somebody did."""
    return SecondLook.objects.filter(report=report).first()


def said_before_the_decision(report: Report) -> list[Message]:
    """What the reporter added on earlier days than the decision: nothing that could tell what was decided."""
    rows = report.messages.filter(side=Message.Side.REPORTER, sent_on__lt=report.decided_on)
    for row in (found := list(rows)):
        row.report = report
    return found


def pairs_of_outcomes(rows: QuerySet[Report]) -> Iterator[tuple[str, str]]:
    """The outcome that stands and the second one, for reports whose outcome the second verifier looked at.

    A report that came back leaves: its second look was about another decision and went with it.
    """
    return rows.filter(second_look__isnull=False).values_list("outcome", "second_look__outcome").iterator()


def _candidates(user: User) -> QuerySet[Report]:
    since = today() - timedelta(days=tenth().days)
    rows = reports_visible_to(user).filter(status=Status.DECIDED, decided_on__gte=since, second_look__isnull=True)
    rows = rows.exclude(decided_by=user).exclude(typed_by=user)
    rows = rows.exclude(pk__in=Message.objects.filter(sent_by=user).values("report_id"))
    return rows.exclude(pk__in=Forwarding.objects.filter(sent_by=user).values("report_id")).order_by("pk")


def _drawn(rows: QuerySet[Report]) -> Iterator[Report]:
    return (report for report in rows.iterator(chunk_size=500) if is_drawn(report.number))

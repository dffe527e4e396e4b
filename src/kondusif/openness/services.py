"""Making an edition of the public figures. What is withheld is withheld here, before anything is kept."""

from datetime import date

from django.db import IntegrityError, transaction

from kondusif.audit.selectors import head
from kondusif.audit.services import record
from kondusif.institutions.selectors import city_or_none, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.openness import counts
from kondusif.openness.models import Edition
from kondusif.openness.rules import follow, last_full_week, protect
from kondusif.openness.selectors import previous, stored, tables_in
from kondusif.stages.selectors import current_contest


def publish_if_due(actor: Actor, on: date | None = None) -> Edition | None:
    """Make the edition of the last full week of the city's contest, once. Audit: openness.edition.published.

    Args:
        on: the city's date unless said.
    Returns:
        The new edition; None where there is no contest, the contest has not begun, or the edition stands already.
    """
    place, contest = city_or_none(), current_contest()
    if place is None or contest is None:
        return None
    span = counts.span_of(contest, last_full_week(on or today(place)))
    if span is None or Edition.objects.filter(contest=contest.id, until=span.last).exists():
        return None
    try:
        return _publish(actor, place.code, contest.id, span)
    except IntegrityError:  # another worker was faster; its edition is the same
        return None


@transaction.atomic
def _publish(actor: Actor, city_code: str, contest: str, span: counts.Span) -> Edition:
    last = previous(contest, span.last)
    before = {table.key: table for table in tables_in(last)} if last else {}
    tables = [protect(table) for table in counts.tables_of(city_code, span)]
    end = head()
    edition = Edition.objects.create(
        contest=contest, until=span.last, made_on=today(), made_at=now(), trail_seq=end.seq, trail_hash=end.hash,
        tables=[stored(follow(before.get(table.key), table)) for table in tables],
    )  # fmt: skip
    record(actor, "openness.edition.published", edition, {"until": span.last.isoformat(), "tables": len(tables)})
    return edition

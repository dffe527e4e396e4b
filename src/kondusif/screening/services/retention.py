"""What must go, goes on its day; the figures stay."""

from datetime import date, timedelta

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.screening.models import Draft, Run
from kondusif.screening.selectors import verdicts_of

DRAFT_AGE = timedelta(days=1)


def erase_expired(actor: Actor, on: date | None = None) -> int:
    """Delete the proposals of every run whose last day has passed, and keep their counts.

    Audit: screening.run.erased for each run.

    Args:
        on: the city's date unless said.
    Returns:
        How many runs lost their proposals.
    """
    day = on or today()
    due = list(Run.objects.filter(until_on__lt=day, erased_on=None))
    return sum(_erase(actor, run, day) for run in due)


@transaction.atomic
def _erase(actor: Actor, run: Run, day: date) -> bool:
    if not Run.objects.filter(pk=run.pk, erased_on=None).update(verdicts=verdicts_of(run), erased_on=day):
        return False  # another worker was faster
    gone, _tables = run.proposals.all().delete()
    record(actor, "screening.run.erased", run, {"rows": gone})
    return True


@transaction.atomic
def sweep_drafts(actor: Actor) -> int:
    """Delete results that nobody confirmed within a day. Audit: screening.drafts.swept where there were any.

    Returns:
        How many.
    """
    gone, _tables = Draft.objects.filter(given_at__lt=now() - DRAFT_AGE).delete()
    if gone:
        record(actor, "screening.drafts.swept", "screening.draft", {"count": gone})
    return gone

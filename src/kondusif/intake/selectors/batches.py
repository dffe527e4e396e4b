"""The head of the queue for a batch of one verifier."""

from datetime import date

from kondusif.accounts.models import User
from kondusif.intake.selectors.leases import in_hands_of
from kondusif.intake.selectors.queue import Rows, Wanted, narrowed, page_of
from kondusif.intake.selectors.reading import reports_visible_to


def heads_for_batch(user: User, on: date, most: int) -> tuple[Rows, list[int]]:
    """The free reports, and the keys of the first of them in the order of the queue, one more than `most` at the end.

    Without what this person holds already and without what this person typed in: nobody verifies the own typing, and a
    morning of it would fill the head and leave the batch empty.
    """
    wanted = Wanted(status="free")
    rows = narrowed(reports_visible_to(user), user, wanted).exclude(typed_by=user)
    rows = rows.exclude(pk__in=in_hands_of(user).order_by().values("report"))
    return rows, page_of(rows, wanted, on, first=0, size=most)

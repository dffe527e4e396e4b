"""What an officer sees of the reports that they typed in: number, channel, day and status, and no more."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from kondusif.vault.routing import doorstep


def typed_by(user: User) -> QuerySet[Report]:
    """The reports that this person typed in, the newest first, without anything that is sealed."""
    return Report.objects.filter(typed_by=user).only("number", "channel", "received_on", "status").order_by("-pk")


def kept_from(user: User, submission: str) -> Report | None:
    """The report that was kept from this form of this person, if any."""
    return Report.objects.select_related("accused_unit").filter(typed_by=user, submission=submission).first()


# Whom a report is routed by: the kelurahan in clear, the accused unit, whether its head is accused.
Target = tuple[str, Unit | None, bool]


def verifiers_beside(user: User, target: Target) -> int:
    """How many people besides this one can read a report and so may verify it."""
    village, unit, is_head = target
    step = doorstep(village)
    found = step.route(unit, is_head=is_head)
    return len({reader for unit in found.units for reader in step.readers[unit]} - {user.pk})


def unread_but_by(user: User, targets: Iterable[Target]) -> int:
    """How many of these reports nobody may verify who is not this person."""
    return sum(count for target, count in Counter(targets).items() if not verifiers_beside(user, target))


def targets_of(numbers: Iterable[str]) -> list[Target]:
    """Where kept reports were routed."""
    rows = Report.objects.filter(number__in=list(numbers)).select_related("accused_unit").order_by()
    return [(row.area_code, row.accused_unit, row.accused_is_head) for row in rows]

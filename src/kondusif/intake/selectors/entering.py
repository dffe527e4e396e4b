"""What an officer sees of the reports that they typed in: number, channel, day and status, and no more."""

from django.db.models import QuerySet

from kondusif.accounts.models import User
from kondusif.intake.models import Report
from kondusif.vault.routing import doorstep


def typed_by(user: User) -> QuerySet[Report]:
    """The reports that this person typed in, the newest first, without anything that is sealed."""
    return Report.objects.filter(typed_by=user).only("number", "channel", "received_on", "status").order_by("-pk")


def kept_from(user: User, submission: str) -> Report | None:
    """The report that was kept from this form of this person, if any."""
    return Report.objects.select_related("accused_unit").filter(typed_by=user, submission=submission).first()


def verifiers_beside(user: User, report: Report) -> int:
    """How many people besides this one can read a report and so may verify it."""
    step = doorstep(report.area_code)
    found = step.route(report.accused_unit, is_head=report.accused_is_head)
    return len({reader for unit in found.units for reader in step.readers[unit]} - {user.pk})

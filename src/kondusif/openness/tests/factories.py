"""Reports in bulk, where only their number and place matter."""

from datetime import date

from kondusif.intake.rules import Outcome, Status
from kondusif.intake.tests.factories import ReportFactory as SealedReport
from support.cast import SEMANGGI


class ReportFactory(SealedReport):
    """One of many, on one day of the contest."""

    words = "Kanaria dalam uraian"
    area_code = SEMANGGI
    received_on = date(2024, 11, 5)


def decided(outcome: Outcome, number: int, **more: object) -> None:
    """So many reports with one outcome."""
    ReportFactory.create_batch(number, status=Status.DECIDED, outcome=outcome, **more)

"""What other rooms read of reports: counts, and whether a clock is due."""

from datetime import date

import pytest

from kondusif.intake import selectors
from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Outcome, Status
from kondusif.intake.tests.factories import ReportFactory
from support.cast import CITY, TODAY, Cast

pytestmark = pytest.mark.django_db


def test_counts_add_up(cast: Cast) -> None:
    for kind, area in ((Kind.PEACE, "33.72.03.1004"), (Kind.NEUTRALITY, "33.72.03.1004.002"), (Kind.NEUTRALITY, CITY)):
        ReportFactory(kind=kind, area_code=area)
    ReportFactory(received_on=date(2024, 10, 1))
    span = (date(2024, 11, 1), date(2024, 11, 30))
    assert selectors.report_counts(*span) == {"new": 3}
    assert selectors.report_counts(*span, by="kind") == {"peace": 1, "neutrality": 2}
    assert selectors.report_counts(*span, by="village") == {"33.72.03.1004": 2, "33.72": 1}
    assert selectors.waiting_reports(TODAY) == 4
    assert selectors.waiting_reports(date(2024, 10, 2)) == 1


@pytest.mark.parametrize(
    ("known_on", "due"),
    [
        (date(2024, 11, 5), False),  # outer date 12 November, passed
        (date(2024, 11, 6), True),  # outer date 13 November, today
        (date(2024, 11, 10), False),  # the safe day is still to come
    ],
)  # fmt: skip
def test_a_clock_is_due_from_its_safe_day_until_its_outer_date(cast: Cast, known_on: date, due: bool) -> None:
    ReportFactory(kind=Kind.PEACE, known_on=date(2024, 11, 6))
    report = ReportFactory(known_on=known_on)
    assert selectors.a_clock_is_due(TODAY) is due
    Report.objects.filter(pk=report.pk).update(status=Status.DECIDED, outcome=Outcome.DISMISSED)
    assert not selectors.a_clock_is_due(TODAY)

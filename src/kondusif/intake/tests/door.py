"""What tests of the public door share: a report opened by the code that its sender has."""

from kondusif.intake.models import Report
from kondusif.intake.selectors import report_by_code
from kondusif.intake.selectors.way_back import Found
from kondusif.intake.told import Person
from kondusif.vault.services import open_for_reporter


def found_by(code: str) -> Found:
    """The report behind a code, opened as its sender opens it."""
    found = report_by_code(code)
    assert found is not None
    return found


def kept_as(code: str) -> Report:
    return found_by(code).report


def person_behind(code: str) -> Person:
    """Who reported, as only the sender can open it."""
    found = found_by(code)
    key = open_for_reporter(found.report.identity_key, found.private)
    assert key is not None
    return found.report.person(key)

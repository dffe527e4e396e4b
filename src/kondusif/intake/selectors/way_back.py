"""The reporter's way back to a report, by the follow-up code alone."""

from kondusif.intake import secrecy
from kondusif.intake.codes import Code, make_code, read_code
from kondusif.intake.models import Report


def report_by_code(text: str) -> Report | None:
    """The report behind a follow-up code; None for any other text. Every text costs the same work.

    Raises:
        Refused: too many are waiting (`intake.busy`).
    """
    code = read_code(text)
    asked = code or make_code()
    report = Report.objects.select_related("body").filter(locator=asked.locator).first()
    salt = report.salt if report else secrecy.decoy_salt(asked.locator)
    right = secrecy.fits(asked, salt, report.verifier if report else "0" * 64)
    return report if report is not None and code is not None and right else None


def fresh_code() -> Code:
    """A code whose first part no report has."""
    code = make_code()
    while Report.objects.filter(locator=code.locator).exists():
        code = make_code()
    return code


def report_by_slip(key: object) -> Report | None:
    """The report that a signed slip of the follow-up page names."""
    return Report.objects.select_related("body").filter(pk=int(str(key or 0))).first()

"""The reporter's way back to a report, by the follow-up code alone."""

from dataclasses import dataclass, field

from kondusif.base.prepared import Prepared
from kondusif.intake import secrecy
from kondusif.intake.codes import Code, make_code, read_code
from kondusif.intake.models import Report
from kondusif.vault import boxes
from kondusif.vault.services import open_for_reporter


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a code opened, with the reporter's own private key. The key goes into a sealed slip at most."""

    report: Report
    private: bytes = field(repr=False)


def report_by_code(text: str) -> Found | None:
    """The report behind a follow-up code, opened; None for any other text. Every text costs the same work.

    Raises:
        Refused: too many are waiting (`intake.busy`).
    """
    code = read_code(text)
    asked = code or make_code()
    # Three short columns and no more, until the code is known to be right: a report that exists must not take longer.
    kept = Report.objects.filter(locator=asked.locator).values_list("pk", "salt", "verifier").first()
    pk, salt, verifier = kept or (0, secrecy.decoy_salt(asked.locator), "0" * 64)
    root = secrecy.root_of(asked, salt)
    if not (root.fits(verifier) and kept and code):
        return None
    report = Report.objects.select_related("body", "content_key", "identity_key").get(pk=pk)
    return opened_by_reporter(report, root.private)


def report_by_slip(key: object, private: object) -> Found | None:
    """The report that a sealed slip of the follow-up page names, opened with the key that the slip carries."""
    report = Report.objects.select_related("body", "content_key", "identity_key").filter(pk=int(str(key or 0))).first()
    try:
        return opened_by_reporter(report, bytes.fromhex(str(private or ""))) if report else None
    except ValueError:
        return None


def opened_by_reporter(report: Report, private: bytes) -> Found | None:
    """A report opened with its reporter's key; None where the key is another one."""
    try:
        key = open_for_reporter(report.content_key, private)
        return Found(report.open_with(key), private) if key else None
    except boxes.Broken:
        return None


_taken = Prepared(lambda locator: Report.objects.filter(locator=locator).order_by().values_list("pk"))


def fresh_code() -> Code:
    """A code whose first part no report has."""
    code = make_code()
    while _taken(code.locator):
        code = make_code()
    return code

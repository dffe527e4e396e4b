"""One step of somebody who came back with a code. The code's key travels in a sealed slip, never in a cookie."""

import secrets
from dataclasses import dataclass, field

from django.http import HttpRequest

from kondusif.base import tokens
from kondusif.intake.models import Report
from kondusif.intake.selectors import Found, report_by_slip
from kondusif.kernel.errors import Refused

PURPOSE, AGE = "intake.follow", 3600
LONGEST = 8000  # letters of one field that travel on when the code is asked again


@dataclass
class Visit:
    """A request with its opened report.

    Args:
        mark: of the page that was sent; a second click brings the same one. Empty right after the code.
        wanted: the button.
        sent: whether a form of the way back was sent, so that its deed may be done.
    """

    request: HttpRequest
    report: Report
    private: bytes = field(repr=False)
    mark: str = ""
    wanted: str = ""
    sent: bool = False

    def slip(self) -> str:
        """A fresh slip for the next page."""
        facts = {"report": self.report.pk, "key": self.private.hex(), "mark": secrets.token_hex(16)}
        return tokens.hide(facts, PURPOSE)

    def typed(self, *names: str) -> dict[str, str]:
        """What was typed into some fields, to show it again."""
        return {name: value for name in names if (value := str(self.request.POST.get(name, ""))[:LONGEST])}


def visit_by_slip(request: HttpRequest, wanted: str) -> Visit:
    """The visit that a page of the way back sent.

    Raises:
        Refused: the slip is too old, or it is none.
    """
    facts = tokens.reveal(str(request.POST.get("tanda", "")), PURPOSE, AGE)
    found = report_by_slip(facts.get("report"), facts.get("key"))
    if found is None:
        raise Refused("base.token.bad")
    return Visit(request, found.report, found.private, str(facts.get("mark", "")), wanted, sent=True)


def visit_by_code(request: HttpRequest, found: Found, wanted: str) -> Visit:
    """The visit of somebody who typed the code just now."""
    return Visit(request, found.report, found.private, wanted=wanted)

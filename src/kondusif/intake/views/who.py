"""What the desk shows of who reported: sealed, open, waiting for custodians, or gone for good."""

from dataclasses import dataclass, field

from kondusif.intake.models import IdentityOpening, Report
from kondusif.intake.selectors import identity_open_to
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import Disclosure
from kondusif.vault.selectors import disclosures_about


@dataclass(frozen=True, slots=True)
class WhoReported:
    """How a reporter's name stands for one reader.

    Args:
        state: erased, none, open or sealed.
        custodians: two of three can open it together.
        asked: every request to them, newest first.
        waiting: one of those requests waits for a word.
    """

    state: str
    custodians: bool = False
    asked: list[Disclosure] = field(default_factory=list)
    openings: list[IdentityOpening] = field(default_factory=list)

    @property
    def waiting(self) -> bool:
        return any(row.state == Disclosure.State.ASKED for row in self.asked)

    @property
    def may_ask(self) -> bool:
        return self.state == "sealed" and self.custodians and not self.waiting


def who_reported(report: Report, keyring: Keyring | None) -> WhoReported:
    """How the name stands for whoever holds this keyring."""
    openings = list(report.openings.select_related("opened_by"))
    if report.erased_on:
        return WhoReported("erased", openings=openings)
    if not report.named:
        return WhoReported("none", openings=openings)
    state = "open" if identity_open_to(keyring, report) else "sealed"
    nested = report.identity_key.wraps.filter(outer__isnull=False).exists()
    return WhoReported(state, nested, list(disclosures_about(report.identity_key_id)), openings)

"""The mark of a form at the desk: it carries the follow-up code sealed and is bound to who types.

So a second click is known, nobody sees the code before the report is kept, and after a while nobody sees it again.
"""

import secrets
from dataclasses import dataclass, field

from kondusif.accounts.models import User
from kondusif.base import tokens
from kondusif.intake.codes import Code, read_code
from kondusif.intake.selectors import fresh_code
from kondusif.kernel.errors import Refused

PURPOSE = "intake.entry"
OPEN, GRACE, EVER = 2 * 3600, 15 * 60, 10 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Slip:
    """The mark of one form.

    Args:
        submission: tells a second click.
        code: of the reporter; nobody sees it before the report is kept.
        fresh: opened or drawn anew within the last two hours.
        replays: young enough to show the code once more to a second click.
    """

    submission: str
    code: Code = field(repr=False)
    fresh: bool = True
    replays: bool = True

    def token(self, user: User) -> str:
        """For the form of this person, sealed."""
        return tokens.hide({"id": self.submission, "code": self.code.text, "by": user.pk}, PURPOSE)

    def with_another_code(self) -> "Slip":
        """The same form, because its code was taken meanwhile."""
        return Slip(self.submission, fresh_code())


def fresh_slip() -> Slip:
    """The mark of a form that is opened just now."""
    return Slip(secrets.token_hex(16), fresh_code())


def read_slip(raw: str, user: User) -> Slip | None:
    """The mark that a form brought back; None where it is none of this person's."""
    for fresh, replays, age in ((True, True, OPEN), (False, True, OPEN + GRACE), (False, False, EVER)):
        try:
            facts = tokens.reveal(raw, PURPOSE, age)
        except Refused:
            continue
        code = read_code(str(facts.get("code", "")))
        mine = facts.get("by") == user.pk
        return Slip(str(facts["id"]), code, fresh, replays) if code and mine else None
    return None

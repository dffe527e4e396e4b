"""What pressed reporters told outside the city: read by themselves, and by the custodian of the body they chose."""

from dataclasses import dataclass
from datetime import date

from kondusif.base.wording import day_of
from kondusif.institutions.models import Body
from kondusif.institutions.rules import Matter
from kondusif.institutions.selectors import bodies_that_take
from kondusif.intake.pressed import Copy, Notice, Pressure, opened_paper, owner_of
from kondusif.kernel.errors import Refused
from kondusif.rulebook.rules import Due
from kondusif.rulebook.selectors import due_step
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import CustodianSeat
from kondusif.vault.routing import level, seats
from kondusif.vault.rules import Level

EVENT = "pressure_filed"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with its clock.

    Args:
        due: until when an answer should be there; None before the letter was handed in, and where no rule is known.
        passed: every reading of that date is over and no answer came.
    """

    row: int
    notice: Notice
    body: Body | None
    due: Due | None
    passed: bool

    @property
    def told_on(self) -> date:
        return date.fromisoformat(self.notice.told_on)

    @property
    def handed_on(self) -> date | None:
        return date.fromisoformat(self.notice.handed_on) if self.notice.handed_on else None

    @property
    def answered_on(self) -> date | None:
        return date.fromisoformat(self.notice.answered_on) if self.notice.answered_on else None

    @property
    def answer_by(self) -> date | None:
        """The last day of every reading."""
        return day_of(self.due.outer) if self.due and self.due.outer else None


def bodies_outside() -> list[Body]:
    """The bodies outside the city that take it when a reporter is pressed."""
    return bodies_that_take(Matter.PRESSURE)


def seat_of(body: Body) -> CustodianSeat | None:
    """The custodian of this very body, where the city has custodians and one of them is of it; by its full name."""
    if level() is not Level.CUSTODIANS:
        return None
    return next((seat for seat in seats() if _folded(seat.institution) == _folded(body.name)), None)


def notices_of(private: bytes, on: date) -> list[Told]:
    """Everything that the holder of a code told outside, newest first."""
    rows = Pressure.objects.filter(owner=owner_of(private))
    known = {body.key: body for body in Body.objects.all()} if rows else {}
    return [_told(row.pk, Notice(**opened_paper(private, row.sealed)), known, on) for row in rows]


def notice_of(private: bytes, row: object, on: date) -> Told:
    """One notice of the holder of a code.

    Raises:
        Refused: there is none with this number under this code.
    """
    found = next((told for told in notices_of(private, on) if str(told.row) == str(row)), None)
    if found is None:
        raise Refused("intake.pressure.gone")
    return found


def copies_for(keyring: Keyring) -> list[Copy]:
    """The letters to the body of this custodian, newest first."""
    rows = Pressure.objects.filter(seat__person_key_id=keyring.person_key)
    return [Copy(**opened_paper(keyring.private, row.sealed_copy)) for row in rows]


def _told(row: int, notice: Notice, known: dict[str, Body], on: date) -> Told:
    body = known.get(notice.body)
    due = _answer(body, notice)
    over = bool(due and due.outer and day_of(due.outer) < on and not notice.answered_on)
    return Told(row, notice, body, due, over)


def _answer(body: Body | None, notice: Notice) -> Due | None:
    if body is None or not body.answer_rule or not notice.handed_on:
        return None
    try:
        return due_step(body.answer_rule, EVENT, date.fromisoformat(notice.handed_on))
    except Refused:  # the rule does not stand on that day, or a later edition has dropped it
        return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

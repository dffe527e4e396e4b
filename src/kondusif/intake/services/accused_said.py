"""Who decides about a report that names no unit says whom it accuses: nobody decides about the own line of command."""

from dataclasses import dataclass

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from kondusif.intake.rules import Line
from kondusif.intake.selectors.corrections import names_nobody
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.vault.routing import doorstep


@dataclass(frozen=True, slots=True)
class Said:
    """Whom the decider says a report accuses.

    Args:
        unit: of the city, where the line is `Line.UNIT`.
    """

    line: Line
    unit: Unit | None = None


def said_note(actor: Actor, report: Report, said: Said | None) -> bytes:
    """What the decider says, sealed to be kept with the decision; nothing where the report names the accused itself.

    It binds whoever said it, and others read it beside the decision. It changes nobody's right to read: who is accused
    is put right by two (`correcting`).

    Raises:
        Refused: nothing was said (`intake.accused_unsaid`), or by what was said the report is not for this person's
            unit to verify (`intake.own_line`).
    """
    if not names_nobody(report):
        return b""
    if said is None or (said.line is Line.UNIT) != (said.unit is not None):
        raise Refused("intake.accused_unsaid")
    if said.unit is None:
        return report.note("line_note", said.line)
    person = User.objects.get(pk=actor.person_id)
    # Whether its head is accused is not known, so those below it do not decide either while others are left.
    free = doorstep(report.area_code).route(said.unit, is_head=True)
    if person.unit_id not in free.units:
        raise Refused("intake.own_line", unit=said.unit.name)
    return report.note("line_note", f"{said.line}:{said.unit.key}")

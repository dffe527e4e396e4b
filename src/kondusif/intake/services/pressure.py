"""What a pressed reporter tells a body outside the city. Nothing of it goes to the trail: that is read inside."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from kondusif.accounts.services import tell
from kondusif.institutions.models import Body
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report
from kondusif.intake.pressed import Copy, Notice, Pressure, opened_paper, owner_of, sealed_paper
from kondusif.intake.selectors.pressure import bodies_outside, seat_of
from kondusif.intake.told import Person
from kondusif.kernel.errors import Refused
from kondusif.kernel.signs import ALPHABET

REFERENCE = 8  # signs; enough that two letters to one body never share one


def tell_outside(
    report: Report, private: bytes, *, body: Body, told: str, person: Person | None, status: str, submission: str
) -> int:
    """Keep a notice, sealed to the reporter and to the custodian of that body where it has one. No trail entry.

    A second click gives the first one back.

    Args:
        person: name and address that the letter carries; None for a letter without.
        status: how the report stands, in words that the letter carries; empty for a letter without.
    Returns:
        The row of the notice.
    Raises:
        Refused: this body takes no such notice.
    """
    if body.pk not in {one.pk for one in bodies_outside()}:
        raise Refused("intake.pressure.body")
    on = today()
    reference = "TEK-" + "".join(secrets.choice(ALPHABET) for _sign in range(REFERENCE))
    notice = Notice(
        reference, body.key, body.name, told, on.isoformat(), with_name=person is not None, with_status=bool(status)
    )  # fmt: skip
    row = Pressure(
        owner=owner_of(private), sealed=sealed_paper(report.reporter_key, notice), told_on=on, submission=submission
    )  # fmt: skip
    if seat := seat_of(body):
        who = person or Person()
        copy = Copy(reference, body.name, told, on.isoformat(), who.name, who.address, who.phone, status)
        row.seat, row.sealed_copy = seat, sealed_paper(seat.person_key.public, copy)
    try:
        with transaction.atomic():
            row.save()
            if seat:
                tell(seat.person_key.user, key=f"intake/pressure/{row.pk}", code="intake.pressure_told", facts={})
    except IntegrityError:
        return Pressure.objects.get(submission=submission, owner=row.owner).pk
    return row.pk


def mark_handed_in(report: Report, private: bytes, row: object, on: date) -> None:
    """The letter was handed in on this day; the clock of the body begins. No trail entry."""
    _change(report, private, row, lambda notice: replace(notice, handed_on=on.isoformat()))


def mark_answered(report: Report, private: bytes, row: object, on: date) -> None:
    """The body answered on this day. No trail entry."""
    _change(report, private, row, lambda notice: replace(notice, answered_on=on.isoformat()))


@transaction.atomic
def drop_notice(private: bytes, row: object) -> None:
    """Forget a notice and the custodian's copy of it. No trail entry."""
    Pressure.objects.filter(owner=owner_of(private), pk=_number(row)).delete()


@transaction.atomic
def _change(report: Report, private: bytes, row: object, changed: Callable[[Notice], Notice]) -> None:
    kept = Pressure.objects.select_for_update().filter(owner=owner_of(private), pk=_number(row)).first()
    if kept is None:
        raise Refused("intake.pressure.gone")
    notice = Notice(**opened_paper(private, kept.sealed))
    kept.sealed = sealed_paper(report.reporter_key, changed(notice))
    kept.save(update_fields=["sealed"])


def _number(row: object) -> int:
    text = str(row or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0

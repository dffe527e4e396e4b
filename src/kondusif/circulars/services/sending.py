"""A version goes out: from then on it never changes, and its people are asked."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.base import wording
from kondusif.base.planning import MANY, know_size
from kondusif.circulars.models import Addressee, Circular, Version
from kondusif.circulars.rules import Edition, State, version_to_sign
from kondusif.circulars.selectors.readership import people_of
from kondusif.circulars.services.checks import person_of
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee

SECRET_BYTES = 12
_BATCH = 150


@transaction.atomic
def release(
    actor: Actor, version: Version, *, letter_number: str, letter_on: date, asks_again: bool, change_note: str,
    on: date | None = None,
) -> int:  # fmt: skip
    """Release a version and ask its people.

    Audit: circulars.version.sent, one entry for all. Permission: the desk.

    Args:
        letter_number, letter_on: as the city's own system gave them.
        asks_again: whoever signed an earlier version signs again; the first version always asks.
        change_note: what is new, for the reader; needed from the second version on.
    Returns:
        How many people are to sign because of it: all of the readership, or where a later version asks nobody to
        sign again, only those who were never asked before.
    Raises:
        Refused: circulars.release.*, circulars.closed.
    Cost: see bench/circulars.py.
    """
    person, day = person_of(actor), on or today()
    circular = Circular.objects.select_for_update().select_related("readership").get(pk=version.circular_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    asks = asks_again or version.number == 1
    _check(circular, version, letter_number.strip(), letter_on, change_note.strip(), day)
    people = people_of(circular.readership, day)
    total = people.count()
    if not total:
        raise Refused("circulars.release.nobody")
    version.letter_number, version.letter_on = letter_number.strip(), letter_on
    version.asks_again, version.change_note = asks, change_note.strip()
    version.released_by_id, version.released_at, version.released_on = person, now(), day
    version.save()
    editions = circular.versions.filter(released_at__isnull=False).values_list("number", "asks_again")
    circular.state, circular.to_sign = State.SENT, version_to_sign(Edition(*row) for row in editions)
    circular.save(update_fields=["state", "to_sign"])
    fresh = ask(circular, people, day)
    facts = {
        "version": version.number,
        "people": total,
        "new": fresh,
        "again": asks,
        "letter_on": letter_on.isoformat(),
    }
    record(actor, "circulars.version.sent", circular, facts=facts)
    return total if asks else fresh


def ask(circular: Circular, employees: Iterable[Employee], on: date) -> int:
    """Ask people to read and sign, inside the caller's transaction; whoever is asked already is not asked twice.

    Returns:
        How many were not asked before.
    """
    known = set(circular.addressees.values_list("employee_id", flat=True))
    fresh = [key for key in _keys(employees) if key not in known]
    Addressee.objects.bulk_create(
        (
            Addressee(circular=circular, employee_id=key, asked_on=on, secret=secrets.token_hex(SECRET_BYTES))
            for key in fresh
        ),
        batch_size=_BATCH, ignore_conflicts=True,
    )  # fmt: skip
    if len(fresh) >= MANY:
        know_size(Addressee)
    return len(fresh)


def _keys(employees: Iterable[Employee]) -> list[int]:
    """Their keys; of a query only the keys are read."""
    narrow = getattr(employees, "values_list", None)
    return list(narrow("pk", flat=True).order_by()) if narrow else [one.pk for one in employees]


def _check(
    circular: Circular, version: Version, letter_number: str, letter_on: date, change_note: str, on: date
) -> None:
    if circular.state == State.CLOSED:
        raise Refused("circulars.closed", number=circular.number)
    if version.released_at is not None:
        raise Refused("circulars.release.already", version=version.number)
    if not letter_number:
        raise Refused("circulars.release.no_number")
    if letter_on > on:
        raise Refused("circulars.release.in_future", on=wording.plain_date(letter_on))
    if version.number > 1 and not change_note:
        raise Refused("circulars.release.no_note")
    lacks = [name for name in ("subject", "opening", "points", "pledge") if not getattr(version, name)]
    if lacks:
        raise Refused("circulars.release.unfinished")

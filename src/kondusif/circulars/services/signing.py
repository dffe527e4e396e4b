"""A pledge is signed: by a link, at the desk of a unit, or on paper. The only writer of signatures."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.accounts.models import User
from kondusif.audit.services import record
from kondusif.circulars.knowing import is_right
from kondusif.circulars.models import Addressee, Circular, PaperList, Signature, Version
from kondusif.circulars.rules import State, Way
from kondusif.circulars.selectors.reading import latest
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import PUBLIC_ACTOR, Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.rules import Status

MOST_MISSES = 5
_SECRET_BYTES = 12
_BATCH = 150


@transaction.atomic
def sign(
    actor: Actor, addressee: Addressee, version: Version, *, way: Way, witness: User | None = None,
    paper: PaperList | None = None, signed_on: date, on: date | None = None,
) -> Signature:  # fmt: skip
    """Somebody signs a version. A second click, or a second way, gives back the first signature.

    Audit: circulars.pledge.signed, once. Permission: whoever holds the link and knows the number, or a head.

    Args:
        actor: the public door for a link; the officer for the desk of a unit and for paper.
        way: by link and at the desk only the version that holds now can be signed; on paper any released one.
        witness: the officer at the desk.
        signed_on: the day of the signature itself, not before the version went out.
    Raises:
        Refused: circulars.sign.closed, .left, .not_released, .newer_version, .too_early, .in_the_future.
    """
    first = Signature.objects.filter(addressee=addressee, version=version).first()
    if first is not None:
        return first
    day = on or today()
    circular = Circular.objects.select_for_update().get(pk=addressee.circular_id)
    _check(circular, version, signed_on, day)
    if way is not Way.PAPER:
        _check_in_person(addressee, circular, version)
    try:
        with transaction.atomic():
            made = Signature.objects.create(
                addressee=addressee, version=version, way=way, witness=witness, paper=paper, signed_on=signed_on,
                signed_at=now(),
            )  # fmt: skip
    except IntegrityError:  # two clicks at one moment: the other one was first
        return Signature.objects.get(addressee=addressee, version=version)
    Addressee.objects.filter(pk=addressee.pk, signed__lt=version.number).update(signed=version.number)
    addressee.refresh_from_db(fields=["signed"])
    record(actor, "circulars.pledge.signed", circular, {"version": version.number, "way": way.value})
    return made


@transaction.atomic
def sign_many(
    actor: Actor, version: Version, addressees: Iterable[Addressee], *, paper: PaperList, signed_on: date,
    on: date | None = None,
) -> int:  # fmt: skip
    """Those whose signatures stand on a paper list; whoever signed this version already keeps the first signature.

    Audit: circulars.paper.entered, one entry for the list. Permission: a head.

    Returns:
        How many signatures are new.
    Raises:
        Refused: circulars.sign.closed, .not_released, .too_early, .in_the_future, .not_asked (somebody of another
            circular stands among them).
    """
    day, rows = on or today(), list(addressees)
    circular = Circular.objects.select_for_update().get(pk=version.circular_id)
    _check(circular, version, signed_on, day)
    if any(row.circular_id != circular.pk for row in rows):
        raise Refused("circulars.sign.not_asked")
    known = set(Signature.objects.filter(version=version).values_list("addressee_id", flat=True))
    fresh = {row.pk for row in rows} - known
    moment = now()
    Signature.objects.bulk_create(
        (
            Signature(
                addressee_id=key, version=version, way=Way.PAPER, paper=paper, signed_on=signed_on, signed_at=moment
            )
            for key in sorted(fresh)
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    Addressee.objects.filter(pk__in=fresh, signed__lt=version.number).update(signed=version.number)
    facts = {"version": version.number, "unit": paper.unit.key, "people": len(fresh), "known": len(rows) - len(fresh)}
    record(actor, "circulars.paper.entered", circular, facts)
    return len(fresh)


def prove(addressee: Addressee, typed: str) -> None:
    """Let only the person behind a link go on: the last four digits of the NIP, or the name where there is no NIP.

    A try is counted before it is looked at, so that many at once do not get further than five one after the other.
    Audit: circulars.link.renewed, when the last try was wrong and the link dies.

    Raises:
        Refused: circulars.sign.wrong_number (with the tries left), circulars.link.killed, circulars.link.renewed.
    """
    with transaction.atomic():
        mine = Addressee.objects.filter(pk=addressee.pk, secret=addressee.secret)
        if not mine.filter(misses__lt=MOST_MISSES).update(misses=F("misses") + 1):
            raise Refused("circulars.link.renewed")
        right = is_right(addressee.employee.nip, addressee.employee.name, typed)
        addressee.refresh_from_db(fields=["misses"])
        killed = not right and addressee.misses >= MOST_MISSES
        if right:
            mine.update(misses=0)
        elif killed:
            mine.update(misses=0, secret=secrets.token_hex(_SECRET_BYTES))
            record(PUBLIC_ACTOR, "circulars.link.renewed", addressee.circular, {"misses": MOST_MISSES})
    if killed:
        raise Refused("circulars.link.killed")
    if not right:
        raise Refused("circulars.sign.wrong_number", left=MOST_MISSES - addressee.misses)


def _check(circular: Circular, version: Version, signed_on: date, day: date) -> None:
    """What holds for every way."""
    if circular.state != State.SENT:
        raise Refused("circulars.sign.closed")
    if version.circular_id != circular.pk or version.released_on is None:
        raise Refused("circulars.sign.not_released")
    if signed_on < version.released_on:
        raise Refused("circulars.sign.too_early")
    if signed_on > day:
        raise Refused("circulars.sign.in_the_future")


def _check_in_person(addressee: Addressee, circular: Circular, version: Version) -> None:
    """What holds by link and at the desk: the person still works, and read what holds now."""
    addressee.employee.refresh_from_db(fields=["status"])
    if addressee.employee.status != Status.ACTIVE:
        raise Refused("circulars.sign.left")
    holds = latest(circular)
    if holds is None or holds.pk != version.pk:
        raise Refused("circulars.sign.newer_version", number=holds.number if holds else 0)

"""An official letter that was typed wrong is put right, and a sheet that could not be scanned at once follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.base.wording import long_date
from kondusif.cases.letter_kinds import kinds
from kondusif.cases.letters import known_letter
from kondusif.cases.models import Case, Event
from kondusif.cases.official import OfficialLetter, number_key
from kondusif.cases.rules import Status, fault_of_letter, fault_of_reply
from kondusif.cases.services.letters import known_as
from kondusif.cases.services.record import record_event, touch
from kondusif.cases.services.scans import seal_scan
from kondusif.institutions.models import Body
from kondusif.intake.evidence import Evidence
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault import files


@dataclass(frozen=True, slots=True)
class Correct:
    """What the letter really says, and when it came.

    Args:
        subject: what it is about, without a person's name.
    """

    body: Body
    number: str
    dated_on: date
    received_on: date
    subject: str


@transaction.atomic
def correct_letter(
    actor: Actor, letter: OfficialLetter, right: Correct, *, version: int, on: date
) -> dict[str, date]:  # fmt: skip
    """Put right what was typed wrong. Days that the case has by this letter follow; another letter's earlier day stays.

    Audit: cases.letter.corrected (which parts, and the day of receipt before and after), beside each event that moved.
    Whoever handles the case is told where a day moved. Permission: cases:letter_correct.

    Args:
        version: of the case, as the form was drawn.
        on: the city's date.
    Returns:
        The events whose day moved, with the new one.
    Raises:
        Refused: nothing would change, the days cannot be, another letter stands under that number, or the case is
            closed.
        Stale: somebody changed the case or the letter meanwhile.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=letter.case_id)
    letter = OfficialLetter.objects.select_related("body").get(pk=letter.pk)
    if case.version != version and case.status != Status.CLOSED:
        raise Stale
    changed = [name for name in Correct.__slots__ if getattr(letter, name) != getattr(right, name)]
    if not changed:
        raise Refused("cases.letter.nothing_corrected")
    _check(letter, right, on)
    touch(case, **({"title": right.subject} if case.title == letter.subject else {}))
    before, old_key = letter.received_on, (letter.body_id, letter.number_key, letter.year)
    for name in changed:
        setattr(letter, name, getattr(right, name))
    letter.number_key, letter.year = number_key(right.number), right.dated_on.year
    try:
        with transaction.atomic():
            letter.save(update_fields=[*changed, "number_key", "year"])
    except IntegrityError as error:
        raise known_as(known_letter(right.body, right.number, right.dated_on)) from error
    moved = _days_follow(actor, case, letter, on) if right.received_on != before else {}
    facts = {"letter": letter.pk, "parts": changed, "same_letter": old_key == (
        letter.body_id, letter.number_key, letter.year
    ), "received": [before.isoformat(), letter.received_on.isoformat()]}  # fmt: skip
    record(actor, "cases.letter.corrected", case, facts)
    if moved:
        _tell(actor, letter, case)
    return moved


def _check(letter: OfficialLetter, right: Correct, on: date) -> None:
    said = letter.events.filter(replaced_at__isnull=True).exclude(event__in=_counted_from_receipt(letter.kind))
    if fault := fault_of_letter(right.dated_on, right.received_on, said.values_list("happened_on", flat=True), on=on):
        raise Refused(fault)
    if letter.replied_on and (fault := fault_of_reply(letter.replied_on, received_on=right.received_on, on=on)):
        raise Refused(fault, received_on=long_date(right.received_on))
    known = known_letter(right.body, right.number, right.dated_on)
    if known and known.pk != letter.pk:
        raise known_as(known)


def _days_follow(actor: Actor, case: Case, letter: OfficialLetter, on: date) -> dict[str, date]:
    """Move the days that the case has by this letter, and those that are later than what is known now."""
    moved = {}
    for event in _counted_from_receipt(letter.kind):
        standing = Event.objects.filter(case=case, event=event, replaced_at__isnull=True).first()
        if standing is None or (standing.letter_id != letter.pk and standing.happened_on <= letter.received_on):
            continue
        first, by = min(_days_of(case, event), key=lambda one: one[0])
        if first != standing.happened_on:
            record_event(actor, case, event=event, happened_on=first, on=on)
            Event.objects.filter(case=case, event=event, replaced_at__isnull=True).update(letter=by)
            moved[event] = first
    return moved


def _days_of(case: Case, event: str) -> Iterator[tuple[date, int | None]]:
    """Every day that something tells of an event: each letter, and what a person recorded last."""
    for letter in OfficialLetter.objects.filter(case=case):
        if event in _counted_from_receipt(letter.kind):
            yield letter.received_on, letter.pk
    by_hand = Event.objects.filter(case=case, event=event, letter__isnull=True).order_by("pk").last()
    if by_hand:
        yield by_hand.happened_on, None


def _counted_from_receipt(kind: str) -> Iterable[str]:
    """The events that a letter of a kind sets on its day of receipt; none where the kind has left the table."""
    found = kinds().get(kind)
    return [one.event for one in found.received] if found else []


@transaction.atomic
def add_scan(actor: Actor, letter: OfficialLetter, scan: Evidence, *, on: date) -> OfficialLetter:
    """Seal the sheet of a letter that was entered without one. Audit: cases.letter.scan_added.

    Permission: cases:letter_scan_add.

    Raises:
        Refused: the letter has its scan, the case is closed, or the unit that handles it has no key.
    """
    letter = OfficialLetter.objects.select_for_update(of=("self",)).select_related("case").get(pk=letter.pk)
    if letter.scan_name:
        raise Refused("cases.letter.has_scan")
    if letter.case.status == Status.CLOSED:
        raise Refused("cases.is_closed")
    seal_scan(letter, scan, on)
    try:
        letter.save(update_fields=["scan_name", "scan_key", "scan_secret", "scan_sha256"])
        record(actor, "cases.letter.scan_added", letter.case, {"letter": letter.pk})
    except BaseException:
        files.drop([letter.scan_name])
        raise
    return letter


def _tell(actor: Actor, letter: OfficialLetter, case: Case) -> None:
    """Whoever handles the case: number and day, never the matter."""
    facts = {"number": case.number, "received": letter.received_on.isoformat()}
    key = f"cases/letter-day/{letter.pk}/{case.version}"
    for one in {one for one in (case.handler, case.substitute) if one and one.pk != actor.user_id}:
        tell(one, key=key, code="cases.letter_day", facts=facts, url=reverse("cases:show", args=[case.number]))

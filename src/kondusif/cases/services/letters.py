"""Official letters: each opens a case or joins one that is open, and is answered in the end. None is dismissed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.base.wording import long_date
from kondusif.cases import law
from kondusif.cases.letter_kinds import Kind, Starts
from kondusif.cases.letters import free_handlers, known_letter, leaders_of
from kondusif.cases.models import SUBJECTS, Case, Deadline, Event
from kondusif.cases.official import OfficialLetter, number_key
from kondusif.cases.rules import Status, fault_of_letter, fault_of_reply
from kondusif.cases.services.opening import Opening, open_case
from kondusif.cases.services.record import record_event, touch
from kondusif.cases.services.scans import seal_scan
from kondusif.cases.services.tracks import add_procedure, note_examined, refuse_unfit
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.selectors import city
from kondusif.intake.evidence import Evidence
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault import files


@dataclass(frozen=True, slots=True)
class Incoming:
    """A letter as reception types it.

    Args:
        subject: what it is about, without a person's name.
        contest: pilkada or pemilu, where the kind of letter asks for it.
        said: days that the letter names, by event of the rulebook.
        unit: the examined unit that it names.
        examined: kind of the examined person that it names.
        handler: who shall handle it; None for the least busy who is free of conflict.
        case: an open case that it belongs to; None where it opens one.
    """

    kind: Kind
    body: Body
    number: str
    dated_on: date
    received_on: date
    subject: str
    contest: str = ""
    said: Mapping[str, date] = field(default_factory=dict)
    unit: Unit | None = None
    examined: str = ""
    handler: User | None = None
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a letter does when it is saved.

    Args:
        procedures: those that the case will follow from now on.
        left_out: those that are not for the examined person.
        events: the days from which clocks are counted; `standing`: those that the case has already and keeps;
            `moved`: what the case had where the letter brings an earlier day.
        unit, subject: whom the case is about from now on, where it did not say so before.
        waiting: events that the letter may name and for which no day was typed.
    """

    handler: User
    area_code: str
    procedures: tuple[str, ...]
    left_out: tuple[str, ...]
    events: dict[str, date]
    standing: dict[str, date]
    moved: dict[str, date]
    waiting: tuple[str, ...]
    unit: Unit | None = None
    subject: str = ""


def plan_of(letter: Incoming, *, on: date) -> Plan:
    """What saving a letter would do. Writes nothing.

    Raises:
        Refused: the days cannot be, the letter stands already, its case is closed, nothing that it starts is for the
            examined person, or nobody is free to handle it.
    """
    if fault := fault_of_letter(letter.dated_on, letter.received_on, letter.said.values(), on=on):
        raise Refused(fault)
    if known := known_letter(letter.body, letter.number, letter.dated_on):
        raise known_as(known)
    if letter.case:
        _refuse_joining(letter, letter.case)
    starts = [one.of(letter.contest) for one in (*letter.kind.received, *letter.kind.said)]
    subject = (letter.case.subject if letter.case else "") or letter.examined
    fit, left_out = _fitting(starts, subject)
    used = {one.event for one in fit}
    days = {one.event: letter.received_on for one in letter.kind.received}
    days |= {one.event: letter.said[one.event] for one in letter.kind.said if one.event in letter.said}
    days = {event: on for event, on in days.items() if event in used}
    there = {event: on for event, on in _standing(letter.case).items() if event in used}
    if letter.case:
        _refuse_what_is_met(letter.case, fit, there)
    # What is known earlier binds earlier: the safer day stands.
    standing = {event: on for event, on in there.items() if on <= days.get(event, on)}
    followed = set(letter.case.procedures.values_list("procedure", flat=True)) if letter.case else set()
    area = letter.case.area_code if letter.case else (letter.unit.area_code if letter.unit else city().code)
    return Plan(
        handler=letter.case.handler if letter.case else _handler(letter, area), area_code=area,
        procedures=tuple(key for key in dict.fromkeys(one.procedure for one in fit) if key not in followed),
        left_out=tuple(left_out), events={k: v for k, v in days.items() if k not in standing}, standing=standing,
        moved={k: v for k, v in there.items() if k not in standing},
        waiting=tuple(event for event in dict.fromkeys(one.event for one in fit) if event not in days | standing),
        unit=letter.unit if letter.case and not letter.case.unit else None,
        subject=letter.examined if letter.case and not letter.case.subject else "",
    )  # fmt: skip


def _refuse_joining(letter: Incoming, case: Case) -> None:
    """Refuse what would mix two matters in one case, or leave it with somebody who stands over the unit."""
    if case.status == Status.CLOSED:
        raise Refused("cases.is_closed")
    if letter.unit and case.unit and letter.unit != case.unit:
        raise Refused("cases.letter.other_matter", case=case.number)
    if letter.examined and case.subject and letter.examined != case.subject:
        raise Refused("cases.letter.other_matter", case=case.number)
    for one in (case.handler, case.substitute):
        if one and stands_over(one, letter.unit):
            unit = letter.unit.name if letter.unit else ""
            raise Refused("cases.letter.handler_over_unit", name=one.full_name, case=case.number, unit=unit)


def _refuse_what_is_met(case: Case, fit: Iterable[Starts], there: Mapping[str, date]) -> None:
    """Refuse a letter that asks for an answer of its own where the duty was met for an earlier one: no clock would
    run for it."""
    asks = [one for one in fit if one.each and one.event in there]
    for one in asks:
        clocks = Deadline.objects.filter(case=case, procedure=one.procedure, event=one.event)
        if clocks.exists() and not clocks.filter(running=True).exists():
            raise Refused("cases.letter.met_there", case=case.number)


@transaction.atomic
def receive_letter(
    actor: Actor, letter: Incoming, *, on: date, scan: Evidence | None = None
) -> OfficialLetter:  # fmt: skip
    """Keep an official letter: it opens a case, or joins the open case that it names, and its clocks run from its days.

    Nobody has verified it and nobody has to: the sender's word binds. Handler and leaders are told.
    Audit: cases.letter.received, beside what opening or joining enters. Permission: cases:letter_enter.

    Args:
        on: the city's date.
        scan: the sheet; only its safe copy is kept, sealed to the unit that handles the case.
    Raises:
        Refused: see `plan_of`; or the handler's unit has no key for the scan.
        Stale: somebody changed the open case meanwhile.
    """
    plan = plan_of(letter, on=on)
    case = _joined(actor, letter.case, plan, on) if letter.case else open_case(actor, _opening(letter, plan, on))
    row = OfficialLetter(
        kind=letter.kind.key, body=letter.body, number=letter.number, number_key=number_key(letter.number),
        year=letter.dated_on.year, dated_on=letter.dated_on, received_on=letter.received_on, subject=letter.subject,
        case=case, entered_by_id=actor.person_id, entered_on=on,
    )  # fmt: skip
    if scan:
        seal_scan(row, scan, on)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        files.drop([row.scan_name] if scan else [])
        raise known_as(known_letter(letter.body, letter.number, letter.dated_on)) from error
    Event.objects.filter(case=case, event__in=list(plan.events), replaced_at__isnull=True).update(letter=row)
    facts = {"letter": row.pk, "kind": row.kind, "body": letter.body.key, "received": row.received_on.isoformat()}
    record(actor, "cases.letter.received", case, {**facts, "scan": bool(scan), "joins": letter.case is not None})
    _tell(actor, row, case)
    return row


@transaction.atomic
def record_reply(
    actor: Actor, letter: OfficialLetter, *, replied_on: date, number: str, on: date
) -> OfficialLetter:  # fmt: skip
    """Record that a letter was answered; a second time puts the first right. Audit: cases.letter.replied.

    Permission: cases:letter_reply.

    Raises:
        Refused: the day cannot be, or the case is closed.
        Stale: somebody recorded an answer meanwhile.
    """
    if letter.case.status == Status.CLOSED:
        raise Refused("cases.is_closed")
    if fault := fault_of_reply(replied_on, received_on=letter.received_on, on=on):
        raise Refused(fault, received_on=long_date(letter.received_on))
    corrects = letter.replied_on is not None
    same = OfficialLetter.objects.filter(pk=letter.pk, replied_on=letter.replied_on, reply_number=letter.reply_number)
    if not same.update(replied_on=replied_on, reply_number=number):
        raise Stale
    letter.refresh_from_db()
    facts = {"letter": letter.pk, "on": replied_on.isoformat(), "corrects": corrects}
    record(actor, "cases.letter.replied", letter.case, facts)
    return letter


@transaction.atomic
def note_scan_read(actor: Actor, letter: OfficialLetter) -> None:
    """Enter one look at the scan of a letter. Audit: cases.letter.read. Permission: cases:letter_scan."""
    record(actor, "cases.letter.read", letter.case, {"letter": letter.pk})


def known_as(row: OfficialLetter | None) -> Refused:
    """That a letter stands already, with the case that it is in."""
    if row is None:  # it went between the two looks; nobody can say which case
        return Refused("cases.letter.known", number="-", body="-", dated_on="-", case="-")
    return Refused(
        "cases.letter.known", number=row.number, body=row.body.name, dated_on=long_date(row.dated_on),
        case=row.case.number,
    )  # fmt: skip


def _fitting(starts: Iterable[Starts], subject: str) -> tuple[list[Starts], list[str]]:
    """What of a letter is for a kind of person, and which procedures are not."""
    fit: list[Starts] = []
    left_out: dict[str, None] = {}
    for one in starts:
        if law.why_not_for(one.procedure, subject) or law.is_for_others(one.procedure, subject):
            left_out[one.procedure] = None
        else:
            fit.append(one)
    if not fit:
        raise Refused("cases.letter.nothing_starts", subject=str(SUBJECTS.get(subject, subject)))
    refuse_unfit(subject, [one.procedure for one in fit])
    return fit, list(left_out)


def _standing(case: Case | None) -> dict[str, date]:
    if case is None:
        return {}
    return dict(case.events.filter(replaced_at__isnull=True).values_list("event", "happened_on"))


def _handler(letter: Incoming, area: str) -> User:
    free = free_handlers(area, letter.unit)
    if letter.handler and letter.handler not in free:
        raise Refused("cases.letter.handler_conflict", name=letter.handler.full_name)
    if not free:
        raise Refused("cases.letter.no_handler")
    return letter.handler or free[0]


def _opening(letter: Incoming, plan: Plan, on: date) -> Opening:
    return Opening(
        title=letter.subject, summary="", area_code=plan.area_code, procedures=plan.procedures, events=plan.events,
        handler=plan.handler, opened_on=on, unit=letter.unit, subject=letter.examined, by_letter=True,
    )  # fmt: skip


def _joined(actor: Actor, case: Case, plan: Plan, on: date) -> Case:
    """An open case that a letter belongs to; a day that stands is moved by no later letter."""
    touch(case)
    if plan.unit or plan.subject:
        unit, subject = plan.unit or case.unit, plan.subject or case.subject
        note_examined(actor, case, subject=subject, unit=unit, area_code=case.area_code, on=on)
    for procedure in plan.procedures:
        add_procedure(actor, case, procedure=procedure)
    for event, day in plan.events.items():
        record_event(actor, case, event=event, happened_on=day, on=on)
    return case


def _tell(actor: Actor, row: OfficialLetter, case: Case) -> None:
    """Whoever handles the case, and the leaders: number, kind of letter and day, never the matter."""
    facts = {"number": case.number, "kind": row.kind, "received": row.received_on.isoformat()}
    people = {one.pk: one for one in (case.handler, case.substitute, *leaders_of(case.area_code)) if one}
    people.pop(actor.user_id or 0, None)
    url = reverse("cases:show", args=[case.number])
    for one in people.values():
        tell(one, key=f"cases/letter/{row.pk}", code="cases.letter_received", facts=facts, url=url)

"""A wrong place or a wrong accused is put right. The account keeps its words; both values stay, sealed, with why.

The place is put right by one person. Who is accused decides who reads, so one proposes it and another approves.
"""

from dataclasses import dataclass, replace

from django.db import transaction
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.intake.models import AccusedProposal, Correction, Lease, Report
from kondusif.intake.rules import REASON_LENGTH, Flag, Status
from kondusif.intake.selectors import reports_visible_to
from kondusif.intake.selectors.corrections import (
    PERSON,
    PLACE,
    Change,
    accused_before,
    answer_place,
    change_proposed,
    correction_place,
    holders_of,
    proposal_place,
    second_readers,
    unit_of,
    unit_values,
    values_now,
    waiting_proposal,
)
from kondusif.intake.services.desk import _change, _may_act, must_be_open
from kondusif.intake.services.receiving import Place, place_of
from kondusif.intake.told import Told, closed, closed_words, place
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.vault.models import UnitKey
from kondusif.vault.routing import Doorstep, doorstep
from kondusif.vault.rules import route
from kondusif.vault.services import give_to_units, take_from_units


@dataclass(frozen=True, slots=True)
class Accused:
    """Who is reported, as the correction has it."""

    name: str = ""
    post: str = ""
    other: str = ""
    address: str = ""
    unit: Unit | None = None
    is_head: bool = False


@transaction.atomic
def correct_place(actor: Actor, report: Report, *, area_code: str | None, place_words: str, reason: str) -> Report:
    """Put the place right; the kelurahan in clear follows, and who may read it. Audit: intake.report.corrected.

    Args:
        area_code: the place as chosen; empty where it is not known, None where the list was right.
    Raises:
        Refused: locked, decided, no reason, nothing changed, in other hands, or nobody would be left to read it.
        Stale: somebody changed the report since it was shown.
    """
    _may_correct(actor, report, reason)
    told = report.told
    where = Place(report.exact_area, told.area_given, not told.area_given)
    if area_code is not None:
        where = place_of(area_code)
    new = replace(told, area_exact=where.code, area_given=where.given, place_words=place_words.strip())
    before = _values(told, PLACE)
    flags = [flag for flag in report.flags if flag != Flag.UNKNOWN_AREA] + ([] if where.known else [Flag.UNKNOWN_AREA])
    _readers_follow(report, where.village, report.accused_unit, is_head=report.accused_is_head)
    _keep(report, Correction.What.PLACE, Change(before, _values(new, PLACE), reason.strip()), actor.person_id)
    _rewrite(report, new, area_code=where.village, flags=flags)
    record(actor, "intake.report.corrected", report, {"what": Correction.What.PLACE})
    return report


@transaction.atomic
def propose_accused(actor: Actor, report: Report, accused: Accused, *, reason: str) -> AccusedProposal:
    """Propose who is accused; the report changes when somebody else approves. Audit: intake.accused.proposed.

    The item is let go, so that the second person can act on it. Whoever may answer is told.

    Raises:
        Refused: locked, decided, no reason, nothing would change, in other hands, a proposal waits already, nobody
            would be left to read it, or there is no second person to answer.
        Stale: somebody changed the report since it was shown.
    """
    _may_correct(actor, report, reason)
    waiting = AccusedProposal.State.WAITING
    if waiting_proposal(report):
        raise Refused("intake.proposal_open")
    is_head = accused.is_head and accused.unit is not None
    new = replace(
        report.told, accused_name=accused.name.strip(), accused_post=accused.post.strip(),
        accused_other=accused.other.strip(), accused_address=accused.address.strip(),
    )  # fmt: skip
    after = _values(new, PERSON) | unit_values(accused.unit, is_head=is_head)
    change = Change(values_now(report), after, reason.strip())
    if after.items() <= change.before.items():
        raise Refused("intake.nothing_corrected")
    _readers_after(report, report.area_code, accused.unit, is_head=is_head)
    others = second_readers(report, actor.person_id, accused.unit, is_head=is_head)
    if not others:
        raise Refused("intake.second_verifier_needed")
    _change(report, status=Status.REVIEW)  # whoever decides at this moment is told that it changed
    on = today()
    row = AccusedProposal.objects.create(
        report=report, state=waiting, sealed=closed(report.key, change, place(report.ref, proposal_place(on))),
        proposed_on=on, proposed_by_id=actor.person_id,
    )  # fmt: skip
    Lease.objects.filter(report=report).delete()  # the proposer's, or by now of somebody whom it concerns
    record(actor, "intake.accused.proposed", report)
    for one in User.objects.filter(pk__in=others):
        _tell(one, row, "intake.accused_waits")
    return row


@transaction.atomic
def approve_accused(actor: Actor, report: Report, row: AccusedProposal) -> Report:
    """Put the accused right as another person proposed. Audit: intake.accused.approved.

    A unit that the new line makes a party loses its key with it, and nobody whom an accused concerns receives one.

    Raises:
        Refused: locked, in other hands, answered before, the own proposal, one that concerns the own unit, one that
            the place or the accused has outrun, or nobody would be left to read it.
    """
    change = _answerable(actor, report, row)
    unit = unit_of(change.after)
    if change.before != values_now(report) or (change.after["unit_key"] and unit is None):
        raise Refused("intake.proposal_outdated")
    is_head = change.after["head"] == "1"
    _readers_follow(report, report.area_code, unit, is_head=is_head)
    _end(actor, row, AccusedProposal.State.APPROVED)
    before = {name: change.before[name] for name in change.after}
    kept = Change(before, change.after, change.reason)
    _keep(report, Correction.What.PERSON, kept, row.proposed_by_id, agreed_by_id=actor.person_id)
    told = replace(report.told, **{name: change.after[name] for name in PERSON})
    _rewrite(report, told, accused_unit=unit, accused_is_head=is_head)
    record(actor, "intake.accused.approved", report)
    _tell(row.proposed_by, row, "intake.accused_answered")
    return report


@transaction.atomic
def refuse_accused(actor: Actor, report: Report, row: AccusedProposal, *, reason: str) -> None:
    """Leave the accused as it stands, with why; the proposer reads it. Audit: intake.accused.refused.

    Raises:
        Refused: no reason, locked, in other hands, answered before, the own proposal, or one that concerns the own
            unit.
    """
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.refusal_reason", least=REASON_LENGTH)
    _answerable(actor, report, row)
    answer = closed_words(report.key, reason.strip(), place(report.ref, answer_place(row)))
    _end(actor, row, AccusedProposal.State.REFUSED, answer=answer)
    record(actor, "intake.accused.refused", report)
    _tell(row.proposed_by, row, "intake.accused_answered")


@transaction.atomic
def withdraw_accused(actor: Actor, report: Report, row: AccusedProposal) -> None:
    """Take the own proposal back, whoever has the item in hand. Audit: intake.accused.withdrawn.

    Raises:
        Refused: it is another's, or it was answered before.
    """
    if row.proposed_by_id != actor.user_id:
        raise Refused("intake.proposal_not_by_you")
    _end(actor, row, AccusedProposal.State.WITHDRAWN)
    record(actor, "intake.accused.withdrawn", report)


def _answerable(actor: Actor, report: Report, row: AccusedProposal) -> Change:
    """What a second person answers: not their own proposal, and none that would make the own unit a party."""
    must_be_open(report)
    if row.proposed_by_id == actor.user_id:
        raise Refused("intake.proposal_same_person")
    _may_act(actor, report)
    return change_proposed(report, row)


def _end(actor: Actor, row: AccusedProposal, state: AccusedProposal.State, **more: object) -> None:
    waiting = AccusedProposal.objects.filter(pk=row.pk, state=AccusedProposal.State.WAITING)
    if not waiting.update(state=state, answered_on=today(), answered_by_id=actor.person_id, **more):
        raise Refused("intake.proposal_over")
    row.refresh_from_db()


def _tell(person: User, row: AccusedProposal, code: str) -> None:
    """A notice without a word of the matter; it leads to the report where this person still reads it."""
    number = row.report.number
    reads = reports_visible_to(person).filter(pk=row.report_id).exists()
    url = reverse("intake:show", args=[number]) + "#usul-terlapor" if reads else ""
    tell(person, key=f"{code}/{row.pk}", code=code, facts={"number": number}, url=url)


def _may_correct(actor: Actor, report: Report, reason: str) -> None:
    must_be_open(report)
    if report.decided:
        raise Refused("intake.decided_already")
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.correction_reason", least=REASON_LENGTH)
    _may_act(actor, report)


def _values(told: Told, names: tuple[str, ...]) -> dict[str, str]:
    return {name: getattr(told, name) for name in names}


def _keep(report: Report, what: str, change: Change, person: int, *, agreed_by_id: int | None = None) -> None:
    if change.before == change.after:
        raise Refused("intake.nothing_corrected")
    on = today()
    sealed = closed(report.key, change, place(report.ref, correction_place(what, on)))
    Correction.objects.create(
        report=report, what=what, sealed=sealed, corrected_on=on, corrected_by_id=person, agreed_by_id=agreed_by_id
    )  # fmt: skip


def _rewrite(report: Report, new: Told, **clear: object) -> None:
    """The fields beside the account; its words, the hour and the evidence as told stay as the reporter gave them.

    It stands in the queue by itself from now on: it no longer tells quite the same as what it stood behind.
    """
    key = report.key
    content = closed(key, new, place(report.ref, "content"))
    _change(report, content=content, in_front=True, status=Status.REVIEW, **clear)
    report.open_with(key)


def _readers_follow(report: Report, area_code: str, unit: Unit | None, *, is_head: bool) -> None:
    """Who reads the report after the correction. Who became a party reads it no more, and who was one, not yet."""
    after = _readers_after(report, area_code, unit, is_head=is_head)
    give_to_units(report.content_key, report.key, after.given)
    for data_key in (report.content_key, report.identity_key):
        take_from_units(data_key, after.taken)


@dataclass(frozen=True, slots=True)
class _After:
    given: list[UnitKey]
    taken: set[int]


def _readers_after(report: Report, area_code: str, unit: Unit | None, *, is_head: bool) -> _After:
    """Whose keys a correction would give and take. It never widens who reads against what the reporter said.

    Raises:
        Refused: nobody who verifies this place would be left.
    """
    step = doorstep(area_code)
    found = step.route(unit, is_head=is_head)
    holding = holders_of(report)
    readers = set(found.units) & holding | _never_parties(report, step, unit, is_head=is_head)
    if not readers:
        raise Refused("intake.correction_no_reader")
    may = route(holding | step.readers.keys(), unit.pk if unit else None, step.parents, is_head=is_head)
    return _After([step.keys[one] for one in sorted(readers)], holding - set(may.units) - readers)


def _never_parties(report: Report, step: Doorstep, new: Unit | None, *, is_head: bool) -> set[int]:
    """Units that verify this place and that no accused of this report concerns: as told, as corrected so far, or new.

    Those under an accused head read where the reporter insisted on it; a correction never gives it to them.
    """
    free = set(step.readers)
    stood = (report.accused_unit, report.accused_is_head)
    for unit, heads in [*accused_before(report), stood, (new, is_head)]:
        found = step.route(unit, is_head=heads)
        free &= set() if found.below else set(found.units)
    return free

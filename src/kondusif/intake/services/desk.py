"""What verifiers do with an opened report, and the one message both sides write."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.audit.services import record
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.selectors import today
from kondusif.intake import rules
from kondusif.intake.models import Attachment, HandedOver, IdentityOpening, Lease, Message, Report
from kondusif.intake.rules import OPENING, REASON_LENGTH, Outcome, Status, Value
from kondusif.intake.selectors.bundles import matter_of
from kondusif.intake.selectors.corrections import is_party_to, waiting_proposal
from kondusif.intake.selectors.sharing import handed_place
from kondusif.intake.services.accused_said import Said, said_note
from kondusif.intake.services.bundling import bring_forward
from kondusif.intake.services.forwarding import begin
from kondusif.intake.services.leases import give_back, hold, must_be_free
from kondusif.intake.services.receiving import day_without_hour
from kondusif.intake.told import Person
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import NotYours, Refused, Stale
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import Disclosure, UnitKey
from kondusif.vault.rules import Purpose
from kondusif.vault.selectors import unit_key_of
from kondusif.vault.services import ask_disclosure, destroy, seal_for


@transaction.atomic
def send_message(actor: Actor, report: Report, words: str, *, submission: str, in_passing: bool = False) -> Message:
    """Write to the other side. A second click gives the first message back. Audit: intake.message.sent.

    Permission: the holder of the code, or a verifier who may read the report; either has it open.

    Args:
        in_passing: the verifier does not take the item in hand by writing.

    Raises:
        Refused: nothing was written, or the report is locked.
    """
    if not words.strip():
        raise Refused("intake.message_empty")
    must_be_open(report)
    if known := Message.objects.filter(submission=submission).first():
        return known
    from_desk = actor.is_person
    if from_desk:
        _may_act(actor, report, in_passing=in_passing)
        Report.objects.filter(pk=report.pk, status=Status.NEW).update(status=Status.REVIEW, version=F("version") + 1)
    on = today()
    try:
        with transaction.atomic():
            sent = Message.objects.create(
                report=report, side=Message.Side.DESK if from_desk else Message.Side.REPORTER,
                sealed=Message.closed(report, words.strip(), submission), sent_on=on, sent_by_id=actor.user_id,
                submission=submission,
            )  # fmt: skip
    except IntegrityError:
        return Message.objects.get(submission=submission)
    record(actor, "intake.message.sent", report, {"side": sent.side}, at=None if from_desk else day_without_hour(on))
    return sent


@transaction.atomic
def judge(actor: Actor, report: Report, *, value: Value, reason: str) -> Report:
    """Say what the information is worth, apart from what becomes of the report. Audit: intake.value.judged.

    Raises:
        Refused: the report is locked.
        Stale: somebody changed the report since it was shown.
    """
    must_be_open(report)
    _may_act(actor, report)
    status = Status.REVIEW if report.status == Status.NEW else Status(report.status)
    _change(report, value=value, value_note=report.note("value_note", reason.strip()), status=status)
    record(actor, "intake.value.judged", report, {"value": value})
    return report


@transaction.atomic
def decide(
    actor: Actor, report: Report, outcome: Outcome, *, reason: str, body: Body | None = None, said: Said | None = None
) -> Report:  # fmt: skip
    """End a report without a case: information, not ours, or dismissed. Audit: intake.report.decided.

    Args:
        reason: why; for information and not-ours the summary that goes out in the verifier's own words.
        body: to whom a report that is not ours is forwarded.
        said: whom it accuses, where it does not name a unit itself.
    Raises:
        Refused: no person, no reason, no addressee, decided before, locked, an outcome that another room records, or
            what `said_note` refuses.
        Stale: somebody changed the report since it was shown.
    """
    if outcome in OPENING:
        raise Refused("intake.not_an_outcome")
    rules.check_decision(actor, Status(report.status), outcome, reason, body=body is not None)
    must_be_open(report)
    _may_act(actor, report)
    _end(
        actor, report, outcome=outcome, outcome_note=report.note("outcome_note", reason.strip()),
        body=body if outcome is Outcome.NOT_OURS else None, line_note=said_note(actor, report, said),
    )  # fmt: skip
    begin(report)
    facts = {"outcome": outcome, **({"body": body.key} if body and outcome is Outcome.NOT_OURS else {})}
    record(actor, "intake.report.decided", report, facts)
    return report


@transaction.atomic
def take(actor: Actor, report: Report) -> Lease:
    """Take an undecided item in hand before doing anything to it; the one held before goes back. Audit: none, see
    `leases.hold`.

    Raises:
        NotYours: the person stands over the accused unit.
        Refused: decided before, typed in by this person, or somebody else has it in hand.
    """
    if report.decided:
        raise Refused("intake.decided_already")
    _may_verify(actor, report)
    return hold(actor, report)


def settle(actor: Actor, report: Report, outcome: Outcome | str, *, reference: str) -> Report:
    """Mark a report as having become a case or an incident. Called by that room inside its own transaction.

    Audit: none of its own; the caller's entry (`cases.case.opened`, `incidents.incident.recorded`) names the report.

    Args:
        reference: the public number of the case or incident.
    Raises:
        Refused: no person, another outcome than those two, or decided before.
        Stale: somebody changed the report since it was loaded.
    """
    if outcome not in OPENING:
        raise Refused("intake.not_an_outcome")
    ended = Outcome(outcome)
    rules.check_decision(actor, Status(report.status), ended, "", body=False)
    with transaction.atomic():
        _may_act(actor, report)
        _end(actor, report, outcome=ended, reference=reference)
    return report


@transaction.atomic
def hand_over_evidence(actor: Actor, report: Report, orders: Iterable[int], unit: Unit) -> list[HandedOver]:
    """Give chosen safe copies of an opened report to the unit that handles its case, each under a key of its own.

    What that unit was given before stays as it is; what another unit was given, because the case moved on, goes to
    this one, and the other's key opens it no longer. Audit: intake.evidence.handed_over.

    Raises:
        Refused: the report is locked, or the unit has no key.
    """
    must_be_open(report)
    _not_in_conflict(actor, report)
    Report.objects.select_for_update().only("pk").get(pk=report.pk)  # two clicks come one after the other
    key = unit_key_of(unit)
    if key is None or key.approved_at is None:
        raise Refused("intake.unit_without_key", unit=unit.name)
    wanted = Attachment.objects.filter(report=report, order__in=list(orders)).exclude(handed__unit=unit)
    wanted = wanted.exclude(safe_kind="")  # shows who reports: it stays with the identity
    given = [_handed(actor, report, item, key) for item in wanted.select_related("report")]
    if given:
        record(actor, "intake.evidence.handed_over", report, {"items": len(given), "unit": unit.key})
    return given


def _handed(actor: Actor, report: Report, item: Attachment, key: UnitKey) -> HandedOver:
    note, on = item.file_note(report.key), today()
    sealing = seal_for(Purpose.FILE, on, units=[key])
    before = HandedOver.objects.filter(attachment=item).first()
    row = HandedOver(
        pk=before.pk if before else None, attachment=item, data_key=sealing.save(),
        secret=boxes.lock(sealing.key, note.secret.encode(), handed_place(item)), sha256=note.sha256,
        safe_sha256=note.safe_sha256, unit_id=key.unit_id, handed_on=on, handed_by_id=actor.person_id,
    )  # fmt: skip
    row.save()
    if before:
        destroy(before.data_key, on)
    return row


@transaction.atomic
def open_identity(actor: Actor, report: Report, keyring: Keyring, *, reason: str) -> Person:
    """Look at who reported, where the reporter (or two custodians) opened the name to this unit.

    The look and its reason are kept, and the reporter reads both. Audit: intake.identity.opened.

    Raises:
        Refused: no person looks, nobody is named, the reason is too short, or the name is not open to this unit.
    """
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise Refused("intake.person_decides")
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.opening_reason", least=REASON_LENGTH)
    _not_in_conflict(actor, report)
    if not report.named:
        raise Refused("intake.no_identity")
    key = keyring.open(report.identity_key_id)
    if key is None:
        raise Refused("intake.identity_sealed")
    found = report.person(key)
    IdentityOpening.objects.create(report=report, opened_by=person, opened_on=today(), reason=reason.strip())
    record(actor, "intake.identity.opened", report)
    return found


@transaction.atomic
def ask_custodians(actor: Actor, report: Report, keyring: Keyring, *, reason: str) -> Disclosure:
    """Ask two of three custodians to open the identity to the verifier's unit. Audit: vault.disclosure.asked.

    Raises:
        Refused: no person asks, the reason is too short, no custodians, or a request waits.
    """
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise Refused("intake.person_decides")
    _not_in_conflict(actor, report)
    key = unit_key_of(person.unit_id)
    if key is None or key.pk not in keyring.units:
        raise Refused("vault.unit.not_held")
    return ask_disclosure(person, report.identity_key, key, subject=report.number, reason=reason)


def must_be_open(report: Report) -> None:
    """Refuse what needs the words of a report while it is locked.

    Raises:
        Refused: `intake.locked`.
    """
    if report.locked:
        raise Refused("intake.locked")


def _not_in_conflict(actor: Actor, report: Report) -> None:
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        return
    if stands_over(person, report.accused_unit):
        raise NotYours
    if row := waiting_proposal(report):
        must_be_open(report)  # whom it concerns is sealed with it
        if is_party_to(person, report, row):
            raise Refused("intake.under_review")


def _may_act(actor: Actor, report: Report, *, in_passing: bool = False) -> None:
    """Whether this person may verify this report now; from here on it is in their hands while it is undecided, but for
    what is done in passing.

    Raises:
        NotYours: the person stands over the accused unit.
        Refused: no person acts, the person typed the report in, somebody else has it in hand, or a proposal waits that
            would make the person's unit a party (`intake.under_review`).
    """
    _may_verify(actor, report)
    if in_passing:
        must_be_free(actor, report)
    elif Report.objects.filter(pk=report.pk).exclude(status=Status.DECIDED).exists():
        hold(actor, report)


def _may_verify(actor: Actor, report: Report) -> None:
    if not actor.is_person:
        raise Refused("intake.person_decides")
    _not_in_conflict(actor, report)
    if report.typed_by_id == actor.user_id:
        raise Refused("intake.typed_by_you")


def _end(actor: Actor, report: Report, **values: object) -> None:
    """Give a report its outcome; nobody has it in hand any more, nothing can be compared with it, and of what stood
    behind it the next comes to the front. Nothing is decided while it waits who is accused."""
    if waiting_proposal(report):
        raise Refused("intake.proposal_waits")
    stood_behind = Report.objects.filter(pk=report.pk, in_front=False).exists()
    _change(
        report, status=Status.DECIDED, decided_on=today(), decided_by_id=actor.user_id, signature=b"", in_front=True,
        **values,
    )  # fmt: skip
    give_back(actor, report)
    if report.bundle_id and not stood_behind:
        bring_forward([report.bundle_id], matter_of(report))


def _change(report: Report, **values: object) -> None:
    """Change a report that nobody has decided or touched since it was loaded."""
    unchanged = Report.objects.filter(pk=report.pk, version=report.version)
    if not unchanged.update(version=F("version") + 1, **values):
        raise Stale
    report.refresh_from_db()

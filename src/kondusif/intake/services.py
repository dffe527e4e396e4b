"""Every write about reports. Nothing is acknowledged before COMMIT."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.audit.services import record
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.intake import evidence, rules, secrecy
from kondusif.intake.codes import Code
from kondusif.intake.evidence import Evidence
from kondusif.intake.models import Attachment, Identity, IdentityOpening, Message, Report
from kondusif.intake.rules import OPENING, REASON_LENGTH, Draft, Flag, Outcome, Status, Track, Value
from kondusif.intake.selectors import contest_on, nobody_may_read
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import contains, is_area_code
from kondusif.kernel.clock import now
from kondusif.kernel.errors import NotYours, Refused, Stale
from kondusif.territory.selectors import living, nearest_known


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a report is kept. `again` says that it was kept before, by an earlier click."""

    report: Report
    again: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report belongs: the code it is filed under, what was given, and whether that is a place of the city."""

    code: str
    given: str
    known: bool


def place_of(area_code: str) -> Place:
    """File a place under its own code, else under the nearest known wider one, else under the city."""
    here = city().code
    if not area_code:
        return Place(here, "", True)
    if is_area_code(area_code) and contains(here, area_code) and living().filter(code=area_code).exists():
        return Place(area_code, "", True)
    near = nearest_known(area_code)
    code = near.code if near and contains(here, near.code) else here
    return Place(code, area_code[:60], False)


def flags_for(draft: Draft, on: date) -> list[Flag]:
    """Why a draft would be taken as information only."""
    return rules.flags_of(
        happened_on=draft.happened_on,
        today=on,
        in_contest=draft.happened_on is None or contest_on(draft.happened_on) is not None,
        known_area=place_of(draft.area_code).known,
    )


def receive_report(
    actor: Actor, draft: Draft, *, code: Code, submission: str, files: Sequence[Evidence] = ()
) -> Receipt:
    """Keep a report that the public sent, with its evidence, in one transaction. Audit: intake.report.received.

    The files lie on the disk before COMMIT; a second call with the same submission gives the first report back.

    Args:
        code: the follow-up code that the reporter has seen; only its slow hash is kept.
        submission: the mark of the form, one per form that was opened.
    Raises:
        Refused: Bawaslu alone (nothing may be kept); every verifier stands in the accused's line; the same form was
            sent before with other content; the code is taken; too many are waiting.
    """
    if draft.track is Track.BAWASLU:
        raise Refused("intake.bawaslu_only")
    digest = _digest(draft, files)
    if known := _kept_before(submission, digest):
        return Receipt(known, again=True)
    unit = Unit.objects.filter(key=draft.accused_unit).first() if draft.accused_unit else None
    place = place_of(draft.area_code)
    if nobody_may_read(place.code, unit):
        raise Refused("intake.no_reader")
    salt = secrecy.new_salt()
    verifier = secrecy.verifier_of(code, salt)
    keys = [evidence.keep(one.data) for one in files]
    try:
        with transaction.atomic():
            report = _write_report(draft, place, unit, submission, digest, code.locator, salt, verifier)
            _write_identity(report, draft)
            _write_attachments(report, files, keys)
            facts = {"kind": report.kind, "track": report.track, "files": len(files)}
            record(actor, "intake.report.received", report, facts)
    except IntegrityError:
        evidence.drop(keys)
        if known := _kept_before(submission, digest):
            return Receipt(known, again=True)
        if Report.objects.filter(locator=code.locator).exists():
            raise Refused("intake.code_taken") from None
        raise
    except BaseException:
        evidence.drop(keys)
        raise
    return Receipt(report, again=False)


def _digest(draft: Draft, files: Sequence[Evidence]) -> str:
    told = json.dumps(asdict(draft), sort_keys=True, default=str, ensure_ascii=False)
    return secrecy.seal_of(told.encode(), *(one.data for one in files))


def _kept_before(submission: str, digest: str) -> Report | None:
    known = Report.objects.filter(submission=submission).first()
    if known and known.digest != digest:
        raise Refused("intake.sent_differently")
    return known


def _write_report(
    draft: Draft, place: Place, unit: Unit | None, submission: str, digest: str, locator: str, salt: str, verifier: str
) -> Report:
    on = today()
    return Report.objects.create(
        number=next_number("LAP", on), kind=draft.kind, track=draft.track, flags=flags_for(draft, on),
        words=draft.words, happened_on=draft.happened_on, happened_time=draft.happened_time, known_on=draft.known_on,
        area_code=place.code, area_given=place.given, place_words=draft.place_words,
        evidence_words=draft.evidence_words, accused_name=draft.accused_name, accused_post=draft.accused_post,
        accused_address=draft.accused_address, accused_other=draft.accused_other, accused_unit=unit,
        accused_is_head=draft.accused_is_head and unit is not None, received_on=on, received_at=now(),
        submission=submission, digest=digest, locator=locator, salt=salt, verifier=verifier,
    )  # fmt: skip


def _write_identity(report: Report, draft: Draft) -> None:
    person = draft.reporter
    if person.given:
        Identity.objects.create(
            report=report, name=person.name, address=person.address, phone=person.phone, email=person.email
        )


def _write_attachments(report: Report, files: Sequence[Evidence], keys: Sequence[str]) -> None:
    from kondusif.intake import jobs  # the jobs call back into this module

    for order, (one, key) in enumerate(zip(files, keys, strict=True), start=1):
        row = Attachment.objects.create(
            report=report, order=order, kind=one.kind, original_name=one.name, key=key, size=len(one.data),
            sha256=one.sha256,
            state=Attachment.State.CLEAN if one.kind == Attachment.Kind.PDF else Attachment.State.RAW,
        )  # fmt: skip
        if row.state == Attachment.State.RAW:
            transaction.on_commit(partial(jobs.clean_attachment, row.pk), robust=True)


def make_safe(actor: Actor, pk: int) -> Attachment | None:
    """Draw a picture anew without its metadata, so that the desk may open it. Audit: intake.evidence.cleaned.

    Returns:
        The attachment, or None when it is gone or was done before.
    """
    row = Attachment.objects.select_related("report").filter(pk=pk, state=Attachment.State.RAW).first()
    if row is None:
        return None
    try:
        data = evidence.cleaned(row.kind, evidence.path_of(row.key).read_bytes())
        key = evidence.keep(data)
    except Exception:  # decoders raise whatever they like; the desk sees that the file stayed closed
        data, key = b"", ""
    state = Attachment.State.CLEAN if key else Attachment.State.BROKEN
    with transaction.atomic():
        done = Attachment.objects.filter(pk=pk, state=Attachment.State.RAW).update(
            state=state,
            clean_key=key,
            clean_size=len(data),
            clean_sha256=Evidence(row.kind, "", data).sha256 if key else "",
        )
        if not done:
            evidence.drop([key] if key else [])
            return None
        record(actor, "intake.evidence.cleaned", row.report, {"item": row.order, "state": state})
    row.refresh_from_db()
    return row


# Messages ---------------------------------------------------------------------------


@transaction.atomic
def send_message(actor: Actor, report: Report, words: str, *, submission: str) -> Message:
    """Write to the other side. A second click gives the first message back. Audit: intake.message.sent.

    Permission: the holder of the code, or a verifier who may read the report.

    Raises:
        Refused: nothing was written.
    """
    if not words.strip():
        raise Refused("intake.message_empty")
    if known := Message.objects.filter(submission=submission).first():
        return known
    from_desk = actor.is_person
    if from_desk:
        _not_in_conflict(actor, report)
        Report.objects.filter(pk=report.pk, status=Status.NEW).update(status=Status.REVIEW, version=F("version") + 1)
    try:
        with transaction.atomic():
            sent = Message.objects.create(
                report=report, side=Message.Side.DESK if from_desk else Message.Side.REPORTER, words=words.strip(),
                sent_on=today(), sent_at=now(), sent_by_id=actor.user_id, submission=submission,
            )  # fmt: skip
    except IntegrityError:
        return Message.objects.get(submission=submission)
    record(actor, "intake.message.sent", report, {"side": sent.side})
    return sent


# The desk ------------------------------------------------------------------------------


@transaction.atomic
def judge(actor: Actor, report: Report, *, value: Value, reason: str) -> Report:
    """Say what the information is worth, apart from what becomes of the report. Audit: intake.value.judged.

    Raises:
        Stale: somebody changed the report since it was shown.
    """
    _not_in_conflict(actor, report)
    status = Status.REVIEW if report.status == Status.NEW else Status(report.status)
    _change(report, value=value, value_reason=reason.strip(), status=status)
    record(actor, "intake.value.judged", report, {"value": value})
    return report


@transaction.atomic
def decide(actor: Actor, report: Report, outcome: Outcome, *, reason: str, body: Body | None = None) -> Report:
    """End a report without a case: information, not ours, or dismissed. Audit: intake.report.decided.

    Args:
        reason: why; for information and not-ours the summary that goes out in the verifier's own words.
        body: to whom a report that is not ours is forwarded.
    Raises:
        Refused: no person, no reason, no addressee, decided before, or an outcome that another room records.
        Stale: somebody changed the report since it was shown.
    """
    if outcome in OPENING:
        raise Refused("intake.not_an_outcome")
    rules.check_decision(actor, Status(report.status), outcome, reason, body=body is not None)
    _not_in_conflict(actor, report)
    _change(
        report, status=Status.DECIDED, outcome=outcome, reason=reason.strip(), decided_on=today(),
        decided_by_id=actor.user_id, body=body if outcome is Outcome.NOT_OURS else None,
    )  # fmt: skip
    facts = {"outcome": outcome, **({"body": body.key} if body and outcome is Outcome.NOT_OURS else {})}
    record(actor, "intake.report.decided", report, facts)
    return report


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
    _not_in_conflict(actor, report)
    with transaction.atomic():
        _change(
            report, status=Status.DECIDED, outcome=ended, reference=reference, decided_on=today(),
            decided_by_id=actor.user_id,
        )  # fmt: skip
    return report


@transaction.atomic
def open_identity(actor: Actor, report: Report, *, reason: str) -> Identity:
    """Look at who reported. The look and its reason are kept, and the reporter reads both.

    Audit: intake.identity.opened.

    Raises:
        Refused: no person looks, nobody is named, or the reason is too short.
    """
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise Refused("intake.person_decides")
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.opening_reason", least=REASON_LENGTH)
    _not_in_conflict(actor, report)
    found = Identity.objects.filter(report=report).first()
    if found is None:
        raise Refused("intake.no_identity")
    IdentityOpening.objects.create(report=report, opened_by=person, opened_on=today(), reason=reason.strip())
    record(actor, "intake.identity.opened", report)
    return found


def _not_in_conflict(actor: Actor, report: Report) -> None:
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person and stands_over(person, report.accused_unit):
        raise NotYours


def _change(report: Report, **values: object) -> None:
    """Change a report that nobody has decided or touched since it was loaded."""
    unchanged = Report.objects.filter(pk=report.pk, version=report.version)
    if not unchanged.update(version=F("version") + 1, **values):
        raise Stale
    report.refresh_from_db()

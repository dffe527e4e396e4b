"""Writes about chats: bringing one in, and what a person makes of each draft. Nothing becomes a record by itself."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.audit.services import record
from kondusif.engine.chat import MOST_PASSED, Draft, Sort, Transcript, plain, propose, read
from kondusif.incidents.chat_words import digest_of, mark_of, measures, sealed
from kondusif.incidents.models import Chat, ChatDraft, ChatMark, Incident, NilReport
from kondusif.incidents.rules import Source
from kondusif.incidents.selectors import place_among
from kondusif.incidents.selectors.chats import place_names
from kondusif.incidents.services.recording import Facts, file_nil_report, record_incident
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report
from kondusif.intake.selectors.entering import typed_by
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused

State = ChatDraft.State
ANSWERED = "answered"
_DRAFTS = UUID("6b0f7c2e-6f0c-5a51-9c5e-2f1f0f7a8d11")


def bring_chat(actor: Actor, text: str, passed: dict[str, list[str]] | None = None) -> Chat:
    """Take a chat apart into drafts; the text is gone when this returns. Audit: incidents.chat.brought.

    Permission: desk.

    Args:
        passed: takes the first messages that became no draft, by reason and without persons, to be shown once and kept
            nowhere.
    Raises:
        Refused: not a person, nothing in it, too long, or the same text was brought before.
    """
    person = _person(actor)
    on = today()
    transcript = read(text, on)
    digest = _fresh_digest(text, transcript)
    remembered = set(ChatMark.objects.values_list("mark", flat=True))
    again: set[str] = set()

    def is_known(source: str) -> bool:
        mark = mark_of(source)
        if mark in remembered:
            again.add(mark)
        return mark in remembered

    drafts, counts = propose(transcript, place_names(), measures().limits, is_known, passed)
    told = _told(drafts)
    kept = [draft for draft in drafts if draft.sort is not Sort.NIL or (draft.area, draft.on) not in told]
    if passed is not None:
        passed["told"] = [draft.words for draft in drafts if draft not in kept][:MOST_PASSED]
    skipped = {**transcript.skipped, **counts, "told": len(drafts) - len(kept)}
    chat = Chat(
        digest=digest, lines=transcript.lines, messages=len(transcript.messages), brought_on=on, brought_by_id=person,
        skipped={name: value for name, value in skipped.items() if value},
        until_on=on + timedelta(days=measures().keep_days),
    )  # fmt: skip
    try:
        _write(actor, chat, kept, again)
    except IntegrityError as error:
        raise Refused("incidents.chat.same") from error
    return chat


def _fresh_digest(text: str, transcript: Transcript) -> str:
    """The digest of a text that may be brought in now.

    A text without days may come again on another day; one with more drafts than there was room for, for the rest.

    Raises:
        Refused: the same text was brought before.
    """
    words = " ".join(plain(text).split())
    if not any(message.on for message in transcript.messages):
        words = f"{transcript.read_on}|{words}"
    digest, turn = digest_of(words), 0
    while known := Chat.objects.filter(digest=digest).first():
        if not known.skipped.get("over"):
            raise Refused("incidents.chat.same")
        turn += 1
        digest = digest_of(f"{words}|{turn}")
    return digest


@transaction.atomic
def _write(actor: Actor, chat: Chat, drafts: list[Draft], again: set[str]) -> None:
    chat.save()
    ChatDraft.objects.bulk_create(_row(chat, order, draft) for order, draft in enumerate(drafts, start=1))
    marks = again.union(*(_marks_of(draft) for draft in drafts))
    until = chat.brought_on + timedelta(days=measures().remember_days)
    ChatMark.objects.bulk_create(
        [ChatMark(mark=mark, until_on=until) for mark in sorted(marks)],
        update_conflicts=True, unique_fields=["mark"], update_fields=["until_on"],
    )  # fmt: skip
    facts = {"lines": chat.lines, "drafts": len(drafts), "until": chat.until_on.isoformat()}
    record(actor, "incidents.chat.brought", f"obrolan:{chat.pk}", facts)


def _row(chat: Chat, order: int, draft: Draft) -> ChatDraft:
    return ChatDraft(
        chat=chat, order=order, sort=draft.sort, words=sealed(draft.words), said_on=_past(draft.on, chat.brought_on),
        said_time=draft.clock, area_code=draft.area, kind=draft.kind, why=[list(reason) for reason in draft.why],
        marks=_marks_of(draft),
    )  # fmt: skip


def _marks_of(draft: Draft) -> list[str]:
    return [mark_of(source) for source in draft.sources]


@transaction.atomic
def take_incident(actor: Actor, draft: ChatDraft, facts: Facts) -> Incident:
    """Record an incident out of a draft; a second click gives the first one back. Audit: incidents.incident.recorded,
    incidents.draft.taken. Permission: desk.

    Raises:
        Refused: somebody recorded it in other words, the draft was dropped or became something else, or as for
            `record_incident`.
    """
    key = uuid5(_DRAFTS, str(draft.pk))
    if first := Incident.objects.filter(key=key).first():
        if first.recorded_by_id != actor.user_id or any(
            getattr(first, field.name) != getattr(facts, field.name) for field in fields(facts)
        ):
            raise Refused("incidents.draft.recorded", number=first.number)
        return first
    _hold(draft)
    incident = record_incident(actor, facts, source=Source.DESK, key=key)
    _done(actor, draft, incident.number)
    return incident


@transaction.atomic
def take_nil(actor: Actor, draft: ChatDraft, area_code: str, on: date) -> NilReport:
    """File a nil report on behalf of the kelurahan that said it in a chat. Audit: incidents.nil_report.filed,
    incidents.draft.taken. Permission: desk.

    Raises:
        Refused: the draft was examined already, or as for `file_nil_report`.
    """
    _hold(draft)
    filed = file_nil_report(actor, area_code, on_behalf=True, on=on)
    _done(actor, draft, f"nihil {on:%d/%m/%Y}")
    return filed


@transaction.atomic
def take_report(actor: Actor, user: User, draft: ChatDraft, number: str) -> Report:
    """Tie a draft to the report that this officer typed from it; another person verifies that one.
    Audit: incidents.draft.taken. Permission: desk.

    Raises:
        Refused: the draft was examined already, or this officer typed in no report of that number.
    """
    report = typed_by(user).filter(number=number).first()
    if report is None:
        raise Refused("incidents.draft.not_your_report")
    _hold(draft)
    _done(actor, draft, report.number)
    return report


@transaction.atomic
def take_question(actor: Actor, draft: ChatDraft) -> None:
    """Note that a question was answered in the chat. Audit: incidents.draft.taken. Permission: desk.

    Raises:
        Refused: the draft was examined already.
    """
    _hold(draft)
    _done(actor, draft, ANSWERED)


@transaction.atomic
def drop_draft(actor: Actor, draft: ChatDraft) -> None:
    """Put a draft aside; until the chat is swept it can be taken up again. Audit: incidents.draft.dropped.

    Raises:
        Refused: the draft was examined already.
    """
    _move(draft, State.OPEN, state=State.DROPPED, done_on=today(), done_by_id=_person(actor))
    record(actor, "incidents.draft.dropped", _name(draft), {"sort": draft.sort})


@transaction.atomic
def restore_draft(actor: Actor, draft: ChatDraft) -> None:
    """Take a dropped draft up again. Audit: incidents.draft.restored.

    Raises:
        Refused: it is not a dropped one.
    """
    _person(actor)
    _move(draft, State.DROPPED, state=State.OPEN, done_on=None, done_by_id=None)
    record(actor, "incidents.draft.restored", _name(draft), {"sort": draft.sort})


@transaction.atomic
def sweep_chats(actor: Actor, on: date | None = None) -> int:
    """Delete chats whose days are over, with their drafts, and marks whose own days are over. What nobody examined is
    forgotten, so that a later export offers it again. Audit: incidents.chats.swept, where there are any chats."""
    over = Chat.objects.filter(until_on__lt=on or today())
    ChatMark.objects.filter(until_on__lt=on or today()).delete()
    chats = over.count()
    if not chats:
        return 0
    left = list(ChatDraft.objects.filter(chat__in=over, state=State.OPEN).values_list("marks", flat=True))
    for marks in left:
        ChatMark.objects.filter(mark__in=marks).delete()
    over.delete()
    record(actor, "incidents.chats.swept", "obrolan", {"chats": chats, "unexamined": len(left)})
    return chats


def take_all_nil(
    actor: Actor, user: User, drafts: Iterable[ChatDraft]
) -> tuple[int, list[tuple[ChatDraft, Refused]]]:  # fmt: skip
    """File the ticked nil reports, each in a transaction of its own; what a rule refuses, or what lies outside the
    kelurahan of this officer's desk, stays open and is said.

    Returns:
        How many were filed, and the others with why.
    """
    filed, refused = 0, []
    for draft in drafts:
        try:
            if draft.said_on is None:
                raise Refused("incidents.draft.no_date")
            if place_among(user, draft.area_code, Role.DESK) is None:
                raise Refused("incidents.draft.not_your_area")
            take_nil(actor, draft, draft.area_code, draft.said_on)
            filed += 1
        except Refused as refusal:
            refused.append((draft, refusal))
    return filed, refused


def _told(drafts: Iterable[Draft]) -> set[tuple[str, date | None]]:
    """For which places and days of these drafts a nil report stands or waits already."""
    days = {draft.on for draft in drafts if draft.sort is Sort.NIL and draft.on}
    if not days:
        return set()
    span = (min(days), max(days))
    waiting = ChatDraft.objects.filter(sort=Sort.NIL, said_on__range=span).exclude(state=State.DROPPED)
    filed = NilReport.objects.filter(on_date__range=span)
    return {*waiting.values_list("area_code", "said_on"), *filed.values_list("area_code", "on_date")}


def _past(said_on: date | None, on: date) -> date | None:
    """No draft is of a day to come: such a date was read from a phone that is set wrong."""
    return said_on if said_on and said_on <= on else None


def _hold(draft: ChatDraft) -> None:
    """The first to confirm a draft has it; the row is bound for the rest of the transaction."""
    _move(draft, State.OPEN, state=State.TAKEN)


def _done(actor: Actor, draft: ChatDraft, reference: str) -> None:
    ChatDraft.objects.filter(pk=draft.pk).update(
        reference=reference[:40], done_on=today(), done_by_id=_person(actor), words=""
    )
    record(actor, "incidents.draft.taken", _name(draft), {"sort": draft.sort, "became": reference})


def _move(draft: ChatDraft, was: str, **values: object) -> None:
    if not ChatDraft.objects.filter(pk=draft.pk, state=was).update(**values):
        raise Refused("incidents.draft.done")


def _name(draft: ChatDraft) -> str:
    return f"obrolan:{draft.chat_id}/{draft.order}"


def _person(actor: Actor) -> int:
    if not actor.is_person or actor.user_id is None:
        raise Refused("incidents.not_a_person")
    return actor.user_id

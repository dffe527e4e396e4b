"""What a note becomes: a session, a nil report, an incident, or a correction of one that stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Q

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import in_scope, scopes_of
from kondusif.incidents import services as incidents
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Severity, Source
from kondusif.institutions.selectors import city, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import contained_in_any
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach.models import Session
from kondusif.outreach.rules import NewPicture, Origin, PictureKind, SessionFacts, SessionStatus
from kondusif.outreach.services.pictures import add_picture
from kondusif.outreach.services.recording import correct_session, record_session
from kondusif.vault.boxes import Broken
from kondusif.web.field import keys, pieces
from kondusif.web.field.notes import IncidentNote, NilNote, Note, SessionNote
from kondusif.web.models import Item, Part
from kondusif.web.rules import ItemState, days_since

WRITERS = (Role.FIELD, Role.DESK)
REASON = "Diperbaiki dari ponsel oleh penulisnya"
NOTHING_NEW = {"outreach.session.nothing_changed", "incidents.correct.nothing"}


@dataclass(frozen=True, slots=True)
class Made:
    """The record behind a note.

    Args:
        subject: its public number, or the kelurahan of a nil report.
        version: of the record after the note; a later correction must find the same.
    """

    subject: str
    version: int = 0


def make(item: Item, note: Note, actor: Actor, writer: User, *, by_hand: bool) -> Made | None:
    """The record of a note; None where the note must wait for the one that it mends.

    Args:
        actor, writer: who acts, and whose areas bound what may be written.
        by_hand: a person looked at the note and takes it: it stands for itself, or over what stands.
    Raises:
        Refused: a rule of the room says no, the place is not the writer's, a picture is not the one that was meant.
        Stale: the record was changed, or the plan was held, by somebody else meanwhile.
    """
    if not contained_in_any(scopes_of(writer, *WRITERS), note.body.area_code):
        raise Refused("web.item.elsewhere", code=note.body.area_code)
    earlier = Item.objects.filter(key=note.replaces).first() if note.replaces else None
    if note.replaces and not by_hand:
        if earlier is None or earlier.state in (
            ItemState.ARRIVING, ItemState.WAITING, ItemState.QUARANTINED, ItemState.CONFLICT,
        ):  # fmt: skip
            return None
        if earlier.state in (ItemState.REPLACED, ItemState.DISCARDED):
            raise Stale("web.item.mended_twice")
    if earlier is not None and earlier.device.user_id != item.device.user_id:
        raise Refused("web.item.not_yours")
    pictures = _pictures(item, note, earlier)
    body, on = note.body, day_of(item, note)
    if isinstance(body, SessionNote):
        planned = None if _standing(earlier, item.kind) else _planned(body, item.device.user, by_hand)
        return _session(item, body, on, pictures, actor, _standing(earlier, item.kind), planned, by_hand)
    if isinstance(body, IncidentNote):
        return _incident(item, body, on, actor, _standing(earlier, item.kind), by_hand)
    return _nil(body, on, actor, writer)


def day_of(item: Item, note: Note) -> date:
    """The city's date on which it happened: so many days before the writing, which was so many days ago."""
    at = datetime.fromisoformat(item.facts["written_at"])
    return today() - timedelta(days=days_since(at, now(), zone_of(city().zone)) + note.body.days_before)


def _standing(earlier: Item | None, kind: str) -> Item | None:
    """The earlier note where a record of the same kind stands behind it."""
    return earlier if earlier is not None and earlier.subject and earlier.kind == kind else None


def _session(
    item: Item, body: SessionNote, on: date, pictures: Sequence[NewPicture], actor: Actor, earlier: Item | None,
    planned: Session | None, by_hand: bool,
) -> Made:  # fmt: skip
    facts = SessionFacts(
        topic=body.topic, place=body.place, area_code=body.area_code, held_on=on, held_time=body.held_time,
        groups=body.groups, reached=body.reached, attending=body.attending, leader_name=body.leader_name,
        leader_post=body.leader_post, notes=body.notes, questions=body.questions, programme=body.programme or None,
    )  # fmt: skip
    if earlier is None:
        made = record_session(actor, facts, session=planned, key=item.key, origin=Origin.FIELD, pictures=pictures)
        return Made(made.number, made.version)
    stands = Session.objects.get(number=earlier.subject)
    if not by_hand and stands.version != earlier.facts.get("version"):
        raise Stale("web.item.changed_meanwhile")
    if facts.programme is None and stands.programme:
        facts = replace(facts, programme=stands.programme.number)
    changes = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    _unless_nothing(partial(correct_session, actor, stands, changes, reason=REASON))
    for one in pictures:
        add_picture(actor, stands, one.kind, one.data)
    stands.refresh_from_db()
    return Made(stands.number, stands.version)


def _planned(body: SessionNote, writer: User, by_hand: bool) -> Session | None:
    """The plan that took place, one that the writer of the note may record.

    A plan that was held, cancelled or is another's is a conflict until a person decides; taken by hand, the note then
    stands for itself.
    """
    if not body.job:
        return None
    own = Q(assigned_to=writer) | in_scope("area_code", scopes_of(writer, *WRITERS))
    found = Session.objects.filter(own, number=body.job, status=SessionStatus.PLANNED).first()
    if found is None and not by_hand:
        raise Stale("web.item.job_gone", number=body.job)
    return found


def _incident(item: Item, body: IncidentNote, on: date, actor: Actor, earlier: Item | None, by_hand: bool) -> Made:
    facts = incidents.Facts(
        kind=body.harm, severity=Severity(body.severity), area_code=body.area_code, place=body.place, happened_on=on,
        happened_time=body.happened_time, what=body.what, how=body.how or body.what, action_taken=body.action_taken,
        victims=body.victims, police_informed=body.police_informed,
    )  # fmt: skip
    if not body.what.strip() or not body.place.strip():
        raise Refused("web.item.empty")
    if earlier is None:
        made = incidents.record_incident(actor, facts, source=Source.FIELD, key=item.key)
        return Made(made.number, made.version)
    stands = Incident.objects.get(number=earlier.subject)
    if not by_hand and stands.version != earlier.facts.get("version"):
        raise Stale("web.item.changed_meanwhile")
    changes = {name: getattr(facts, name) for name in incidents.CORRECTABLE if name != "opinion"}
    _unless_nothing(partial(incidents.correct_incident, actor, stands, changes, reason=REASON))
    stands.refresh_from_db()
    return Made(stands.number, stands.version)


def _nil(body: NilNote, on: date, actor: Actor, writer: User) -> Made:
    own = contained_in_any(scopes_of(writer, Role.FIELD), body.area_code)
    filed = incidents.file_nil_report(actor, body.area_code, on_behalf=not own, on=on)
    return Made(filed.area_code)


def _unless_nothing(correct: Callable[[], object]) -> None:
    """A correction that only brings pictures changes no words."""
    try:
        correct()
    except Refused as error:
        if error.code not in NOTHING_NEW:
            raise


def _pictures(item: Item, note: Note, earlier: Item | None) -> list[NewPicture]:
    """The pictures of a note, unsealed and held against their digests; first those kept of the note that it mends."""
    parts = list(item.parts.order_by("order"))
    if len(parts) != len(note.photos):
        raise Refused("web.item.photo_differs")
    found = [opened_part(part, photo.sha256, photo.kind) for part, photo in zip(parts, note.photos, strict=True)]
    if earlier is None or not note.kept or earlier.state != ItemState.REFUSED:
        return found
    old = earlier.parts.filter(order__in=note.kept)
    return [opened_part(part) for part in old] + found


def opened_part(part: Part, sha256: str = "", kind: str = "photo") -> NewPicture:
    """A sealed picture, opened.

    Raises:
        Refused: it does not open, or is not the one that the note speaks of.
    """
    try:
        data = keys.opened(pieces.read(part.name))
    except Broken:
        raise Refused("web.item.photo_differs") from None
    if sha256 and pieces.digest(data) != sha256:
        raise Refused("web.item.photo_differs")
    return NewPicture(PictureKind(kind), data)

"""Sessions before they are held: planned, changed, given to somebody, cancelled."""

import uuid
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.outreach import rules
from kondusif.outreach.models import Correction, Programme, Session
from kondusif.outreach.rules import Origin, SessionStatus
from kondusif.outreach.selectors.sessions import officers_for
from kondusif.outreach.services.checks import check_leader, checked_place, checked_words, person_of, span_of
from kondusif.outreach.services.recording import update, write_audiences

CHANGEABLE = (
    "programme", "topic", "place", "area_code", "groups", "planned_on", "planned_time", "invited", "leader_name",
    "leader_post",
)  # fmt: skip


def plan_session(
    actor: Actor, *, programme: Programme | None, topic: str, place: str, area_code: str, groups: Sequence[str],
    planned_on: date, planned_time: time | None = None, assigned_to: User | None = None, invited: str = "",
    leader_name: str = "", leader_post: str = "", key: uuid.UUID | None = None, on: date | None = None,
) -> Session:  # fmt: skip
    """Plan a session; a second click gives the first plan back.

    Audit: outreach.session.planned. Permission: desk, field.

    Args:
        planned_on: today or later; a session that is over is recorded instead.
        assigned_to: who will hold or record it; an officer of that area or of the desk.
        key: one per opened form.
    Raises:
        Refused: what could not be held so.
    """
    person, day = person_of(actor), on or today()
    if key and (first := Session.objects.filter(key=key, written_by_id=person).first()):
        return first
    village = _checked(
        programme=programme, topic=topic, place=place, area_code=area_code, planned_on=planned_on, invited=invited,
        leader_name=leader_name, leader_post=leader_post, today_is=day,
    )  # fmt: skip
    chosen = rules.check_groups(groups)
    _check_officer(assigned_to, area_code)
    try:
        with transaction.atomic():
            session = Session.objects.create(
                number=next_number("SOS", day), key=key or uuid.uuid4(), programme=programme, topic=topic.strip(),
                place=place.strip(), area_code=area_code, village_code=village, planned_on=planned_on,
                planned_time=planned_time, assigned_to=assigned_to, invited=invited.strip(),
                leader_name=leader_name.strip(), leader_post=leader_post.strip(), status=SessionStatus.PLANNED,
                origin=Origin.DESK, written_by_id=person, changed_at=now(),
            )  # fmt: skip
            write_audiences(session, chosen)
            record(actor, "outreach.session.planned", session, {"area": village, "on": planned_on.isoformat()})
    except IntegrityError:  # two clicks at one moment
        if key and (first := Session.objects.filter(key=key, written_by_id=person).first()):
            return first
        raise
    return session


@transaction.atomic
def change_plan(actor: Actor, session: Session, *, on: date | None = None, **changes: Any) -> Session:
    """Change a plan that has not been held. Audit: outreach.session.changed. Permission: desk, field.

    Args:
        changes: any of CHANGEABLE.
    Raises:
        Refused: not a plan any more, nothing changes, or what could not be planned so.
        Stale: somebody else changed it since it was shown.
    """
    person_of(actor)
    _must_be_planned(session)
    groups = list(session.audiences.order_by("group").values_list("group", flat=True))
    before = {name: groups if name == "groups" else getattr(session, name) for name in CHANGEABLE}
    real = {name: changes[name] for name in CHANGEABLE if name in changes and not _same(before[name], changes[name])}
    if not real:
        raise Refused("outreach.session.nothing_changed")
    after = {**before, **real}
    chosen = rules.check_groups(after.pop("groups"))
    moved = after["planned_on"] != session.planned_on
    village = _checked(
        **{name: after[name] for name in after if name != "planned_time"},
        today_is=(on or today()) if moved else None,
    )  # fmt: skip
    update(session, only=SessionStatus.PLANNED, **after, village_code=village)
    write_audiences(session, chosen)
    record(actor, "outreach.session.changed", session, {"fields": sorted(real)})
    return Session.objects.get(pk=session.pk)


@transaction.atomic
def assign(actor: Actor, session: Session, to: User | None) -> Session:
    """Give a planned session to an officer of its area, or to nobody. Audit: outreach.session.assigned.

    Permission: desk.

    Raises:
        Refused: not a plan any more, or the person does not work there.
        Stale: somebody else changed it since it was shown.
    """
    person_of(actor)
    _must_be_planned(session)
    _check_officer(to, session.area_code)
    if session.assigned_to_id == (to.pk if to else None):
        return session
    update(session, only=SessionStatus.PLANNED, assigned_to=to)
    record(actor, "outreach.session.assigned", session, {"to": to.username if to else ""})
    return Session.objects.get(pk=session.pk)


@transaction.atomic
def cancel_session(actor: Actor, session: Session, reason: str, *, on: date | None = None) -> Session:
    """Cancel a plan, or a record that should not have been made; it stays, counts no more, and says why.

    Audit: outreach.session.cancelled. Permission: desk; field for a plan in its area.

    Raises:
        Refused: no reason, or cancelled already.
        Stale: somebody else changed it since it was shown.
    """
    person = person_of(actor)
    if not reason.strip():
        raise Refused("outreach.session.no_reason")
    if session.status == SessionStatus.CANCELLED:
        raise Refused("outreach.session.cancelled_already", number=session.number)
    checked_words(session.topic, session.place, cancelled_because=reason.strip())
    was = SessionStatus(session.status)
    update(session, only=was, status=SessionStatus.CANCELLED, cancelled_because=reason.strip())
    Correction.objects.create(
        session=session, field="status", before=was, after=SessionStatus.CANCELLED, reason=reason.strip(), by_id=person,
        on_date=on or today(), at=now(),
    )  # fmt: skip
    record(actor, "outreach.session.cancelled", session, {"was": str(was)})
    return Session.objects.get(pk=session.pk)


def _checked(
    *, programme: Programme | None, topic: str, place: str, area_code: str, planned_on: date, invited: str,
    leader_name: str, leader_post: str, today_is: date | None,
) -> str:  # fmt: skip
    """The kelurahan of a plan that may stand. `today_is` is None where the day does not move."""
    checked_words(topic, place, invited=invited, leader_name=leader_name, leader_post=leader_post)
    village = checked_place(area_code)
    if today_is and planned_on < today_is:
        raise Refused("outreach.session.planned_in_past")
    rules.check_span(span_of(programme), planned_on)
    check_leader(leader_name, planned_on, programme, must_be_said=False)
    return village


def _check_officer(to: User | None, area_code: str) -> None:
    if to is not None and to.pk not in {one.pk for one in officers_for(area_code)}:
        raise Refused("outreach.session.officer_elsewhere", name=to.full_name)


def _must_be_planned(session: Session) -> None:
    if session.status != SessionStatus.PLANNED:
        raise Refused("outreach.session.not_planned", number=session.number)


def _same(before: object, after: object) -> bool:
    if isinstance(before, list):
        return set(before) == set(after)  # type: ignore[call-overload]
    return (before or None) == (after or None)

"""What happened at a session, written once and corrected with both values kept."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import contains
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach.models import Audience, Correction, Programme, Question, Reach, Session
from kondusif.outreach.rules import NewPicture, Origin, SessionFacts, SessionStatus
from kondusif.outreach.services.checks import check_no_twin, checked, person_of, programme_of, to_the_minute
from kondusif.outreach.services.pictures import Drawn, drawn, keep_rows

COLUMNS = (
    "topic", "place", "area_code", "held_on", "held_time", "attending", "leader_name", "leader_post", "notes",
)  # fmt: skip
LISTS = ("groups", "reached", "questions", "programme")
CORRECTABLE = (*COLUMNS, *LISTS)


def record_session(
    actor: Actor, facts: SessionFacts, *, session: Session | None = None, key: uuid.UUID, origin: Origin,
    on: date | None = None, pictures: Sequence[NewPicture] = (),
) -> Session:  # fmt: skip
    """Write down a session that was held: a new one, or a planned one that now took place.

    The same key a second time gives the first record back, whatever else is sent with it. Pictures lie on the disk
    before the record is acknowledged, and the record and its pictures stand together or not at all.

    Audit: outreach.session.recorded. Permission: desk, field; the caller has checked the area.

    Args:
        session: the plan that took place, with the `version` that the recorder saw.
        key: one per form or note.
        origin: who wrote it. A note of the field marks RT of its own kelurahan alone.
        on: the day of recording, the city's date unless said.
    Raises:
        Refused: facts that cannot be true, a twin of another record, a key that somebody else used, base.picture.*.
        Stale: the plan was changed, held or cancelled since it was shown.
    """
    person, day = person_of(actor), on or today()
    if first := _recorded(key, person, session):
        return first
    with drawn(pictures, day) as kept:
        try:
            with transaction.atomic():
                return _record(actor, facts, session, key, origin, day, kept)
        except IntegrityError:  # the same note came twice at one moment
            if first := _recorded(key, person, session):
                return first
            raise


def _recorded(key: uuid.UUID, person: int, planned: Session | None) -> Session | None:
    """The record that a key already made, or None where it made none."""
    first = Session.objects.filter(key=key).first()
    if first is None or (planned is not None and first.pk == planned.pk and first.recorded_by_id is None):
        return None
    if first.recorded_by_id != person:
        raise Refused("outreach.session.key_taken")
    return first


def _record(
    actor: Actor, facts: SessionFacts, planned: Session | None, key: uuid.UUID, origin: Origin, day: date, kept: Drawn
) -> Session:
    person = person_of(actor)
    programme = programme_of(facts.programme) or (planned.programme if planned else None)
    village, groups, reached = checked(facts, origin=origin, on=day, programme=programme)
    number = planned.number if planned else next_number("SOS", day)  # its row is held until COMMIT: one writer looks
    check_no_twin(facts, but=planned.pk if planned else None)
    values: dict[str, Any] = {
        **_columns(facts), "key": key, "programme": programme, "village_code": village, "status": SessionStatus.HELD,
        "origin": origin, "recorded_by_id": person, "recorded_on": day,
    }  # fmt: skip
    if planned is None:
        session = Session.objects.create(number=number, written_by_id=person, changed_at=now(), **values)
    else:
        update(planned, only=SessionStatus.PLANNED, **values)
        session = Session.objects.get(pk=planned.pk)
    _write_lists(session, groups=groups, reached=reached, questions=facts.questions)
    added = keep_rows(session, kept, person, day)
    record(actor, "outreach.session.recorded", session, {
        "area": village, "attending": facts.attending, "reached": len(reached), "pictures": added,
        "origin": str(origin),
    })  # fmt: skip
    return session


@transaction.atomic
def correct_session(
    actor: Actor, session: Session, changes: Mapping[str, Any], *, reason: str, elsewhere: bool = False,
    on: date | None = None,
) -> Session:  # fmt: skip
    """Correct what was recorded; both values of every field stay. Audit: outreach.session.corrected.

    Permission: desk, field.

    Args:
        changes: any of CORRECTABLE, shaped as in `SessionFacts`.
        elsewhere: whether RT outside the session's kelurahan may be added; those that stand already may stay.
    Raises:
        Refused: no reason, nothing changes, not a held session, or facts that could not have been recorded.
        Stale: somebody else changed the session since it was shown.
    """
    person, day = person_of(actor), on or today()
    if not reason.strip():
        raise Refused("outreach.session.no_reason")
    if session.status != SessionStatus.HELD:
        raise Refused("outreach.session.not_held", number=session.number)
    before = facts_of(session)
    real = {name: changes[name] for name in CORRECTABLE if name in changes and _differs(before, name, changes[name])}
    if not real:
        raise Refused("outreach.session.nothing_changed")
    after = SessionFacts(**{name: real.get(name, getattr(before, name)) for name in CORRECTABLE})
    programme = programme_of(after.programme)
    village, groups, reached = checked(after, origin=Origin.DESK, on=session.recorded_on or day, programme=programme)
    strange = [code for code in reached if code not in before.reached and not contains(village, code)]
    if strange and not elsewhere:
        raise Refused("outreach.reach.elsewhere", code=strange[0])
    check_no_twin(after, but=session.pk)
    update(session, only=SessionStatus.HELD, **_columns(after), village_code=village, programme=programme)
    _write_lists(session, groups=groups, reached=reached, questions=after.questions)
    Correction.objects.bulk_create(
        Correction(
            session=session, field=name, before=_text(getattr(before, name)), after=_text(value), reason=reason.strip(),
            by_id=person, on_date=day, at=now(),
        )
        for name, value in real.items()
    )  # fmt: skip
    record(actor, "outreach.session.corrected", session, {"fields": sorted(real)})
    return Session.objects.get(pk=session.pk)


def facts_of(session: Session) -> SessionFacts:
    """What stands of a session, as facts; for a plan, with the planned day and nobody who came."""
    programme: Programme | None = session.programme
    return SessionFacts(
        topic=session.topic, place=session.place, area_code=session.area_code,
        held_on=session.held_on or session.planned_on or today(),
        held_time=session.held_time if session.held_on else session.planned_time,
        groups=tuple(session.audiences.order_by("group").values_list("group", flat=True)),
        reached=tuple(session.reached.values_list("area_code", flat=True)), attending=session.attending or 0,
        leader_name=session.leader_name, leader_post=session.leader_post, notes=session.notes,
        questions=tuple(session.questions.values_list("text", "answer")),
        programme=programme.number if programme else None,
    )  # fmt: skip


def update(session: Session, *, only: SessionStatus, **values: Any) -> None:
    """Change the row if it still is what the caller saw.

    Raises:
        Stale: it is not.
    """
    unchanged = Session.objects.filter(pk=session.pk, version=session.version, status=only)
    if not unchanged.update(version=F("version") + 1, changed_at=now(), **values):
        raise Stale


def write_audiences(session: Session, groups: Sequence[str]) -> None:
    """Whom a session is for, in place of what stood."""
    session.audiences.exclude(group__in=groups).delete()
    known = set(session.audiences.values_list("group", flat=True))
    Audience.objects.bulk_create(Audience(session=session, group=group) for group in groups if group not in known)


def _write_lists(
    session: Session, *, groups: Sequence[str], reached: Sequence[str], questions: Sequence[tuple[str, str]]
) -> None:
    write_audiences(session, groups)
    session.reached.exclude(area_code__in=reached).delete()
    known = set(session.reached.values_list("area_code", flat=True))
    Reach.objects.bulk_create(Reach(session=session, area_code=code) for code in reached if code not in known)
    session.questions.all().delete()
    asked = [(text.strip(), answer.strip()) for text, answer in questions if text.strip()]
    Question.objects.bulk_create(Question(session=session, text=text, answer=answer) for text, answer in asked)


def _columns(facts: SessionFacts) -> dict[str, Any]:
    found = {name: getattr(facts, name) for name in COLUMNS}
    for name in ("topic", "place", "leader_name", "leader_post", "notes"):
        found[name] = found[name].strip()
    found["held_time"] = to_the_minute(facts.held_time)
    return found


def _differs(before: SessionFacts, name: str, value: Any) -> bool:
    old = getattr(before, name)
    if name in ("groups", "reached"):
        return set(old) != set(value)
    if name == "questions":
        return [tuple(row) for row in old] != [tuple(row) for row in value]
    return bool((old or None) != (value or None)) if name != "attending" else bool(old != value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "\n".join(" / ".join(row) if isinstance(row, tuple | list) else str(row) for row in value)
    return str(value)

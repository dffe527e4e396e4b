"""Every write about incidents, nil reports and assessments. Nothing here knows of reports: see `from_reports`."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.base.prepared import Prepared
from kondusif.incidents import measure, rules
from kondusif.incidents.models import Assessment, Change, Incident, NilReport
from kondusif.incidents.rules import Severity, Source, Status, Word
from kondusif.incidents.selectors import standing_of, village_of
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.institutions.services import set_preferences
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale

CORRECTABLE = (
    "kind", "severity", "area_code", "place", "happened_on", "happened_time", "what", "how", "action_taken", "opinion",
    "victims", "police_informed",
)  # fmt: skip
# Asked at every tap of an officer, hundreds of times a second on voting day.
_filed = Prepared(lambda code, day: NilReport.objects.filter(area_code=code, on_date=day).order_by().values_list("pk"))
_happened = Prepared(
    lambda code, day: Incident.objects.filter(village_code=code, happened_on=day).order_by().values_list("pk")[:1]
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a recorder writes down: facts first, opinion apart. There is no place for a name.

    Args:
        kind: one of the closed list of harms.
        area_code: from the city down to an RT.
        place: the place in words.
        victims: how many people were harmed; None when unknown.
    """

    kind: str
    severity: Severity
    area_code: str
    place: str
    happened_on: date
    what: str
    how: str
    happened_time: time | None = None
    action_taken: str = ""
    opinion: str = ""
    victims: int | None = None
    police_informed: bool = False


@transaction.atomic
def record_incident(
    actor: Actor, facts: Facts, *, source: Source, key: uuid.UUID | None = None, on: date | None = None,
    report_number: str | None = None,
) -> Incident:  # fmt: skip
    """Write an incident down. Audit: incidents.incident.recorded. Permission: desk, field, verifier.

    Args:
        key: one per opened form, so that a second click gives the first incident back.
        on: the day of recording, the city's date unless said.
        report_number: the report that became this incident; `from_reports` settles it in the same transaction.
    Raises:
        Refused: a right instead of a harm, a day to come, a place outside the city, a report that has its outcome.
    """
    person = _person(actor)
    if key and (first := Incident.objects.filter(key=key).first()):
        return first
    recorded_on = on or today()
    kind = _checked(facts, recorded_on)
    if report_number and Incident.objects.filter(report_number=report_number).exists():
        raise Refused("incidents.report.settled")
    try:
        with transaction.atomic():
            incident = _written(facts, kind, person, recorded_on, source, key or uuid.uuid4(), report_number)
    except IntegrityError:
        # The second click of the same form was quicker in this very moment, and what it wrote is read now.
        if key and (first := Incident.objects.filter(key=key).first()):
            return first
        raise
    known = {"report": report_number} if report_number else {}
    record(
        actor, "incidents.incident.recorded", incident,
        {"kind": kind, "severity": facts.severity, "area": incident.village_code or facts.area_code, **known},
    )  # fmt: skip
    return incident


def _written(
    facts: Facts, kind: rules.Kind, person: int, on: date, source: Source, key: uuid.UUID, report_number: str | None
) -> Incident:  # fmt: skip
    moment = now()
    return Incident.objects.create(
        number=next_number("KJ", on), key=key, kind=kind, severity=facts.severity, status=Status.OPEN, source=source,
        area_code=facts.area_code, village_code=village_of(facts.area_code), place=facts.place,
        happened_on=facts.happened_on, happened_time=facts.happened_time, what=facts.what, how=facts.how,
        action_taken=facts.action_taken, opinion=facts.opinion, victims=facts.victims,
        police_informed=facts.police_informed, report_number=report_number,
        recorded_by_id=person, recorded_on=on, recorded_at=moment, changed_at=moment,
    )  # fmt: skip


@transaction.atomic
def correct_incident(
    actor: Actor, incident: Incident, changes: Mapping[str, Any], *, reason: str, on: date | None = None
) -> Incident:
    """Correct what was written; both values are kept. Audit: incidents.incident.corrected.

    Raises:
        Refused: nothing changes, no reason, or the corrected facts could not have been recorded.
        Stale: somebody else changed the incident since it was shown.
    """
    if not reason.strip():
        raise Refused("incidents.reason.missing")
    real = {name: value for name, value in changes.items() if name in CORRECTABLE and getattr(incident, name) != value}
    if not real:
        raise Refused("incidents.correct.nothing")
    after = {name: real.get(name, getattr(incident, name)) for name in CORRECTABLE}
    _checked(Facts(**after), incident.recorded_on)
    values = {**real, "village_code": village_of(after["area_code"])}
    _update(incident, **values)
    day = on or today()
    Change.objects.bulk_create(
        [_change(actor, incident, name, getattr(incident, name), value, reason, day) for name, value in real.items()]
    )
    record(actor, "incidents.incident.corrected", incident, {"fields": sorted(real)})
    return Incident.objects.get(pk=incident.pk)


@transaction.atomic
def move_incident(actor: Actor, incident: Incident, to: Status, *, reason: str, on: date | None = None) -> Incident:
    """Say that an incident is handled, done, or open again. Audit: incidents.incident.moved.

    Raises:
        Refused: the step is not possible from the present status, or no reason was given.
        Stale: somebody else changed the incident since it was shown.
    """
    if not reason.strip():
        raise Refused("incidents.reason.missing")
    if not rules.may_move(Status(incident.status), to):
        raise Refused("incidents.move.not_possible", number=incident.number)
    day = on or today()
    _update(incident, status=to, closed_on=day if to is Status.CLOSED else None)
    _change(actor, incident, "status", incident.status, to, reason, day).save()
    record(actor, "incidents.incident.moved", incident, {"from": incident.status, "to": to})
    return Incident.objects.get(pk=incident.pk)


@transaction.atomic
def file_nil_report(actor: Actor, area_code: str, *, on_behalf: bool = False, on: date | None = None) -> NilReport:
    """Say that nothing happened in a kelurahan on a day; a second tap gives the first one back.

    Audit: incidents.nil_report.filed. Permission: field in its own kelurahan, desk on behalf of any.

    Raises:
        Refused: no kelurahan of the city, a day to come, or an incident of that day stands already.
    """
    person = _person(actor)
    day, real_today = on or today(), today()
    place = city()
    if not is_area_code(area_code) or level_of(area_code) is not Level.VILLAGE:
        raise Refused("incidents.area.not_village")
    if not contains(place.code, area_code):
        raise Refused("incidents.area.outside", code=area_code)
    if day > real_today:
        raise Refused("incidents.nil.not_yet")
    if known := _filed.first(area_code, day):
        return NilReport.objects.get(pk=known[0])
    if _happened(area_code, day):
        raise Refused("incidents.nil.incident_stands")
    filed, is_first = NilReport.objects.get_or_create(
        area_code=area_code, on_date=day, defaults={"by_id": person, "on_behalf": on_behalf, "filed_at": now()}
    )
    if not is_first:  # somebody else was quicker in this very moment
        return filed
    record(actor, "incidents.nil_report.filed", area_code, {"on": day.isoformat(), "on_behalf": on_behalf})
    return filed


@transaction.atomic
def assess(actor: Actor, area_code: str, word: Word, *, reason: str, on: date | None = None) -> Assessment:
    """The desk's word for a kelurahan or the city, with its reason. Audit: incidents.assessment.made. Permission: desk.

    Raises:
        Refused: not a person, no such degree, a reason too short to be checked, or a place of another kind.
    """
    person = _person(actor)
    if word not in rules.DEGREES:
        raise Refused("incidents.assess.word_unknown")
    words = " ".join(reason.split())
    if len(words) < rules.REASON_LENGTH:
        raise Refused("incidents.assess.reason_short", least=rules.REASON_LENGTH)
    _check_assessable(area_code)
    day = on or today()
    proposed = standing_of(area_code, day).proposed
    made = Assessment.objects.create(
        area_code=area_code, word=word, proposed=proposed, reason=words, on_date=day, by_id=person, at=now()
    )
    record(actor, "incidents.assessment.made", area_code, {"word": word, "proposed": proposed})
    return made


@transaction.atomic
def set_thresholds(actor: Actor, values: Mapping[str, Any]) -> rules.Thresholds:
    """Change the city's own measure. Audit: institutions.preferences.set. Permission: admin.

    Raises:
        Refused: the numbers cannot be used.
    """
    checked = measure.parsed(values)
    set_preferences(actor, **{measure.KEY: measure.plain(checked)})
    return checked


def _person(actor: Actor) -> int:
    if not actor.is_person or actor.user_id is None:
        raise Refused("incidents.not_a_person")
    return actor.user_id


def _checked(facts: Facts, recorded_on: date) -> rules.Kind:
    kind = rules.refuse_rights(facts.kind)
    if facts.happened_on > recorded_on:
        raise Refused("incidents.future")
    if not contains(city().code, facts.area_code):
        raise Refused("incidents.area.outside", code=facts.area_code)
    return kind


def _check_assessable(area_code: str) -> None:
    place = city()
    if area_code == place.code:
        return
    if not contains(place.code, area_code):
        raise Refused("incidents.area.outside", code=area_code)
    if level_of(area_code) is not Level.VILLAGE:
        raise Refused("incidents.area.too_fine")


def _update(incident: Incident, **values: object) -> None:
    unchanged = Incident.objects.filter(pk=incident.pk, version=incident.version)
    if not unchanged.update(version=F("version") + 1, changed_at=now(), **values):
        raise Stale


def _change(
    actor: Actor, incident: Incident, field: str, before: object, after: object, reason: str, on: date
) -> Change:
    return Change(
        incident=incident, field=field, before=_text(before), after=_text(after), reason=reason.strip(),
        by_id=_person(actor), on_date=on, at=now(),
    )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)

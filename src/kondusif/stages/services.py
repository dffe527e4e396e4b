"""Every write about calendars that the city dates itself, and about its agenda."""

import re
from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.services import set_contest
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import is_area_code
from kondusif.kernel.errors import Refused
from kondusif.stages import calendars, rules, selectors
from kondusif.stages.models import CityEvent, LocalContest, LocalStage

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_NAME = 120


@transaction.atomic
def create_contest(actor: Actor, *, key: str, name: str, kind: str) -> LocalContest:
    """Open a blank calendar for a contest that no shipped calendar covers. Audit: stages.contest.created.

    Raises:
        Refused: the key is malformed or taken, the kind is unknown, the name is empty.
    """
    calendars.blank(kind)
    if not _KEY.fullmatch(key) or len(key) > 60:
        raise Refused("stages.contest.bad_id", contest=key[:40])
    if key in calendars.SHIPPED or LocalContest.objects.filter(key=key).exists():
        raise Refused("stages.contest.taken", contest=key)
    contest = LocalContest.objects.create(key=key, name=_named(name), kind=kind)
    record(actor, "stages.contest.created", key, {"kind": kind})
    return contest


@transaction.atomic
def date_stage(
    actor: Actor, contest: str, stage_id: str, *, starts_on: date | None, ends_on: date | None, source: str
) -> LocalStage:
    """Write the dates of one stage of the city's own calendar. Audit: stages.stage.dated.

    Args:
        source: what the dates rest on, for example the number of a PKPU.
    Raises:
        Refused: the calendar is a shipped one or unknown, the stage is not on it, the span runs backwards, or the basis
            is missing.
    """
    if contest in calendars.SHIPPED:
        raise Refused("stages.contest.not_local", contest=contest)
    if selectors.calendar(contest).stage(stage_id) is None:
        raise Refused("stages.stage.unknown", stage=stage_id[:40])
    rules.check_span(starts_on, ends_on)
    if not source.strip():
        raise Refused("stages.source.missing")
    row, _made = LocalStage.objects.update_or_create(
        contest_id=contest,
        stage_id=stage_id,
        defaults={"starts_on": starts_on, "ends_on": ends_on, "source": source.strip()[:200]},
    )
    record(actor, "stages.stage.dated", contest, {"stage": stage_id, "start": _iso(starts_on), "end": _iso(ends_on)})
    return row


def choose_contest(actor: Actor, contest: str) -> None:
    """Choose the contest that the city prepares for; empty means none yet. Audit: institutions.contest.set.

    Raises:
        Refused: `stages.contest.unknown`.
    """
    if contest:
        selectors.calendar(contest)
    set_contest(actor, contest)


@transaction.atomic
def add_city_event(
    actor: Actor, *, name: str, starts_on: date, ends_on: date | None = None, note: str = "", area_code: str = ""
) -> CityEvent:
    """Put something on the city's agenda. Audit: stages.event.added.

    Raises:
        Refused: no name, a span that runs backwards, a malformed area code.
    """
    event = CityEvent.objects.create(**_checked(name, starts_on, ends_on, note, area_code))
    record(actor, "stages.event.added", event, {"start": _iso(event.starts_on), "end": _iso(event.ends_on)})
    return event


@transaction.atomic
def change_city_event(
    actor: Actor, event_id: int, *, name: str, starts_on: date, ends_on: date | None = None, note: str = "",
    area_code: str = "",
) -> CityEvent:  # fmt: skip
    """Correct something on the city's agenda. Audit: stages.event.changed, with the old and new days.

    Raises:
        Refused: as for adding; or the event is gone.
    """
    event = _event(event_id)
    before = {"start_before": _iso(event.starts_on), "end_before": _iso(event.ends_on)}
    for field, value in _checked(name, starts_on, ends_on, note, area_code).items():
        setattr(event, field, value)
    event.save()
    record(actor, "stages.event.changed", event, {**before, "start": _iso(starts_on), "end": _iso(event.ends_on)})
    return event


@transaction.atomic
def remove_city_event(actor: Actor, event_id: int) -> None:
    """Take something off the city's agenda. Audit: stages.event.removed.

    Raises:
        Refused: the event is gone.
    """
    event = _event(event_id)
    record(actor, "stages.event.removed", event, {"start": _iso(event.starts_on), "end": _iso(event.ends_on)})
    event.delete()


def _event(event_id: int) -> CityEvent:
    found = CityEvent.objects.filter(pk=event_id).first()
    if found is None:
        raise Refused("stages.event.gone")
    return found


def _checked(name: str, starts_on: date, ends_on: date | None, note: str, area_code: str) -> dict[str, object]:
    rules.check_span(starts_on, ends_on)
    if area_code and not is_area_code(area_code):
        raise Refused("stages.event.bad_area", given=area_code[:40])
    return {
        "name": _named(name), "starts_on": starts_on, "ends_on": ends_on or starts_on,
        "note": note.strip()[:300], "area_code": area_code,
    }  # fmt: skip


def _named(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise Refused("stages.event.no_name")
    if len(clean) > LONGEST_NAME:
        raise Refused("stages.event.long_name", most=LONGEST_NAME)
    return clean


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""Every write about programmes of outreach and their quotas."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach.models import Programme, Quota
from kondusif.outreach.plan_rules import QuotaRow, check_programme
from kondusif.outreach.services.checks import person_of
from kondusif.stages.selectors import calendar
from kondusif.territory.models import Area

QUOTA_LEVELS = {Level.VILLAGE, Level.RW, Level.RT}


@transaction.atomic
def create_programme(
    actor: Actor, *, name: str, starts_on: date, ends_on: date, purpose: str = "", basis: str = "", contest: str = "",
    target_percent: int = 80,
) -> Programme:  # fmt: skip
    """Begin a programme. Audit: outreach.programme.created. Permission: desk.

    Raises:
        Refused: no name, days that run backwards, a target outside 1 to 100, an unknown contest.
    """
    said = check_programme(name, starts_on, ends_on, target_percent)
    if contest:
        calendar(contest)
    day = today()
    programme = Programme.objects.create(
        number=next_number("PRG", day), name=said, purpose=purpose.strip(), basis=basis.strip(), contest=contest,
        starts_on=starts_on, ends_on=ends_on, target_percent=target_percent, created_by_id=person_of(actor),
        created_on=day,
    )  # fmt: skip
    record(
        actor, "outreach.programme.created", programme, {"starts": starts_on.isoformat(), "ends": ends_on.isoformat()}
    )
    return programme


@transaction.atomic
def change_programme(
    actor: Actor, programme: Programme, *, name: str, starts_on: date, ends_on: date, purpose: str = "",
    basis: str = "", contest: str = "", target_percent: int = 80,
) -> Programme:  # fmt: skip
    """Correct a programme that runs or is to come. Audit: outreach.programme.changed, with the old and new days.

    Raises:
        Refused: as for a new one; it is closed; a session of it lies outside the new days.
        Stale: somebody else changed it since it was shown.
    """
    _must_be_open(programme)
    said = check_programme(name, starts_on, ends_on, target_percent)
    if contest and contest != programme.contest:
        calendar(contest)
    outside = programme.session_set.exclude(status="cancelled").exclude(
        planned_on__gte=starts_on, planned_on__lte=ends_on
    )
    outside = outside.exclude(held_on__gte=starts_on, held_on__lte=ends_on)
    if (first := outside.order_by("number").first()) is not None:
        raise Refused("outreach.programme.session_outside", number=first.number)
    facts = {
        "starts_before": programme.starts_on.isoformat(), "ends_before": programme.ends_on.isoformat(),
        "starts": starts_on.isoformat(), "ends": ends_on.isoformat(), "target": target_percent,
    }  # fmt: skip
    _update(
        programme, name=said, purpose=purpose.strip(), basis=basis.strip(), contest=contest, starts_on=starts_on,
        ends_on=ends_on, target_percent=target_percent,
    )  # fmt: skip
    record(actor, "outreach.programme.changed", programme, facts)
    return Programme.objects.get(pk=programme.pk)


@transaction.atomic
def close_programme(actor: Actor, programme: Programme) -> Programme:
    """End a programme for good; nothing can be planned in it any more. Audit: outreach.programme.closed.

    Raises:
        Refused: it is closed already, or sessions of it are still planned.
    """
    _must_be_open(programme)
    if waiting := programme.session_set.filter(status="planned").count():
        raise Refused("outreach.programme.sessions_planned", count=waiting)
    _update(programme, closed_on=today())
    record(actor, "outreach.programme.closed", programme)
    return Programme.objects.get(pk=programme.pk)


@transaction.atomic
def set_quotas(actor: Actor, programme: Programme, rows: Iterable[QuotaRow], *, replace: bool = False) -> int:
    """Set how many sessions a programme plans for a group in a place. Audit: outreach.quota.set.

    Args:
        rows: one for each group and place; nought sessions take the quota away.
        replace: whether quotas that are not named are taken away.
    Returns:
        How many quotas were added, changed or taken away.
    Raises:
        Refused: the programme is closed, a place is unknown or not of this city, a number below nought or above 999.
    """
    _must_be_open(programme)
    wanted = {(row.area_code, str(row.group)): row.sessions for row in rows}
    _check_places({code for code, _group in wanted})
    if any(not 0 <= sessions <= 999 for sessions in wanted.values()):
        raise Refused("outreach.quota.not_a_count")
    standing = {(row.area_code, row.group): row for row in programme.quotas.all()}
    gone = [row for key, row in standing.items() if (replace and key not in wanted) or wanted.get(key) == 0]
    changed = [
        Quota(programme=programme, area_code=code, group=group, sessions=sessions)
        for (code, group), sessions in wanted.items()
        if sessions and ((code, group) not in standing or standing[code, group].sessions != sessions)
    ]
    Quota.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Quota.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["programme", "area_code", "group"], update_fields=["sessions"]
    )
    touched = len(gone) + len(changed)
    if touched:
        _update(programme)
        record(actor, "outreach.quota.set", programme, {"set": len(changed), "taken": len(gone)})
    return touched


def _check_places(codes: set[str]) -> None:
    place = city()
    for code in sorted(codes):
        if not is_area_code(code) or level_of(code) not in QUOTA_LEVELS:
            raise Refused("outreach.quota.place_level", code=code[:30])
        if not contains(place.code, code):
            raise Refused("outreach.quota.outside_city", code=code)
    known = set(Area.objects.filter(code__in=codes, ended_in="").values_list("code", flat=True))
    if missing := sorted(codes - known):
        raise Refused("outreach.quota.place_unknown", code=missing[0])


def _must_be_open(programme: Programme) -> None:
    if programme.closed_on:
        raise Refused("outreach.programme.closed", number=programme.number)


def _update(programme: Programme, **values: object) -> None:
    unchanged = Programme.objects.filter(pk=programme.pk, version=programme.version)
    if not unchanged.update(version=F("version") + 1, **values):
        raise Stale

"""A city dates a blank calendar, chooses a contest or none, and keeps its agenda."""

from datetime import date

import pytest

from kondusif.audit.models import Entry
from kondusif.institutions.models import City
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from kondusif.stages import selectors, services
from kondusif.stages.permissions import AUDIT_ACTIONS
from kondusif.stages.rules import Phase
from kondusif.stages.tests.factories import CityEventFactory

ACTOR = system_actor("uji")
pytestmark = pytest.mark.django_db


def _blank() -> str:
    return services.create_contest(ACTOR, key="pilkada-2031", name="Pilkada 2031", kind="pilkada").key


def _actions() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_without_a_city_there_is_no_contest() -> None:
    assert selectors.current_contest() is None
    assert selectors.current_standing() is None


def test_no_contest_yet_is_a_valid_state(city: City) -> None:
    services.choose_contest(ACTOR, "")
    assert selectors.current_contest() is None
    assert selectors.current_standing() is None


def test_the_exercise_stands_in_the_campaign(city: City) -> None:
    assert selectors.current_contest().id == "pilkada-2024"
    assert selectors.current_standing().days_to_voting == 14


def test_an_unknown_contest_cannot_be_chosen(city: City) -> None:
    with pytest.raises(Refused, match=r"stages\.contest\.unknown"):
        services.choose_contest(ACTOR, "pilkada-1999")
    assert selectors.current_contest().id == "pilkada-2024"


def test_a_blank_calendar_gets_the_citys_own_dates() -> None:
    key = _blank()
    services.date_stage(ACTOR, key, "penetapan_paslon", starts_on=date(2031, 9, 14), ends_on=None, source="PKPU contoh")
    services.date_stage(
        ACTOR, key, "masa_tenang", starts_on=date(2031, 11, 23), ends_on=date(2031, 11, 25), source="PKPU contoh"
    )
    services.date_stage(
        ACTOR, key, "pemungutan_suara", starts_on=date(2031, 11, 26), ends_on=date(2031, 11, 26), source="PKPU contoh"
    )
    assert selectors.standing(key, date(2031, 9, 13)).phase is Phase.ASPIRANT
    assert selectors.standing(key, date(2031, 9, 14)).human_review
    voting = selectors.standing(key, date(2031, 11, 26))
    assert (voting.phase, voting.days_to_voting, voting.quiet_period) == (Phase.CANDIDATE, 0, False)
    assert selectors.standing(key, date(2031, 11, 24)).quiet_period
    assert selectors.standing(key, date(2033, 1, 1)).phase is Phase.CANDIDATE  # the recap has no date: no end is known
    assert [row.id for row in selectors.contests()] == ["pilkada-2024", "pemilu-2024", "pilkada-2031"]


def test_dating_a_stage_again_replaces_the_dates_and_both_are_on_the_trail() -> None:
    key = _blank()
    for month in (9, 10):
        services.date_stage(
            ACTOR, key, "kampanye", starts_on=date(2031, month, 1), ends_on=date(2031, month, 20), source="Surat KPU"
        )
    assert selectors.calendar(key).stage("kampanye").start == date(2031, 10, 1)
    assert _actions() == ["stages.contest.created", "stages.stage.dated", "stages.stage.dated"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"stage_id": "pelantikan"}, "stages.stage.unknown"),
        ({"ends_on": date(2031, 8, 1)}, "stages.span.backwards"),
        ({"source": "  "}, "stages.source.missing"),
        ({"contest": "pilkada-2024"}, "stages.contest.not_local"),
        ({"contest": "pilkada-1999"}, "stages.contest.unknown"),
    ],
)
def test_a_wrong_date_is_refused_and_nothing_is_written(changed: dict, code: str) -> None:
    given = {
        "contest": _blank(), "stage_id": "kampanye", "starts_on": date(2031, 9, 1), "ends_on": date(2031, 9, 20),
        "source": "Surat KPU",
    } | changed  # fmt: skip
    with pytest.raises(Refused) as refusal:
        services.date_stage(ACTOR, **given)
    assert refusal.value.code == code
    assert _actions() == ["stages.contest.created"]


@pytest.mark.parametrize(
    ("key", "kind", "code"),
    [
        ("pilkada-2024", "pilkada", "stages.contest.taken"),
        ("Pilkada 2031", "pilkada", "stages.contest.bad_id"),
        ("", "pemilu", "stages.contest.bad_id"),
        ("pilkades-2031", "pilkades", "stages.kind.unknown"),
    ],
)
def test_a_wrong_contest_is_refused(key: str, kind: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.create_contest(ACTOR, key=key, name="Kontes", kind=kind)
    assert refusal.value.code == code


def test_the_agenda_of_a_span_includes_what_only_touches_it() -> None:
    CityEventFactory(name="Pekan olahraga", starts_on=date(2024, 11, 1), ends_on=date(2024, 11, 13))
    CityEventFactory(name="Pasar malam", starts_on=date(2024, 11, 20), ends_on=date(2024, 11, 22))
    found = selectors.city_events(date(2024, 11, 13), date(2024, 11, 19))
    assert [row.name for row in found] == ["Pekan olahraga"]


def test_each_write_to_the_agenda_is_one_entry() -> None:
    event = services.add_city_event(ACTOR, name=" Kirab  budaya ", starts_on=date(2024, 11, 16), area_code="33.72")
    assert (event.name, event.ends_on) == ("Kirab budaya", date(2024, 11, 16))
    services.change_city_event(ACTOR, event.pk, name="Kirab budaya", starts_on=date(2024, 11, 17))
    services.remove_city_event(ACTOR, event.pk)
    assert _actions() == ["stages.event.added", "stages.event.changed", "stages.event.removed"]
    assert set(_actions()) <= set(AUDIT_ACTIONS)
    with pytest.raises(Refused, match=r"stages\.event\.gone"):
        services.remove_city_event(ACTOR, event.pk)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "stages.event.no_name"),
        ({"name": "x" * 121}, "stages.event.long_name"),
        ({"ends_on": date(2024, 11, 1)}, "stages.span.backwards"),
        ({"area_code": "Solo"}, "stages.event.bad_area"),
    ],
)
def test_a_wrong_agenda_entry_is_refused(changed: dict, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.add_city_event(ACTOR, **({"name": "Kirab", "starts_on": date(2024, 11, 16)} | changed))
    assert refusal.value.code == code

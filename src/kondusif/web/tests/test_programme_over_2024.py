"""A whole programme over the calendar of Surakarta in 2024: planned in July, held week by week, closed in December."""

import re
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import City
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.outreach.models import Programme
from kondusif.outreach.plan_rules import QuotaRow
from kondusif.outreach.rules import Group, KeptOutKind, NewPicture, Origin, PictureKind
from kondusif.outreach.selectors.coverage import coverage, weekly
from kondusif.outreach.selectors.groups import by_group
from kondusif.outreach.selectors.visits import next_visits
from kondusif.outreach.services.kept_out import Entry, add_kept_out
from kondusif.outreach.services.planning import cancel_session, plan_session
from kondusif.outreach.services.programmes import close_programme, create_programme, set_quotas
from kondusif.outreach.services.recording import record_session
from kondusif.outreach.tests.factories import facts, photo
from kondusif.stages.selectors import calendar
from kondusif.territory.services.neighbourhoods import set_neighbourhoods
from kondusif.territory.tests.factories import ACTOR, load_surakarta
from support.cast import JEBRES, SEMANGGI, Cast

pytestmark = pytest.mark.django_db
CONTEST = "pilkada-2024"
# From the decree of the KPU on the stages of 2024: candidates were set on 22 September, people voted on 27 November.
CAMPAIGN, LAST_CAMPAIGN_DAY, VOTING = date(2024, 9, 25), date(2024, 11, 23), date(2024, 11, 27)
BEGINS, ENDS = date(2024, 8, 1), date(2024, 11, 30)
RTS = {SEMANGGI: {1: 4, 2: 4, 3: 4}, JEBRES: {1: 5, 2: 5}}


@pytest.fixture
def desk(cast: Cast, settings: object, tmp_path: object) -> Actor:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    load_surakarta(facts=False)
    for village, rw in RTS.items():
        set_neighbourhoods(ACTOR, village, rw, source="SK Lurah")
    City.objects.update(contest=CONTEST)
    return actor_of(cast.intan)


def on(day: date) -> date:
    """The exercise stands on this day."""
    City.objects.update(exercise_on=day)
    return day


def begun(desk: Actor) -> Programme:
    on(date(2024, 7, 25))
    made = create_programme(
        desk, name="Damai sampai RT", basis="Rencana kerja", contest=CONTEST, starts_on=BEGINS, ends_on=ENDS
    )
    rows = [QuotaRow(village, Group.RT_RW_HEADS, 4) for village in RTS]
    set_quotas(desk, made, rows)
    return Programme.objects.get(pk=made.pk)


def meet(desk: Actor, programme: Programme, day: date, village: str, rw: int, **changes: object) -> None:
    """One session of an RW, to which all of its RT but the last came."""
    home = f"{village}.{rw:03d}"
    came = [f"{home}.{number:03d}" for number in range(1, RTS[village][rw])]
    told = facts(
        area_code=home, held_on=day, reached=came, programme=programme.number, place=f"Balai RW {rw:02d}",
        groups=[Group.RT_RW_HEADS],
    )  # fmt: skip
    record_session(
        desk, replace(told, **changes), key=uuid.uuid4(), origin=Origin.DESK,
        pictures=[NewPicture(PictureKind.PHOTO, photo((day.day, rw, 90), (64, 48)))],
    )  # fmt: skip


def test_the_calendar_is_the_one_of_the_decree() -> None:
    found = calendar(CONTEST)
    campaign = found.stage(found.campaign_stage)
    assert campaign
    assert (campaign.start, campaign.end, found.voting_on) == (CAMPAIGN, LAST_CAMPAIGN_DAY, VOTING)


def test_a_programme_from_july_to_december(desk: Actor, cast: Cast, client: Client) -> None:
    programme = begun(desk)
    with pytest.raises(Refused, match="before_programme"):
        meet(desk, programme, on(date(2024, 7, 28)), SEMANGGI, 1)
    rounds = [(village, rw) for village in RTS for rw in RTS[village]]
    day, turn, seen = BEGINS, 0, []
    while day <= LAST_CAMPAIGN_DAY:
        village, rw = rounds[turn % len(rounds)]
        meet(desk, programme, on(day), village, rw)
        seen.append(coverage(day).city.value)
        day, turn = day + timedelta(days=7), turn + 1
    # Every RW in five weeks, all of its RT but one: five weeks on, what was reached first has begun to fade.
    assert seen[0] == pytest.approx(3 / 22)
    assert seen[4] == pytest.approx(17 / 22)
    assert all(16.7 / 22 <= value <= 17 / 22 for value in seen[4:])
    assert [round(mean, 6) for _day, mean in weekly(coverage(on(day - timedelta(days=7))))] == [
        round(value, 6) for value in seen[-8:]
    ]
    looked_at(client, cast)
    heads = next(row for row in by_group(VOTING) if row.group is Group.RT_RW_HEADS)
    assert (heads.quota, heads.held, heads.beyond) == (8, 8, len(seen) - 8)
    closed_in_december(desk, programme)


def looked_at(client: Client, cast: Cast) -> None:
    """The pages of the desk on the days that matter, each with its own truth."""
    client.force_login(cast.intan)
    for day, said in (
        (CAMPAIGN, "kampanye hari ke-1"), (LAST_CAMPAIGN_DAY, "kampanye hari ke-60"),
        (date(2024, 11, 25), "masa tenang"), (VOTING, "pemungutan suara"),
    ):  # fmt: skip
        on(day)
        page = client.get(f"/ruang/pencegahan/kalender/?bulan={day:%Y-%m}")
        assert page.status_code == 200
        text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()).casefold()
        assert said in text, day
        assert client.get("/ruang/pencegahan/").status_code == 200
    home = client.get("/ruang/pencegahan/").content.decode()
    assert "52 kelurahan" in home  # those without a list of RT are named, not left out


def closed_in_december(desk: Actor, programme: Programme) -> None:
    """What is still planned stands in the way; afterwards nothing more can be planned, and values fade."""
    on(date(2024, 11, 29))
    plan = {"topic": "Penutup", "place": "Pendapa", "area_code": SEMANGGI, "groups": [Group.RESIDENTS]}
    waiting = plan_session(desk, programme=programme, planned_on=ENDS, **plan)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="sessions_planned"):
        close_programme(desk, Programme.objects.get(pk=programme.pk))
    cancel_session(desk, waiting, "Digabung dengan apel")
    closed = close_programme(desk, Programme.objects.get(pk=programme.pk))
    with pytest.raises(Refused, match="programme_closed"):
        plan_session(desk, programme=closed, planned_on=ENDS, **plan)  # type: ignore[arg-type]
    later = coverage(on(date(2025, 3, 1)))
    assert later.city.value is not None
    assert 0 < later.city.value < 0.2
    assert {visit.village_code for visit in next_visits(later)} == set(RTS)


def test_in_the_campaign_a_session_names_a_leader_who_is_no_candidate_and_no_kin(desk: Actor) -> None:
    programme = begun(desk)
    on(date(2024, 9, 24))
    meet(desk, programme, date(2024, 9, 24), SEMANGGI, 1, leader_name="", leader_post="")
    add_kept_out(desk, Entry(KeptOutKind.KIN, "Sari Wulandari", "Daftar calon tetap (uji)"))
    on(CAMPAIGN)
    with pytest.raises(Refused, match="no_leader"):
        meet(desk, programme, CAMPAIGN, SEMANGGI, 2, leader_name="", leader_post="")
    with pytest.raises(Refused, match="leader_kept_out"):
        meet(desk, programme, CAMPAIGN, SEMANGGI, 2, leader_name="Hj. Sari Wulandari, S.Pd.")
    meet(desk, programme, CAMPAIGN, SEMANGGI, 2, leader_name="Wahyu Prasetyo")
    on(date(2024, 11, 28))
    meet(desk, programme, date(2024, 11, 28), SEMANGGI, 3, leader_name="", leader_post="")

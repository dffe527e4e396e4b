"""A plan that took place is recorded from the phone; a plan that somebody else recorded meanwhile is a conflict."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.selectors import today
from kondusif.outreach.models import Session
from kondusif.outreach.services.planning import cancel_session, plan_session
from kondusif.web.models import Item
from support.cast import JEBRES, SEMANGGI, Cast
from support.phone import Phone, session

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(phone: Phone, cast: Cast) -> Session:
    return plan_session(
        actor_of(cast.intan), programme=None, topic="Sosialisasi RW 1", place="Balai RW 1",
        area_code=f"{SEMANGGI}.001", groups=["rt_rw_heads"], planned_on=today(), planned_time=time(10),
        assigned_to=cast.citra, invited="Ketua RT dan RW",
    )  # fmt: skip


def test_todays_job_stands_on_the_phone_without_a_reason_from_reports(phone: Phone, plan: Session) -> None:
    (job,) = phone.greet()["jobs"]
    assert (job["number"], job["topic"], job["time"], job["area"]) == (
        plan.number, "Sosialisasi RW 1", "10.00", f"{SEMANGGI}.001",
    )  # fmt: skip
    assert set(job) == {
        "number", "topic", "place", "area", "invited", "time", "at", "late", "groups", "group_words", "programme",
    }  # fmt: skip


def test_a_plan_that_took_place_is_held_and_leaves_the_list(phone: Phone, plan: Session) -> None:
    body = session(area=f"{SEMANGGI}.001", job=plan.number, reached=[f"{SEMANGGI}.001.001"], topic=plan.topic)
    assert phone.send(phone.write(body))["subject"] == plan.number
    held = Session.objects.get()
    assert (held.status, held.held_on, held.reached.count()) == ("held", today(), 1)
    assert phone.greet()["jobs"] == []


def test_a_plan_that_was_cancelled_meanwhile_is_a_conflict_that_a_person_ends(
    phone: Phone, plan: Session, cast: Cast
) -> None:
    note = phone.write(session(area=f"{SEMANGGI}.001", job=plan.number, topic="Tetap berlangsung"))
    cancel_session(actor_of(cast.intan), plan, "Balai dipakai acara lain")
    answer: dict[str, Any] = phone.send(note)
    assert (answer["state"], Item.objects.get().code) == ("conflict", "web.item.job_gone")
    desk = Client()
    desk.force_login(cast.intan)
    assert desk.post(f"/ruang/pencegahan/kiriman/{note.key}/terima/").status_code == 302
    assert Session.objects.get(status="held").topic == "Tetap berlangsung"


def test_a_plan_of_another_area_is_not_taken_over_by_its_number(phone: Phone, cast: Cast) -> None:
    elsewhere = plan_session(
        actor_of(cast.intan), programme=None, topic="Sosialisasi Jebres", place="Balai kelurahan", area_code=JEBRES,
        groups=["residents"], planned_on=today(),
    )  # fmt: skip
    note = phone.write(session(job=elsewhere.number))
    answer = phone.send(note)
    assert (answer["state"], Item.objects.get().code) == ("conflict", "web.item.job_gone")
    desk = Client()
    desk.force_login(cast.intan)
    assert desk.post(f"/ruang/pencegahan/kiriman/{note.key}/terima/").status_code == 302
    assert Session.objects.get(status="held").area_code == SEMANGGI
    elsewhere.refresh_from_db()
    assert (elsewhere.status, elsewhere.area_code, elsewhere.version) == ("planned", JEBRES, 1)
    assert elsewhere.number not in str(phone.greet()["jobs"])

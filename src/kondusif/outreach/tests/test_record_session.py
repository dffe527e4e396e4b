from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures as store
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach.models import KeptOut, Picture, Session
from kondusif.outreach.rules import Lack, NewPicture, Origin, PictureKind, SessionFacts, SessionStatus
from kondusif.outreach.selectors.sessions import counted, filtered, jobs_of, session_view, sessions_visible_to
from kondusif.outreach.services import recording
from kondusif.outreach.services.pictures import add_picture, remove_picture
from kondusif.outreach.services.planning import assign, cancel_session, change_plan, plan_session
from kondusif.outreach.services.recording import correct_session, record_session
from kondusif.outreach.tests.conftest import RT, RW1, RW_WITHOUT_RT
from kondusif.outreach.tests.factories import ProgrammeFactory, SessionFactory, facts, paper, photo
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")
PHOTO = NewPicture(PictureKind.PHOTO, photo())


def recorded(cast: Cast, written: SessionFacts | None = None, **more: object) -> Session:
    first = {"key": uuid4(), "origin": Origin.FIELD, "pictures": [PHOTO]}
    return record_session(actor_of(cast.citra), written or facts(), **{**first, **more})  # type: ignore[arg-type]


def planned(cast: Cast, **changes: object) -> Session:
    first = {
        "programme": None, "topic": "Tolak politik uang", "place": "Balai RW", "area_code": SEMANGGI,
        "groups": ["residents"], "planned_on": TODAY,
    }  # fmt: skip
    return plan_session(actor_of(cast.intan), **{**first, **changes})  # type: ignore[arg-type]


def test_a_session_with_a_photo_counts_and_leaves_one_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    session = recorded(cast)
    (entry,) = Entry.objects.order_by("seq")[before:]
    assert (session.number, session.status, session.village_code) == ("SOS-3372-2024-0001", "held", SEMANGGI)
    assert entry.action == "outreach.session.recorded"
    assert entry.facts == {"area": SEMANGGI, "attending": 24, "reached": 1, "pictures": 1, "origin": "field"}
    assert session_view(session).counts
    assert list(counted(Session.objects.all())) == [session]


def test_the_same_session_sent_fifty_times_is_one(cast: Cast) -> None:
    key = uuid4()
    sent = [recorded(cast, key=key) for _ in range(50)]
    assert len({session.pk for session in sent}) == 1
    assert (Session.objects.count(), Picture.objects.count()) == (1, 1)
    assert len(list(store.folder().rglob("*.jpg"))) == 1


def test_two_notes_of_one_key_at_one_moment_are_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second passes the first look and is stopped by the database."""
    key, looks = uuid4(), []
    first, real = recorded(cast, key=key), recording._recorded
    monkeypatch.setattr(recording, "check_no_twin", lambda *args, **kwargs: None)

    def late(*args: object) -> Session | None:
        looks.append(args)
        return None if len(looks) == 1 else real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(recording, "_recorded", late)
    assert recorded(cast, key=key).pk == first.pk
    assert (len(looks), Session.objects.count(), len(list(store.folder().rglob("*.jpg")))) == (2, 1, 1)


def test_the_same_session_under_another_key_names_the_first(cast: Cast) -> None:
    first = recorded(cast)
    with pytest.raises(Refused) as error:
        recorded(cast)
    assert (error.value.code, error.value.facts) == ("outreach.session.twin", {"number": first.number})
    assert recorded(cast, facts(held_time=time(13, 0))).pk != first.pk


def test_a_key_of_somebody_else_opens_nothing(cast: Cast) -> None:
    session = recorded(cast)
    with pytest.raises(Refused) as error:
        record_session(actor_of(cast.intan), facts(topic="Lain"), key=session.key, origin=Origin.DESK)
    assert error.value.code == "outreach.session.key_taken"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"attending": -3}, "outreach.session.attending_negative"),
        ({"attending": 10_000}, "outreach.session.attending_too_many"),
        ({"held_on": TODAY + timedelta(days=1)}, "outreach.session.in_future"),
        ({"area_code": "33.74.01.1001"}, "outreach.session.outside_city"),
        ({"area_code": f"{SEMANGGI}.099"}, "outreach.session.place_unknown"),
        ({"area_code": "Semanggi"}, "outreach.session.place_unknown"),
        ({"area_code": "33.72.03"}, "outreach.session.place_too_wide"),
        ({"reached": [f"{SEMANGGI}.099.001"]}, "outreach.reach.unknown"),
        ({"reached": ["RW 7"]}, "outreach.reach.unknown"),
        ({"reached": [f"{JEBRES}.001.001"]}, "outreach.reach.elsewhere"),
        ({"reached": [SEMANGGI]}, "outreach.reach.too_wide"),
        ({"reached": [RW1]}, "outreach.reach.by_rt"),
        ({"groups": []}, "outreach.session.no_group"),
        ({"groups": ["siswa"]}, "outreach.session.group_unknown"),
        ({"topic": "  "}, "outreach.session.no_topic"),
        ({"place": ""}, "outreach.session.no_place"),
        ({"topic": "x" * 201}, "outreach.session.too_long"),
        ({"leader_name": " "}, "outreach.session.no_leader"),
        ({"programme": "PRG-3372-2024-0404"}, "outreach.session.programme_unknown"),
        ({"questions": [("Mengapa?", "Sebab.")] * 21}, "outreach.session.too_many_questions"),
    ],
)
def test_what_cannot_be_true_is_refused_and_leaves_nothing(cast: Cast, change: dict[str, object], code: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused) as error:
        recorded(cast, facts(**change))
    assert error.value.code == code
    assert not Session.objects.exists()
    assert not list(store.folder().rglob("*.jpg"))
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("held_on", "closed_on", "code"),
    [
        (date(2024, 8, 31), None, "outreach.session.before_programme"),
        (date(2024, 11, 13), date(2024, 11, 1), "outreach.session.programme_closed"),
    ],
)
def test_a_session_lies_inside_its_programme(cast: Cast, held_on: date, closed_on: date | None, code: str) -> None:
    programme = ProgrammeFactory(created_by=cast.intan, closed_on=closed_on)
    with pytest.raises(Refused) as error:
        recorded(cast, facts(held_on=held_on, programme=programme.number))
    assert error.value.code == code


def test_an_rw_stands_for_itself_only_where_its_rt_are_unknown(cast: Cast) -> None:
    session = recorded(cast, facts(reached=[RT[0], RT[1], RW_WITHOUT_RT]))
    view = session_view(session)
    shown = [(row.code, len(row.parts), row.whole) for row in view.reached]
    assert shown == [(RW1, 2, False), (RW_WITHOUT_RT, 0, True)]


def test_the_desk_may_mark_guests_of_another_kelurahan(cast: Cast) -> None:
    session = record_session(
        actor_of(cast.intan), facts(reached=[f"{JEBRES}.001.001"]), key=uuid4(), origin=Origin.DESK
    )
    assert session_view(session).reached_count == 1


@pytest.mark.parametrize("written", ["H. Supri Yono, S.H.", "SUPRIYONO", "Bapak Supriyono"])
def test_nobody_on_the_list_of_candidates_leads_during_the_campaign(cast: Cast, written: str) -> None:
    KeptOut.objects.create(kind="candidate", text="Supriyono", source="KPU", added_by=cast.intan, added_on=TODAY)
    with pytest.raises(Refused) as error:
        recorded(cast, facts(leader_name=written))
    assert error.value.code == "outreach.session.leader_kept_out"
    assert recorded(cast, facts(leader_name=written, held_on=date(2024, 9, 1))).number


def test_before_the_campaign_no_leader_need_be_named(cast: Cast) -> None:
    assert recorded(cast, facts(held_on=date(2024, 9, 24), leader_name="")).leader_name == ""


def test_a_session_without_evidence_says_what_it_lacks(cast: Cast) -> None:
    session = recorded(cast, facts(attending=0), pictures=[])
    assert session_view(session).lacks == (Lack.ATTENDING, Lack.EVIDENCE)
    assert list(filtered(Session.objects.all(), {"counts": "belum"})) == [session]
    assert not counted(Session.objects.all()).exists()


def test_a_plan_that_took_place_keeps_its_number_and_programme(cast: Cast) -> None:
    programme = ProgrammeFactory(created_by=cast.intan)
    plan = planned(cast, programme=programme, assigned_to=cast.citra)
    assert jobs_of(cast.citra, TODAY) == [plan]
    session = recorded(cast, session=plan)
    assert (session.pk, session.number, session.programme) == (plan.pk, plan.number, programme)
    assert (session.status, session.version) == (SessionStatus.HELD, 2)
    assert jobs_of(cast.citra, TODAY) == []


def test_a_plan_that_somebody_else_recorded_is_not_recorded_again(cast: Cast) -> None:
    plan = planned(cast)
    recorded(cast, session=plan)
    with pytest.raises(Stale):
        record_session(actor_of(cast.intan), facts(topic="Lain"), session=plan, key=uuid4(), origin=Origin.DESK)


def test_a_second_click_on_a_plan_gives_the_first(cast: Cast) -> None:
    key = uuid4()
    assert len({planned(cast, key=key).pk for _ in range(50)}) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"planned_on": TODAY - timedelta(days=1)}, "outreach.session.planned_in_past"),
        ({"groups": []}, "outreach.session.no_group"),
        ({"area_code": "33.72.03.9999"}, "outreach.session.place_unknown"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused(cast: Cast, change: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as error:
        planned(cast, **change)
    assert error.value.code == code


def test_a_plan_goes_to_an_officer_of_its_area_alone(cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        planned(cast, area_code=JEBRES, assigned_to=cast.citra)
    assert error.value.code == "outreach.session.officer_elsewhere"
    given = assign(actor_of(cast.intan), planned(cast), cast.citra)
    assert given.assigned_to == cast.citra


def test_a_plan_changes_until_it_is_held(cast: Cast) -> None:
    plan = planned(cast)
    changed = change_plan(actor_of(cast.intan), plan, place="Balai RW 002", groups=["schools"])
    assert (changed.place, [row.group for row in changed.audiences.all()]) == ("Balai RW 002", ["schools"])
    with pytest.raises(Stale):
        change_plan(actor_of(cast.intan), plan, place="Lain")
    held = recorded(cast, session=changed)
    with pytest.raises(Refused):
        change_plan(actor_of(cast.intan), held, place="Lain")


def test_a_cancelled_session_stays_with_its_reason(cast: Cast) -> None:
    plan = planned(cast)
    with pytest.raises(Refused):
        cancel_session(actor_of(cast.intan), plan, " ")
    gone = cancel_session(actor_of(cast.intan), plan, "Hujan deras.")
    assert (gone.status, gone.cancelled_because) == ("cancelled", "Hujan deras.")
    with pytest.raises(Stale):
        recorded(cast, session=gone)


def test_a_correction_keeps_both_values(cast: Cast) -> None:
    session = recorded(cast)
    changes = {"attending": 19, "reached": [RT[1]], "place": session.place}
    after = correct_session(actor_of(cast.intan), session, changes, reason="Salah hitung.")
    rows = {row.field: (row.before, row.after) for row in after.corrections.all()}
    assert rows == {"attending": ("24", "19"), "reached": (RT[0], RT[1])}
    assert [row.area_code for row in after.reached.all()] == [RT[1]]
    with pytest.raises(Stale):
        correct_session(actor_of(cast.intan), session, {"attending": 5}, reason="Lagi.")


def test_a_correction_cannot_write_what_could_not_be_recorded(cast: Cast) -> None:
    session = recorded(cast)
    with pytest.raises(Refused):
        correct_session(actor_of(cast.intan), session, {"attending": 10_000}, reason="Salah.")
    session.refresh_from_db()
    assert session.attending == 24


def test_a_correction_adds_no_rt_of_another_kelurahan_but_keeps_what_the_desk_marked(cast: Cast) -> None:
    guest = f"{JEBRES}.001.001"
    session = recorded(cast)
    with pytest.raises(Refused) as error:
        correct_session(actor_of(cast.citra), session, {"reached": [RT[0], guest]}, reason="Tamu.")
    assert error.value.code == "outreach.reach.elsewhere"
    marked = correct_session(actor_of(cast.intan), session, {"reached": [RT[0], guest]}, reason="Tamu.", elsewhere=True)
    after = correct_session(actor_of(cast.citra), marked, {"reached": [RT[1], guest]}, reason="Salah RT.")
    assert {row.area_code for row in after.reached.all()} == {RT[1], guest}


def test_an_officer_sees_the_own_area_and_a_stranger_nothing(cast: Cast) -> None:
    mine = SessionFactory(recorded_by=cast.citra)
    other = SessionFactory(recorded_by=cast.intan, area_code=JEBRES)
    assert list(sessions_visible_to(cast.citra)) == [mine]
    assert set(sessions_visible_to(cast.intan)) == {mine, other}
    assert not sessions_visible_to(cast.dewi).exists()


def test_a_photo_of_forty_megabytes_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        recorded(cast, pictures=[NewPicture(PictureKind.PHOTO, photo() + b"\x00" * 40_000_000)])
    assert error.value.code == "base.picture.too_large"
    assert not Session.objects.exists()


def test_a_scanned_list_of_two_pages_is_two_pictures(cast: Cast) -> None:
    scan = paper(2)
    session = recorded(cast, pictures=[])
    add_picture(actor_of(cast.citra), session, PictureKind.ATTENDANCE_LIST, scan)
    assert [row.kind for row in session.pictures.all()] == ["attendance_list"] * 2
    assert session_view(session).counts
    add_picture(actor_of(cast.citra), session, PictureKind.ATTENDANCE_LIST, scan)
    assert session.pictures.count() == 2
    with pytest.raises(Refused):
        add_picture(actor_of(cast.citra), session, PictureKind.PHOTO, scan)


def test_a_picture_goes_with_a_reason_and_from_the_disk(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    session = recorded(cast)
    (picture,) = session.pictures.all()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_picture(actor_of(cast.citra), picture, reason="Wajah anak terlihat.")
    assert not list(store.folder().rglob("*.jpg"))
    assert session.corrections.get().reason == "Wajah anak terlihat."


def test_the_machine_records_no_session(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_session(system_actor("uji"), facts(), key=uuid4(), origin=Origin.DESK)

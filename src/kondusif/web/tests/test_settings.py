from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import Grant, User
from kondusif.incidents.measure import thresholds
from kondusif.institutions.selectors import city as the_city
from kondusif.institutions.selectors import today
from kondusif.stages.selectors import current_contest
from support.cast import CITY, SEMANGGI, Cast

pytestmark = pytest.mark.usefixtures("nation")


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ani)
    return client


def test_the_settings_list_people_units_and_the_measure(admin: Client) -> None:
    page = admin.get(reverse("web:settings")).content.decode()
    assert "12 orang mempunyai akun" in page
    assert "Petugas lapangan, Semanggi, Pasar Kliwon" in page
    assert "7 unit dalam susunan kota" in page
    assert "Tanggal latihan: Rabu, 13 November 2024" in page


def test_only_the_admin_sets_anything(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    assert client.get(reverse("web:settings")).status_code == 403
    assert client.post(reverse("web:date"), {"on": "20 November 2024"}).status_code == 403


def test_the_date_of_the_exercise_moves(admin: Client) -> None:
    admin.post(reverse("web:date"), {"on": "27 November 2024"})
    assert today() == date(2024, 11, 27)


def test_a_date_that_is_none_is_asked_again(admin: Client) -> None:
    answer = admin.post(reverse("web:date"), {"on": "besok lusa"})
    assert answer.status_code == 422
    assert "besok lusa" in answer.content.decode()
    assert today() == date(2024, 11, 13)


def test_a_date_fixed_from_outside_hides_its_control(admin: Client, settings) -> None:
    settings.TODAY = date(2024, 11, 20)
    page = admin.get(reverse("web:settings")).content.decode()
    assert "Geser tanggal" not in page
    assert admin.post(reverse("web:date"), {"on": "27 November 2024"}).status_code == 422


def test_the_contest_can_be_none_and_another(admin: Client) -> None:
    admin.post(reverse("web:contest"), {"contest": ""})
    assert current_contest() is None
    assert "belum menghadapi kontes" in admin.get(reverse("web:settings")).content.decode()
    admin.post(reverse("web:contest"), {"contest": "pemilu-2024"})
    assert the_city().contest == "pemilu-2024"


def test_a_blank_calendar_is_opened_and_dated(admin: Client) -> None:
    answer = admin.post(reverse("web:contest"), {"contest": "kosong-pilkada", "blank_name": "Pilkada 2029"})
    assert answer.url == reverse("web:calendar")
    contest = current_contest()
    assert contest
    voting = contest.voting_stage
    sent = {"stage": voting, "starts_on": "28 November 2029", "ends_on": "28 November 2029", "source": ""}
    assert admin.post(reverse("web:calendar"), sent).status_code == 422
    admin.post(reverse("web:calendar"), {**sent, "source": "PKPU yang akan datang"})
    contest = current_contest()
    assert contest
    assert contest.voting_on == date(2029, 11, 28)


def test_a_shipped_calendar_is_shown_and_not_changed(admin: Client) -> None:
    page = admin.get(reverse("web:calendar") + "?tahap=kampanye").content.decode()
    assert "tidak diubah di sini" in page
    assert "Simpan tanggal" not in page


def test_thresholds_change_and_nonsense_is_refused(admin: Client) -> None:
    numbers = {
        "window_days": 5, "look_back_days": 30, "silent_percent": 50,
        "weights-light": 1, "weights-medium": 3, "weights-heavy": 9,
        "village-watch": 2, "village-tense": 6, "village-critical": 12, "city-watch": 6, "city-tense": 24,
        "city-critical": 48,
    }  # fmt: skip
    admin.post(reverse("web:thresholds"), numbers)
    assert thresholds(the_city()).window_days == 5
    answer = admin.post(reverse("web:thresholds"), {**numbers, "village-tense": 1})
    assert answer.status_code == 422
    assert "naik dari perlu perhatian" in answer.content.decode()


def test_a_person_is_added_with_a_role_and_the_role_ends(admin: Client) -> None:
    sent = {
        "full_name": "Orang Baru", "username": "baru", "unit": "kel-semanggi", "password": "pasar malam ramai sekali",
        "role": "field", "area": SEMANGGI, "starts_on": "13 November 2024", "ends_on": "",
    }  # fmt: skip
    admin.post(reverse("web:people"), sent)
    user = User.objects.get(username="baru")
    grant = Grant.objects.get(user=user)
    assert (grant.role, grant.area_code, user.unit.key) == ("field", SEMANGGI, "kel-semanggi")
    admin.post(reverse("web:end_grant", args=[grant.pk]))
    grant.refresh_from_db()
    assert grant.ends_on == date(2024, 11, 13)


def test_a_taken_name_is_refused_with_everything_typed(admin: Client) -> None:
    sent = {
        "full_name": "Orang Baru", "username": "Intan", "unit": "", "password": "pasar malam ramai sekali",
        "role": "field", "area": CITY, "starts_on": "13 November 2024",
    }  # fmt: skip
    answer = admin.post(reverse("web:people"), sent)
    assert answer.status_code == 422
    assert "sudah dipakai" in answer.content.decode()
    assert "Orang Baru" in answer.content.decode()


def test_a_further_role_is_given_once(admin: Client, cast: Cast) -> None:
    sent = {"user": cast.intan.pk, "role": "verifier", "area": CITY, "starts_on": "13 November 2024", "ends_on": ""}
    assert admin.post(reverse("web:grant"), sent).status_code == 302
    assert admin.post(reverse("web:grant"), sent).status_code == 422
    assert Grant.objects.filter(user=cast.intan, role="verifier").count() == 1

"""`/awal/`: a real city from the national list, three people, nothing invented."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import Grant, User
from kondusif.audit.selectors import verify
from kondusif.incidents.models import Incident
from kondusif.institutions import first_key
from kondusif.institutions.models import Body, City, Unit
from kondusif.intake.models import Report
from kondusif.stages.selectors import current_contest
from kondusif.web.services import zone_of_province

pytestmark = pytest.mark.usefixtures("nation")

SENT = {
    "government": "Pemerintah Kota Ambon", "zone": "WIT", "contest": "pilkada-2024", "blank_name": "",
    "orang1-full_name": "Orang Satu", "orang1-username": "satu", "orang1-password": "rumah gadang biru laut",
    "orang1-roles": ["admin", "desk"],
    "orang2-full_name": "Orang Dua", "orang2-username": "dua", "orang2-password": "perahu kayu sore hari",
    "orang2-roles": ["verifier"],
    "orang3-full_name": "Orang Tiga", "orang3-username": "tiga", "orang3-password": "kebun cengkih tua sekali",
    "orang3-roles": ["handler"],
}  # fmt: skip
AMBON = "81.71"


@pytest.fixture(autouse=True)
def real(settings, tmp_path, client: Client, nation: None) -> str:
    """An installation without the exercise, whose key this visitor has shown; the key."""
    settings.DEMO = False
    settings.HOME = tmp_path
    cache.clear()
    key = first_key.made()
    client.get(reverse("web_public:first_run"), {"kunci": key})
    return key


def path(city: str = "") -> str:
    return reverse("web_public:first_run") + (f"?kota={city}" if city else "")


def test_a_city_is_found_by_province_and_by_text(client: Client) -> None:
    assert "Maluku" in client.get(path()).content.decode()
    assert "Kota Ambon" in client.get(path() + "?provinsi=81").content.decode()
    assert "Kota Ambon" in client.get(path() + "?q=ambon").content.decode()
    assert "Tidak ada kota atau kabupaten bernama" in client.get(path() + "?q=zzzz").content.decode()


def test_the_form_proposes_the_name_and_the_zone(client: Client) -> None:
    page = client.get(path(AMBON)).content.decode()
    assert "Pemerintah Kota Ambon" in page
    assert 'value="WIT"' in page
    assert "checked" in page


def test_a_city_stands_after_one_form_and_nothing_invented_is_in_it(client: Client) -> None:
    answer = client.post(path(AMBON), SENT)
    assert answer.url == reverse("account_login")
    place = City.objects.get()
    assert (place.code, place.zone, place.is_exercise, place.contest) == (AMBON, "WIT", False, "pilkada-2024")
    assert User.objects.count() == 3
    assert set(Grant.objects.values_list("role", "area_code")) == {
        ("admin", AMBON), ("desk", AMBON), ("verifier", AMBON), ("handler", AMBON),
    }  # fmt: skip
    assert not Report.objects.exists()
    assert not Incident.objects.exists()
    assert not Unit.objects.exclude(head_name="").exists()
    assert not Body.objects.exclude(address="").exists()
    assert verify().broken is None


def test_everybody_of_the_first_run_works_in_a_unit_so_that_keys_can_be_made(client: Client) -> None:
    client.post(path(AMBON), {**SENT, "orang1-unit": "setda"})
    assert dict(User.objects.values_list("username", "unit__key")) == {
        "satu": "setda", "dua": "kesbangpol", "tiga": "inspektorat",
    }  # fmt: skip


def test_a_unit_that_no_city_has_is_refused_and_nothing_is_lost(client: Client) -> None:
    answer = client.post(path(AMBON), {**SENT, "orang2-unit": "tidak-ada"})
    assert answer.status_code == 422
    assert "Orang Dua" in answer.content.decode()
    assert not City.objects.exists()


def test_an_admin_moves_somebody_to_another_unit(client: Client) -> None:
    client.post(path(AMBON), SENT)
    client.post(reverse("account_login"), {"login": "satu", "password": "rumah gadang biru laut"})
    dua = User.objects.get(username="dua")
    answer = client.post(reverse("web:move"), {"user": dua.pk, "unit": "kepegawaian"})
    assert answer.url == reverse("web:settings")
    dua.refresh_from_db()
    assert dua.unit is not None
    assert dua.unit.key == "kepegawaian"


def test_the_new_admin_can_sign_in(client: Client) -> None:
    client.post(path(AMBON), SENT)
    client.post(reverse("account_login"), {"login": "satu", "password": "rumah gadang biru laut"})
    assert client.get(reverse("web:settings")).status_code == 200


def test_units_follow_the_kind_of_place(client: Client) -> None:
    client.post(path("33.09"), {**SENT, "government": "Pemerintah Kabupaten Boyolali", "zone": "WIB"})
    assert Unit.objects.get(key="kepala-daerah").name == "Bupati"
    posts = set(Unit.objects.filter(kind="village").values_list("head_post", flat=True))
    assert posts == {"Lurah", "Kepala Desa"}


def test_no_contest_yet_is_an_answer(client: Client) -> None:
    client.post(path(AMBON), {**SENT, "contest": ""})
    assert current_contest() is None


def test_a_blank_calendar_can_be_opened(client: Client) -> None:
    client.post(path(AMBON), {**SENT, "contest": "kosong-pilkada", "blank_name": "Pilkada 2029"})
    contest = current_contest()
    assert contest
    assert (contest.name, contest.local, contest.voting_on) == ("Pilkada 2029", True, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"orang2-roles": ["leader"]}, "Belum ada yang memegang peran ini: Verifikator"),
        ({"orang2-username": "SATU"}, "nama pengguna yang sama"),
        ({"orang1-password": "pendek"}, "Sandi terlalu lemah"),
        ({"government": ""}, "Isi nama pemerintah daerah."),
        ({"orang2-full_name": ""}, "Isi nama lengkap orang ke-2."),
        ({"contest": "kosong-pilkada"}, "Beri nama kontes"),
        ({"contest": "pilkada-1999"}, "tidak ada dalam daftar"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_half_made_stays(
    client: Client, change: dict[str, object], words: str
) -> None:
    answer = client.post(path(AMBON), {**SENT, **change})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Orang Tiga" in answer.content.decode()
    assert not City.objects.exists()
    assert not User.objects.exists()


def test_once_a_city_stands_the_page_is_gone(client: Client) -> None:
    client.post(path(AMBON), SENT)
    assert client.get(path()).status_code == 404
    assert client.post(path("33.72"), SENT).status_code == 404


def test_where_the_exercise_runs_there_is_no_first_run(client: Client, settings) -> None:
    settings.DEMO = True
    assert client.get(path()).status_code == 404


def test_only_a_city_of_the_list_can_be_founded(client: Client) -> None:
    assert client.post(path("81"), SENT).status_code == 200  # a province leads back to the choice
    assert client.get(path("81.99")).status_code == 422
    assert not City.objects.exists()


@pytest.mark.parametrize(("code", "zone"), [("33.72", "WIB"), ("62.71", "WIB"), ("64.71", "WITA"), ("91.71", "WIT")])
def test_the_zone_is_guessed_from_the_province(code: str, zone: str) -> None:
    assert zone_of_province(code) == zone


def test_until_a_city_stands_every_other_page_leads_here(client: Client) -> None:
    assert client.get("/").url == path()
    assert client.get(reverse("web:home")).url == path()
    assert client.get("/sehat/").status_code == 200
    client.post(path(AMBON), SENT)
    assert client.get("/").status_code == 200


def stranger() -> Client:
    """Somebody else who reached the server."""
    return Client()


def test_a_stranger_is_asked_for_the_key_and_founds_nothing(real: str) -> None:
    visitor = stranger()
    for page in (path(), path(AMBON), path() + "?q=ambon"):
        shown = visitor.get(page)
        assert "Kunci awal" in shown.content.decode()
        assert "Kota Ambon" not in shown.content.decode()
    assert visitor.post(path(AMBON), SENT).status_code == 422
    assert not City.objects.exists()


def test_the_printed_link_opens_and_stays_open(real: str) -> None:
    visitor = stranger()
    assert "Maluku" in visitor.get(path(), {"kunci": real}).content.decode()
    assert "Pemerintah Kota Ambon" in visitor.get(path(AMBON)).content.decode()
    assert visitor.post(path(AMBON), SENT).url == reverse("account_login")


def test_the_key_can_be_typed(real: str) -> None:
    visitor = stranger()
    answer = visitor.post(path(), {"key": f" {real} "})
    assert answer.url == path()
    assert "Maluku" in visitor.get(path()).content.decode()


def test_a_wrong_key_is_one_sentence_and_many_of_them_have_to_wait(real: str) -> None:
    visitor = stranger()
    first = visitor.get(path(), {"kunci": "salah"})
    assert first.status_code == 403
    assert "bukan kunci awal" in first.content.decode()
    answers = [visitor.post(path(), {"key": f"salah-{number}"}).status_code for number in range(first_key.TRIES)]
    assert answers == [403] * (first_key.TRIES - 1) + [429]
    assert "satu menit" in visitor.get(path(), {"kunci": "salah"}).content.decode()
    assert "Maluku" in visitor.get(path(), {"kunci": real}).content.decode(), "guessing by others locks nobody out"


def test_a_new_start_closes_what_an_old_key_had_opened(client: Client) -> None:
    first_key.made()
    assert "Kunci awal" in client.get(path()).content.decode()


def test_without_a_key_nobody_founds_a_city(client: Client, real: str) -> None:
    first_key.spent()
    answer = client.get(path(), {"kunci": real})
    assert answer.status_code == 403
    assert "kondusif up" in answer.content.decode()


def test_the_key_is_spent_once_the_city_stands_and_read_by_its_owner_alone(client: Client) -> None:
    assert first_key.path().stat().st_mode & 0o077 == 0
    client.post(path(AMBON), SENT)
    assert not first_key.path().exists()
    assert client.get(path()).status_code == 404


def test_programs_are_answered_before_a_city_stands() -> None:
    visitor = stranger()
    assert visitor.get("/api/v1/stages/pilkada-2024", {"on": "2024-11-13"}).json()["phase"] == "calon"
    for path in ("rulebook/acts", "advice/acts", "figures", "territory", "advice?act=like"):
        assert visitor.get(f"/api/v1/{path}").status_code == 200

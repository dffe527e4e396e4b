import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.exercise import every_sign_in
from kondusif.institutions.models import City
from support.cast import Cast


def test_the_exercise_shows_one_sign_in_per_role(client: Client, city: City) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert all(row.password in page for row in every_sign_in())
    assert "Pelapor tidak memerlukan akun" in page


@pytest.mark.parametrize("change", [{"is_exercise": False, "exercise_on": None}, {}])
def test_a_real_city_shows_none(client: Client, city: City, settings, change: dict[str, object]) -> None:
    settings.DEMO = bool(change)
    City.objects.update(**change or {"name": city.name})
    page = client.get(reverse("account_login")).content.decode()
    assert "latihan-" not in page


def test_signing_in_leads_to_the_room_and_out_to_the_home(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("account_login"), {"login": "intan", "password": "sandi-intan"})
    assert answer.url == reverse("web:home")
    assert client.post(reverse("account_logout")).url == reverse("web_public:home")


def test_a_wrong_password_is_one_plain_sentence(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("account_login"), {"login": "intan", "password": "bukan"})
    assert "Ada 1 hal yang perlu diperbaiki" in answer.content.decode()


PAGES = [
    "accounts:mine", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "account_logout",
    "account_change_password", "account_reauthenticate",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_an_account_wear_our_look(client: Client, cast: Cast, name: str) -> None:
    client.post(reverse("account_login"), {"login": "intan", "password": "sandi-intan"})
    answer = client.get(reverse(name), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="bilah"' in page
    assert "<h1" in page


def test_a_second_factor_is_asked_for_and_opens_the_room(client: Client, cast: Cast) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(cast.intan, secret)
    client.post(reverse("account_login"), {"login": "intan", "password": "sandi-intan"})
    assert client.get(reverse("web:home")).status_code == 404
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "Satu langkah lagi" in page
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("web:home")).status_code == 200

"""Outside bodies with their addresses: the admin writes them down, the trail keeps that it happened."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.audit.models import Entry
from kondusif.institutions.models import Body
from kondusif.institutions.rules import Matter
from kondusif.institutions.selectors import bodies_that_take
from support.cast import Cast

pytestmark = pytest.mark.django_db

FILLED = {
    "name": "LPSK", "address": "Jakarta", "phone": "148", "email": "", "site": "", "takes": ["pressure"],
    "how": "Bawa fotokopi KTP.", "answer_rule": "pressure.lpsk_decision",
}  # fmt: skip


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ani)
    return client


def test_an_admin_adds_a_body_and_pressed_reporters_can_write_to_it(admin: Client) -> None:
    assert "belum dapat menyurati lembaga mana pun" in admin.get(reverse("web:bodies")).content.decode()
    assert admin.post(reverse("web:new_body"), FILLED).status_code == 302
    assert [body.name for body in bodies_that_take(Matter.PRESSURE)] == ["LPSK"]
    assert "menyurati satu lembaga" in admin.get(reverse("web:bodies")).content.decode()
    assert Entry.objects.filter(action="institutions.body.saved", subject="lpsk").exists()


def test_an_address_is_corrected_and_the_key_stays(admin: Client) -> None:
    admin.post(reverse("web:new_body"), FILLED)
    admin.post(reverse("web:body", args=["lpsk"]), FILLED | {"name": "LPSK Perwakilan", "address": "Semarang"})
    body = Body.objects.get(key="lpsk")
    assert (body.name, body.address) == ("LPSK Perwakilan", "Semarang")


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "bukan surel"}, {"site": "bukan situs"}, {"answer_rule": "x"}, {"takes": ["x"]}]
)
def test_wrong_input_gets_one_sentence_and_keeps_what_was_typed(admin: Client, wrong: dict[str, object]) -> None:
    page = admin.post(reverse("web:new_body"), FILLED | wrong)
    assert page.status_code == 422
    assert page.content.decode().count('class="pesan-salah"') == 1
    assert "Bawa fotokopi KTP." in page.content.decode()
    assert not Body.objects.filter(address="Jakarta").exists()


def test_two_bodies_of_one_name_are_refused(admin: Client) -> None:
    admin.post(reverse("web:new_body"), FILLED)
    assert admin.post(reverse("web:new_body"), FILLED | {"name": "lpsk"}).status_code == 422
    assert Body.objects.filter(name__iexact="lpsk").count() == 1


def test_nobody_but_an_admin_writes_addresses(client: Client, cast: Cast) -> None:
    client.force_login(cast.budi)
    assert client.post(reverse("web:new_body"), FILLED).status_code == 403
    client.logout()
    assert client.get(reverse("web:bodies")).status_code == 404

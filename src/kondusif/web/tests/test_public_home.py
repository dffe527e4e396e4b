import pytest
from django.test import Client
from django.urls import reverse

from kondusif.institutions.models import City
from kondusif.kernel.actor import system_actor
from kondusif.stages.services import choose_contest


def page(client: Client, name: str = "web_public:home") -> str:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_doors_come_before_the_stage_and_danger_has_a_number(client: Client, city: City) -> None:
    found = page(client)
    assert found.index("Laporkan pelanggaran") < found.index("14 hari lagi")
    assert 'href="tel:110"' in found
    assert 'href="tel:112"' in found


def test_the_meaning_for_civil_servants_is_counted_from_the_rulebook(client: Client, city: City) -> None:
    found = page(client)
    assert "Calon sudah ditetapkan." in found
    assert "12 perbuatan dilarang SKB Netralitas 2022; 11 dinilai sebagai pelanggaran disiplin" in found


def test_without_a_contest_the_home_says_so(client: Client, city: City) -> None:
    choose_contest(system_actor("uji"), "")
    found = page(client)
    assert "Belum ada kontes" in found
    assert "Artinya bagi ASN" not in found


@pytest.mark.usefixtures("db")
def test_before_a_city_stands_the_home_says_what_to_do(client: Client) -> None:
    assert "Kota belum dipilih" in page(client)


@pytest.mark.parametrize("name", ["web_public:help", "web_public:privacy", "web_public:accessibility"])
def test_the_pages_of_help_stand_without_a_session(client: Client, city: City, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_home_sets_no_cookie_and_runs_no_script(client: Client, city: City) -> None:
    answer = client.get(reverse("web_public:home"))
    assert not answer.cookies
    assert b"<script" not in answer.content

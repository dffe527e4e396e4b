"""Poster and card of a unit: the city's own address, nobody's name, number or face; for those who spread the page."""

import re

import pypdfium2
import pytest
from django.test import Client

from kondusif.advice import posters
from kondusif.institutions.models import City
from kondusif.institutions.selectors import unit_choices
from support.cast import Cast

pytestmark = pytest.mark.django_db


def words_of(body: bytes) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(body)
    try:
        return len(document), document[0].get_textpage().get_text_range()
    finally:
        document.close()


@pytest.fixture
def unit_key(cast: Cast) -> str:
    return unit_choices()[0].key


@pytest.mark.parametrize("name", ["poster", "kartu"])
def test_one_sheet_with_unit_address_and_three_answers(client: Client, cast: Cast, unit_key: str, name: str) -> None:
    client.force_login(cast.laras)
    answer = client.get(f"/ruang/bolehkah/{name}.pdf", {"unit": unit_key})
    assert answer["Content-Type"] == "application/pdf"
    pages, words = words_of(answer.content)
    assert pages == 1
    for said in ("testserver/bolehkah/", unit_choices()[0].name, "Bolehkah saya", "Boleh", "Tanya dulu", "Dilarang"):
        assert said in words
    assert not re.search(r"\d", words), "a figure on a board in election time is a candidate"


def test_the_page_offers_every_unit_and_ready_words(client: Client, cast: Cast, unit_key: str) -> None:
    client.force_login(cast.laras)
    page = client.get("/ruang/bolehkah/").content.decode()
    assert page.count("<option") == len(unit_choices()) + 1
    assert "hanya terbuka di komputer ini" in page
    chosen = client.get("/ruang/bolehkah/", {"unit": unit_key}).content.decode()
    assert "http://testserver/bolehkah/" in chosen
    assert "poster.pdf?unit=" in chosen


@pytest.mark.parametrize("path", ["", "poster.pdf", "kartu.pdf"])
def test_an_unknown_unit_is_refused_in_words(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.laras)
    answer = client.get(f"/ruang/bolehkah/{path}", {"unit": "tidak-ada"})
    assert answer.status_code == 422
    assert "tidak ada dalam susunan kota" in answer.content.decode()


def test_the_code_holds_the_address_and_its_picture_stands_alone(city: City) -> None:
    drawn = posters.code("https://kota.example/bolehkah/")
    assert drawn.startswith("<svg")
    assert "xmlns=" in drawn
    assert drawn != posters.code("https://kota.example/lapor/")

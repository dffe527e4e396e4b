"""The lawyers' worklist counts what cases rest on."""

import pytest
from django.test import Client

from kondusif.rulebook import selectors as rulebook
from kondusif.web import views_rules
from support.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_lawyer_who_comes_in_lands_on_the_worklist(client: Client, cast: Cast) -> None:
    client.force_login(cast.laras)
    assert client.get("/ruang/").headers["Location"] == "/ruang/aturan/"


def test_the_worklist_shows_how_often_cases_rest_on_a_row(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_rules, "rule_uses", lambda: {"step:disiplin-pp94.examination": 12, "act:SKB-D-6": 5})
    client.force_login(cast.laras)
    page = client.get("/ruang/aturan/").content.decode()
    first = page.index("/ruang/aturan/baris/step:disiplin-pp94.examination/")
    assert first < page.index("/ruang/aturan/baris/act:SKB-D-6/") < page.index("/ruang/aturan/baris/act:SKB-KE-1/")
    assert ">12</span>" in page
    waiting = sum(row.status in {"draft", "checked"} for row in rulebook.book().rows().values())
    assert f"{waiting} baris aturan menunggu centang" in page


def test_the_worklist_reads_in_english(client: Client, cast: Cast) -> None:
    client.force_login(cast.eko)
    page = client.get("/en/ruang/aturan/").content.decode()
    assert "Being a member or an officer of a political party" in page


def test_the_worklist_turns_its_pages_and_keeps_the_filter(client: Client, cast: Cast) -> None:
    client.force_login(cast.laras)
    first = client.get("/ruang/aturan/?jenis=perbuatan").content.decode()
    assert first.count('<th scope="row"') == views_rules.PAGE
    assert "?jenis=perbuatan&amp;kurang=&amp;hal=2" in first
    acts = [key for key in rulebook.book().rows() if key.startswith("act:")]
    second = client.get("/ruang/aturan/?jenis=perbuatan&kurang=&hal=2").content.decode()
    assert second.count('<th scope="row"') == len(acts) - views_rules.PAGE

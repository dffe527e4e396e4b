"""The frames of the pages: what every page carries, and what it must not."""

import re

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from kondusif.base.tests.support import City, Person, Spoken, render, render_file

NAV = [
    {"label": "Situasi", "url": "/ruang/", "current": True, "count": None},
    {"label": "Laporan masuk", "url": "/ruang/laporan/", "current": False, "count": 1073},
]
PUBLIC = '{% extends "base/public.html" %}{% block title %}Uji{% endblock %}{% block main %}<h1>Uji</h1>{% endblock %}'
STAFF = '{% extends "base/staff.html" %}{% block title %}Uji{% endblock %}{% block main %}<h1>Uji</h1>{% endblock %}'
PAPER = '{% extends "base/paper.html" %}{% block title %}Uji{% endblock %}{% block main %}<h1>Uji</h1>{% endblock %}'
FRAMES = {"public": PUBLIC, "staff": STAFF, "paper": PAPER}
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


@pytest.fixture(autouse=True)
def small_site():
    with translation.override("id"), override_settings(ROOT_URLCONF="kondusif.base.tests.urls"):
        yield


def page(name: str, path: str = "/", **values: object) -> str:
    from kondusif.base.tests.support import Page, engine

    return engine().from_string(FRAMES[name]).render(Page(path, values).context())


@pytest.mark.parametrize("name", FRAMES)
def test_every_page_in_an_exercise_says_so_and_names_its_date(name):
    drawn = page(name, person=Person(), nav=NAV)
    assert "Latihan" in drawn
    if name != "paper":
        assert "13 November 2024" in drawn
        assert "(latihan)</title>" in re.sub(r"\s+</title>", "</title>", drawn)


@pytest.mark.parametrize("name", FRAMES)
def test_a_real_city_has_no_mark_of_an_exercise(name):
    assert "atihan" not in page(name, city=City(is_exercise=False), person=Person(), nav=NAV)


@pytest.mark.parametrize("name", FRAMES)
def test_a_page_stands_before_any_city_is_chosen(name):
    assert "<h1>Uji</h1>" in page(name, city=None)


@pytest.mark.parametrize("name", FRAMES)
def test_a_page_keeps_to_the_strict_policy(name):
    drawn = page(name, person=Person(), nav=NAV)
    assert " style=" not in drawn
    assert re.findall(r"<script(?![^>]*\bsrc=)", drawn) == []
    assert re.findall(r"\son[a-z]+=", drawn) == []
    assert re.findall(r"""(?:src|href)="(?:https?:)?//""", drawn) == []


@pytest.mark.parametrize("name", FRAMES)
def test_a_page_has_one_main_a_skip_link_and_a_language(name):
    drawn = page(name, person=Person(), nav=NAV)
    assert drawn.lstrip().startswith("<!doctype html>")
    assert '<html lang="id">' in drawn
    assert drawn.count("<main") == 1
    assert 'class="lewati" href="#isi"' in drawn
    assert 'id="isi"' in drawn


def test_public_pages_need_no_script_and_set_no_token():
    drawn = page("public")
    assert "<script" not in drawn
    assert "csrf" not in drawn.lower()


def test_only_pages_that_stand_are_in_the_public_menu():
    drawn = page("public")
    assert ">Aturan</a>" in drawn
    assert "Transparansi" not in drawn  # not in the site of these tests
    assert "Bolehkah" not in drawn


@pytest.mark.parametrize(
    ("path", "current", "word"),
    [("/lapor/", "/lapor/", "page"), ("/lapor/cek/", "/lapor/cek/", "page"), ("/lapor/bukti/", "/lapor/", "true")],
)
def test_the_longest_entry_is_the_current_one(path, current, word):
    drawn = page("public", path)
    assert drawn.count("aria-current") == 1
    assert f'href="{current}" aria-current="{word}"' in drawn


def test_the_footer_has_help_and_emergency_numbers_on_every_public_page():
    drawn = page("public")
    for words in ('href="tel:110"', 'href="tel:112"', "Bakesbangpol. ", 'href="/masuk/"'):
        assert words in drawn


def test_the_page_is_offered_in_the_other_language_at_the_same_place():
    drawn = page("public", "/lapor/cek/")
    assert '<a href="/en/lapor/cek/" lang="en" hreflang="en">English</a>' in drawn
    with translation.override("en"):
        english = page("public", "/en/lapor/cek/")
    assert '<a href="/lapor/cek/" lang="id" hreflang="id">Bahasa Indonesia</a>' in english
    assert '<html lang="en">' in english
    assert 'href="/en/lapor/cek/" aria-current="page"' in english


def test_the_staff_bar_names_the_place_in_its_menu_and_counts():
    drawn = page("staff", "/ruang/", person=Person(), nav=NAV)
    assert '<summary><span class="di-sini">Situasi · </span>Menu</summary>' in drawn
    assert '<span class="cacah">1.073</span>' in drawn
    assert "Rini Maheswari" in drawn
    assert drawn.count('aria-current="page"') == 2  # the bar and the menu of small screens


def test_htmx_is_told_to_evaluate_nothing_and_style_nothing():
    drawn = page("staff", person=Person(), nav=NAV)
    assert '"allowEval":false' in drawn
    assert '"includeIndicatorStyles":false' in drawn
    assert 'hx-headers=\'{"X-CSRFToken"' in drawn


def test_messages_stand_in_the_page_and_alarm_only_when_they_must():
    drawn = page("public", messages=[Spoken("Tersimpan.", "success"), Spoken("Orang lain lebih dulu.", "warning")])
    assert re.search(r'role="status">\s*<p>Tersimpan', drawn)
    assert re.search(r'role="alert">\s*<p>Orang lain', drawn)


def test_an_empty_aside_leaves_one_column():
    assert 'class="kisi' not in page("public").partition("<footer")[0]
    with_aside = PUBLIC + "{% block aside %}<p>Sisi</p>{% endblock %}"
    FRAMES["aside"] = with_aside
    try:
        drawn = page("aside")
    finally:
        del FRAMES["aside"]
    assert '<aside class="samping"><p>Sisi</p></aside>' in drawn


def test_columns_render_their_parts_once():
    drawn = render("{% columns %}k-2-1{% column %}<p>A</p>{% column %}<p>B</p>{% endcolumns %}")
    assert drawn == '<div class="kisi k-2-1"><div><p>A</p></div><aside class="samping"><p>B</p></aside></div>'
    assert render("{% columns %}k-2-1{% column %}<p>A</p>{% column %}  {% endcolumns %}") == "<p>A</p>"


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("person", [None, Person()])
def test_every_error_page_stands_and_has_one_heading(name, person):
    drawn = render_file(name, "/ruang/penanganan/x/", person=person, nav=NAV)
    assert drawn.count("<h1") == 1
    assert "!" not in re.sub(r"<[^>]*>", "", drawn)


def test_a_stranger_is_offered_the_door_and_told_nothing():
    drawn = render_file("404.html", "/ruang/penanganan/NET-3372-2024-0001/?a=b&c=d")
    assert 'href="/masuk/?next=%2Fruang%2Fpenanganan%2FNET-3372-2024-0001%2F"' in drawn
    assert "peran" not in drawn


def test_the_error_of_the_server_needs_no_context():
    from django.template import Context

    from kondusif.base.tests.support import engine

    drawn = engine().get_template("500.html").render(Context({}))
    assert "Ada gangguan di sisi kami" in drawn


def test_a_refusal_is_one_sentence_with_its_code():
    drawn = render_file("base/_refused.html", sentence="Masih ada 3 langkah <terbuka>.", code="cases.cannot_close")
    assert "Masih ada 3 langkah &lt;terbuka&gt;." in drawn
    assert "[cases.cannot_close]" in drawn
    assert 'role="alert"' in drawn
    assert drawn.strip() in render_file(
        "base/refused.html", sentence="Masih ada 3 langkah <terbuka>.", code="cases.cannot_close"
    )


def test_the_languages_of_the_screen_are_languages_of_the_site():
    assert set(settings.LANGUAGES_ON_SCREEN) <= {code for code, _name in settings.LANGUAGES}

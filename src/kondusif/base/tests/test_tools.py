"""The tools that keep words and styles, on a small package of their own."""

import gzip
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[4]
STATIC = ROOT / "src" / "kondusif" / "base" / "static" / "kondusif"


def tool(name: str) -> ModuleType:
    path = ROOT / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"kondusif_tool_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


messages = tool("messages")
purge = tool("purge_css")

MODULE = """
from django.utils.translation import gettext as _, ngettext, pgettext
print(_("Satu kalimat"), _("dua " "potong"))
print(ngettext("%(n)s hari", "%(n)s hari", 3) % {"n": 3}, pgettext("bulan", "Mei"))
print(_("Nilai %(name)s dan %(total)d"))
"""
TEMPLATE = """{% load i18n %}<p title="{% translate 'Judul' %}">{% translate 'Isi "petik"' %}</p>
{% blocktranslate trimmed with x=1 %}
    Ada <b>{{ x }}</b>
    di sini
{% endblocktranslate %}
  {% if y %}
      {% blocktranslate count n=y %}{{ n }} berkas{% plural %}{{ n }} berkas-berkas{% endblocktranslate %}
  {% endif %}
"""


@pytest.fixture
def package(tmp_path):
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "tests").mkdir()
    (room / "views.py").write_text(MODULE, "utf-8")
    (room / "templates" / "show.html").write_text(TEMPLATE, "utf-8")
    (room / "tests" / "test_x.py").write_text('_("Bukan kalimat layar")', "utf-8")
    return tmp_path


def ids(catalog):
    return {message.id for message in catalog if message.id}


def test_sentences_of_modules_and_templates_are_gathered(package):
    assert ids(messages.gather(package)) == {
        "Satu kalimat",
        "dua potong",
        ("%(n)s hari", "%(n)s hari"),
        "Mei",
        "Nilai %(name)s dan %(total)d",
        "Judul",
        'Isi "petik"',
        "Ada <b>%(x)s</b> di sini",
        ("%(n)s berkas", "%(n)s berkas-berkas"),
    }


@pytest.fixture
def english(package):
    path = package / "locale" / "en" / "LC_MESSAGES" / "django.po"
    messages.keep(messages.merged(messages.load(path), messages.gather(package)), path)
    return path


def fill(english, **words):
    catalog = messages.load(english)
    for message in catalog:
        if message.id:
            message.string = message.id if isinstance(message.id, str) else tuple(message.id)
    for old, new in words.items():
        catalog.get(old.replace("_", " ")).string = new
    messages.keep(catalog, english)
    english.with_suffix(".mo").write_bytes(messages.compiled(english))


def test_a_new_catalogue_is_wholly_untranslated(package, english):
    faults = messages.faults(package, english)
    assert len([fault for fault in faults if fault.startswith("no translation")]) == 9
    assert "not compiled: en" in faults


def test_a_whole_catalogue_has_no_fault(package, english):
    fill(english)
    assert messages.faults(package, english) == []


def test_gathering_again_keeps_what_was_translated_and_changes_nothing_else(package, english):
    fill(english, Satu_kalimat="One sentence")
    before = english.read_text("utf-8")
    messages.keep(messages.merged(messages.load(english), messages.gather(package)), english)
    assert english.read_text("utf-8") == before
    assert 'msgstr "One sentence"' in before


def test_a_sentence_that_is_gone_is_stale_and_a_new_one_is_missing(package, english):
    fill(english)
    (package / "room" / "views.py").write_text('_("Kalimat baru")', "utf-8")
    faults = messages.faults(package, english)
    assert "missing: 'Kalimat baru' (room/views.py)" in faults
    assert "stale: 'Satu kalimat'" in faults


def test_a_lost_value_a_lost_tag_and_a_doubt_are_faults(package, english):
    fill(english)
    catalog = messages.load(english)
    catalog.get("Nilai %(name)s dan %(total)d").string = "Value %(nama)s and %(total)d"
    catalog.get("Ada <b>%(x)s</b> di sini").string = "There is %(x)s here"
    catalog.get("Judul").flags.add("fuzzy")
    messages.keep(catalog, english)
    english.with_suffix(".mo").write_bytes(messages.compiled(english))
    faults = messages.faults(package, english)
    assert "values differ: ['name', 'total'] and ['nama', 'total']: 'Nilai %(name)s dan %(total)d'" in faults
    assert "tags differ: 'Ada <b>%(x)s</b> di sini'" in faults
    assert "fuzzy: 'Judul'" in faults


def test_a_singular_may_leave_its_number_out(package, english):
    fill(english)
    catalog = messages.load(english)
    catalog.get("%(n)s hari").string = ("one day", "%(n)s days")
    messages.keep(catalog, english)
    english.with_suffix(".mo").write_bytes(messages.compiled(english))
    assert messages.faults(package, english) == []


def test_a_catalogue_that_was_changed_after_compiling_is_named(package, english):
    fill(english)
    english.write_text(english.read_text("utf-8").replace('msgstr "Judul"', 'msgstr "Title"'), "utf-8")
    assert messages.faults(package, english) == ["not compiled: en"]


def test_the_own_words_for_sentences_of_django_are_compiled():
    for path in messages.catalogues():
        if path.parent.parent.name == "id":
            assert path.with_suffix(".mo").read_bytes() == messages.compiled(path)


def test_the_office_answers_in_its_own_words_where_django_would_speak():
    from django import forms
    from django.utils import translation

    with translation.override("id"):
        assert [str(error) for error in forms.CharField().default_error_messages.values()] == [
            "Bagian ini belum diisi."
        ]


# Styles -----------------------------------------------------------------------------


def test_a_style_sheet_is_cut_to_the_classes_that_are_used():
    source = (
        '@charset "UTF-8";/*! Licence MIT */:root{--bs-a:1;--bs-b:2}a{color:var(--bs-a)}'
        ".keep,.drop{margin:0}.drop .keep{top:0}@media print{.drop{left:0}.keep{right:0}}"
        "@keyframes x{0%{left:0}}.keep:not(.btn-check){bottom:0}[data-bs-theme=dark]{--bs-a:3}"
    )
    made = purge.build(source, {"keep"})
    assert "/*! Licence MIT */" in made
    assert ".drop" not in made
    assert "--bs-b" not in made
    assert "dark" not in made
    assert "keyframes" not in made
    assert ".keep{margin:0}" in made
    assert "@media print{\n.keep{right:0}\n}" in made
    assert ".keep:not(.btn-check){bottom:0}" in made


def test_classes_are_read_out_of_conditions_too():
    text = "<p class=\"st {% if x %}st-besar{% endif %} jam-{{ y }}\"><b class='tebal'>"
    assert {"st", "st-besar", "tebal"} <= purge.classes_in(text, purge._CLASS_ATTRIBUTE)


@pytest.mark.skipif(not purge.default_source().exists(), reason="KONDUSIF_SHARED: the full Bootstrap is not at hand")
def test_every_class_of_bootstrap_that_a_template_uses_is_shipped():
    assert purge.missing(purge.default_source().read_text("utf-8")) == set()


def packed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_the_first_view_leaves_most_of_its_weight_to_the_page():
    styles = packed("bootstrap.css", "kondusif.css")
    fonts = sum(
        (STATIC / "fonts" / name).stat().st_size for name in ("kondusif-sans.woff2", "kondusif-serif-600.woff2")
    )
    assert packed("bootstrap.css") <= 12_000
    assert styles + fonts <= 50_000  # of 150 kB for a public page
    assert styles + fonts + packed("vendor/htmx.min.js", "kondusif.js") <= 75_000  # of 300 kB for a staff page


def test_every_foreign_part_has_its_licence_beside_it():
    for name in ("fonts/LICENSE-OFL.txt", "vendor/htmx.LICENSE.txt", "vendor/bootstrap.LICENSE.txt"):
        assert (STATIC / name).stat().st_size > 300
    assert "Licensed under MIT" in (STATIC / "bootstrap.css").read_text("utf-8")[:400]
    assert (ROOT / "src/kondusif/base/fonts/LICENSE-OFL.txt").exists()

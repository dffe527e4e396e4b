"""Every tag of the library, drawn once in each of its looks."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.base.icons import ICONS
from kondusif.base.templatetags.kondusif import ANSWER_WORDS, SITUATION_WORDS
from kondusif.base.tests.support import NOW, TODAY, Cited, Due, Reading, Skipped, render

START = date(2024, 11, 4)
DUE = Due(
    due=date(2024, 11, 12),
    outer=date(2024, 11, 13),
    office_by=datetime(2024, 11, 12, 16, 0),  # noqa: DTZ001
    readings=(Reading("working", "inclusive", date(2024, 11, 12)), Reading("working", "exclusive", date(2024, 11, 13))),
    skipped=(Skipped(date(2024, 11, 9), "akhir pekan"), Skipped(date(2024, 11, 10), "Minggu")),
    basis=(Cited("PP 94/2021", "Pasal 27"),),
    status="draft",
    confidence="faithful",
    why="Pemeriksaan paling lambat 7 hari kerja. Tanggal aman Selasa, 12 November 2024. Dasar: PP 94/2021 Pasal 27.",
)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize("name", ICONS)
def test_every_drawing_is_hidden_from_screen_readers(name):
    drawn = render("{% icon name %}", name=name)
    assert drawn.startswith('<svg class="ik" viewBox="0 0 16 16" aria-hidden="true">')
    assert "style=" not in drawn


@pytest.mark.parametrize("word", [*SITUATION_WORDS, *ANSWER_WORDS])
def test_a_status_is_never_shown_without_its_word_and_its_shape(word):
    drawn = render("{% status_chip word %}", word=word)
    assert "<svg" in drawn
    assert str((SITUATION_WORDS | ANSWER_WORDS)[word]) in drawn
    assert 'class="st st-' in drawn


def test_two_situations_never_share_a_shape():
    assert len({ICONS[word] for word in SITUATION_WORDS}) == 5


def test_a_status_can_be_plain_big_and_relabelled():
    drawn = render('{% status_chip "watch" label=words plain=True big=True %}', words="Kota: <b>")
    assert 'class="st st-watch st-polos st-besar"' in drawn
    assert "Kota: &lt;b&gt;" in drawn


def test_the_words_of_a_situation_fit_into_a_sentence():
    assert render("{{ 'tense'|situation_word }}") == "rawan"
    assert render("{{ nothing|situation_word }}", nothing="") == ""


def test_a_clock_says_its_date_to_those_who_cannot_see_its_colour():
    drawn = render("{% clock_chip due today %}", due=date(2024, 11, 14))
    assert "sisa 1 hari" in drawn
    assert 'visually-hidden">, Kamis, 14 November 2024' in drawn


def test_a_clock_of_an_unchecked_row_is_marked():
    assert "belum diperiksa" in render("{% clock_chip due today %}", due=DUE)
    assert "belum diperiksa" not in render("{% clock_chip due today %}", due=date(2024, 11, 14))


def test_the_strip_has_one_cell_a_day():
    drawn = render("{% day_strip due today=today start=start %}", due=DUE, start=START)
    assert drawn.count("<li") == 10
    assert 'class="lalu batas"' in drawn
    assert drawn.count(">libur<") == 2


def test_why_this_date_names_everything_that_stands_behind_it():
    drawn = render("{% why_date due today=today start=start %}", due=DUE, start=START)
    for words in (
        "Mengapa tanggal ini?",
        "<b>Selasa, 12 November 2024</b>",
        "PP 94/2021 Pasal 27",
        "disiplin-pp94.examination, edisi 2026.11.1",
        "hari kerja, hari itu dihitung sebagai hari pertama",
        "Sabtu, 9 November 2024 (akhir pekan); Minggu, 10 November 2024",
        "hari kerja, hitungan mulai keesokan harinya: Rabu, 13 November 2024",
        "Selasa, 12 November 2024 pukul 16.00",
        "belum diperiksa. Sumber: salinan yang setia pada naskah",
    ):
        assert words in drawn
    assert drawn.count("PP 94/2021 Pasal 27") == 1
    assert "Minggu, 10 November 2024 (Minggu)" not in drawn


def test_why_this_date_can_stand_open_and_is_silent_for_a_bare_date():
    assert '<details class="buka" open>' in render("{% why_date due today=today open=True %}", due=DUE)
    assert render("{% why_date due today=today %}", due=date(2024, 11, 14)).strip() == ""


def test_an_unknown_number_is_said_and_not_guessed():
    due = Due(due=None, why="Aturan tidak menyebut angka hari; lakukan segera.")
    drawn = render("{% clock_chip due today %}{% why_date due today=today %}", due=due)
    assert "tenggat belum diketahui" in drawn
    assert "Aturan tidak menyebut angka hari" in drawn
    assert "Batas aman" not in drawn


def test_a_clock_that_stands_still_says_so_and_how_much_it_has_left():
    assert "berhenti sementara, sisa 4 hari" in render(
        "{% clock_chip due today %}", due=Due(due=None, paused=True, left=4)
    )


def test_a_paused_day_is_no_holiday_on_the_strip():
    due = Due(
        due=date(2024, 11, 13), skipped=(Skipped(date(2024, 11, 11), "jeda"), Skipped(date(2024, 11, 12), "jeda"))
    )
    drawn = render("{% day_strip due today=today start=start %}", due=due, start=START)
    assert drawn.count("<small>jeda</small>") == 2


def test_a_bar_has_no_inline_style():
    drawn = render("{% bar 22 88 %}{% bar 5 0 %}{% bar 9 3 quiet=True %}")
    assert 'width="25.0"' in drawn
    assert 'width="0"' in drawn
    assert 'width="100.0"' in drawn
    assert "batang-redup" in drawn
    assert "style=" not in drawn


def test_the_filters_write_as_the_office_writes():
    drawn = render(
        "{{ today|tanggal }}|{{ today|tanggal_pendek }}|{{ local_now|pukul }}|{{ local_now|tanggal_pukul }}"
        "|{{ 1234.5|angka }}|{{ 0.71|persen }}|{{ 3|jumlah_kata }}|{{ today|tanggal_saja }}"
    ).replace("\xa0", " ")
    assert drawn == (
        "Rabu, 13 November 2024|Rab, 13 Nov|14.05 WIB|Rabu, 13 November 2024 pukul 14.05 WIB|1.234,5|71 %|tiga"
        "|13 November 2024"
    )


def test_a_filter_of_nothing_writes_nothing():
    assert render("{{ x|tanggal }}{{ x|pukul }}{{ x|angka }}{{ x|persen }}{{ x|tanggal_pendek }}", x=None) == ""


def test_a_room_without_a_style_sheet_gets_no_link():
    assert render('{% room_css "belum-ada" %}') == ""


# Forms ------------------------------------------------------------------------------


class Form(forms.Form):
    name = CleanTextField(label="Nama", help_text="Sesuai KTP.", max_length=10)
    on = TanggalField(label="Tanggal")
    story = CleanTextField(label="Uraian", rows=4, required=False)
    place = forms.ChoiceField(label="Kelurahan", choices=[("", "Pilih"), ("Jebres", [("a", "Mojosongo")])])
    track = PilihanField(label="Jalur", choices=[("b", "Bawaslu"), ("k", "Kota")], hints={"k": "Boleh tanpa nama."})
    marks = forms.MultipleChoiceField(
        label="Tanda", choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple, required=False
    )
    proof = forms.FileField(label="Bukti", required=False)
    sure = forms.BooleanField(label="Saya yakin")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def sent(**data):
    form = Form(data)
    form.is_valid()
    return form


def test_label_hint_error_and_box_stand_in_that_order():
    drawn = render("{% field form.name %}", form=sent(name="x" * 11))
    places = [drawn.index(part) for part in ('for="id_name"', "Sesuai KTP.", "paling banyak 10", "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_name-petunjuk id_name-salah"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'value="xxxxxxxxxxx"' in drawn
    assert "medan-salah" in drawn


def test_a_quiet_field_has_no_error_marks():
    drawn = render("{% field form.on %}", form=Form())
    assert "aria-invalid" not in drawn
    assert "aria-describedby" not in drawn
    assert "l-pendek" in drawn
    assert "placeholder" not in drawn


def test_a_choice_is_a_group_with_a_legend_and_hints():
    drawn = render("{% field form.track %}", form=sent(track="k"))
    assert "<fieldset" in drawn
    assert "<legend>Jalur</legend>" in drawn
    assert drawn.count('class="pilihan"') == 2
    assert "Boleh tanpa nama." in drawn
    assert drawn.count("checked") == 1
    assert 'class="form-check-input"' in drawn


def test_a_compact_choice_is_a_plain_list():
    drawn = render("{% field form.marks compact=True %}", form=sent(marks=["x", "y"]))
    assert drawn.count('class="form-check"') == 2
    assert drawn.count("checked") == 2


def test_places_are_chosen_from_groups():
    drawn = render("{% field form.place %}", form=Form())
    assert '<optgroup label="Jebres">' in drawn
    assert "form-select" in drawn


def test_files_single_boxes_and_hidden_fields_are_drawn():
    drawn = render("{% field form.proof %}{% field form.sure %}{% field form.secret %}", form=Form())
    assert 'type="file"' in drawn
    assert '<label class="form-check-label" for="id_sure">Saya yakin</label>' in drawn
    assert 'type="hidden"' in drawn


def test_a_label_and_a_hint_can_be_replaced_and_a_hint_silenced():
    drawn = render('{% field form.name label="Nama saksi" hint=" " optional=True %}', form=Form())
    assert "Nama saksi" in drawn
    assert "Sesuai KTP." not in drawn
    assert "boleh dikosongkan" not in drawn  # the field is required
    assert "boleh dikosongkan" in render("{% field form.story optional=True %}", form=Form())


def test_what_a_person_typed_is_escaped():
    drawn = render("{% field form.name %}{% error_summary form %}", form=sent(name='"><script>alert(1)</script>'))
    assert "<script>" not in drawn


def test_the_summary_counts_links_and_takes_the_focus():
    drawn = render("{% error_summary form %}", form=sent())
    assert "Ada 5 hal yang perlu diperbaiki" in drawn
    for target in ("#id_name", "#id_on", "#id_place", "#id_track_0", "#id_sure"):
        assert f'href="{target}"' in drawn
    assert 'role="alert" tabindex="-1" autofocus' in drawn


def test_a_form_that_was_not_sent_has_no_summary():
    assert render("{% error_summary form %}", form=Form()).strip() == ""


def test_the_summary_counts_over_several_forms():
    assert "Ada 10 hal" in render("{% error_summary a b %}", a=sent(), b=sent())


# English ------------------------------------------------------------------------------


def test_dates_are_english_on_an_english_page():
    with translation.override("en"):
        assert render("{{ today|tanggal }}") == "Wednesday, 13 November 2024"
        assert render("{{ local_now|pukul }}", local_now=NOW) == "14:05\xa0WIB"


def test_no_tag_writes_an_inline_style():
    everything = (
        "{% status_chip 'calm' %}{% clock_chip due today %}{% why_date due today=today start=start open=True %}"
        "{% for f in form %}{% field f %}{% endfor %}{% error_summary form %}{% bar 1 2 %}{% mark %}"
    )
    drawn = render(everything, due=DUE, start=START, form=sent(), today=TODAY)
    assert " style=" not in drawn
    assert "<script" not in drawn
    assert " onclick" not in drawn

"""The drawn stage line says the same as the calendar, in words and in place."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from kondusif.institutions.models import City
from kondusif.stages import calendars, line
from kondusif.stages.lanes import Scale, lanes_of
from kondusif.stages.models import CityEvent
from kondusif.stages.tests.factories import CityEventFactory

pytestmark = pytest.mark.django_db
PILKADA = calendars.shipped("pilkada-2024")


def _line(text: str) -> line.StageLine:
    found = line.stage_line(date.fromisoformat(text), PILKADA)
    assert found is not None
    return found


def test_the_exercise_day_reads_as_the_office_says_it() -> None:
    found = _line("2024-11-13")
    assert found.count == "14 hari"
    assert found.now == "kampanye hari ke-50 dari 60"
    assert found.quiet == "masa tenang, 24 sampai 26 November 2024"
    assert found.sentence.startswith("Hari ini 13 November 2024, kampanye hari ke-50 dari 60;")


@pytest.mark.parametrize(
    ("on", "now"),
    [
        ("2024-08-05", "menuju penelitian syarat, 27 Agustus 2024"),
        ("2024-09-22", "penetapan calon"),
        ("2024-09-25", "kampanye hari ke-1 dari 60"),
        ("2024-11-24", "masa tenang"),
        ("2024-11-27", "hari pemungutan suara"),
        ("2024-12-01", "rekapitulasi"),
        ("2024-12-17", "tahapan selesai"),
    ],
)
def test_each_part_of_the_contest_has_its_phrase(on: str, now: str) -> None:
    assert _line(on).now == now


@pytest.mark.parametrize("on", ["2020-01-01", "2024-03-22", "2024-09-22", "2024-11-13", "2024-11-27", "2025-06-01"])
def test_both_drawings_are_sound_on_any_day(on: str) -> None:
    for drawing in (_line(on).wide, _line(on).small):
        root = ElementTree.fromstring(drawing)
        assert root.attrib["role"] == "img"
        assert "style=" not in drawing
        width = float(root.attrib["viewBox"].split()[2])
        assert all(0 <= float(x) <= width for x in re.findall(r' x="([-\d.]+)"', drawing))


def test_the_wide_line_names_its_rows_and_today() -> None:
    CityEventFactory(name="Pasar malam", starts_on=date(2024, 11, 16), ends_on=date(2024, 11, 17))
    drawing = _line("2024-11-13").wide
    for said in (
        "Tahapan KPU",
        "Larangan mutasi",
        "Agenda kota",
        "Hari ini, 13 Nov",
        "Pasar malam",
        "Kampanye, 60 hari",
    ):
        assert said in drawing


def test_the_name_of_an_event_cannot_become_markup() -> None:
    CityEventFactory(name="<script>x</script>", starts_on=date(2024, 11, 16), ends_on=date(2024, 11, 17))
    assert "<script" not in _line("2024-11-13").wide


def test_events_step_out_of_each_others_way() -> None:
    scale = Scale(date(2024, 9, 1), date(2024, 12, 16), 150, 1206)
    events = [
        CityEvent(name="Debat terbuka kedua", starts_on=date(2024, 11, 14), ends_on=date(2024, 11, 14)),
        CityEvent(name="Kirab budaya", starts_on=date(2024, 11, 16), ends_on=date(2024, 11, 17)),
        CityEvent(name="Pekan olahraga", starts_on=date(2024, 10, 6), ends_on=date(2024, 10, 13)),
    ]
    lanes = {event.name: lane for lane, event in lanes_of(events, scale)}
    assert lanes["Debat terbuka kedua"] != lanes["Kirab budaya"]
    assert lanes["Pekan olahraga"] == 0


def test_the_city_shows_its_own_contest_and_says_so_when_it_has_none(city: City) -> None:
    assert line.stage_line(date(2024, 11, 13)).contest == "pilkada-2024"
    City.objects.update(contest="")
    assert line.stage_line(date(2024, 11, 13)) is None
    for template in ("stages/_line.html", "stages/_home.html"):
        assert "luar tahapan" in render_to_string(template, {"line": None})


def test_the_public_home_counts_down_and_marks_the_day_of_fixing() -> None:
    page = render_to_string("stages/_home.html", {"line": _line("2024-11-13")})
    assert "14 hari lagi" in page
    assert "Rabu, 27 November 2024" in page
    assert "dinilai orang" in render_to_string("stages/_home.html", {"line": _line("2024-09-22")})
    assert "lalu" in render_to_string("stages/_home.html", {"line": _line("2024-12-01")})


def test_a_calendar_without_a_voting_day_draws_nothing_and_says_why() -> None:
    found = line.stage_line(date(2031, 1, 1), calendars.blank("pilkada"))
    assert (found.wide, found.small, found.count) == ("", "", "")
    assert "belum diisi" in render_to_string("stages/_line.html", {"line": found})
    assert "belum diisi" in render_to_string("stages/_home.html", {"line": found})


@pytest.mark.parametrize("name", [*calendars.SHIPPED, "kosong-pilkada", "kosong-pemilu"])
def test_every_stage_and_office_is_said_in_english_too(name: str) -> None:
    file = calendars.read(name)
    assert [row.id for row in file.stages if row.name_en == row.name] == []
    assert all(row.name_en for row in file.phases)


def test_the_line_speaks_the_language_of_the_reader() -> None:
    found = calendars.shipped("pilkada-2024")
    with override("en"):
        assert line.now_of(found, date(2024, 11, 13)).startswith("campaign")
    with override("id"):
        assert line.now_of(found, date(2024, 11, 13)) == "kampanye hari ke-50 dari 60"

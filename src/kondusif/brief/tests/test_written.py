"""The report as a whole: the office's order, records behind every sentence, nothing that betrays."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.brief.rules import check_day, written
from kondusif.brief.rules import facts as f
from kondusif.brief.rules.plain import chat_text
from kondusif.brief.tests.days import CALM, FULL, ON, duty, rec
from kondusif.kernel.errors import Refused


def text_of(day: f.Facts) -> str:
    return chat_text(written(day))


def test_the_seven_headings_stand_in_the_offices_order() -> None:
    assert [row.title for row in written(FULL).sections] == [
        "Yth.", "Dasar", "Perkembangan situasi", "Analisa", "Langkah yang telah diambil", "Perlu pendalaman",
        "Mohon arahan",
    ]  # fmt: skip


@pytest.mark.parametrize("day", [CALM, FULL])
def test_every_sentence_opens_its_records(day: f.Facts) -> None:
    for section in written(day).sections:
        for row in section.sentences:
            assert section.key == "to" or (row.records and all(record.url for record in row.records)), row.text


@pytest.mark.parametrize("day", [CALM, FULL])
def test_every_heading_has_something_to_say(day: f.Facts) -> None:
    assert all(section.sentences or section.empty for section in written(day).sections)


@pytest.mark.parametrize("number", [0, 1, 4])
def test_reports_below_five_are_never_counted_and_none_reads_like_four(number: int) -> None:
    few = replace(CALM, reports=f.Flow(number, 0, number, rec("Laporan masuk")), waiting=number)
    assert text_of(few) == text_of(CALM)
    assert "kurang dari lima" in text_of(few)


def test_reports_from_five_on_are_counted_for_the_city_alone() -> None:
    assert "Laporan masuk sejak kemarin 11 (rata-rata tujuh hari terakhir 9,4 sehari)." in text_of(FULL)


def test_a_report_whose_way_to_bawaslu_ends_today_is_named_by_no_number_and_no_place() -> None:
    line = next(row for row in written(FULL).section("guidance").sentences if "Bawaslu tiba hari ini" in row.text)
    assert [record.number for record in line.records] == ["Laporan masuk"]


def test_no_fact_has_room_for_a_person_or_free_text() -> None:
    held = {field.name for kind in vars(f).values() if is_dataclass(kind) for field in fields(kind)}
    assert not held & {"person", "names", "accused", "reporter", "title", "how", "opinion", "body", "note"}


def test_guidance_comes_from_late_due_tense_and_long_silent_things() -> None:
    said = [row.text for row in written(FULL).section("guidance").sentences]
    assert said == [
        "Inspektorat agar menuntaskan: Pemeriksaan terperiksa (terlewat dua hari).",
        "Atasan langsung agar menuntaskan: Panggilan pemeriksaan pertama (hari ini, paling lambat pukul 16.00).",
        "Satgas Netralitas agar menuntaskan: Penerusan ke Bawaslu (hari ini).",
        "Satgas Netralitas agar menuntaskan laporan yang batas penyampaiannya ke Bawaslu tiba hari ini.",
        "Arahan pengamanan dan koordinasi dengan kepolisian untuk Semanggi (rawan).",
        "Camat Banjarsari dan Camat Jebres agar memastikan laporan dari Kelurahan Kestalan (3 hari) dan Sewu (2 hari).",
    ]


@pytest.mark.parametrize(
    ("bearer", "who", "said"),
    [
        (f.Bearer.OURS, "atasan langsung", "Atasan langsung agar menuntaskan: Langkah (hari ini)."),
        (f.Bearer.REPORTER, "Pelapor", "Pelapor agar diingatkan: Langkah (hari ini)."),
        (f.Bearer.EXAMINED, "Terperiksa", "Terperiksa agar diberi tahu haknya: Langkah (hari ini)."),
        (f.Bearer.BODY, "Bawaslu", "Koordinasi dengan Bawaslu: Langkah (hari ini)."),
    ],
)
def test_a_desk_orders_neither_a_reporter_nor_another_body(bearer: f.Bearer, who: str, said: str) -> None:
    day = replace(CALM, duties=(duty(1, ON, step="Langkah", who=who, bearer=bearer),))
    assert [row.text for row in written(day).section("guidance").sentences] == [said]


def test_between_the_safe_and_the_outer_date_the_table_says_which_is_left() -> None:
    days = [duty(1, ON - timedelta(days=2), outer=ON), duty(2, ON - timedelta(days=1), outer=date(2024, 11, 15))]
    assert [row.when for row in written(replace(CALM, duties=tuple(days))).dues] == [
        "hari ini, batas luar", "batas luar Jum, 15 Nov",
    ]  # fmt: skip


def test_a_calm_day_asks_for_nothing_and_says_so() -> None:
    asked = written(CALM).section("guidance")
    assert asked.sentences == ()
    assert asked.empty == "Tidak ada hal yang memerlukan arahan hari ini."


def test_the_analysis_compares_and_does_not_guess() -> None:
    said = " ".join(row.text for row in written(FULL).section("analysis").sentences)
    assert "kemarin tiga, hari ini sampai pukul 06.00 satu; rata-rata tujuh hari terakhir 1,4 sehari" in said
    assert "Kelurahan yang melapor: 13 dari 16." in said
    assert not {"diduga", "kemungkinan", "diperkirakan", "akan"} & set(said.lower().split())


def test_dates_in_doubt_and_rules_nobody_checked_need_looking_into() -> None:
    said = " ".join(row.text for row in written(FULL).section("unknowns").sentences)
    assert "satu tenggat dapat dibaca dua cara; yang dipakai tanggal lebih awal, dan aturannya belum diperiksa" in said
    assert "Belum melapor bukan berarti aman." in said


def test_the_table_of_limits_shows_late_today_and_the_coming_week_only() -> None:
    far = replace(FULL, duties=(*FULL.duties, duty(20, ON + timedelta(days=8))))
    rows = written(far).dues
    assert [row.when for row in rows] == ["lewat 2 hari", "hari ini 16.00", "hari ini", "Sen, 18 Nov"]
    assert [row.late for row in rows] == [True, False, False, False]
    assert rows[1].note == "belum diperiksa"


def test_the_agenda_is_the_coming_seven_days_in_order() -> None:
    assert [row.text for row in written(FULL).agenda] == ["Rapat Forkopimda, 09.00", "Apel Linmas"]


def test_the_counts_of_the_districts_add_up_to_the_city() -> None:
    brief = written(FULL)
    assert tuple(map(sum, zip(*(row.counts for row in brief.districts), strict=True))) == brief.totals
    assert sum(brief.totals) == len(FULL.places)


def test_the_same_content_gives_the_same_code_and_another_word_another() -> None:
    later = replace(FULL, trail=f.Trail(99999, "0000 0000 0000 0000"))
    other = replace(FULL, cases_open=7)
    assert written(FULL).integrity == written(later).integrity != written(other).integrity
    assert len(written(FULL).integrity.replace(" ", "")) == 16


def test_the_chat_text_keeps_signs_of_the_chat_out_of_the_words() -> None:
    text = text_of(replace(FULL, agenda=(f.Coming(date(2024, 11, 14), "Rapat *penting* _sekali_ ~batal~ `x`"),)))
    assert "- Kam, 14 Nov: Rapat penting sekali batal x" in text
    assert text.startswith("*LAPORAN SITUASI HARIAN* (LATIHAN)\nKota Surakarta, Rabu, 13 November 2024 pukul 06.00 WIB")
    assert text.count("*") % 2 == 0


def test_a_real_city_is_not_called_an_exercise() -> None:
    assert "LATIHAN" not in text_of(replace(FULL, office=replace(FULL.office, exercise=False)))


def test_a_day_without_a_contest_is_still_a_report() -> None:
    brief = written(replace(CALM, stage=None, grounds=()))
    assert brief.section("grounds").empty.startswith("Belum ada kontes")
    assert "pemungutan suara" not in brief.subtitle


@pytest.mark.parametrize(
    ("days", "said"), [(14, "14 hari lagi"), (0, "suara hari ini"), (-3, "3 hari yang lalu")]
)  # fmt: skip
def test_days_to_voting_are_said_before_on_and_after_the_day(days: int, said: str) -> None:
    assert said in written(replace(CALM, stage=replace(CALM.stage, campaign=None, days_to_voting=days))).subtitle


def test_a_day_that_has_not_come_is_refused() -> None:
    check_day(ON, ON)
    with pytest.raises(Refused) as refusal:
        check_day(ON + timedelta(days=1), ON)
    assert refusal.value.code == "brief.day_ahead"
    with pytest.raises(Refused) as refusal:
        check_day(date(1999, 12, 31), ON)
    assert refusal.value.code == "brief.day_too_early"


@given(
    st.lists(st.tuples(st.sampled_from(f.WORDS), st.sampled_from(f.WORDS)), min_size=16, max_size=16),
    st.lists(st.tuples(st.integers(-30, 30), st.integers(0, 5)), max_size=12),
)
def test_any_day_can_be_written(words: list[tuple[str, str]], dues: list[tuple[int, int]]) -> None:
    places = tuple(
        replace(row, word=now, before=then) for row, (now, then) in zip(CALM.places, words, strict=True)
    )  # fmt: skip
    silent = tuple(f.Silence(row.name, row.district, 1, row.record) for row in places if row.word == "silent")
    duties = []
    for number, (start, width) in enumerate(dues):
        due, outer = ON + timedelta(days=start), ON + timedelta(days=start + width)
        office_by = datetime.combine(due, datetime.min.time())
        duties.append(duty(number, due, outer=outer, late=outer < ON, office_by=office_by))
    brief = written(replace(CALM, places=places, silent=silent, duties=tuple(duties)))
    assert brief.headline.endswith(".")
    assert ".." not in brief.headline
    assert len(brief.headline) <= 200
    assert chat_text(brief).isprintable() or "\n" in chat_text(brief)

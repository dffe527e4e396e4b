"""What the shipped calendars say about a day, against the published dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.kernel.errors import Refused
from kondusif.stages import calendars, rules
from kondusif.stages.rules import Phase

PILKADA = calendars.shipped("pilkada-2024")
PEMILU = calendars.shipped("pemilu-2024")


def _on(text: str, calendar: rules.Calendar = PILKADA) -> rules.Standing:
    return rules.standing(calendar, date.fromisoformat(text))


def _running(standing: rules.Standing) -> set[str]:
    return {row.id for row in standing.running}


# PKPU 2/2024 and PKPU 3/2022 as published; typed apart from the data files.
PILKADA_DATES = {
    "pendaftaran_pemantau": ("2024-02-27", "2024-11-16"), "larangan_mutasi": ("2024-03-22", None),
    "pembentukan_badan_adhoc": ("2024-04-17", "2024-11-05"), "penyerahan_dp4": ("2024-04-24", "2024-05-31"),
    "pemutakhiran_pemilih": ("2024-05-31", "2024-09-23"), "dukungan_perseorangan": ("2024-05-05", "2024-08-19"),
    "pengumuman_pendaftaran": ("2024-08-24", "2024-08-26"), "pendaftaran_paslon": ("2024-08-27", "2024-08-29"),
    "penelitian_syarat": ("2024-08-27", "2024-09-21"), "penetapan_paslon": ("2024-09-22", "2024-09-22"),
    "pengundian_nomor": ("2024-09-23", "2024-09-23"), "kampanye": ("2024-09-25", "2024-11-23"),
    "masa_tenang": ("2024-11-24", "2024-11-26"), "pemungutan_suara": ("2024-11-27", "2024-11-27"),
    "penghitungan_rekapitulasi": ("2024-11-27", "2024-12-16"), "penyusunan_peraturan": (None, "2024-11-18"),
    "penetapan_terpilih": (None, None),
}  # fmt: skip
PEMILU_DATES = {
    "perencanaan": ("2022-06-14", "2024-06-14"), "penyusunan_peraturan": ("2022-06-14", "2023-12-14"),
    "pemutakhiran_pemilih": ("2022-10-14", "2023-06-21"), "pendaftaran_partai": ("2022-07-29", "2022-12-13"),
    "penetapan_peserta": ("2022-12-14", "2022-12-14"), "penataan_dapil": ("2022-10-14", "2023-02-09"),
    "pencalonan_dpd": ("2022-12-06", "2023-11-25"), "pencalonan_dpr_dprd": ("2023-04-24", "2023-11-25"),
    "pencalonan_presiden": ("2023-10-19", "2023-11-25"), "kampanye": ("2023-11-28", "2024-02-10"),
    "masa_tenang": ("2024-02-11", "2024-02-13"), "pemungutan_suara": ("2024-02-14", "2024-02-14"),
    "penghitungan_suara": ("2024-02-14", "2024-02-15"), "rekapitulasi": ("2024-02-15", "2024-03-20"),
    "penetapan_dct": ("2023-11-03", "2023-11-04"), "penetapan_presiden": ("2023-11-13", "2023-11-13"),
    "sumpah_dpr_dpd": ("2024-10-01", "2024-10-01"), "sumpah_presiden": ("2024-10-20", "2024-10-20"),
}  # fmt: skip


@pytest.mark.parametrize(("calendar", "published"), [(PILKADA, PILKADA_DATES), (PEMILU, PEMILU_DATES)])
def test_every_stage_stands_on_its_published_dates(calendar: rules.Calendar, published: dict) -> None:
    rows = {row["id"]: (row["start"], row["end"]) for row in _on("2024-11-13", calendar).as_json()["stages"]}
    assert rows == published


def test_the_exercise_day_is_the_fiftieth_of_sixty_campaign_days_and_fourteen_before_voting() -> None:
    standing = _on("2024-11-13")
    assert standing.days_to_voting == 14
    assert standing.phase is Phase.CANDIDATE
    assert not standing.human_review
    assert not standing.quiet_period
    assert rules.day_of(PILKADA.stage("kampanye"), standing.on) == (50, 60)
    assert _running(standing) == {"kampanye", "larangan_mutasi", "pendaftaran_pemantau", "penyusunan_peraturan"}


def test_the_object_has_exactly_the_keys_of_the_interface() -> None:
    found = _on("2024-09-22").as_json()
    assert list(found) == [
        "contest", "on", "stages", "phase", "phases", "human_review", "quiet_period", "days_to_voting",
    ]  # fmt: skip
    assert set(found["stages"][0]) == {"id", "name", "start", "end", "running"}
    assert set(found["phases"][0]) == {"office", "phase", "from"}


@pytest.mark.parametrize(
    ("on", "phase", "review"),
    [
        ("2023-01-01", "bakal_calon", False),
        ("2024-09-21", "bakal_calon", False),
        ("2024-09-22", "calon", True),
        ("2024-09-23", "calon", False),
        ("2024-11-27", "calon", False),
        ("2024-12-16", "calon", False),
        ("2024-12-17", "selesai", False),
        ("2026-11-21", "selesai", False),
    ],
)
def test_pilkada_phases_switch_on_the_day_of_fixing_and_after_the_last_stage(on: str, phase: str, review: bool) -> None:
    standing = _on(on)
    assert standing.phase == phase
    assert standing.human_review is review
    assert {row.phase.value for row in standing.phases} == {phase}


@pytest.mark.parametrize(
    ("on", "legislature", "president", "whole", "review"),
    [
        ("2023-11-02", "bakal_calon", "bakal_calon", "bakal_calon", False),
        ("2023-11-03", "calon", "bakal_calon", "calon", True),
        ("2023-11-04", "calon", "bakal_calon", "calon", True),
        ("2023-11-08", "calon", "bakal_calon", "calon", True),
        ("2023-11-13", "calon", "calon", "calon", True),
        ("2023-11-14", "calon", "calon", "calon", False),
        ("2024-10-20", "calon", "calon", "calon", False),
        ("2024-10-21", "selesai", "selesai", "selesai", False),
    ],
)
def test_pemilu_offices_switch_on_their_own_days(
    on: str, legislature: str, president: str, whole: str, review: bool
) -> None:
    standing = _on(on, PEMILU)
    found = {row.office: row.phase.value for row in standing.phases}
    assert found["dpr"] == found["dpd"] == found["dprd_kabupaten_kota"] == legislature
    assert found["presiden"] == president
    assert (standing.phase, standing.human_review) == (whole, review)


def test_a_phase_says_since_when() -> None:
    assert {row["from"] for row in _on("2024-09-22").as_json()["phases"]} == {"2024-09-22"}
    assert {row["from"] for row in _on("2024-09-21").as_json()["phases"]} == {"2024-01-26"}
    assert {row["from"] for row in _on("2024-12-17").as_json()["phases"]} == {"2024-12-17"}
    assert {row["from"] for row in _on("2023-01-01").as_json()["phases"]} == {None}


@pytest.mark.parametrize(
    ("calendar", "day", "quiet"),
    [
        (PILKADA, "2024-11-23", False), (PILKADA, "2024-11-24", True), (PILKADA, "2024-11-26", True),
        (PILKADA, "2024-11-27", False), (PEMILU, "2024-02-10", False), (PEMILU, "2024-02-11", True),
        (PEMILU, "2024-02-13", True), (PEMILU, "2024-02-14", False),
    ],
)  # fmt: skip
def test_the_quiet_period_keeps_its_first_and_last_day(calendar: rules.Calendar, day: str, quiet: bool) -> None:
    assert _on(day, calendar).quiet_period is quiet


def test_days_to_voting_pass_through_zero() -> None:
    assert [_on(day).days_to_voting for day in ("2024-11-26", "2024-11-27", "2024-11-28")] == [1, 0, -1]
    assert _on("2024-01-31", PEMILU).days_to_voting == 14


def test_the_ban_on_replacing_officials_starts_on_22_march_and_has_no_known_end() -> None:
    assert "larangan_mutasi" not in _running(_on("2024-03-21"))
    assert "larangan_mutasi" in _running(_on("2024-03-22"))
    assert PILKADA.stage("larangan_mutasi").end is None


def test_before_the_calendar_nothing_runs() -> None:
    assert _running(_on("2023-12-31")) == set()
    assert _running(_on("2022-06-13", PEMILU)) == set()


def test_a_row_of_unknown_start_runs_from_the_beginning_of_the_calendar() -> None:
    assert "penyusunan_peraturan" not in _running(_on("2024-01-25"))
    assert "penyusunan_peraturan" in _running(_on("2024-01-26"))
    assert "penyusunan_peraturan" not in _running(_on("2024-11-19"))


def test_a_row_without_any_date_never_runs() -> None:
    assert all("penetapan_terpilih" not in _running(_on(day)) for day in ("2024-11-27", "2024-12-20", "2025-02-01"))


def test_campaign_lengths_are_those_announced() -> None:
    assert PILKADA.stage("kampanye").days == 60
    assert PEMILU.stage("kampanye").days == 75


def test_the_last_stage_is_the_latest_dated_one() -> None:
    for calendar in (PILKADA, PEMILU):
        latest = max(row.end for row in calendar.stages if row.end)
        assert calendar.stage(calendar.last_stage).end == latest


@given(st.dates(min_value=date(2021, 1, 1), max_value=date(2027, 12, 31)), st.sampled_from([PILKADA, PEMILU]))
def test_phases_only_move_forward(day: date, calendar: rules.Calendar) -> None:
    order = [Phase.ASPIRANT, Phase.CANDIDATE, Phase.OVER]
    today, tomorrow = rules.standing(calendar, day), rules.standing(calendar, day + timedelta(days=1))
    assert order.index(today.phase) <= order.index(tomorrow.phase)
    assert today.days_to_voting - tomorrow.days_to_voting == 1


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_any_day_is_answered(day: date) -> None:
    assert rules.standing(PILKADA, day).phase in Phase
    assert rules.standing(calendars.blank("pilkada"), day).running == ()


def test_a_blank_calendar_knows_no_days_and_never_ends() -> None:
    for kind in ("pilkada", "pemilu"):
        standing = _on("2031-06-01", calendars.blank(kind))
        assert (standing.days_to_voting, standing.quiet_period, standing.human_review) == (None, False, False)
        assert standing.phase is Phase.ASPIRANT


@pytest.mark.parametrize("name", ["", "pilkada", "pilkada-2031", "../pilkada-2024", "PILKADA-2024"])
def test_an_unknown_contest_is_refused_by_name(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        calendars.shipped(name)
    assert refusal.value.code == "stages.contest.unknown"


@pytest.mark.parametrize(
    "text",
    ["", "13-11-2024", "2024-13-01", "2024-02-30", "20241113", "2024-W46-3", "besok", "2024-11-13T00:00", "0000-01-01"],
)  # fmt: skip
def test_a_day_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        rules.asked_day(text)
    assert refusal.value.code == "stages.date.unreadable"

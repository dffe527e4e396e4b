"""The page of a case with several tracks: states in words, days that are asked for, one line of time."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.cases.clocks import clocks_of, waiting_events
from kondusif.cases.models import Case, CaseProcedure, Pause
from kondusif.cases.selectors import running_clocks, whole
from kondusif.cases.services import pause_clock, record_event, record_step
from kondusif.cases.tests.factories import a_case
from kondusif.territory.tests.factories import load_surakarta
from support.cast import TODAY, Cast


def events(cast: Cast, case: Case, **days: date) -> None:
    for name, day in days.items():
        record_event(actor_of(cast.hana), case, event=name, happened_on=day, on=TODAY)


@pytest.fixture
def case(cast: Cast) -> Case:
    """Three tracks: one duty met, one paused, one past its safe date, one past every date."""
    found = a_case(cast, procedures=["disiplin-pp94", "bawaslu-pilkada", "referral-oversight"], subject="pns")
    events(
        cast, found, summons=date(2024, 11, 5), decision_received=date(2024, 11, 6), registered=date(2024, 11, 7),
        oversight_recommendation=date(2024, 10, 24),
    )  # fmt: skip
    hana = actor_of(cast.hana)
    record_step(hana, found, key="disiplin-pp94/examination", done_on=date(2024, 11, 12), on=TODAY)
    pause_clock(
        hana, found, key="disiplin-pp94/in_force", reason="administrative-remedy", first=date(2024, 11, 8), on=TODAY,
        note="Keberatan nomor 3",
    )  # fmt: skip
    return found


def shown(cast: Cast, client: Client, case: Case, tail: str = "") -> str:
    client.force_login(cast.hana)
    return client.get(f"/ruang/penanganan/{case.number}/{tail}").content.decode()


def test_each_state_has_its_words(cast: Cast, client: Client, case: Case) -> None:
    text = re.sub(r"\s+", " ", shown(cast, client, case))
    for words in (
        "selesai Sel, 12 Nov", "dijeda sejak Jum, 8 Nov", "lewat tanggal aman, batas luar Rab, 13 Nov",
        "lewat menurut semua hitungan sejak Sen, 11 Nov", "tanpa batas hari", "Tanggal aman", "Batas luar",
        "Alasan jeda", "upaya administratif sedang berjalan", "Keberatan nomor 3",
    ):  # fmt: skip
        assert words in text, words
    # The clock that is late by every reading comes first; the paused one never leads.
    assert "Langkah berikutnya: Tindak lanjut laporan" in text


def test_every_date_on_screen_answers_why_this_date(cast: Cast, client: Client, case: Case) -> None:
    """Acceptance 26 (Alaveteli 5101, GlobaLeaks 4866): rule, edition, citation, kind of days, days passed over."""
    text = unescape(re.sub(r"\s+", " ", shown(cast, client, case)))
    answers = [part for part in re.findall(r"<details.*?</details>", text) if "Mengapa tanggal ini?" in part]
    dated = [clock.limit for clock in clocks_of(whole(case), TODAY) if clock.runs and clock.row.due_on]
    assert len(dated) > 3
    for limit in dated:
        assert limit is not None
        (answer,) = [part for part in answers if f"<dd>{limit.rule}, edisi {limit.edition}</dd>" in part]
        assert "<dt>Hitungan</dt>" in answer, limit.rule
        assert all(cited.instrument in answer and cited.article in answer for cited in limit.basis)
        assert limit.basis
        assert ("<dt>Dilewati</dt>" in answer) == bool(limit.skipped), limit.rule


def test_a_ban_that_has_begun_is_late_for_nobody(cast: Cast, client: Client) -> None:
    banned = a_case(cast, procedures=["mutasi-ban"], subject="kepala_daerah", events={"known": date(2024, 11, 4)})
    events(cast, banned, penetapan=date(2024, 9, 22))
    assert banned.deadlines.get(step="replacement_ban").due_on == date(2024, 3, 22)
    text = re.sub(r"\s+", " ", shown(cast, client, banned))
    assert "larangan berlaku sejak Jum, 22 Mar" in text
    assert "Mengapa tanggal ini?" in text
    assert "lewat" not in re.sub(r"<[^>]+>", " ", text)
    assert [clock.number for clock in running_clocks(cast.hana, TODAY)] == []


def test_one_line_of_time_holds_every_track_and_says_it_in_words(cast: Cast, client: Client, case: Case) -> None:
    text = shown(cast, client, case)
    (drawing,) = re.findall(r'<svg[^>]*class="grafik".*?</svg>', text, re.S)
    assert 'aria-labelledby="garis-perkara-judul"' in drawing
    assert "3 prosedur" in drawing
    for title in ("Pemeriksaan disiplin", "Laporan dugaan pelanggaran", "Penerusan"):
        assert title in drawing
    for words in ("Tanggal aman: ", "Batas luar: ", "Dijeda: ", "Hari ini"):
        assert words in text
    assert " style=" not in drawing


def test_a_day_that_is_missing_is_asked_for_by_name(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    text = shown(cast, client, case)
    assert "Catat tanggal surat panggilan" in text
    assert "peristiwa/?peristiwa=summons" in text
    assert 'value="summons" selected' in shown(cast, client, case, "peristiwa/?peristiwa=summons")
    events(cast, case, summons=date(2024, 11, 5))
    assert "Catat tanggal surat panggilan" not in shown(cast, client, case)


def test_no_day_is_asked_for_twice(cast: Cast, case: Case) -> None:
    asked = [row.event for row in waiting_events(whole(case))]
    assert len(asked) == len(set(asked))
    assert not set(asked) & {"known", "summons", "registered"}


def test_a_clock_is_paused_and_goes_on_through_the_browser(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    events(cast, case, decision_received=date(2024, 11, 6))
    client.force_login(cast.hana)
    url = f"/ruang/penanganan/{case.number}/"
    sent = {"key": "disiplin-pp94/in_force", "reason": "administrative-remedy", "first": "8 November 2024"}
    assert client.post(f"{url}jeda/", {**sent, "first": "20 November 2024", "note": "Surat 12"}).status_code == 422
    assert client.post(f"{url}jeda/", sent).status_code == 302
    going = {"key": "disiplin-pp94/in_force", "resumed_on": "12/11/2024"}
    assert client.post(f"{url}lanjutan/", {**going, "resumed_on": "7/11/2024"}).status_code == 422
    assert client.post(f"{url}lanjutan/", going).status_code == 302
    assert Pause.objects.get().resumed_on == date(2024, 11, 12)
    history = shown(cast, client, case)
    assert "Tenggat dijeda: Keputusan mulai berlaku" in history
    assert "Tenggat dilanjutkan: Keputusan mulai berlaku" in history


def test_nothing_to_pause_is_said_in_a_sentence(cast: Cast, client: Client) -> None:
    assert "Aturan tidak menyebut alasan jeda" in shown(cast, client, a_case(cast), "jeda/")
    assert "Tidak ada tenggat yang sedang dijeda" in shown(cast, client, a_case(cast), "lanjutan/")


def test_a_track_is_added_through_the_browser_and_one_that_does_not_fit_is_refused(cast: Cast, client: Client) -> None:
    case = a_case(cast, subject="pns")
    client.force_login(cast.hana)
    url = f"/ruang/penanganan/{case.number}/prosedur/"
    assert client.post(url, {"procedure": "bawaslu-pilkada"}).status_code == 302
    answer = client.post(url, {"procedure": "leave-campaign"})
    assert answer.status_code == 422
    assert "ASN tidak boleh ikut kampanye" in answer.content.decode()
    assert set(CaseProcedure.objects.values_list("procedure", flat=True)) == {"disiplin-pp94", "bawaslu-pilkada"}


def test_whom_a_case_is_about_is_corrected_through_the_browser(cast: Cast, client: Client) -> None:
    load_surakarta()
    case = a_case(cast)
    client.force_login(cast.hana)
    url = f"/ruang/penanganan/{case.number}/terperiksa/"
    sent = {"subject": "pppk", "unit": "kesbangpol", "area_code": case.area_code}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, {**sent, "subject": "kepala_daerah"}).status_code == 422
    assert client.post(url, {**sent, "unit": "inspektorat"}).status_code == 422  # her own line of command
    case.refresh_from_db()
    assert case.subject == "pppk"


def test_opening_lends_the_known_day_to_no_other_event(cast: Cast, client: Client) -> None:
    load_surakarta()
    client.force_login(cast.hana)
    answer = client.post("/ruang/penanganan/baru/", {
        "title": "Ajakan memilih", "summary": "Ringkasan yang cukup panjang.",
        "procedures": ["disiplin-pp94", "gakkumdu-pilkada"], "known_on": "4 November 2024",
        "area_code": "33.72.03.1002", "unit": "", "subject": "pns", "handler": str(cast.hana.pk),
    })  # fmt: skip
    assert answer.status_code == 302
    assert set(Case.objects.get().events.values_list("event", flat=True)) == {"known"}


def test_a_reader_who_may_not_write_is_offered_nothing(cast: Cast, client: Client, case: Case) -> None:
    client.force_login(cast.lukman)
    text = client.get(f"/ruang/penanganan/{case.number}/").content.decode()
    for words in ("Tambah prosedur", "Lanjutkan</a>", "Catat tanggal "):
        assert words not in text
    assert client.post(f"/ruang/penanganan/{case.number}/jeda/", {}).status_code == 403

"""An officer types in what came by letter, phone or in person: nothing typed is lost, one report for two clicks."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import lanes, tokens
from kondusif.base.lanes import Turns
from kondusif.intake import entry_slip
from kondusif.intake.models import Report
from kondusif.intake.rules import Status, Track
from kondusif.intake.selectors import open_report
from kondusif.intake.services.receiving import day_without_hour
from kondusif.intake.tests.door import found_by, person_behind
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import fields_of, picture
from support.cast import TODAY, Cast, person
from support.keys import join_unit, ring, unlock_client

pytestmark = pytest.mark.django_db
PAGE, MINE = "/ruang/laporan/baru/", "/ruang/laporan/diketik/"
WORDS = "Lurah membagikan kaus di balai warga, saya melihat dari seberang jalan."
LETTER = {
    "channel": "letter", "arrived_on": "11 November 2024", "kind": "neutrality", "words": WORDS,
    "happened_on": "9/11/2024", "happened_time": "16.30", "known_on": "10/11/2024", "area": "33.72.03.1004",
    "place_words": "Balai warga", "accused_name": "memakai topi", "accused_unit": "kel-semanggi", "track": "city",
    "name": "Wulan Prasetyo", "address": "Gajahan RT 1", "phone": "0812000111", "shows_reporter": "on",
}  # fmt: skip


@pytest.fixture
def intan(places: None, keys: Cast, client: Client) -> Client:
    """A desk officer who has no key and no verifier's role."""
    client.force_login(keys.intan)
    return client


def send(client: Client, page: HttpResponse | None = None, **changes: Any) -> HttpResponse:
    """Fill in the letter on a page, change what the test is about, and press the last button."""
    data = fields_of(page or client.get(PAGE)) | LETTER | changes
    return client.post(PAGE, {name: value for name, value in data.items() if value is not None})


def code_on(page: HttpResponse) -> str:
    text = page.content.decode()
    part = text[text.index('class="kode-lacak"') :]
    return "".join(re.findall(r"<span>([0-9A-Z]{4})</span>", part)[:5])


def test_a_letter_is_kept_with_its_channel_its_day_and_who_typed_it(intan: Client, keys: Cast) -> None:
    page = send(intan)
    assert page.status_code == 200
    report = Report.objects.get()
    assert (report.channel, report.typed_by, report.status) == ("letter", keys.intan, Status.NEW)
    assert report.received_on == date(2024, 11, 11)
    assert (report.area_code, report.happened_on, report.known_on) == (
        "33.72.03.1004", date(2024, 11, 9), date(2024, 11, 10),
    )  # fmt: skip
    assert open_report(ring(keys.budi), report).words == WORDS
    assert report.number in page.content.decode()


def test_the_code_on_the_page_opens_the_report_and_the_name_lies_under_it_alone(intan: Client) -> None:
    code = code_on(send(intan))
    assert found_by(code).report.words == WORDS
    assert person_behind(code).phone == "0812000111"


def test_what_was_typed_is_on_no_later_page_of_the_typist(intan: Client) -> None:
    kept = send(intan).content.decode()
    after = intan.get(MINE).content.decode() + intan.get(PAGE).content.decode()
    for word in ("Wulan", "0812000111", "Lurah membagikan", "memakai topi"):
        assert word not in kept + after


def test_the_code_is_on_no_page_before_the_report_is_kept(intan: Client) -> None:
    page = intan.get(PAGE)
    slip = tokens.reveal(fields_of(page)["tanda"], entry_slip.PURPOSE, 60)
    assert str(slip["code"]) not in page.content.decode()
    assert str(slip["code"]) == code_on(send(intan, page))


def test_a_double_click_keeps_one_report_and_shows_the_same_code(intan: Client) -> None:
    form = intan.get(PAGE)
    first, second = send(intan, form), send(intan, form)
    assert Report.objects.count() == 1
    assert code_on(first) == code_on(second)
    assert "laporannya tetap satu" in second.content.decode()


def test_an_old_form_shows_the_code_never_again(intan: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = intan.get(PAGE)
    code = code_on(send(intan, form))
    monkeypatch.setattr(entry_slip, "OPEN", -1)
    monkeypatch.setattr(entry_slip, "GRACE", 0)
    later = send(intan, form).content.decode()
    assert "kodenya sudah tampil" in later
    assert 'class="kode-lacak"' not in later
    assert code not in later
    assert f">{code[:4]}<" not in later  # four signs alone stand in some token sooner or later
    assert Report.objects.count() == 1


def test_a_form_that_lay_open_too_long_keeps_what_was_typed_and_is_sent_once_more(
    intan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = intan.get(PAGE)
    with monkeypatch.context() as patch:
        patch.setattr(entry_slip, "OPEN", -1)
        back = send(intan, form)
    assert back.status_code == 422
    assert fields_of(back)["words"] == WORDS
    assert not Report.objects.exists()
    assert send(intan, back).status_code == 200


def test_a_form_that_was_used_is_refused_with_other_content_and_sent_again_on_purpose(intan: Client) -> None:
    form = intan.get(PAGE)
    send(intan, form)
    refused = send(intan, form, words="Laporan lain sama sekali dari orang lain.")
    assert refused.status_code == 409
    assert Report.objects.count() == 1
    assert intan.post(PAGE, fields_of(refused)).status_code == 200
    assert Report.objects.count() == 2


def test_a_mark_of_another_person_or_a_forged_one_keeps_nothing_and_loses_nothing(intan: Client, keys: Cast) -> None:
    foreign = entry_slip.fresh_slip().token(keys.budi)
    for mark in (foreign, "palsu", ""):
        back = send(intan, tanda=mark)
        assert back.status_code == 422
        assert fields_of(back)["words"] == WORDS
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"channel": ""}, "Pilih lewat apa laporan ini datang."),
        ({"channel": "web"}, "Pilihan ini tidak ada dalam daftar"),
        ({"channel": "sheet"}, "Pilihan ini tidak ada dalam daftar"),
        ({"arrived_on": ""}, "Isi tanggal laporan ini sampai di kantor."),
        ({"arrived_on": "14 November 2024"}, "Tanggal ini belum tiba."),
        ({"arrived_on": "1 November 2024"}, "mendahului tanggal pelapor mengetahuinya"),
        ({"arrived_on": "kemarin"}, "Tanggal ini tidak terbaca"),
        ({"words": ""}, "Ceritakan apa yang terjadi"),
        ({"known_on": ""}, "Isi tanggal pelapor mengetahuinya."),
        ({"known_on": "20 November 2024"}, "Isi tanggal pelapor mengetahuinya."),
        ({"kind": ""}, "Pilih tentang apa laporan ini."),
        ({"track": "bawaslu"}, "Pilihan ini tidak ada dalam daftar"),
        ({"track": "both", "name": ""}, "Isi nama pelapor, atau pilih kota saja."),
        ({"email": "wulan"}, "Surel ini tidak lengkap"),
        ({"area": ""}, "Pilih kelurahan"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence_and_the_rest_stays(
    intan: Client, wrong: dict[str, str], said: str
) -> None:
    page = send(intan, **wrong)
    assert page.status_code == 422
    assert said in page.content.decode()
    shown, expected = fields_of(page), LETTER | wrong
    kept = ("happened_on", "happened_time", "accused_name", "accused_unit", "address", "phone", "place_words")
    assert {name: shown[name] for name in kept} == {name: expected[name] for name in kept}
    assert not Report.objects.exists()


def test_a_place_that_changes_brings_its_rw_and_loses_nothing(intan: Client) -> None:
    page = send(intan, ke="tempat")
    assert page.status_code == 200
    assert "33.72.03.1004.002" in page.content.decode()
    assert fields_of(page)["words"] == WORDS
    assert not Report.objects.exists()
    inner = intan.post(PAGE, fields_of(page) | {"rw": "33.72.03.1004.002", "ke": "tempat"})
    assert "33.72.03.1004.002.001" in inner.content.decode()


def test_the_list_of_rw_drawn_anew_on_a_used_form_never_leads_to_its_code_again(intan: Client) -> None:
    form = intan.get(PAGE)
    code = code_on(send(intan, form))
    redrawn = send(intan, form, ke="tempat")
    assert tokens.reveal(fields_of(redrawn)["tanda"], entry_slip.PURPOSE, 60)["code"] != code


def test_the_next_one_keeps_the_channel(intan: Client) -> None:
    kept = send(intan, channel="phone").content.decode()
    assert f"{PAGE}?saluran=phone" in kept
    assert fields_of(intan.get(f"{PAGE}?saluran=phone"))["channel"] == "phone"


def test_every_typed_channel_of_the_table_is_offered_and_no_other(intan: Client) -> None:
    page = intan.get(PAGE).content.decode()
    offered = set(re.findall(r'name="channel" value="(\w+)"', page))
    assert offered == {"letter", "phone", "walk_in", "chat", "email", "sms"}


def test_the_page_says_who_can_read_it_and_warns_where_nobody_else_can_verify(
    places: None, keys: Cast, client: Client
) -> None:
    unlock_client(client, keys.budi)
    alone = send(client).content.decode()
    assert "Selain Anda belum ada verifikator" in alone
    join_unit(keys.budi, person("rina", "Rina", Role.VERIFIER, "kesbangpol"))
    with_rina = send(client).content.decode()
    assert "1 verifikator selain Anda" in with_rina
    assert "Badan Kesatuan Bangsa dan Politik" in with_rina


def test_an_accused_above_the_verifiers_is_asked_about_once_and_kept_when_the_reporter_insists(
    intan: Client,
) -> None:
    head = {"accused_unit": "setda", "accused_is_head": "on"}
    assert "insists" not in intan.get(PAGE).content.decode()
    asked = send(intan, **head)
    assert asked.status_code == 422
    assert "Sarankan Bawaslu saja" in asked.content.decode()
    assert not Report.objects.exists()
    assert send(intan, asked, **head, insists="on").status_code == 200
    assert Report.objects.get().accused_is_head


def test_a_report_that_no_verifier_may_read_is_not_kept(intan: Client) -> None:
    page = send(intan, accused_unit="kesbangpol")
    assert page.status_code == 422
    assert "tidak ada yang boleh membacanya" in page.content.decode()
    assert fields_of(page)["words"] == WORDS
    assert not Report.objects.exists()


def test_without_a_key_in_the_city_there_is_nothing_to_type_into(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    page = client.get(PAGE)
    assert "belum ada unit verifikasi yang memegang kunci" in page.content.decode()
    assert "<textarea" not in page.content.decode()


def test_the_trail_names_the_typist_and_the_channel_and_keeps_no_hour(intan: Client, keys: Cast) -> None:
    send(intan)
    row = Entry.objects.get(action="intake.report.received")
    assert row.actor == actor_of(keys.intan).ref
    assert row.facts["channel"] == "letter"
    assert row.at == day_without_hour(TODAY)
    assert "Wulan" not in repr(row.facts)


def test_no_browser_keeps_the_form_or_the_code(intan: Client) -> None:
    form = intan.get(PAGE)
    assert "no-store" in form["Cache-Control"]
    assert "no-store" in send(intan, form)["Cache-Control"]


def test_the_desk_never_waits_behind_a_flood_at_the_public_door(intan: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Turns(running=1, waiting=0, patience=0.01)
    full.enter()
    monkeypatch.setattr(lanes, "slow_turns", full)
    form = intan.get(PAGE)
    assert (send(intan, form).status_code, send(intan, form).status_code) == (200, 200)
    assert Report.objects.count() == 1


# What I typed -------------------------------------------------------------------------------


def test_the_list_shows_what_this_person_typed_and_nothing_of_others(intan: Client, keys: Cast) -> None:
    send(intan)
    mine = Report.objects.get()
    other = ReportFactory(typed_by=keys.budi, channel="phone")
    decided = ReportFactory(
        typed_by=keys.intan, channel="phone", status=Status.DECIDED, outcome="dismissed", decided_by=keys.budi
    )
    page = intan.get(MINE).content.decode()
    assert mine.number in page
    assert decided.number in page
    assert other.number not in page
    assert "Anda mengetik 2 laporan, 1 belum diputus" in page
    assert "Tidak dilanjutkan" not in page


def test_a_long_list_goes_on_the_next_page(intan: Client, keys: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kondusif.intake.views.entry.PAGE", 2)
    rows = [ReportFactory(typed_by=keys.intan, channel="phone") for _ in range(3)]
    first, second = (intan.get(f"{MINE}?hal={number}").content.decode() for number in (1, 2))
    assert (rows[2].number in first, rows[0].number in first, rows[0].number in second) == (True, False, True)


@pytest.mark.parametrize("role", [Role.FIELD, Role.LEADER, Role.HANDLER, Role.AUDITOR, Role.ADMIN])
def test_who_neither_sits_at_the_desk_nor_verifies_has_no_such_page(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.by_role()[role])
    assert {client.get(path).status_code for path in (PAGE, MINE)} == {403}


def test_the_desk_officer_finds_the_own_list_in_the_menu_and_not_the_queue(intan: Client) -> None:
    page = intan.get("/ruang/").content.decode()
    assert f'href="{MINE}"' in page
    assert intan.get("/ruang/laporan/").status_code == 403


# Files --------------------------------------------------------------------------------------


def photo(name: str, **how: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(**how), "image/jpeg")


def test_a_scan_is_read_by_the_verifier_when_it_shows_nobody(intan: Client, keys: Cast) -> None:
    send(intan, paper=photo("surat.jpg"), evidence=photo("kaus.jpg", size=(30, 20)), shows_reporter=None)
    rows = Report.objects.get().attachments.all()
    assert [row.safe_kind for row in rows] == ["jpeg", "jpeg"]


def test_the_box_for_a_name_in_the_scan_is_ticked_until_somebody_takes_it_away(intan: Client) -> None:
    page = intan.get(PAGE)
    assert "shows_reporter" in fields_of(page)
    back = send(intan, page, shows_reporter=None, words="")
    assert "shows_reporter" not in fields_of(back)


def test_a_file_that_is_refused_is_named_and_the_typed_words_stay(intan: Client) -> None:
    bad = SimpleUploadedFile("catatan.txt", b"bukan gambar", "text/plain")
    page = send(intan, paper=bad)
    assert page.status_code == 422
    text = page.content.decode()
    assert "catatan.txt tidak terbaca" in text
    assert "Pilih berkasnya sekali lagi" in text
    assert fields_of(page)["words"] == WORDS
    assert not Report.objects.exists()


def test_files_beyond_the_limit_are_refused_before_they_are_read(intan: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2000
    page = send(intan, paper=photo("surat.jpg", size=(900, 900)))
    assert page.status_code == 422
    assert "terlalu besar" in page.content.decode()
    assert not Report.objects.exists()


def test_a_typed_report_on_both_tracks_keeps_the_track(intan: Client) -> None:
    page = send(intan, track="both").content.decode()
    assert Report.objects.get().track == Track.BOTH
    assert "formulir Bawaslu ia serahkan sendiri" in page


def test_a_verifier_types_as_well(places: None, keys: Cast, client: Client) -> None:
    client.force_login(keys.budi)
    send(client)
    assert Report.objects.get().typed_by == keys.budi

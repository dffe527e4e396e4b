"""The pages of declarations, as each reader meets them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.rules import Outcome
from kondusif.coordination.models import Breach, Check, Declaration, Promise, Sheet, Signatory
from kondusif.coordination.rules import Verdict
from kondusif.coordination.services.breaches import link_breach
from kondusif.coordination.services.signing import add_sheet
from kondusif.coordination.tests.factories import (
    LINES,
    TEXT,
    closed_case,
    judged,
    parties,
    photo,
    promised,
    published,
    recorded,
    signed,
)
from kondusif.incidents.rules import Status
from kondusif.incidents.tests.factories import IncidentFactory
from support.cast import CITY, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")

SENT = {
    "kind": "peace", "title": "Deklarasi Pilkada Damai", "held_on": "10 November 2024", "place": "Balai Kota",
    "area_code": CITY, "text": TEXT,
}  # fmt: skip


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"coordination:{name}", args=args)).content.decode()


def test_an_empty_list_says_why_it_is_empty(client: Client, cast: Cast) -> None:
    text = page(as_(client, cast.intan), "list")
    assert "Belum ada deklarasi yang dicatat" in text
    assert "Belum ada deklarasi di wilayah Anda." in text


def test_the_desk_walks_from_the_pasted_text_to_the_public_page(client: Client, cast: Cast) -> None:
    browser = as_(client, cast.intan)
    answer = browser.post(reverse("coordination:record"), SENT)
    declaration = Declaration.objects.get()
    assert answer.url == reverse("coordination:promises", args=[declaration.number])
    proposal = browser.get(answer.url).content.decode()
    assert "Langkah 2 dari 3: periksa tiga janji yang diusulkan mesin" in proposal
    assert "Menurunkan alat peraga sendiri sebelum masa tenang</textarea>" in proposal
    browser.post(answer.url, {
        "version": 1, "form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 0,
        "form-0-text": "Menjaga ketertiban", "form-0-owner": "Ketua partai", "form-0-seen_by": "Tidak ada bentrokan.",
        "form-1-text": "", "form-2-text": "Menerima hasil", "form-2-look_on": "14 November 2024",
    })  # fmt: skip
    assert list(Promise.objects.values_list("order", "text", "owner")) == [
        (1, "Menjaga ketertiban", "Ketua partai"), (2, "Menerima hasil", "Ketua partai"),
    ]  # fmt: skip
    browser.post(
        reverse("coordination:signatories", args=[declaration.number]),
        {"kind": "party", "names": "2 Partai Dua\n1. Partai Satu"},
    )
    first, second = Signatory.objects.order_by("ballot_number")
    sign = reverse("coordination:sign", args=[declaration.number, first.pk])
    answer = browser.post(sign, {"name": "Sri Wahyu", "post": "Ketua", "strokes": LINES})
    assert answer.url == reverse("coordination:sign", args=[declaration.number, second.pk])
    shown = page(browser, "show", declaration.number)
    assert "M100 200Q200 120" in shown
    assert "1 dari 2 lembaga" in shown
    version = Declaration.objects.get().version
    browser.post(reverse("coordination:publish", args=[declaration.number]), {"version": version})
    public = Client().get(reverse("coordination_public:show", args=[declaration.number])).content.decode()
    assert "1. Partai Satu" in public
    assert "Partai Dua" not in public
    assert "Sri Wahyu" not in public


def test_a_second_text_of_the_same_event_keeps_what_was_typed_and_names_the_first(client: Client, cast: Cast) -> None:
    first = recorded(cast)
    answer = as_(client, cast.intan).post(reverse("coordination:record"), {**SENT, "text": "Naskah kedua yang lain."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f"Acara ini sudah tercatat sebagai {first.number}" in text
    assert "Naskah kedua yang lain." in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"held_on": "20 November 2024"}, "Tanggal deklarasi masih di depan"),
        ({"text": ""}, "Tempel naskah deklarasi."),
        ({"text": "x" * 8001}, "paling banyak"),
        ({"title": ""}, "Isi judul deklarasi."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    client: Client, cast: Cast, change: dict[str, str], words: str
) -> None:
    answer = as_(client, cast.intan).post(reverse("coordination:record"), {**SENT, **change})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Balai Kota" in text
    assert not Declaration.objects.exists()


def test_more_rows_come_without_losing_what_was_typed(client: Client, cast: Cast) -> None:
    declaration = recorded(cast)
    sent = {
        "version": 1,
        "tambah": "1",
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 0,
        "form-0-text": "Janji setengah",
    }
    answer = as_(client, cast.intan).post(reverse("coordination:promises", args=[declaration.number]), sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Janji setengah" in text
    assert 'name="form-3-text"' in text
    assert not Promise.objects.exists()


def test_the_heading_says_how_many_promises_are_not_kept(client: Client, cast: Cast) -> None:
    judged(cast, promised(cast), Verdict.NOT_KEPT)
    assert "Satu dari dua janji dinilai tidak ditepati" in page(as_(client, cast.lukman), "list")


def test_filters_find_by_words_of_a_promise_and_by_state(client: Client, cast: Cast) -> None:
    judged(cast, promised(cast), Verdict.NOT_KEPT)
    recorded(cast, title="Ikrar Netralitas", kind="neutrality", place="Stadion", area_code=SEMANGGI)
    browser = as_(client, cast.intan)
    for query, found in (
        ({"text": "alat peraga"}, "Deklarasi Pilkada"), ({"state": "not_kept"}, "Deklarasi Pilkada"),
        ({"kind": "neutrality"}, "Ikrar Netralitas"), ({"area": SEMANGGI}, "Ikrar Netralitas"),
        ({"state": "unchecked"}, "Deklarasi Pilkada"),
    ):  # fmt: skip
        text = browser.get(reverse("coordination:list"), query).content.decode()
        other = {"Deklarasi Pilkada", "Ikrar Netralitas"} - {found}
        assert found in text, query
        assert other.pop() not in text, query
    assert (
        "Tidak ada deklarasi yang cocok" in browser.get(reverse("coordination:list"), {"shown": "yes"}).content.decode()
    )


def test_the_list_of_this_week_says_why_each_promise_stands_there(client: Client, cast: Cast) -> None:
    promised(cast, look_on=TODAY - timedelta(days=1), watcher_id=cast.intan.pk)
    browser = as_(client, cast.lukman)
    text = page(browser, "due")
    assert "Dua janji perlu dilihat minggu ini" in text
    assert "seharusnya dilihat 12 November 2024" in text
    mine = browser.get(reverse("coordination:due"), {"milik": "saya"}).content.decode()
    assert "Tidak ada janji yang perlu dilihat minggu ini" in mine


def test_a_check_is_written_down_and_a_wrong_one_is_told(client: Client, cast: Cast) -> None:
    promise = promised(cast)
    browser = as_(client, cast.intan)
    path = reverse("coordination:check", args=[promise.declaration.number, 1])
    wrong = browser.post(path, {"verdict": "kept", "note": "Jalan bersih."})
    assert wrong.status_code == 422
    assert "Pilih dasar penilaian dari daftar." in wrong.content.decode()
    assert browser.post(path, {"verdict": "kept", "ground": "seen", "note": "Jalan bersih."}).status_code == 302
    assert Check.objects.get().by == cast.intan
    assert "Jalan bersih." in page(browser, "promise", promise.declaration.number, 1)


def test_an_incident_is_linked_by_its_number_after_it_was_handled(client: Client, cast: Cast) -> None:
    promise, incident = promised(cast), IncidentFactory(recorded_by=cast.citra)
    browser = as_(client, cast.intan)
    path = reverse("coordination:link", args=[promise.declaration.number, 1])
    sent = {"number": incident.number, "reason": "Alat peraga masih berdiri."}
    wrong = browser.post(path, sent)
    assert (wrong.status_code, Breach.objects.count()) == (422, 0)
    assert f"{incident.number} masih terbuka." in wrong.content.decode()
    type(incident).objects.update(status=Status.HANDLED)
    assert browser.post(path, sent).status_code == 302
    breach = Breach.objects.get()
    path = reverse("coordination:unlink", args=[promise.declaration.number, 1, breach.pk])
    assert browser.post(path, {"reason": ""}).status_code == 422
    assert browser.post(path, {"reason": "Salah nomor."}).status_code == 302
    assert not Breach.objects.exists()


def test_who_may_not_see_a_case_reads_that_something_stands_and_nothing_else(client: Client, cast: Cast) -> None:
    promise, case = promised(cast), closed_case(cast, Outcome.PROVEN)
    link_breach(actor_of(cast.intan), promise, case, reason="Alasan yang menyebut perkara.")
    for user, knows in ((cast.hana, True), (cast.eko, True), (cast.budi, False), (cast.ani, False)):
        text = page(as_(client, user), "promise", promise.declaration.number, 1)
        assert (case.number in text) is knows
        assert ("Alasan yang menyebut perkara." in text) is knows
        assert ("Satu catatan yang tidak terbuka bagi Anda" in text) is not knows


def test_readers_read_and_change_nothing(client: Client, cast: Cast) -> None:
    promise = promised(cast)
    number = promise.declaration.number
    for user in (cast.lukman, cast.ani, cast.eko, cast.budi, cast.hana):
        browser = as_(client, user)
        assert "Ubah janji" not in page(browser, "show", number)
        assert browser.get(reverse("coordination:record")).status_code == 403
        assert browser.post(reverse("coordination:check", args=[number, 1])).status_code == 403
        assert browser.post(reverse("coordination:publish", args=[number])).status_code == 403
    assert as_(client, cast.citra).get(reverse("coordination:list")).status_code == 403


def test_a_stranger_finds_nothing(client: Client, cast: Cast) -> None:
    number = recorded(cast).number
    for user in (None, cast.dewi):
        browser = as_(Client(), user) if user else Client()
        assert browser.get(reverse("coordination:list")).status_code == 404
        assert browser.get(reverse("coordination:show", args=[number])).status_code == 404
        assert browser.get(reverse("coordination:pdf", args=[number])).status_code == 404
        assert browser.get(reverse("coordination_public:show", args=[number])).status_code == 404


def test_a_sheet_of_paper_is_kept_with_those_who_were_ticked(client: Client, cast: Cast) -> None:
    declaration = recorded(cast)
    one, _two = parties(cast, declaration, 3, 4)
    path = reverse("coordination:paper", args=[declaration.number])
    sent = {"signed_on": "10 November 2024", f"tanda-{one.pk}": "1", f"nama-{one.pk}": "Sri Wahyu",
            "photo": SimpleUploadedFile("lembar.jpg", photo(), "image/jpeg")}  # fmt: skip
    browser = as_(client, cast.intan)
    assert browser.post(path, sent).status_code == 302
    assert list(Signatory.objects.filter(way="paper").values_list("pk", "signer_name")) == [(one.pk, "Sri Wahyu")]
    shown = browser.get(reverse("coordination:sheet", args=[Sheet.objects.get().pk]))
    assert (shown["Content-Type"], shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"photo": None}, "Pilih foto lembar yang ditandatangani."),
        ({"photo": SimpleUploadedFile("a.jpg", b"bukan gambar")}, "tidak"),
        ({"photo": SimpleUploadedFile("besar.jpg", b"\xff\xd8\xff" + b"x" * (40 * 1024 * 1024))}, "24 MB"),
        ({"signed_on": "1 November 2024"}, "antara tanggal deklarasi dan hari ini"),
        ({"nobody": "1"}, "Pilih sedikitnya satu lembaga"),
    ],
    ids=["no photo", "no picture", "40 MB", "before the event", "nobody"],
)
def test_a_sheet_that_cannot_stand_is_refused_and_keeps_what_was_typed(
    client: Client, cast: Cast, change: dict[str, object], words: str
) -> None:
    declaration = recorded(cast)
    (one,) = parties(cast, declaration, 3)
    sent: dict[str, object] = {"signed_on": "10 November 2024", "photo": SimpleUploadedFile("lembar.jpg", photo())}
    if "nobody" not in change:
        sent |= {f"tanda-{one.pk}": "1", f"nama-{one.pk}": "Sri Wahyu"}
    sent = {key: value for key, value in {**sent, **change}.items() if value is not None}
    answer = as_(client, cast.intan).post(reverse("coordination:paper", args=[declaration.number]), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "nobody" in change or "Sri Wahyu" in text
    assert not Signatory.objects.exclude(way="").exists()


def test_the_page_handed_over_leads_to_no_other_page_of_the_office(client: Client, cast: Cast) -> None:
    declaration = recorded(cast)
    (one,) = parties(cast, declaration, 3)
    text = page(as_(client, cast.intan), "sign", declaration.number, one.pk)
    assert "Menurunkan alat peraga sendiri" in text
    assert reverse("incidents:list") not in text
    assert "Perangkat ini tidak menjalankan skrip" in text
    answer = client.post(
        reverse("coordination:sign", args=[declaration.number, one.pk]), {"name": "Sri", "strokes": ""}
    )
    assert answer.status_code == 422
    assert "Belum ada tanda tangan dalam kotak." in answer.content.decode()


def test_an_institution_is_removed_and_a_signature_taken_back_with_its_reason(client: Client, cast: Cast) -> None:
    declaration = recorded(cast)
    one, two = parties(cast, declaration, 3, 4)
    signed(cast, one)
    browser = as_(client, cast.intan)
    browser.post(reverse("coordination:remove_signatory", args=[declaration.number, two.pk]))
    path = reverse("coordination:withdraw_signature", args=[declaration.number, one.pk])
    assert browser.post(path, {"reason": ""}).status_code == 422
    browser.post(path, {"reason": "Salah lembaga."})
    assert list(Signatory.objects.values_list("ballot_number", "way")) == [(3, "")]
    assert "Salah lembaga." in page(browser, "show", declaration.number)


def test_a_correction_shows_both_values_and_an_old_version_is_told(client: Client, cast: Cast) -> None:
    number = recorded(cast).number
    browser = as_(client, cast.intan)
    path = reverse("coordination:correct", args=[number])
    sent = {**SENT, "place": "Pendapa", "reason": "Salah tempat.", "version": 1}
    assert browser.post(path, sent).status_code == 302
    text = page(browser, "show", number)
    assert "<del>Balai Kota</del>" in text
    assert "<ins>Pendapa</ins>" in text
    assert browser.post(path, {**sent, "place": "Stadion"}).status_code == 422


def test_a_published_declaration_is_taken_back_with_a_reason(client: Client, cast: Cast) -> None:
    declaration = published(cast)
    browser = as_(client, cast.intan)
    path = reverse("coordination:withdraw", args=[declaration.number])
    assert browser.post(path, {"reason": "", "version": declaration.version}).status_code == 422
    assert browser.post(path, {"reason": "Salah naskah.", "version": declaration.version}).status_code == 302
    assert Client().get(reverse("coordination_public:show", args=[declaration.number])).status_code == 404


def test_the_paper_carries_lines_sheets_and_names_for_the_office(client: Client, cast: Cast) -> None:
    declaration = recorded(cast, title="Deklarasi #emph[Damai] <b>", text="Kami berjanji *damai* $x$ #panic().")
    promised(cast, declaration)
    signed(cast, parties(cast, declaration, 3)[0])
    add_sheet(actor_of(cast.intan), declaration, photo())
    answer = as_(client, cast.lukman).get(reverse("coordination:pdf", args=[declaration.number]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"


def test_the_poorest_declaration_prints_too(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.intan).get(reverse("coordination:pdf", args=[recorded(cast).number]))
    assert answer.content[:5] == b"%PDF-"


def test_a_long_list_is_paged_and_keeps_its_filter(client: Client, cast: Cast) -> None:
    for place in range(51):
        recorded(cast, place=f"Balai {place}")
    text = as_(client, cast.intan).get(reverse("coordination:list"), {"kind": "peace"}).content.decode()
    assert "kind=peace&amp;hal=2" in text

"""A mailbox that is exported again and brought in again: what is kept comes no second time."""

from datetime import date

import pytest
from django.test import Client

from kondusif.intake.imports import mailbox as reading
from kondusif.intake.models import Import, Report
from kondusif.intake.selectors import open_report
from kondusif.intake.tests.test_import_mail import Bring, bring, mail, mailbox
from kondusif.intake.tests.test_import_sheet import BASE, slip_of
from support.cast import Cast
from support.keys import ring

__all__ = ["bring"]  # the fixture
DAMAGED = (
    b"From: a@b.id\nSubject: Lapor\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
    b"--X\nContent-Type: text/plain\n\nCamat di panggung.\n"
    b"--X\nContent-Type: image/jpeg; name=foto.jpg\nContent-Transfer-Encoding: base64\n\nQUJDR\n--X--\n"
)
pytestmark = pytest.mark.django_db


def test_of_a_mailbox_with_newer_mails_only_those_are_offered(bring: Bring, client: Client) -> None:
    first = [mail("Satu", "Lurah membagikan uang."), mail("Dua", "Camat berorasi.")]
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(*first))), "surat": ["1", "2"]})
    page = bring(mailbox(mail("Tiga", "Staf memasang baliho."), *first))
    text = page.content.decode()
    assert "2 surat sudah tersimpan oleh impor sebelumnya" in text
    assert 'name="surat" value="1" checked' in text
    assert 'name="surat" value="2"' not in text
    done = client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1", "2", "3"]})
    assert Report.objects.count() == 3
    assert [one.line for one in done.context["landed"] if one.code] == [1]


def test_where_every_mail_is_kept_the_page_says_that_nothing_is_new(bring: Bring, client: Client) -> None:
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(mail(), mail("Dua")))), "surat": ["1"]})
    page = bring(mailbox(mail())).content.decode()
    assert "Tidak ada surat baru" in page
    assert "Simpan yang dicentang" not in page


def test_a_second_click_shows_the_same_codes_again(bring: Bring, client: Client) -> None:
    slip = slip_of(bring(mailbox(mail(), mail("Dua"))))
    post = {"slip": slip, "surat": ["1", "2"]}
    codes = [[str(one.code) for one in client.post(BASE + "simpan/", post).context["landed"]] for _turn in range(2)]
    assert codes[0] == codes[1]
    assert Report.objects.count() == 2


def test_of_one_mail_that_stands_twice_in_a_mailbox_one_can_be_ticked(bring: Bring, client: Client) -> None:
    page = bring(mailbox(mail(), mail()))
    assert 'name="surat" value="2"' not in page.content.decode()
    client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1", "2"]})
    assert Report.objects.count() == 1
    assert [(row.taken, row.refused) for row in Import.objects.all()] == [(1, 1)]


def test_what_is_kept_takes_no_place_among_those_that_can_be_looked_through(
    bring: Bring, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kondusif.intake.views.imports.MOST_MAILS", 2)
    old = [mail("Satu"), mail("Dua")]
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(*old))), "surat": ["1", "2"]})
    assert bring(mailbox(*old, mail("Tiga"))).status_code == 200
    refused = bring(mailbox(*old, mail("Tiga"), mail("Empat"), mail("Lima")))
    assert refused.status_code == 422
    assert "3 surat baru; paling banyak 2 sekali bawa" in refused.content.decode()


def test_the_most_mails_that_can_be_ticked_fit_on_the_page_that_goes_on(bring: Bring, client: Client) -> None:
    count = reading.MOST_MAILS
    page = bring(mailbox(*[mail(f"Surat {at}") for at in range(count)]))
    numbers = [str(at) for at in range(1, count + 1)]
    answer = client.post(
        BASE + "simpan/", {"slip": slip_of(page), "surat": numbers} | {f"pelapor-{at}": "1" for at in numbers}
    )
    while answer.context and answer.context.get("total") == count and answer.context.get("at", count) < count:
        answer = client.post(BASE + "simpan/", {"slip": slip_of(answer)})
    assert len({str(one.code) for one in answer.context["landed"]}) == count == Report.objects.count()


def test_last_years_mail_comes_into_the_register_of_the_year_in_which_it_came(bring: Bring, client: Client) -> None:
    message = mail(Received="from x by y; Tue, 12 Nov 2024 01:00:00 +0000")
    message.replace_header("Date", "Tue, 5 Dec 2023 08:00:00 +0700")
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(message))), "surat": ["1"]})
    report = Report.objects.get()
    assert (report.received_on, report.known_on) == (date(2024, 11, 12), date(2023, 12, 5))
    assert "/2024/" in report.number or "-2024-" in report.number


def test_the_preview_shows_what_was_set_apart_and_keeps_it_where_somebody_says_so(
    bring: Bring, client: Client, cast: Cast
) -> None:
    text = "Camat di panggung.\n-----Pesan Asli-----\nDi bawah ini laporan saya yang kedua."
    first, second = mail("Re: Satu", text), mail("Re: Dua", text)
    page = bring(mailbox(first, second))
    assert "huruf disisihkan sebagai kutipan atau tanda tangan" in page.content.decode()
    assert "Di bawah ini laporan saya yang kedua." in page.content.decode()
    client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1", "2"], "utuh-2": "1"})
    words = sorted(open_report(ring(cast.budi), row).told.words for row in Report.objects.all())
    assert words == ["Re: Dua\n\n" + text, "Re: Satu\n\nCamat di panggung."]


def test_a_damaged_file_is_named_in_the_preview_and_in_the_report(bring: Bring, client: Client, cast: Cast) -> None:
    page = bring(mailbox(DAMAGED))
    assert "foto.jpg (kosong atau rusak)" in page.content.decode()
    client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1"]})
    report = open_report(ring(cast.budi), Report.objects.get())
    assert report.evidence_words == "Lampiran surat yang tidak dapat disimpan: foto.jpg."


def test_the_only_verifier_who_brings_a_file_in_is_warned_before_and_after(
    bring: Bring, client: Client, cast: Cast
) -> None:
    client.force_login(cast.budi)
    page = bring(mailbox(mail()))
    warned = "hanya dapat dibaca oleh Anda"
    alone = warned in page.content.decode()
    done = client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1"]}).content.decode()
    assert (alone, warned in done) == (True, True)

"""A mailbox of reports: each mail chosen by hand, its sender sealed, its files evidence; broken ones are named."""

import random
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kondusif.base import disk
from kondusif.intake.imports.html_text import text_of_html
from kondusif.intake.imports.mailbox import Fault, Robot, looks_like_mail, read_mail, read_mails
from kondusif.intake.models import Import, Report
from kondusif.intake.selectors import open_report
from kondusif.intake.tests.support import picture
from kondusif.intake.tests.test_import_sheet import BASE, slip_of
from support.cast import Cast
from support.keys import ring

WIB = ZoneInfo("Asia/Jakarta")
FROM_LINE = b"From MAILER Tue Nov 12 08:00:00 2024\n"
Bring = Callable[..., HttpResponse]


def mail(
    subject: str = "Camat ikut kampanye", text: str = "Saya melihat camat di panggung.", *,
    sender: str = "Wulan Prasetyo <wulan@contoh.id>", files: tuple[tuple[str, bytes], ...] = (), **headers: str,
) -> EmailMessage:  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "lapor@kota.contoh.id", subject
    message["Date"] = "Mon, 11 Nov 2024 20:30:00 +0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="image", subtype="jpeg", filename=name)
    return message


def mailbox(*messages: EmailMessage | bytes) -> bytes:
    raw = [one if isinstance(one, bytes) else one.as_bytes() for one in messages]
    return b"".join(FROM_LINE + one.replace(b"\nFrom ", b"\n>From ") + b"\n\n" for one in raw)


BROKEN = (
    b"From: a@b.id\nSubject: rusak\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
    b"--X\nContent-Type: text/plain\n\nhalo, lalu terpotong\n"
)


@pytest.fixture
def bring(cast: Cast, places: None, client: Client) -> Bring:
    client.force_login(cast.intan)

    def post(raw: bytes, name: str = "kotak.mbox") -> HttpResponse:
        return client.post(BASE + "periksa/", {"file": SimpleUploadedFile(name, raw)})

    return post


# Reading -----------------------------------------------------------------------


def test_subject_and_text_become_the_account_and_the_sender_stays_apart() -> None:
    (one,) = read_mails(mailbox(mail()), WIB)
    assert one.words == "Camat ikut kampanye\n\nSaya melihat camat di panggung."
    assert (one.name, one.address) == ("Wulan Prasetyo", "wulan@contoh.id")
    assert one.sent_on == date(2024, 11, 12)  # half past eight in the evening in Greenwich is the next day in the city


def test_a_broken_mail_is_named_by_its_number_and_the_others_are_read() -> None:
    found = read_mails(mailbox(mail(), BROKEN, mail("Kedua")), WIB)
    assert [(one.number, one.fault) for one in found] == [(1, None), (2, Fault.BROKEN), (3, None)]


def test_a_line_of_the_account_that_begins_with_from_does_not_split_the_mail() -> None:
    (one,) = read_mails(mailbox(mail(text="Saya dengar:\nFrom sana ke sini tahun 2024 ramai.\nSelesai.")), WIB)
    assert one.words.endswith("From sana ke sini tahun 2024 ramai.\nSelesai.")


def test_one_mail_alone_is_read_with_and_without_carriage_returns() -> None:
    raw = mail().as_bytes()
    for form in (raw, raw.replace(b"\n", b"\r\n")):
        assert looks_like_mail(form)
        assert read_mails(form, WIB)[0].words.startswith("Camat ikut kampanye")
    dos = mailbox(mail(), mail("Kedua")).replace(b"\n", b"\r\n")
    assert [one.subject for one in read_mails(dos, WIB)] == ["Camat ikut kampanye", "Kedua"]


def test_a_mail_of_html_alone_is_made_text() -> None:
    message = mail(In_Reply_To="<1@kota.contoh.id>")
    message.set_content(
        "<html><head><style>p{}</style><title>x</title></head><body><p>Pak <b>Lurah</b> membagikan&nbsp;uang.</p>"
        "<div style='display: none'>tak terlihat</div><p>Di balai<br>RW 2.</p><script>alert(1)</script>"
        "<blockquote>Surat lama</blockquote></body></html>",
        subtype="html",
    )
    assert read_mails(message.as_bytes(), WIB)[0].words == (
        "Camat ikut kampanye\n\nPak Lurah membagikan uang.\nDi balai\nRW 2."
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a<br>b", "a\nb"), ("<p>a</p><p>b</p>", "a\nb"), ("sa<b>tu</b> dua", "satu dua"), ("<b>a</b> b", "a b"),
        ("<p>a", "a"), ("</div></p>x", "x"),
        ("&lt;b&gt; &amp; &#65;", "<b> & A"), ("<blockquote>x</blockquote>", "> x"),
        ("<script>x</script>", ""), ("<div style='display:none'><p>x<br></p></div>y", "y"), ("", ""),
        ("<html><head><title>t</title><body><p>a", "a"), ("<title>t</title><style>p{}</style><p>a</p>", "a"),
        ("<p style='display:none'>x<p>a</p>", "a"), ("<ul><li style='display:none'>x<li>a</ul>", "a"),
        ("<table><tr><td style='display:none'>x<td>a</table>", "a"),
        ("<table><tr style='display:none'><td>x<tr><td>a</table>", "a"), ("<p style='display:none'>x<div>a</div>", "a"),
        ("<div style='display:none'><p>x<p>z</div>a", "a"),
        ("<div style='display:none'><p style='display:none'>x<p>z</div>a", "a"),
        ("<div style='display:none'><table><tr><td>x<tr><td>z</table></div>a", "a"),
        ("<div><p style='display:none'>x</div>a", "a"), ("<p>a<p>b<ul><li>c<li>d</ul>e", "a\nb\nc\nd\ne"),
        ("<table><tr><td>Nama</td><td>Tri</td><tr><td>Umur<td>30</table>", "Nama Tri\nUmur 30"),
        ("<!-- x --><!--[if mso]>x<![endif]--><![if !mso]>a<![endif]><![lain]>b", "ab"), ("<p hidden>x</p>a", "a"),
        ("&eacute;&nbsp;&hellip; 1 &lt; 2 &amp 3 < 4", "é … 1 < 2 & 3 < 4"), ("a<br/>b</br>c<p/>d", "a\nb\nc\nd"),
        ("<pre>a\n> b</pre>", "a\n> b"), ("<b>a</b> <i>b</i>", "a b"), ("<dl><dt>a<dd>b<dt>c</dl>", "a\nb\nc"),
    ],
)  # fmt: skip
def test_the_words_of_a_page(page: str, text: str) -> None:
    assert text_of_html(page) == text


@pytest.mark.parametrize(
    ("message", "robot"),
    [
        (mail(Auto_Submitted="auto-replied"), Robot.ANSWER), (mail(List_Unsubscribe="<http://x>"), Robot.LIST),
        (mail(Precedence="bulk"), Robot.LIST), (mail(Return_Path="<>"), Robot.BOUNCE),
        (mail(sender="MAILER-DAEMON@contoh.id"), Robot.SENDER), (mail(sender="Toko <no-reply@toko.id>"), Robot.SENDER),
        (mail(Auto_Submitted="no"), None), (mail(), None),
    ],
)  # fmt: skip
def test_what_looks_as_if_no_person_wrote_it_is_told_apart(message: EmailMessage, robot: Robot | None) -> None:
    assert read_mails(message.as_bytes(), WIB)[0].robot is robot


def test_an_account_as_a_page_is_read_beside_a_footer_in_plain_text() -> None:
    raw = (
        b"From: a@b.id\nSubject: Lapor\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
        b"--X\nContent-Type: text/html\n\n<p>Pak Lurah membagikan uang.</p>\n"
        b"--X\nContent-Type: text/plain\n\nDikirim lewat milis RW.\n--X--\n"
    )
    (one,) = read_mails(raw, WIB)
    assert one.words == "Lapor\n\nPak Lurah membagikan uang.\n\nDikirim lewat milis RW."


def test_of_two_forms_of_the_same_text_one_is_read() -> None:
    message = mail(text="Pak Lurah membagikan uang.")
    message.add_alternative("<p>Pak Lurah <b>membagikan</b> uang.</p>", subtype="html")
    message.add_attachment(picture(), maintype="image", subtype="jpeg", filename="a.jpg")
    (one,) = read_mails(message.as_bytes(), WIB)
    assert one.words == "Camat ikut kampanye\n\nPak Lurah membagikan uang."
    assert len(one.files) == 1


def test_where_the_plain_form_is_empty_the_page_is_read() -> None:
    message = mail(text=" ")
    message.add_alternative("<p>Pak Lurah membagikan uang.</p>", subtype="html")
    assert read_mails(message.as_bytes(), WIB)[0].words.endswith("Pak Lurah membagikan uang.")


def test_where_the_plain_form_only_points_to_the_page_the_page_is_read() -> None:
    message = mail(text="Buka surat ini di peramban.")
    page = (
        "<p>Pak Lurah membagikan uang kepada warga RW 2 di balai kelurahan, disaksikan ketua RT dan banyak orang.</p>"
    )
    message.add_alternative(page * 2, subtype="html")
    (one,) = read_mails(message.as_bytes(), WIB)
    assert "membagikan uang" in one.words
    assert "peramban" not in one.words


def test_a_file_within_the_second_form_is_not_lost() -> None:
    message = mail()
    message.add_alternative("<p>Saya melihat camat di panggung.</p>", subtype="html")
    page = message.get_payload()[1]  # type: ignore[index]
    page.add_related(picture(), maintype="image", subtype="jpeg", cid="<a@b>", filename="panggung.jpg")  # type: ignore[union-attr]
    assert [name for name, _data in read_mails(message.as_bytes(), WIB)[0].files] == ["panggung.jpg"]


def test_an_account_that_came_out_empty_beside_a_file_is_a_fault_and_says_so() -> None:
    message = mail(text=" ", files=(("foto.jpg", picture()),))
    assert read_mails(message.as_bytes(), WIB)[0].fault is Fault.NO_WORDS


def test_an_unknown_charset_and_no_date_are_no_reason_to_lose_a_mail() -> None:
    raw = (
        b'From: a@b.id\nSubject: =?x-unknown?Q?halo?=\nContent-Type: text/plain; charset="kuno-9"\n\nIsi \xe9 surat.\n'
    )
    (one,) = read_mails(raw, WIB)
    assert (one.fault, one.sent_on) == (None, None)
    assert "Isi é surat." in one.words


def test_no_damage_makes_the_reader_fall_over() -> None:
    """2,000 mails with bytes changed, cut or doubled: each is read or named, none raises."""
    chance = random.Random(8)
    whole = mail(files=(("foto.jpg", picture()),)).as_bytes()
    for _turn in range(2000):
        raw = bytearray(whole)
        for _hit in range(chance.randint(1, 12)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randint(0, 9)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 9)))
        one = read_mail(bytes(raw[: chance.randint(1, len(raw))]), 1, WIB)
        assert one.fault or one.words or one.files


def test_the_same_mail_twice_in_one_mailbox_is_proposed_once() -> None:
    assert [one.robot for one in read_mails(mailbox(mail(), mail("Lain"), mail()), WIB)] == [None, None, Robot.TWICE]


def test_the_same_words_with_another_photo_are_another_mail() -> None:
    first, second = (mail(files=((name, picture(size=(50, size))),)) for name, size in (("a.jpg", 40), ("b.jpg", 41)))
    assert [one.robot for one in read_mails(mailbox(first, second, first), WIB)] == [None, None, Robot.TWICE]


# Pages -------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_ticked_mails_are_kept_and_robots_are_not_ticked(bring: Bring, client: Client) -> None:
    page = bring(mailbox(mail(), mail("Diskon besar", Precedence="bulk"), BROKEN))
    text = page.content.decode()
    assert 'name="surat" value="1" checked' in text
    assert 'name="surat" value="2"' in text
    assert 'name="surat" value="2" checked' not in text
    assert 'name="surat" value="3"' not in text
    assert "2 surat terbaca, 1 tidak dapat diambil" in text
    done = client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1"], "jenis-1": "peace"})
    report = Report.objects.get()
    assert [one.number for one in done.context["landed"]] == [report.number]
    assert (report.channel, report.kind, report.known_on) == ("email", "peace", date(2024, 11, 12))
    assert (report.received_on, report.named) == (date(2024, 11, 12), True)


@pytest.mark.django_db
def test_the_sender_is_in_no_word_that_the_desk_opens(bring: Bring, client: Client, cast: Cast) -> None:
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(mail()))), "surat": ["1"]})
    report = open_report(ring(cast.budi), Report.objects.get())
    assert "Wulan" not in repr(report.told)
    assert "contoh.id" not in repr(report.told)


@pytest.mark.django_db
def test_attachments_become_evidence_and_what_cannot_be_taken_is_named(
    bring: Bring, client: Client, cast: Cast
) -> None:
    message = mail(files=(("foto.jpg", picture()), ("catatan.exe", b"MZ\x00\x00")))
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(message))), "surat": ["1"]})
    report = open_report(ring(cast.budi), Report.objects.get())
    assert [(item.kind, item.device_name) for item in _of(report)] == [("jpeg", "foto.jpg")]
    assert report.evidence_words == "Lampiran surat yang tidak dapat disimpan: catatan.exe."


@pytest.mark.django_db
def test_on_a_full_disk_a_mail_with_a_file_waits_and_the_same_file_goes_on_later(
    bring: Bring, client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, with_file = mail("Tanpa lampiran"), mail("Dengan foto", files=(("foto.jpg", picture()),))
    slip = slip_of(bring(mailbox(plain, with_file)))
    monkeypatch.setattr(disk, "free_share", lambda: 0.04)
    answer = client.post(BASE + "simpan/", {"slip": slip, "surat": ["1", "2"]})
    assert Report.objects.count() == 1
    answer = client.post(BASE + "simpan/", {"slip": slip_of(answer)})
    assert answer.status_code == 409
    assert "Ruang simpan server hampir penuh" in answer.content.decode()
    assert Report.objects.count() == 1
    monkeypatch.setattr(disk, "free_share", lambda: 0.5)
    client.post(BASE + "simpan/", {"slip": slip_of(answer)})
    assert Report.objects.count() == 2
    assert [item.kind for report in Report.objects.all() for item in report.attachments.all()] == ["jpeg"]


def _of(report: Report) -> list[Any]:
    items = list(report.attachments.all())
    for item in items:
        item.report = report
    return items


@pytest.mark.django_db
def test_nothing_ticked_is_asked_again(bring: Bring, client: Client) -> None:
    page = client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(mail())))})
    assert page.status_code == 422
    assert "Centang sedikitnya satu surat" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_a_mail_that_was_not_offered_cannot_be_ticked(bring: Bring, client: Client) -> None:
    slip = slip_of(bring(mailbox(mail(), BROKEN)))
    client.post(BASE + "simpan/", {"slip": slip, "surat": ["2", "9", "x", "1"], "jenis-1": "lain"})
    assert Report.objects.get().kind == "neutrality"


@pytest.mark.django_db
def test_a_mail_that_was_not_ticked_can_be_taken_later_and_the_other_is_not_doubled(
    bring: Bring, client: Client
) -> None:
    raw = mailbox(mail(), mail("Kedua", "Lurah membagikan uang."))
    client.post(BASE + "simpan/", {"slip": slip_of(bring(raw)), "surat": ["1"]})
    assert Report.objects.count() == 1
    client.post(BASE + "simpan/", {"slip": slip_of(bring(raw)), "surat": ["1", "2"]})
    assert Report.objects.count() == 2
    assert [(row.taken, row.refused) for row in Import.objects.order_by("pk")] == [(1, 1), (2, 0)]


@pytest.mark.django_db
def test_of_files_that_show_the_reporter_not_even_a_name_reaches_the_desk(
    bring: Bring, client: Client, cast: Cast
) -> None:
    message = mail(files=(("surat-wulan.jpg", picture()), ("ktp-wulan.exe", b"MZ\x00\x00")))
    client.post(BASE + "simpan/", {"slip": slip_of(bring(mailbox(message))), "surat": ["1"], "pelapor-1": "1"})
    report = open_report(ring(cast.budi), Report.objects.get())
    assert report.evidence_words == "Lampiran surat yang tidak dapat disimpan: 1 berkas."
    assert "wulan" not in repr(report.told) + repr([item.device_name for item in _of(report)])


@pytest.mark.django_db
def test_a_signed_letter_attached_to_a_mail_has_no_copy_for_the_desk_unless_somebody_says_so(
    bring: Bring, client: Client, cast: Cast
) -> None:
    first = mail("Satu", files=(("surat.jpg", picture(size=(60, 41))),))
    second = mail("Dua", files=(("kaus.jpg", picture(size=(60, 42))),))
    page = bring(mailbox(first, second, mail("Tiga")))
    text = page.content.decode()
    assert 'name="pelapor-1" value="1" checked' in text
    assert 'name="pelapor-3"' not in text
    client.post(BASE + "simpan/", {"slip": slip_of(page), "surat": ["1", "2"], "pelapor-1": "1"})
    kinds = {
        item.device_name: item.safe_kind
        for row in Report.objects.all()
        for item in _of(open_report(ring(cast.budi), row))
    }
    assert kinds == {"": "", "kaus.jpg": "jpeg"}  # the name of the letter goes with the identity as well

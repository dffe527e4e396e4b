"""What of a mail is the account: nothing that the sender wrote is lost, and what is set apart can be taken back."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.intake.imports.mailbox import Fault, read_mails
from kondusif.intake.imports.quoted import own_words
from kondusif.intake.tests.test_import_mail import FROM_LINE, WIB, mail, mailbox


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Saya lapor.\n\nOn Tue, Nov 12, 2024 at 8:15 AM Desk <desk@kota.id> wrote:\n> lama", "Saya lapor."),
        ("Saya lapor.\n\nPada tanggal Sel, 12 Nov 2024 pukul 08.15 A <a@b.id>\nmenulis:\n> lama", "Saya lapor."),
        ("Saya lapor.\n-----Pesan Asli-----\nDari: x\nlama", "Saya lapor."),
        ("Saya lapor.\n________________\nDari: Desk\nDikirim: Selasa\nPerihal: x\nlama", "Saya lapor."),
        ("Saya lapor.\nFrom: Desk <desk@kota.id>\nSent: Tuesday\nSubject: x\nlama", "Saya lapor."),
        ("> lama\nJawaban saya.\n> lagi", "Jawaban saya."),
        ("On Tue A <a@b.id> wrote:\n> lama\n\nJawaban di bawah.", "Jawaban di bawah."),
        ("Saya lapor.\n-- \nWulan\n0812", "Saya lapor."),
        ("Pada hari Senin lurah menulis:\nPilih nomor ini!", None),
        ("---------- Forwarded message ---------\nDari: A\nTanggal: B\nAjakan memilih", None),
        ("> hanya kutipan", None),
    ],
)  # fmt: skip
def test_quoted_history_is_set_apart_and_what_was_forwarded_stays(text: str, own: str | None) -> None:
    assert own_words(text, answers=True).words == (text if own is None else own)


@pytest.mark.parametrize(
    "text",
    [
        "Dari: warga RW 03\nTanggal: 9 November 2024\nPerihal: laporan\n\nCamat membagikan uang.",
        "Kepada desk.\nDari: warga RW 03\nDikirim: Senin\nCamat membagikan uang.",
        "Pada 9 November admin <grup@contoh.id> menulis:\nPilih nomor ini!\nItu akun resmi kelurahan.",
        "Yang saya lihat:\n--\n1. uang\n2. kaus\nSemua dibagikan di balai RW oleh camat, di depan warga, sejak pukul tujuh pagi sampai siang.",  # noqa: E501
        "________________\nCamat membagikan uang.\n________________\nItu saja.",
    ],
)
def test_heads_and_rules_that_a_citizen_writes_cut_nothing(text: str) -> None:
    assert own_words(text, answers=True).words == text


def test_of_a_mail_that_answers_none_what_it_quotes_is_its_matter() -> None:
    text = "Lurah menulis di grup:\n> Pilih nomor ini!\nMohon diperiksa."
    assert own_words(text, answers=False).words == text
    (fresh,) = read_mails(mail(text=text).as_bytes(), WIB)
    (answer,) = read_mails(mail("Re: laporan", text=text).as_bytes(), WIB)
    assert "> Pilih nomor ini!" in fresh.words
    assert answer.words == "Re: laporan\n\nLurah menulis di grup:\nMohon diperiksa."
    assert answer.apart == "> Pilih nomor ini!"
    assert answer.whole == f"Re: laporan\n\n{text}"


def test_of_a_mail_that_passes_another_on_nothing_is_set_apart() -> None:
    text = "Ini surat camat.\n________________\nDari: Camat <camat@kota.id>\nDikirim: Senin\nPilih nomor ini!"
    (one,) = read_mails(mail("FW: arahan", text=text, References="<1@kota.id>").as_bytes(), WIB)
    assert (one.words, one.apart) == (f"FW: arahan\n\n{text}", "")


LINES = st.sampled_from(
    ["Saya lapor.", "> kutipan", "", "--", "Dari: warga", "Tanggal: Senin", "On Tue A <a@b.id> wrote:", "____________",
     "-----Original Message-----", "From: A <a@b.id>", "Sent: Monday", "---------- Forwarded message ---------",
     "x" * 90]
)  # fmt: skip


@given(st.lists(LINES, max_size=14), st.booleans())
def test_every_line_is_either_kept_or_set_apart(lines: list[str], answers: bool) -> None:
    text = "\n".join(lines).strip()
    own = own_words(text, answers=answers)
    written = sorted(line for line in text.split("\n") if line.strip())
    assert sorted(line for line in f"{own.words}\n{own.apart}".split("\n") if line.strip()) == written


# Where one mail ends and the next begins ----------------------------------------


def test_two_mails_without_an_empty_line_between_them_stay_two() -> None:
    raw = FROM_LINE + mail("Satu").as_bytes().rstrip() + b"\n" + FROM_LINE + mail("Dua").as_bytes()
    found = read_mails(raw, WIB)
    assert [one.subject for one in found] == ["Satu", "Dua"]
    assert "wulan@contoh.id" not in found[0].words


def test_an_unescaped_sentence_that_begins_with_from_stays_in_its_mail() -> None:
    text = b"Saya lapor.\n\nFrom 3 to 5 November 2024 the camat gave money.\nCatatan: ada foto.\n"
    raw = FROM_LINE + b"From: a@b.id\nSubject: Lapor\n\n" + text
    (one,) = read_mails(raw, WIB)
    assert one.words.endswith("gave money.\nCatatan: ada foto.")


@pytest.mark.parametrize("line", ["From - Tue Nov 12 08:00:00 2024", "From a@b.id Tue Nov 12 08:00:00 +0000 2024",
                                  "From a@b.id Tue Nov  2 08:00 2024", "From a@b.id 12-11-2024"])  # fmt: skip
def test_the_lines_of_several_programs_begin_a_mail(line: str) -> None:
    raw = f"{line}\nFrom: a@b.id\nSubject: x\n\nIsi.\n\n".encode() * 2
    assert len(read_mails(raw, WIB)) == 2


def test_a_damaged_file_costs_itself_and_not_the_words() -> None:
    raw = (
        b"From: a@b.id\nSubject: Lapor\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
        b"--X\nContent-Type: text/plain\n\nCamat di panggung.\n"
        b"--X\nContent-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: base64\n\nQUJDR\n--X--\n"
    )
    (one,) = read_mails(raw, WIB)
    assert (one.fault, one.words) == (None, "Lapor\n\nCamat di panggung.")
    assert one.files == [("a.jpg", b"")]
    garbled = raw.replace(
        b"Content-Type: text/plain\n", b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n"
    )
    garbled = garbled.replace(b"Camat di panggung.", b"QUJDR")
    assert read_mails(garbled, WIB)[0].fault is Fault.BROKEN


# Days ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "line", "arrived"),
    [
        ("Received: from x by y; Sun, 1 Dec 2024 20:00:00 +0000\nReceived: from a by x; 1 Nov 2024 01:00:00 +0700\n",
         "From - Tue Nov 12 08:00:00 2024", date(2024, 12, 2)),
        ("", "From - Tue Nov 12 20:00:00 2024", date(2024, 11, 13)),
        ("Received: from x by y\n", "From - Tue Nov 12 08:00:00 2024", date(2024, 11, 12)),
        ("", "", None),
    ],
)  # fmt: skip
def test_a_mail_came_when_the_offices_own_server_took_it(heads: str, line: str, arrived: date | None) -> None:
    raw = f"{heads}From: a@b.id\nDate: Tue, 2 Jan 2024 08:00:00 +0700\nSubject: x\n\nIsi.\n"
    (one,) = read_mails((f"{line}\n" if line else "").encode() + raw.encode(), WIB)
    assert (one.sent_on, one.arrived_on) == (date(2024, 1, 2), arrived)


@pytest.mark.parametrize("zone", ["-0000", ""])
def test_a_time_without_a_zone_is_one_of_greenwich(zone: str) -> None:
    raw = f"From: a@b.id\nDate: Mon, 11 Nov 2024 20:30:00 {zone}\nSubject: x\n\nIsi.\n"
    assert read_mails(raw.encode(), ZoneInfo("Asia/Jakarta"))[0].sent_on == date(2024, 11, 12)


# One mail is one mail, whichever mailbox it comes in -------------------------------


def test_the_same_mail_has_one_origin_and_every_change_another() -> None:
    one = mail(Message_ID="<1@contoh.id>")
    alone, within = read_mails(one.as_bytes(), WIB)[0], read_mails(mailbox(mail("Lain"), one), WIB)[1]
    assert alone.origin == within.origin
    others = [mail(), mail("Lain", Message_ID="<1@contoh.id>"), mail(text="Lain.", Message_ID="<1@contoh.id>"),
              mail(sender="b@c.id", Message_ID="<1@contoh.id>"), mail(Message_ID="<2@contoh.id>")]  # fmt: skip
    origins = {read_mails(other.as_bytes(), WIB)[0].origin for other in others}
    assert len(origins | {alone.origin}) == 6

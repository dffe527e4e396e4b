"""The way back with a code: status, questions, evidence; a wrong code tells nothing, a second click does nothing."""

import time
from collections.abc import Callable
from statistics import median

import pytest
from django.test import Client
from stdnum import luhn

from kondusif.accounts.selectors import actor_of
from kondusif.base import disk
from kondusif.institutions.models import Body
from kondusif.intake import evidence, secrecy, selectors, services
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Attachment, Message, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors import open_report
from kondusif.intake.tests.support import BACK, draft, fields_of, picture, receive
from kondusif.intake.tests.way_back import Returning
from kondusif.intake.views_public import visit
from kondusif.kernel.signs import ALPHABET
from support.cast import Cast
from support.keys import ring
from support.pages import without_tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(places: None) -> tuple[Report, Code]:
    code = make_code()
    return receive(draft(), code=code).report, code


def at_the_desk(cast: Cast, report: Report) -> Report:
    """The report as Budi reads it."""
    return open_report(ring(cast.budi), Report.objects.get(pk=report.pk))


def test_the_code_opens_the_status_in_any_spelling(kept: tuple[Report, Code]) -> None:
    _report, code = kept
    look_alike = str(code).replace("0", "o").replace("1", "l")
    for spelling in (str(code), code.text.lower(), " ".join(code.groups), look_alike):
        assert "sudah diterima dan menunggu dibaca" in Returning(spelling).text


def test_the_page_says_which_units_can_read_and_what_happens_next(kept: tuple[Report, Code]) -> None:
    text = Returning(kept[1]).text
    assert "Badan Kesatuan Bangsa dan Politik" in text
    assert "memutus atau bertanya kepada Anda" in text
    assert "Inspektorat</dd>" not in text


def test_the_page_does_not_repeat_the_account_or_the_number(kept: tuple[Report, Code]) -> None:
    report, code = kept
    text = Returning(code).text
    for hidden in (report.words, report.number, report.accused_name):
        assert hidden
        assert hidden not in text


@pytest.mark.parametrize(
    "text", ["", "AAAA", "x" * 5000, "\x00", "Ω" * 20, "PYYG-4P8N-YND8-RQH8-2A48", "PYYG-4P8N-YND8-RQH8-2A49"]
)
def test_any_wrong_code_gets_one_sentence(kept: tuple[Report, Code], text: str) -> None:
    page = Returning(text).page
    assert page.status_code == 422
    assert page.content.decode().count('class="pesan-salah"') == 1


def test_a_wrong_secret_with_a_right_locator_opens_nothing(kept: tuple[Report, Code]) -> None:
    body = kept[1].locator + make_code().secret
    assert Returning(body + luhn.calc_check_digit(body, ALPHABET)).page.status_code == 422


def test_a_right_a_wrong_and_a_malformed_code_do_the_same_slow_work(
    kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real = secrecy.root_of

    def counted(code: Code, salt: str) -> secrecy.Root:
        done.append(salt)
        return real(code, salt)

    monkeypatch.setattr(secrecy, "root_of", counted)
    for text in (str(kept[1]), str(make_code()), "bukan kode", ""):
        done.clear()
        selectors.report_by_code(text)
        assert len(done) == 1


def test_a_right_and_a_wrong_code_take_the_same_time(kept: tuple[Report, Code]) -> None:
    def took(text: str) -> float:
        start = time.process_time()  # of this process alone: what else the machine does is not counted
        selectors.report_by_code(text)
        return time.process_time() - start

    right, wrong = str(kept[1]), str(make_code())
    pairs = [(took(right), took(wrong)) for _ in range(21)]
    medians = [median(times) for times in zip(*pairs, strict=True)]
    assert max(medians) / min(medians) < 2


def test_the_newest_question_stands_first_and_its_answer_reaches_the_desk(
    kept: tuple[Report, Code], keys: Cast
) -> None:
    report, code = kept
    desk = at_the_desk(keys, report)
    services.send_message(actor_of(keys.budi), desk, "Pada jam berapa?", submission="meja-1")
    services.send_message(actor_of(keys.budi), desk, "Kapan foto itu diambil?", submission="meja-2")
    reporter = Returning(code)
    assert "sedang diperiksa" in reporter.text
    assert reporter.text.index("Kapan foto itu diambil?") < reporter.text.index("Pada jam berapa?")
    assert reporter.text.index("Jawaban Anda") < reporter.text.index('id="h-status"')
    reporter.press("kirim", words="Sabtu sore.")
    assert "Pesan Anda sudah kami terima" in reporter.text
    assert "Budi" not in without_tokens(reporter.text)
    newest = at_the_desk(keys, report).messages.last()
    assert newest is not None
    newest.report = at_the_desk(keys, report)
    assert newest.words == "Sabtu sore."


def test_a_second_click_or_a_reload_sends_no_second_message(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    sent = fields_of(reporter.page) | {"words": "Sekali saja.", "ke": "kirim"}
    for _click in range(2):
        answer = reporter.client.post(BACK, sent)
        assert "Pesan Anda sudah kami terima" in answer.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("words", ["", " \u202e ", "x" * 2001])
def test_a_message_that_cannot_be_sent_gets_one_sentence_and_stays(kept: tuple[Report, Code], words: str) -> None:
    reporter = Returning(kept[1])
    assert reporter.press("kirim", words=words).status_code == 422
    assert reporter.text.count('class="pesan-salah"') == 1
    assert fields_of(reporter.page)["words"] == words


def test_evidence_comes_later_and_the_same_file_is_kept_once(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    photo = ("balai.jpg", picture(note="kamera"))
    reporter = Returning(code)
    reporter.press("kirim", photo, words="Ini fotonya.")
    assert "Pesan dan bukti Anda sudah kami terima" in reporter.text
    assert "balai.jpg" in reporter.text
    reporter.press("kirim", photo)
    assert "tidak disimpan dua kali" in reporter.text
    item = Attachment.objects.get()
    desk = at_the_desk(keys, report)
    shown = selectors.open_attachment(desk, item)
    assert shown.content[:2] == b"\xff\xd8"
    assert b"kamera" not in shown.content


def test_a_refused_file_is_named_and_the_message_stays(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    page = reporter.press("kirim", ("catatan.exe", b"MZ bukan gambar"), words="Pesan yang tetap ada.")
    assert page.status_code == 422
    assert "catatan.exe" in reporter.text
    assert fields_of(page)["words"] == "Pesan yang tetap ada."
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()


def test_on_a_nearly_full_disk_the_message_stays_and_is_taken_without_its_file(
    kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free_share", lambda: 0.0)
    reporter = Returning(kept[1])
    page = reporter.press("kirim", ("foto.png", picture("PNG")), words="Ini fotonya.")
    assert "Ruang simpan server hampir penuh" in reporter.text
    assert fields_of(page)["words"] == "Ini fotonya."
    assert reporter.press("kirim", words="Ini fotonya.").status_code == 200
    assert (Message.objects.count(), Attachment.objects.count()) == (1, 0)


def test_too_many_files_are_refused_in_one_sentence(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    files = [(f"{n}.png", picture("PNG", (8 + n, 8))) for n in range(evidence.MAX_FILES + 1)]
    assert reporter.press("kirim", *files).status_code == 422
    assert f"Paling banyak {evidence.MAX_FILES} berkas" in reporter.text


def test_after_the_outcome_no_file_is_taken_but_a_message_is(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    reporter = Returning(code)
    services.settle(actor_of(keys.budi), at_the_desk(keys, report), "case", reference="NET-3372-2024-0001")
    reporter.press("kirim", ("foto.png", picture("PNG")), words="Satu lagi.")
    assert "bukti baru dikirim sebagai laporan baru" in reporter.text
    assert Message.objects.count() == 1
    assert not Attachment.objects.exists()


def test_an_old_page_asks_for_the_code_again_and_loses_nothing_that_was_typed(
    kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = Returning(kept[1])
    with monkeypatch.context() as later:
        later.setattr(visit, "AGE", -1)
        assert reporter.press("kirim", words="Pesan panjang yang sayang bila hilang.").status_code == 422
    reporter.enter(kept[1])
    assert fields_of(reporter.page)["words"] == "Pesan panjang yang sayang bila hilang."
    assert not Message.objects.exists()  # it is shown, not sent by the code alone
    reporter.press("kirim")
    assert Message.objects.count() == 1


def test_a_slip_cannot_be_forged_nor_read(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    slip = fields_of(reporter.page)["tanda"]
    private = selectors.report_by_code(str(kept[1]))
    assert private is not None
    assert private.private.hex() not in slip
    for forged in ("palsu", "", slip[:-4] + "AAAA", slip.swapcase()):
        page = reporter.client.post(BACK, {"tanda": forged, "ke": "kirim", "words": "x"})
        assert page.status_code == 422
    assert not Message.objects.exists()


def test_a_slip_of_one_report_opens_no_other(kept: tuple[Report, Code], received: Callable[..., Report]) -> None:
    other = received(words="Laporan lain.")
    found = selectors.report_by_code(str(kept[1]))
    assert found is not None
    assert selectors.report_by_slip(other.pk, found.private.hex()) is None
    assert selectors.report_by_slip(found.report.pk, found.private.hex()) is not None


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.INFORMATION, "sebagai informasi awal"),
        (Outcome.NOT_OURS, "Kantor Kementerian Agama (latihan)"),
        (Outcome.DISMISSED, "Kejadian ini sudah ditangani"),
    ],
)
def test_the_reporter_reads_the_outcome_in_plain_words(
    kept: tuple[Report, Code], keys: Cast, outcome: Outcome, said: str
) -> None:
    report, code = kept
    body = Body.objects.get(key="kemenag") if outcome is Outcome.NOT_OURS else None
    reason = "Kejadian ini sudah ditangani panitia."
    services.decide(actor_of(keys.budi), at_the_desk(keys, report), outcome, reason=reason, body=body)
    text = Returning(code).text
    assert said in text
    assert "Budi" not in without_tokens(text)


@pytest.mark.parametrize(
    ("outcome", "said"), [("case", "menjadi penanganan dugaan"), ("incident", "dicatat sebagai kejadian")]
)
def test_the_reporter_reads_that_it_became_a_case_or_an_incident(
    kept: tuple[Report, Code], keys: Cast, outcome: str, said: str
) -> None:
    report, code = kept
    services.settle(actor_of(keys.budi), at_the_desk(keys, report), outcome, reference="NET-3372-2024-0001")
    text = Returning(code).text
    assert said in text
    assert "NET-3372" not in text


def test_the_way_back_makes_no_cookie_and_is_never_cached(kept: tuple[Report, Code]) -> None:
    browser = Client(enforce_csrf_checks=True)
    pages = [browser.get(BACK), *(browser.post(BACK, {"code": code}) for code in (str(kept[1]), "salah"))]
    for page in pages:
        assert not page.cookies
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"


def test_a_report_is_still_found_after_many_others(kept: tuple[Report, Code], received: Callable[..., Report]) -> None:
    for n in range(3):
        received(words=f"Laporan lain nomor {n}.")
    found = selectors.report_by_code(str(kept[1]))
    assert found is not None
    assert found.report == kept[0]

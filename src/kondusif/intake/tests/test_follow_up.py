"""The way back with a code: status, messages, and a wrong code that tells nothing."""

import time
from collections.abc import Callable
from statistics import median

import pytest
from django.test import Client
from stdnum import luhn

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.selectors import bodies
from kondusif.intake import secrecy, selectors, services
from kondusif.intake.codes import ALPHABET, Code, make_code
from kondusif.intake.models import IdentityOpening, Message, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.tests.support import BACK, draft, fields_of, receive
from kondusif.intake.views_public import pages
from support.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(places: None) -> tuple[Report, Code]:
    code = make_code()
    return receive(draft(), code=code).report, code


def page_of(client: Client, code: object, **more: str) -> str:
    return client.post(BACK, {"code": str(code), **more}).content.decode()


def test_the_code_opens_the_status_in_any_spelling(client: Client, kept: tuple[Report, Code]) -> None:
    _report, code = kept
    for spelling in (
        str(code),
        code.text.lower(),
        " ".join(code.groups),
        str(code).replace("0", "o").replace("1", "l"),
    ):
        assert "sudah diterima dan menunggu dibaca" in page_of(client, spelling)


def test_the_page_does_not_repeat_what_was_reported(client: Client, kept: tuple[Report, Code]) -> None:
    report, code = kept
    text = page_of(client, code)
    for hidden in (report.words, "Wulan", "0812000111", report.number):
        assert hidden not in text


@pytest.mark.parametrize(
    "text", ["", "AAAA", "x" * 5000, "\x00", "Ω" * 20, "PYYG-4P8N-YND8-RQH8-2A48", "PYYG-4P8N-YND8-RQH8-2A49"]
)
def test_any_wrong_code_gets_one_sentence(client: Client, kept: tuple[Report, Code], text: str) -> None:
    page = client.post(BACK, {"code": text})
    assert page.status_code == 422
    assert page.content.decode().count('class="pesan-salah"') == 1


def test_a_wrong_secret_with_a_right_locator_opens_nothing(client: Client, kept: tuple[Report, Code]) -> None:
    _report, code = kept
    body = code.locator + make_code().secret
    assert client.post(BACK, {"code": body + luhn.calc_check_digit(body, ALPHABET)}).status_code == 422


def test_a_right_a_wrong_and_a_malformed_code_do_the_same_slow_work(
    kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    real = secrecy.verifier_of
    monkeypatch.setattr(secrecy, "verifier_of", lambda code, salt: done.append(1) or real(code, salt))
    for text in (str(kept[1]), str(make_code()), "bukan kode", ""):
        done.clear()
        selectors.report_by_code(text)
        assert done == [1]


def test_a_right_and_a_wrong_code_take_the_same_time(kept: tuple[Report, Code]) -> None:
    def took(text: str) -> float:
        start = time.process_time()  # of this process alone: what else the machine does is not counted
        selectors.report_by_code(text)
        return time.process_time() - start

    right, wrong = str(kept[1]), str(make_code())
    pairs = [(took(right), took(wrong)) for _ in range(21)]
    medians = [median(times) for times in zip(*pairs, strict=True)]
    assert max(medians) / min(medians) < 2


def test_a_message_reaches_the_desk_and_its_answer_comes_back(
    client: Client, kept: tuple[Report, Code], cast: Cast
) -> None:
    report, code = kept
    opened = client.post(BACK, {"code": str(code)})
    sent = client.post(BACK, fields_of(opened) | {"words": "Saya punya satu foto lagi."})
    assert "Pesan Anda sudah kami terima" in sent.content.decode()
    services.send_message(actor_of(cast.budi), report, "Kapan foto itu diambil?", submission="meja-1")
    text = page_of(client, code)
    assert "Saya punya satu foto lagi." in text
    assert "Kapan foto itu diambil?" in text
    assert "Budi" not in text
    assert "sedang diperiksa" in text


def test_a_second_click_sends_no_second_message(client: Client, kept: tuple[Report, Code]) -> None:
    slip = fields_of(client.post(BACK, {"code": str(kept[1])})) | {"words": "Sekali saja."}
    client.post(BACK, slip)
    client.post(BACK, slip)
    assert Message.objects.count() == 1


def test_an_empty_message_gets_one_sentence(client: Client, kept: tuple[Report, Code]) -> None:
    slip = fields_of(client.post(BACK, {"code": str(kept[1])})) | {"words": " \u202e "}
    page = client.post(BACK, slip)
    assert page.status_code == 422
    assert "Tulis pesan Anda lebih dahulu." in page.content.decode()


def test_an_old_page_asks_for_the_code_again_and_keeps_the_message(
    client: Client, kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = fields_of(client.post(BACK, {"code": str(kept[1])})) | {"words": "Pesan panjang yang sayang bila hilang."}
    monkeypatch.setattr(pages, "FOLLOW_AGE", -1)
    page = client.post(BACK, slip)
    assert page.status_code == 422
    monkeypatch.undo()
    again = client.post(BACK, fields_of(page) | {"code": str(kept[1])})
    assert "Pesan panjang yang sayang bila hilang." in again.content.decode()


def test_a_message_cannot_be_sent_to_another_report_by_a_forged_slip(client: Client, kept: tuple[Report, Code]) -> None:
    assert client.post(BACK, {"tanda": "palsu", "words": "x"}).status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.INFORMATION, "sebagai informasi awal"),
        (Outcome.NOT_OURS, "Kantor Kementerian Agama (latihan)"),
        (Outcome.DISMISSED, "Kejadian ini sudah ditangani"),
    ],
)
def test_the_reporter_reads_the_outcome_in_plain_words(
    client: Client, kept: tuple[Report, Code], cast: Cast, outcome: Outcome, said: str
) -> None:
    report, code = kept
    body = bodies().get(key="kemenag") if outcome is Outcome.NOT_OURS else None
    services.decide(actor_of(cast.budi), report, outcome, reason="Kejadian ini sudah ditangani panitia.", body=body)
    text = page_of(client, code)
    assert said in text
    assert "Budi" not in text


@pytest.mark.parametrize(
    ("outcome", "said"), [("case", "menjadi penanganan dugaan"), ("incident", "dicatat sebagai kejadian")]
)
def test_the_reporter_reads_that_it_became_a_case_or_an_incident(
    client: Client, kept: tuple[Report, Code], cast: Cast, outcome: str, said: str
) -> None:
    report, code = kept
    services.settle(actor_of(cast.budi), report, outcome, reference="NET-3372-2024-0001")
    text = page_of(client, code)
    assert said in text
    assert "NET-3372" not in text


def test_the_reporter_reads_who_looked_at_the_name_and_why_but_not_which_officer(
    client: Client, kept: tuple[Report, Code], cast: Cast
) -> None:
    report, code = kept
    assert "belum pernah dibuka" in page_of(client, code)
    services.open_identity(actor_of(cast.budi), report, reason="Perlu meminta keterangan tambahan.")
    text = page_of(client, code)
    assert "dibuka satu kali" in text
    assert "Perlu meminta keterangan tambahan." in text
    assert "Budi" not in text
    assert IdentityOpening.objects.count() == 1


def test_the_follow_up_makes_no_cookie(kept: tuple[Report, Code]) -> None:
    browser = Client(enforce_csrf_checks=True)
    for data in ({"code": str(kept[1])}, {"code": "salah"}):
        assert not browser.post(BACK, data).cookies
    assert not browser.cookies


def test_a_report_of_yesterday_is_still_found_after_many_others(
    kept: tuple[Report, Code], received: Callable[..., Report]
) -> None:
    for n in range(3):
        received(words=f"Laporan lain nomor {n}.")
    assert selectors.report_by_code(str(kept[1])) == kept[0]

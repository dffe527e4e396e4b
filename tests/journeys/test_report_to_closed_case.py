"""From a report to a closed case: resident, verifier, handler, second person, and the resident again."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import (
    CANARY,
    choose,
    fill,
    find_case,
    follow,
    look_up,
    open_report,
    press,
    propose_closing,
    report,
    verify_and_open_case,
)

SIGN_INS = {row.username: row.password for row in every_sign_in()}
SCREENS = pytest.mark.parametrize("width", [PHONE, DESK])
CallIn = Callable[..., Visitor]


def words_of(story: str, width: int) -> str:
    mark = f"{story} {width}, {secrets.token_hex(3)}"
    # Most words are its own, or the desk would put it behind the report of another walk that tells the same.
    own = " ".join(secrets.token_hex(3) for _word in range(30))
    return f"Pegawai ({mark}) membagikan ajakan memilih di halaman kantor. Catatan {own}. Tanda: {CANARY}."


def a_title() -> str:
    return f"Ajakan memilih di halaman kantor, {secrets.token_hex(3)}"


def officer(visitor: CallIn, username: str, width: int) -> Visitor:
    somebody = visitor(width=width)
    somebody.sign_in(username, SIGN_INS[username])
    return somebody


def without_canary(page: Page) -> Page:
    assert CANARY not in page.content(), f"the reporter's words stand on {page.url}"
    return page


@SCREENS
def test_a_report_becomes_a_case_that_two_people_close(visitor: CallIn, width: int) -> None:
    title, words = a_title(), words_of("perkara", width)
    code = report(visitor(width=PHONE, script=False), words=words)
    verify_and_open_case(officer(visitor, "verifikator", width), words=words, title=title)

    handler = officer(visitor, "penangan", width)
    page = without_canary(find_case(handler, title))
    assert handler.look_closely() == []
    follow(page, "Catat langkah selesai")
    assert handler.look_closely() == []
    press(page, "Catat langkah selesai")
    expect(page.get_by_role("region", name="Riwayat")).to_contain_text("Hendri Cahyono")
    propose_closing(page)
    assert page.get_by_role("button", name="Setujui penutupan").count() == 0

    second = officer(visitor, "penangan2", width)
    page = without_canary(find_case(second, title))
    press(page, "Setujui penutupan")
    expect(page.locator("#h-tutup")).to_be_visible()
    without_canary(page)

    page = look_up(visitor(width=PHONE, script=False), code)
    expect(page.locator("section[aria-labelledby=h-status]")).to_contain_text("Penanganan dugaan")


@SCREENS
def test_a_date_says_why(visitor: CallIn, width: int) -> None:
    title, words = a_title(), words_of("tenggat", width)
    report(visitor(width=PHONE, script=False), words=words)
    verify_and_open_case(officer(visitor, "verifikator", width), words=words, title=title)
    page = find_case(officer(visitor, "penangan", width), title)
    why = page.locator("details", has_text=re.compile("[Mm]engapa tanggal ini")).first
    if why.get_attribute("open") is None:
        why.locator("summary").click()
    expect(why).to_contain_text(re.compile("kalender|hari kerja"))
    expect(why).to_contain_text(re.compile(r"Pasal|Ps\b|Perbawaslu|UU|PP"))
    expect(why).to_contain_text(re.compile("aman|terluar"))


@SCREENS
def test_no_other_role_finds_the_reporters_words(visitor: CallIn, width: int) -> None:
    title, words = a_title(), words_of("kenari", width)
    report(visitor(width=PHONE, script=False), words=words)
    verify_and_open_case(officer(visitor, "verifikator", width), words=words, title=title)
    for username in ("penangan", "desk", "pimpinan", "auditor", "admin"):
        somebody = officer(visitor, username, width)
        with somebody.watch.expecting(403, 404):
            for path in ("/ruang/", "/ruang/penanganan/", "/ruang/harian/", "/ruang/kejadian/", "/transparansi/"):
                without_canary(somebody.go(path))


@SCREENS
def test_a_desk_question_reaches_the_reporter_and_the_answer_comes_back(visitor: CallIn, width: int) -> None:
    words = words_of("pesan", width)
    resident = visitor(width=PHONE, script=False)
    code = report(resident, words=words)
    verifier = officer(visitor, "verifikator", width)
    page = open_report(verifier, words)
    page.locator("summary", has_text="Tulis kepada pelapor").click()
    fill(page, words="Pada pukul berapa Anda melihatnya?")
    press(page, "Kirim pesan")
    page = look_up(resident, code)
    expect(page.locator(".garis-waktu")).to_contain_text("Pada pukul berapa Anda melihatnya?")
    assert "Yuni Wardani" not in page.content()


@SCREENS
def test_a_report_is_closed_with_a_reason_that_the_reporter_reads(visitor: CallIn, width: int) -> None:
    words, reason = words_of("tutup", width), "Foto yang sama sudah diputus pada laporan sebelumnya."
    code = report(visitor(width=PHONE, script=False), words=words)
    verifier = officer(visitor, "verifikator", width)
    page = open_report(verifier, words)
    follow(page, re.compile("^Tutup, beri alasan"))
    assert verifier.look_closely() == []
    fill(page, reason=reason)
    with page.expect_navigation():
        page.locator("form button.btn-utama").first.click()
    page = look_up(visitor(width=PHONE, script=False), code)
    expect(page.locator("section[aria-labelledby=h-status]")).to_contain_text(reason)


@SCREENS
def test_a_peace_report_becomes_an_incident(visitor: CallIn, width: int) -> None:
    words = words_of("kejadian", width)
    code = report(visitor(width=PHONE, script=False), words=words, kind="peace")
    verifier = officer(visitor, "verifikator", width)
    page = open_report(verifier, words)
    follow(page, re.compile("^Catat kejadian"))
    assert verifier.look_closely() == []
    record_incident(page)
    page = look_up(visitor(width=PHONE, script=False), code)
    expect(page.locator("section[aria-labelledby=h-status]")).to_contain_text("Kejadian")


def record_incident(page: Page) -> None:
    choose(page, "kind", "threat")
    choose(page, "severity", "light")
    fill(page, place="Balai RW", what="Ancaman lewat pesan", how="Pesan berisi ancaman dibagikan kepada panitia.")
    with page.expect_navigation():
        page.locator("main form button.btn-utama").first.click()
    expect(page.locator("h1")).to_be_visible()

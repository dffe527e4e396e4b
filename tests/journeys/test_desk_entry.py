"""What came by letter and by phone is typed in at the desk; another person verifies it; the reporter follows it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import choose, fill, look_up, open_report, photo, pick, press

SIGN_INS = {row.username: row.password for row in every_sign_in()}
SCREENS = pytest.mark.parametrize("width", [PHONE, DESK])
CallIn = Callable[..., Visitor]
LETTERS = {
    PHONE: "Petugas loket menyelipkan daftar nama pendukung ke dalam map layanan pagi tadi.",
    DESK: "Baliho ucapan selamat dipasang petugas di pagar sekolah tanpa izin kepala sekolah.",
}
PAGE, MINE = "/ruang/laporan/baru/", "/ruang/laporan/diketik/"


def typist(visitor: CallIn, username: str = "desk", **how: object) -> Visitor:
    somebody = visitor(**how)
    somebody.sign_in(username, SIGN_INS[username])
    return somebody


def type_letter(page: Page, words: str, *, way: str = "letter") -> None:
    """Everything but files and the place."""
    choose(page, "channel", way)
    choose(page, "kind", "neutrality")
    fill(page, arrived_on="12 November 2024", words=words, happened_on="9 November 2024", known_on="10/11/2024")
    fill(page, accused_name="memakai rompi", name="Wahyu Lestari", phone="0812000333")
    pick(page, "area", label=re.compile("Semanggi"))
    choose(page, "track", "city")


def code_of(page: Page) -> str:
    return "".join(page.locator(".kode-lacak span").all_text_contents())


@SCREENS
def test_a_letter_is_typed_in_verified_by_another_and_followed_by_its_reporter(
    visitor: CallIn, width: int, tmp_path: Path
) -> None:
    desk = typist(visitor, width=width)
    page = desk.go(PAGE)
    faults = desk.look_closely()
    words = LETTERS[width]
    type_letter(page, words)
    expect(page.locator("select[name=rw]")).to_be_visible()
    page.set_input_files("input[name=paper]", photo(tmp_path))
    press(page, "Simpan laporan")
    expect(page.locator("h1")).to_contain_text("tersimpan. Berikan kodenya sekarang")
    faults += desk.look_closely()
    code = code_of(page)
    assert len(code) == 20
    number = re.search(r"LAP-[\d-]+\d", page.locator("h1").inner_text())
    page = desk.go(MINE)
    faults += desk.look_closely()
    expect(page.locator("main")).to_contain_text(number.group(0) if number else "?")
    expect(page.locator("main")).not_to_contain_text("Wahyu")
    expect(page.locator("main")).not_to_contain_text(words[:20])

    verifier = typist(visitor, "verifikator")
    read = open_report(verifier, words)
    expect(read.locator("blockquote.isi")).to_have_text(words)
    expect(read.locator("main")).to_contain_text("tersegel bersama nama")
    expect(read.locator("main")).not_to_contain_text("Wahyu")

    followed = look_up(visitor(width=width), code)
    expect(followed.locator("main")).to_contain_text("tersegel bersama nama Anda")
    assert faults == []


def test_a_mistake_loses_nothing_and_without_scripts_the_rw_come_by_a_button(visitor: CallIn) -> None:
    desk = typist(visitor, width=PHONE, script=False)
    page = desk.go(PAGE)
    type_letter(page, "Laporan lewat telepon tentang baliho di kantor kelurahan.", way="phone")
    press(page, "Tampilkan RW")
    expect(page.locator("select[name=rw]")).to_be_visible()
    fill(page, known_on="")
    with desk.watch.expecting(422):
        press(page, "Simpan laporan")
    expect(page.locator("main")).to_contain_text("Isi tanggal pelapor mengetahuinya.")
    expect(page.locator("textarea[name=words]")).to_have_value(re.compile("baliho"))
    expect(page.locator("input[name=phone]")).to_have_value("0812000333")
    assert page.locator("input[name=channel][value=phone]").is_checked()
    fill(page, known_on="10 November 2024")
    press(page, "Simpan laporan")
    assert len(code_of(page)) == 20
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Ketik berikutnya")).click()
    assert page.locator("input[name=channel][value=phone]").is_checked()
    assert page.locator("textarea[name=words]").input_value() == ""


def test_the_paper_that_is_printed_holds_the_code_and_neither_number_nor_words(visitor: CallIn) -> None:
    desk = typist(visitor, width=DESK)
    page = desk.go(PAGE)
    type_letter(page, "Kendaraan dinas dipakai mengangkut alat peraga.", way="walk_in")
    press(page, "Simpan laporan")
    code = code_of(page)
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert code in re.sub(r"\s", "", printed)
    assert "LAP-" not in printed
    assert "Kendaraan dinas" not in printed


def test_who_typed_a_report_is_refused_the_outcome(visitor: CallIn) -> None:
    verifier = typist(visitor, "verifikator", width=DESK)
    page = verifier.go(PAGE)
    words = "Pegawai kecamatan meminta warga hadir di acara tim pemenangan."
    type_letter(page, words)
    press(page, "Simpan laporan")
    page = open_report(verifier, words)
    number = page.url.rstrip("/").rsplit("/", 1)[-1]
    page = verifier.go(f"/ruang/laporan/{number}/putusan/?putusan=dismissed")
    pick(page, "accused", value="unknown")
    fill(page, reason="Alasan yang cukup panjang untuk menutup laporan ini.")
    with verifier.watch.expecting(409, 422), page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Anda sendiri yang mengetik")

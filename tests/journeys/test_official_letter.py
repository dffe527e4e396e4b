"""A letter of BKN from the counter to the leader's list, the handler's key, the answer and the closing."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import choose, fill, find_case, follow, photo, press, unlock

SIGN_INS = {row.username: row.password for row in every_sign_in()}
CallIn = Callable[..., Visitor]
LETTERS = "/ruang/penanganan/surat/"


def officer(visitor: CallIn, username: str, width: int, *, script: bool = True) -> Visitor:
    somebody = visitor(width=width, script=script)
    somebody.sign_in(username, SIGN_INS[username])
    return somebody


def type_letter(page: Page, *, number: str, subject: str) -> None:
    follow(page, "Rekomendasi hukuman disiplin")
    page.locator("select[name=body]").select_option("bkn")
    page.locator("select[name=unit]").select_option("kel-semanggi")
    page.locator("select[name=examined]").select_option("pns")
    page.locator("select[name=handler]").select_option(label=handler_of(page))
    fill(page, number=number, dated_on="6 November 2024", received_on="11 November 2024", subject=subject)


def handler_of(page: Page) -> str:
    """The handler whose unit holds a key from the beginning of the exercise."""
    names = page.locator("select[name=handler] option").all_inner_texts()
    return next(name for name in names if "Hendri" in name)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_letter_opens_a_case_that_nobody_can_dismiss(visitor: CallIn, tmp_path: Path, width: int) -> None:
    mark = secrets.token_hex(3)
    number, subject = f"R-{mark}/B-BKN/2024", f"Rekomendasi atas ajakan memilih, {mark}"
    desk = officer(visitor, "desk", width, script=False)
    page = desk.go(LETTERS)
    follow(page, "Catat surat resmi")
    type_letter(page, number=number, subject=subject)
    press(page, "Lihat yang terbuka")
    expect(page.locator("h1")).to_contain_text("29 November 2024")
    expect(page.locator("main")).to_contain_text("Mengapa tanggal ini?")
    page.locator("input[name=scan]").set_input_files(photo(tmp_path))
    press(page, "Simpan dan buka penanganan")
    expect(page.locator("h1")).to_contain_text("menunggu jawaban")
    assert "Kelurahan Semanggi" not in page.locator("main").inner_text()

    page = desk.go(LETTERS + "baru/")
    type_letter(page, number=number, subject=subject)
    with desk.watch.expecting(422):
        press(page, "Lihat yang terbuka")
    expect(page.locator("main")).to_contain_text(re.compile(r"sudah dicatat dan ditangani sebagai NET-"))
    expect(page.locator("input[name=number]")).to_have_value(number)

    leader = officer(visitor, "pimpinan", width)
    page = leader.go("/ruang/penanganan/")
    expect(page.locator("tr", has_text=subject)).to_contain_text("surat resmi")
    assert leader.look_closely() == []

    handler = officer(visitor, "penangan", width)
    page = find_case(handler, subject)
    assert handler.look_closely() == []
    follow(page, "Ubah ringkasan")
    fill(page, summary="Seorang pegawai diduga mengajak memilih di halaman kantor pada jam kerja.")
    press(page, "Simpan ringkasan")
    with handler.watch.expecting(422):
        dismiss(page)
    expect(page.locator("main")).to_contain_text("masih menunggu jawaban")
    follow(page, "Catat jawaban")
    assert handler.look_closely() == []
    fill(page, number=f"800/{mark}", replied_on="13 November 2024")
    press(page, "Catat jawaban")
    expect(page.locator("h1")).to_contain_text("dijawab")
    assert handler.look_closely() == []

    page = unlock(handler, urlsplit(page.url).path)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Buka pindaian").click()
    assert popup.value.evaluate("document.contentType").startswith("image/")

    page = find_case(handler, subject)
    with handler.watch.expecting(422):
        dismiss(page)
    expect(page.locator("main")).to_contain_text("tidak dapat ditutup tanpa putusan")


def dismiss(page: Page) -> None:
    follow(page, "Usulkan penutupan")
    choose(page, "outcome", "ended")
    fill(page, reason="Perkara ini dianggap selesai tanpa tindak lanjut apa pun.")
    press(page, "Usulkan penutupan")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_of_a_letter_is_in_order(visitor: CallIn, width: int) -> None:
    desk = officer(visitor, "desk", width)
    page = desk.go(LETTERS)
    assert desk.look_closely() == []
    follow(page, "Catat surat resmi")
    assert desk.look_closely() == []
    type_letter(page, number=f"L-{secrets.token_hex(3)}/2024", subject="Rekomendasi yang tidak disimpan")
    assert desk.look_closely() == []
    press(page, "Lihat yang terbuka")
    assert desk.look_closely() == []
    press(page, "Ubah isian")
    expect(page.locator("input[name=subject]")).to_have_value("Rekomendasi yang tidak disimpan")

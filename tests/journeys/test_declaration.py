"""A declaration from its pasted text to the page that everybody reads, signed on a screen and on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import follow, press

SIGN_INS = {row.username: row.password for row in every_sign_in()}
CallIn = Callable[..., Visitor]
TEXT = "Kami berjanji:\n1. Menjaga ketertiban selama kampanye;\n2. Menerima hasil pemungutan suara."


def recorded(page: Page, title: str) -> None:
    """The text is pasted, and the two promises that the machine proposes are kept."""
    page.locator("input[name=kind][value=peace]").check()
    page.locator("input[name=title]").fill(title)
    page.locator("input[name=held_on]").fill("13 November 2024")
    page.locator("input[name=place]").fill("Balai Kota")
    page.locator("textarea[name=text]").fill(TEXT)
    press(page, "Simpan naskah")
    expect(page.locator("h1")).to_contain_text("dua janji yang diusulkan mesin")
    page.locator("input[name=form-0-owner]").fill("Ketua partai peserta")
    page.locator("textarea[name=form-0-seen_by]").fill("Tidak ada bentrokan pada laporan harian.")
    press(page, "Simpan janji")


def invited(page: Page) -> None:
    """Two parties and a forum are to sign."""
    follow(page, "Atur lembaga")
    page.locator("select[name=kind]").select_option("party")
    page.locator("textarea[name=names]").fill("12 Partai Duabelas\n3. Partai Tiga")
    press(page, "Tambah lembaga")
    page.locator("select[name=kind]").select_option("fkub")
    page.locator("textarea[name=names]").fill("Forum Kerukunan Kota")
    press(page, "Tambah lembaga")
    follow(page, "Selesai")


def drawn(page: Page, visitor: Visitor) -> None:
    """A hand writes in the box, with a mouse on a desk and with a finger's events on a phone."""
    box = page.locator("canvas")
    box.scroll_into_view_if_needed()
    frame = box.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + 20, frame["y"] + 40)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(frame["x"] + 20 + step * 15, frame["y"] + (30 if step % 2 else 90))
    page.mouse.up()
    assert visitor.look_closely() == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_declaration_is_signed_on_a_screen_and_on_paper_and_read_by_everybody(
    visitor: CallIn, width: int, tmp_path: Path
) -> None:
    desk = visitor(width=width)
    desk.sign_in("desk", SIGN_INS["desk"])
    page = desk.go("/ruang/koordinasi/catat/")
    title = f"Deklarasi {uuid4().hex[:6]}"
    recorded(page, title)
    invited(page)
    with desk.watch.expecting(422):
        follow(page, "Tanda tangan di layar")
        expect(page.locator("h1")).to_have_text("Forum Kerukunan Kota")
        page.locator("input[name=name]").fill("Sri Wahyu")
        page.get_by_role("button", name="Simpan tanda tangan").click()
        expect(page.locator("[data-tanda-kosong]")).to_be_visible()
    drawn(page, desk)
    press(page, "Simpan tanda tangan")
    expect(page.locator("h1")).to_have_text("3. Partai Tiga")
    follow(page, re.compile("kertas"))
    sheet = tmp_path / "lembar.jpg"
    Image.new("RGB", (900, 1200), "#eeeae0").save(sheet)
    page.locator("input[name=photo]").set_input_files(sheet)
    page.get_by_label("3. Partai Tiga", exact=True).check()
    press(page, "Simpan tanda tangan")
    expect(page.locator("main")).to_contain_text("2 dari 3 lembaga")
    expect(page.locator("svg.goresan path")).to_have_count(1)
    assert desk.look_closely() == []
    press(page, "Tampilkan untuk umum")
    everybody = visitor(width=width, script=False)
    seen = everybody.go("/deklarasi/")
    follow(seen, title)
    expect(seen.locator("main")).to_contain_text("3. Partai Tiga")
    expect(seen.locator("main")).not_to_contain_text("Partai Duabelas")
    expect(seen.locator("main")).not_to_contain_text("Sri Wahyu")


def test_without_script_the_page_of_a_signature_leads_to_paper(visitor: CallIn) -> None:
    desk = visitor(script=False)
    desk.sign_in("desk", SIGN_INS["desk"])
    page = desk.go("/ruang/koordinasi/catat/")
    recorded(page, f"Deklarasi {uuid4().hex[:6]}")
    invited(page)
    follow(page, "Tanda tangan di layar")
    expect(page.locator("main")).to_contain_text("Perangkat ini tidak menjalankan skrip")
    expect(page.locator("canvas")).to_be_hidden()
    follow(page, re.compile("kertas"))
    expect(page.locator("input[name=photo]")).to_be_visible()

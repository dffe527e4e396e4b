"""An exported chat on a phone: what was skipped is seen once, one draft becomes an incident, another is dropped."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import choose, fill, follow, press

SIGN_INS = {row.username: row.password for row in every_sign_in()}
PAGE = "/ruang/kejadian/obrolan/"
CHAT = """09/11/24 07.58 - Tukiran: besok Pak Paijan Kartoredjo bawa tenda ke posko
09/11/24 08.03 - Tukiran: Ada pengrusakan baliho di depan balai Kelurahan Semanggi, lapor Pak Paijan 0812-3456-7890
09/11/24 08.09 - Suratmi: Apakah boleh ASN like postingan paslon?
"""


def test_a_pasted_chat_is_gone_through_on_a_phone(visitor: Callable[..., Visitor]) -> None:
    desk = visitor(width=PHONE)
    desk.sign_in("desk", SIGN_INS["desk"])
    page = desk.go(PAGE)
    faults = desk.look_closely()
    fill(page, pasted=CHAT)
    press(page, "Urai menjadi draf")
    expect(page.locator("h1")).to_contain_text("Dua draf belum diperiksa")
    page.locator("summary", has_text="Percakapan biasa: 1").click()
    expect(page.locator("main")).to_contain_text("besok Pak [nama] bawa tenda ke posko")
    expect(page.locator("main")).not_to_contain_text("Paijan")
    faults += desk.look_closely()

    follow(page, re.compile("pengrusakan baliho"))
    expect(page.locator("main")).to_contain_text("[nomor]")
    expect(page.locator("main")).to_contain_text("Tempat terbaca: Semanggi.")
    faults += desk.look_closely()
    follow(page, "Catat kejadian")
    choose(page, "severity", "light")
    fill(page, place="Depan balai", what="Baliho dirusak", how="Ditemukan robek pagi hari oleh Pak Paijan.")
    with desk.watch.expecting(422):
        press(page, "Simpan kejadian")
        expect(page.locator("main")).to_contain_text("Ini mirip nama atau nomor orang: Paijan.")
    faults += desk.look_closely()
    fill(page, how="Ditemukan robek pagi hari oleh ketua RW, belum ada saksi.")
    press(page, "Simpan kejadian")
    expect(page.locator("body")).to_contain_text("Tercatat sebagai KJ-")
    expect(page.locator("h1")).to_contain_text("Satu dari dua draf belum diperiksa")
    expect(page.locator("main")).not_to_contain_text("tenda")

    follow(page, re.compile("Apakah boleh ASN"))
    faults += desk.look_closely()
    press(page, "Buang draf")
    expect(page.locator("h1")).to_contain_text("Semua 2 draf sudah diperiksa")
    expect(page.locator("main")).to_contain_text("dibuang")
    faults += desk.look_closely()
    assert faults == []


def test_a_key_that_is_held_confirms_one_draft_and_not_the_next(visitor: Callable[..., Visitor]) -> None:
    """The next page comes while the key is still down: nobody has read what it shows."""
    desk = visitor(width=DESK)
    desk.sign_in("desk", SIGN_INS["desk"])
    page = desk.go(PAGE)
    fill(page, pasted="01/09/24 20.00 - Posko: Semanggi nihil\n01/09/24 20.01 - Posko: Gajahan nihil\n")
    press(page, "Urai menjadi draf")
    with page.expect_navigation():
        page.locator("main a[href$='/1/']").click()
    expect(page.locator("main")).to_contain_text("Semanggi nihil")
    with page.expect_navigation():
        page.keyboard.down("c")
    expect(page.locator("main")).to_contain_text("Gajahan nihil")
    address = page.url
    for _repeat in range(3):
        page.keyboard.down("c")
    page.keyboard.up("c")
    page.wait_for_timeout(500)
    assert page.url == address
    with page.expect_navigation():
        page.keyboard.press("c")
    expect(page.locator("h1")).to_contain_text("sudah diperiksa")

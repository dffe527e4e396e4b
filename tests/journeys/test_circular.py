"""The desk picks who is asked, writes a circular from a text, sends it, and begins the version after it."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor

SIGN_INS = {row.username: row.password for row in every_sign_in()}
SCREENS = pytest.mark.parametrize("width", [PHONE, DESK])
ROOM = "/ruang/pencegahan/edaran/"
CallIn = Callable[..., Visitor]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@SCREENS
def test_who_is_asked_is_chosen_by_list_and_by_text_and_counted_first(
    visitor: CallIn, width: int, script: bool
) -> None:
    """Acceptance 18 (FixMyStreet 6139), for units: by list and by text, without a map, with a keyboard."""
    somebody = visitor(width=width, script=script)
    somebody.sign_in("desk", SIGN_INS["desk"])
    page = somebody.go(f"{ROOM}sasaran/baru/")
    page.locator("[name=q]").fill("kecamatan")
    page.locator("[name=q]").press("Enter")
    expect(page.locator(".edaran-unit")).to_contain_text("Kecamatan")
    page.locator(".edaran-unit input").first.check()
    page.get_by_role("button", name="Hitung").last.click()
    expect(page.locator("#hitungan")).to_contain_text(re.compile(r"Sasaran sekarang: \d"))
    expect(page.locator("main")).to_contain_text("Satu unit dipilih")
    expect(page.locator("[name=q]")).to_have_value("kecamatan")


@SCREENS
def test_a_circular_goes_from_a_text_to_its_people_and_to_its_next_version(visitor: CallIn, width: int) -> None:
    somebody = visitor(width=width)
    somebody.sign_in("desk", SIGN_INS["desk"])
    faults: list[str] = []

    def look() -> Page:
        faults.extend(somebody.look_closely())
        return somebody.page

    name = f"Uji {width} {datetime.now().timestamp()}"  # noqa: DTZ005
    page = somebody.go(f"{ROOM}sasaran/baru/")
    page.locator("[name=name]").fill(name)
    page.get_by_role("button", name="Simpan sasaran").click()
    expect(look().locator("main")).to_contain_text(name)
    somebody.go(f"{ROOM}baru/")
    look().get_by_role("link", name="Netralitas pegawai selama pemilihan").click()
    look().locator("[name=readership]").select_option(label=name)
    page.get_by_role("button", name="Simpan konsep").click()
    expect(look().locator("h1")).to_contain_text("Konsep versi 1")
    page.get_by_role("link", name="Edarkan").click()
    look().locator("[name=letter_number]").fill("800/1/2024")
    page.get_by_role("button", name="Edarkan sekarang").click()
    expect(look().locator("h1")).to_contain_text("belum menandatangani")
    page.get_by_role("button", name="Buat versi berikutnya").click()
    points = look().locator("[name=points]")
    points.fill(points.input_value() + "\nPegawai bertanya lebih dahulu.")
    page.get_by_role("button", name="Simpan konsep").click()
    expect(look().locator("ins")).to_have_text("Pegawai bertanya lebih dahulu.")
    page.get_by_role("link", name="Edarkan").click()
    page.locator("[name=letter_number]").fill("800/2/2024")
    page.locator("[name=change_note]").fill("Satu butir baru.")
    page.locator("[name=asks_again][value=ya]").check()
    look().get_by_role("button", name="Edarkan sekarang").click()
    expect(look().locator("main")).to_contain_text("Versi 2 beredar")
    assert not faults, "\n".join(faults)

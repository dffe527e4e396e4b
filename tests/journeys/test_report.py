"""A resident reports, on a cheap phone without JavaScript or cookies, and on a desk."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import DESK, PHONE, Visitor, weigh
from support.walks import (
    WORDS,
    choose,
    describe_event,
    fill,
    look_up,
    photo,
    pick,
    press,
    report,
    say_where_and_who,
)

SCREENS = pytest.mark.parametrize(("width", "script"), [(PHONE, False), (PHONE, True), (DESK, True)])


@SCREENS
def test_an_anonymous_report_to_the_city_comes_back_with_its_code(
    visitor: Callable[..., Visitor], width: int, script: bool, tmp_path: Path
) -> None:
    resident = visitor(width=width, script=script)
    code = report(resident, evidence=photo(tmp_path))
    assert len(code.replace("-", "")) == 20
    page = look_up(resident, code)
    expect(page.locator("section[aria-labelledby=h-status]")).to_contain_text("1 berkas")
    fill(page, words="Saya masih menyimpan foto aslinya.")
    press(page, "Kirim")
    expect(page.locator(".garis-waktu")).to_contain_text("Saya masih menyimpan foto aslinya.")
    assert resident.context.cookies() == []


@SCREENS
def test_every_step_of_the_form_is_accessible(visitor: Callable[..., Visitor], width: int, script: bool) -> None:
    if not script:
        script = True  # the judge of accessibility is itself a script; the pages are the same
    resident = visitor(width=width, script=script)
    page = resident.go("/lapor/")
    faults = resident.look_closely()
    describe_event(page, kind="neutrality")
    faults += resident.look_closely()
    say_where_and_who(page)
    faults += resident.look_closely()
    choose(page, "track", "both")
    fill(page, name="Wahyu Lestari", address="Surakarta")
    press(page, "Lanjut ke pemeriksaan")
    faults += resident.look_closely()
    type_back(page)
    press(page, "Kirim laporan")
    faults += resident.look_closely()
    resident.go("/lapor/siapa-melihat/")
    faults += resident.look_closely()
    assert not faults, "\n" + "\n".join(faults)


@SCREENS
def test_before_sending_the_form_says_what_is_missing_until_when_and_who_will_see_it(
    visitor: Callable[..., Visitor], width: int, script: bool
) -> None:
    page = visitor(width=width, script=script).go("/lapor/")
    describe_event(page, kind="neutrality")
    say_where_and_who(page)
    expect(page.locator("#h-kurang")).to_contain_text("Yang masih kurang bagi Bawaslu")
    expect(page.locator("#h-lihat")).to_be_visible()
    expect(page.locator("#h-lindung")).to_be_visible()
    # Known on 12 November 2024, seven calendar days: the 18th when that day counts, the 19th when it does not.
    expect(page.locator("main")).to_contain_text("18 Nov")
    expect(page.locator("main")).to_contain_text("19 Nov")


@SCREENS
def test_bawaslu_alone_gives_a_paper_and_the_city_keeps_nothing(
    visitor: Callable[..., Visitor], width: int, script: bool
) -> None:
    words = f"Pegawai {secrets.token_hex(4)} membagikan ajakan memilih di halaman kantor."
    page = visitor(width=width, script=script).go("/lapor/")
    describe_event(page, kind="neutrality", words=words)
    say_where_and_who(page)
    choose(page, "track", "bawaslu")
    fill(page, name="Wahyu Lestari", address="Surakarta", phone="0800")
    press(page, "Lanjut ke pemeriksaan")
    assert page.locator(".kode-lacak").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh formulir Bawaslu (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    verifier = visitor(width=DESK)
    verifier.sign_in("verifikator", "latihan-verifikator")
    assert words[:20] not in verifier.go("/ruang/laporan/?status=all").content()


@SCREENS
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    visitor: Callable[..., Visitor], width: int, script: bool
) -> None:
    resident = visitor(width=width, script=script)
    page = resident.go("/lapor/")
    choose(page, "kind", "peace")
    fill(page, words=WORDS, known_on="31 Februari 2024")
    with resident.watch.expecting(422):
        press(page, "Lanjut ke tempat dan orang")
        expect(page.locator(".pesan-salah").first).to_be_visible()
        expect(page.locator("[name=words]:not([type=hidden])")).to_have_value(WORDS)
        expect(page.locator("[name=known_on]:not([type=hidden])")).to_have_value("31 Februari 2024")


def test_a_mayor_accused_makes_bawaslu_the_first_proposal(visitor: Callable[..., Visitor]) -> None:
    page = visitor(width=PHONE, script=False).go("/lapor/")
    describe_event(page, kind="neutrality")
    pick(page, "area", label="Semanggi")
    pick(page, "accused_unit", label="Wali Kota Surakarta")
    page.locator("[name=accused_is_head]:not([type=hidden])").check()
    press(page, "Lanjut ke jalur dan identitas")
    expect(page.locator("input[name=track][value=bawaslu]")).to_be_checked()


def test_a_wrong_code_is_told_in_one_sentence(visitor: Callable[..., Visitor]) -> None:
    resident = visitor(width=PHONE, script=False)
    page = resident.go("/lapor/cek/")
    fill(page, code="PYYG-4P8N-YND8-RQH8-2A48")
    with resident.watch.expecting(422):
        press(page, "Lihat laporan")
        expect(page.locator(".pesan-salah").first).to_be_visible()


# Before sending -----------------------------------------------------------------------


def to_the_last_page(page: Page, *, track: str = "city") -> None:
    describe_event(page, kind="neutrality")
    say_where_and_who(page)
    choose(page, "track", track)
    press(page, "Lanjut ke pemeriksaan")


def type_back(page: Page) -> None:
    fill(page, echo=page.locator(".kode-lacak span").last.inner_text().lower())


@SCREENS
def test_the_safety_word_stands_before_the_button_that_sends(
    visitor: Callable[..., Visitor], width: int, script: bool
) -> None:
    resident = visitor(width=width, script=script)
    page = resident.go("/lapor/")
    describe_event(page, kind="neutrality")
    say_where_and_who(page)
    expect(page.locator("main")).to_contain_text("Kami tidak menyimpannya")
    choose(page, "track", "city")
    choose(page, "known_by", "alone")
    press(page, "Lanjut ke pemeriksaan")
    advice = page.locator("section[aria-labelledby=h-aman]")
    expect(advice).to_contain_text("Hanya Anda yang tahu")
    expect(advice).to_contain_text("LPSK")
    send = page.get_by_role("button", name="Kirim laporan", exact=True).first
    assert advice.bounding_box()["y"] < send.bounding_box()["y"]  # type: ignore[index]
    assert resident.context.cookies() == []


@SCREENS
@pytest.mark.parametrize("echo", ["", "zzzz"], ids=["missing", "wrong"])
def test_the_browser_holds_the_button_until_the_code_is_typed_back_and_keeps_the_files(
    visitor: Callable[..., Visitor], width: int, script: bool, echo: str, tmp_path: Path
) -> None:
    page = visitor(width=width, script=script).go("/lapor/")
    to_the_last_page(page)
    page.locator("input[type=file]").set_input_files(photo(tmp_path))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    fill(page, echo=echo)
    page.get_by_role("button", name="Kirim laporan", exact=True).click()
    assert page.locator("[name=echo]").evaluate("box => box.matches(':focus') && !box.validity.valid")
    assert page.locator("input[type=file]").evaluate("box => box.files.length") == 1
    assert "POST" not in sent
    type_back(page)
    press(page, "Kirim laporan")
    expect(page.locator("h1")).to_have_text("Laporan Anda sudah kami terima")


@pytest.mark.parametrize("path", ["/lapor/", "/lapor/siapa-melihat/"])
def test_the_first_view_is_light(visitor: Callable[..., Visitor], path: str) -> None:
    resident = visitor(width=PHONE)
    assert weigh(resident.page, resident.origin + path) <= 150_000

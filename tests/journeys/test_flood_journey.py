"""A small flood at the door: one tale again and again, among them one true report that the desk still sees."""

import secrets
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import follow, press, report, unlock

SIGN_INS = {row.username: row.password for row in every_sign_in()}
SCREENS = pytest.mark.parametrize("width", [PHONE, DESK])
FLOOD, BATCH = "/ruang/laporan/lonjakan/", "/ruang/laporan/lonjakan/berkas/"
BUNDLED_WITHIN_SECONDS = 150  # the job runs each minute


@SCREENS
def test_a_flood_is_bundled_compared_and_decided_with_one_reason_and_the_true_report_stays_in_sight(
    visitor: Callable[..., Visitor], width: int
) -> None:
    mark, other = (" ".join(secrets.token_hex(3) for _word in range(6)) for _tale in range(2))
    tale = f"Pegawai kelurahan {mark} membagikan minyak goreng bergambar calon kepada semua yang datang ke balai"
    true = f"Sepulang arisan saya {other} melihat kalender calon di dalam rapor anak {secrets.token_hex(3)}."
    for words in (f"{tale}.", f"{tale} pagi.", true, f"{tale} siang."):
        report(visitor(width=PHONE, script=False), words=words)

    verifier = visitor(width=width)
    verifier.sign_in("verifikator", SIGN_INS["verifikator"])
    page = when_bundled(verifier, tale)
    rows = page.locator(".baris li")
    expect(rows.filter(has_text=true[:40])).to_have_count(1)
    expect(rows.filter(has_text=tale[:50])).to_have_count(1)
    with page.expect_navigation():
        rows.filter(has_text=tale[:50]).get_by_role("link").first.click()
    assert verifier.look_closely() == []
    follow(page, "Lihat seluruh ikatan dan bandingkan katanya")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 laporan seikat")
    follow(page, "Bandingkan katanya")
    expect(page.locator("mark").first).to_be_visible()
    assert verifier.look_closely() == []
    page.go_back()
    page.go_back()
    with page.expect_navigation():
        page.locator(".putus a[data-pintas=t]").click()
    page.locator("[name=reason]").fill("Tidak ada pembagian apa pun menurut tiga saksi dan penjaga balai.")
    page.get_by_label("Juga untuk 2 laporan di belakangnya").check()
    assert verifier.look_closely() == []
    press(page, "Tutup dengan alasan")
    expect(page.locator("main")).to_contain_text("Putusan yang sama tercatat untuk 2 laporan seikat.")
    page = verifier.go("/ruang/laporan/")
    expect(page.locator(".baris li").filter(has_text=tale[:50])).to_have_count(0)
    expect(page.locator(".baris li").filter(has_text=true[:40])).to_have_count(1)


@SCREENS
def test_a_declared_flood_gives_a_batch_that_ends_two_with_one_reason_and_gives_the_rest_back(
    visitor: Callable[..., Visitor], width: int
) -> None:
    # So unlike each other that the job of the minute, which may run at any moment of this walk, bundles none of them.
    first, second, other = (" ".join(secrets.token_hex(3) for _word in range(12)) for _tale in range(3))
    tale, true = f"Di pasar {secrets.token_hex(6)}", f"Kemarin {secrets.token_hex(6)} mobil dinas mengangkut kursi"
    for words in (f"{tale} pegawai menempel gambar {first}.", f"{tale} ada amplop {second}.", f"{true} {other}."):
        report(visitor(width=PHONE, script=False), words=words)
    officer = visitor(width=width)
    officer.sign_in("desk", SIGN_INS["desk"])
    page = officer.go(FLOOD)
    page.locator("[name=reason]").fill("Ya")
    with officer.watch.expecting(422):
        press(page, "Nyatakan lonjakan")
        expect(page.locator("[name=reason]")).to_have_value("Ya")
    page.locator("[name=reason]").fill("Kiriman yang sama berdatangan sejak satu ajakan disebar pagi ini.")
    press(page, "Nyatakan lonjakan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lonjakan dinyatakan sejak")
    try:
        assert officer.look_closely() == []
        verifier = visitor(width=width)
        verifier.sign_in("verifikator", SIGN_INS["verifikator"])
        take_a_batch_and_end(verifier, tale, true)
    finally:
        press(officer.go(FLOOD), "Akhiri lonjakan")
    expect(verifier.go(BATCH).get_by_role("heading", level=1)).to_have_text("Berkas hanya ada selama lonjakan")


def take_a_batch_and_end(verifier: Visitor, tale: str, true: str) -> None:
    """A form without an outcome first: it comes back with its ticks and its reason."""
    page = unlock(verifier, "/ruang/laporan/")
    expect(page.locator("main")).to_contain_text("Lonjakan dinyatakan.")
    follow(page, "Ambil 25 laporan sekaligus")
    press(page, "Ambil 25 laporan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("laporan di tangan Anda sampai pukul")
    ticks = page.locator(".berkas li").filter(has_text=tale[:40]).locator("input[type=checkbox]")
    expect(ticks).to_have_count(2)
    for at in range(2):
        ticks.nth(at).check()
    with verifier.watch.expecting(422):
        press(page, "Putus yang dicentang")
        for at in range(2):
            expect(ticks.nth(at)).to_be_checked()
    assert verifier.look_closely() == []
    page.locator("[name=outcome][value=dismissed]").check()
    page.locator("[name=reason]").fill("Gerobaknya milik warga dan tidak ada pegawai menurut tiga saksi.")
    page.get_by_label("Tidak satu pun yang dicentang melaporkan unit saya").check()
    press(page, "Putus yang dicentang")
    expect(page.locator("main")).to_contain_text("2 laporan diputus. Sisanya kembali ke antrean.")
    page = verifier.go("/ruang/laporan/")
    expect(page.locator(".baris li").filter(has_text=tale[:40])).to_have_count(0)
    expect(page.locator(".baris li").filter(has_text=true[:40])).to_have_count(1)


def when_bundled(verifier: Visitor, tale: str) -> Page:
    """The newest of the queue once the job of the minute has run."""
    page = unlock(verifier, "/ruang/laporan/")
    until = time.monotonic() + BUNDLED_WITHIN_SECONDS
    while time.monotonic() < until:
        page = verifier.go("/ruang/laporan/")
        row = page.locator(".baris li").filter(has_text=tale[:50])
        if row.count() == 1 and "+2 serupa" in row.inner_text():
            return page
        time.sleep(5)
    pytest.fail("the reports were not bundled in time")

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

"""What an officer meets in the forms of the field app: places, camera, counts, rights; its weight; no script at all."""

import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from support.browser import PHONE, Visitor
from support.field_app import OFFICER, READY, go_to, phone, rows, wait_empty


def test_a_nil_report_is_one_tap(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        page.route("**/lapangan/bekal.json*", not_told_yet)
        page.reload()
        page.wait_for_selector(READY)
        officer.context.set_offline(True)
        page.get_by_role("button", name="Laporan nihil: tidak ada kejadian").first.click()
        expect(page.locator("#kabar")).to_contain_text("Laporan nihil tersimpan di ponsel ini")
        expect(page.locator("#tugas")).to_contain_text("dikirim saat ada sinyal")
        page.unroute_all(behavior="wait")
        officer.context.set_offline(False)
        wait_empty(page)
        assert {row["kind"] for row in rows(page)} == {"nil"}


def test_a_signal_that_returns_while_a_try_is_on_its_way_is_not_missed(browser: Browser, origin: str) -> None:
    """Else the note would wait for the next try, a minute later."""
    with phone(browser, origin) as officer:
        page, held = officer.page, list[Route]()

        def hold_the_first(route: Route) -> None:
            if held:
                route.continue_()
            held.append(route)

        page.route("**/lapangan/bekal.json*", not_told_yet)
        page.reload()
        page.wait_for_selector(READY)
        page.unroute_all(behavior="wait")
        page.route("**/lapangan/bekal.json*", hold_the_first)
        page.get_by_role("button", name="Laporan nihil: tidak ada kejadian").first.click()
        expect(page.locator("#kabar")).to_contain_text("Laporan nihil tersimpan di ponsel ini")
        while not held:
            page.wait_for_timeout(50)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        held[0].abort("internetdisconnected")
        wait_empty(page)


def not_told_yet(route: Route) -> None:
    answer = route.fetch()
    told = answer.json()
    told["nil"] = [one | {"told": False, "nil": False} for one in told["nil"]]
    route.fulfill(response=answer, json=told)


def test_a_place_is_found_by_text_with_the_keyboard_alone(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        go_to(page, "sesi")
        page.focus("#sesi-cari")
        page.keyboard.type("rt 1 rw 2")
        expect(page.locator("#sesi-jumlah")).to_have_text("1 tempat cocok")
        page.keyboard.press("Enter")
        expect(page.locator("#sesi-rw option:checked")).to_have_text("RW 2")
        expect(page.locator("[data-rt-jumlah]")).to_have_text("1 RT ditandai")
        expect(page.locator("#sesi-jumlah")).to_contain_text("Dipilih: RT 1/RW 2")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "sesi-rw"
        assert officer.look_closely() == []


def test_the_camera_of_the_page_takes_a_photo(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        go_to(page, "kejadian")
        page.evaluate("() => Curi.camera()")
        page.click("[data-foto=kejadian] [data-buka]")
        page.click("[data-foto=kejadian] [data-jepret]")
        expect(page.locator("[data-foto=kejadian] canvas")).to_have_count(1)
        page.click("[data-foto=kejadian] [data-tutup]")
        expect(page.locator("[data-foto=kejadian] video")).not_to_be_visible()


def test_a_right_is_named_and_not_recorded(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        go_to(page, "kejadian")
        page.select_option("#kejadian-jenis", "criticism")
        expect(page.locator("#kejadian-hak")).to_contain_text("Kritik adalah hak warga")
        page.click("#form-kejadian [type=submit]")
        expect(page.locator("#form-kejadian [data-salah]")).to_contain_text("hak warga")
        assert rows(page) == []


def test_wrong_counts_and_empty_fields_are_said_on_the_phone(browser: Browser, origin: str, tmp_path: Path) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        go_to(page, "sesi")
        page.click("#form-sesi [type=submit]")
        expect(page.locator("#form-sesi [data-salah]")).to_have_text("Isi dahulu: Topik.")
        page.fill("#sesi-topik", "Uji")
        page.fill("#sesi-tempat", "Balai")
        page.check("#sesi-g-residents")
        for wrong in ("-3", "10000"):
            page.fill("#sesi-hadir", wrong)
            page.click("#form-sesi [type=submit]")
            expect(page.locator("#form-sesi [data-salah]")).to_contain_text("Jumlah hadir")
        bad = tmp_path / "rusak.jpg"
        bad.write_bytes(b"bukan gambar" * 100)
        page.set_input_files("[data-foto=sesi] [data-pilih]", bad)
        expect(page.locator("[data-foto=sesi] [data-foto-salah]")).to_contain_text("tidak terbaca")


def test_a_huge_photo_is_made_small_on_the_phone(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        go_to(page, "sesi")
        size = page.evaluate("() => Curi.huge('[data-foto=sesi] [data-pilih]')")
        assert size > 35_000_000
        drawn = page.locator("[data-foto=sesi] canvas")
        expect(drawn).to_have_count(1)
        assert max(drawn.evaluate("(one) => [one.width, one.height]")) == 1600


def test_the_app_is_light_and_says_what_to_do_without_a_script(
    browser: Browser, origin: str, visitor: Callable[..., Visitor]
) -> None:
    with phone(browser, origin) as officer:
        kept = officer.page.evaluate("() => Curi.kept()")
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in officer.context.cookies())
        manifest = officer.page.locator("link[rel=manifest]").get_attribute("href")
        sizes = {
            path: wire(origin + path, cookies)
            for path in [*kept, "/lapangan/bekal.json", "/lapangan/penjaga.js", str(manifest)]
        }
        assert sum(sizes.values()) <= 250_000, sizes
    plain = visitor(width=PHONE, script=False)
    plain.sign_in(OFFICER, f"latihan-{OFFICER}")
    page = plain.go("/lapangan/")
    told = page.locator("noscript")  # a locator of words leaves it out
    assert "Tanpa JavaScript, catat sesi" in told.inner_html()
    assert told.locator("a").first.is_visible()


def wire(address: str, cookies: str) -> int:
    """The size of an answer as the server sends it to who can unpack it."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Cookie": cookies})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return len(answer.read())

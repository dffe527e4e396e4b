"""The field app in a browser, as steps that walks share: a phone that keeps its service worker, and what it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from support.browser import PATIENCE_MS, PHONE, Visitor, Watch

TOOLS = Path(__file__).with_name("field.js")
READY, KEPT = "[data-siap]", "[data-tersimpan]"
OFFICER, OFFICER_2, DESK_ROLE = "lapangan", "desk", "desk"
# Everything that a thief of the phone finds: queue, supplies, caches, storage, cookies that a script may read.
FIND = "() => Curi.find()"
ROWS = "() => Curi.rows()"


@contextmanager
def phone(browser: Browser, origin: str, username: str = OFFICER) -> Iterator[Visitor]:
    """A phone that keeps its service worker, signed in, after one visit."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": 800}, locale="id-ID", permissions=["camera"], accept_downloads=True
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=TOOLS)
    watch = Watch(origin)
    visitor = Visitor(origin, context, context.new_page(), watch, PHONE)
    try:
        visitor.sign_in(username, f"latihan-{username}")
        watch.listen(visitor.page)
        open_app(visitor)
        yield visitor
    finally:
        context.close()
    faults = [one for one in dict.fromkeys(watch.faults) if "net::ERR_" not in one]  # cut on purpose
    assert not faults, "\n".join(faults)


def open_app(visitor: Visitor) -> Page:
    page = visitor.go("/lapangan/")
    page.wait_for_selector(READY)
    page.wait_for_selector(KEPT)
    return page


def rows(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(ROWS)
    return found


def waiting(page: Page) -> int:
    return sum(row["state"] == "menunggu" for row in rows(page))


def go_to(page: Page, name: str) -> None:
    page.evaluate("(name) => { location.hash = name; }", name)
    page.wait_for_selector(f"[data-layar='{name or 'hari-ini'}']:not([hidden])")


def write_session(page: Page, topic: str, *, notes: str = "", picture: Path | None = None) -> None:
    go_to(page, "sesi")
    page.fill("#sesi-topik", topic)
    page.fill("#sesi-tempat", "Balai RW")
    page.select_option("#sesi-rw", index=1)
    page.locator("[data-rt] details[open] input[type=checkbox]").first.check()
    page.check("#sesi-g-residents")
    page.fill("#sesi-hadir", "24")
    page.fill("#sesi-pemimpin", "Wahyu Prasetyo")
    page.fill("#sesi-jabatan", "Lurah")
    page.fill("#sesi-catatan", notes)
    if picture:
        page.set_input_files("[data-foto=sesi] [data-pilih]", picture)
        expect(page.locator("[data-foto=sesi] canvas")).to_have_count(1)
    page.click("#form-sesi [type=submit]")
    page.wait_for_selector("[data-layar='hari-ini']:not([hidden])")


def write_incident(page: Page, what: str, picture: Path | None = None) -> None:
    go_to(page, "kejadian")
    page.select_option("#kejadian-jenis", "damage")
    page.fill("#kejadian-tempat", "Jalan depan pasar")
    page.fill("#kejadian-apa", what)
    if picture:
        page.set_input_files("[data-foto=kejadian] [data-pilih]", picture)
        expect(page.locator("[data-foto=kejadian] canvas")).to_have_count(1)
    page.click("#form-kejadian [type=submit]")
    page.wait_for_selector("[data-layar='hari-ini']:not([hidden])")


def wait_empty(page: Page, *, asking: bool = False) -> None:
    """Until the server has said what became of everything; with `asking`, the officer presses the button meanwhile."""
    for turn in range(PATIENCE_MS // 250):
        if waiting(page) == 0:
            return
        if asking and turn % 8 == 4:
            page.evaluate("document.querySelector('[data-kirim]').click()")
        page.wait_for_timeout(250)
    raise AssertionError(f"still waiting: {rows(page)} {page.locator('#kabar').inner_text()}")

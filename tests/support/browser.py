"""A real browser that keeps watch: console errors, requests off the origin, faults of server and accessibility."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, TimeoutError

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK = 360, 1280
PATIENCE_MS = 30_000  # two suites share two cores
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
AXE = Path(AXE_FILE_PATH).read_text()
LOOK = "options => axe.run(document, options).then(found => found.violations)"
# What a page is made of: each element with its classes, its role, and what kind of box it is.
PIECES = """() => [...new Set([...document.querySelectorAll('body, body *')].map(
    node => [node.localName, ...[...node.classList].sort(), node.getAttribute('role'), node.type].join(' ')))]"""
# The bodies of the page and of all it loads, whether they came from the cache or not, once its type has come.
BODIES = """() => document.fonts.ready.then(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map(entry => entry.encodedBodySize))"""
HEADERS = 700  # more than any answer of the product carries


@cache
def chromium() -> str | None:
    """The system's own browser, or None."""
    return next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


@dataclass
class Watch:
    """What went wrong while somebody walked through pages."""

    origin: str
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of (\d+)", message.text)
        if message.type == "error" and not (refused and int(refused.group(1)) in self.expected):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if request.url.startswith(("http", "ws", "ftp")) and not request.url.startswith(self.origin + "/"):
            self.faults.append(f"request off the origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} {response.url}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Inside, these answers are what the walk is about."""
        before = set(self.expected)
        self.expected |= set(statuses)
        yield
        self.expected = before


@dataclass
class Visitor:
    """One person at one screen."""

    origin: str
    context: BrowserContext
    page: Page
    watch: Watch
    width: int

    def go(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def sign_in(self, username: str, password: str) -> None:
        page = self.go("/masuk/")
        form = page.locator("form", has=page.locator("input[name=login]:not([type=hidden])"))
        form.locator("input[name=login]").fill(username)
        form.locator("input[name=password]").fill(password)
        form.locator("button[type=submit]").click()
        try:
            page.wait_for_url(re.compile(r"/(ruang|akun)/"))
        except TimeoutError as late:
            said = page.locator("body").inner_text()[:600]
            raise AssertionError(f"{username} is not signed in: {page.url} says {said}") from late

    def at(self, width: int) -> "Visitor":
        """The same page on a screen of another width."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 800})
        return self

    def look_closely(self) -> list[str]:
        """Faults of this page: accessibility, width, headings."""
        return [*[f"{self.place}: {text}" for text in accessibility(self.page)], *self.glance()]

    def glance(self) -> list[str]:
        """What can be told at once: width and headings."""
        faults = []
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{self.place}: wider than the screen")
        if (count := self.page.locator("h1").count()) != 1:
            faults.append(f"{self.place}: {count} main headings")
        return faults

    @property
    def place(self) -> str:
        return f"{urlsplit(self.page.url).path} at {self.width}"


def accessibility(page: Page) -> list[str]:
    """What axe finds, a line for each rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(LOOK, RULES)
    return [f"{row['id']} ({row['impact']}): {row['nodes'][0]['html'][:160]} x{len(row['nodes'])}" for row in found]


def pieces(page: Page) -> set[str]:
    """The kinds of elements on a page; two pages of one template with the same pieces look alike to a machine."""
    return set(page.evaluate(PIECES))


@contextmanager
def visiting(browser: Browser, origin: str, *, width: int = DESK, script: bool = True) -> Iterator[Visitor]:
    """A fresh visitor; every fault that the watch saw fails the test at the end."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="id-ID", java_script_enabled=script, service_workers="block"
    )
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(origin)
    page = context.new_page()
    watch.listen(page)
    try:
        yield Visitor(origin, context, page, watch, width)
    finally:
        context.close()
    assert not watch.faults, "\n" + "\n".join(dict.fromkeys(watch.faults))


def weight_of(page: Page) -> int:
    """Bytes that a first view of this page would take, rounded up; a walk asks this of every page it passes."""
    return sum(int(size) + HEADERS for size in page.evaluate(BODIES))


def weigh(page: Page, address: str) -> int:
    """Bytes over the wire for a first view of a page, nothing cached."""
    session = page.context.new_cdp_session(page)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")  # a font may come after everything else
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    session.detach()
    return sum(sizes)

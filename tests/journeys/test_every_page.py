"""Every page that a visitor can reach by links: answers, is accessible, fits the screen, and weighs what it may."""

import re
from collections import Counter, deque
from collections.abc import Callable
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor, pieces, weight_of

PUBLIC_BYTES, STAFF_BYTES = 150_000, 300_000
PER_SHAPE = 2  # pages of one address but for the numbers in it (one case, another case) that are opened
PER_VIEW = 24  # addresses of one view that differ in a word: every act and instrument, but not each of 148 units
BLANKS = re.compile(r"\d{4}-\d{2}-\d{2}|\b[A-Z]{2,3}-\d{4}-\d{4}-\d+|\d+(\.\d+)+|\d+")
NO_PAGES = re.compile(r"/(pdf|teks|docx|keluar|(bukti|lembar)/\d+|berkas|api)(/|$)|\.(pdf|txt|png|jpg|svg|csv|json)$")
STARTS = ["/", "/lapor/", "/lapor/cek/", "/bolehkah/", "/aturan/", "/transparansi/", "/masuk/"]
ENGLISH = re.compile(r"^/en(?=/)")
# One sign-in per role: a second person of a role sees the same kinds of pages.
SIGN_INS = {row.username: row.password for row in {row.role: row for row in reversed(every_sign_in())}.values()}
# What was looked at closely on the pages of one view in one language, by everybody who walked in this process.
looked_at: dict[tuple[str, str], set[str]] = {}


def shape(path: str) -> str:
    """A path with its numbers, codes and dates left blank."""
    return BLANKS.sub("*", path)


def view_of(path: str) -> tuple[str, str]:
    """Language and view of a page."""
    plain = ENGLISH.sub("", path)
    try:
        return "en" if plain != path else "id", resolve(plain).view_name
    except Resolver404:
        return "", path


def links(page: Page, origin: str) -> list[str]:
    found = page.eval_on_selector_all(
        "a[href]", "nodes => nodes.filter(n => !n.hasAttribute('download')).map(n => n.href)"
    )
    paths = []
    for address in found:
        parts = urlsplit(urldefrag(urljoin(page.url, address)).url)
        if f"{parts.scheme}://{parts.netloc}" == origin and not NO_PAGES.search(parts.path):
            paths.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return list(dict.fromkeys(paths))


def walk(visitor: Visitor, starts: list[str], budget: int, inside: Callable[[str], bool]) -> list[str]:
    """Open every reachable page of each shape and list what is wrong."""
    waiting, seen, faults = deque(starts), set(starts), list[str]()
    shapes, views = Counter[str](), Counter[tuple[str, str]]()
    while waiting:
        path = waiting.popleft()
        kind, view = shape(urlsplit(path).path), view_of(urlsplit(path).path)
        if shapes[kind] >= PER_SHAPE or views[view] >= PER_VIEW:
            continue
        shapes[kind] += 1
        views[view] += 1
        if not shown(visitor, path):
            faults.append(f"{path}: a link to a file that does not say so (download)")
            continue
        faults += look(visitor, path, budget)
        for target in links(visitor.page, visitor.origin):
            if target not in seen and inside(target):
                seen.add(target)
                waiting.append(target)
    return faults


def shown(visitor: Visitor, path: str) -> bool:
    """Follow a link on a phone; whether a page came, and not a file to be saved."""
    try:
        visitor.at(PHONE).go(path)
    except Error as error:
        if "Download is starting" in str(error):
            return False
        raise
    return True


def look(visitor: Visitor, path: str, budget: int) -> list[str]:
    """Faults of the open page. It is looked at closely, on both screens, where it holds a piece that no page of its
    view in its language had: two hundred rows of law differ in their words alone."""
    page = visitor.page
    faults, known = [], looked_at.setdefault(view_of(urlsplit(path).path), set())
    if (size := weight_of(page)) > budget:
        faults.append(f"{path}: {size / 1000:.0f} kB of {budget / 1000:.0f} kB")
    if pieces(page) <= known:
        return faults + visitor.glance()
    known |= pieces(page)
    return faults + [fault for width in (PHONE, DESK) for fault in visitor.at(width).look_closely()]


def is_public(path: str) -> bool:
    return not path.startswith(("/ruang/", "/akun/", "/en/"))


def is_public_english(path: str) -> bool:
    return path.startswith("/en/") and is_public(path.removeprefix("/en"))


def is_staff(path: str) -> bool:
    return path.startswith(("/ruang/", "/akun/"))


@pytest.mark.parametrize(("language", "inside"), [("", is_public), ("/en", is_public_english)], ids=["id", "en"])
def test_every_public_page_is_sound(
    visitor: Callable[..., Visitor], language: str, inside: Callable[[str], bool]
) -> None:
    faults = walk(visitor(), [language + path for path in STARTS], PUBLIC_BYTES, inside)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("username", SIGN_INS)
def test_every_staff_page_of_a_role_is_sound(visitor: Callable[..., Visitor], username: str) -> None:
    somebody = visitor()
    somebody.sign_in(username, SIGN_INS[username])
    faults = walk(somebody, ["/ruang/", "/akun/"], STAFF_BYTES, is_staff)
    assert not faults, "\n" + "\n".join(faults)


def test_a_public_page_leaves_nothing_on_the_phone(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(width=PHONE)
    for path in STARTS:
        if path != "/masuk/":
            somebody.go(path)
    assert somebody.context.cookies() == []
    assert somebody.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_page_that_is_not_there_says_so_kindly(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(width=PHONE)
    with somebody.watch.expecting(404):
        page = somebody.go("/ruang/penanganan/NET-3372-2024-9999/")
        assert somebody.look_closely() == []
        assert page.locator("a[href*='/masuk/']").count() >= 1

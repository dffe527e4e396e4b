"""The desk reads the situation room and hands out the daily report; a stranger finds nothing."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor

SIGN_INS = {row.username: row.password for row in every_sign_in()}
SCREENS = pytest.mark.parametrize("width", [PHONE, DESK])
CallIn = Callable[..., Visitor]
KELURAHAN = 54


def desk(visitor: CallIn, width: int) -> Visitor:
    somebody = visitor(width=width)
    somebody.sign_in("desk", SIGN_INS["desk"])
    return somebody


@SCREENS
def test_the_situation_room_says_the_finding_with_map_and_table_of_the_same_places(visitor: CallIn, width: int) -> None:
    page = desk(visitor, width).go("/ruang/")
    expect(page.locator("h1")).to_have_text(re.compile(r"\w"))
    expect(page.locator("main")).to_contain_text(re.compile(r"14 hari|kampanye", re.I))
    shapes, rows = villages(page, "main svg a"), villages(page, "main table a")
    assert len(shapes) == KELURAHAN
    assert shapes == rows


def villages(page: Page, links: str) -> set[str]:
    """The kelurahan that these links lead to."""
    hrefs = page.locator(links).evaluate_all("nodes => nodes.map(n => n.getAttribute('href'))")
    return {href for href in hrefs if href and re.search(r"/wilayah/\d+\.\d+\.\d+\.\d+/$", href)}


def at(page: Page, href: str | None) -> str:
    return urljoin(page.url, href or "")


@SCREENS
def test_the_daily_report_goes_out_as_paper_and_as_text(visitor: CallIn, width: int) -> None:
    page = desk(visitor, width).go("/ruang/harian/")
    expect(page.locator("main")).to_contain_text(re.compile("arahan", re.I))
    paper = page.request.get(at(page, page.locator("a[href$='/pdf/']").first.get_attribute("href")))
    assert paper.ok
    assert paper.body().startswith(b"%PDF-")
    text = page.request.get(at(page, page.locator("a[href$='/teks/']").first.get_attribute("href")))
    assert text.ok
    assert "13 November 2024" in text.text()


@SCREENS
def test_every_sentence_of_the_daily_report_leads_to_a_record(visitor: CallIn, width: int) -> None:
    somebody = desk(visitor, width)
    page = somebody.go("/ruang/harian/")
    hrefs = page.locator("main a[href^='/ruang/']").evaluate_all("nodes => nodes.map(n => n.getAttribute('href'))")
    assert hrefs
    answers = {href: page.request.get(somebody.origin + href).status for href in sorted(set(hrefs))}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_a_stranger_finds_nothing_and_is_offered_the_sign_in(visitor: CallIn) -> None:
    somebody = visitor(width=PHONE)
    with somebody.watch.expecting(404):
        for path in ("/ruang/", "/ruang/laporan/", "/ruang/penanganan/", "/ruang/harian/"):
            page = somebody.go(path)
            assert page.locator("a[href*='/masuk/']").count() >= 1

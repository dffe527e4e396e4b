"""From opening an item to its outcome in at most six keys or clicks, the words of the reason not counted."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor
from support.walks import report, unlock

SIGN_INS = {row.username: row.password for row in every_sign_in()}
MOST = 6
CallIn = Callable[..., Visitor]
REASON = "Sudah ditangani pengawas setempat, tidak ada tindakan lain dari kota."


@dataclass
class Hand:
    """Presses and clicks, and counts them; what is written in a box is not counted."""

    page: Page
    used: int = 0

    def key(self, name: str) -> None:
        self.used += 1
        self.page.keyboard.press(name)

    def click(self, target: Locator) -> None:
        self.used += 1
        target.click()

    def goes(self, act: Callable[[], None]) -> None:
        with self.page.expect_navigation():
            act()

    def choose(self, field: str, label: re.Pattern[str]) -> None:
        """A list is opened and an entry clicked: two."""
        self.used += 2
        box = self.page.locator(f"select[name={field}]")
        said = next(text for text in box.locator("option").all_text_contents() if label.search(text))
        box.select_option(label=said)


@pytest.fixture(params=["Dinas Perhubungan"])
def told(visitor: CallIn, request: pytest.FixtureRequest) -> tuple[Visitor, str]:
    """A verifier at the queue with the key open, and the first words of a report in it, which names a unit or none."""
    words = f"Staf ({secrets.token_hex(4)}) membagikan ajakan memilih di halaman kantor pada jam kerja."
    report(visitor(width=PHONE, script=False), words=words, unit=request.param)
    verifier = visitor(width=DESK)
    verifier.sign_in("verifikator", SIGN_INS["verifikator"])
    unlock(verifier, "/ruang/laporan/?urut=newest")
    return verifier, words


def opened(verifier: Visitor, words: str) -> Hand:
    hand = Hand(verifier.page)
    row = verifier.page.locator(".baris").get_by_role("link").filter(has_text=words[:30]).first
    hand.goes(lambda: hand.click(row))
    return hand


@pytest.mark.parametrize(("key", "said"), [("t", "Tidak dilanjutkan"), ("i", "Informasi awal")])
def test_a_report_is_closed_or_sent_on_as_information(told: tuple[Visitor, str], key: str, said: str) -> None:
    hand = opened(*told)
    decide(hand, key)
    expect(hand.page.locator("#baca")).to_contain_text(said)
    assert hand.used <= MOST, hand.used


def test_a_report_goes_to_another_body(told: tuple[Visitor, str]) -> None:
    hand = opened(*told)
    decide(hand, "l", body=re.compile("Kementerian Agama|Kemenag"))
    expect(hand.page.locator("#baca")).to_contain_text("Bukan kewenangan kota")
    assert hand.used <= MOST, hand.used


@pytest.mark.parametrize("told", [""], indirect=True)
@pytest.mark.parametrize(
    ("key", "accused", "said"),
    [
        ("t", "Tidak disebut", "tidak disebut"),
        ("i", "Dinas Perhubungan", "Dinas Perhubungan"),
        ("l", "", "bukan pegawai"),
    ],
)
def test_a_report_that_names_no_unit_is_ended_in_as_few(
    told: tuple[Visitor, str], key: str, accused: str, said: str
) -> None:
    hand = opened(*told)
    decide(hand, key, body=None if accused else re.compile("Kementerian Agama|Kemenag"), accused=accused)
    expect(hand.page.locator("#baca")).to_contain_text(f"Terlapor menurut yang memutus: {said}")
    assert hand.used <= MOST, hand.used


def decide(hand: Hand, key: str, body: re.Pattern[str] | None = None, accused: str = "") -> None:
    page = hand.page
    hand.goes(lambda: hand.key(key))
    if accused:
        hand.choose("accused", re.compile(accused))
    if body:
        hand.choose("body", body)
    box = page.locator("textarea[name=reason]")
    hand.click(box)
    box.fill(REASON)
    hand.goes(lambda: hand.click(page.locator("main form button.btn-utama").first))


def test_a_report_becomes_a_case(told: tuple[Visitor, str]) -> None:
    """The handler who is free of conflict and least busy stands chosen."""
    hand = opened(*told)
    page = hand.page
    hand.goes(lambda: hand.key("p"))
    for field, words in (("title", "Ajakan memilih di kantor"), ("summary", "Ajakan memilih memakai sarana kantor.")):
        hand.click(page.locator(f"[name={field}]"))
        page.locator(f"[name={field}]").fill(words)
    hand.click(page.locator("input[name=procedures][value='disiplin-pp94']"))
    hand.goes(lambda: hand.click(page.locator("main form button.btn-utama").first))
    expect(page.locator("main")).to_contain_text("Penanganan dugaan")
    assert hand.used <= MOST, hand.used


def test_a_report_becomes_an_incident(told: tuple[Visitor, str]) -> None:
    """Place and day stand in the form already, and one sentence is enough: the course of it stays with the report."""
    hand = opened(*told)
    page = hand.page
    hand.goes(lambda: hand.key("k"))
    hand.click(page.locator("input[name=kind][value=damage]"))
    hand.click(page.locator("input[name=severity][value=light]"))
    hand.click(page.locator("[name=what]"))
    page.locator("[name=what]").fill("Spanduk di pinggir jalan dirusak orang tak dikenal.")
    hand.goes(lambda: hand.key("Enter"))
    expect(page.locator("main")).to_contain_text("Spanduk di pinggir jalan")
    assert hand.used <= MOST, hand.used


def test_an_item_is_taken_with_one_key_and_two_verifiers_never_decide_the_same(
    told: tuple[Visitor, str], visitor: CallIn
) -> None:
    hand = opened(*told)
    hand.goes(lambda: hand.key("a"))
    expect(hand.page.locator(".pegang")).to_contain_text("Di tangan Anda sampai pukul")
    assert told[0].look_closely() == []

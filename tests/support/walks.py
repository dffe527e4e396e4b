"""What people do in a browser, as steps that walks share. Fields are found by name, buttons by what they say."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from support.browser import Visitor

# The words of the reporter carry a canary: it may be read at the desk and nowhere else.
CANARY = "merpati-jingga-4417"
WORDS = f"Seorang pegawai membagikan ajakan memilih di halaman kantor pada jam kerja. Tanda: {CANARY}."


def photo(folder: Path) -> Path:
    """A small picture with camera data in it."""
    path = folder / "bukti.jpg"
    exif = Image.Exif()
    exif[0x010F] = CANARY
    Image.new("RGB", (320, 240), "#8899aa").save(path, exif=exif)
    return path


def press(page: Page, label: str) -> None:
    """Press the button that says so, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).first.click()


def follow(page: Page, label: str | re.Pattern[str]) -> None:
    """Follow the link that says so."""
    with page.expect_navigation():
        page.get_by_role("link", name=label).first.click()


def unlock(visitor: Visitor, path: str) -> Page:
    """Open the key with the passphrase that the exercise shows, and go on to a page."""
    page = visitor.go(f"/ruang/kunci/buka/?next={path}")
    page.locator("input[name=phrase]").fill(page.locator("code.frasa").inner_text())
    with page.expect_navigation():
        page.locator("form.buka-kunci button[type=submit], main form button.btn-utama").first.click()
    return page


def open_report(visitor: Visitor, words: str) -> Page:
    """From the verifier's queue to the report that begins with these words; the key is opened on the way."""
    page = unlock(visitor, "/ruang/laporan/")
    with page.expect_navigation():
        page.get_by_role("link").filter(has_text=words[:50]).first.click()
    return page


def choose(page: Page, field: str, value: str) -> None:
    """Tick one of several choices."""
    page.locator(f"input[name={field}][value='{value}']").check()


def fill(page: Page, **values: str) -> None:
    """Fill boxes by name."""
    for field, value in values.items():
        page.locator(f"[name={field}]:not([type=hidden])").fill(value)


def pick(page: Page, field: str, *, label: str | re.Pattern[str] | None = None, value: str | None = None) -> None:
    """Choose from a list, by what it says."""
    box = page.locator(f"select[name={field}]")
    if value is not None:
        box.select_option(value=value)
        return
    wanted = label if isinstance(label, re.Pattern) else re.compile(rf"^\s*{re.escape(label or '')}\s*$")
    said = next(text for text in box.locator("option").all_text_contents() if wanted.search(text))
    box.select_option(label=said)


def describe_event(page: Page, *, kind: str, words: str = WORDS) -> None:
    """Page 1 of a report."""
    choose(page, "kind", kind)
    fill(page, words=words, happened_on="11 November 2024", happened_time="09.30", known_on="12 November 2024")
    press(page, "Lanjut ke tempat dan orang")


def say_where_and_who(page: Page, *, kelurahan: str = "Semanggi", unit: str = "Dinas Perhubungan") -> None:
    """Page 2: the place by lists alone, down to RT."""
    pick(page, "area", label=kelurahan)
    press(page, "Tampilkan RW")
    pick(page, "rw", label=re.compile("1$"))
    press(page, "Tampilkan RT dari RW ini")
    pick(page, "rt", label=re.compile("2$"))
    fill(page, place_words="halaman kantor", accused_post="Staf")
    if unit:
        pick(page, "accused_unit", label=unit)
    press(page, "Lanjut ke jalur dan identitas")


def report(
    visitor: Visitor, *, kind: str = "neutrality", words: str = WORDS, evidence: Path | None = None,
    unit: str = "Dinas Perhubungan",
) -> str:  # fmt: skip
    """An anonymous report to the city alone, from the home page to the receipt. Returns the follow-up code."""
    page = visitor.go("/lapor/")
    describe_event(page, kind=kind, words=words)
    say_where_and_who(page, unit=unit)
    choose(page, "track", "city")
    press(page, "Lanjut ke pemeriksaan")
    expect(page.locator(".kode-lacak")).to_be_visible()
    code = "-".join(page.locator(".kode-lacak span").all_text_contents())
    fill(page, echo=code.rsplit("-", 1)[-1])
    if evidence:
        page.locator("input[type=file]").set_input_files(evidence)
    press(page, "Kirim laporan")
    expect(page.locator("h1")).to_have_text("Laporan Anda sudah kami terima")
    return code


def look_up(visitor: Visitor, code: str) -> Page:
    """The way back with the code."""
    page = visitor.go("/lapor/cek/")
    fill(page, code=code)
    press(page, "Lihat laporan")
    expect(page.locator("#h-status")).to_be_visible()
    return page


def verify_and_open_case(verifier: Visitor, *, words: str, title: str) -> None:
    """The verifier finds the report, judges its value, and opens a case with words of their own."""
    page = open_report(verifier, words)
    expect(page.locator("blockquote.isi")).to_contain_text(words)
    choose(page, "value", "possible")
    fill(page, value_reason="Dua sumber menyebut hal yang sama.")
    press(page, "Simpan nilai")
    follow(page, re.compile("^Buka penanganan"))
    fill(page, title=title, summary="Dugaan ajakan memilih memakai sarana kantor pada jam kerja.")
    for procedure in ("bawaslu-pilkada", "disiplin-pp94"):
        choose(page, "procedures", procedure)
    pick(page, "handler", label="Hendri Cahyono")
    pick(page, "substitute", label="Maya Oktaviani")
    press(page, "Buka penanganan")
    expect(page.locator("main")).to_contain_text("Penanganan dugaan")


def find_case(officer: Visitor, title: str) -> Page:
    """From the list of cases to the one with this title."""
    page = officer.go("/ruang/penanganan/")
    row = page.locator("tr", has_text=title)
    with page.expect_navigation():
        row.get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text(title)
    return page


def propose_closing(page: Page) -> None:
    """One handler proposes that the case ends."""
    follow(page, "Usulkan penutupan")
    choose(page, "outcome", "ended")
    fill(page, reason="Perbuatan sudah ditangani Bawaslu, tidak ada langkah kota yang tersisa.")
    press(page, "Usulkan penutupan")
    expect(page.locator("#h-usul")).to_be_visible()

"""A reporter comes back with the code: with and without JavaScript, on a phone and on a desk, never with a cookie."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import DESK, PHONE, Visitor
from support.walks import choose, fill, look_up, photo, press, report

SCREENS = pytest.mark.parametrize(("width", "script"), [(PHONE, False), (PHONE, True), (DESK, True)])


@pytest.fixture(scope="module")
def code(browser: object, origin: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One anonymous report to the city, with a picture."""
    from support.browser import visiting

    with visiting(browser, origin) as resident:  # type: ignore[arg-type]
        return report(resident, evidence=photo(tmp_path_factory.mktemp("bukti")))


@SCREENS
def test_a_reporter_answers_and_adds_evidence_and_a_second_copy_is_not_kept(
    visitor: Callable[..., Visitor], code: str, width: int, script: bool, tmp_path: Path
) -> None:
    resident = visitor(width=width, script=script)
    page = look_up(resident, code)
    page.locator("input[type=file]").set_input_files(photo(tmp_path))
    fill(page, words=f"Jawaban dari layar {width} {script}.")
    press(page, "Kirim")
    expect(page.locator(".garis-waktu").first).to_contain_text(f"Jawaban dari layar {width} {script}.")
    expect(page.locator("#h-bukti")).to_contain_text("1 berkas")
    assert resident.context.cookies() == []


@SCREENS
def test_a_reporter_gives_a_name_opens_it_takes_it_back_and_erases_it(
    visitor: Callable[..., Visitor], width: int, script: bool
) -> None:
    resident = visitor(width=width, script=script)
    page = look_up(resident, report(resident))
    press(page, "Isi nama saya")
    fill(page, name="Wahyu Lestari")
    press(page, "Segel nama saya")
    press(page, "Buka nama saya")
    expect(page.locator("main")).to_contain_text("Wahyu Lestari")
    press(page, "Ya, buka nama saya")
    expect(page.locator("#h-nama")).to_contain_text("terbuka sejak")
    press(page, "Tarik nama saya")
    press(page, "Ya, tarik nama saya")
    expect(page.locator("#h-nama")).to_have_text("Nama Anda tersegel")
    press(page, "Hapus nama saya")
    press(page, "Tidak jadi")
    press(page, "Hapus nama saya")
    press(page, "Ya, hapus untuk selamanya")
    expect(page.locator("#h-nama")).to_contain_text("Nama Anda dihapus")
    assert "Wahyu Lestari" not in page.content()
    assert resident.context.cookies() == []


@SCREENS
def test_a_pressed_reporter_gets_a_letter_to_a_body_outside_and_a_clock(
    visitor: Callable[..., Visitor], code: str, width: int, script: bool
) -> None:
    resident = visitor(width=width, script=script)
    page = look_up(resident, code)
    press(page, "Saya ditekan karena melapor")
    choose(page, "body", "ombudsman")
    fill(page, told="Atasan saya menanyakan siapa yang melapor dan mengancam pindah tugas.")
    press(page, "Simpan dan buat surat")
    with page.expect_download() as letter:
        page.get_by_role("button", name="Unduh surat (PDF)").click()
    assert letter.value.suggested_filename.startswith("tek-")
    assert Path(letter.value.path()).read_bytes().startswith(b"%PDF-")
    press(page, "Kembali ke laporan saya")
    press(page, "Sudah saya serahkan")
    expect(page.locator("section[aria-labelledby=h-surat]")).to_contain_text("Ombudsman")
    page.locator("section[aria-labelledby=h-surat] summary", has_text="Hapus catatan ini").first.click()
    press(page, "Ya, hapus catatan ini")
    assert resident.context.cookies() == []


def test_a_wrong_code_gets_one_sentence(visitor: Callable[..., Visitor]) -> None:
    resident = visitor(width=PHONE, script=False)
    page = resident.go("/lapor/cek/")
    fill(page, code="PYYG-4P8N-YND8-RQH8-2A49")
    with resident.watch.expecting(422):
        press(page, "Lihat laporan")
    expect(page.locator(".pesan-salah")).to_have_count(1)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_of_the_way_back_is_accessible(visitor: Callable[..., Visitor], code: str, width: int) -> None:
    resident = visitor(width=width)
    resident.go("/lapor/cek/")
    faults = resident.look_closely()
    page: Page = look_up(resident, code)
    faults += resident.look_closely()
    for button in ("Isi nama saya", "Hapus berkas asli saya", "Saya ditekan karena melapor"):
        press(page, button)
        faults += resident.look_closely()
        press(page, "Tidak jadi")
    assert not faults, "\n" + "\n".join(faults)

"""Names, bubbles and numbers are covered before a picture leaves the phone: by fingers, by keys, and never half."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from support.browser import DESK, PHONE, Visitor
from support.walks import CANARY, choose, describe_event, fill, press, say_where_and_who

HIDDEN, PLAIN = (200, 30, 40), (230, 230, 230)


def to_the_last_page(page: Page, *, track: str = "city") -> None:
    describe_event(page, kind="neutrality")
    say_where_and_who(page)
    choose(page, "track", track)
    press(page, "Lanjut ke pemeriksaan")


def type_back(page: Page) -> None:
    fill(page, echo=page.locator(".kode-lacak span").last.inner_text().lower())


def chat(folder: Path, name: str = "obrolan.jpg") -> Path:
    """A screenshot with something red to cover in its upper half, and the camera's data."""
    path = folder / name
    picture = Image.new("RGB", (360, 640), PLAIN)
    picture.paste(Image.new("RGB", (200, 60), HIDDEN), (80, 100))
    exif = Image.Exif()
    exif[0x010E] = CANARY
    picture.save(path, exif=exif, quality=95)
    return path


def what_would_be_sent(page: Page) -> list[tuple[str, bytes]]:
    """The files of the form as the browser is about to send them."""
    found = page.evaluate(
        """async () => Promise.all(new FormData(document.getElementById("lapor")).getAll("evidence").map(
            async (one) => [one.name, [...new Uint8Array(await one.arrayBuffer())]]))"""
    )
    return [(name, bytes(data)) for name, data in found]


def red_pixels(data: bytes) -> int:
    pixels = Image.open(io.BytesIO(data)).convert("RGB").get_flattened_data()
    return sum(1 for red, green, blue in pixels if red > 150 and green < 110 and blue < 110)


def open_the_desk(page: Page) -> None:
    page.get_by_role("button", name="Samarkan obrolan.jpg").click()
    expect(page.locator("[data-b=meja]")).to_be_visible()


def cover_by_finger(page: Page) -> None:
    """One stroke over the red part, on the picture as it is shown."""
    board = page.locator("[data-b=kanvas]")
    board.scroll_into_view_if_needed()
    frame = board.bounding_box()
    assert frame is not None
    x, y = frame["width"] / 360, frame["height"] / 640
    page.mouse.move(frame["x"] + 70 * x, frame["y"] + 90 * y)
    page.mouse.down()
    page.mouse.move(frame["x"] + 290 * x, frame["y"] + 170 * y, steps=4)
    page.mouse.up()


def cover_by_keys(page: Page) -> None:
    """No pointer at all: a box is added, moved and made larger by keys."""
    page.get_by_role("button", name="Tambah kotak").focus()
    page.keyboard.press("Enter")
    box = page.locator("[data-kotak]")
    box.focus()
    for key, times in (("ArrowUp", 50), ("ArrowLeft", 25), ("Shift+ArrowRight", 50), ("Shift+ArrowDown", 60)):
        for _time in range(times):
            page.keyboard.press(key)
    page.get_by_role("button", name="Pakai gambar ini").focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_a_finger_covers_is_gone_from_what_is_sent_and_the_original_stays_behind(
    visitor: Callable[..., Visitor], width: int, tmp_path: Path
) -> None:
    resident = visitor(width=width)
    page = resident.go("/lapor/")
    to_the_last_page(page)
    original = chat(tmp_path)
    page.locator("input[type=file]").set_input_files(original)
    assert red_pixels(original.read_bytes()) > 10_000
    open_the_desk(page)
    cover_by_finger(page)
    assert not resident.look_closely()
    page.get_by_role("button", name="Pakai gambar ini").click()
    expect(page.locator("[data-b=kabar]")).to_contain_text("Gambar sudah diganti, 1 bagian ditutup")
    [(name, data)] = what_would_be_sent(page)
    assert name == "gambar-1.jpg"
    assert red_pixels(data) == 0
    assert CANARY.encode() not in data
    assert original.read_bytes() != data
    picture = Image.open(io.BytesIO(data))
    assert picture.getexif() == {}
    assert sum(picture.convert("RGB").getpixel((180, 130))) < 30  # type: ignore[arg-type]
    assert sum(picture.convert("RGB").getpixel((180, 500))) > 600  # type: ignore[arg-type]


def test_a_box_is_placed_by_keys_alone(visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    page = visitor(width=DESK).go("/lapor/")
    to_the_last_page(page)
    page.locator("input[type=file]").set_input_files(chat(tmp_path))
    page.get_by_role("button", name="Samarkan obrolan.jpg").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#h-samar")).to_be_focused()
    cover_by_keys(page)
    expect(page.locator("[data-b=kabar]")).to_contain_text("Gambar sudah diganti")
    [(_name, data)] = what_would_be_sent(page)
    assert red_pixels(data) == 0


def test_boxes_are_undone_and_removed_and_a_cancelled_picture_stays_as_it_was(
    visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(width=PHONE).go("/lapor/")
    to_the_last_page(page)
    original = chat(tmp_path)
    page.locator("input[type=file]").set_input_files(original)
    open_the_desk(page)
    boxes = page.locator("[data-kotak]")
    for _time in range(3):
        page.get_by_role("button", name="Tambah kotak").click()
    expect(boxes).to_have_count(3)
    page.get_by_role("button", name="Hapus kotak").click()
    expect(boxes).to_have_count(2)
    page.get_by_role("button", name="Urungkan").click()
    expect(boxes).to_have_count(3)
    before = boxes.last.bounding_box()
    page.get_by_role("button", name="Ke bawah").click()
    page.get_by_role("button", name="Lebih lebar").click()
    after = boxes.last.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] > before["y"]
    assert after["width"] > before["width"]
    page.get_by_role("button", name="Batal").click()
    assert what_would_be_sent(page) == [("obrolan.jpg", original.read_bytes())]


def test_boxes_that_were_drawn_and_not_taken_over_are_taken_over_by_sending(
    visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(width=PHONE).go("/lapor/")
    to_the_last_page(page)
    page.locator("input[type=file]").set_input_files(chat(tmp_path))
    open_the_desk(page)
    cover_by_finger(page)
    page.locator("#lapor").evaluate(
        """form => form.addEventListener("submit", () => {
            sessionStorage.setItem("uji", document.getElementById("id_evidence").files[0].name); })"""
    )
    type_back(page)
    press(page, "Kirim laporan")
    expect(page.locator("h1")).to_have_text("Laporan Anda sudah kami terima")
    assert page.evaluate("sessionStorage.getItem('uji')") == "gambar-1.jpg"


def test_several_files_are_handled_one_by_one_and_a_paper_is_passed_by_with_a_word(
    visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(width=PHONE).go("/lapor/")
    to_the_last_page(page)
    paper = tmp_path / "surat.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    broken = tmp_path / "rusak.jpg"
    broken.write_bytes(b"bukan gambar")
    files = [chat(tmp_path), chat(tmp_path, "kedua.jpg"), paper, broken]
    page.locator("input[type=file]").set_input_files(files)
    rows = page.locator("[data-b=daftar] li")
    expect(rows).to_have_count(4)
    expect(rows.nth(2)).to_contain_text("tidak dapat disamarkan di sini")
    expect(page.get_by_role("button", name="Samarkan surat.pdf")).to_have_count(0)
    page.get_by_role("button", name="Samarkan rusak.jpg").click()
    expect(page.locator("[data-b=kabar]")).to_contain_text("rusak.jpg tidak dapat dibuka peramban ini")
    page.get_by_role("button", name="Samarkan kedua.jpg").click()
    cover_by_finger(page)
    page.get_by_role("button", name="Pakai gambar ini").click()
    expect(rows.nth(1)).to_contain_text("1 bagian ditutup")
    page.get_by_role("button", name="Buang rusak.jpg dari daftar").click()
    sent = what_would_be_sent(page)
    assert [name for name, _data in sent] == ["obrolan.jpg", "gambar-2.jpg", "surat.pdf"]
    assert sent[0][1] == files[0].read_bytes()
    assert red_pixels(sent[1][1]) == 0


def test_coarse_squares_are_a_choice_with_a_warning_and_leave_no_detail(
    visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(width=DESK).go("/lapor/")
    to_the_last_page(page)
    page.locator("input[type=file]").set_input_files(chat(tmp_path))
    open_the_desk(page)
    expect(page.get_by_label("Kotak-kotak kasar, bukan blok penuh")).not_to_be_checked()
    expect(page.locator("#samar-kasar-petunjuk")).to_contain_text("dapat ditebak balik")
    cover_by_finger(page)
    page.get_by_label("Kotak-kotak kasar, bukan blok penuh").check()
    page.get_by_role("button", name="Pakai gambar ini").click()
    [(_name, data)] = what_would_be_sent(page)
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    shades = {picture.getpixel((x, 130)) for x in range(100, 260)}
    assert len(shades) < 80  # of 160 pixels across
    assert picture.getpixel((180, 130)) != (0, 0, 0)


def test_without_scripts_the_page_tells_how_the_phone_itself_covers_a_picture(
    visitor: Callable[..., Visitor],
) -> None:
    page = visitor(width=PHONE, script=False).go("/lapor/")
    to_the_last_page(page)
    expect(page.locator("#samar")).to_be_hidden()
    page.get_by_text("Menyamarkan dengan editor ponsel").click()
    expect(page.locator("main")).to_contain_text("Tutup dengan kotak hitam penuh.")

"""PDFs come out as pictures of their pages, and can do nothing any more."""

import io
import re
import zlib

import pypdfium2
import pytest
from PIL import Image

from corpus import papers, pictures
from kondusif.engine.safe_files import MAX_PAGES, Safe, Unsafe, clean
from kondusif.engine.safe_files.paper import bound, drawn_pages

CANARY = "CANARY-ruang-rapat-91"
DANGEROUS = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|URI|AcroForm|XFA|OpenAction|AA|Annots|Info|Metadata|Names|ID|Producer|CreationDate)\b"
)


def inflated(data: bytes) -> bytes:
    """A PDF with every stream that inflates opened as well."""
    found = [data]
    for body in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(body))
        except zlib.error:
            continue
    return b"\n".join(found)


def page_of(safe: Safe, number: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(safe.data)[number].render(scale=1).to_pil().convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark dots lie in a part of a page."""
    return sum(picture.crop(box).histogram()[:100])


def test_the_copy_shows_the_page_and_keeps_no_text() -> None:
    safe = clean(papers.paper("Undangan"))
    assert (safe.kind, safe.safe_kind, safe.pages) == ("pdf", "pdf", 1)
    copy = pypdfium2.PdfDocument(safe.data)
    assert copy[0].get_textpage().get_text_bounded().strip() == ""
    width, height = copy[0].get_size()
    assert (abs(width - 595) < 1, abs(height - 842) < 1) == (True, True)
    assert ink(page_of(safe), (72, 110, 300, 150)) > 100
    assert ink(page_of(safe), (72, 200, 500, 800)) == 0


def test_no_word_of_the_file_itself_goes_on() -> None:
    data = papers.telling(CANARY)
    assert data.count(CANARY.encode()) >= 8
    safe = clean(data)
    assert CANARY.encode() not in inflated(safe.data)
    assert not DANGEROUS.findall(inflated(safe.data))
    assert pypdfium2.PdfDocument(safe.data).get_metadata_dict(skip_empty=True) == {}


@pytest.mark.parametrize("name", papers.active())
def test_a_paper_that_would_do_something_is_drawn_and_does_nothing(name: str) -> None:
    safe = clean(papers.active()[name])
    assert not DANGEROUS.findall(inflated(safe.data))
    assert pypdfium2.PdfDocument(safe.data).count_attachments() == 0
    assert ink(page_of(safe), (72, 110, 300, 150)) > 100


def test_what_was_filled_into_a_form_is_on_the_picture() -> None:
    empty, filled = clean(papers.form("")), clean(papers.form("Rapat tertutup"))
    field = (72, 200, 500, 245)
    assert ink(page_of(filled), field) > ink(page_of(empty), field) + 100


def test_a_paper_with_a_password_is_refused_as_such() -> None:
    with pytest.raises(Unsafe) as caught:
        clean(papers.locked())
    assert caught.value.code == "locked"


def test_a_paper_that_opens_without_its_password_is_drawn() -> None:
    assert clean(papers.locked(b"")).pages == 1


def test_forty_pages_are_taken_and_not_one_more() -> None:
    assert clean(papers.paper(pages=MAX_PAGES)).pages == MAX_PAGES
    with pytest.raises(Unsafe) as caught:
        clean(papers.paper(pages=MAX_PAGES + 1))
    assert caught.value.code == "too_long"


def test_pages_keep_their_order_and_their_colours() -> None:
    colours = [(200, 30, 30), (30, 200, 30), (90, 90, 90)]
    pages = [Image.open(io.BytesIO(pictures.saved(Image.new("RGB", (60, 40), colour)))) for colour in colours]
    pages.append(Image.open(io.BytesIO(pictures.saved(Image.new("L", (60, 40), 128)))))
    copy = pypdfium2.PdfDocument(bound(pages))
    seen = [page.render(scale=1).to_pil().convert("RGB").getpixel((10, 10)) for page in copy]
    for found, meant in zip(seen, [*colours, (128, 128, 128)], strict=True):
        assert max(abs(one - other) for one, other in zip(found, meant, strict=True)) < 6


@pytest.mark.parametrize(("drawing", "mode"), [(b"", "L"), (b"1 0 0 rg 300 300 3 3 re f", "RGB")], ids=["grey", "red"])
def test_a_grey_page_is_kept_in_grey_and_the_smallest_red_dot_stays_red(drawing: bytes, mode: str) -> None:
    (page,) = drawn_pages(papers.paper(drawing=drawing))
    assert page.mode == mode


def test_the_same_paper_gives_the_same_copy_at_any_hour() -> None:
    assert clean(papers.paper()).data == clean(papers.paper()).data


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\nnothing", b"%PDF-", papers.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Count 0/Kids[]>>"])]
)
def test_a_paper_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(Unsafe) as caught:
        clean(data)
    assert caught.value.code == "unreadable"

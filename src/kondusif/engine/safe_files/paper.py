"""Pages as pictures: a PDF is drawn page by page, and the pages are bound into a PDF that holds pictures only."""

import io
from collections.abc import Iterable
from contextlib import suppress

import pypdfium2
from PIL import Image, ImageChops

from kondusif.engine.safe_files.result import MAX_PAGES, Safe, Unsafe

DOTS_PER_INCH = 110
LONG_SIDE = 1820  # a page of A3
QUALITY = 75
COLOURED = 12
_POINTS_PER_INCH = 72
_WRONG_PASSWORD = 4


def clean_pdf(data: bytes) -> Safe:
    """Draw every page of a PDF: its scripts, forms, links and attachments stay behind.

    Raises:
        Unsafe: locked, too_long, unreadable.
    """
    pages = drawn_pages(data)
    return Safe("pdf", "pdf", bound(pages), len(pages))


def count_pages(data: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        Unsafe: locked, unreadable.
    """
    with _opened(data) as paper:
        return len(paper)


def drawn_pages(data: bytes, *, cut: bool = False) -> list[Image.Image]:
    """The pages of a PDF as JPEG pictures that are not decoded yet.

    Args:
        cut: draw the first MAX_PAGES of a longer one; otherwise it is refused.
    Raises:
        Unsafe: locked, too_long, unreadable.
    """
    with _opened(data) as paper:
        count = len(paper)
        if not count:
            raise Unsafe("unreadable")
        if count > MAX_PAGES and not cut:
            raise Unsafe("too_long")
        try:
            return [_page(paper, number) for number in range(min(count, MAX_PAGES))]
        except MemoryError as error:
            raise Unsafe("bomb") from error
        except Exception as error:  # whatever the drawing says of a damaged page
            raise Unsafe("unreadable") from error


def bound(pages: Iterable[Image.Image]) -> bytes:
    """A PDF with one JPEG a page and nothing else: no name, no date, no number of the file.

    Args:
        pages: pictures opened from JPEG bytes (their `fp` is copied as it is), mode L or RGB.
    """
    parts: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for page in pages:
        first = len(parts) + 1
        kids.append(b"%d 0 R" % first)
        parts += _page_parts(page, first)
    parts[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _file_of(parts)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unsafe("locked" if getattr(error, "err_code", 0) == _WRONG_PASSWORD else "unreadable") from error
    with suppress(Exception):  # what was filled into a form is drawn where the form allows it
        paper.init_forms()
    return paper


def _page(paper: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = paper[number]
    try:
        long_side = max(page.get_size())
        scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, LONG_SIDE / max(long_side, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            target = io.BytesIO()
            _without_idle_colours(bitmap.to_pil().convert("RGB")).save(target, "JPEG", quality=QUALITY)
        finally:
            bitmap.close()
    finally:
        page.close()
    return Image.open(target, formats=["JPEG"])


def _without_idle_colours(page: Image.Image) -> Image.Image:
    """The page in grey where no dot of it has a colour, which is a third less to write and to send."""
    red, green, blue = page.split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    coloured = any(one.getextrema()[1] > COLOURED for one in differences)  # type: ignore[operator]
    return page if coloured else page.convert("L")


def _page_parts(page: Image.Image, first: int) -> list[bytes]:
    width, height = page.size
    points = [size * _POINTS_PER_INCH / DOTS_PER_INCH for size in page.size]
    drawing = b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (points[0], points[1])
    colours = b"/DeviceGray" if page.mode == "L" else b"/DeviceRGB"
    jpeg = page.fp.getvalue()  # type: ignore[attr-defined]
    return [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
        % (points[0], points[1], first + 1, first + 2),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode"
        b"/Length %d>>stream\n%s\nendstream" % (width, height, colours, len(jpeg), jpeg),
    ]


def _file_of(parts: list[bytes]) -> bytes:
    target = io.BytesIO()
    target.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = target.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    target.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, rows))
    target.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start))
    return target.getvalue()

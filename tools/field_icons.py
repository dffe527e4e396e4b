"""Draw the icons of the field app from the mark of the product: `python tools/field_icons.py`."""

from pathlib import Path

from PIL import Image, ImageDraw

OUT = Path(__file__).resolve().parent.parent / "src/kondusif/base/static/kondusif/lapangan"
GROUND, STRIP, MIDDLE = "#08343a", "#faf8f4", "#d3a565"
# The mark stands on a grid of 24; a maskable icon keeps it inside the middle four fifths.
STRIPS = [(1, 3, 14, 7), (17, 1, 21, 14), (10, 17, 23, 21), (3, 10, 7, 23)]
CENTRE = (9, 9, 15, 15)


def draw(size: int) -> Image.Image:
    unit, edge = size * 0.6 / 24, size * 0.2
    picture = Image.new("RGB", (size, size), GROUND)
    pen = ImageDraw.Draw(picture)
    for box, colour in [*((box, STRIP) for box in STRIPS), (CENTRE, MIDDLE)]:
        left, top, right, bottom = (round(edge + part * unit) for part in box)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=colour)
    return picture


if __name__ == "__main__":
    for size in (192, 512):
        draw(size).quantize(8).save(OUT / f"ikon-{size}.png", optimize=True)

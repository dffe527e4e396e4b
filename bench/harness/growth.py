"""A small plot of measured points against a growing size, as SVG: both axes by powers of ten, one line a series."""

import math
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 70, 170, 48, 52
COLOURS = ("#1f4e79", "#b5532a", "#3c7a45", "#6b4f9a", "#7a6a1f")


def draw(path: Path, title: str, unit: str, sizes: list[int], series: dict[str, list[float]]) -> None:
    """Write the plot; each line carries its name at its end, each point its value as a title."""
    values = [value for line in series.values() for value in line if value > 0]
    low_x, high_x = math.log10(min(sizes)), math.log10(max(sizes)) + 1e-9
    low_y, high_y = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)

    def across(size: float) -> float:
        return LEFT + (math.log10(size) - low_x) / max(high_x - low_x, 1e-6) * (WIDTH - LEFT - RIGHT)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="12"><title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>',
    ]
    for power in range(low_y, high_y + 1):
        y = up(10**power)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    for size in sizes:
        out.append(f'<text x="{across(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{short(size)}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(unit)}</text>')
    for (name, line), colour in zip(series.items(), COLOURS, strict=False):
        points = [(across(size), up(value), value) for size, value in zip(sizes, line, strict=True) if value > 0]
        path_of = " ".join(f"{x:.1f},{y:.1f}" for x, y, _value in points)
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{path_of}"/>')
        for x, y, value in points:
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"><title>{value:.3g}</title></circle>')
        x, y, value = points[-1]
        text = escape(f"{name}: {value:.3g}")
        out.append(f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" fill="{colour}">{text}</text>')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")


def short(size: int) -> str:
    return f"{size / 1e6:g} M" if size >= 1_000_000 else f"{size // 1000} k"

"""How long a file takes to become pixels in its helper process, and how much memory; peer: Pillow in this process.

The peer opens the picture and saves it again at its full size, which is what a plain "strip the metadata" does; it has
no process of its own, no limits, and no answer for PDF and office files. Bars: a photo of a phone (1600 x 1200) 0.1 s,
of 12 megapixels 0.3 s, a PDF of 5 pages and a letter 1 s each; never more than 512 MB.

Run: .venv/bin/python bench/safe_files.py
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROUNDS = 20
MOST_MB = 512
Row = dict[str, object]


def measure() -> list[Row]:
    """One row a kind of file, one for the flood of photos, one for the start of the helpers."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from corpus import offices, pictures
    from kondusif.base import cleaner

    began = time.perf_counter()
    cleaner.warm_up()
    rows: list[Row] = [{"name": "helpers start", "first_s": round(time.perf_counter() - began, 3)}]
    small, large = (pictures.saved(pictures.photo(size), quality=88) for size in ((1600, 1200), (4000, 3000)))
    files = {
        "photo 1600 x 1200": (small, 0.1), "photo 4000 x 3000": (large, 0.3),
        "PDF of 5 pages of text": (five_pages(), 1.0),
        "letter (DOCX, 5 pages, a picture)": (offices.letter(pages=5), 1.0),
        "table (XLSX, 400 rows)": (offices.workbook([[f"Warga {n}", n * 1500] for n in range(400)]), 1.0),
    }  # fmt: skip
    for name, (data, bar) in files.items():
        times, costs = timed(lambda data=data: cleaner.measured(data)[1])
        row: Row = {
            "name": name, "size_kb": len(data) // 1024, "median_s": statistics.median(times), "worst_s": max(times),
            "cpu_s": statistics.median(cost.cpu_s for cost in costs),
            "peak_mb": max(cost.peak_kb for cost in costs) // 1024,
        }  # fmt: skip
        if name.startswith("photo"):
            plain = statistics.median(timed(lambda data=data: stripped(data))[0])
            row |= {"plain_pillow_s": plain, "ratio": float(str(row["median_s"])) / plain}
        met = float(str(row["median_s"])) <= bar and int(str(row["peak_mb"])) <= MOST_MB
        rows.append(row | {"bar_s": bar, "met": met})
    return [*rows, flood(small)]


def flood(photo: bytes) -> Row:
    """Photos a second through every helper at once, from 8 senders. Bar: 20 a second."""
    from kondusif.base import cleaner
    from kondusif.kernel.errors import Refused

    def taken(data: bytes) -> bool:
        try:
            return bool(cleaner.clean(data).data)
        except Refused:
            return False

    count, began = 200, time.perf_counter()
    with ThreadPoolExecutor(8) as threads:
        refused = list(threads.map(taken, [photo] * count)).count(False)
    rate = (count - refused) / (time.perf_counter() - began)
    return {
        "name": "photos 1600 x 1200 from 8 senders", "photos_per_s": rate, "refused": refused, "bar_per_s": 20.0,
        "met": rate >= 20 and not refused,
    }  # fmt: skip


def five_pages() -> bytes:
    import typst

    made = typst.Compiler().compile(input=b"#set text(11pt)\n#lorem(3300)", format="pdf")
    assert isinstance(made, bytes)
    return made


def stripped(data: bytes) -> bytes:
    from PIL import Image, ImageOps

    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        upright = ImageOps.exif_transpose(picture)
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
    bare.save(target, "JPEG", quality=85)
    return target.getvalue()


def timed(act: Callable[[], Any]) -> tuple[list[float], list[Any]]:
    """The seconds of every round, and what came of it."""
    times, found = [], []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found.append(act())
        times.append(time.perf_counter() - began)
    return times, found


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))

"""How long the daily report takes as a PDF: a full day with a map of 54 kelurahan. Bar: at most 1 s.

Run: .venv/bin/python bench/brief_pdf.py
"""

import os
import statistics
import time
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", "/tmp/kondusif-bench")

ROUNDS = 20
BAR_SECONDS = 1.0


def measure() -> dict[str, object]:
    """First run (fonts are read) and the middle of the others, in seconds."""
    import django

    django.setup()
    from kondusif.brief.printing import pdf
    from kondusif.brief.rules import written
    from kondusif.brief.tests.days import FULL

    tiles = "".join(
        f'<rect class="petak m-{word}" x="{40 * (n % 9)}" y="{40 * (n // 9)}" width="36" height="36"/>'
        for n, word in enumerate((["calm"] * 4 + ["watch", "tense"]) * 9)
    )
    drawn = f'<svg class="peta" viewBox="0 0 360 240">{tiles}</svg>'
    times = []
    for number in range(ROUNDS + 1):
        day = replace(FULL, cases_open=number)
        start = time.perf_counter()
        size = len(pdf(written(day), drawn))
        times.append(time.perf_counter() - start)
    middle = statistics.median(times[1:])
    return {
        "name": "daily report as PDF", "first_s": round(times[0], 3), "median_s": round(middle, 3),
        "worst_s": round(max(times[1:]), 3), "bytes": size, "bar_s": BAR_SECONDS, "met": max(times) <= BAR_SECONDS,
    }  # fmt: skip


if __name__ == "__main__":
    print(measure())

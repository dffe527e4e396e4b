"""The national list of area codes: all 91,599 rows against row-by-row writing in the same run, and a run that changes
nothing. Also the drawing of a city's map. `make bench ARGS="territory"`, or run the file itself.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

BAR_S = 20.0
SAMPLE = 2000
Row = dict[str, object]


def measure() -> list[Row]:
    """One row per job. The peer writes the same columns with the framework's own `save()`, in one transaction."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from kondusif.kernel.actor import system_actor
    from kondusif.territory import map as maps
    from kondusif.territory import services, sheets

    actor = system_actor("ukur")
    first, loaded = timed(lambda: services.load_national_list(actor))
    sheet = sheets.area_sheet(sheets.bytes_of(services.NATIONAL_FILE))
    second, again = timed(lambda: services.load_areas(actor, sheet, services.NATIONAL_EDITION))
    if (again.added, again.changed, again.ended) != (0, 0, 0):
        raise SystemExit("the second run changed something")
    plain = peer()
    services.load_city_facts(actor, "33.72")
    words = {area.code: "watch" for area in maps.kelurahan_of("33.72")}
    draws = [timed(lambda: maps.render("33.72", words, lambda code: code))[0] for _ in range(20)]
    rows = loaded.added
    return [
        {
            "name": "national list, first load",
            "median_s": round(first, 3), "bar_s": BAR_S, "met": first <= BAR_S, "rows": rows,
            "peer": f"save() loop, {SAMPLE} rows", "peer_s": round(plain, 3),
            "ratio": round((plain / SAMPLE) / (first / rows), 2),
        },
        {"name": "national list, second run", "median_s": round(second, 3), "bar_s": BAR_S, "met": second <= BAR_S},
        {"name": "map of 54 tiles", "median_s": round(statistics.median(draws), 4)},
    ]  # fmt: skip


def peer() -> float:
    """Seconds for a plain `save()` loop over a sample of the same rows; rolled back."""
    from django.db import transaction

    from kondusif.territory.models import Area

    sample = list(Area.objects.filter(level="village").values("code", "name", "level", "parent_code")[:SAMPLE])
    with transaction.atomic():
        Area.objects.filter(level="village", code__lte=sample[-1]["code"]).delete()
        seconds, _none = timed(lambda: [Area(**row, edition="uji").save() for row in sample])
        transaction.set_rollback(True)
    return seconds


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a job takes, and what it gives."""
    started = time.perf_counter()
    result = job()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kondusif-bench-") as home:
        os.environ.update(KONDUSIF_HOME=home, DJANGO_SETTINGS_MODULE="kondusif.config.settings")
        for row in measure():
            print(json.dumps(row))

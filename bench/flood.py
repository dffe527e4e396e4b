"""Ten thousand false reports of fifty templates, a hundred true ones among them, through the whole of intake.

    python bench/flood.py                 10,000 and 100, as T6 of the threats asks
    python bench/flood.py --false 500     fewer; the true ones in proportion
    python bench/flood.py --hostile       every false report names any kelurahan and any day

Each report passes `receive_report`: the slow hash of its code, the seals, the transaction. After each tenth of them the
bundling of one minute runs, as it would in ten minutes, and the guard looks whether it is a burst. Bars: none lost, 95
of 100 true ones outside the bundles, and what stood on the first page of the queue stands there after, in its places.
A hostile campaign keeps many rows of its own (`false_in_front`); the same bars hold for it.
Below 400 false ones no look sees a burst, so a hostile campaign then takes the first page.
"""

import argparse
import json
import os
import re
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", tempfile.mkdtemp(prefix="kondusif-bench-"))

FALSE, OLDER, RUNS = 10_000, 40, 10
OUTSIDE_BAR = 0.95
Row = dict[str, Any]


def measure(false: int = FALSE, *, hostile: bool = False) -> list[Row]:
    """One flood on a fresh city of this process."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from desk_queue import stage, villages_of_city
    from support.keys import unlock_client

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    verifier = stage()
    older()
    before = first_page(unlock_client(Client(), verifier))
    sent, taken_s, runs = pour_in(false, villages_of_city(), hostile=hostile)
    after = first_page(unlock_client(Client(), verifier))  # anew: an open key closes by itself meanwhile
    return [row_of(false, sent, taken_s, runs, after[: len(before)] == before, hostile=hostile)]


def older() -> None:
    """What waited before: its clock ends earlier than that of anything in the flood."""
    from datetime import timedelta

    from kondusif.intake.tests.factories import ReportFactory
    from support.campaign import DAY

    for number in range(OLDER):
        known = DAY - timedelta(days=2)
        # A number of the year before: those of this year are given to the flood.
        ReportFactory(
            number=f"LAP-3372-2023-{number:04d}", words=f"Laporan lama nomor {number} tentang hal lain.",
            known_on=known, happened_on=known,
        )  # fmt: skip


def pour_in(false: int, villages: list[str], *, hostile: bool) -> tuple[dict[int, bool], float, list[float]]:
    """Receive the campaign. (key of each report -> whether it is true, seconds of receiving, seconds of each run)"""
    from kondusif.intake import services
    from kondusif.intake.rules import Draft, Kind, Track
    from kondusif.intake.services.bundling import bundle_new, empty_shelf
    from kondusif.intake.services.floods import Look
    from kondusif.kernel.actor import system_actor
    from support.campaign import campaign

    true = max(1, false // 100)
    shelf, sent, runs, taken = empty_shelf(), {}, [], 0.0
    guard, look = system_actor("penjaga"), Look()
    services.notice_burst(guard, look)
    for number, one in enumerate(campaign(false, true, areas=len(villages), hostile=hostile), start=1):
        draft = Draft(
            kind=Kind.NEUTRALITY, track=Track.CITY, words=one.words, happened_on=one.happened_on,
            known_on=one.known_on, area_code=villages[one.area],
        )  # fmt: skip
        began = time.perf_counter()
        receipt = received(draft)
        taken += time.perf_counter() - began
        sent[receipt.report.pk] = one.true
        if number % max(1, (false + true) // RUNS) == 0 or number == false + true:
            began = time.perf_counter()
            bundle_new(shelf)
            runs.append(time.perf_counter() - began)
            services.notice_burst(guard, look)
    return sent, taken, runs


def received(draft: Any) -> Any:
    """One report kept, under another code where the place of the first is taken, as at the door."""
    from kondusif.intake import services
    from kondusif.intake.codes import make_code
    from kondusif.kernel.actor import PUBLIC_ACTOR
    from kondusif.kernel.errors import Refused

    while True:
        try:
            return services.receive_report(PUBLIC_ACTOR, draft, code=make_code(), submission=secrets.token_hex(16))
        except Refused as refusal:
            if refusal.code != "intake.code_taken":
                raise


def row_of(
    false: int, sent: dict[int, bool], taken: float, runs: list[float], same_page: bool, *, hostile: bool
) -> Row:
    """The figures, with the bars, which hold for every campaign."""
    from kondusif.intake.models import Report

    rows = {row.pk: row for row in Report.objects.only("pk", "bundle_id", "in_front")}
    true = [rows[pk] for pk, is_true in sent.items() if is_true and pk in rows]
    outside = sum(row.bundle_id is None for row in true) / sum(sent.values())
    lost = len(sent) - sum(pk in rows for pk in sent)
    fronts = sum(rows[pk].in_front for pk, is_true in sent.items() if not is_true and pk in rows)
    buried = sum(not row.in_front for row in true)
    met = lost == 0 and buried == 0 and outside >= OUTSIDE_BAR and same_page
    return {
        "name": f"flood of {false:,} false and {len(true)} true{', any place and day' if hostile else ''}",
        "received_per_s": round(len(sent) / taken, 1), "lost": lost, "true_outside": outside,
        "true_outside_bar": OUTSIDE_BAR, "true_behind": buried, "false_in_front": fronts, "first_page_same": same_page,
        "bundling_s": round(sum(runs), 2), "longest_run_s": round(max(runs), 2), "met": met,
    }  # fmt: skip


def first_page(client: Any) -> list[str]:
    page = client.get("/ruang/laporan/", HTTP_HOST="localhost").content.decode().split("<article")[0]
    return re.findall(r"/ruang/laporan/(LAP-[\d-]+)/", page)


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--false", type=int, default=FALSE)
    asked.add_argument("--hostile", action="store_true")
    given = asked.parse_args()
    print(json.dumps(measure(given.false, hostile=given.hostile), indent=1))

"""`kondusif worker`: the background worker alone. `kondusif up` runs one beside the server."""

from argparse import ArgumentParser, Namespace
from typing import Any, cast

from kondusif.cli.command import Command


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--follow", action="store_true", help="berhenti ketika proses pemanggilnya berakhir")


def _work(args: Namespace) -> int:
    from django.conf import settings
    from django.utils.module_loading import autodiscover_modules
    from huey.contrib.djhuey import HUEY

    from kondusif.cli.serve import end_with_parent

    if args.follow:
        end_with_parent()
    # Each room keeps its background work in `jobs.py`; loading them makes them known to the queue.
    autodiscover_modules("jobs")
    HUEY.create_consumer(**cast(dict[str, Any], settings.HUEY["consumer"])).run()
    return 0


COMMANDS = {"": Command("Menjalankan pekerjaan latar sampai Ctrl-C.", _configure, _work, needs_database=True)}

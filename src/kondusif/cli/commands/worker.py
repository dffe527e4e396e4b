"""`kondusif worker`: the background worker alone. `kondusif up` runs one beside the server."""

from argparse import ArgumentParser, Namespace

from kondusif.cli.command import Command


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--follow", action="store_true", help="berhenti ketika masukan baku ditutup oleh pemanggilnya")


def _work(args: Namespace) -> int:
    from django.core.management import call_command
    from django.utils.module_loading import autodiscover_modules

    from kondusif.cli.serve import end_with_parent

    if args.follow:
        end_with_parent()
    # Each room keeps its background work in `jobs.py`; the library itself looks for `tasks.py` only.
    autodiscover_modules("jobs")
    call_command("run_huey", verbosity=0)
    return 0


COMMANDS = {"": Command("Menjalankan pekerjaan latar sampai Ctrl-C.", _configure, _work, needs_database=True)}

"""`kondusif up`: prepare, serve the pages, and run the worker beside them until Ctrl-C."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kondusif.cli import serve
from kondusif.cli.command import Command
from kondusif.cli.output import emit_lines, refuse
from kondusif.kernel.env import env_text


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--without-worker", action="store_true", help="jangan jalankan pekerja latar di samping peladen"
    )


def _up(args: Namespace) -> int:
    from django.conf import settings

    from kondusif.base.errors import sentence

    certificate, key = env_text("KONDUSIF_TLS_CERT"), env_text("KONDUSIF_TLS_KEY")
    address = serve.checked_address(settings.HOST, settings.PORT, certificate, key, settings.BEHIND_PROXY)
    for note in address.notes:
        refuse(sentence(note), note.code)
    serve.collect_static(Path(settings.HOME))
    worker = serve.Worker()

    def ready() -> None:
        if not args.without_worker:  # not before: who waits for a page needs the processor more
            worker.start()
        _say(address)

    try:
        serve.serve(address, ready)
    finally:
        worker.stop()
    return 0


def _say(address: serve.Address) -> None:
    from django.conf import settings

    lines = ["", f"Kondusif melayani di {address.url}"]
    lines += _sign_ins() if settings.DEMO else _first_run(address)
    emit_lines([*lines, "", "Hentikan dengan Ctrl-C.", ""])
    sys.stdout.flush()


def _first_run(address: serve.Address) -> list[str]:
    """The link that founds the city of an empty installation; a new one at each start until the city stands."""
    from kondusif.institutions import first_key
    from kondusif.institutions.selectors import city_or_none

    if city_or_none() is not None:
        first_key.spent()
        return []
    return ["", "Belum ada kota. Pilih kota dan orang pertamanya lewat tautan ini; simpan untuk Anda sendiri:",
            f"  {address.url}/awal/?kunci={first_key.made()}"]  # fmt: skip


def _sign_ins() -> list[str]:
    """The exercise's sign-ins, one per role, as the sign-in page shows them; nothing in a real city."""
    from kondusif.accounts.exercise import shown_sign_ins
    from kondusif.institutions.selectors import city_or_none

    rows = shown_sign_ins(city_or_none())
    if not rows:
        return []
    width = max(len(row.username) for row in rows) + 2
    said = [f"  {row.username.ljust(width)}{row.password.ljust(width + 8)}  {row.role_label}" for row in rows]
    return ["", "Kota latihan; semua nama dan kejadiannya karangan. Masuk sebagai (nama, sandi, peran):", *said]


COMMANDS = {"": Command("Menyiapkan, lalu melayani halaman sampai Ctrl-C.", _configure, _up, needs_database=True)}

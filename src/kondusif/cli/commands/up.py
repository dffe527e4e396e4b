"""`kondusif up`: prepare, serve the pages, and run the worker beside them until Ctrl-C."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kondusif.cli import serve
from kondusif.cli.command import Command
from kondusif.cli.output import emit_lines
from kondusif.config.env import env_text


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--without-worker", action="store_true", help="jangan jalankan pekerja latar di samping peladen"
    )


def _up(args: Namespace) -> int:
    from django.conf import settings

    certificate, key = env_text("KONDUSIF_TLS_CERT"), env_text("KONDUSIF_TLS_KEY")
    address = serve.checked_address(settings.HOST, settings.PORT, certificate, key)
    serve.collect_static(Path(settings.HOME))
    worker = serve.Worker()
    if not args.without_worker:
        worker.start()
    try:
        serve.serve(address, lambda: _say(address))
    finally:
        worker.stop()
    return 0


def _say(address: serve.Address) -> None:
    from django.conf import settings

    lines = ["", f"Kondusif melayani di {address.url}"]
    if address.host and not address.certificate:
        lines.append(
            "Tanpa sertifikat, sandi lewat jaringan kantor dapat terbaca: isi KONDUSIF_TLS_CERT dan KONDUSIF_TLS_KEY."
        )
    if settings.DEMO:
        lines += ["", "Kota latihan. Semua nama dan kejadian di dalamnya karangan."]
    emit_lines([*lines, "", "Hentikan dengan Ctrl-C.", ""])
    sys.stdout.flush()


COMMANDS = {"": Command("Menyiapkan, lalu melayani halaman sampai Ctrl-C.", _configure, _up, needs_database=True)}

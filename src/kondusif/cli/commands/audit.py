"""`kondusif audit verify`: prove the trail whole."""

from argparse import ArgumentParser, Namespace

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines, refuse


def configure_verify(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")


def verify(args: Namespace) -> int:
    from kondusif.audit.selectors import verify as walk

    verdict = walk()
    if args.json:
        emit_json({"entries": verdict.head.seq, "head": verdict.head.hash, "broken": verdict.broken})
    if verdict.broken is not None:
        refuse(f"Catatan nomor {verdict.broken} tidak cocok dengan rantainya.", "audit.broken_chain")
        return 2
    if not args.json:
        emit_lines([f"Utuh: {verdict.head.seq} catatan. Kode keutuhan catatan: {verdict.head.hash}"])
    return 0


COMMANDS = {"verify": Command("Memeriksa keutuhan catatan.", configure_verify, verify, needs_database=True)}

"""`kondusif media read`: what an article says, with the words that say it. Needs no database."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.engine.reading import Reading, read
from kondusif.media.files import text_of_file
from kondusif.media.gazetteer import national


def _configure_read(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="BERKAS", help="berkas teks berita, satu berita satu berkas")
    parser.add_argument(
        "--terbit", type=_day, metavar="TANGGAL",
        help="hari terbit (TTTT-BB-HH), agar “kemarin” dan “Rabu (13/11)” menjadi tanggal",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON: satu objek untuk setiap berkas")


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f"{word} bukan tanggal TTTT-BB-HH") from None


def _read(asked: Namespace) -> int:
    texts = [(name, text_of_file(Path(name))) for name in asked.files]
    readings = [(name, read(text, national(), on=asked.terbit)) for name, text in texts]
    if asked.json:
        emit_json([reading.as_json(name) for name, reading in readings])
        return 0
    for name, reading in readings:
        emit_lines(_lines(name, reading))
    return 0


def _lines(name: str, reading: Reading) -> list[str]:
    """The reading as plain lines for a person at the terminal."""
    lines = [
        name,
        f"  Judul      {reading.title or '-'}",
        f"  Tanggal    {reading.date.isoformat() if reading.date else 'tidak disebut lengkap'}",
    ]
    lines.append(f"  Pemilihan  {reading.contest or '-'}; tahap: {reading.stage or '-'}")
    if reading.truncated:
        lines.append("  Teks terlalu panjang; hanya bagian awalnya yang dibaca.")
    groups = (
        ("Tempat", reading.places),
        ("Lembaga", reading.institutions),
        ("Kegiatan", reading.activities),
        ("Isu", reading.issues),
    )
    for head, found in groups:
        for at, one in enumerate(found):
            label = f"{one.ref} {one.name}".strip()
            lines.append(f"  {head if not at else '':<10} {label:<24} “{_one_line(one.quote)}”")
    for at, said in enumerate(reading.statements):
        who = (
            f"{said.speaker} ({said.role})"
            if said.role and said.role != said.speaker
            else said.speaker or "tidak disebut"
        )
        lines.append(f"  {'Pernyataan' if not at else '':<10} {who}: “{_one_line(said.quote)}”")
    return [*lines, ""]


def _one_line(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= 160 else f"{flat[:157]}..."


COMMANDS = {
    "read": Command("Membaca berita: tempat, tanggal, lembaga, kegiatan, isu, pernyataan.", _configure_read, _read)
}

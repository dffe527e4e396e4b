"""`kondusif advise`: the self-check on the command line. Needs no database for the shipped contests."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from kondusif.advice.schema import Verdict, Who
from kondusif.advice.table import answers
from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.kernel.errors import Refused
from kondusif.stages import calendars

ANSWERS = {Verdict.ALLOWED: "Boleh", Verdict.ASK_FIRST: "Tanya dulu", Verdict.FORBIDDEN: "Dilarang"}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--act", required=True, metavar="PERBUATAN", help="misalnya like, post, attend")
    parser.add_argument("--on", required=True, metavar="TANGGAL", help="tahun-bulan-hari, misalnya 2024-11-13")
    parser.add_argument("--contest", required=True, metavar="ID", help="pilkada-2024 atau pemilu-2024")
    parser.add_argument("--text", default="", metavar="TEKS", help="isi unggahan; - membacanya dari masukan baku")
    parser.add_argument("--relation", default="none", metavar="HUBUNGAN", help="self spouse family colleague none")
    parser.add_argument("--for", dest="whom", default="candidate", metavar="UNTUK", help="candidate atau party")
    parser.add_argument("--on-leave", action="store_true", help="sedang cuti di luar tanggungan negara")
    parser.add_argument("--who", default="pns", metavar="SIAPA", help=" ".join(Who))
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _run(asked: Namespace) -> int:
    from kondusif.advice import selectors  # reads the city's tables, so Django must stand first

    advice = selectors.advise(
        asked.act, _day(asked.on), calendars.shipped(asked.contest), text=_text(asked.text), relation=asked.relation,
        whom=asked.whom, on_leave=asked.on_leave, who=asked.who,
    )  # fmt: skip
    found = advice.as_json()
    if asked.json:
        emit_json(found)
        return 0
    basis = "; ".join(f"{one['instrument']} {one['article']}" for one in found["basis"])  # type: ignore[attr-defined]
    acts = ", ".join(found["acts"])  # type: ignore[arg-type]
    emit_lines([f"{ANSWERS[advice.answer.answer]}. {found['why']}"])
    emit_lines(f"  Bacaan ({one.says.value}): {one.text}" for one in advice.answer.outcome.readings)
    emit_lines([f"  Baris  : {acts or '-'}", f"  Dasar  : {basis or '-'}"])
    if span := advice.answer.sanction:
        emit_lines([f"  Sanksi : {' sampai '.join(dict.fromkeys((span.min.value, span.max.value)))}"])
    emit_lines(["  Belum diperiksa Bagian Hukum." if answers().status != "in_force" else "  Sudah diperiksa."])
    return 0


def _day(text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("advice.date.unreadable", given=text[:40]) from None


def _text(given: str) -> str:
    if given != "-":
        return given
    try:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    except OSError as error:
        raise Refused("advice.text.unreadable") from error


COMMANDS = {"": Command("Bolehkah? Jawaban atas satu perbuatan beserta dasarnya.", _configure, _run)}

"""`kondusif stages show`: what a contest's calendar says about a day. Needs no database."""

from argparse import ArgumentParser, Namespace
from datetime import date

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.stages import calendars, rules


def _configure_show(parser: ArgumentParser) -> None:
    parser.add_argument("--contest", required=True, metavar="ID", help="pilkada-2024 atau pemilu-2024")
    parser.add_argument("--on", required=True, metavar="TANGGAL", help="tahun-bulan-hari, misalnya 2024-11-13")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _show(asked: Namespace) -> int:
    calendar = calendars.shipped(asked.contest)
    standing = rules.standing(calendar, rules.asked_day(asked.on))
    if asked.json:
        emit_json(standing.as_json())
        return 0
    emit_lines([f"{calendar.name}, {standing.on.isoformat()}: {standing.phase.value}"])
    emit_lines(
        f"{'*' if row.running else ' '} {_day(row.start)} {_day(row.end)}  {row.name}" for row in standing.stages
    )
    return 0


def _day(value: date | None) -> str:
    return value.isoformat() if value else "belum tahu"


COMMANDS = {
    "show": Command("Tahap, fase, dan hari menuju pemungutan suara pada suatu tanggal.", _configure_show, _show)
}

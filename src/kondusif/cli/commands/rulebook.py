"""`kondusif rulebook acts|due|validate`: the law as data, dates with their reasons, the check. Needs no database."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from kondusif.advice import table as advice
from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines, emit_table, refuse
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors, validation, wording
from kondusif.rulebook.counting import Moment
from kondusif.rulebook.loader import DATA, load
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import Act

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)
UNCHECKED = "belum diperiksa"


def _configure_acts(parser: ArgumentParser) -> None:
    parser.add_argument("--on", required=True, metavar="TANGGAL", help="tahun-bulan-hari, misalnya 2024-11-13")
    parser.add_argument("--phase", metavar="TAHAP", help="bakal_calon, calon atau selesai; kosong berarti semua")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _acts(asked: Namespace) -> int:
    on = _day(asked.on)
    rows = selectors.acts(on, asked.phase)
    if asked.json:
        emit_json([_act_json(row, on) for row in rows])
        return 0
    emit_lines([f"{len(rows)} baris berlaku pada {wording.long_date(on)}, edisi {selectors.edition()}."])
    heads = ["Baris", "Golongan", "Sanksi", "Pemeriksaan", "Perbuatan"]
    emit_table(heads, [[row.id, row.track.value, _range(row), _checked(row.status), row.text] for row in rows])
    return 0


def _act_json(row: Act, on: date) -> dict[str, object]:
    return {
        "id": row.id,
        "text": row.text,
        "track": row.track.value,
        "sanction": {"min": row.sanction.min.value, "max": row.sanction.max.value} if row.sanction else None,
        "basis": _basis_json(row, on),
        "status": row.status.value,
        "confidence": row.confidence.value,
        "human_review": row.human_review,
        "source": "; ".join(f"{one.text} {one.url or ''}".strip() for one in selectors.sources(row.source)),
        "phases": [phase.value for phase in row.phases],
        "phase_word": row.phase_word,
        "doubts": list(row.doubts),
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }


def _basis_json(row: Act, on: date) -> list[dict[str, str]]:
    return [
        {"instrument": one.instrument, "article": one.article, "instrument_id": one.instrument_id}
        for one in selectors.basis_of(row, on)
    ]


def _range(row: Act) -> str:
    if row.sanction is None:
        return "-"
    low, high = row.sanction.min.value, row.sanction.max.value
    return low if low == high else f"{low} sampai {high}"


def _checked(status: str) -> str:
    return "berlaku" if status == "in_force" else UNCHECKED


def _configure_due(parser: ArgumentParser) -> None:
    parser.add_argument("--procedure", required=True, metavar="ID", help="bawaslu-pilkada atau disiplin-pp94")
    parser.add_argument("--start", metavar="TANGGAL", help="tanggal peristiwa pertama prosedur itu")
    parser.add_argument(
        "--event", action="append", default=[], metavar="PERISTIWA=TANGGAL[TJJ:MM]", help="boleh berulang"
    )
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _due(asked: Namespace) -> int:
    found = selectors.due(asked.procedure, _events(asked.procedure, asked.start, asked.event))
    if asked.json:
        emit_json([due.as_json() for due in found])
        return 0
    for due in found:
        emit_lines(_due_lines(due))
    return 0


def _events(procedure: str, start: str | None, pairs: Sequence[str]) -> dict[str, Moment]:
    events: dict[str, Moment] = {}
    if start is not None:
        events[selectors.procedure(procedure).first_event] = _moment(start)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Refused("rulebook.event.unreadable", text=pair[:60])
        if name in events:
            raise Refused("rulebook.event.twice", event=name)
        events[name] = _moment(value)
    if not events:
        raise Refused("rulebook.event.needed", known=", ".join(selectors.events_of(selectors.procedure(procedure))))
    return events


def _due_lines(due: Due) -> list[str]:
    title = selectors.step(due.rule).title
    lines = [f"{title} ({due.rule})"]
    if due.due is None:
        lines.append("  Tanggal      : tidak ada angka dalam aturan")
    else:
        lines.append(f"  Tanggal aman : {wording.long_date(due.due)}")
        lines.append(f"  Batas luar   : {wording.long_date(due.outer or due.due)}")
    if due.office_by:
        lines.append(f"  Jam kantor   : {wording.long_date(due.office_by)}")
    lines += [f"  Dilewati     : {wording.long_date(day.date)}, {day.why}" for day in due.skipped]
    return [*lines, f"  Pemeriksaan  : {_checked(due.status)}", f"  Mengapa      : {due.why}", ""]


def _configure_validate(parser: ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=DATA, metavar="FOLDER", help="folder lain yang hendak diperiksa")


def _validate(asked: Namespace) -> int:
    faults = [*validation.check(asked.folder), *(advice.faults() if asked.folder == DATA else [])]
    if faults:
        for fault in faults:
            refuse(str(fault), "rulebook.fault")
        return 2
    book = selectors.book() if asked.folder == DATA else load(asked.folder)
    tests = sum(len(getattr(book.tests, kind)) for kind in type(book.tests).model_fields)
    emit_lines([
        f"Buku aturan edisi {book.edition.edition} sah: {len(book.acts)} perbuatan, {len(book.procedures)} prosedur, "
        f"{len(book.instruments)} peraturan, {len(book.holiday_years)} tahun hari libur, {tests} uji norma lulus."
    ])  # fmt: skip
    return 0


def _day(text: str) -> date:
    """A day without an hour; what is neither is refused with the form that is wanted."""
    moment = _moment(text)
    if isinstance(moment, datetime):
        raise Refused("rulebook.date.unreadable", text=text[:40])
    return moment


def _moment(text: str) -> Moment:
    if MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError:
            pass  # no such day in the calendar, or no such hour
    raise Refused("rulebook.date.unreadable", text=text[:40])


COMMANDS = {
    "acts": Command("Perbuatan terlarang yang berlaku pada suatu tanggal dan tahap.", _configure_acts, _acts),
    "due": Command("Tenggat sebuah prosedur beserta alasannya.", _configure_due, _due),
    "validate": Command("Memeriksa buku aturan: bentuk, kutipan dan uji normanya.", _configure_validate, _validate),
}

"""`kondusif rulebook`: the law as data, dates with their reasons, the check, and a new edition of the law by file."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from kondusif.advice import table as advice
from kondusif.cli import law_files
from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines, emit_table
from kondusif.kernel.errors import Refused
from kondusif.rulebook import parcels, selectors, validation, wording
from kondusif.rulebook.counting import Moment, Pause
from kondusif.rulebook.loader import DATA, files_of, load_files
from kondusif.rulebook.rules import Due, plain
from kondusif.rulebook.schema import Act, ActorKind

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)
PAUSE = re.compile(r"([a-z0-9_-]+)=(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})?", re.ASCII)
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
        "actors": [one.value for one in row.actors],
        "relation": [one.value for one in row.relation],
        "levels": [
            {"level": one.level.value, "basis": [plain(cited) for cited in selectors.basis_of(one, on)]}
            for one in row.levels
        ],
        "penalty": _penalty_json(row, on),
    }


def _penalty_json(row: Act, on: date) -> dict[str, object] | None:
    """What the criminal norm threatened on that day; its numbers are null where the law has become unclear."""
    for penalty in row.penalties:
        if penalty.valid_on(on):
            found = penalty.model_dump(mode="json", exclude={"basis"})
            return {**found, "basis": [plain(one) for one in selectors.basis_of(penalty, on)]}
    return None


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
    parser.add_argument("--procedure", required=True, metavar="ID", help="misalnya bawaslu-pilkada atau disiplin-pp94")
    parser.add_argument("--start", metavar="TANGGAL", help="tanggal peristiwa pertama prosedur itu")
    parser.add_argument(
        "--event", action="append", default=[], metavar="PERISTIWA=TANGGAL[TJJ:MM]", help="boleh berulang"
    )
    parser.add_argument("--subject", metavar="JENIS", help=f"siapa yang diperiksa: {', '.join(ActorKind)}")
    parser.add_argument("--edition", metavar="EDISI", help="edisi lama yang tersimpan; kosong berarti yang berlaku")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="LANGKAH=AWAL..AKHIR",
        help="hari yang tidak dihitung, boleh berulang; tanpa AKHIR berarti masih berhenti",
    )  # fmt: skip
    parser.add_argument("--on", metavar="TANGGAL", help="hari bertanya, bagi jam yang masih berhenti")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _due(asked: Namespace) -> int:
    found = selectors.due(
        asked.procedure, _events(asked.procedure, asked.start, asked.event), _pauses(asked.procedure, asked),
        _day(asked.on) if asked.on else None, subject=asked.subject, edition=asked.edition,
    )  # fmt: skip
    if asked.json:
        emit_json([due.as_json() for due in found])
        return 0
    for due in found:
        emit_lines(_due_lines(due))
    return 0


def _pauses(procedure: str, asked: Namespace) -> dict[str, list[Pause]]:
    pauses: dict[str, list[Pause]] = {}
    for text in asked.pause:
        match = PAUSE.fullmatch(text)
        if match is None:
            raise Refused("rulebook.pause.unreadable", text=text[:60])
        step, first, last = match.groups()
        selectors.step(f"{procedure}.{step}", edition=asked.edition)
        pauses.setdefault(step, []).append(Pause(_day(first), _day(last) if last else None))
        if last and _day(last) < _day(first):
            raise Refused("rulebook.pause.unreadable", text=text[:60])
    return pauses


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
    title = selectors.step(due.rule, edition=due.edition).title
    lines = [f"{title} ({due.rule})"]
    if due.due is not None:
        lines.append(f"  Tanggal aman : {wording.long_date(due.due)}")
        lines.append(f"  Batas luar   : {wording.long_date(due.outer or due.due)}")
    elif not due.paused:
        lines.append("  Tanggal      : tidak ada angka dalam aturan")
    if due.paused:
        lines.append("  Jeda         : jam berhenti" + (f", sisa {due.left} hari" if due.left is not None else ""))
    if due.office_by:
        lines.append(f"  Jam kantor   : {wording.long_date(due.office_by)}")
    lines += [f"  Dilewati     : {wording.long_date(day.date)}, {day.why}" for day in due.skipped]
    return [*lines, f"  Pemeriksaan  : {_checked(due.status)}", f"  Mengapa      : {due.why}", ""]


def _configure_validate(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="BERKAS.zip", help="zip atau folder; kosong: bawaan")
    parser.add_argument("--folder", type=Path, default=DATA, metavar="FOLDER", help="folder lain yang hendak diperiksa")


def _validate(asked: Namespace) -> int:
    where: Path = asked.file or asked.folder
    files = files_of(DATA) if where == DATA else parcels.read(where)
    faults = [*validation.check_files(files), *(advice.faults() if where == DATA else [])]
    if faults:
        law_files.complain(faults)
        return 2
    book = load_files(files)
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
    "export": Command("Menulis seluruh buku aturan ke satu berkas zip.", law_files.configure_export, law_files.export),
    "load": Command(
        "Memuat edisi aturan baru: menampilkan perubahan, bertanya, lalu memuat.",
        law_files.configure_load, law_files.load, needs_database=True,
    ),
}  # fmt: skip

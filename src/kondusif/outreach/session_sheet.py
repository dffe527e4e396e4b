"""Sessions as a sheet: one row each, columns as the office names them."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, time

import xlsxwriter

from kondusif.base.sheets import harmless
from kondusif.outreach.models import SESSION_STATUSES, Session
from kondusif.outreach.rules import Lack
from kondusif.outreach.selectors.sessions import lacks_of
from kondusif.territory.selectors import name_paths

COLUMNS = (
    "nomor", "status", "dihitung", "kekurangan", "tanggal", "jam", "topik", "tempat", "wilayah", "kode_wilayah",
    "sasaran", "hadir", "jumlah_rt", "kode_rt", "pemimpin", "jabatan", "program", "petugas", "gambar",
)  # fmt: skip
LACK_WORDS = {
    Lack.NOT_HELD: "belum terlaksana", Lack.CANCELLED: "dibatalkan", Lack.PLACE: "tempat", Lack.DAY: "tanggal",
    Lack.ATTENDING: "jumlah hadir", Lack.EVIDENCE: "foto atau daftar hadir",
}  # fmt: skip


def rows_of(sessions: Iterable[Session]) -> Iterator[list[str]]:
    """The heading, then one row for each session; attendance as a count, no name of anybody who came."""
    yield list(COLUMNS)
    found = list(sessions)
    names = name_paths([row.area_code for row in found])
    for row in found:
        yield _row(row, names[row.area_code])


def book(rows: Iterable[list[str]]) -> bytes:
    """The same rows as a workbook of one sheet, with a heading that stays in sight."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        sheet = made.add_worksheet("sesi")
        bold = made.add_format({"bold": True})
        for number, row in enumerate(harmless(rows)):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    return out.getvalue()


def _row(session: Session, place: str) -> list[str]:
    pictures = int(getattr(session, "picture_count", 0))
    lacks = lacks_of(session, pictures)
    reached = [row.area_code for row in session.reached.all()]
    day: date | None = session.held_on or session.planned_on
    hour: time | None = session.held_time if session.held_on else session.planned_time
    return [
        session.number, str(SESSION_STATUSES[session.status]),  # type: ignore[index]
        "belum" if lacks else "ya", "; ".join(LACK_WORDS[lack] for lack in lacks),
        day.isoformat() if day else "", f"{hour:%H:%M}" if hour else "", session.topic, session.place, place,
        session.area_code, "; ".join(row.group for row in session.audiences.all()),
        "" if session.attending is None else str(session.attending), str(len(reached)), " ".join(reached),
        session.leader_name, session.leader_post, session.programme.number if session.programme else "",
        session.assigned_to.full_name if session.assigned_to else "", str(pictures),
    ]  # fmt: skip

"""Coverage as sheets: the same numbers as on the page, down to each RT, with how they were made."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from kondusif.kernel.areas import Level, at_level
from kondusif.outreach.selectors.coverage import Place
from kondusif.territory.models import Area
from kondusif.territory.selectors import inside
from kondusif.web.prevention.finding import headline, lead, narrowed_to
from kondusif.web.prevention.gathering import Picture
from kondusif.web.prevention.method import steps

Cell = str | int | float | date | None
LEVELS = ("kecamatan", "kelurahan", "rw", "rt")


def rows_at(of: Picture, level: str) -> Iterator[Sequence[Cell]]:
    """The heading, then one row for each place at a level. Coverage is a percentage; an empty cell is unknown."""
    if level == "kecamatan":
        yield from _districts(of)
    elif level == "kelurahan":
        yield from _villages(of)
    else:
        yield from _neighbourhoods(of, level)


def csv_rows(of: Picture, level: str) -> Iterator[list[str]]:
    """The same as text for a CSV."""
    return ([_text(cell) for cell in row] for row in rows_at(of, level))


def workbook(of: Picture) -> bytes:
    """All levels as one workbook, with a sheet that says how the numbers were made."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "d mmm yyyy"})
        about = book.add_worksheet(_("Cara hitung"))
        about.set_column(0, 0, 110)
        for at, said in enumerate([headline(of), lead(of), narrowed_to(of), "", *steps(of)]):
            about.write_string(at, 0, said)
        for level in LEVELS:
            sheet = book.add_worksheet(level.upper() if len(level) == 2 else level.capitalize())
            sheet.freeze_panes(1, 0)
            for at, row in enumerate(rows_at(of, level)):
                for column, cell in enumerate(row):
                    _write(sheet, at, column, cell, head if at == 0 else day if isinstance(cell, date) else None)
            sheet.set_column(0, 12, 18)
    return out.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, cell: Cell, look: object) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)


def _districts(of: Picture) -> Iterator[Sequence[Cell]]:
    yield ["kode", "kecamatan", *_PLACE, "kelurahan", "kelurahan_tanpa_daftar_rt", "kelurahan_kunjungi_dulu"]
    for row in of.districts:
        yield [row.code, row.name, *_cells(row.place), row.villages, row.unknown, row.first]


def _villages(of: Picture) -> Iterator[Sequence[Cell]]:
    yield [
        "kode", "kelurahan", "kecamatan", *_PLACE, "bobot_kerawanan", "nilai_kejadian_terbuka", "indikator_tps_ada",
        "indikator_tps_diisi", "kunjungi_dulu", "kabar_terakhir",
    ]  # fmt: skip
    for row in of.rows:
        risk = row.risk
        yield [
            row.code, row.name, row.district, *_cells(row.place), round(risk.weight, 4), risk.points,
            risk.indicators_present if risk.indicators_known else None, risk.indicators_known,
            "ya" if row.first else "tidak", row.last_word_on,
        ]  # fmt: skip


def _neighbourhoods(of: Picture, level: str) -> Iterator[Sequence[Cell]]:
    yield ["kode", level, "kelurahan", "kecamatan", *_PLACE]
    labels = {row.code: row.label for row in _areas(of, level)}
    places = of.coverage.by_rw.values() if level == "rw" else of.coverage.targets_in(of.coverage.city_code)
    for place in places:
        village = of.by_code[str(at_level(place.code, Level.VILLAGE))]
        yield [place.code, labels.get(place.code, place.code), village.name, village.district, *_cells(place)]


def _areas(of: Picture, level: str) -> Iterator[Area]:
    wanted = [Level.RW] if level == "rw" else [Level.RW, Level.RT]
    return inside(of.coverage.city_code).filter(level__in=wanted).iterator()


_PLACE = ("rt_terdaftar", "rt_terjangkau_penuh", "rt_pernah_terjangkau", "cakupan_persen", "sesi_terakhir")


def _cells(place: Place) -> list[Cell]:
    share = None if place.value is None else round(place.value * 100, 1)
    return [place.targets, place.reached, place.touched, share, place.last_on]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)

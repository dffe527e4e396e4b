"""`kondusif territory`: show one place, load a list of codes, load boundaries."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines, emit_table
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("perintah")


def _configure_show(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="KODE", help="kode wilayah, misalnya 33.72.01.1001")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _configure_load(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, help="CSV dengan kolom kode,nama; boleh .csv.gz")
    parser.add_argument("--edition", default="", metavar="NAMA", help="nama edisi; bila kosong, nama berkas")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--lengkap", action="store_true", help="kode yang tidak disebut dianggap tidak berlaku lagi")
    extent.add_argument("--sebagian", action="store_true", help="hanya menambah dan mengganti nama")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _configure_boundaries(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, help="GeoJSON; tiap bentuk berproperti kode")
    parser.add_argument("--source", default="", metavar="TEKS", help="asal batas ini; bila kosong, nama berkas")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _show(asked: Namespace) -> int:
    from kondusif.territory import selectors

    sight = selectors.sight(asked.code.strip())
    if asked.json:
        emit_json(sight.as_json())
        return 0
    emit_table(["isi", "nilai"], [(key, value) for key, value in sight.as_json().items()])
    return 0


def _load(asked: Namespace) -> int:
    from kondusif.territory import services, sheets

    edition = asked.edition or asked.file.name.removesuffix(".gz").removesuffix(".csv")
    whole = True if asked.lengkap else False if asked.sebagian else None
    sheet = sheets.area_sheet(sheets.bytes_of(asked.file))
    loaded = services.load_areas(ACTOR, sheet, edition, source=asked.file.name, whole=whole)
    if asked.json:
        emit_json(loaded.as_json())
        return 0
    emit_lines(
        [
            f"Edisi {loaded.edition}: {loaded.added} ditambah, {loaded.changed} berubah, {loaded.ended} berakhir, "
            f"{loaded.restored} berlaku lagi, {loaded.unchanged} tetap, {len(loaded.refused)} ditolak."
        ]
    )
    emit_lines(f"Baris {row.line} ditolak: {row.reason} ({row.text})" for row in loaded.refused)
    if loaded.held:
        emit_lines([f"Tidak diakhiri karena mungkin termuat pada baris yang ditolak: {', '.join(loaded.held[:50])}"])
    return 0


def _boundaries(asked: Namespace) -> int:
    from kondusif.territory import services, sheets

    loaded = services.load_boundaries(ACTOR, sheets.bytes_of(asked.file), source=asked.source or asked.file.name)
    if asked.json:
        emit_json(loaded.as_json())
        return 0
    emit_lines(
        [
            f"Batas wilayah: {loaded.added} ditambah, {loaded.changed} berubah, {loaded.unchanged} tetap, "
            f"{len(loaded.refused)} ditolak."
        ]
    )
    emit_lines(f"Bentuk {row.line} ditolak: {row.reason} ({row.text})" for row in loaded.refused)
    emit_lines(f"{name}: {count} kelurahan tanpa batas, tetap ditampilkan" for name, count in loaded.without)
    return 0


COMMANDS = {
    "show": Command("Satu wilayah: nama, tingkat, penduduk, TPS, edisi.", _configure_show, _show, True),
    "load": Command("Muat daftar kode wilayah dari CSV.", _configure_load, _load, True),
    "boundaries": Command("Muat batas wilayah dari GeoJSON.", _configure_boundaries, _boundaries, True),
}

"""The whole rulebook as one file: its texts, a page that says what they are, and a table of who checked which row."""

import csv
from collections import Counter
from collections.abc import Mapping
from io import StringIO

from kondusif.rulebook import editions, parcels, schema
from kondusif.rulebook.book import Book

README, TICKS = "BACA-SAYA.md", "pemeriksaan.csv"

ABOUT = """# Buku aturan Kondusif, edisi {edition}

Sidik isi: {digest}

Isi: {acts} perbuatan, {sanctions} tingkat sanksi, {procedures} prosedur, {instruments} peraturan,
{years} tahun hari libur, {offices} kantor, {pauses} alasan jeda, {roles} peran lembaga.
Pemeriksaan: {draft} baris belum diperiksa, {checked} sudah dibaca orang pertama, {in_force} berlaku (dua orang),
{superseded} sudah diganti.

Setiap berkas `.yaml` dapat dibaca dan disunting dengan penyunting teks biasa. `sources.yaml` memuat halaman yang
dibaca untuk tiap baris, `norm_tests/` memuat contoh bertanggal yang harus tetap benar. `{ticks}` memuat siapa yang
sudah membandingkan baris mana dengan naskah resmi; berkas itu untuk dibaca, tidak dimuat kembali.

Memeriksa: `kondusif rulebook validate --folder FOLDER`
Memuat: `kondusif rulebook load BERKAS.zip --oleh NAMA`. Isi yang berubah menuntut nomor edisi baru di `edition.yaml`.

In English: one text file a table of law, with source, validity and confidence of every row. A changed content needs a
new edition number. Texts are paraphrases, not quotations; the official text decides.
"""


def pack_in_force() -> bytes:
    """The edition in force as one zip; `kondusif rulebook export` writes the same bytes."""
    return pack(editions.in_force(), editions.files_of())


def pack(book: Book, files: Mapping[str, str]) -> bytes:
    """A rulebook as one zip that `parcels.from_zip` reads again.

    Args:
        book: an edition with its ticks.
        files: its texts by name.
    """
    return parcels.to_zip({README: about(book), TICKS: ticks(book), **files})


def about(book: Book) -> str:
    """The page that lies on top of the zip."""
    statuses = Counter(row.status.value for row in book.rows().values())
    return ABOUT.format(
        edition=book.edition.edition,
        digest=book.digest,
        acts=len(book.acts),
        sanctions=len(book.sanctions),
        procedures=len(book.procedures),
        instruments=len(book.instruments),
        years=len(book.holiday_years),
        offices=len(book.offices),
        pauses=len(book.pause_reasons),
        roles=len(book.roles),
        ticks=TICKS,
        **{status.value: statuses[status.value] for status in schema.Status},
    )


def ticks(book: Book) -> str:
    """Every row with its status and who checked it, as a table."""
    out = StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(["baris", "status", "keyakinan", "pemeriksa_pertama", "tanggal", "pemeriksa_kedua", "tanggal_kedua"])
    for key, row in book.rows().items():
        said = row.model_dump(mode="json")
        fields = ("status", "confidence", "checked_by", "checked_on", "second_by", "second_on")
        sheet.writerow([key, *(_cell(said.get(field)) for field in fields)])
    return out.getvalue()


def _cell(value: object) -> str:
    """A name that a spreadsheet would take for a formula is kept as a text."""
    text = str(value or "")
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text

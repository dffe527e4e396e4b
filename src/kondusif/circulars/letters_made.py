"""The draft letter of a version: PDF by Typst, an editable DOCX by docxtpl. Official papers are Indonesian.

Number, date and signature are the city's own system's: they stay dotted lines until the version is released.
"""

from pathlib import Path
from typing import Any

from django.utils import translation

from kondusif.base import docx_letters, typeset, wording
from kondusif.circulars.models import Version
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city

LETTERS = Path(__file__).resolve().parent / "letters"
WORDS = {
    "letter": "Surat Edaran", "number": "Nomor", "about": "Tentang", "to": "Yth.", "at": "di tempat",
    "basis": "Dasar", "points": "Isi edaran", "sign": "Ruang tanda tangan elektronik",
    "draft": "KONSEP, belum diedarkan", "again": "Perubahan pada versi ini", "attachment": "Lampiran Surat Edaran",
    "pledge": "Pakta Integritas", "i": "Saya yang bertanda tangan di bawah ini:", "name": "Nama", "nip": "NIP",
    "post": "Jabatan", "unit": "Unit kerja", "states": "menyatakan bahwa:",
    "signed": "Pakta ini saya tandatangani setelah membaca surat edaran dan menjawab pertanyaannya.",
    "signer": "Yang menyatakan",
}  # fmt: skip


def letter_data(version: Version, to: str) -> dict[str, Any]:
    """Everything that the letter says, plain values only.

    Args:
        to: the readership in words.
    """
    with translation.override("id"):
        place = city()
        circular = version.circular
        return {
            "title": f"{WORDS['letter']} {circular.number}", "code": f"{circular.number} v{version.number}",
            "foot": place.government, "letterhead": typeset.letterhead(place), "words": WORDS,
            "number": version.letter_number, "day": wording.plain_date(version.letter_on) if version.letter_on else "",
            "draft": version.released_at is None, "subject": version.subject, "to": to,
            "basis": _lines(version.basis), "opening": version.opening, "points": version.points,
            "closing": version.closing, "pledge": version.pledge, "note": version.change_note, "seat": _seat(place),
            "post": version.signer_post, "name": version.signer_name,
        }  # fmt: skip


def letter_pdf(version: Version, to: str) -> bytes:
    """The letter, and the pledge as its attachment."""
    return typeset.pdf("circulars/letters/edaran.typ", letter_data(version, to))


def letter_docx(version: Version, to: str) -> bytes:
    """The same letter as a file that an office can change."""
    shown: Any = typeset.printable(letter_data(version, to))
    return docx_letters.filled(docx_letters.opened(LETTERS / "edaran.docx"), shown)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _seat(place: City) -> str:
    return place.name.removeprefix("Kota ").removeprefix("Kabupaten ")

"""Slips with a personal link each, to be cut out and handed over, as PDF."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import segno
from django.utils import translation

from kondusif.base import typeset, wording
from kondusif.circulars import edaran
from kondusif.circulars.models import Addressee, Version
from kondusif.circulars.selectors.links import link_of
from kondusif.institutions.models import City
from kondusif.institutions.selectors import today

# So many stand in one file: thirty sheets of eight.
PART = 240


def slips_pdf(place: City, version: Version, addressees: Sequence[Addressee], absolute: Callable[[str], str]) -> bytes:
    """One slip for each of these people, eight on a sheet.

    Args:
        version: the one that holds now; its letter is named on the slip.
        addressees: with their employees and units, in the order of the list.
        absolute: makes a whole address of a path.
    """
    with translation.override("id"):
        pictures = {str(row.pk): _qr(absolute(link_of(row))) for row in addressees}
        return typeset.pdf("circulars/letters/slip.typ", _data(place, version, addressees), pictures=pictures)


def _qr(address: str) -> str:
    return segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2)


def _data(place: City, version: Version, addressees: Sequence[Addressee]) -> Mapping[str, Any]:
    days = edaran.link_days(place.preferences)
    return {
        "letterhead": typeset.letterhead(place), "title": f"Slip {version.circular.number}",
        "heading": version.circular.title, "letter": f"Nomor {version.letter_number}",
        "steps": ["Pindai kode, baca edaran.", "Jawab tiga pertanyaan.", "Tanda tangani pakta integritas."],
        "note": f"Tautan ini hanya untuk Anda. Berlaku {wording.number(days, 0)} hari sejak dicetak, "
                f"{wording.plain_date(today(place))}. Tanpa ponsel: datang ke meja unit.",
        "slips": [
            {"key": str(row.pk), "name": row.employee.name, "post": row.employee.post,
             "unit": row.employee.unit.name if row.employee.unit else row.employee.unit_name}
            for row in addressees
        ],
    }  # fmt: skip

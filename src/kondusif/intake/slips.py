"""Slips with a follow-up code each, to be cut out and handed over, as PDF. No number and no word of a report."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from kondusif.base import typeset
from kondusif.institutions.models import City
from kondusif.intake.codes import Code


def slips_pdf(place: City, codes: Sequence[tuple[int, Code]], address: str) -> bytes:
    """One slip for each code, ten on a sheet.

    Args:
        codes: number of the row in the file that was brought in, and its code.
        address: of the page where the code is typed.
    """
    with override("id"):
        return typeset.pdf("intake/letters/slip_kode.typ", {
            "letterhead": typeset.letterhead(place), "title": _("Slip kode tindak lanjut"), "address": address,
            "words": {
                "heading": _("Kode tindak lanjut laporan Anda"),
                "how": _("Dengan kode ini Anda membaca status dan putusan laporan Anda di:"),
                "note": _(
                    "Simpan di rumah, bukan di ponsel atau surel kantor. Kami tidak menyimpan kode ini dan tidak "
                    "dapat menggantinya."
                ),
            },
            "slips": [{"line": str(line), "code": str(code)} for line, code in codes],
        })  # fmt: skip

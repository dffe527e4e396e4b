"""The letter of a pressed reporter to a body outside the city: the reporter's own paper. Rendering keeps nothing.

It goes to an Indonesian office, so it is Indonesian whatever language the page has.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from kondusif.base import typeset, wording
from kondusif.institutions.models import Body
from kondusif.institutions.selectors import city
from kondusif.intake.pressed import Notice
from kondusif.intake.told import Person

TEMPLATE = "intake/letters/tekanan.typ"


@override("id")
def pressure_letter(notice: Notice, body: Body | None, person: Person | None, status: list[tuple[str, str]]) -> bytes:
    """The letter as PDF.

    Args:
        body: to whom, with today's address; None where it was removed meanwhile.
        person: who signs; None leaves lines for the pen.
        status: how the report stands, as facts; empty where the reporter leaves it out.
    """
    place, who = city(), person or Person()
    to = "\n".join(filter(None, [notice.body_name, body.address if body else ""]))
    return typeset.pdf(TEMPLATE, {
        "letterhead": typeset.letterhead(place),
        "reference": notice.reference,
        "to": to,
        "person": [
            (_("Nama"), who.name), (_("Alamat"), who.address), (_("Telepon"), who.phone), (_("Surel"), who.email)
        ],
        "status": status,
        "told": notice.told,
        "how": body.how if body else "",
        "place_date": f"{place.name}, {wording.plain_date(date.fromisoformat(notice.told_on))}",
        "words": _words(place.name),
    })  # fmt: skip


def _words(place: str) -> dict[str, str]:
    return {
        "title": _("Pemberitahuan tekanan karena melapor"),
        "number": _("Rujukan"),
        "to": _("Yth. Pimpinan"),
        "open": _(
            "Saya melaporkan dugaan pelanggaran atau gangguan pada masa pemilihan di %(place)s. Karena laporan itu"
            " saya ditekan, sehingga saya memohon perlindungan atau penanganan menurut kewenangan lembaga yang"
            " Saudara pimpin."
        ) % {"place": place},
        "person": _("Yang menyampaikan"),
        "told": _("Yang terjadi pada saya"),
        "status": _("Laporan saya"),
        "close": _(
            "Mohon identitas saya dirahasiakan, juga terhadap pemerintah kota, dan mohon jawaban tertulis dengan"
            " menyebut rujukan di atas."
        ),
        "sign": _("Yang menyampaikan"),
        "receipt": _("Tanda terima (disimpan pelapor)"),
        "received": _("Diterima oleh, tanggal, cap"),
        "foot": _(
            "Dibuat pelapor sendiri dengan Kondusif. Pemerintah kota tidak menerima surat ini dan tidak dapat"
            " membacanya."
        ),
    }  # fmt: skip

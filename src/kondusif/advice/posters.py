"""The poster and the chat card of a unit: the same few words, and a code that leads to the city's own self-check."""

import io

import segno
from django.utils.translation import gettext as _

from kondusif.advice.selectors import whom_to_ask
from kondusif.base import typeset
from kondusif.base.icons import ICONS
from kondusif.institutions.models import City
from kondusif.institutions.selectors import UnitChoice

COLOURS = {"calm": "#3c5f5b", "tanya": "#6b4210", "larang": "#6b1d17"}


def poster(city: City, unit: UnitChoice, address: str) -> bytes:
    """One A4 sheet for the notice board, as PDF."""
    return typeset.pdf("advice/letters/poster.typ", _words(city, unit, address))


def card(city: City, unit: UnitChoice, address: str) -> bytes:
    """One A6 card for a chat group, as PDF."""
    return typeset.pdf("advice/letters/card.typ", _words(city, unit, address))


def chat_text(unit: UnitChoice, address: str) -> str:
    """Ready words for a chat group of the unit."""
    return "\n".join([
        _("Untuk rekan ASN dan tenaga kontrak di %(unit)s:") % {"unit": unit.name},
        _("Ragu sebelum mengunggah, menyukai, hadir atau berfoto pada masa pemilihan? Tanyakan dahulu di sini."),
        address,
        _("Tidak menanyakan nama, tidak menyimpan apa pun, dan tetap menjawab tanpa jaringan sesudah dibuka sekali."),
    ])  # fmt: skip


def code(address: str) -> str:
    """The address as a QR code, a picture that scales."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False, dark="#1b2527")
    return out.getvalue().decode()


def _words(city: City, unit: UnitChoice, address: str) -> dict[str, object]:
    offices = ", ".join(whom_to_ask())
    return {
        "letterhead": typeset.letterhead(city),
        "unit": unit.name,
        "title": _("Bolehkah saya…?"),
        "lead": _("Tanyakan dahulu, sebelum mengunggah, menyukai, hadir atau berfoto pada masa pemilihan."),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": code(address),
        "steps": [
            _("Pindai kode ini dengan telepon Anda, atau ketik alamatnya."),
            _("Pilih apa yang ingin Anda lakukan, atau tempelkan isi unggahan."),
            _("Baca jawabannya: dasar aturannya, rentang sanksinya, dan kepada siapa bertanya."),
        ],
        "answers": [
            {"word": _("Boleh"), "shape": _shape("calm"), "about": _("ada aturan yang membolehkannya")},
            {"word": _("Tanya dulu"), "shape": _shape("tanya"), "about": _("perlu penilaian manusia")},
            {"word": _("Dilarang"), "shape": _shape("larang"), "about": _("ada baris yang melarangnya")},
        ],
        "promise": _(
            "Tidak menanyakan nama, tidak menyimpan dan tidak mengirim apa pun. "
            "Sesudah dibuka sekali, tetap menjawab tanpa jaringan."
        ),
        "ask": _("Masih ragu? Tanyakan atasan langsung atau %(offices)s.") % {"offices": offices} if offices else "",
        "foot": _(
            "Halaman ini menjawab dari aturan, bukan memutus perkara. Jawabannya tidak menggantikan jawaban tertulis."
        ),
    }


def _shape(name: str) -> str:
    drawing = ICONS[name].replace("currentColor", COLOURS[name])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>'

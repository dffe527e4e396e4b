"""The safety word before sending: how many people could have known, and what to do about it. Plain data.

The answer travels in the form from one page to the next and ends there: no draft, no report, no trail holds it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Circle(StrEnum):
    """How many people might know what is reported."""

    ALONE = "alone"
    FEW = "few"
    MANY = "many"
    UNSURE = "unsure"


CHOICES = {
    Circle.ALONE: _("Hanya saya"),
    Circle.FEW: _("Dua atau tiga orang"),
    Circle.MANY: _("Lebih banyak"),
    Circle.UNSURE: _("Tidak tahu"),
}

_OMIT = _(
    "Buang rincian yang hanya Anda tahu: jam yang tepat, kata-kata yang hanya diucapkan kepada Anda, tempat Anda"
    " berdiri. Tekan Ubah di samping Kejadian."
)
_BLUR = _("Samarkan nama, foto profil, gelembung percakapan, dan nomor pada tangkapan layar sebelum mengirim.")
_DEVICE = _("Jangan memakai ponsel, komputer, atau Wi-Fi kantor. Pakai ponsel sendiri dengan kuota sendiri.")
_MEET = _(
    "Jangan dulu bertemu atau menelepon siapa pun tentang ini. Jawab pertanyaan verifikator lewat Cek laporan saja."
)
_NAMELESS = _("Anda boleh melapor tanpa nama: pilih Kota saja pada langkah 3 dan kosongkan nama.")
_LPSK = _(
    "Takut dibalas? Tanyakan lebih dahulu kepada Lembaga Perlindungan Saksi dan Korban (LPSK), di luar pemerintah kota."
)
_QUIET = _("Jangan ceritakan kepada siapa pun bahwa Anda melapor, dan simpan kodenya di tempat yang hanya Anda buka.")


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised for one answer.

    Args:
        short: one sentence, for whoever did not answer.
    """

    title: str | Promise
    short: str | Promise
    points: tuple[str | Promise, ...]


ADVICE = {
    Circle.ALONE: Advice(
        _("Hanya Anda yang tahu: Anda mudah ditebak"),
        _("Hanya Anda: buang rincian yang hanya Anda tahu, atau tunggu sampai orang lain juga dapat mengetahuinya."),
        (_OMIT, _BLUR, _DEVICE, _MEET, _NAMELESS, _LPSK),
    ),
    Circle.FEW: Advice(
        _("Dua atau tiga orang yang tahu: Anda dapat ditebak"),
        _("Dua atau tiga orang: samarkan tangkapan layar, dan jangan memakai ponsel atau Wi-Fi kantor."),
        (_OMIT, _BLUR, _DEVICE, _MEET, _NAMELESS, _LPSK),
    ),
    Circle.MANY: Advice(
        _("Banyak orang yang tahu: Anda lebih sukar ditebak"),
        _("Lebih banyak: tetap jangan menulis nama Anda dalam cerita, dan jangan ceritakan bahwa Anda melapor."),
        (_BLUR, _DEVICE, _QUIET),
    ),
}
ADVICE[Circle.UNSURE] = Advice(
    _("Tidak tahu berapa orang: anggap sedikit"), ADVICE[Circle.FEW].short, ADVICE[Circle.FEW].points
)


def advice_for(answer: str) -> Advice | None:
    """The advice for an answer; None for no answer or an unknown one."""
    return ADVICE[Circle(answer)] if answer in set(Circle) else None


def every_short() -> list[str | Promise]:
    """One sentence for each answer, the smallest circle first."""
    return [ADVICE[circle].short for circle in (Circle.ALONE, Circle.FEW, Circle.MANY)]

"""What a lawyer types who compares a row with the official text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField

LONGEST_NOTE = 300  # what a tick keeps, the three answers together


class TickForm(forms.Form):
    """What was compared, where in it, and anything that the next reader should know."""

    naskah = CleanTextField(
        label=_("Naskah yang dibandingkan"),
        max_length=100,
        help_text=_("Contoh: Lembaran Negara 2021 Nomor 202, salinan JDIH"),
        error_messages={"required": _("Sebut naskah resmi yang Anda baca, misalnya salinan JDIH.")},
    )
    halaman = CleanTextField(
        label=_("Halaman atau pasal yang dilihat"),
        max_length=80,
        help_text=_("Contoh: halaman 12, Pasal 26 ayat (1)"),
        error_messages={"required": _("Sebut halaman atau pasal yang Anda lihat, agar orang kedua menemukannya.")},
    )
    catatan = CleanTextField(label=_("Catatan"), max_length=110, required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="%s")  # type: ignore[arg-type]

    def note(self) -> str:
        """The three answers as they are kept with the tick."""
        said = [self.cleaned_data[name] for name in ("naskah", "halaman", "catatan")]
        return "; ".join(text for text in said if text)[:LONGEST_NOTE]


class WithdrawForm(forms.Form):
    """Why a tick is taken back."""

    alasan = CleanTextField(
        label=_("Alasan menarik"),
        max_length=300,
        help_text=_("Contoh: halaman yang dibaca ternyata dari naskah lama"),
        error_messages={"required": _("Tulis alasannya. Centang yang ditarik tetap tercatat bersama alasan itu.")},
    )

"""What a verifier fills in about reports that tell the same."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField
from kondusif.intake.alike import JOINING, SPLITTING
from kondusif.intake.alike_labels import WHYS


class JoinForm(forms.Form):
    """With which report this one tells the same, and why."""

    number = CleanTextField(
        label=_("Nomor laporan lain"), max_length=30,
        help_text=_("Misalnya LAP-3372-2024-0012. Anda harus boleh membacanya."),
        error_messages={"required": _("Isi nomor laporan lain.")},
    )  # fmt: skip
    why = PilihanField(
        label=_("Alasan menggabungkan"), choices=[(key, WHYS[key]) for key in JOINING],
        error_messages={"required": _("Pilih alasan menggabungkan.")},
    )  # fmt: skip

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip().upper()


class SplitForm(forms.Form):
    """Why a report is a matter of its own."""

    why = PilihanField(
        label=_("Alasan memisahkan"), choices=[(key, WHYS[key]) for key in SPLITTING],
        error_messages={"required": _("Pilih alasan memisahkan.")},
    )  # fmt: skip

"""Who signs: lists of institutions, the tablet, the sheet of paper."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, TanggalField, clean_line
from kondusif.coordination.models import OFFICES, SIGNER_KINDS
from kondusif.coordination.rules import Office, SignerKind


class SignatoriesForm(forms.Form):
    """Institutions of one kind, one on a line."""

    kind = forms.ChoiceField(label=_("Jenis lembaga"), choices=list(SIGNER_KINDS.items()))
    office = forms.ChoiceField(
        label=_("Pencalonan"), required=False, choices=list(OFFICES.items()), help_text=_("Hanya untuk pasangan calon.")
    )
    names = CleanTextField(
        label=_("Lembaga"), max_length=8000, rows=8, error_messages={"required": _("Tulis sedikitnya satu lembaga.")},
        help_text=_(
            "Satu baris satu lembaga. Partai diawali nomor urut KPU, misalnya 1 Partai Contoh. Pasangan calon cukup "
            "nomor urutnya, tanpa nama."
        ),
    )  # fmt: skip

    def clean_kind(self) -> SignerKind:
        return SignerKind(self.cleaned_data["kind"])

    def clean_office(self) -> Office:
        return Office(self.cleaned_data["office"] or Office.MAYOR)


class SignForm(forms.Form):
    """The official who signs, and the lines that were drawn."""

    name = CleanTextField(
        label=_("Nama yang menandatangani"), max_length=160, error_messages={"required": _("Isi nama Anda.")},
        help_text=_("Tidak tampil untuk umum."),
    )  # fmt: skip
    post = CleanTextField(label=_("Jabatan"), max_length=160, required=False)
    strokes = forms.CharField(widget=forms.HiddenInput, required=False, strip=True)


class PaperForm(forms.Form):
    """Who signed on one sheet of paper: a photo of it, or one that was kept before, and the day."""

    photo = forms.FileField(
        label=_("Foto lembar"), required=False, help_text=_("Foto atau pindaian, paling besar 24 MB.")
    )
    sheet = forms.TypedChoiceField(label=_("Lembar yang sudah ada"), required=False, coerce=int, empty_value=None)
    signed_on = TanggalField(label=_("Tanggal tanda tangan"))

    def __init__(self, *args: Any, sheets: list[tuple[int, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget.attrs["accept"] = "image/*"
        self.fields["sheet"].choices = [("", _("Pakai foto baru")), *sheets]  # type: ignore[attr-defined]
        if not sheets:
            del self.fields["sheet"]


def signers_in(data: Any, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Which institutions were ticked on the paper form, with the name and post beside each."""
    return {
        key: (clean_line(data.get(f"nama-{key}", ""))[:160], clean_line(data.get(f"jabatan-{key}", ""))[:160])
        for key in keys
        if data.get(f"tanda-{key}")
    }

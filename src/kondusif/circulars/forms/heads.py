"""What heads fill in: the filter of a list, a reminder, and a list signed on paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, TanggalField
from kondusif.circulars.models import CHANNELS, Version
from kondusif.circulars.rules import Channel


class ListForm(forms.Form):
    """Which of a unit's people are shown."""

    cari = CleanTextField(label=_("Nama atau jabatan"), max_length=60, required=False)
    bawah = forms.BooleanField(label=_("dengan semua unit di bawahnya"), required=False)
    hadir = forms.BooleanField(label=_("tanpa yang sedang cuti"), required=False)


class RemindForm(forms.Form):
    """By which way people are reminded."""

    cara = forms.ChoiceField(choices=list(CHANNELS.items()), required=False)
    bawah = forms.BooleanField(required=False)

    def channel(self) -> Channel:
        """The chosen way; a notice where none is named."""
        return Channel(self.cleaned_data["cara"] or Channel.NOTICE)


class PaperForm(forms.Form):
    """The photo of a signed list, its day, and whose signatures stand on it."""

    version = forms.TypedChoiceField(
        label=_("Versi yang ditandatangani"), coerce=int, help_text=_("Nomor versi tercetak di kepala daftar.")
    )
    signed_on = TanggalField(label=_("Tanggal tanda tangan"), help_text=_("Tanggal yang tertulis pada daftar."))
    photo = forms.FileField(
        label=_("Foto daftar"),
        help_text=_("Satu halaman: foto, atau PDF satu halaman. Yang disimpan hanya gambarnya."),
        error_messages={"required": _("Pilih foto daftar yang sudah ditandatangani.")},
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Tanda tangannya ada pada daftar"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang sekurangnya satu nama yang tanda tangannya ada pada daftar ini."),
            "invalid_choice": _("Ada nama yang tidak lagi termasuk daftar ini. Muat ulang halaman, lalu centang lagi."),
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, versions: Sequence[Version], people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [(one.number, _words(one)) for one in versions]  # type: ignore[attr-defined]
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if len(versions) == 1:
            self.fields["version"].widget = forms.HiddenInput()


def _words(version: Version) -> str:
    return _("Versi %(number)s, surat %(letter)s") % {"number": version.number, "letter": version.letter_number}

"""The filter of the list, giving a session to somebody, cancelling, pictures, and what the papers ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.outreach.models import GROUPS, PICTURE_KINDS, SESSION_STATUSES, Programme
from kondusif.outreach.rules import PictureKind
from kondusif.territory.selectors import Group


class FilterForm(forms.Form):
    """What the list shows."""

    text = CleanTextField(label=_("Kata dalam topik, tempat, atau nomor"), max_length=80, required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Semua status")), *SESSION_STATUSES.items()]
    )
    counts = forms.ChoiceField(
        label=_("Dihitung untuk cakupan"), required=False,
        choices=[("", _("Semua sesi")), ("ya", _("Sudah dihitung")), ("belum", _("Terlaksana, belum dihitung"))],
    )  # fmt: skip
    group = forms.ChoiceField(label=_("Sasaran"), required=False, choices=[("", _("Semua sasaran")), *GROUPS.items()])
    programme = forms.ChoiceField(label=_("Program"), required=False)
    area = forms.ChoiceField(label=_("Wilayah"), required=False)
    since = TanggalField(label=_("Sejak"), required=False)
    until = TanggalField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, places: Sequence[Group], programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (group.label, [(group.code, _("Seluruh %(name)s") % {"name": group.label}),
                           *((row.code, row.label) for row in group.choices)])
            for group in places
        ]  # fmt: skip
        self.fields["area"].choices = [("", _("Seluruh wilayah tugas")), *groups]  # type: ignore[attr-defined]
        rows = [(row.number, row.name) for row in programmes]
        self.fields["programme"].choices = [("", _("Semua program")), *rows]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """To whom a plan is given."""

    assigned_to = forms.ChoiceField(label=_("Petugas"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, officers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.username, one.full_name) for one in officers]
        self.fields["assigned_to"].choices = [("", _("Belum ditunjuk")), *people]  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    reason = CleanTextField(
        label=_("Alasan dibatalkan"), max_length=300, error_messages={"required": _("Isi alasan dibatalkan.")},
        help_text=_("Satu kalimat. Sesi tetap tersimpan dengan alasannya dan tidak dihitung."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class PictureForm(forms.Form):
    """One file more."""

    kind = PilihanField(label=_("Jenis gambar"), choices=list(PICTURE_KINDS.items()), initial=PictureKind.PHOTO)
    file = forms.FileField(
        label=_("Berkas"), help_text=_("Foto paling besar 24 MB. Daftar hadir boleh PDF, paling banyak 8 halaman."),
        error_messages={"required": _("Pilih berkas gambar yang akan ditambahkan.")},
    )  # fmt: skip


class RemovePictureForm(forms.Form):
    """Why a picture goes."""

    reason = CleanTextField(
        label=_("Alasan dihapus"), max_length=300, error_messages={"required": _("Isi alasan gambar dihapus.")}
    )


class PapersForm(forms.Form):
    """What the letters ask for that the record does not hold. Whatever stays empty is a dotted line on paper."""

    letter_number = CleanTextField(label=_("Nomor surat undangan"), max_length=60, required=False)
    order_number = CleanTextField(label=_("Nomor surat tugas"), max_length=60, required=False)
    signer = forms.ChoiceField(label=_("Penanda tangan"), required=False)
    rows = forms.IntegerField(
        label=_("Baris daftar hadir"), required=False, min_value=1, max_value=300,
        help_text=_("Baris kosong untuk nama dan tanda tangan basah."),
        error_messages={
            "invalid": _("Tulis banyaknya baris dengan angka, misalnya 30."),
            "min_value": _("Sekurangnya satu baris."),
            "max_value": _("Paling banyak 300 baris."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, signers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].choices = list(signers)  # type: ignore[attr-defined]

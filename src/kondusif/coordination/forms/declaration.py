"""A declaration as it is written down, corrected, taken back, and looked for."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.coordination.models import DECLARATION_KINDS, STATES, Declaration
from kondusif.coordination.rules import DeclarationKind
from kondusif.coordination.selectors.lists import contest_choices, places
from kondusif.coordination.services.declarations import CORRECTABLE, Facts


def reason_field(help_text: Any = "") -> CleanTextField:
    """The reason of a change, a withdrawal or a link."""
    missing = {"required": _("Isi alasannya.")}
    return CleanTextField(label=_("Alasan"), max_length=500, help_text=help_text, error_messages=missing)


class RecordForm(forms.Form):
    """A declaration as it was read out."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = PilihanField(label=_("Jenis"), choices=list(DECLARATION_KINDS.items()))
    title = CleanTextField(
        label=_("Judul"), max_length=200, error_messages={"required": _("Isi judul deklarasi.")},
        help_text=_("Seperti tertulis pada naskah, misalnya Deklarasi Pilkada Damai 2024."),
    )  # fmt: skip
    held_on = TanggalField(label=_("Tanggal"), help_text=_("Hari naskah dibacakan, misalnya 10 November 2024."))
    place = CleanTextField(label=_("Tempat"), max_length=200, error_messages={"required": _("Isi tempatnya.")})
    area_code = forms.ChoiceField(label=_("Wilayah"))
    contest = forms.ChoiceField(label=_("Kontes"), required=False)
    text = CleanTextField(
        label=_("Naskah"), max_length=8000, rows=14, error_messages={"required": _("Tempel naskah deklarasi.")},
        help_text=_("Tempel seluruh naskah. Tanpa nama orang; jabatan dan lembaga boleh."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self.fields["area_code"].choices = places()  # type: ignore[attr-defined]
        self.fields["contest"].choices = [("", _("Tidak untuk satu kontes")), *contest_choices()]  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        """What was written, as the service takes it."""
        written = {name: self.cleaned_data[name] for name in CORRECTABLE}
        return Facts(**{**written, "kind": DeclarationKind(written["kind"])})


class CorrectForm(RecordForm):
    """A correction of what was written, with its reason."""

    reason = reason_field(_("Isian lama tetap tersimpan di samping yang baru."))
    version = forms.IntegerField(widget=forms.HiddenInput)


def written_in(declaration: Declaration) -> dict[str, object]:
    """What a correction form shows first."""
    return {**{name: getattr(declaration, name) for name in CORRECTABLE}, "version": declaration.version}


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = reason_field()


class WithdrawForm(ReasonForm):
    """Why a declaration leaves the public pages."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """What the list shows."""

    text = CleanTextField(label=_("Cari"), max_length=100, required=False)
    kind = forms.ChoiceField(
        required=False, label=_("Jenis"), choices=[("", _("Semua jenis")), *DECLARATION_KINDS.items()]
    )
    state = forms.ChoiceField(
        required=False, label=_("Ada janji yang"), choices=[("", _("Semua keadaan")), *STATES.items()]
    )
    shown = forms.ChoiceField(
        required=False, label=_("Halaman umum"),
        choices=[("", _("Semua")), ("yes", _("Tampil untuk umum")), ("no", _("Belum tampil"))],
    )  # fmt: skip
    area = forms.ChoiceField(required=False, label=_("Wilayah"))
    since = TanggalField(label=_("Sejak"), required=False)
    until = TanggalField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Seluruh wilayah")), *places()]  # type: ignore[attr-defined]

"""Shape of what BKPSDM and those who look people up send in."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.institutions.selectors import UnitChoice, unit_choices
from kondusif.roster.models import ACTING_KINDS, KINDS, LEAVE_KINDS
from kondusif.roster.rules import LEAST_REASON, About, ActingKind, LeaveKind
from kondusif.roster.services.absence import Span
from kondusif.roster.services.looking import LONGEST_QUESTION, LONGEST_REASON
from kondusif.roster.sheets.cells import LARGEST

_STEP = "\N{NO-BREAK SPACE}" * 3
BASIS = _("Nomor dan tanggal surat keputusan atau surat perintahnya.")


def indented(units: Iterable[UnitChoice], empty: object) -> list[tuple[str, object]]:
    """Units of the tree as choices, deeper ones further in."""
    return [("", empty), *((unit.key, _STEP * unit.depth + unit.name) for unit in units)]


class ListForm(forms.Form):
    """What the list shows."""

    kind = forms.ChoiceField(label=_("Status pegawai"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    presence = forms.ChoiceField(label=_("Kehadiran"), required=False)
    left = forms.BooleanField(label=_("Yang tidak lagi bekerja"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = [("", _("Semua")), *((kind.value, name) for kind, name in KINDS.items())]  # type: ignore[attr-defined]
        self.fields["unit"].choices = indented(unit_choices(), _("Semua unit"))  # type: ignore[attr-defined]
        self.fields["presence"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua")), ("leave", _("Sedang cuti")), ("acting", _("Penjabat atau pelaksana tugas")),
        ]  # fmt: skip


class NameForm(forms.Form):
    """A name as BKPSDM searches it in its own list."""

    name = CleanTextField(
        label=_("Nama"), max_length=LONGEST_QUESTION, error_messages={"required": _("Tulis nama yang dicari.")},
        help_text=_("Ejaan lama, singkatan, dan gelar tidak menjadi soal. Unit boleh ikut ditulis."),
    )  # fmt: skip


class SheetForm(forms.Form):
    """A personnel sheet."""

    file = forms.FileField(
        label=_("Lembar pegawai"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        help_text=_("XLSX atau CSV, paling besar 24 MB. Urutan kolom bebas."),
        error_messages={"required": _("Pilih berkasnya."), "empty": _("Berkas ini kosong.")},
    )  # fmt: skip

    def raw(self) -> bytes:
        """The content of the file, and one byte more where it is too large."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))


class AbsenceSheetForm(SheetForm):
    """A sheet of leave or of acting posts."""

    kind = PilihanField(
        label=_("Isi lembar"), choices=[
            (About.LEAVE.value, _("Cuti")), (About.ACTING.value, _("Pj, Pjs, Plt, dan Plh")),
        ],
        error_messages={"required": _("Pilih apa isi lembarnya.")},
    )  # fmt: skip
    field_order = ("kind", "file")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["file"].label = _("Berkas")

    def about(self) -> About:
        """What the sheet speaks of."""
        return About(self.cleaned_data["kind"])


class LandForm(forms.Form):
    """The decision about a waiting sheet."""

    choice = PilihanField(
        label=_("Baris yang salah"), choices=[
            ("none", _("Jangan muat apa pun")), ("good", _("Muat semua baris yang benar")),
        ], hints={
            "none": _("Perbaiki barisnya, lalu unggah lembar yang utuh."),
            "good": _("Baris yang salah menyusul dengan berkas perbaikan."),
        },
    )  # fmt: skip
    mark_left = forms.BooleanField(required=False)

    def __init__(self, *args: object, bad: int = 0, missing: int = 0, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not bad:
            del self.fields["choice"]
        if bad or not missing:
            del self.fields["mark_left"]

    @property
    def wants_nothing(self) -> bool:
        """Whether nothing is to land."""
        return bool(self.cleaned_data.get("choice") == "none")


class SpanForm(forms.Form):
    """From one day to another, and the paper."""

    starts_on = TanggalField(label=_("Mulai"), help_text=_("Misalnya 25 September 2024."))
    ends_on = TanggalField(label=_("Sampai"), help_text=_("Hari terakhir, ikut dihitung."))
    basis = CleanTextField(
        label=_("Dasar"), max_length=160, help_text=BASIS,
        error_messages={"required": _("Tulis nomor dan tanggal suratnya.")},
    )  # fmt: skip

    def clean(self) -> dict[str, object] | None:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("Tanggal selesai mendahului tanggal mulai. Periksa keduanya."))
        return given

    def span(self) -> Span:
        """The dates and the paper."""
        given = self.cleaned_data
        return Span(given["starts_on"], given["ends_on"], given["basis"])


class LeaveForm(SpanForm):
    """Somebody is away."""

    kind = PilihanField(label=_("Jenis cuti"), choices=[(kind.value, name) for kind, name in LEAVE_KINDS.items()])
    field_order = ("kind", "starts_on", "ends_on", "basis")

    def leave_kind(self) -> LeaveKind:
        """The kind of leave."""
        return LeaveKind(self.cleaned_data["kind"])


class ActingForm(SpanForm):
    """Somebody acts for a post."""

    kind = PilihanField(label=_("Jenis"), choices=[(kind.value, name) for kind, name in ACTING_KINDS.items()])
    post = CleanTextField(
        label=_("Jabatan yang diisi"), max_length=240, help_text=_("Misalnya Lurah Semanggi."),
        error_messages={"required": _("Tulis jabatan yang diisi.")},
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Unit jabatan itu"), required=False)
    ends_on = TanggalField(label=_("Sampai"), required=False, help_text=_("Kosongkan bila belum ditentukan."))
    field_order = ("kind", "post", "unit", "starts_on", "ends_on", "basis")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["unit"].choices = indented(unit_choices(), _("Tidak ada dalam daftar"))  # type: ignore[attr-defined]

    def acting_kind(self) -> ActingKind:
        """Pj, Pjs, Plt or Plh."""
        return ActingKind(self.cleaned_data["kind"])


class LookUpForm(forms.Form):
    """Whom, and why. The name is not kept."""

    query = CleanTextField(
        label=_("Nama seperti tertulis"), max_length=LONGEST_QUESTION,
        help_text=_("Boleh dengan unit atau kelurahannya. Contoh: Pak Moch. Soebardjo, orang kelurahan Jebres"),
        error_messages={"required": _("Tulis nama yang dicari. Satu nama sekali cari.")},
    )  # fmt: skip
    reason = CleanTextField(
        label=_("Alasan pencarian"), max_length=LONGEST_REASON,
        help_text=_("Sekurangnya %(least)s huruf. Alasan disimpan dan dibaca auditor; nama yang dicari tidak disimpan.")
        % {"least": LEAST_REASON},
        error_messages={"required": _("Tulis alasan pencarian, sekurangnya 10 huruf. Alasan dibaca auditor.")},
    )  # fmt: skip
    source = CleanTextField(
        label=_("Nomor laporan atau penanganan"), max_length=60, required=False,
        help_text=_("Bila nama ini berasal dari sana."),
    )  # fmt: skip

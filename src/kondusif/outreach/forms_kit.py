"""Forms of the content kit and of the list of what may not stand in it: parsing and shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField
from kondusif.outreach.kit_words import MOST_LETTERS
from kondusif.outreach.models import GROUPS, KEPT_OUT, LANGUAGES, PIECE_KINDS, PIECE_STATUSES
from kondusif.outreach.rules import KeptOutKind, Language, PieceKind
from kondusif.outreach.services.kept_out import Entry
from kondusif.outreach.services.kit import MOST_TITLE, Draft

ANY = [("", _("semua"))]


class PieceForm(forms.Form):
    """The words of a piece."""

    kind = PilihanField(
        label=_("Jenis"), choices=[*PIECE_KINDS.items()],
        hints={
            PieceKind.POSTER: _("Satu lembar A4 untuk papan pengumuman, paling banyak 700 huruf."),
            PieceKind.CHAT_CARD: _("Satu gambar persegi untuk grup pesan, paling banyak 360 huruf."),
            PieceKind.SPOKEN: _("Naskah yang dibacakan, paling lama 90 detik."),
        },
    )  # fmt: skip
    language = PilihanField(label=_("Bahasa"), choices=[*LANGUAGES.items()])
    title = CleanTextField(label=_("Judul"), max_length=MOST_TITLE, error_messages={"required": _("Tulis judulnya.")})
    body = CleanTextField(
        label=_("Isi"), max_length=max(MOST_LETTERS.values()), rows=12,
        help_text=_("Tanpa nama, slogan, nomor, dan ajakan memilih. Tanggal dan alamat ditulis sebagai isian."),
        error_messages={"required": _("Tulis isinya.")},
    )  # fmt: skip
    basis = CleanTextField(
        label=_("Dasar"), max_length=400, required=False,
        help_text=_("Kode baris buku aturan atau sumber lain, dipisahkan titik koma, misalnya SKB-D-6; SKB-KE-4."),
    )  # fmt: skip
    group = forms.ChoiceField(
        label=_("Sasaran"), choices=[("", _("umum")), *GROUPS.items()], required=False,
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def draft(self) -> Draft:
        """What was written, for a service."""
        given = self.cleaned_data
        return Draft(
            PieceKind(given["kind"]), Language(given["language"]), given["title"], given["body"], given["basis"],
            given["group"],
        )  # fmt: skip


class ReleaseForm(forms.Form):
    """The version that the second person has read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a released piece is taken back."""

    reason = CleanTextField(
        label=_("Alasan"), max_length=300, help_text=_("Satu kalimat; tampil pada halaman materi ini bagi petugas."),
        error_messages={"required": _("Tulis alasannya dalam satu kalimat.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class KitFilterForm(forms.Form):
    """Which pieces a list shows."""

    status = forms.ChoiceField(label=_("Status"), choices=[*ANY, *PIECE_STATUSES.items()], required=False)
    kind = forms.ChoiceField(label=_("Jenis"), choices=[*ANY, *PIECE_KINDS.items()], required=False)
    language = forms.ChoiceField(label=_("Bahasa"), choices=[*ANY, *LANGUAGES.items()], required=False)
    text = CleanTextField(label=_("Kata"), max_length=80, required=False)


class KeptOutForm(forms.Form):
    """One name, slogan or number that may not stand in the kit."""

    kind = PilihanField(
        label=_("Jenis"), choices=[*KEPT_OUT.items()],
        hints={
            KeptOutKind.OFFICE_HOLDER: _("Namanya tidak dimuat; ia tetap boleh memimpin sesi."),
            KeptOutKind.CANDIDATE: _("Namanya tidak dimuat, dan ia tidak memimpin sesi selama kampanye."),
            KeptOutKind.KIN: _("Suami, istri, atau keluarga sedarah dan semenda; sama seperti calon."),
            KeptOutKind.SLOGAN: _("Ditemukan juga tanpa spasi dan di dalam tagar."),
        },
    )  # fmt: skip
    text = CleanTextField(
        label=_("Nama atau tulisan"), max_length=160, error_messages={"required": _("Tulis nama atau tulisannya.")}
    )
    source = CleanTextField(
        label=_("Dasar"), max_length=200, help_text=_("Dari mana diketahui, misalnya pengumuman KPU dan tanggalnya."),
        error_messages={"required": _("Tulis dari mana ini diketahui.")},
    )  # fmt: skip

    def entry(self) -> Entry:
        """What was written, for a service."""
        given = self.cleaned_data
        return Entry(KeptOutKind(given["kind"]), given["text"], given["source"])


class KeptOutFilterForm(forms.Form):
    """Which rows of the list are shown."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=[*ANY, *KEPT_OUT.items()], required=False)
    text = CleanTextField(label=_("Kata"), max_length=80, required=False)
    ended = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("masih berlaku")), ("ya", _("sudah diakhiri"))], required=False
    )


class KeptOutSheetForm(forms.Form):
    """A sheet of names and slogans: a file, or its text once it has been looked at."""

    file = forms.FileField(
        label=_("Berkas CSV"), required=False,
        help_text=_("Kolom jenis, teks, dan dasar. Jenis: pejabat, calon, keluarga, atau slogan."),
    )  # fmt: skip
    sheet = forms.CharField(required=False, widget=forms.HiddenInput, strip=False, max_length=200_000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not given.get("sheet"):
            self.add_error("file", _("Pilih berkas CSV."))
        return given

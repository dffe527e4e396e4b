"""Shape of what the desk types: whom to ask, a draft, its release, the signed letter."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.base.pictures import MOST_BYTES
from kondusif.circulars.models import Readership
from kondusif.circulars.selectors.readership import every_kind, readerships
from kondusif.circulars.services.readerships import MOST_POSTS, Query
from kondusif.circulars.words import MOST_POINT, MOST_POINTS, MOST_TEXT, PLEDGE_POINTS, Words
from kondusif.institutions.selectors import UnitChoice, unit_choices
from kondusif.rulebook.labels import TRACKS
from kondusif.rulebook.schema import Act

ONE_A_LINE = _("Satu butir tiap baris.")


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a box that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ReadershipForm(forms.Form):
    """A query over the roster, with a search that narrows the list of units."""

    name = CleanTextField(
        label=_("Nama sasaran"), max_length=120, help_text=_("Misalnya: Seluruh pegawai kecamatan."),
        error_messages={"required": _("Isi nama sasaran.")},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Status pegawai"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa pilihan berarti semua."),
    )  # fmt: skip
    posts = CleanTextField(
        label=_("Kata dalam jabatan"), max_length=600, rows=3, required=False,
        help_text=_("Satu kata tiap baris, misalnya: guru. Tanpa isian berarti semua jabatan."),
    )  # fmt: skip
    units = forms.MultipleChoiceField(label=_("Unit"), required=False)
    q = CleanTextField(label=_("Cari unit"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._every = unit_choices()
        self.fields["units"].choices = [(row.key, row.name) for row in self._every]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = every_kind()  # type: ignore[attr-defined]

    def query(self) -> Query:
        """What a service takes."""
        given = self.cleaned_data
        posts = lines_in(given["posts"])[:MOST_POSTS]
        return Query(given.get("name", ""), tuple(given["units"]), tuple(given["kinds"]), posts)

    @property
    def chosen(self) -> list[UnitChoice]:
        """The units that are ticked."""
        ticked = set(self["units"].value() or ())
        return [row for row in self._every if row.key in ticked]

    @property
    def offered(self) -> list[UnitChoice]:
        """The other units that the search finds, all without one; what lies below a ticked unit is in it already."""
        ticked, word = set(self["units"].value() or ()), str(self["q"].value() or "").casefold().split()
        found, below = [], -1  # below: depth of the ticked unit under which the walk is, -1 under none
        for row in self._every:
            if 0 <= below < row.depth:
                continue
            below = row.depth if row.key in ticked else -1
            if below < 0 and all(part in row.name.casefold() for part in word):
                found.append(row)
        return found


class DraftForm(forms.Form):
    """A circular that is being written."""

    title = CleanTextField(
        label=_("Judul pada daftar"), max_length=200, error_messages={"required": _("Isi judul edaran.")}
    )
    readership = forms.ChoiceField(
        label=_("Sasaran"), error_messages={"required": _("Pilih sasaran.")},
        help_text=_("Siapa yang diminta membaca dan menandatangani."),
    )  # fmt: skip
    subject = CleanTextField(label=_("Perihal"), max_length=200, error_messages={"required": _("Isi perihal surat.")})
    basis = CleanTextField(
        label=_("Dasar"), max_length=MOST_TEXT, rows=4, required=False, help_text=_("Satu peraturan tiap baris.")
    )
    opening = CleanTextField(
        label=_("Pembuka"), max_length=MOST_TEXT, rows=4, error_messages={"required": _("Isi kalimat pembuka.")}
    )
    points = CleanTextField(
        label=_("Butir edaran"), max_length=MOST_POINTS * (MOST_POINT + 1), rows=10, help_text=ONE_A_LINE,
        error_messages={"required": _("Isi sekurangnya satu butir edaran, satu butir tiap baris.")},
    )  # fmt: skip
    closing = CleanTextField(label=_("Penutup"), max_length=MOST_TEXT, rows=3, required=False)
    pledge = CleanTextField(
        label=_("Pakta integritas"), max_length=PLEDGE_POINTS * (MOST_POINT + 1), rows=8,
        help_text=_("Tepat empat butir, satu butir tiap baris. Pembaca menyetujuinya satu per satu."),
        error_messages={"required": _("Pakta integritas memuat tepat empat butir, satu butir tiap baris.")},
    )  # fmt: skip
    signer_post = CleanTextField(label=_("Jabatan penanda tangan"), max_length=160, required=False)
    signer_name = CleanTextField(label=_("Nama penanda tangan"), max_length=160, required=False)
    acts = forms.MultipleChoiceField(label=_("Bahan pertanyaan"), required=False, widget=forms.CheckboxSelectMultiple)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, acts: Iterable[Act], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["title"], self.fields["readership"]
        else:
            self.fields["readership"].choices = [  # type: ignore[attr-defined]
                ("", _("Pilih sasaran")), *((str(row.pk), row.name) for row in readerships()),
            ]  # fmt: skip
        tracks: dict[str, list[tuple[str, str]]] = {}
        for row in acts:
            tracks.setdefault(str(TRACKS[row.track]).capitalize(), []).append((row.id, row.text))
        self.fields["acts"].choices = list(tracks.items())  # type: ignore[attr-defined]

    def words(self) -> Words:
        """What a service takes."""
        given = self.cleaned_data
        return Words(
            given["subject"], given["basis"], given["opening"], lines_in(given["points"]), given["closing"],
            lines_in(given["pledge"]), tuple(given["acts"]), given["signer_post"], given["signer_name"],
        )  # fmt: skip

    def readership_chosen(self) -> Readership:
        """The saved query that was picked."""
        return Readership.objects.get(pk=self.cleaned_data["readership"])


def written(words: Words) -> dict[str, object]:
    """The words of a version as the form shows them."""
    return {
        "subject": words.subject, "basis": words.basis, "opening": words.opening, "points": "\n".join(words.points),
        "closing": words.closing, "pledge": "\n".join(words.pledge), "acts": list(words.acts),
        "signer_post": words.signer_post, "signer_name": words.signer_name,
    }  # fmt: skip


class SendForm(forms.Form):
    """The release of a version, with the number and date of the city's own system."""

    letter_number = CleanTextField(
        label=_("Nomor surat"), max_length=80, help_text=_("Seperti pada surat dari sistem penomoran kota."),
        error_messages={"required": _("Isi nomor surat dari sistem penomoran kota.")},
    )  # fmt: skip
    letter_on = TanggalField(label=_("Tanggal surat"))
    change_note = CleanTextField(
        label=_("Yang berubah"), max_length=500, rows=3, help_text=_("Satu atau dua kalimat untuk pembaca."),
        error_messages={"required": _("Tulis apa yang berubah; pembaca melihatnya di atas edaran.")},
    )  # fmt: skip
    asks_again = PilihanField(
        label=_("Minta tanda tangan lagi?"),
        choices=[
            ("ya", _("Ya, semua menandatangani versi ini")),
            ("tidak", _("Tidak, tanda tangan lama tetap berlaku")),
        ],
        hints={
            "ya": _("Untuk perubahan yang penting. Yang sudah menandatangani diminta membaca dan menandatangani lagi."),
            "tidak": _("Untuk perbaikan kecil. Yang belum menandatangani membaca versi ini."),
        },
        error_messages={"required": _("Pilih apakah tanda tangan diminta lagi.")},
    )  # fmt: skip

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["change_note"], self.fields["asks_again"]

    def values(self) -> dict[str, Any]:
        """What a service takes."""
        given = self.cleaned_data
        return {
            "letter_number": given["letter_number"], "letter_on": given["letter_on"],
            "change_note": given.get("change_note", ""), "asks_again": given.get("asks_again", "ya") == "ya",
        }  # fmt: skip


class LetterForm(forms.Form):
    """The signed letter as it came back."""

    file = forms.FileField(
        label=_("Surat bertanda tangan"), widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=_("PDF, paling banyak 8 halaman."),
        error_messages={"required": _("Pilih berkas PDF."), "empty": _("Berkas ini kosong.")},
    )  # fmt: skip

    def raw(self) -> bytes:
        """The content of the file, and one byte more where it is too large."""
        return bytes(self.cleaned_data["file"].read(MOST_BYTES + 1))

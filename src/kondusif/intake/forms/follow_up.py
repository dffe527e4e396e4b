"""The way back: the code, an answer with evidence, a name that comes later, and what is told outside the city."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField, TanggalField
from kondusif.intake.evidence import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES
from kondusif.intake.forms.boxes import ManyFilesField, ManyFilesInput, TextBox
from kondusif.intake.forms.steps import ACCEPTED


class CodeForm(forms.Form):
    """The follow-up code as it was written down."""

    code = TextBox(
        label=_("Kode tindak lanjut"), max_length=60,
        help_text=_("Dua puluh huruf dan angka dalam lima kelompok. Huruf besar atau kecil sama saja."),
        error_messages={"required": _("Isi kode tindak lanjut Anda.")},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """A message to the verifiers, with or without files; files alone will do."""

    words = TextBox(label=_("Pesan"), max_length=2000, rows=4, required=False)
    evidence = ManyFilesField(label=_("Bukti"), required=False, widget=ManyFilesInput(attrs={"accept": ACCEPTED}))

    def __init__(self, *args: Any, closed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed:
            del self.fields["evidence"]
            return
        self.fields["evidence"].help_text = _(
            "JPG, PNG, WebP, HEIC, PDF, DOCX, atau XLSX. Paling banyak %(count)s berkas, %(each)s MB setiap berkas,"
            " %(all)s MB seluruhnya."
        ) % {"count": MAX_FILES, "each": MAX_FILE_BYTES // 2**20, "all": MAX_TOTAL_BYTES // 2**20}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("words") and not found.get("evidence") and not self.errors:
            self.add_error("words", _("Tulis pesan Anda lebih dahulu, atau pilih berkas."))
        return found


class NameForm(forms.Form):
    """Who the reporter is, given later. Any one of the four will do."""

    name = TextBox(label=_("Nama sesuai KTP"), max_length=120, required=False)
    address = TextBox(label=_("Alamat"), max_length=300, required=False)
    phone = TextBox(label=_("Telepon"), max_length=40, required=False)
    email = TextBox(label=_("Surel"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(found.values()):
            self.add_error("name", _("Isi nama Anda, atau cara menghubungi Anda."))
        return found


class PressureForm(forms.Form):
    """That somebody is being pressed because of the report, for one body outside the city."""

    body = PilihanField(
        label=_("Kepada lembaga mana?"), choices=[], error_messages={"required": _("Pilih satu lembaga di luar kota.")}
    )
    told = TextBox(
        label=_("Apa yang terjadi pada Anda?"), max_length=4000, rows=6,
        help_text=_("Siapa yang menekan, kapan, dengan cara apa, dan apa yang Anda minta."),
        error_messages={"required": _("Ceritakan apa yang terjadi, walaupun singkat.")},
    )  # fmt: skip
    with_name = forms.BooleanField(label=_("Cantumkan nama dan alamat saya"), required=False)
    with_status = forms.BooleanField(label=_("Cantumkan sampai di mana laporan saya"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.fields["body"]
        self.fields["body"] = PilihanField(
            label=kept.label, choices=bodies, hints=hints, error_messages=kept.error_messages
        )  # fmt: skip


class DayForm(forms.Form):
    """The day on which a letter was handed in, or its answer came."""

    on = TanggalField(label=_("Tanggal"), error_messages={"required": _("Isi tanggalnya.")})

    def __init__(self, *args: Any, today: date, since: date | None = None, **kwargs: Any) -> None:
        self.today, self.since = today, since
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba."))
        if self.since and on < self.since:
            raise ValidationError(_("Tanggal ini mendahului suratnya."))
        return on

"""Typing in what came by letter, phone, chat, mail or in person: one page, the same questions as the public form."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField, TanggalField
from kondusif.intake.channels import typed_channels
from kondusif.intake.evidence import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES
from kondusif.intake.forms.boxes import ManyFilesField, ManyFilesInput, TextBox
from kondusif.intake.forms.steps import ACCEPTED, EventForm, PlaceForm, account_of, whole_email
from kondusif.intake.rules import Draft, Reporter, Track

WORDS = {
    "kind": (_("Tentang apa?"), None),
    "words": (
        _("Apa yang terjadi?"),
        _("Tulis kata pelapor apa adanya, urut dari awal. Nama, alamat, dan nomornya tidak di sini; ada kotaknya."),
    ),
    "known_on": (
        _("Kapan pelapor mengetahuinya?"),
        _(
            "Batas lapor ke Bawaslu dihitung dari tanggal ini. Bila tidak disebut dan tidak dapat ditanyakan, isi"
            " tanggal kejadian: itu hitungan yang paling aman."
        ),
    ),
    "happened_on": (
        _("Kapan kejadiannya?"), _("Misalnya 9 November 2024 atau 9/11/2024. Kosongkan bila tidak disebut.")
    ),
    "evidence_words": (
        _("Bukti apa yang dipunyai pelapor?"), _("Misalnya dua foto, tangkapan layar, satu saksi.")
    ),
}  # fmt: skip


class EntryForm(EventForm, PlaceForm):
    """A report as an officer types it in.

    The box `insists` is asked only where the reporter should rather go to Bawaslu alone.
    """

    channel = PilihanField(
        label=_("Datang lewat apa?"), choices=[], error_messages={"required": _("Pilih lewat apa laporan ini datang.")}
    )  # fmt: skip
    arrived_on = TanggalField(
        label=_("Kapan sampai di kantor?"),
        help_text=_("Hari surat atau kabarnya diterima, bukan hari diketik."),
        error_messages={"required": _("Isi tanggal laporan ini sampai di kantor.")},
    )  # fmt: skip
    track = PilihanField(
        label=_("Ke mana laporan ini pergi?"),
        choices=[(Track.CITY, _("Kota saja, boleh tanpa nama")), (Track.BOTH, _("Bawaslu dan kota, dengan nama"))],
        hints={
            str(Track.CITY): _("Bagi pengawas pemilu ini hanya informasi awal, bukan laporan."),
            str(Track.BOTH): _("Pelapor sendiri yang menyerahkan formulirnya ke Bawaslu; kota tidak dapat."),
        },
        error_messages={"required": _("Pilih ke mana laporan ini pergi, seperti kata pelapor.")},
    )  # fmt: skip
    name = TextBox(label=_("Nama pelapor"), required=False, max_length=160)
    address = TextBox(label=_("Alamat pelapor"), required=False, max_length=300)
    phone = TextBox(label=_("Nomor telepon pelapor"), required=False, max_length=60)
    email = TextBox(label=_("Surel pelapor"), required=False, max_length=160)
    paper = ManyFilesField(label=_("Pindaian surat"), required=False, widget=ManyFilesInput(attrs={"accept": ACCEPTED}))
    shows_reporter = forms.BooleanField(
        label=_("Pindaian memuat nama pelapor"), required=False, initial=True,
        help_text=_(
            "Juga tanda tangan, alamat, atau tulisan tangannya. Pindaian itu disegel bersama nama dan tidak dapat"
            " dibaca verifikator; yang dibaca hanya ketikan Anda."
        ),
    )  # fmt: skip
    evidence = ManyFilesField(label=_("Bukti lain"), required=False, widget=ManyFilesInput(attrs={"accept": ACCEPTED}))
    insists = forms.BooleanField(
        label=_("Pelapor sudah diberi tahu dan tetap ingin kota menyimpannya"), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in WORDS.items():
            self.fields[name].label = label
            self.fields[name].help_text = hint or self.fields[name].help_text
        self.fields["kind"].error_messages["required"] = _("Pilih tentang apa laporan ini.")
        self.fields["known_on"].error_messages["required"] = _(
            "Isi tanggal pelapor mengetahuinya. Batas lapor dihitung dari situ."
        )
        cast(forms.ChoiceField, self.fields["channel"]).choices = [
            (one.key, capfirst(one.name)) for one in typed_channels()
        ]
        self.fields["evidence"].help_text = _(
            "JPG, PNG, WebP, HEIC, PDF, DOCX, atau XLSX. Bersama pindaian paling banyak %(count)s berkas, %(each)s MB"
            " setiap berkas, %(all)s MB seluruhnya."
        ) % {"count": MAX_FILES, "each": MAX_FILE_BYTES // 2**20, "all": MAX_TOTAL_BYTES // 2**20}

    def clean_known_on(self) -> date | None:
        known_on: date | None = self.cleaned_data["known_on"]
        if known_on and known_on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba. Isi tanggal pelapor mengetahuinya."))
        return known_on

    def clean_arrived_on(self) -> date:
        arrived_on: date = self.cleaned_data["arrived_on"]
        if arrived_on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba. Isi tanggal laporan ini sampai di kantor."))
        return arrived_on

    def clean_email(self) -> str:
        return whole_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("track") == Track.BOTH and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Isi nama pelapor, atau pilih kota saja."))
        known_on, arrived_on = data.get("known_on"), data.get("arrived_on")
        if known_on and arrived_on and arrived_on < known_on:
            self.add_error("arrived_on", _("Tanggal ini mendahului tanggal pelapor mengetahuinya. Periksa keduanya."))
        return data

    def draft(self) -> Draft:
        """What was typed, as a draft; the form must have been checked."""
        data = self.cleaned_data
        person = Reporter(**{name: data[name] for name in ("name", "address", "phone", "email")})
        return Draft(**account_of(data, self), track=Track(data["track"]), reporter=person)

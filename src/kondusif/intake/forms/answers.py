"""What is written down about an answer: that a reporter was told, and where a report that left stands."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField, TanggalField
from kondusif.base.wording import plain_date
from kondusif.intake.forms.boxes import TextBox
from kondusif.intake.models import Forwarding
from kondusif.intake.rules import REASON_LENGTH
from kondusif.intake.telling_ways import BY_DESK

NO_NAMES = _("Tanpa nama dan tanpa isi laporan; petugas meja membacanya juga.")


class DayForm(forms.Form):
    """A day that lies between another one and today.

    Args:
        first: the earliest day. today: the city's date, which the box shows to begin with.
    """

    on = TanggalField(label=_("Tanggal"))

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        self.first, self.today = first, today
        kwargs["initial"] = {"on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba."))
        if on < self.first:
            raise ValidationError(_("Terlalu awal. Paling awal %(day)s.") % {"day": plain_date(self.first)})
        return on


class ToldForm(DayForm):
    """That the reporter was told, and how: what the page showed, by its version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    way = PilihanField(
        label=_("Disampaikan lewat"), choices=list(BY_DESK.items()),
        error_messages={"required": _("Pilih dengan cara apa pelapor diberi tahu.")},
    )  # fmt: skip
    field_order = ("way", "on")


class SentForm(DayForm):
    """That a letter went out."""

    way = PilihanField(
        label=_("Dikirim lewat"), choices=list(Forwarding.Way.choices),
        error_messages={"required": _("Pilih dengan cara apa suratnya dikirim.")},
    )  # fmt: skip
    number = TextBox(label=_("Nomor surat"), required=False, max_length=80)
    field_order = ("on", "way", "number")


class AnswerForm(DayForm):
    """What the other body answered."""

    answer = PilihanField(
        label=_("Jawabannya"), choices=list(Forwarding.Answer.choices),
        hints={
            Forwarding.Answer.RECEIVED: _("Mereka menerima suratnya; belum ada yang diputus."),
            Forwarding.Answer.TAKEN_UP: _("Mereka sedang memeriksanya."),
            Forwarding.Answer.ENDED: _("Mereka selesai memeriksanya. Penerusan ini ditutup."),
            Forwarding.Answer.RETURNED: _("Laporannya terbuka lagi di antrean, untuk diputus kembali."),
        },
        error_messages={"required": _("Pilih jawabannya.")},
    )  # fmt: skip
    number = TextBox(label=_("Nomor surat jawaban"), required=False, max_length=80)
    note = TextBox(label=_("Catatan"), required=False, max_length=300, rows=2, help_text=NO_NAMES)
    field_order = ("answer", "on", "number", "note")


class CloseForm(forms.Form):
    """Why nobody waits for an answer any more."""

    note = TextBox(label=_("Alasan menutup"), max_length=300, rows=2, help_text=NO_NAMES)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if len(note) < REASON_LENGTH:
            raise ValidationError(_("Tulis sedikitnya %(least)s huruf.") % {"least": REASON_LENGTH})
        return note

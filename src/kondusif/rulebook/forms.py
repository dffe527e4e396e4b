"""The two forms of the rulebook: looking up a row, and counting a date. Both are asked by GET and keep nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, JamField, TanggalField
from kondusif.rulebook import labels, selectors
from kondusif.rulebook.schema import Phase, Procedure, Track

PICK = {
    "required": _("Pilih salah satu."),
    "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Pilih salah satu."),
}


def _any(choices: Iterable[tuple[str, object]], label: object) -> list[tuple[str, Any]]:
    return [("", label), *choices]


class SearchForm(forms.Form):
    """Words or an article, and what the row must be. Every field may stay empty."""

    cari = CleanTextField(
        label=_("Kata atau pasal"), max_length=100, required=False, help_text=_("Contoh: menyukai, foto, Pasal 14")
    )
    golongan = forms.ChoiceField(label=_("Golongan"), required=False, error_messages=PICK)
    tahap = forms.ChoiceField(label=_("Tahap"), required=False, error_messages=PICK)
    tanggal = TanggalField(label=_("Berlaku pada tanggal"), required=False, help_text=_("Contoh: 13 November 2024"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        tracks = [(track.value, labels.TRACKS[track]) for track in (Track.ETHICS, Track.DISCIPLINE)]
        phases = [(phase.value, labels.PHASES[phase]) for phase in Phase]
        self.fields["golongan"].choices = _any(tracks, _("semua golongan"))  # type: ignore[attr-defined]
        self.fields["tahap"].choices = _any(phases, _("semua tahap"))  # type: ignore[attr-defined]


class DueForm(forms.Form):
    """An event of a procedure and when it was."""

    peristiwa = forms.ChoiceField(label=_("Yang terjadi"), error_messages=PICK)
    tanggal = TanggalField(label=_("Tanggal"), help_text=_("Contoh: 13 November 2024"))
    jam = JamField(label=_("Jam"), required=False, help_text=_("Contoh: 14.05"))

    def __init__(self, procedure: Procedure, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        known = [selectors.event(event_id) for event_id in selectors.events_of(procedure)]
        self.fields["peristiwa"].choices = [  # type: ignore[attr-defined]
            (term.id, labels.said(term, "label").capitalize()) for term in known
        ]

    def moment(self) -> date | datetime:
        """The day that was typed, with its hour where one was."""
        day, hour = self.cleaned_data["tanggal"], self.cleaned_data["jam"]
        return datetime.combine(day, hour) if hour else day

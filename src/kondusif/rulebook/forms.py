"""The public forms of the rulebook: looking up rows, and counting a date. Both are asked by GET and keep nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, JamField, TanggalField
from kondusif.rulebook import labels, row_words, selectors
from kondusif.rulebook.schema import Phase, Procedure, Status
from kondusif.rulebook.search import Question

PICK = {
    "required": _("Pilih salah satu."),
    "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Pilih salah satu."),
}


def _any(choices: Iterable[tuple[str, object]], label: object) -> list[tuple[str, Any]]:
    return [("", label), *choices]


class SearchForm(forms.Form):
    """Words or an article, and what the row must be. Every field may stay empty."""

    cari = CleanTextField(
        label=_("Kata atau pasal"),
        max_length=100,
        required=False,
        help_text=_("Contoh: menyukai, Pasal 134, 71 ayat (2), PP 94"),
    )
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, error_messages=PICK)
    golongan = forms.ChoiceField(label=_("Golongan"), required=False, error_messages=PICK)
    tahap = forms.ChoiceField(label=_("Tahap"), required=False, error_messages=PICK)
    status = forms.ChoiceField(label=_("Pemeriksaan"), required=False, error_messages=PICK)
    keyakinan = forms.ChoiceField(label=_("Keyakinan"), required=False, error_messages=PICK)
    tanggal = TanggalField(label=_("Berlaku pada tanggal"), required=False, help_text=_("Contoh: 13 November 2024"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        phases = [(phase.value, labels.PHASES[phase]) for phase in Phase]
        statuses = [(one.value, labels.STATUSES[one]) for one in Status]
        lists = {
            "jenis": _any(row_words.KINDS.items(), _("semua jenis")),
            "golongan": _any(labels.TRACKS.items(), _("semua golongan")),
            "tahap": _any(phases, _("semua tahap")),
            "status": _any(statuses, _("semua")),
            "keyakinan": _any(labels.CONFIDENCES.items(), _("semua")),
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def question(self) -> Question:
        """What was asked, as far as it could be read; a form not sent asks for everything."""
        asked = self.cleaned_data if self.is_bound else {}
        return Question(
            words=asked.get("cari") or "",
            kind=asked.get("jenis") or "",
            track=asked.get("golongan") or "",
            phase=asked.get("tahap") or "",
            status=asked.get("status") or "",
            confidence=asked.get("keyakinan") or "",
            on=asked.get("tanggal"),
        )


class CompareForm(forms.Form):
    """From which edition to which."""

    dari = forms.ChoiceField(label=_("Dari edisi"), error_messages=PICK)
    ke = forms.ChoiceField(label=_("Ke edisi"), error_messages=PICK)

    def __init__(self, known: Iterable[str], data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        choices = [(edition, edition) for edition in known]
        for name in ("dari", "ke"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


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

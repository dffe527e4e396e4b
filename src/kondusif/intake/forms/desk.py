"""What the verifiers fill in."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import bodies, unit_choices
from kondusif.intake.forms.boxes import TextBox
from kondusif.intake.labels import LINES_ASKED, VALUES
from kondusif.intake.rules import REASON_LENGTH, Kind, Line, Outcome
from kondusif.intake.services.accused_said import Said


class ValueForm(forms.Form):
    """What the information is worth."""

    value = PilihanField(label=_("Nilai informasi"), choices=list(VALUES.items()))
    value_reason = TextBox(label=_("Alasan singkat"), required=False, max_length=500, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class DecisionForm(forms.Form):
    """One of the three outcomes that need no case.

    Args:
        asks_accused: the report names no unit; whoever decides says whom it accuses.
    """

    accused = forms.ChoiceField(
        label=_("Siapa yang dilaporkan?"),
        help_text=_("Laporan ini tidak menyebut unit terlapor. Yang berada dalam garisnya tidak boleh memutus."),
        error_messages={"required": _("Pilih siapa yang dilaporkan.")},
    )  # fmt: skip
    reason = TextBox(max_length=4000, rows=5)
    body = forms.ChoiceField(label=_("Lembaga yang berwenang"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    OWN_WORDS = _("Tulis dengan kata Anda sendiri. Kata-kata pelapor dan namanya tidak ikut keluar.")
    WORDS = {
        Outcome.INFORMATION: (_("Ringkasan untuk pengawas pemilu"), OWN_WORDS, _("Tulis ringkasannya.")),
        Outcome.NOT_OURS: (_("Ringkasan untuk surat pengantar"), OWN_WORDS, _("Tulis ringkasannya.")),
        Outcome.DISMISSED: (
            _("Alasan tidak dilanjutkan"),
            _("Pelapor membaca alasan ini di halaman Cek laporan."),
            _("Tulis alasannya; pelapor membacanya."),
        ),
    }

    def __init__(self, *args: Any, outcome: Outcome, asks_accused: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        if asks_accused:
            units = [(one.key, "– " * one.depth + one.name) for one in unit_choices()]
            field = cast(forms.ChoiceField, self.fields["accused"])
            field.choices = [("", _("Pilih")), *LINES_ASKED.items(), (_("Unit kota ini"), units)]
            if outcome is Outcome.NOT_OURS:
                field.initial = Line.OUTSIDE
        else:
            del self.fields["accused"]
        reason = self.fields["reason"]
        reason.label, reason.help_text, reason.error_messages["required"] = self.WORDS[outcome]
        self.order_fields(["accused", "body", "reason", "version"])
        if outcome is Outcome.NOT_OURS:
            field = cast(forms.ChoiceField, self.fields["body"])
            field.required = True
            field.choices = [("", _("Pilih lembaga")), *[(row.key, row.name) for row in bodies()]]
            field.error_messages["required"] = _("Pilih lembaga yang berwenang.")
        else:
            del self.fields["body"]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason) < REASON_LENGTH:
            raise ValidationError(
                _("Tulis sedikitnya %(least)s huruf, supaya yang membaca mengerti.") % {"least": REASON_LENGTH}
            )
        return reason

    def said(self) -> Said | None:
        """Whom the decider says it accuses; the form must have been checked."""
        chosen = self.cleaned_data.get("accused")
        if not chosen:
            return None
        if chosen in LINES_ASKED:
            return Said(Line(chosen))
        return Said(Line.UNIT, Unit.objects.filter(key=chosen).first())


class MessageForm(forms.Form):
    """A message to the reporter."""

    words = TextBox(label=_("Pesan"), max_length=2000, rows=4)


class ReasonForm(forms.Form):
    """A reason that is kept, and that somebody else reads."""

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason) < REASON_LENGTH:
            raise ValidationError(_("Tulis sedikitnya %(least)s huruf.") % {"least": REASON_LENGTH})
        return reason


class OpeningForm(ReasonForm):
    """Why a verifier looks at a reporter's name."""

    reason = TextBox(
        label=_("Alasan membuka nama"), max_length=500, rows=2,
        help_text=_("Dicatat atas nama Anda. Pelapor membaca tanggal dan alasan ini di halaman Cek laporan."),
    )  # fmt: skip


class AskForm(ReasonForm):
    """Why two custodians should open a reporter's name."""

    reason = TextBox(
        label=_("Alasan meminta"), max_length=500, rows=3,
        help_text=_("Kustodian membacanya, dan pelapor juga, sejak permintaan ini terkirim. Jangan menyebut nama."),
    )  # fmt: skip


class OriginalForm(ReasonForm):
    """Why a verifier takes the file as it came."""

    reason = TextBox(
        label=_("Alasan mengunduh berkas asli"), max_length=500, rows=2,
        help_text=_("Dicatat atas nama Anda. Pelapor membaca tanggal dan alasan ini di halaman Cek laporan."),
    )  # fmt: skip


FILTER_KINDS = [("", _("semua jenis")), (Kind.NEUTRALITY, _("netralitas")), (Kind.PEACE, _("keamanan"))]

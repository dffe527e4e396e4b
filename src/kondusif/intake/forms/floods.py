"""What is filled in while the desk is flooded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField
from kondusif.intake.forms.boxes import TextBox
from kondusif.intake.forms.desk import ReasonForm
from kondusif.intake.labels import OUTCOME_ACTS
from kondusif.intake.rules import Outcome


class FloodForm(ReasonForm):
    """Why the desk works in batches from now on."""

    reason = TextBox(
        label=_("Alasan"), max_length=300, rows=2,
        help_text=_("Berapa yang masuk dan sejak kapan. Dibaca auditor; jangan menyebut nama atau isi laporan."),
        error_messages={"required": _("Tulis alasannya.")},
    )  # fmt: skip


class BatchForm(ReasonForm):
    """One outcome and one reason for the ticked ones of a batch."""

    OUTCOMES = (Outcome.DISMISSED, Outcome.INFORMATION)

    reports = forms.MultipleChoiceField(
        label=_("Laporan"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang sedikitnya satu laporan."),
            "invalid_choice": _("Laporan yang dicentang tidak lagi di tangan Anda. Muat ulang halaman ini."),
        },
    )  # fmt: skip
    outcome = PilihanField(
        label=_("Putusan untuk yang dicentang"), choices=[(one, OUTCOME_ACTS[one]) for one in OUTCOMES],
        error_messages={"required": _("Pilih putusannya."), "invalid_choice": _("Pilih putusannya.")},
    )  # fmt: skip
    reason = TextBox(
        label=_("Alasan"), max_length=4000, rows=3,
        help_text=_(
            "Satu alasan untuk semuanya. Yang ditutup: pelapor membacanya. Yang diteruskan: ringkasan untuk pengawas "
            "pemilu."
        ),
        error_messages={"required": _("Tulis alasannya; pelapor membacanya.")},
    )  # fmt: skip

    not_mine = forms.BooleanField(
        label=_("Tidak satu pun yang dicentang melaporkan unit saya atau garis atasan saya"),
        help_text=_("Sebagian tidak menyebut unit terlapor. Yang melaporkannya: biarkan tidak dicentang."),
        error_messages={"required": _("Pastikan lebih dahulu; yang melaporkan garis Anda biarkan tidak dicentang.")},
    )  # fmt: skip

    field_order = ("reports", "outcome", "reason", "not_mine")

    def __init__(self, *args: Any, asks_accused: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_accused:
            del self.fields["not_mine"]

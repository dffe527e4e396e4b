"""What is put right about a report: the fields of the public form, and the reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.intake.forms.boxes import TextBox
from kondusif.intake.forms.desk import ReasonForm
from kondusif.intake.forms.steps import ELSEWHERE, OTHER_UNIT, UNKNOWN, PlaceForm
from kondusif.intake.models import Report

PLACE = ("area", "place_words")
PERSON = ("accused_name", "accused_post", "accused_unit", "accused_is_head", "accused_other", "accused_address")
HELP = _("Tersegel seperti isi laporan; verifikator lain membacanya di samping nilai lama dan baru.")


class CorrectionForm(PlaceForm, ReasonForm):
    """Some fields of step 2 of the public form, over what stands now.

    Args:
        keep: the fields that this correction is about.
    """

    reason = TextBox(
        label=_("Alasan pembetulan"), max_length=500, rows=2, help_text=HELP,
        error_messages={"required": _("Tulis alasan pembetulan.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, keep: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*keep, "reason", "version"}:
            del self.fields[name]
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].help_text = ""


class RefusalForm(ReasonForm):
    """Why a second verifier leaves the accused as it stands."""

    reason = TextBox(
        label=_("Alasan menolak"), max_length=500, rows=2,
        help_text=_("Tersegel seperti isi laporan; pengusul membacanya."),
        error_messages={"required": _("Tulis alasan menolak.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="tolak_%s")  # the page of a report has other reasons to write


LABELS = {
    "area": _("Kelurahan"), "place_words": _("Tempat"), "accused_name": _("Nama atau ciri terlapor"),
    "accused_post": _("Jabatan"), "accused_unit": _("Unit kerja"), "accused_is_head": _("Ia memimpin unit itu"),
    "accused_other": _("Instansi, bila bukan unit pemerintah kota"), "accused_address": _("Alamat"),
}  # fmt: skip


def present(report: Report, what: str) -> dict[str, Any]:
    """What stands now, as the form shows it."""
    values: dict[str, Any] = {"version": report.version}
    if what == "place":
        area = ELSEWHERE if report.area_given else report.village_code or UNKNOWN
        return values | {"area": area, "place_words": report.place_words}
    unit = report.accused_unit.key if report.accused_unit else (OTHER_UNIT if report.accused_other else "")
    return values | {
        "accused_name": report.accused_name, "accused_post": report.accused_post, "accused_unit": unit,
        "accused_is_head": report.accused_is_head, "accused_other": report.accused_other,
        "accused_address": report.accused_address,
    }  # fmt: skip

"""What people type about clarifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, TanggalField
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.selectors import bodies, unit_choices, units
from kondusif.media.models import STATES, SUBJECTS, Clarification
from kondusif.media.services.clarifications import Draft

EVERY = [("", _("Semua"))]
STANDING = [("in_force", _("berlaku hari ini")), ("over", _("lewat masa berlaku"))]


class ClarificationFilter(forms.Form):
    """What narrows the bank."""

    words = CleanTextField(label=_("Kata dalam klaim atau klarifikasi"), max_length=120, required=False)
    subject = forms.ChoiceField(label=_("Bidang"), required=False, choices=[*EVERY, *SUBJECTS.items()])
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[*EVERY, *STANDING, *STATES.items()])


class ClarificationForm(forms.Form):
    """A claim and what its owner answers."""

    subject = forms.ChoiceField(label=_("Bidang"), choices=[("", _("Pilih bidang")), *SUBJECTS.items()])
    claim = CleanTextField(
        label=_("Klaim yang beredar"), max_length=600, rows=3,
        help_text=_("Tulis apa adanya, tanpa cap. Bukan tentang calon, partai, kebijakan, atau pejabat."),
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Pemilik"), help_text=_("Lembaga atau unit yang mengurus hal ini."))
    answer = CleanTextField(
        label=_("Klarifikasi pemilik"), max_length=2000, rows=5, help_text=_("Kalimat pemilik, siap disalin.")
    )
    source = CleanTextField(
        label=_("Sumber"),
        max_length=400,
        help_text=_("Surat, pengumuman, atau laman resmi pemilik, beserta tanggalnya."),
    )
    valid_from = TanggalField(label=_("Berlaku sejak"))
    valid_until = TanggalField(label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan bila tidak berakhir."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outside = [(f"body:{row.key}", row.name) for row in bodies()]
        inside = [(f"unit:{row.key}", row.name) for row in unit_choices()]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih pemilik")), (_("Instansi"), outside), (_("Unit kota"), inside),
        ]  # fmt: skip

    def draft(self) -> Draft:
        """What was typed, for the service."""
        said = self.cleaned_data
        kind, _colon, key = said["owner"].partition(":")
        body: Body | None = bodies().filter(key=key).first() if kind == "body" else None
        unit: Unit | None = next((row for row in units() if row.key == key), None) if kind == "unit" else None
        return Draft(
            subject=said["subject"], claim=said["claim"], answer=said["answer"], source=said["source"],
            valid_from=said["valid_from"], valid_until=said["valid_until"], body=body, unit=unit,
        )  # fmt: skip


def first_values(row: Clarification) -> dict[str, object]:
    """What stands in the form of a clarification that is changed."""
    owner = f"body:{row.body.key}" if row.body else f"unit:{row.unit.key}" if row.unit else ""
    return {
        "subject": row.subject, "claim": row.claim, "answer": row.answer, "owner": owner, "source": row.source,
        "valid_from": row.valid_from, "valid_until": row.valid_until,
    }  # fmt: skip

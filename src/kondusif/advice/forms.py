"""The question of the self-check. It is sent in the body of a request, so that no address and no log holds it."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.advice import selectors, table
from kondusif.advice.rules import Question
from kondusif.advice.schema import Whom
from kondusif.advice.wording import deed
from kondusif.base.fields import PilihanField, TanggalField
from kondusif.rulebook.labels import said
from kondusif.rulebook.schema import Relation

PICK = {
    "required": _("Pilih salah satu."),
    "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Pilih salah satu."),
}
WHOM = [(Whom.CANDIDATE.value, _("calon atau bakal calon")), (Whom.PARTY.value, _("partai politik"))]
RELATION = [
    (Relation.NONE.value, _("orang lain")),
    (Relation.SPOUSE.value, _("suami atau istri saya")),
    (Relation.FAMILY.value, _("kerabat saya")),
    (Relation.COLLEAGUE.value, _("rekan kerja saya")),
    (Relation.SELF.value, _("saya sendiri")),
]


class AskForm(forms.Form):
    """What you want to do, for whom, and when."""

    tindakan = forms.ChoiceField(label=_("Saya ingin"), error_messages=PICK)
    untuk = PilihanField(label=_("Untuk siapa"), choices=WHOM, initial=Whom.CANDIDATE.value)
    hubungan = forms.ChoiceField(
        label=_("Calon itu"), choices=RELATION, initial=Relation.NONE.value, error_messages=PICK
    )
    cuti = forms.BooleanField(label=_("Saya sedang cuti di luar tanggungan negara"), required=False)
    tanggal = TanggalField(label=_("Kapan"), help_text=_("Contoh: 13 November 2024"))

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, auto_id="%s", initial={"tanggal": today})
        self.fields["tindakan"].choices = [  # type: ignore[attr-defined]
            ("", _("pilih perbuatan")),
            *(
                (said(group, "label"), [(one.id, deed(one, Whom.CANDIDATE)) for one in group.subjects])
                for group in table.answers().groups
            ),
        ]

    def question(self) -> Question:
        """The question that was asked, with the phase of its day in the city's contest."""
        given = self.cleaned_data
        return selectors.question(
            given["tindakan"],
            given["tanggal"],
            whom=Whom(given["untuk"]),
            relation=Relation(given["hubungan"]),
            on_leave=given["cuti"],
        )

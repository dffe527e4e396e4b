"""The question of the self-check. It is sent in the body of a request, so that no address and no log holds it."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.advice import selectors, table
from kondusif.advice.schema import Who, Whom
from kondusif.advice.selectors import Advice
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
    siapa = forms.ChoiceField(label=_("Saya adalah"), initial=Who.PNS.value, error_messages=PICK)
    cuti = forms.BooleanField(label=_("Saya sedang cuti di luar tanggungan negara"), required=False)
    tanggal = TanggalField(label=_("Kapan"), help_text=_("Contoh: 13 November 2024"))

    teks = forms.CharField(
        label=_("Isi unggahan"),
        help_text=_("Tempelkan teksnya bila ada. Teks itu tidak disimpan dan tidak dikirim kepada siapa pun."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, auto_id="%s", initial={"tanggal": today})
        self.fields["tindakan"].choices = [  # type: ignore[attr-defined]
            ("", _("pilih perbuatan")),
            *(
                (said(group, "label"), [(one.id, deed(one, Whom.CANDIDATE)) for one in group.subjects])
                for group in table.answers().groups
            ),
        ]

        self.fields["siapa"].choices = [  # type: ignore[attr-defined]
            (one.id.value, said(one, "label")) for one in table.answers().persons
        ]

    def advice(self) -> Advice:
        """The answer to the question that was asked. Raises Refused for a day before any norm of the deed."""
        given = self.cleaned_data
        return selectors.advise(
            given["tindakan"],
            given["tanggal"],
            text=given["teks"],
            relation=given["hubungan"],
            whom=given["untuk"],
            on_leave=given["cuti"],
            who=given["siapa"],
        )

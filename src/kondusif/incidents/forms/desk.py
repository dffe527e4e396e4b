"""What the desk does with incidents: the next status, the word for a place, the filter of the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.incidents.models import ASSESSED, KINDS, SEVERITIES, STATUSES
from kondusif.incidents.rules import MOVES, Status
from kondusif.territory.selectors import Group


class MoveForm(forms.Form):
    """The next status and why."""

    to = PilihanField(label=_("Status baru"))
    reason = CleanTextField(
        label=_("Alasan"),
        max_length=500,
        help_text=_("Satu kalimat: apa yang dilakukan."),
        error_messages={"required": _("Isi alasan perubahan status.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, status: Status, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(to, STATUSES[to]) for to in Status if to in MOVES[status]]  # type: ignore[attr-defined]


class AssessForm(forms.Form):
    """The desk's word and its reason."""

    word = PilihanField(
        label=_("Penilaian Desk"), choices=[(word, capfirst(label)) for word, label in ASSESSED.items()]
    )
    reason = CleanTextField(
        label=_("Alasan"), max_length=1000, rows=3, error_messages={"required": _("Isi alasan penilaian.")},
        help_text=_("Sekurangnya 20 huruf. Tulis keadaan di lapangan, bukan orang."),
    )  # fmt: skip


class FilterForm(forms.Form):
    """What the list shows."""

    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *STATUSES.items()])
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *KINDS.items()])
    severity = forms.ChoiceField(
        label=_("Bobot"), required=False, choices=[("", _("Semua bobot")), *SEVERITIES.items()]
    )
    area = forms.ChoiceField(label=_("Wilayah"), required=False)
    since = TanggalField(label=_("Sejak"), required=False)
    until = TanggalField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, places: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (group.label, [(group.code, _("Seluruh %(name)s") % {"name": group.label}),
                           *((row.code, row.label) for row in group.choices)])
            for group in places
        ]  # fmt: skip
        self.fields["area"].choices = [("", _("Seluruh wilayah tugas")), *groups]  # type: ignore[attr-defined]

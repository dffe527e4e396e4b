"""Which rows of the lawyers' worklist are shown."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kondusif.rulebook.row_words import KINDS
from kondusif.rulebook.search import KEY_KINDS
from kondusif.rulebook.worklist import FIRST, SECOND


class WorklistForm(forms.Form):
    """Kind of row, and which of its two ticks is missing."""

    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    kurang = forms.ChoiceField(
        label=_("Yang masih kurang"),
        required=False,
        choices=[("", _("semua")), (FIRST, _("pemeriksa pertama")), (SECOND, _("pemeriksa kedua"))],
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s")
        kinds = [(kind.value, KINDS[kind]) for kind in KEY_KINDS.values()]
        self.fields["jenis"].choices = [("", _("semua jenis")), *kinds]  # type: ignore[attr-defined]

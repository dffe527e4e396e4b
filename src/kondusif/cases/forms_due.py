"""Shape of the hand-over form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, str]]


class HandOverForm(forms.Form):
    """From whom, to whom."""

    leaver = forms.ChoiceField(
        label=_("Dari"), help_text=_("Petugas yang pindah, cuti panjang, atau berhenti."),
        error_messages={"required": _("Pilih petugas yang menyerahkan.")},
    )  # fmt: skip
    receiver = forms.ChoiceField(
        label=_("Kepada"), help_text=_("Penangan yang menerima semuanya hari ini juga."),
        error_messages={"required": _("Pilih penangan yang menerima.")},
    )  # fmt: skip

    def __init__(self, *args: Any, leavers: Choices, receivers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("leaver", leavers), ("receiver", receivers)):
            box = self.fields[name]
            assert isinstance(box, forms.ChoiceField)  # noqa: S101 - for the type checker
            box.choices = [("", _("Pilih")), *choices]

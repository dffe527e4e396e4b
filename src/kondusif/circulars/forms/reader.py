"""What a reader fills in: answers, and the pledge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField
from kondusif.circulars.asked import Verdict, choices_in_order
from kondusif.circulars.knowing import has_number
from kondusif.circulars.selectors.questions import Explained

VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.ALLOWED: _("Boleh"),
    Verdict.ASK_FIRST: _("Tanya dulu"),
    Verdict.FORBIDDEN: _("Dilarang"),
}
LONGEST_NAME = 200


class QuestionsForm(forms.Form):
    """One choice for each open question, in the order of the turn."""

    def __init__(self, data: Any = None, *, questions: Sequence[Explained], turn: int) -> None:
        super().__init__(data, auto_id="id_%s")
        self.keys = {f"q-{one.key}": one.key for one in questions}
        choices = [(verdict.value, VERDICTS[verdict]) for verdict in choices_in_order(turn)]
        for place, one in enumerate(questions, start=1):
            missing = _("Pertanyaan %(place)s: pilih satu jawaban.") % {"place": place}
            self.fields[f"q-{one.key}"] = PilihanField(
                label=f"{place}. {one.text}", choices=choices, error_messages={"required": missing}
            )

    def given(self) -> dict[str, str]:
        """Id of a row -> the answer."""
        return {key: str(self.cleaned_data[name]) for name, key in self.keys.items()}


class PledgeForm(forms.Form):
    """Each point of the pledge ticked, and the end of the NIP, or the name of who has none."""

    def __init__(self, data: Any = None, *, points: Sequence[str], nip: str) -> None:
        super().__init__(data)
        for place, point in enumerate(points, start=1):
            missing = _("Centang butir %(place)s bila Anda menyetujuinya.") % {"place": place}
            self.fields[f"butir-{place}"] = forms.BooleanField(label=point, error_messages={"required": missing})
        self.fields["number"] = _digits() if has_number(nip) else _name()

    @property
    def ticks(self) -> list[forms.BoundField]:
        """The boxes of the points."""
        return [box for box in self if box.name != "number"]


def _digits() -> forms.Field:
    return forms.RegexField(
        r"^[\d .\-]{4,12}$", label=_("Empat angka terakhir NIP Anda"),
        help_text=_("Hanya untuk memastikan bahwa Anda sendiri yang menandatangani."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi empat angka terakhir NIP Anda."),
            "invalid": _("Isi empat angka terakhir NIP saja, misalnya 1002."),
        },
    )  # fmt: skip


def _name() -> forms.Field:
    return CleanTextField(
        label=_("Nama lengkap Anda"), max_length=LONGEST_NAME,
        help_text=_(
            "Seperti pada daftar pegawai, gelar boleh ditinggalkan."
            " Hanya untuk memastikan bahwa Anda sendiri yang menandatangani."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Isi nama lengkap Anda.")},
    )  # fmt: skip

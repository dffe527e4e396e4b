"""What narrows the page of coverage, and the numbers with which the city measures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.outreach.measure import LIMITS, Measure, plain
from kondusif.outreach.models import GROUPS, Programme

LABELS = {
    "fresh_days": (
        _("RT bernilai penuh sampai (hari sesudah sesi)"), _("Sesudah itu nilainya mulai berkurang."),
    ),
    "half_life_days": (_("Nilainya berkurang separuh tiap (hari)"), _("Makin kecil, makin cepat sebuah sesi usang.")),
    "target_percent": (
        _("Target cakupan (persen)"), _("Dipakai bila tidak ada program yang dipilih; program punya target sendiri."),
    ),
    "share_days": (
        _("Kebiasaan hadir dibaca dari sesi (hari terakhir)"),
        _("Dari sesi-sesi ini diperkirakan berapa bagian RT yang datang ke sesi berikut."),
    ),
    "share_sessions": (
        _("Kebiasaan hadir dipakai mulai (sesi)"), _("Dengan sesi yang lebih sedikit, dianggap semua RT datang."),
    ),
}  # fmt: skip


class NarrowForm(forms.Form):
    """One programme, one group, or everything."""

    program = forms.ChoiceField(label=_("Program"), required=False)
    sasaran = forms.ChoiceField(label=_("Sasaran"), required=False, choices=[("", _("Semua sasaran")), *GROUPS.items()])

    def __init__(self, *args: Any, programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua program")), *((row.number, row.name) for row in programmes)
        ]  # fmt: skip


class MeasureForm(forms.Form):
    """The city's own measure of coverage, one number a field."""

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = plain(measure)
        for key, (label, hint) in LABELS.items():
            least, most = LIMITS[key]
            message = _("Isi bilangan antara %(least)s dan %(most)s.") % {"least": least, "most": most}
            self.fields[key] = forms.IntegerField(
                label=label, help_text=hint, initial=now[key], min_value=least, max_value=most,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), message),
            )  # fmt: skip

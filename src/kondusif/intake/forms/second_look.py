"""What the second verifier chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField
from kondusif.intake.labels import OUTCOMES

HINTS = {
    "case": _("Dugaan pelanggaran yang diperiksa inspektorat atau atasan."),
    "incident": _("Gangguan keamanan atau ketertiban yang ditangani petugas."),
    "information": _("Diteruskan kepada pengawas pemilu."),
    "not_ours": _("Diteruskan kepada lembaga yang berwenang."),
    "dismissed": _("Ditutup dengan alasan."),
}


class SecondLookForm(forms.Form):
    """Which end the second verifier would have given."""

    outcome = PilihanField(
        label=_("Pilih satu dari lima putusan"), choices=[(str(key), label) for key, label in OUTCOMES.items()],
        hints=HINTS, error_messages={"required": _("Pilih satu putusan.")},
    )  # fmt: skip

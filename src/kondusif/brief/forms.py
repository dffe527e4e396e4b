"""What the sheet's tools read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import TanggalField


class DayForm(forms.Form):
    """The day whose report is asked for."""

    tanggal = TanggalField(label=_("Laporan tanggal"), required=True)

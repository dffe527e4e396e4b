"""Reads what somebody looks for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A place by name or code."""

    q = forms.CharField(
        label=_("Nama atau kode"),
        help_text=_("Sebagian nama kelurahan, kecamatan, atau kota sudah cukup."),
        min_length=2,
        max_length=120,
        error_messages={
            "required": _("Tulis nama atau kode wilayah."),
            "min_length": _("Tulis paling sedikit dua huruf."),
            "max_length": _("Teks yang dicari terlalu panjang. Paling banyak 120 huruf."),
        },
    )
    seluruh = forms.BooleanField(label=_("Cari di seluruh Indonesia"), required=False)

"""The way back: the code, and a message to the other side."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.intake.forms.boxes import TextBox


class CodeForm(forms.Form):
    """The follow-up code as it was written down."""

    code = TextBox(
        label=_("Kode tindak lanjut"), max_length=60,
        help_text=_("Dua puluh huruf dan angka dalam lima kelompok. Huruf besar atau kecil sama saja."),
        error_messages={"required": _("Isi kode tindak lanjut Anda.")},
    )  # fmt: skip


class MessageForm(forms.Form):
    """A message to the other side."""

    words = TextBox(
        label=_("Pesan"), max_length=2000, rows=4, error_messages={"required": _("Tulis pesan Anda lebih dahulu.")}
    )

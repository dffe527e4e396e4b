"""What the admin fills in to open a gateway."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import PilihanField
from kondusif.intake.channels import gateway_channels
from kondusif.intake.forms.boxes import TextBox
from kondusif.intake.services.gateways import LONGEST_NAME


class GatewayForm(forms.Form):
    """A name for people and a channel of the table."""

    name = TextBox(
        label=_("Nama gerbang"), max_length=LONGEST_NAME,
        help_text=_("Misalnya nomor aduan kecamatan, atau nama penyedianya."),
        error_messages={"required": _("Isi nama gerbang, supaya kelak diketahui milik siapa.")},
    )  # fmt: skip
    channel = PilihanField(label=_("Saluran"), error_messages={"required": _("Pilih saluran pesannya.")})
    slip = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(one.key, one.name) for one in gateway_channels()]  # type: ignore[attr-defined]

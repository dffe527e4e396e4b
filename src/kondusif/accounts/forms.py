"""Shape and parsing of the forms of one's own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.base.fields import TanggalField


class SubstituteForm(forms.Form):
    """Who stands in, and from when to when."""

    substitute = forms.ChoiceField(
        label=_("Pengganti"), error_messages={"required": _("Pilih pengganti.")},
        help_text=_("Rekan yang memegang peran yang sama. Pengganti dari pengganti ikut menerima semuanya."),
    )  # fmt: skip
    first = TanggalField(label=_("Sejak"), help_text=_("Hari pertama, misalnya 18 November 2024."))
    last = TanggalField(
        label=_("Sampai"), help_text=_("Hari terakhir. Kosong berarti sampai diakhiri."), required=False
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["substitute"]
        assert isinstance(box, forms.ChoiceField)  # noqa: S101 - for the type checker
        box.choices = [("", _("Pilih")), *((one.pk, one.full_name) for one in people)]


class MailForm(forms.Form):
    """Where reminders go by e-mail."""

    address = forms.EmailField(
        label=_("Alamat surel dinas"), required=False, max_length=254,
        help_text=_("Kosongkan bila tidak ingin menerima surel."),
        error_messages={"invalid": _("Alamat ini tidak terbaca. Tulis seperti nama@kota.go.id.")},
    )  # fmt: skip

"""The address of a feed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField
from kondusif.base.outgoing import MAX_ADDRESS


class FeedFilter(forms.Form):
    """What narrows the list of feeds."""

    words = CleanTextField(label=_("Nama media atau alamat"), max_length=120, required=False)
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False,
        choices=[("", _("Semua")), ("on", _("menyala")), ("off", _("mati")), ("troubled", _("bermasalah"))],
    )  # fmt: skip


class FeedForm(forms.Form):
    """A feed for the list; adding it fetches nothing."""

    address = CleanTextField(
        label=_("Alamat umpan"), max_length=MAX_ADDRESS, help_text=_("Tautan RSS atau Atom, diawali https://."),
        error_messages={"required": _("Isi alamat umpannya.")},
    )  # fmt: skip
    outlet = CleanTextField(label=_("Nama media"), max_length=120, error_messages={"required": _("Isi nama medianya.")})

"""What is typed on the pages of chats."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.errors import sentence
from kondusif.base.fields import TanggalField
from kondusif.incidents.chat_files import text_of
from kondusif.kernel.errors import Refused
from kondusif.territory.selectors import Group


class BringForm(forms.Form):
    """A chat: pasted, or a file."""

    pasted = forms.CharField(
        label=_("Tempel obrolan"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Salin pesan dari ponsel atau komputer, lengkap dengan tanggal dan pengirimnya bila ada."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Atau pilih berkas ekspor"), required=False, allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.zip,text/plain,application/zip"}),
        help_text=_("Berkas .txt dari ekspor tanpa media, atau .zip yang memuatnya."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        pasted, chosen = data.get("pasted") or "", data.get("file")
        try:
            if bool(pasted.strip()) == bool(chosen):
                raise Refused("incidents.chat.one_of_two" if chosen else "engine.chat.empty")
            data["text"] = text_of(chosen.read()) if chosen else pasted
        except Refused as refusal:
            self.add_error("file" if chosen else "pasted", sentence(refusal))
        return data


class NilForm(forms.Form):
    """For which kelurahan and day a draft says that nothing happened."""

    village = forms.ChoiceField(label=_("Kelurahan"), error_messages={"required": _("Pilih kelurahan.")})
    on = TanggalField(label=_("Tanggal"), error_messages={"required": _("Isi tanggal laporan nihil.")})

    def __init__(self, *args: Any, places: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(group.label, [(one.code, one.label) for one in group.choices]) for group in places]
        self.fields["village"].choices = [("", _("Pilih kelurahan")), *groups]  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """Which of the reports that this officer typed in came from a draft."""

    number = forms.ChoiceField(label=_("Nomor laporan"), error_messages={"required": _("Pilih nomor laporan.")})

    def __init__(self, *args: Any, numbers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [("", _("Pilih nomor")), *((one, one) for one in numbers)]  # type: ignore[attr-defined]

"""What the pages of keys ask. A passphrase is never written back into a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField
from kondusif.vault.boxes import fingerprint
from kondusif.vault.models import PersonKey
from kondusif.vault.phrases import is_proposal

# The longest passphrase that is tried: enough for a sentence, too short to keep the machine busy.
LONGEST = 200
SPELLING = {"autocapitalize": "none", "spellcheck": "false"}


def phrase_field(label: Any, *, new: bool, missing: Any, help_text: Any = "") -> forms.CharField:
    """A box for a passphrase; password managers learn whether it is a new one."""
    kept = "new-password" if new else "current-password"
    return forms.CharField(
        label=label, max_length=LONGEST, strip=False, help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": kept, **SPELLING}),
        error_messages={"required": missing, "max_length": _("Paling banyak %(limit_value)d huruf.")},
    )  # fmt: skip


class UnlockForm(forms.Form):
    """The passphrase of one's own key, and where to go on."""

    phrase = phrase_field(
        _("Frasa kunci"), new=False, missing=_("Isi frasa kunci Anda."), help_text=_("Bukan sandi masuk.")
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPhraseForm(forms.Form):
    """A new passphrase, typed twice."""

    phrase = phrase_field(
        _("Frasa kunci"), new=True, missing=_("Isi frasa kunci yang baru."),
        help_text=_("Sedikitnya dua puluh huruf, misalnya enam kata yang tidak berkaitan. Huruf besar sama saja."),
    )  # fmt: skip
    again = phrase_field(_("Ketik sekali lagi"), new=True, missing=_("Ketik frasa kunci yang sama sekali lagi."))
    proposal = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_proposal(self) -> str:
        """Only what may have come from our own list is shown again."""
        text = str(self.cleaned_data["proposal"])
        return text if is_proposal(text) else ""

    def clean(self) -> dict[str, object]:
        """Both must be the same."""
        given: dict[str, object] = super().clean() or {}
        if "phrase" in given and "again" in given and given["phrase"] != given["again"]:
            self.add_error("again", _("Kedua frasa tidak sama. Ketik keduanya sekali lagi."))
        return given


class ChangePhraseForm(NewPhraseForm):
    """The present passphrase, and a new one."""

    old = phrase_field(_("Frasa kunci sekarang"), new=False, missing=_("Isi frasa kunci yang sekarang."))
    field_order = ["old", "phrase", "again", "proposal"]


class ReplaceForm(NewPhraseForm):
    """Begin anew: the sign-in password shows who sits there, and the loss is agreed to."""

    password = phrase_field(
        _("Sandi masuk"), new=False, missing=_("Isi sandi masuk Anda."),
        help_text=_("Sandi yang Anda pakai untuk masuk, agar pasti bahwa ini Anda."),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("Saya paham apa yang hilang"),
        error_messages={"required": _("Centang bahwa Anda paham apa yang hilang.")},
    )
    field_order = ["password", "phrase", "again", "agreed", "proposal"]


class VoiceForm(forms.Form):
    """A fingerprint that two people have compared by voice; it must still be the one that stands."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    compared = forms.BooleanField(
        label=_("Kami sudah membacakan sidik ini lewat suara, dan sama"),
        error_messages={"required": _("Cocokkan dahulu sidiknya lewat suara, lalu centang.")},
    )


class SeatForm(VoiceForm):
    """Who takes a seat, and for which institution."""

    person = forms.ChoiceField(
        label=_("Kustodian"), error_messages={
            "required": _("Pilih orangnya."),
            "invalid_choice": _("Orang ini tidak ada dalam daftar. Pilih salah satu."),
        },
    )  # fmt: skip
    institution = CleanTextField(
        label=_("Lembaga"), max_length=160, error_messages={"required": _("Isi nama lembaganya.")},
        help_text=_("Lembaga di luar garis perintah kota, misalnya perguruan tinggi atau kantor Ombudsman."),
    )  # fmt: skip
    field_order = ["person", "institution", "compared"]

    def __init__(self, *args: object, keys: Iterable[PersonKey], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        del self.fields["fingerprint"]  # the list itself says each one's
        self.keys = {f"{row.user_id}-{fingerprint(row.public).replace(' ', '')}": row for row in keys}
        box = self.fields["person"]
        assert isinstance(box, forms.ChoiceField)  # noqa: S101
        box.choices = [("", _("Pilih orang")), *(
            (value, f"{row.user.full_name} · {fingerprint(row.public)}") for value, row in self.keys.items()
        )]  # fmt: skip


class EnvelopeForm(forms.Form):
    """The code from the paper in the envelope."""

    code = CleanTextField(
        label=_("Kode dari amplop"), max_length=80, error_messages={"required": _("Ketik kode dari amplop.")},
        help_text=_("Delapan kelompok empat tanda. Spasi boleh ada; huruf O dibaca nol, huruf I dan L dibaca satu."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """A custodian's word about one request."""

    answer = PilihanField(
        label=_("Bolehkah nama ini dibuka?"),
        choices=[("agree", _("Setuju dibuka")), ("decline", _("Tidak setuju"))],
        hints={
            "agree": _("Bila seorang kustodian lain juga setuju, nama terbuka untuk unit yang meminta."),
            "decline": _("Bila dua kustodian tidak setuju, permintaan berakhir dan nama tetap tertutup."),
        },
        error_messages={"required": _("Pilih setuju atau tidak setuju.")},
    )
    note = CleanTextField(
        label=_("Catatan"), max_length=500, rows=3, required=False,
        help_text=_("Dibaca peminta. Jangan menulis nama siapa pun."),
    )  # fmt: skip

"""Parsing and shape of official letters; no rule is decided here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.cases import law
from kondusif.cases.letter_kinds import Kind

Choices = Sequence[tuple[str, Any]]
SAID = "said-"


class HeadForm(forms.Form):
    """What stands at the head of every letter, and when it came. `usual` are the bodies that send such letters."""

    body = forms.ChoiceField(
        label=_("Dari lembaga"),
        error_messages={
            "required": _("Pilih lembaga yang mengirim surat ini."),
            "invalid_choice": _("Lembaga ini tidak ada dalam daftar. Minta admin menambahkannya di Pengaturan."),
        },
    )
    number = CleanTextField(
        label=_("Nomor surat"), max_length=80, help_text=_("Persis seperti tertulis pada surat."),
        error_messages={"required": _("Isi nomor surat.")},
    )  # fmt: skip
    dated_on = TanggalField(
        label=_("Tanggal surat"), error_messages={"required": _("Isi tanggal yang tertulis pada surat.")}
    )
    received_on = TanggalField(
        label=_("Tanggal terima"), error_messages={"required": _("Isi hari surat ini diterima.")},
        help_text=_("Hari surat sampai di kantor, bukan hari dicatat. Tenggat dihitung dari sini."),
    )  # fmt: skip
    subject = CleanTextField(
        label=_("Perihal"), max_length=160, error_messages={"required": _("Isi perihal surat.")},
        help_text=_("Pendek dan netral, tanpa nama orang. Contoh: Rekomendasi atas dugaan ajakan memilih."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Choices, usual: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("Pilih")), *bodies]  # type: ignore[attr-defined]
        if not usual:
            self.fields["body"].help_text = _(
                "Pengirim yang lazim untuk surat ini belum ada dalam daftar. Admin menambahkannya di Pengaturan."
            )


class LetterForm(HeadForm):
    """What reception reads off the letter."""

    contest = PilihanField(
        label=_("Pemilihan"), choices=[("pilkada", _("Pilkada")), ("pemilu", _("Pemilu"))],
        error_messages={"required": _("Pilih pemilihan yang disebut surat.")},
    )  # fmt: skip
    case = forms.ChoiceField(
        label=_("Penanganan"),
        required=False,
        help_text=_("Bila surat ini tentang dugaan yang sudah ditangani, pilih nomornya; tenggatnya menyusul di sana."),
        error_messages={"invalid_choice": _("Penanganan ini tidak ada atau sudah ditutup. Pilih yang lain.")},
    )
    unit = forms.ChoiceField(
        label=_("Unit terperiksa"), required=False,
        help_text=_("Menentukan siapa yang tidak boleh menangani. Nama orangnya tidak dicatat di sini."),
    )  # fmt: skip
    examined = forms.ChoiceField(label=_("Kedudukan terperiksa"), required=False)
    handler = forms.ChoiceField(
        label=_("Penangan"),
        required=False,
        help_text=_("Bila dikosongkan, dipilih yang bebas dari garis atasan dan paling sedikit tugasnya."),
    )

    def __init__(
        self, *args: Any, kind: Kind, cases: Choices, units: Choices, subjects: Choices, handlers: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = {
            "case": [("", _("Buka penanganan baru")), *cases],
            "unit": [("", _("Belum diketahui")), *units],
            "examined": [("", _("Belum diketahui")), *subjects],
            "handler": [("", _("Pilihkan")), *handlers],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not cases:
            del self.fields["case"]
        if not kind.asks_contest:
            del self.fields["contest"]
        for one in kind.said:
            label = _("Tanggal yang disebut surat: %(event)s") % {"event": law.event_label(one.event)}
            self.fields[SAID + one.event] = TanggalField(
                label=label, required=False, help_text=_("Kosongkan bila surat tidak menyebutnya; tenggatnya menunggu.")
            )
        self.order_fields(["body", "number", "dated_on", "received_on", *(SAID + one.event for one in kind.said)])


class ScanForm(forms.Form):
    """The sheet itself, chosen last, since a page cannot hand a chosen file on."""

    scan = forms.FileField(
        label=_("Pindaian surat"), required=False, allow_empty_file=True,
        help_text=_("Satu berkas PDF, atau satu foto bila suratnya selembar; paling besar 8 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """The answer that was sent."""

    replied_on = TanggalField(
        label=_("Tanggal jawaban dikirim"), error_messages={"required": _("Isi hari jawaban dikirim.")}
    )
    number = CleanTextField(
        label=_("Nomor surat jawaban"), max_length=80, error_messages={"required": _("Isi nomor surat jawaban.")}
    )

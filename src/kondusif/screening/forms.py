"""Shape and parsing of what people send in this room. No rule is decided here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField
from kondusif.screening import manifests, sheets
from kondusif.screening.models import KINDS, REASONS, VERDICTS
from kondusif.screening.rules import LONGEST_TEXT, Verdict

EVERY = [("", _("Semua"))]


class TakeInForm(forms.Form):
    """A result with its manifest."""

    result = forms.FileField(
        label=_("Berkas hasil"), help_text=_("Berkas --out dari penyaringan, CSV atau Parquet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.parquet"}),
        error_messages={"required": _("Pilih berkas hasilnya."), "empty": _("Berkas hasil ini kosong.")},
    )  # fmt: skip
    manifest = forms.FileField(
        label=_("Manifes"), help_text=_("Berkas JSON yang dibuat di samping hasil itu."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Pilih manifesnya."), "empty": _("Manifes ini kosong.")},
    )  # fmt: skip

    def given(self) -> tuple[bytes, bytes, str]:
        """Bytes of the result, bytes of the manifest, name of the result; at most one byte more than is allowed."""
        result: UploadedFile = self.cleaned_data["result"]
        manifest: UploadedFile = self.cleaned_data["manifest"]
        return result.read(sheets.LARGEST + 1), manifest.read(manifests.LARGEST + 1), str(result.name)


class FilterForm(forms.Form):
    """What narrows the proposals of a run."""

    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[*EVERY, *KINDS.items()])
    putusan = forms.ChoiceField(label=_("Putusan"), required=False, choices=[*EVERY, *VERDICTS.items()])
    rujukan = forms.ChoiceField(label=_("Usulan"), required=False)
    cari = CleanTextField(label=_("Kata kutipan atau nomor naskah"), max_length=120, required=False)

    def __init__(self, *args: Any, refs: Sequence[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rujukan"].choices = [*EVERY, *refs]  # type: ignore[attr-defined]


class VerdictForm(forms.Form):
    """A verdict: one button says it, words may stand beside it."""

    alasan = forms.ChoiceField(choices=[(Verdict.TAKEN, ""), *REASONS.items()])
    words = CleanTextField(max_length=300, required=False)
    serupa = forms.BooleanField(required=False)

    def said(self) -> tuple[str, str]:
        """The verdict, and the reason of a rejection."""
        reason = self.cleaned_data["alasan"]
        return (Verdict.TAKEN, "") if reason == Verdict.TAKEN else (Verdict.REJECTED, reason)


class UseForm(forms.Form):
    """Where a proposal that was taken up has been used."""

    used_in = CleanTextField(
        label=_("Dipakai di"), max_length=200, required=False,
        help_text=_("Misalnya nomor nota dinas atau nomor penanganan. Catatan saja, tidak membuka apa pun."),
    )  # fmt: skip


class TextForm(forms.Form):
    """A text to read, with the reason for it."""

    reason = CleanTextField(
        label=_("Alasan membaca"), max_length=300,
        help_text=_("Tercatat atas nama Anda. Jangan menulis nama orang di sini."),
        error_messages={"required": _("Tulis alasan membaca naskah ini.")},
    )  # fmt: skip
    text = CleanTextField(
        label=_("Naskah"), max_length=LONGEST_TEXT, rows=12,
        help_text=_("Dibaca di ingatan saja. Naskah dan temuannya tidak disimpan."),
        error_messages={"required": _("Belum ada naskah. Tempelkan teksnya.")},
    )  # fmt: skip


class TallyForm(forms.Form):
    """A verdict that is counted and nothing more."""

    token = forms.CharField(max_length=4_000)
    verdict = forms.ChoiceField(choices=[(verdict, verdict) for verdict in Verdict])

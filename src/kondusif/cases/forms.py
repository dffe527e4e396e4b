"""Parsing and shape of what handlers type; no rule is decided here."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.base.fields import CleanTextField, JamField, PilihanField, TanggalField
from kondusif.cases.models import DECIDERS, OUTCOMES, PARTY_ROLES

Choices = Sequence[tuple[str, object]]


class SummaryForm(forms.Form):
    """The handler's own words."""

    title = CleanTextField(
        label=_("Judul dugaan"), max_length=160,
        help_text=_("Pendek dan netral, tanpa nama orang. Contoh: Ajakan memilih di grup percakapan warga."),
    )  # fmt: skip
    summary = CleanTextField(
        label=_("Ringkasan dugaan"), max_length=4000, rows=8,
        help_text=_(
            "Tulis dengan kata Anda sendiri: perbuatan, waktu, tempat. Jangan menyalin kalimat pelapor. "
            "Ringkasan ini dibaca atasan, tim pemeriksa, dan terperiksa."
        ),
    )  # fmt: skip


class OpenForm(SummaryForm):
    """What is needed to open a case."""

    acts = forms.MultipleChoiceField(label=_("Dugaan perbuatan"), required=False, widget=forms.CheckboxSelectMultiple)
    procedures = forms.MultipleChoiceField(
        label=_("Prosedur yang diikuti"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Boleh lebih dari satu; setiap prosedur berjalan dengan tenggatnya sendiri."),
    )  # fmt: skip
    known_on = TanggalField(
        label=_("Tanggal diketahui"),
        help_text=_("Hari atasan atau kota mengetahui dugaan ini; tenggat dihitung dari sini."),
    )
    area_code = forms.ChoiceField(label=_("Wilayah"))
    unit = forms.ChoiceField(label=_("Unit terperiksa"), required=False)
    subject = forms.ChoiceField(
        label=_("Kedudukan terperiksa"), required=False,
        help_text=_("Prosedur yang tidak berlaku baginya ditolak. Kosongkan bila belum diketahui."),
    )  # fmt: skip
    handler = forms.ChoiceField(label=_("Penangan"))
    substitute = forms.ChoiceField(
        label=_("Pengganti"), required=False, help_text=_("Menerima semua yang diterima penangan.")
    )

    evidence = forms.MultipleChoiceField(
        label=_("Bukti yang diserahkan kepada penangan"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya salinan amannya, dan hanya unit penangan yang dapat membukanya. Dapat ditambah nanti."),
    )  # fmt: skip

    def __init__(
        self, *args: object, acts: Choices, procedures: Choices, areas: Choices, units: Choices,
        handlers: Sequence[User], subjects: Choices, evidence: Choices = (), **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if evidence:
            self.fields["evidence"].choices = evidence  # type: ignore[attr-defined]
        else:
            del self.fields["evidence"]
        people = [(str(user.pk), user.full_name) for user in handlers]
        blank = [("", _("Pilih"))]
        self.fields["acts"].choices = acts  # type: ignore[attr-defined]
        self.fields["procedures"].choices = procedures  # type: ignore[attr-defined]
        self.fields["area_code"].choices = areas  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("Belum diketahui")), *units]  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", _("Belum diketahui")), *subjects]  # type: ignore[attr-defined]
        self.fields["handler"].choices = [*blank, *people]  # type: ignore[attr-defined]
        self.fields["substitute"].choices = [("", _("Tanpa pengganti")), *people]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """One duty fulfilled."""

    key = forms.ChoiceField(label=_("Langkah"))
    done_on = TanggalField(label=_("Selesai pada"))
    note = CleanTextField(label=_("Catatan"), max_length=300, required=False, help_text=_("Misalnya nomor surat."))

    def __init__(self, *args: object, steps: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["key"].choices = steps  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """Something that happened and starts a clock."""

    event = forms.ChoiceField(label=_("Peristiwa"))
    happened_on = TanggalField(label=_("Tanggal kejadian"))
    happened_at = JamField(label=_("Pukul"), required=False, help_text=_("Hanya bila tenggat dihitung per jam."))
    note = CleanTextField(label=_("Keterangan"), max_length=300, required=False)

    def __init__(self, *args: object, events: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    """A clock that stands still."""

    key = forms.ChoiceField(label=_("Tenggat"))
    reason = forms.ChoiceField(label=_("Alasan hukum"))
    first = TanggalField(label=_("Dijeda sejak"), help_text=_("Hari pertama yang tidak dihitung."))
    note = CleanTextField(label=_("Catatan"), max_length=300, required=False, help_text=_("Misalnya nomor surat."))

    def __init__(self, *args: object, clocks: Choices, reasons: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["key"].choices = clocks  # type: ignore[attr-defined]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class ResumeForm(forms.Form):
    """A paused clock that goes on."""

    key = forms.ChoiceField(label=_("Tenggat"))
    resumed_on = TanggalField(label=_("Dilanjutkan"), help_text=_("Hari pertama yang dihitung lagi."))
    note = CleanTextField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args: object, clocks: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["key"].choices = clocks  # type: ignore[attr-defined]


class ProcedureForm(forms.Form):
    """One more procedure."""

    procedure = PilihanField(label=_("Prosedur"), choices=[])

    def __init__(self, *args: object, procedures: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["procedure"].choices = procedures  # type: ignore[attr-defined]


class ExaminedForm(forms.Form):
    """Whom and which place a case is about."""

    subject = forms.ChoiceField(label=_("Kedudukan terperiksa"), required=False)
    unit = forms.ChoiceField(label=_("Unit terperiksa"), required=False)
    area_code = forms.ChoiceField(label=_("Wilayah"))

    def __init__(self, *args: object, areas: Choices, units: Choices, subjects: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["area_code"].choices = areas  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("Belum diketahui")), *units]  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", _("Belum diketahui")), *subjects]  # type: ignore[attr-defined]


class PartyForm(forms.Form):
    """A person of the case."""

    role = forms.ChoiceField(label=_("Peran"), choices=list(PARTY_ROLES.items()))
    name = CleanTextField(label=_("Nama"), max_length=160)
    post = CleanTextField(label=_("Jabatan dan unit"), max_length=200, required=False)


class EvidenceForm(forms.Form):
    """One item of evidence, under a label of the handler's own."""

    attachment = forms.ChoiceField(label=_("Lampiran laporan"))
    label = CleanTextField(
        label=_("Sebutan bukti"), max_length=160, help_text=_("Netral, tanpa nama pelapor. Contoh: Tangkapan layar 1.")
    )

    def __init__(self, *args: object, items: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["attachment"].choices = items  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """How a case is proposed to end."""

    outcome = PilihanField(label=_("Hasil"), choices=list(OUTCOMES.items()))
    decider = forms.ChoiceField(
        label=_("Siapa yang memutuskan"), required=False, choices=[("", _("Tidak ada putusan")), *DECIDERS.items()],
        help_text=_("Perlu diisi bila hasilnya terbukti atau tidak terbukti."),
    )  # fmt: skip
    decided_on = TanggalField(label=_("Tanggal keputusan"), required=False)
    reason = CleanTextField(label=_("Alasan penutupan"), max_length=2000, rows=5)


class HandEvidenceForm(forms.Form):
    """Pieces of a report's evidence that go to the handling unit."""

    items = forms.MultipleChoiceField(
        label=_("Bukti"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu bukti.")},
    )  # fmt: skip

    def __init__(self, *args: object, items: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["items"].choices = items  # type: ignore[attr-defined]

"""The form of an outside body: where it is, what it takes, and when it must answer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField
from kondusif.institutions.models import Body
from kondusif.institutions.rules import Matter
from kondusif.institutions.services import ADDRESS
from kondusif.rulebook.selectors import procedure

MATTERS = {
    Matter.ELECTION: _("laporan pelanggaran pemilihan"),
    Matter.INFORMATION: _("informasi awal untuk pengawas"),
    Matter.OVERSIGHT: _("pengawasan netralitas ASN"),
    Matter.SHELTERED: _("laporan tentang pimpinan kota"),
    Matter.PRESSURE: _("tekanan terhadap pelapor"),
    Matter.KPU_STAFF: _("petugas KPU"),
    Matter.POLICE: _("anggota Polri"),
    Matter.CRIME: _("tindak pidana"),
    Matter.MILITARY: _("anggota TNI"),
    Matter.KEMENAG: _("pegawai Kementerian Agama"),
    Matter.SMA_TEACHER: _("guru SMA dan SMK"),
}
PRESSURE = "pressure"


class BodyForm(forms.Form):
    """A body outside the city."""

    name = CleanTextField(
        label=_("Nama lembaga"), max_length=160, error_messages={"required": _("Isi nama lembaga.")},
        help_text=_("Bila lembaga ini memegang kursi kustodian, tulis namanya sama persis."),
    )  # fmt: skip
    address = CleanTextField(label=_("Alamat"), max_length=400, rows=3, required=False)
    phone = CleanTextField(label=_("Telepon"), max_length=60, required=False)
    email = forms.EmailField(
        label=_("Surel"), required=False, error_messages={"invalid": _("Tulis surel seperti nama@lembaga.go.id.")}
    )
    site = forms.URLField(
        label=_("Situs"), required=False, assume_scheme="https",
        error_messages={"invalid": _("Tulis alamat situs seperti https://lembaga.go.id.")},
    )  # fmt: skip
    takes = forms.MultipleChoiceField(
        label=_("Menerima"), required=False, choices=[(str(key), label) for key, label in MATTERS.items()],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    how = CleanTextField(
        label=_("Cara menyampaikan"), max_length=800, rows=4, required=False,
        help_text=_("Dibaca pelapor yang ditekan: ke mana, membawa apa, meminta apa."),
    )  # fmt: skip
    answer_rule = forms.ChoiceField(
        label=_("Aturan jangka waktu jawaban"), required=False,
        help_text=_("Dipakai bila seorang pelapor menyurati lembaga ini karena ditekan."),
    )  # fmt: skip

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        if body:
            kwargs.setdefault("initial", {name: getattr(body, name) for name in ("name", "takes", *ADDRESS)})
        super().__init__(*args, **kwargs)
        self.fields["answer_rule"].choices = [("", _("tidak ada yang diketahui")), *_rules()]  # type: ignore[attr-defined]


def _rules() -> list[tuple[str, str]]:
    english = (get_language() or "").startswith("en")
    one = procedure(PRESSURE)
    return [(f"{one.id}.{step.id}", step.title_en if english else step.title) for step in one.steps]

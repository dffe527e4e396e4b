"""Writing an incident down, and correcting it."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, JamField, PilihanField, TanggalField
from kondusif.engine.chat import Dropper
from kondusif.incidents.models import KINDS, SEVERITIES, SOURCES, Incident
from kondusif.incidents.rules import RefusedKind, Severity, Source
from kondusif.incidents.selectors.chats import place_names
from kondusif.incidents.services import CORRECTABLE, Facts
from kondusif.kernel.areas import Level, at_level
from kondusif.territory.selectors import Group, rt_choices, rw_choices

RIGHTS = {
    RefusedKind.CRITICISM: _("Kritik atau protes damai"),
    RefusedKind.WORSHIP: _("Ibadah atau acara keagamaan"),
    RefusedKind.ASSEMBLY: _("Berkumpul atau kampanye yang sesuai aturan"),
}
KIND_HINTS: dict[str, Any] = {
    "obstruction": _("Terhadap tahapan pemilu, kampanye, petugas, atau ibadah."),
    "intimidation": _("Tekanan agar orang memilih, tidak memilih, atau diam."),
    "false_procedure": _("Misalnya tanggal, tempat, atau syarat memilih yang salah."),
    "disaster": _("Banjir, kebakaran, listrik, atau logistik pemilu yang rusak dan terlambat."),
    **{str(right): _("Hak warga; tidak dicatat sebagai kejadian.") for right in RIGHTS},
}
SEVERITY_HINTS: dict[str, Any] = {
    Severity.LIGHT: _("Reda di tempat, tanpa korban dan kerugian berarti."),
    Severity.MEDIUM: _("Petugas harus hadir, ada kerugian, atau warga merasa takut."),
    Severity.HEAVY: _("Ada korban, kekerasan meluas, atau tahapan pemilu terganggu."),
}
WORDS = ("place", "what", "how", "action_taken", "opinion")
MOST_SHOWN = 5  # names in one question
NOT_CHOSEN = [("", _("Pilih kelurahan"))]
WHOLE_VILLAGE = [("", _("Tidak disebut"))]


class PlaceForm(forms.Form):
    """A place by list: kelurahan, then RW and RT where the city has loaded them."""

    village = forms.ChoiceField(label=_("Kelurahan"), error_messages={"required": _("Pilih kelurahan.")})
    rw = forms.ChoiceField(label=_("RW"), required=False)
    rt = forms.ChoiceField(label=_("RT"), required=False)

    def __init__(self, *args: Any, places: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [choice for group in places for choice in group.choices]
        grouped = [(group.label, [(choice.code, choice.label) for choice in group.choices]) for group in places]
        self.fields["village"].choices = grouped if len(every) == 1 else [*NOT_CHOSEN, *grouped]  # type: ignore[attr-defined]
        if len(every) == 1:
            self.fields["village"].initial = every[0].code
        self._offer_parts({choice.code for choice in every})

    def _offer_parts(self, known: set[str]) -> None:
        village, rw = self.value_of("village"), self.value_of("rw")
        rows = rw_choices(village) if village in known else []
        below = rt_choices(rw) if rw in {row.code for row in rows} else []
        offered = {"rw": rows, "rt": below}
        for name, choices in offered.items():
            self.fields[name].choices = [*WHOLE_VILLAGE, *((row.code, row.label) for row in choices)]  # type: ignore[attr-defined]
        if self.is_bound:  # a part of another kelurahan is forgotten, not refused
            sent = dict(self.data.items())
            lost = [name for name, choices in offered.items() if sent.get(name) not in {row.code for row in choices}]
            self.data = {**sent, **dict.fromkeys(lost, "")}

    def value_of(self, name: str) -> str:
        """What stands in a field before validation."""
        value = self.data.get(name) if self.is_bound else self.initial.get(name, self.fields[name].initial)
        return str(value or "")

    @property
    def area_code(self) -> str:
        """The narrowest place that was chosen."""
        return next(filter(None, (self.cleaned_data[name] for name in ("rt", "rw", "village"))))


class IncidentForm(PlaceForm):
    """Laporan Informasi: what, where, when, how, what was done; opinion apart. There is no field for a person."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = PilihanField(
        label=_("Jenis gangguan"), hints=KIND_HINTS, error_messages={"required": _("Pilih jenis gangguan.")},
        choices=[(_("Gangguan"), list(KINDS.items())), (_("Bukan kejadian"), list(RIGHTS.items()))],
    )  # fmt: skip
    severity = PilihanField(
        label=_("Bobot"), choices=list(SEVERITIES.items()), hints=SEVERITY_HINTS,
        error_messages={"required": _("Pilih bobot kejadian.")},
    )  # fmt: skip
    place = CleanTextField(
        label=_("Tempat"), max_length=200, error_messages={"required": _("Isi tempat kejadian.")},
        help_text=_("Tempat umum yang mudah dikenali, misalnya nama jalan. Jangan tulis rumah seseorang."),
    )  # fmt: skip
    happened_on = TanggalField(label=_("Tanggal kejadian"), help_text=_("Contoh: 9 November 2024."))
    happened_time = JamField(label=_("Jam kejadian"), required=False, help_text=_("Contoh: 14.30."))
    what = CleanTextField(
        label=_("Apa yang terjadi"), max_length=300, help_text=_("Satu kalimat, tanpa nama orang."),
        error_messages={"required": _("Isi apa yang terjadi.")},
    )  # fmt: skip
    how = CleanTextField(
        label=_("Bagaimana kejadiannya"), max_length=4000, rows=6,
        error_messages={"required": _("Isi bagaimana kejadiannya.")},
        help_text=_("Urut menurut waktu. Hanya yang dilihat sendiri; sebut sumber bila dari orang lain."),
    )  # fmt: skip
    action_taken = CleanTextField(label=_("Tindakan yang sudah diambil"), max_length=2000, rows=3, required=False)
    victims = forms.IntegerField(
        label=_("Jumlah korban"), required=False, min_value=0, max_value=100000,
        help_text=_("Kosongkan bila belum diketahui; isi 0 bila tidak ada."),
    )  # fmt: skip
    police_informed = forms.BooleanField(label=_("Sudah dilaporkan ke polisi"), required=False)
    opinion = CleanTextField(
        label=_("Pendapat pencatat"), max_length=2000, rows=3, required=False,
        help_text=_("Dugaan, perkiraan, dan saran. Bagian ini terpisah dari fakta."),
    )  # fmt: skip

    def facts(self) -> Facts:
        """What was written, as the service takes it; one sentence may stand for the whole course."""
        written = {**self.cleaned_data, "how": self.cleaned_data["how"] or self.cleaned_data["what"]}
        return Facts(
            area_code=self.area_code,
            severity=Severity(written["severity"]),
            **{name: written[name] for name in CORRECTABLE if name not in ("area_code", "severity")},
        )


class RecordForm(IncidentForm):
    """A new incident. The desk says whether it came by a letter of the police."""

    source = PilihanField(
        label=_("Asal catatan"), choices=[(name, SOURCES[name]) for name in (Source.DESK, Source.POLICE_LETTER)]
    )

    def __init__(self, *args: Any, at_desk: bool, from_report: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self.fields["how"].required = not from_report  # the report tells it; who decides need not write it anew
        if not at_desk or from_report:
            del self.fields["source"]
        else:
            self.fields["source"].initial = Source.DESK


class FromChatForm(RecordForm):
    """An incident out of a draft, whose names and numbers were dropped: what looks like one typed back is asked about
    once."""

    as_written = forms.BooleanField(label=_("Bukan nama atau nomor orang; simpan seperti tertulis"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask where the words name somebody and nobody has said that they do not."""
        written, dropper = super().clean() or self.cleaned_data, Dropper([], place_names())
        texts = [str(written.get(name) or "") for name in WORDS]
        persons = list(dict.fromkeys(found for text in texts for found in dropper.persons(text)))
        if persons and not written.get("as_written"):
            asked = _(
                "Ini mirip nama atau nomor orang: %(words)s. Ganti dengan jabatan atau keterangannya, atau centang "
                "bila bukan."
            )
            self.add_error("as_written", asked % {"words": ", ".join(persons[:MOST_SHOWN])})
        return written


class CorrectForm(IncidentForm):
    """A correction of what was written, with its reason."""

    reason = CleanTextField(
        label=_("Alasan koreksi"),
        max_length=500,
        error_messages={"required": _("Isi alasan koreksi.")},
        help_text=_("Isian lama tetap tersimpan di samping yang baru."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def written_in(incident: Incident) -> dict[str, object]:
    """What a correction form shows first."""
    code = incident.area_code
    first = {name: getattr(incident, name) for name in CORRECTABLE if name != "area_code"}
    levels = {"village": Level.VILLAGE, "rw": Level.RW, "rt": Level.RT}
    return {**first, **{name: at_level(code, level) for name, level in levels.items()}, "version": incident.version}

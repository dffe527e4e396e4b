"""Shape and parsing of what the desk types about programmes, quotas and the city's agenda."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.outreach.models import GROUPS, Programme
from kondusif.outreach.plan_rules import LONGEST_NAME, MOST_SESSIONS, QuotaRow
from kondusif.outreach.rules import Group
from kondusif.stages.selectors import contests
from kondusif.territory.models import Area
from kondusif.territory.selectors import Group as Places


class ProgrammeForm(forms.Form):
    """A programme: what it is for, on what it rests, its days and its aim."""

    name = CleanTextField(
        label=_("Nama program"), max_length=LONGEST_NAME, help_text=_("Misalnya: Sosialisasi pemilu damai sampai RT."),
        error_messages={"required": _("Isi nama program.")},
    )  # fmt: skip
    purpose = CleanTextField(label=_("Maksud"), max_length=2000, rows=3, required=False)
    basis = CleanTextField(
        label=_("Dasar"), max_length=300, required=False, help_text=_("Surat, keputusan, atau pos anggarannya.")
    )
    contest = forms.ChoiceField(label=_("Kontes"), required=False)
    starts_on = TanggalField(label=_("Mulai"))
    ends_on = TanggalField(label=_("Selesai"))
    target_percent = forms.IntegerField(
        label=_("Target cakupan, persen"), min_value=1, max_value=100, initial=80,
        error_messages={
            "required": _("Isi target 1 sampai 100."), "invalid": _("Isi target 1 sampai 100."),
            "min_value": _("Isi target 1 sampai 100."), "max_value": _("Isi target 1 sampai 100."),
        },
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(row.id, row.name) for row in contests()]
        self.fields["contest"].choices = [("", _("Di luar tahapan")), *known]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What a service takes."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name != "version"}


def written_in(programme: Programme) -> dict[str, Any]:
    """What a form shows first of a programme."""
    return {name: getattr(programme, name) for name in ProgrammeForm.base_fields}


class GridForm(forms.Form):
    """How many sessions for each group in each kelurahan of one kecamatan; an empty box says nought."""

    def __init__(self, *args: Any, rows: Iterable[tuple[Area, Mapping[Group, int]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for area, standing in self.rows:
            for group in Group:
                self.fields[self.name_of(area.code, group)] = self._box(area, group, standing.get(group, 0))

    @staticmethod
    def name_of(code: str, group: Group) -> str:
        """The name of one box."""
        return f"{code}:{group}"

    def _box(self, area: Area, group: Group, standing: int) -> forms.IntegerField:
        label = _("%(place)s, %(group)s") % {"place": area.name, "group": GROUPS[group]}
        wrong = _("%(label)s: isi bilangan 0 sampai %(most)s.") % {"label": label, "most": MOST_SESSIONS}
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=MOST_SESSIONS, initial=standing or None,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control angka-kecil"}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )  # fmt: skip

    def lines(self) -> list[tuple[Area, list[forms.BoundField]]]:
        """The boxes as the rows of a table."""
        return [(area, [self[self.name_of(area.code, group)] for group in Group]) for area, _standing in self.rows]

    def quotas(self) -> list[QuotaRow]:
        """What a service takes; nought takes a quota away."""
        return [
            QuotaRow(area.code, group, self.cleaned_data[self.name_of(area.code, group)] or 0)
            for area, _standing in self.rows
            for group in Group
        ]


class QuotaSheetForm(forms.Form):
    """A CSV of quotas, by file or as pasted text."""

    file = forms.FileField(label=_("Berkas CSV"), required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000_000)
    replace = forms.BooleanField(
        label=_("Hapus kuota yang tidak ada dalam berkas"), required=False,
        help_text=_("Tanpa ini, kuota lain tetap seperti semula."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("file") and not found.get("text"):
            self.add_error("file", _("Pilih berkas CSV dengan kolom kelurahan, rw, rt, sasaran, sesi."))
        return found

    def raw(self) -> bytes:
        """The sheet as it came."""
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["text"].encode()


class QuotaFilterForm(forms.Form):
    """Which quotas the page of a programme lists."""

    sasaran = forms.ChoiceField(label=_("Sasaran"), required=False, choices=[("", _("Semua sasaran")), *GROUPS.items()])
    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)

    def __init__(self, *args: Any, places: Iterable[Places], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].choices = [("", _("Seluruh kota")), *grouped(places)]  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """Something on the city's agenda that the desk should see beside the stages."""

    name = CleanTextField(
        label=_("Kegiatan"), max_length=120, error_messages={"required": _("Isi nama kegiatan.")},
        help_text=_("Yang menyita petugas kota: pekan olahraga, hari jadi, peringatan keagamaan."),
    )  # fmt: skip
    starts_on = TanggalField(label=_("Mulai"))
    ends_on = TanggalField(label=_("Selesai"), required=False, help_text=_("Kosongkan bila satu hari."))
    area_code = PilihanField(label=_("Wilayah"), required=False, widget=forms.Select(attrs={"class": "form-select"}))
    note = CleanTextField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args: Any, places: Iterable[Places], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = [("", _("Seluruh kota")), *grouped(places)]  # type: ignore[attr-defined]


def grouped(places: Iterable[Places]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kecamatan and their kelurahan as the choices of a list."""
    found = []
    for row in places:
        whole = (row.code, _("Seluruh %(name)s") % {"name": row.label})
        found.append((row.label, [whole, *((one.code, one.label) for one in row.choices)]))
    return found

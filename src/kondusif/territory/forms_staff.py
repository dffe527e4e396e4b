"""Shape of what the desk hands in about RW, RT and TPS: one kelurahan by hand, or a whole sheet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kondusif.base.errors import sentence
from kondusif.base.fields import CleanTextField
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.territory.indicators import Instrument
from kondusif.territory.neighbourhoods import HEADS as NEIGHBOURHOOD_HEADS
from kondusif.territory.neighbourhoods import Houses, Read, missing_column, read_sheet, read_text, village_names
from kondusif.territory.tables import LARGEST, MOST_FAULTS, table_of
from kondusif.territory.tps_sheets import CountsRead, heads_of_counts, missing_count_column, read_counts


def faults_in_words(faults: Iterable[BadSheet], columns: bool = True) -> list[str]:
    """Every fault with its row and column, the first forty of them."""
    rows = sorted(faults, key=lambda fault: fault.line)
    said = []
    for fault in rows[:MOST_FAULTS]:
        where = gettext("Baris %(line)s, kolom %(column)s") if fault.column and columns else gettext("Baris %(line)s")
        said.append(f"{where % {'line': fault.line, 'column': fault.column}}: {fault.problem}.")
    if len(rows) > MOST_FAULTS:
        said.append(gettext("Masih ada %(more)s kesalahan lain.") % {"more": len(rows) - MOST_FAULTS})
    return said


class SourceForm(forms.Form):
    """What a list rests on."""

    source = CleanTextField(
        label=_("Dasar"), max_length=90,
        help_text=_("Surat keputusan, surat kelurahan, atau rekap dinas, dengan nomor dan tanggalnya."),
        error_messages={"required": _("Tulis dasar daftar ini, misalnya nomor surat keputusan lurah.")},
    )  # fmt: skip


class HousesForm(SourceForm):
    """The RW and RT of one kelurahan, one RW a line."""

    houses = CleanTextField(
        label=_("Daftar RW dan RT"), max_length=20000, rows=14, required=False,
        help_text=_("Satu RW satu baris, lalu titik dua dan nomor RT-nya. Contoh: 7: 1-6, 8"),
    )  # fmt: skip
    field_order = ("houses", "source")

    def clean_houses(self) -> Houses:
        houses, faults = read_text(str(self.cleaned_data["houses"]))
        if faults:
            raise forms.ValidationError(faults_in_words(faults, columns=False))
        return houses


class SheetForm(SourceForm):
    """A CSV, read into `read` when it is one; every fault names row and column and nothing is kept."""

    file = forms.FileField(
        label=_("Berkas CSV"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Pilih berkas CSV."), "empty": _("Berkas ini kosong.")},
    )  # fmt: skip
    field_order = ("file", "source")

    def __init__(self, *args: Any, villages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = villages

    def raw(self) -> bytes:
        """The content of the file."""
        given: UploadedFile = self.cleaned_data["file"]
        return bytes(given.read(LARGEST + 1))


class NeighbourhoodSheetForm(SheetForm):
    """The RW and RT of several kelurahan."""

    def clean_file(self) -> Read:
        try:
            table = table_of(self.raw(), NEIGHBOURHOOD_HEADS)
        except Refused as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal
        lacks = missing_column(table.columns)
        read = Read(faults=[lacks]) if lacks else read_sheet(table.lines, self.villages)
        if faults := [*read.faults, *table.faults]:
            raise forms.ValidationError(faults_in_words(faults))
        return read


class CountSheetForm(SheetForm):
    """The counts of several kelurahan."""

    def __init__(self, *args: Any, instrument: Instrument, stations: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids, self.stations = instrument.ids, stations

    def clean_file(self) -> CountsRead:
        try:
            table = table_of(self.raw(), heads_of_counts(self.ids))
        except Refused as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal
        lacks = missing_count_column(table.columns, self.ids)
        read = (
            CountsRead(faults=[lacks]) if lacks
            else read_counts(table.lines, self.ids, village_names(self.villages), self.stations)
        )  # fmt: skip
        if faults := [*read.faults, *table.faults]:
            raise forms.ValidationError(faults_in_words(faults))
        return read


class CountsForm(SourceForm):
    """The 25 counts of one kelurahan; an empty box is unknown."""

    def __init__(self, *args: Any, instrument: Instrument, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for row in instrument.indicators:
            self.fields[row.id] = forms.IntegerField(
                label=row.words, required=False, min_value=0, max_value=most,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Tulis angka 0 atau lebih, atau kosongkan bila belum diketahui."),
                    "min_value": _("Jumlah TPS tidak boleh kurang dari 0."),
                    "max_value": _("Paling banyak %(limit_value)s TPS di kelurahan ini. Periksa angkanya."),
                },
            )  # fmt: skip

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The boxes in their groups, for the page."""
        return [(group.name, [self[row.id] for row in group.indicators]) for group in self.instrument.groups]

    def counts(self) -> dict[str, int | None]:
        """What was filled in, by indicator; None where a box is empty."""
        return {key: self.cleaned_data[key] for key in self.instrument.ids}

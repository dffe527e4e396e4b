"""Files of reports: the file itself, each row checked like a typed report, and the decision about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kondusif.base.fields import PilihanField, TanggalField, clean_line
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import unit_choices, units
from kondusif.intake.channels import typed_channels
from kondusif.intake.forms.steps import ELSEWHERE, UNKNOWN, EventForm, PlaceForm, TrackForm, account_of
from kondusif.intake.imports.sheet import HEADS, SheetRow, folded
from kondusif.intake.rules import Draft, Kind, Reporter, Track
from kondusif.intake.services.importing import LARGEST
from kondusif.intake.services.receiving import place_of
from kondusif.territory.selectors import place_choices
from kondusif.vault.routing import doorstep

KIND_WORDS = {
    "netralitas": Kind.NEUTRALITY, "netralitasasn": Kind.NEUTRALITY, "neutrality": Kind.NEUTRALITY,
    "keamanan": Kind.PEACE, "kedamaian": Kind.PEACE, "gangguan": Kind.PEACE, "peace": Kind.PEACE,
    "gangguankeamanandanketertiban": Kind.PEACE,
}  # fmt: skip
TRACK_WORDS = {
    "": Track.CITY, "kota": Track.CITY, "kotasaja": Track.CITY, "keduanya": Track.BOTH, "bawasludankota": Track.BOTH,
}  # fmt: skip
YES, NO = {"ya", "y", "1", "benar", "x"}, {"", "tidak", "t", "0", "bukan"}
NOWHERE, OUTSIDE = {"", "tidaktahu", "mediasosial"}, {"luarkota", "luar"}
SAMPLE = {
    "channel": "surat", "received_on": "11 November 2024", "kind": "netralitas", "track": "kota",
    "words": "Staf kelurahan membagikan kaus pasangan calon di balai RW.", "happened_on": "9 November 2024",
    "happened_time": "16.30", "known_on": "10 November 2024", "evidence_words": "dua foto", "area": "",
    "place_words": "balai RW", "accused_post": "staf", "accused_is_head": "tidak",
}  # fmt: skip


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Berkas laporan"), widget=forms.FileInput(attrs={"accept": ".csv,.txt,.mbox,.mbx,.eml"}),
        help_text=gettext_lazy("CSV, kotak surat (mbox), atau satu surat (eml); paling besar 20 MB."),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya; paling besar 20 MB."),
            "empty": gettext_lazy("Berkas ini kosong. Pilih berkas lain."),
        },
    )  # fmt: skip

    def raw(self) -> bytes:
        """The content, and one byte more where it is too large."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))


class BadRowsForm(forms.Form):
    """What becomes of a file in which some rows are wrong."""

    choice = PilihanField(
        label=gettext_lazy("Baris yang salah"),
        choices=[
            ("none", gettext_lazy("Jangan simpan apa pun")), ("good", gettext_lazy("Simpan semua baris yang benar")),
        ],
        hints={
            "none": gettext_lazy("Perbaiki berkasnya, lalu bawa masuk yang utuh."),
            "good": gettext_lazy("Yang salah menyusul: unduh, perbaiki, lalu bawa masuk berkas itu saja."),
        },
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was checked.

    Args:
        draft: what would be kept; None where something is wrong.
        faults: (column, problem).
        channel: by which way it came; empty where its file does not say.
        received_on: the day on which it came to the office; None where its file does not say.
    """

    row: SheetRow
    draft: Draft | None
    faults: tuple[tuple[str, str], ...]
    channel: str = ""
    received_on: date | None = None


class ArrivalForm(forms.Form):
    """By which way a row came, and when; both may stay empty."""

    channel = forms.CharField(required=False)
    received_on = TanggalField(required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_channel(self) -> str:
        said = self.cleaned_data["channel"]
        known = {folded(name): one.key for one in typed_channels() for name in (one.key, *one.names.values())}
        if folded(said) and folded(said) not in known:
            names = ", ".join(one.name for one in typed_channels())
            facts = {"word": clean_line(said)[:40], "known": names}
            raise ValidationError(_("“%(word)s” tidak dikenal; tulis salah satu: %(known)s") % facts)
        return known.get(folded(said), "")

    def clean_received_on(self) -> date | None:
        came_on: date | None = self.cleaned_data["received_on"]
        if came_on and came_on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba. Isi tanggal laporan ini sampai di kantor."))
        return came_on

    def must_follow(self, known_on: date) -> None:
        """Nothing comes to the office before its reporter knew it."""
        came_on = self.cleaned_data.get("received_on")
        if came_on and came_on < known_on:
            problem = _("Tanggal ini mendahului tanggal pelapor mengetahuinya. Periksa keduanya.")
            self.add_error("received_on", problem)


class RowChecker:
    """Checks rows of one sheet as the typed report is checked; places, units and routes are looked up once."""

    def __init__(self, place: City, on: date) -> None:
        self.city, self.on = place, on
        self._seen: dict[tuple[str, ...], int] = {}
        self._routes: dict[tuple[str, str, bool], bool] = {}

    def check(self, rows: Iterable[SheetRow], passed: int = 0) -> Iterator[Checked]:
        """Each row with its draft or its faults, in order.

        Args:
            passed: so many rows were landed before; they are only remembered, for rows that repeat them.
        """
        for at, row in enumerate(rows):
            yield Checked(row, None, ()) if at < passed and self._first(row) else self._checked(row)

    def _first(self, row: SheetRow) -> int:
        """The line on which the same cells stood first."""
        return self._seen.setdefault(tuple(row.told[name] for name in sorted(row.told)), row.line)

    def _checked(self, row: SheetRow) -> Checked:
        if row.torn:
            return Checked(row, None, (("", _("tanda kutip tidak ditutup")),))
        faults: list[tuple[str, str]] = []
        first = self._first(row)
        if first != row.line:
            faults.append(("", _("sama persis dengan baris %(line)s") % {"line": first}))
        typed, unit = self._typed(row.told, faults)
        event, place = EventForm(typed, today=self.on), PlaceForm(typed, city=self.city)
        person, arrival = TrackForm(typed), ArrivalForm(typed, today=self.on)
        if arrival.is_valid() and event.is_valid():
            arrival.must_follow(event.cleaned_data["known_on"])
        for form in (event, place, person, arrival):
            faults += [
                (HEADS.get(str(name), ""), str(words[0]))
                for name, words in form.errors.items()
                if HEADS.get(str(name), "") not in {column for column, _words in faults}
            ]
        if not faults and not self._readable(place.place_code, unit, bool(typed["accused_is_head"])):
            faults.append(
                (
                    HEADS["accused_unit"],
                    _(
                        "verifikator kota berada di bawah terlapor; serahkan ke Bawaslu, atau ketik sendiri bila "
                        "pelapor berkeras"
                    ),
                )
            )
        if faults:
            return Checked(row, None, tuple(faults))
        came = arrival.cleaned_data
        return Checked(row, _draft(event, place, person, unit), (), came["channel"], came["received_on"])

    def _typed(self, told: dict[str, str], faults: list[tuple[str, str]]) -> tuple[dict[str, Any], Unit | None]:
        """What a browser would have sent, with the words of the sheet turned into values of the form."""
        typed: dict[str, Any] = {name: told.get(name, "") for name in HEADS}
        typed["kind"] = self._word(told, "kind", KIND_WORDS, _("netralitas atau keamanan"), faults)
        typed["track"] = self._word(told, "track", TRACK_WORDS, _("kota atau keduanya"), faults)
        head = folded(told.get("accused_is_head", ""))
        if head not in YES | NO:
            faults.append((HEADS["accused_is_head"], _("tulis ya atau tidak")))
        typed["accused_is_head"] = "on" if head in YES else ""
        typed["area"] = self._area(told.get("area", ""), faults)
        unit = self._unit(told.get("accused_unit", ""), faults)
        typed["accused_unit"] = ""
        return typed, unit

    def _word(
        self, told: dict[str, str], name: str, words: dict[str, Any], known: str, faults: list[tuple[str, str]]
    ) -> str:
        said = folded(told.get(name, ""))
        if said in words:
            return str(words[said])
        if said:
            shown = clean_line(told[name])[:40]
            faults.append(
                (HEADS[name], _("“%(word)s” tidak dikenal; tulis %(known)s") % {"word": shown, "known": known})
            )
        else:
            faults.append((HEADS[name], _("belum diisi; tulis %(known)s") % {"known": known}))
        return ""

    def _area(self, text: str, faults: list[tuple[str, str]]) -> str:
        said = folded(text)
        if said in NOWHERE:
            return UNKNOWN
        if said in OUTSIDE:
            return ELSEWHERE
        found = self._places.get(said) or self._places.get(said.removeprefix("kelurahan").removeprefix("kel")) or set()
        if len(found) == 1:
            return next(iter(found))
        shown = clean_line(text)[:40]
        problem = _("ada lebih dari satu “%(place)s”; tambahkan kecamatannya, dipisah koma") if found else _(
            "“%(place)s” bukan kelurahan kota ini; tulis nama atau kodenya, atau kosongkan"
        )  # fmt: skip
        faults.append((HEADS["area"], problem % {"place": shown}))
        return UNKNOWN

    @cached_property
    def _places(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for group in place_choices(self.city.code):
            for one in group.choices:
                for name in (
                    one.code,
                    one.label,
                    f"{one.label}, {group.label}",
                    f"{one.label}, Kecamatan {group.label}",
                ):
                    found.setdefault(folded(name), set()).add(one.code)
        return found

    def _unit(self, text: str, faults: list[tuple[str, str]]) -> Unit | None:
        said = folded(text)
        if not said:
            return None
        if unit := self._units.get(said):
            return unit
        shown = clean_line(text)[:60]
        faults.append((
            HEADS["accused_unit"],
            _("“%(unit)s” bukan unit kota ini; bila instansi lain, tulis di kolom instansi terlapor") % {"unit": shown},
        ))  # fmt: skip
        return None

    @cached_property
    def _units(self) -> dict[str, Unit]:
        known = {unit.key: unit for unit in units()}
        return {folded(name): known[one.key] for one in unit_choices() for name in (one.key, one.name)}

    # Where Bawaslu alone is the default, a person insists for each report; a file cannot.
    def _readable(self, code: str, unit: Unit | None, is_head: bool) -> bool:
        key = (code, unit.key if unit else "", is_head)
        if key not in self._routes:
            route = doorstep(place_of(code).village).route(unit, is_head=is_head)
            self._routes[key] = bool(route.units) and not route.below and not (is_head and unit and unit.sheltered)
        return self._routes[key]


def _draft(event: EventForm, place: PlaceForm, person: TrackForm, unit: Unit | None) -> Draft:
    who = person.cleaned_data
    told = account_of(event.cleaned_data, place)
    told |= {"accused_unit": unit.key if unit else "", "sheltered": bool(unit and unit.sheltered)}
    reporter = Reporter(**{name: who[name] for name in ("name", "address", "phone", "email")})
    return Draft(track=Track(who["track"]), reporter=reporter, **told)

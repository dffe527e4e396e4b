"""Indonesian sentences for a computed date. Pure text: the same reasons in a page, in a letter and on the shell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kondusif.rulebook.schema import Counting, Kind, Status, Step, Unit
from kondusif.rulebook.schema_days import Office

DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
COUNT_WORDS = {Counting.CALENDAR: "hari kalender", Counting.WORKING: "hari kerja", Counting.HOURS: "jam"}


class ReadingLike(Protocol):
    @property
    def counting(self) -> Counting: ...
    @property
    def due(self) -> date | datetime: ...


@dataclass(frozen=True, slots=True)
class Names:
    """Words for the ids that a row carries: instruments as they are cited, events as they complete a sentence."""

    instruments: Mapping[str, str]
    events: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a sentence about one date needs to know."""

    step: Step
    event: str
    start: date | datetime
    begin: date | datetime
    readings: Sequence[ReadingLike]
    skipped: int
    office_by: datetime | None
    office: Office | None
    status: Status


def long_date(day: date | datetime) -> str:
    """Rabu, 13 November 2024, with the hour where there is one: pukul 14.05."""
    text = f"{DAY_NAMES[day.weekday()]}, {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f"{text} pukul {day:%H.%M}" if isinstance(day, datetime) else text


def count_words(step: Step) -> str:
    """The count as it is said: `paling lambat 7 hari kalender`."""
    if step.count_words:
        return step.count_words
    unit = "bulan" if step.unit is Unit.MONTHS else " atau ".join(COUNT_WORDS[one] for one in step.counting)
    if step.kind is Kind.BAN_START:
        return f"dilarang sejak {step.number} {unit} sebelum"
    return f"paling lambat {step.number} {unit}"


def explain(this: Explained, names: Names) -> str:
    """Why this date: duty, count, both dates, days passed over, office hour, citation, and whether it was checked."""
    parts = [
        _duty(this, names),
        _arrival(this),
        *_dates(this),
        _days_off(this),
        _office(this),
        _basis(this, names),
        _checked(this),
    ]
    return " ".join(part for part in parts if part)


def _duty(this: Explained, names: Names) -> str:
    event, when = names.events[this.event], long_date(this.start)
    if this.step.number is None:
        return f"{this.step.duty} sejak {event} ({when}). Aturan tidak menyebut angka hari; lakukan segera."
    joint = "sebelum" if this.step.kind is Kind.FILE_BY else ("" if this.step.kind is Kind.BAN_START else "sejak")
    return f"{this.step.duty} {count_words(this.step)} {joint} {event} ({when}).".replace("  ", " ")


def _arrival(this: Explained) -> str:
    if this.begin == this.start:
        return ""
    return f"Masuk di luar jam kantor, jadi terhitung diterima {long_date(this.begin)}."


def _dates(this: Explained) -> list[str]:
    if not this.readings:
        return []
    safe, outer = this.readings[0], this.readings[-1]
    if this.step.kind is Kind.BAN_START:
        return [f"Hari pertama yang dilarang: {long_date(safe.due)}."]
    if safe.due == outer.due:
        return [f"Semua cara hitung menghasilkan {long_date(safe.due)}."]
    return [
        f"Tanggal aman {long_date(safe.due)}, menurut {_way(safe)};",
        f"batas luar {long_date(outer.due)}, menurut {_way(outer)}.",
    ]


def _way(reading: ReadingLike) -> str:
    first = getattr(reading, "first_day", "")
    if reading.counting is Counting.HOURS:
        return "hitungan jam"
    begins = "hari itu dihitung sebagai hari pertama" if first == "inclusive" else "hitungan mulai keesokan harinya"
    return f"{COUNT_WORDS[reading.counting]} dan {begins}"


def _days_off(this: Explained) -> str:
    if this.step.number is None or this.step.kind is Kind.BAN_START:
        return ""
    parts = []
    if Counting.CALENDAR in this.step.counting:
        parts.append("Hari kalender berjalan terus dan tidak digeser oleh hari libur.")
    if Counting.WORKING in this.step.counting:
        parts.append(
            f"Hitungan hari kerja melewati {this.skipped} hari libur, cuti bersama atau akhir pekan."
            if this.skipped
            else "Tidak ada hari libur di dalam hitungan hari kerja."
        )
    if this.step.unit is Unit.HOURS:
        parts.append("Jam berjalan terus, juga pada akhir pekan dan hari libur.")
    return " ".join(parts)


def _office(this: Explained) -> str:
    if this.office is None or not this.readings:
        return ""
    if this.office_by is None:
        return "Kantor tidak buka sampai batas itu; hubungi kantornya hari ini juga."
    return f"Jam kantor terakhir untuk menyerahkannya: {long_date(this.office_by)}."


def _basis(this: Explained, names: Names) -> str:
    day = this.start.date() if isinstance(this.start, datetime) else this.start
    cited = [f"{names.instruments[one.instrument]} {one.article}" for one in this.step.basis if one.valid_on(day)]
    return f"Dasar: {'; '.join(cited)}."


def _checked(this: Explained) -> str:
    return "" if this.status is Status.IN_FORCE else "Tanggal ini belum diperiksa Bagian Hukum."

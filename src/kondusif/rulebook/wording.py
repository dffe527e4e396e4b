"""The sentences of an explanation, in Indonesian and English. Pure text: the same in a page, a letter, the shell."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kondusif.rulebook.explaining import Names, Part, PartKind, Spoken
from kondusif.rulebook.schema import Counting, Kind, Step, Unit

__all__ = ["Names", "explain", "long_date"]

INDONESIAN, ENGLISH = "id", "en"
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
COUNTS = {
    INDONESIAN: {Counting.CALENDAR: "hari kalender", Counting.WORKING: "hari kerja", Counting.HOURS: "jam"},
    ENGLISH: {Counting.CALENDAR: "calendar days", Counting.WORKING: "working days", Counting.HOURS: "hours"},
}
Facts = Mapping[str, Any]
Say = Callable[[Facts], str]


def long_date(day: date | datetime, language: str = INDONESIAN) -> str:
    """Rabu, 13 November 2024, with the hour where there is one: pukul 14.05."""
    english = language.startswith(ENGLISH)
    weekdays, months = (DAYS_EN, MONTHS_EN) if english else (DAY_NAMES, MONTH_NAMES)
    text = f"{weekdays[day.weekday()]}, {day.day} {months[day.month - 1]} {day.year}"
    return f"{text} {'at' if english else 'pukul'} {day:%H.%M}" if isinstance(day, datetime) else text


def count_words(step: Step) -> str:
    """The count as it is said: `paling lambat 7 hari kalender`."""
    return step.count_words or _count(step.number, step.unit, step.counting, step.kind, INDONESIAN)


def _count(number: object, unit: str, counting: Sequence[str], kind: str, language: str) -> str:
    if language == ENGLISH:
        said = "months" if unit == Unit.MONTHS else " or ".join(COUNTS[ENGLISH][Counting(one)] for one in counting)
        return f"forbidden from {number} {said} before" if kind == Kind.BAN_START else f"at the latest {number} {said}"
    said = "bulan" if unit == Unit.MONTHS else " atau ".join(COUNTS[INDONESIAN][Counting(one)] for one in counting)
    return f"dilarang sejak {number} {said} sebelum" if kind == Kind.BAN_START else f"paling lambat {number} {said}"


def explain(parts: Sequence[Part], language: str = INDONESIAN) -> str:
    """Why this date: duty, count, both dates, days passed over, pauses, office hour, citation, and whether checked.

    Args:
        parts: an explanation, as `rules.Due` carries it.
        language: `id` or `en`; anything else is Indonesian.
    """
    table = _ENGLISH if language.startswith(ENGLISH) else _INDONESIAN
    return " ".join(table[part.kind](part.facts) for part in parts)


def in_language(text: Spoken, language: str) -> str:
    """One of the two texts."""
    return text.en if language.startswith(ENGLISH) else text.id


def _duty_id(this: Facts) -> str:
    said = this["count_words"] or _count(this["number"], this["unit"], this["counting"], this["way"], INDONESIAN)
    joint = {Kind.FILE_BY: " sebelum", Kind.BAN_START: ""}.get(this["way"], " sejak")
    return f"{this['duty'].id} {said}{joint} {this['event'].id} ({long_date(this['start'])})."


def _duty_en(this: Facts) -> str:
    said = this["count_words"].en if this["count_words"] else ""
    said = said or _count(this["number"], this["unit"], this["counting"], this["way"], ENGLISH)
    joint = {Kind.FILE_BY: " before", Kind.BAN_START: ""}.get(this["way"], " from")
    return f"{this['duty'].en}: {said}{joint} {this['event'].en} ({long_date(this['start'], ENGLISH)})."


def _way(this: Facts, language: str) -> str:
    if this["counting"] == Counting.HOURS:
        return "hours" if language == ENGLISH else "hitungan jam"
    words, first = COUNTS[language][Counting(this["counting"])], this["first_day"] == "inclusive"
    if language == ENGLISH:
        return f"{words} with {'that day as the first' if first else 'the next day as the first'}"
    begins = "hari itu dihitung sebagai hari pertama" if first else "hitungan mulai keesokan harinya"
    return f"{words} dan {begins}"


def _skips_id(this: Facts) -> str:
    if not this["count"]:
        return "Tidak ada hari libur di dalam hitungan hari kerja."
    named = _named(this, INDONESIAN)
    return f"Hitungan hari kerja melewati {this['count']} hari libur, cuti bersama atau akhir pekan{named}."


def _skips_en(this: Facts) -> str:
    if not this["count"]:
        return "No day off lies within the working days."
    many = "day" if this["count"] == 1 else "days"
    named = _named(this, ENGLISH)
    return f"The working days pass over {this['count']} {many} of holiday, shared leave or weekend{named}."


def _named(this: Facts, language: str) -> str:
    known = [f"{one['why']} ({long_date(one['date'], language)})" for one in this["named"]]
    head = ", among them " if language == ENGLISH else ", di antaranya "
    return head + "; ".join(known) if known else ""


def _spans(this: Facts, language: str) -> str:
    to = "to" if language == ENGLISH else "sampai"
    said = [f"{long_date(one['first'], language)} {to} {long_date(one['last'], language)}" for one in this["spans"]]
    return "; ".join(said)


def _paused_id(this: Facts) -> str:
    return f"Jeda {this['count']} hari tidak dihitung ({_spans(this, INDONESIAN)})."


def _paused_en(this: Facts) -> str:
    many = "day" if this["count"] == 1 else "days"
    return f"A pause of {this['count']} {many} is not counted ({_spans(this, ENGLISH)})."


def _still_id(this: Facts) -> str:
    left = "" if this["left"] is None else f" dengan sisa {this['left']} hari"
    then = "tanggal di atas berlaku bila dilanjutkan hari ini"
    then = then if this["dated"] else "tanggalnya terhitung setelah dilanjutkan"
    return f"Jam berhenti sejak {long_date(this['since'])}{left}; {then}."


def _still_en(this: Facts) -> str:
    left = "" if this["left"] is None else f" with {this['left']} {'day' if this['left'] == 1 else 'days'} left"
    then = "the dates above hold if it runs on today" if this["dated"] else "it has a date once it runs on"
    return f"The clock has stood still since {long_date(this['since'], ENGLISH)}{left}; {then}."


def _basis_id(this: Facts) -> str:
    return f"Dasar: {'; '.join(this['cited'])} (baris {this['rule']}, edisi {this['edition']})."


def _basis_en(this: Facts) -> str:
    return f"Basis: {'; '.join(this['cited'])} (row {this['rule']}, edition {this['edition']})."


_INDONESIAN: dict[PartKind, Say] = {
    PartKind.DUTY: _duty_id,
    PartKind.NO_NUMBER: lambda this: (
        f"{this['duty'].id} sejak {this['event'].id} ({long_date(this['start'])}). "
        "Aturan tidak menyebut angka hari; lakukan segera."
    ),
    PartKind.ARRIVED: lambda this: f"Masuk di luar jam kantor, jadi terhitung diterima {long_date(this['on'])}.",
    PartKind.BAN_FROM: lambda this: f"Hari pertama yang dilarang: {long_date(this['on'])}.",
    PartKind.ALL_AGREE: lambda this: f"Semua cara hitung menghasilkan {long_date(this['on'])}.",
    PartKind.SAFE: lambda this: f"Tanggal aman {long_date(this['on'])}, menurut {_way(this, INDONESIAN)};",
    PartKind.OUTER: lambda this: f"batas luar {long_date(this['on'])}, menurut {_way(this, INDONESIAN)}.",
    PartKind.CALENDAR_RUNS: lambda this: "Hari kalender berjalan terus dan tidak digeser oleh hari libur.",
    PartKind.WORKING_SKIPS: _skips_id,
    PartKind.HOURS_RUN: lambda this: "Jam berjalan terus, juga pada akhir pekan dan hari libur.",
    PartKind.PAUSED_DAYS: _paused_id,
    PartKind.STANDS_STILL: _still_id,
    PartKind.OFFICE_HOUR: lambda this: f"Jam kantor terakhir untuk menyerahkannya: {long_date(this['at'])}.",
    PartKind.OFFICE_SHUT: lambda this: "Kantor tidak buka sampai batas itu; hubungi kantornya hari ini juga.",
    PartKind.BASIS: _basis_id,
    PartKind.UNCHECKED: lambda this: "Tanggal ini belum diperiksa Bagian Hukum.",
}
_ENGLISH: dict[PartKind, Say] = {
    PartKind.DUTY: _duty_en,
    PartKind.NO_NUMBER: lambda this: (
        f"{this['duty'].en} from {this['event'].en} ({long_date(this['start'], ENGLISH)}). "
        "The law names no number of days; do it at once."
    ),
    PartKind.ARRIVED: lambda this: (
        f"It came after office hours, so it counts as received on {long_date(this['on'], ENGLISH)}."
    ),
    PartKind.BAN_FROM: lambda this: f"The first forbidden day: {long_date(this['on'], ENGLISH)}.",
    PartKind.ALL_AGREE: lambda this: f"Every way of counting gives {long_date(this['on'], ENGLISH)}.",
    PartKind.SAFE: lambda this: f"Safe date {long_date(this['on'], ENGLISH)}, by {_way(this, ENGLISH)};",
    PartKind.OUTER: lambda this: f"outer limit {long_date(this['on'], ENGLISH)}, by {_way(this, ENGLISH)}.",
    PartKind.CALENDAR_RUNS: lambda this: "Calendar days run on and are not moved by a day off.",
    PartKind.WORKING_SKIPS: _skips_en,
    PartKind.HOURS_RUN: lambda this: "Hours run on, through weekends and holidays.",
    PartKind.PAUSED_DAYS: _paused_en,
    PartKind.STANDS_STILL: _still_en,
    PartKind.OFFICE_HOUR: lambda this: f"Last office hour for handing it in: {long_date(this['at'], ENGLISH)}.",
    PartKind.OFFICE_SHUT: lambda this: "The office does not open before that limit; call the office today.",
    PartKind.BASIS: _basis_en,
    PartKind.UNCHECKED: lambda this: "This date has not been checked by the legal department.",
}

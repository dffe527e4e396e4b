"""How dates, times and numbers are written for people: in Indonesian, and in English where the page is English.

Month and day names stand here and not in the catalogue: they are part of the form, not sentences. The zone of a moment
is its own when it is one of Indonesia's three, else the zone that is active for the page.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_DAYS = {
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
COUNTS = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
_AT = {"id": "pukul", "en": "at"}


def _tongue(language: str | None) -> str:
    """`en` for any English, else `id`: a page in a third language shows the citizen's own words."""
    return "en" if (language or get_language() or "id").startswith("en") else "id"


def local(moment: datetime) -> datetime:
    """The moment in the zone it is shown in. A naive moment is left as it stands."""
    if moment.tzinfo is None or str(moment.tzinfo) in ZONE_NAMES:
        return moment
    return timezone.localtime(moment)


def day_of(value: date | datetime) -> date:
    """The calendar day of a date, or of a moment in the zone it is shown in."""
    return local(value).date() if isinstance(value, datetime) else value


def plain_date(value: date | datetime, *, language: str | None = None) -> str:
    """13 November 2024."""
    day, tongue = day_of(value), _tongue(language)
    return f"{day.day} {MONTHS[tongue][day.month - 1]} {day.year}"


def long_date(value: date | datetime, *, language: str | None = None) -> str:
    """Rabu, 13 November 2024."""
    day, tongue = day_of(value), _tongue(language)
    return f"{DAYS[tongue][day.weekday()]}, {plain_date(day, language=tongue)}"


def short_date(value: date | datetime, *, year_of: date | None = None, language: str | None = None) -> str:
    """Rab, 13 Nov. With `year_of`, the year is added when it is another one than that day's."""
    day, tongue = day_of(value), _tongue(language)
    year = f" {day.year}" if year_of is not None and year_of.year != day.year else ""
    return f"{short_day(day, language=tongue)}, {day.day} {SHORT_MONTHS[tongue][day.month - 1]}{year}"


def short_day(day: date, *, language: str | None = None) -> str:
    """Rab."""
    return SHORT_DAYS[_tongue(language)][day.weekday()]


def zone_name(moment: datetime) -> str:
    """WIB, WITA or WIT; another zone by its own short name; nothing for a naive moment."""
    shown = local(moment)
    if shown.tzinfo is None:
        return ""
    return ZONE_NAMES.get(str(shown.tzinfo)) or shown.tzname() or ""


def clock_time(value: datetime | time, *, zone: bool = True, language: str | None = None) -> str:
    """14.05 WIB; in English 14:05 WIB."""
    shown = local(value) if isinstance(value, datetime) else value
    words = shown.strftime("%H:%M" if _tongue(language) == "en" else "%H.%M")
    name = zone_name(value) if zone and isinstance(value, datetime) else ""
    return f"{words}{NBSP}{name}" if name else words


def long_moment(value: datetime, *, language: str | None = None) -> str:
    """Rabu, 13 November 2024 pukul 14.05 WIB."""
    tongue = _tongue(language)
    return f"{long_date(value, language=tongue)} {_AT[tongue]} {clock_time(value, language=tongue)}"


def number(value: float | Decimal, decimals: int | None = None, *, language: str | None = None) -> str:
    """1.234,5; in English 1,234.5. Halves round away from zero; a minus is a real minus sign.

    Args:
        decimals: how many to write; without it, as many as the value has, at most two.
    """
    exact = Decimal(str(value))
    if decimals is None:
        text = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}".rstrip("0").rstrip(".")
    else:
        text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    if _tongue(language) == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    return text.replace("-", MINUS)


def percent(share: float | Decimal, decimals: int = 0, *, language: str | None = None) -> str:
    """71 % of a share of 0.71; in English 71%."""
    tongue = _tongue(language)
    text = number(Decimal(str(share)) * 100, decimals, language=tongue)
    return f"{text}%" if tongue == "en" else f"{text}{NBSP}%"


def count_word(value: int, *, language: str | None = None) -> str:
    """`tiga` for 3: up to nine in words, from ten in figures, as headlines are written."""
    tongue = _tongue(language)
    return COUNTS[tongue][value] if 0 <= value <= 9 else number(value, 0, language=tongue)

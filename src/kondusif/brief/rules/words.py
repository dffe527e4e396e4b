"""Indonesian wording of numbers, dates and lists for the paper."""

from collections.abc import Sequence
from datetime import date, datetime

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
COUNTS = ("nihil", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def long_date(day: date) -> str:
    """Rabu, 13 November 2024."""
    return f"{DAYS[day.weekday()]}, {plain_date(day)}"


def plain_date(day: date) -> str:
    """13 November 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Rab, 13 Nov."""
    return f"{SHORT_DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1][:3]}"


def clock_time(moment: datetime) -> str:
    """06.00."""
    return moment.strftime("%H.%M")


def count(number: int) -> str:
    """Up to nine in words ("nihil" for none), beyond in figures with the Indonesian thousands dot."""
    return COUNTS[number] if 0 <= number <= 9 else figures(number)


def figures(number: int) -> str:
    """1.240."""
    return f"{number:,}".replace(",", ".")


def decimal(value: float) -> str:
    """One decimal with a comma: 1,4."""
    return f"{value:.1f}".replace(".", ",")


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it stands inside a sentence; an abbreviation at its head (ASN, KPU) stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(names: Sequence[str], *, most: int = 3) -> str:
    """A, B, dan C; beyond `most`: A, B, C, dan 4 lainnya."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)}, dan {count(len(names) - most)} lainnya"
    if len(shown) < 3:
        return " dan ".join(shown)
    return f"{', '.join(shown[:-1])}, dan {shown[-1]}"


def sentence(text: str) -> str:
    """The text as a sentence: capital first letter, one full stop."""
    return capital(text.strip().rstrip(".")) + "."

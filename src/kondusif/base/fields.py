"""Form fields that read what people type: dates, times, and text free of hidden characters."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.base import wording

_MONTH_NUMBERS: dict[str, int] = {}
for _names in (*wording.MONTHS.values(), *wording.SHORT_MONTHS.values()):
    _MONTH_NUMBERS |= {name.lower(): number for number, name in enumerate(_names, start=1)}
# Spellings that people use and no table above has.
_MONTH_NUMBERS |= {"pebruari": 2, "peb": 2, "agt": 8, "agust": 8, "ags": 8, "sept": 9, "nop": 11, "nopember": 11}
_DAY_NAMES = {
    name.lower()
    for table in (wording.DAYS, wording.SHORT_DAYS)
    for names in table.values()
    for name in names
} | {"jum'at", "jum’at", "ahad"}  # fmt: skip

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]+)\.?,?[\s\-]+(\d{4})")
_WORDED_US = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(r"(?:pukul|jam|pk\.?|at)?\s*(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:[.:]\d{2})?\s*(?:wib|wita|wit)?")


def read_date(text: str) -> date | None:
    """The date that a text of a person says, day before month; None when it says none.

    Reads `9 November 2024`, `Sabtu, 9 Nov 2024`, `November 9, 2024`, `9/11/2024`, `9.11.2024` and `2024-11-09`.
    """
    plain = " ".join(text.lower().split())
    head, _comma, rest = plain.partition(",")
    if head in _DAY_NAMES:
        plain = rest.strip()
    elif (first := plain.partition(" "))[0] in _DAY_NAMES:
        plain = first[2]
    for pattern, order in ((_ISO, "ymd"), (_NUMERIC, "dmy"), (_WORDED, "dmy"), (_WORDED_US, "mdy")):
        if found := pattern.fullmatch(plain):
            pieces = dict(zip(order, found.groups(), strict=True))
            month = pieces["m"]
            try:
                return date(
                    int(pieces["y"]), int(month) if month.isdigit() else _MONTH_NUMBERS[month], int(pieces["d"])
                )
            except (KeyError, ValueError):
                return None
    return None


def read_time(text: str) -> time | None:
    """The time of day that a text says: `14.05`, `14:05`, `pukul 14.05 WIB`, `14`; None when it says none."""
    if not (found := _CLOCK.fullmatch(" ".join(text.lower().split()))):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TanggalField(forms.Field):
    """A date typed as one text. What was typed is kept, whatever becomes of it.

    Args:
        earliest: years before it are refused as a slip of the pen; nothing is refused for lying in the future, which
            is for the rules of a room to say.
    """

    widget = forms.TextInput
    size = "pendek"
    default_error_messages = {
        "required": _("Isi tanggal, misalnya 9 November 2024."),
        "invalid": _("Tanggal ini tidak terbaca. Tulis seperti 9 November 2024 atau 9/11/2024."),
        "far": _("Tahun %(year)s tampaknya salah tulis. Periksa tahunnya."),
    }

    def __init__(self, *, earliest: int = 1990, latest: int = 2100, **kwargs: object) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None  # type: ignore[return-value]
        text = clean_line(str(value))
        if not text:
            return None
        day = read_date(text) if len(text) <= 60 else None
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.earliest <= day.year <= self.latest:
            raise ValidationError(self.error_messages["far"], code="far", params={"year": day.year})
        return day

    def prepare_value(self, value: object) -> object:
        return wording.plain_date(value) if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class JamField(forms.Field):
    """A time of day typed as one text."""

    widget = forms.TextInput
    size = "angka"
    default_error_messages = {
        "required": _("Isi jam, misalnya 14.05."),
        "invalid": _("Jam ini tidak terbaca. Tulis seperti 14.05."),
    }

    def to_python(self, value: object) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value if isinstance(value, time) else None
        text = clean_line(str(value))
        if not text:
            return None
        found = read_time(text) if len(text) <= 40 else None
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: object) -> object:
        return wording.clock_time(value, zone=False) if isinstance(value, time) else value


# Text --------------------------------------------------------------------------

# Characters that change how a text looks without being seen: direction marks, joiners, invisible fillers, tags.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
# A joiner is kept between letters, where Javanese, Arabic and emoji need it, and dropped everywhere else.
_STRAY_JOINER = re.compile("(?<![^\\W\\d_a-zA-Z]|[\u2600-\U0001faff\ufe0f])[\u200c\u200d]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(value: str) -> str:
    """The text a person can see: line ends made equal, control, direction and zero-width characters gone.

    Letters, accents, scripts and emoji stay as they were typed; the text is brought to NFC, and spaces at its ends go.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", value))
    text = _STRAY_JOINER.sub("", _HIDDEN.sub("", text))
    seen = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return "".join(seen).strip()


def clean_line(value: str) -> str:
    """`clean_text` on one line, runs of white space made one space."""
    return " ".join(clean_text(value).split())


class CleanTextField(forms.CharField):
    """Text as it can be seen, refused with a sentence when too long, never cut.

    Args:
        max_length: characters that are taken after cleaning.
        rows: lines of the box; without it the field is one line.
    """

    default_error_messages = {
        "required": _("Bagian ini belum diisi."),
        "nul": _("Teks ini memuat karakter rusak. Ketik ulang atau tempel dari sumber lain."),
        "too_long": _(
            "Teks ini %(count)s huruf, paling banyak %(limit)s. Ringkas, atau lampirkan sebagian sebagai berkas."
        ),
    }

    def __init__(self, *, max_length: int = 4000, rows: int | None = None, **kwargs: object) -> None:
        self.limit, self.rows = max_length, rows
        if rows and "widget" not in kwargs:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(strip=False, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        text = "" if value is None else str(value)
        if "\x00" in text:
            raise ValidationError(self.error_messages["nul"], code="nul")
        text = clean_text(text) if self.rows else clean_line(text)
        if len(text) > self.limit:
            facts = {"count": wording.number(len(text), 0), "limit": wording.number(self.limit, 0)}
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=facts)
        return str(super().clean(text))


class PilihanField(forms.ChoiceField):
    """One of a few choices as boxes, each with a line that says what it means.

    Args:
        hints: value -> sentence under the choice.
    """

    widget = forms.RadioSelect
    default_error_messages = {
        "required": _("Pilih salah satu."),
        "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Pilih salah satu."),
    }

    def __init__(self, *, hints: Mapping[str, str | Promise] | None = None, **kwargs: object) -> None:
        self.hints = {str(value): words for value, words in (hints or {}).items()}
        super().__init__(**kwargs)  # type: ignore[arg-type]

"""Fields of a row and their values in words, for whoever reads what changed between two editions."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.base import wording
from kondusif.rulebook import labels, row_words
from kondusif.rulebook.book import Book

FIELDS: dict[str, Promise | str] = {
    "about": _("uraian"), "about_en": _("uraian (Inggris)"), "actor": _("siapa"), "actors": _("siapa yang terikat"),
    "also": _("kata pencari"), "area": _("wilayah"), "around_the_clock": _("buka 24 jam"),
    "arrives_at": _("kantor penerima peristiwa"), "article": _("pasal"), "basis": _("dasar"), "body": _("lembaga"),
    "checked_by": _("pemeriksa pertama"), "checked_on": _("tanggal pemeriksaan pertama"), "closed_on": _("tutup pada"),
    "closes": _("tutup"), "confidence": _("keyakinan"), "contests": _("jenis pemilihan"),
    "count_words": _("bunyi jangka"),
    "count_words_en": _("bunyi jangka (Inggris)"), "counterpart": _("pasangan pada tahap lain"),
    "counting": _("jenis hari"), "date": _("tanggal"), "days": _("hari"), "days_off": _("hari yang dilewati"),
    "detention_months_max": _("kurungan paling lama (bulan)"), "doubts": _("yang belum pasti"), "duty": _("kewajiban"),
    "duty_en": _("kewajiban (Inggris)"), "events": _("dihitung sejak"), "fine_max": _("denda paling banyak (rupiah)"),
    "fine_min": _("denda paling sedikit (rupiah)"), "first": _("hari awal"), "first_day": _("hari pertama"),
    "first_event": _("peristiwa pertama"), "holders": _("pemegang"), "human_review": _("perlu penilaian manusia"),
    "instrument": _("peraturan"), "kind": _("macam"), "label": _("nama"), "label_en": _("nama (Inggris)"),
    "last": _("hari akhir"), "level": _("tingkat"), "levels": _("dasar tiap tingkat"), "made_by": _("dibuat oleh"),
    "max": _("paling berat"), "min": _("paling ringan"), "name": _("nama"), "not_for": _("tidak berlaku bagi"),
    "not_for_why": _("alasan tidak berlaku"), "not_for_why_en": _("alasan tidak berlaku (Inggris)"),
    "number": _("angka"), "office": _("diserahkan di"), "opens": _("buka"), "pauses": _("alasan jeda"),
    "penalties": _("ancaman pidana"), "phase_word": _("kata penentu"), "phases": _("tahap"),
    "prison_months_max": _("penjara paling lama (bulan)"), "prison_months_min": _("penjara paling singkat (bulan)"),
    "read_on": _("sumber dibaca"), "relation": _("hubungan dengan calon"),
    "reminders": _("pengingat (hari sebelumnya)"),
    "replaces": _("menggantikan"), "sanction": _("rentang sanksi"), "second_by": _("pemeriksa kedua"),
    "second_on": _("tanggal pemeriksaan kedua"), "short": _("sebutan"), "source": _("sumber"), "status": _("status"),
    "subjects": _("berlaku bagi"), "text": _("bunyi"), "text_en": _("bunyi (Inggris)"), "title": _("judul"),
    "title_en": _("judul (Inggris)"), "track": _("golongan"), "unit": _("satuan"), "url": _("alamat"),
    "valid_from": _("berlaku sejak"), "valid_to": _("berlaku sampai"), "weekly": _("jam buka"),
    "words": _("bunyi"), "words_en": _("bunyi (Inggris)"), "year": _("tahun"),
}  # fmt: skip
VALUES: dict[str, Mapping[str, Promise | str]] = {
    "status": labels.STATUSES, "confidence": labels.CONFIDENCES, "track": labels.TRACKS, "phases": labels.PHASES,
    "actors": row_words.ACTORS, "subjects": row_words.ACTORS, "not_for": row_words.ACTORS,
    "relation": row_words.RELATIONS, "days_off": labels.DAY_OFF_KINDS, "closed_on": labels.DAY_OFF_KINDS,
    "counting": {"calendar": _("hari kalender"), "working": _("hari kerja"), "hours": _("jam")},
    "first_day": {"inclusive": _("hari itu dihitung"), "exclusive": _("mulai keesokan harinya")},
    "unit": {"days": _("hari"), "hours": _("jam"), "months": _("bulan")},
    "kind": {"limit": _("batas"), "ban_start": _("awal larangan"), "file_by": _("diserahkan sebelum"),
             **labels.DAY_OFF_KINDS},
}  # fmt: skip
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def field_word(field: str) -> str:
    """What a field is called; a day of a table goes by its date, a field that has no word yet by its own name."""
    if field.startswith("days "):
        return _day(field.removeprefix("days "))
    return str(FIELDS.get(field, field))


def lines(book: Book, field: str, value: object) -> list[str]:
    """A value in words, one line for each of its parts; no line for an empty one.

    Args:
        book: the book that the value stands in, for the names behind its ids.
        field: whose value it is.
        value: as JSON knows it.
    """
    if value is None or value == "":
        return []
    if isinstance(value, list) and value and all(isinstance(part, int) for part in value):
        return [", ".join(map(str, value))]
    if isinstance(value, list):
        return [text for part in value for text in lines(book, field, part)]
    if isinstance(value, dict):
        return [_parts(book, field, value)]
    return [_one(book, field, value)]


def _day(value: str) -> str:
    return wording.plain_date(date.fromisoformat(value))


def _one(book: Book, field: str, value: object) -> str:
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    if not isinstance(value, str):
        return wording.number(value) if isinstance(value, int | float) else str(value)
    if value in VALUES.get(field, {}):
        return str(VALUES[field][value])
    if ISO_DAY.fullmatch(value):
        return _day(value)
    return _names(book).get(field, str)(value)


def _names(book: Book) -> dict[str, Callable[[str], str]]:
    """How the id in a field is called, for the fields that hold one."""

    def term(event: str) -> str:
        return labels.said(book.events[event], "label") if event in book.events else event

    def office(one: str) -> str:
        return book.offices[one].title if one in book.offices else one

    def level(one: str) -> str:
        return labels.said(book.sanctions[one], "label") if one in book.sanctions else one

    return {
        "events": term,
        "first_event": term,
        "actor": lambda one: labels.said(book.actors[one], "label") if one in book.actors else one,
        "office": office,
        "arrives_at": office,
        "level": level,
        "min": level,
        "max": level,
        "source": lambda one: book.sources[one].text if one in book.sources else one,
        "instrument": lambda one: book.instruments[one].short if one in book.instruments else one,
        "pauses": lambda one: labels.said(book.pause_reasons[one], "label") if one in book.pause_reasons else one,
    }


def _parts(book: Book, field: str, value: Mapping[str, object]) -> str:
    """A part with fields of its own, in one line."""
    if "article" in value:
        return _citation(book, value)
    if field == "sanction":
        low, high = _one(book, "min", value["min"]), _one(book, "max", value["max"])
        return low if low == high else str(_("%(low)s sampai %(high)s") % {"low": low, "high": high})
    if "date" in value and "name" in value:
        return f"{_one(book, 'date', value['date'])}: {value['name']} ({_one(book, 'kind', value.get('kind'))})"
    said = [(name, lines(book, name, part)) for name, part in value.items()]
    return "; ".join(f"{field_word(name)}: {', '.join(found)}" for name, found in said if found)


def _citation(book: Book, value: Mapping[str, object]) -> str:
    text = f"{_one(book, 'instrument', value['instrument'])} {value['article']}"
    since, until = value.get("valid_from"), value.get("valid_to")
    if since:
        text += " " + str(_("sejak %(day)s") % {"day": _one(book, "valid_from", since)})
    if until:
        text += " " + str(_("sampai %(day)s") % {"day": _one(book, "valid_to", until)})
    return text

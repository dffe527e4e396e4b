"""The report as text that is pasted into a chat: bold only where the chat's own sign is safe."""

import re

from kondusif.brief.rules.shapes import Brief, Section, Sentence
from kondusif.brief.rules.words import clock_time, long_date

# Signs that a chat reads as bold, italic, struck or fixed width; in the records they are only signs.
_CHAT_SIGNS = re.compile(r"[*_~`]")


def chat_text(brief: Brief) -> str:
    """The report for pasting, headings in bold, records in brackets, ending with the codes."""
    mark = " (LATIHAN)" if brief.exercise else ""
    head = [
        f"*LAPORAN SITUASI HARIAN*{mark}",
        _safe(f"{brief.city}, {long_date(brief.on)} pukul {clock_time(brief.at)} {brief.zone}"),
        "",
        f"*{_safe(brief.headline)}*",
    ]
    body = [line for section in brief.sections for line in _section(section)]
    dues = [
        "", "*Tenggat*",
        *(_safe(f"- {row.when}: {row.what}, {row.who} ({row.record.label})") for row in brief.dues),
    ]  # fmt: skip
    agenda = ["", "*Tujuh hari ke depan*", *(_safe(f"- {row.when}: {row.text}") for row in brief.agenda)]
    foot = [
        "",
        _safe(f"Kode keutuhan catatan {brief.trail.seq}: {brief.trail.short}"),
        _safe(f"Kode isi laporan: {brief.integrity}"),
        "Dugaan sampai Bawaslu atau tim pemeriksa menyatakan terbukti.",
    ]
    return "\n".join([*head, *body, *(dues if brief.dues else []), *(agenda if brief.agenda else []), *foot]) + "\n"


def _section(section: Section) -> list[str]:
    lines = ["", f"*{section.title}*"]
    if not section.sentences:
        return [*lines, _safe(section.empty)]
    for number, row in enumerate(section.sentences, 1):
        lines.append(f"{number}. {_sentence(row)}" if section.numbered else _sentence(row))
    return lines


def _sentence(row: Sentence) -> str:
    numbers = ", ".join(record.label for record in row.numbered)
    return _safe(f"{row.text} [{numbers}]" if numbers else row.text)


def _safe(text: str) -> str:
    return _CHAT_SIGNS.sub("", text)

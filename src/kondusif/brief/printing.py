"""The report as a sheet of paper: what the letter `letters/harian.typ` is handed, and the PDF."""

from datetime import UTC
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from kondusif.base import typeset
from kondusif.brief.rules.facts import WORDS
from kondusif.brief.rules.shapes import Brief, Section
from kondusif.brief.rules.words import clock_time, figures, plain_date

STYLE = Path(__file__).resolve().parent / "letters" / "harian.css"
LETTER = "brief/letters/harian.typ"
CAUTION = "Tanpa nama orang. Yang menyatakan terbukti hanya Bawaslu atau tim pemeriksa."


def pdf(brief: Brief, map_svg: str = "") -> bytes:
    """The report as A4 pages; the same report and map give the same bytes. Cost: about 0.05 s."""
    return typeset.pdf(LETTER, letter_data(brief, map_svg), made_at=brief.at.astimezone(UTC).replace(microsecond=0))


def html(brief: Brief, map_svg: str = "") -> str:
    """The report as one HTML file that needs nothing beside it: style and map are inside, records stand as numbers."""
    data = letter_data(brief, map_svg)
    context = {
        **data,
        "rows": [(row.name, row.counts) for row in brief.districts],
        "style": mark_safe(STYLE.read_text()),
    }
    with override("id"):
        return render_to_string("brief/file.html", {**context, "map": mark_safe(map_svg)})


def letter_data(brief: Brief, map_svg: str = "") -> dict[str, object]:
    """Everything that the letter prints, as plain values."""
    written = f"Disusun dari {figures(brief.records)} catatan, {plain_date(brief.at.date())} pukul"
    return {
        "letterhead": {
            "government": brief.government, "office": brief.office, "address": "",
            "exercise": "LATIHAN: data rekaan, bukan surat resmi" if brief.exercise else "",
            "sheet": "lembar {n} dari {m}", "language": "id",
        },
        "title": f"Laporan situasi harian {brief.city}, {plain_date(brief.on)}",
        "reference": f"Terbatas\n{brief.code}",
        "subtitle": brief.subtitle,
        "headline": brief.headline,
        "word": brief.word,
        "word_label": brief.word_label,
        "word_before": brief.word_before_label,
        "words": list(WORDS),
        "labels": list(brief.labels),
        "sections": [_section(row) for row in brief.sections],
        "dues": [
            {"what": row.what, "who": row.who, "when": row.when, "number": row.record.label, "late": row.late,
             "today": row.today, "note": row.note}
            for row in brief.dues
        ],
        "districts": [{"name": row.name, "counts": list(row.counts)} for row in brief.districts],
        "totals": list(brief.totals),
        "agenda": [{"when": row.when, "text": row.text} for row in brief.agenda],
        "map": typeset.standalone_svg(map_svg) if map_svg else "",
        "foot": f"{written} {clock_time(brief.at)} {brief.zone}. Kode isi {brief.integrity}\n{CAUTION}",
        "codes": f"Kode keutuhan catatan {figures(brief.trail.seq)}: {brief.trail.short}",
    }  # fmt: skip


def _section(row: Section) -> dict[str, object]:
    return {
        "key": row.key,
        "title": row.title,
        "empty": row.empty,
        "sentences": [
            {"text": said.text, "change": said.change, "numbers": [record.label for record in said.numbered]}
            for said in row.sentences
        ],
    }

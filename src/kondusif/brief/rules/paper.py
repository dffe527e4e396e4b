"""Puts the sentences of a day into the order of the office's own report."""

import hashlib
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from kondusif.brief.rules.asking import due_lines, guidance, unknowns
from kondusif.brief.rules.facts import WORDS, Facts
from kondusif.brief.rules.headline import headline
from kondusif.brief.rules.shapes import AgendaLine, Brief, DistrictRow, Section, Sentence
from kondusif.brief.rules.situation import actions, analysis, development
from kondusif.brief.rules.words import clock_time, long_date, short_date
from kondusif.kernel.errors import Refused

DAY_EARLIEST = date(2000, 1, 1)
AGENDA_AT_MOST = 7


def check_day(on: date, today: date) -> None:
    """Refuse a day that has not come, and one from before any record could be.

    Args:
        today: the city's date.
    Raises:
        Refused: `brief.day_ahead`, `brief.day_too_early`.
    """
    if on > today:
        raise Refused("brief.day_ahead", on=long_date(on), today=long_date(today))
    if on < DAY_EARLIEST:
        raise Refused("brief.day_too_early", year=on.year)


def written(facts: Facts) -> Brief:
    """The whole report: headline, seven sections in the office's order, tables, and the code over its content."""
    sections = _sections(facts)
    brief = Brief(
        code=f"LSH-{facts.office.city_code.replace('.', '')}-{facts.on:%Y%m%d}",
        city=facts.office.city,
        government=facts.office.government,
        office=facts.office.office,
        exercise=facts.office.exercise,
        on=facts.on,
        at=facts.at,
        zone=facts.office.zone,
        subtitle=_subtitle(facts),
        headline=headline(facts),
        word=facts.city_word,
        word_label=facts.labels[facts.city_word],
        word_before_label=facts.labels[facts.city_before],
        labels=tuple(facts.labels[word] for word in WORDS),
        sections=sections,
        dues=due_lines(facts),
        districts=_districts(facts),
        totals=_counted(facts, None),
        agenda=_agenda(facts),
        records=len({record.number for section in sections for row in section.sentences for record in row.records}),
        trail=facts.trail,
    )
    return replace(brief, integrity=integrity_code(brief))


def integrity_code(brief: Brief) -> str:
    """Sixteen hexadecimal digits in four groups, over the content: the same sentences give the same code.

    The moment of writing and the end of the trail are left out, so that a report written again from unchanged records
    carries the same code as the paper in the file.
    """
    body = [
        brief.code,
        brief.headline,
        brief.word,
        [
            [section.key, [[row.text, [record.number for record in row.records]] for row in section.sentences]]
            for section in brief.sections
        ],
        [[row.what, row.who, row.when, row.record.number] for row in brief.dues],
        [[row.name, *row.counts] for row in brief.districts],
        [[row.when, row.text] for row in brief.agenda],
    ]
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def _sections(facts: Facts) -> tuple[Section, ...]:
    grounds = tuple(Sentence(row.text, (row.record,)) for row in facts.grounds)
    through = f" melalui {facts.office.through}" if facts.office.through else ""
    return (
        Section("to", "Yth.", (Sentence(f"{facts.office.addressee}{through}"),), numbered=False),
        Section("grounds", "Dasar", grounds, "Belum ada kontes yang dipilih; laporan disusun dari catatan harian."),
        Section("development", "Perkembangan situasi", development(facts), "Tidak ada perkembangan yang tercatat."),
        Section("analysis", "Analisa", analysis(facts), "Belum ada angka untuk dibandingkan."),
        Section(
            "actions", "Langkah yang telah diambil", actions(facts), "Belum ada langkah yang dicatat sejak kemarin."
        ),
        Section("unknowns", "Perlu pendalaman", unknowns(facts), "Tidak ada hal yang perlu pendalaman hari ini."),
        Section("guidance", "Mohon arahan", guidance(facts), "Tidak ada hal yang memerlukan arahan hari ini."),
    )


def _subtitle(facts: Facts) -> str:
    pieces = [f"{long_date(facts.on)} pukul {clock_time(facts.at)} {facts.office.zone}"]
    stage = facts.stage
    if stage and stage.campaign:
        pieces.append(f"kampanye hari ke-{stage.campaign[0]}")
    elif stage and stage.quiet:
        pieces.append(f"masa tenang hari ke-{stage.quiet[0]}")
    if stage and stage.days_to_voting is not None and not stage.over:
        days = stage.days_to_voting
        pieces.append(f"pemungutan suara {days} hari lagi" if days > 0 else "pemungutan suara hari ini" if not days
                      else f"pemungutan suara {-days} hari yang lalu")  # fmt: skip
    return " · ".join(pieces)


def _districts(facts: Facts) -> tuple[DistrictRow, ...]:
    names = list(dict.fromkeys(row.district for row in facts.places))
    return tuple(DistrictRow(name, _counted(facts, name)) for name in names)


def _counted(facts: Facts, district: str | None) -> tuple[int, ...]:
    counts = Counter(row.word for row in facts.places if district in (None, row.district))
    return tuple(counts[word] for word in WORDS)


def _agenda(facts: Facts) -> tuple[AgendaLine, ...]:
    last = facts.on + timedelta(days=7)
    rows = sorted((row for row in facts.agenda if facts.on < row.on <= last), key=lambda row: row.on)
    return tuple(AgendaLine(short_date(row.on), row.text) for row in rows[:AGENDA_AT_MOST])

"""What needs looking into, and what guidance is asked, both derived by rule from due, late and silent things."""

from collections.abc import Iterable

from kondusif.brief.rules.facts import Bearer, Duty, Facts, Silence
from kondusif.brief.rules.headline import degree, is_late, is_past_safe, is_today
from kondusif.brief.rules.shapes import DueLine, Record, Sentence
from kondusif.brief.rules.situation import RECORDS_AT_MOST
from kondusif.brief.rules.words import capital, clock_time, count, figures, listed, short_date
from kondusif.kernel.small_counts import SMALLEST

DUE_LINES_AT_MOST = 8
AHEAD_DAYS = 7
SILENT_TOO_LONG = 2


def unknowns(facts: Facts) -> tuple[Sentence, ...]:
    """Perlu pendalaman: silence, words that nobody has confirmed, waiting reports, dates in doubt."""
    return (*_silence(facts), *_proposals(facts), *_waiting(facts), *_dates(facts))


def guidance(facts: Facts) -> tuple[Sentence, ...]:
    """Mohon arahan: one suggested act for each thing that is late, due, tense or too long silent."""
    late = [row for row in facts.duties if is_late(row)]
    past = [row for row in facts.duties if is_past_safe(facts, row)]
    today = [row for row in facts.duties if is_today(facts, row)]
    found = [_ask(row, f"terlewat {count((facts.on - row.outer).days)} hari") for row in late]
    found += [_ask(row, f"tanggal aman lewat {count((facts.on - row.due).days)} hari") for row in past]
    found += [_ask(row, _by_today(row)) for row in today]
    if facts.reports_due and facts.reports:
        said = "Satgas Netralitas agar menuntaskan laporan yang batas penyampaiannya ke Bawaslu tiba hari ini."
        found.append(Sentence(said, (facts.reports.record,)))
    return (*found, *_tense(facts), *_too_silent(facts))


def due_lines(facts: Facts) -> tuple[DueLine, ...]:
    """The table of duties: late ones, today's, then those of the coming seven days."""
    rows = [row for row in facts.duties if (row.due - facts.on).days <= AHEAD_DAYS]
    return tuple(_line(facts, row) for row in rows[:DUE_LINES_AT_MOST])


def _line(facts: Facts, row: Duty) -> DueLine:
    if row.late:
        when = f"lewat {(facts.on - row.outer).days} hari"
    elif row.due < facts.on:
        when = "hari ini, batas luar" if row.outer == facts.on else f"batas luar {short_date(row.outer)}"
    elif row.due == facts.on:
        when = f"hari ini {clock_time(row.office_by)}" if _hands_in_today(row) and row.office_by else "hari ini"
    else:
        when = short_date(row.due)
    note = "" if row.checked else "belum diperiksa"
    return DueLine(row.step, row.who, when, row.record, row.late, is_today(facts, row), note)


def _hands_in_today(row: Duty) -> bool:
    return row.office_by is not None and row.office_by.date() == row.due


def _by_today(row: Duty) -> str:
    if _hands_in_today(row) and row.office_by:
        return f"hari ini, paling lambat pukul {clock_time(row.office_by)}"
    return "hari ini"


def _ask(row: Duty, when: str) -> Sentence:
    """What a desk may suggest: it reminds a reporter, tells an examined person of a right, and gives no body orders."""
    step = row.step.rstrip(".")
    said = {
        Bearer.OURS: f"{capital(row.who)} agar menuntaskan: {step}",
        Bearer.REPORTER: f"Pelapor agar diingatkan: {step}",
        Bearer.EXAMINED: f"Terperiksa agar diberi tahu haknya: {step}",
        Bearer.BODY: f"Koordinasi dengan {row.who}: {step}",
    }
    return Sentence(f"{said[row.bearer]} ({when}).", (row.record,))


def _tense(facts: Facts) -> tuple[Sentence, ...]:
    found = []
    for word in ("critical", "tense"):
        rows = [row for row in facts.places if row.word == word]
        if rows:
            names = listed([row.name for row in rows], most=6)
            said = f"Arahan pengamanan dan koordinasi dengan kepolisian untuk {names} ({facts.labels[word]})."
            found.append(Sentence(said, tuple(row.record for row in rows[:RECORDS_AT_MOST])))
    return tuple(found)


def _too_silent(facts: Facts) -> tuple[Sentence, ...]:
    rows = sorted((row for row in facts.silent if _long(row)), key=lambda row: (row.district, row.name))
    if not rows:
        return ()
    heads = listed(list(dict.fromkeys(f"Camat {row.district}" for row in rows)), most=6)
    names = listed([f"{row.name} ({_days(row)})" for row in rows], most=6)
    said = f"{heads} agar memastikan laporan dari Kelurahan {names}."
    return (Sentence(said, tuple(row.record for row in rows[:RECORDS_AT_MOST])),)


def _long(row: Silence) -> bool:
    return row.days is None or row.days >= SILENT_TOO_LONG


def _days(row: Silence) -> str:
    return "belum pernah" if row.days is None else f"{row.days} hari"


def _silence(facts: Facts) -> tuple[Sentence, ...]:
    rows = sorted(facts.silent, key=lambda row: (-(row.days or 10_000), row.name))
    if not rows:
        return ()
    names = listed([f"{row.name} ({_days(row)})" for row in rows], most=6)
    return (
        Sentence(
            f"Belum melapor: {names}. Belum melapor bukan berarti {facts.labels['calm']}.",
            tuple(row.record for row in rows[:RECORDS_AT_MOST]),
        ),
    )


def _proposals(facts: Facts) -> tuple[Sentence, ...]:
    rows = [row for row in facts.places if not row.judged and (degree(row.word) or 0) > 0]
    if not rows:
        return ()
    names = listed([row.name for row in rows], most=6)
    said = f"Keadaan {names} masih usulan dari catatan kejadian, belum dinilai petugas Desk."
    return (Sentence(said, tuple(row.record for row in rows[:RECORDS_AT_MOST])),)


def _waiting(facts: Facts) -> tuple[Sentence, ...]:
    if facts.reports is None or facts.waiting < SMALLEST:
        return ()
    return (Sentence(f"Laporan yang menunggu verifikasi: {figures(facts.waiting)}.", (facts.reports.record,)),)


def _dates(facts: Facts) -> tuple[Sentence, ...]:
    """Dates in doubt among the near ones: read in two ways, or resting on a rule that nobody has checked."""
    near = [row for row in facts.duties if (row.due - facts.on).days <= AHEAD_DAYS]
    two = [row for row in near if row.due != row.outer]
    unchecked = [row for row in near if not row.checked]
    found = []
    if two:
        said = f"Hitungan hari pada {count(len(two))} tenggat dapat dibaca dua cara; yang dipakai tanggal lebih awal."
        found.append((said, two))
    if unchecked and [row.record for row in unchecked] == [row.record for row in two]:
        found = [(f"{said.rstrip('.')}, dan aturannya belum diperiksa ahli hukum.", two)]
    elif unchecked:
        found.append((f"Aturan di balik {count(len(unchecked))} tenggat belum diperiksa ahli hukum.", unchecked))
    return tuple(Sentence(text, _records(row.record for row in rows)) for text, rows in found)


def _records(rows: Iterable[Record]) -> tuple[Record, ...]:
    return tuple({row.number: row for row in rows}.values())[:RECORDS_AT_MOST]

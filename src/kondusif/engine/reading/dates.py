"""Finds the day an article tells of. A date is taken only where day, month and year are written; nothing is guessed.

Where the day of publication is known, `nearness.py` adds what is written in short ("Rabu (13/11)", "kemarin").
"""

import re
from dataclasses import replace
from datetime import date

from kondusif.engine.reading.layout import Layout, sentences
from kondusif.engine.reading.nearness import AFTER_AHEAD, SAID, WEEKDAYS, Candidate, near_dates
from kondusif.engine.reading.result import DateFound

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb pebruari", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sep sept", "oktober okt", "november nov nopember", "desember des"), 1)
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)"
_DAY = r"(?P<day>\d{1,2})"
_NUMERIC = rf"{_DAY}\s?(?P<sep>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?(?P<year>\d{{4}}|\d{{2}})"
_WORDED = r"(?P<wday>\d{1,2})\s{1,3}(?P<word>[A-Za-z]{3,10})\.?,?\s{1,3}(?P<wyear>\d{4})"
_DATE = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}(?:\s(?:pagi|siang|sore|petang|malam))?\s{{0,3}},?\s{{0,2}}(?:tanggal\s|pada\s)?)?(?P<open>\(\s?)?"
    rf"(?:{_NUMERIC}|{_WORDED})(?![\d/])",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:akan|bakal|mendatang|besok|lusa|nanti|nantinya|direncanakan|rencananya|dijadwalkan|hingga|sampai|batas"
    r"|paling lambat|terakhir|dimulai|mulai|berlaku|tertanggal|nomor|undang-undang|UU"
    r"|(?<!tempat )pemungutan suara|(?:pen)?coblosan|hari H)\b",
    re.IGNORECASE,
)
# "digelar pada 23 September 2024": something that was held, told in the first paragraphs.
_HELD_ON = re.compile(
    r"(?<!akan )(?<!akan di)\b(?:dilaksanakan|digelar|diselenggarakan|berlangsung|diadakan|dilakukan|dihelat)\s"
    r"(?:[^\s.,]{1,20}\s){0,4}(?:pada\s)?(?:hari\s|tanggal\s){0,2}$",
    re.IGNORECASE,
)
# "pada hari pemungutan suara, Rabu (27/11/2024)": the day that lies ahead, also inside somebody's words.
_VOTING_DAY = re.compile(r"\b(?:hari|pada) (?:pemungutan suara|(?:pen)?coblosan|H)\b[^.!?]{0,10}$", re.IGNORECASE)


def find_date(layout: Layout, votings: frozenset[date], on: date | None = None) -> DateFound | None:
    """The day of the telling: a weekday with a full date first, best beside a verb of speech.

    Args:
        layout: the sorted page.
        votings: voting days, which articles name as what lies ahead.
        on: the day of publication; with it days that are written in short count too, and no later day does.
    Returns:
        None where no full date stands in the text, or only dates of other things.
    """
    telling = [p for p in layout.paragraphs if p.role in {"body", "title", "heading", "stamp"}]
    first = {p.start for p in layout.body[:3]}
    found = [c for p in telling for c in _in(layout.view, p.start, p.end, votings, early=p.start in first)]
    stamps = {p.start: p.end for p in telling if p.role == "stamp"}
    found = [replace(c, weight=2) if any(a <= c.span[0] < b for a, b in stamps.items()) else c for c in found]
    if on:
        found = [c for c in found if c.on <= on]
        found += [c for p in telling if p.role != "stamp" for c in near_dates(layout.view, p.start, p.end, on, MONTHS)]
    found += _in_dateline(layout)
    if not found:
        captions = [p for p in layout.paragraphs if p.role == "caption"]
        found = [c for p in captions for c in _in(layout.known, p.start, p.end, votings, early=False)]
    if not found:
        return None
    best = max(found, key=lambda c: (c.weight, -c.span[0]))
    start, end = best.span
    return DateFound(best.on, start, end, layout.text[start:end])


def _in(view: str, start: int, end: int, votings: frozenset[date], *, early: bool) -> list[Candidate]:
    out = []
    for left, right in sentences(view, start, end):
        for match in _DATE.finditer(view, left, right):
            on = _value(match)
            if on is None:
                continue
            weight = _weight(view, match, left, right, on in votings)
            if weight > 1 and match["weekday"] and on.weekday() != _weekday(match["weekday"]):
                weight -= 1  # one of the two is a slip; a date that agrees with its weekday goes first
            if (
                not weight
                and early
                and on not in votings
                and _HELD_ON.search(view[max(left, match.start() - 60) : match.start()])
            ):
                weight = 1
            if weight:
                last = match.end() + (1 if match["open"] and view[match.end() : match.end() + 1] == ")" else 0)
                out.append(Candidate(on, (match.start(), last), weight))
    return out


def _in_dateline(layout: Layout) -> list[Candidate]:
    """ "Buleleng, 3 September 2025 - ...": the full date of a dateline."""
    if not layout.dateline:
        return []
    matches = list(_DATE.finditer(layout.text, *layout.dateline))
    return [Candidate(on, match.span(), 3) for match in matches if (on := _value(match))]


def _weight(view: str, match: re.Match[str], left: int, right: int, is_voting: bool) -> int:
    """0 where the date is of something else; more the surer it is the day of the telling."""
    before = view[max(left, match.start() - 60) : match.start()]
    clause = before[max(before.rfind(","), before.rfind(";")) + 1 :]
    ahead = bool(_AHEAD.search(clause)) or bool(AFTER_AHEAD.match(view[match.end() : min(right, match.end() + 24)]))
    said = bool(SAID.search(view[max(left, match.start() - 190) : match.start()]))
    if is_voting and (not said or _VOTING_DAY.search(before)):
        return 0
    if match["weekday"] and not ahead:
        return 6 if said else 5
    if match["open"] and not ahead:
        return 4 if said else 3
    if match["weekday"] and said and not AFTER_AHEAD.match(view[match.end() : match.end() + 24]):
        return 2
    alone = match.start() - left < 9 and not view[left : match.start()].strip(" |-") and right - match.end() <= 24
    return 2 if alone and not ahead else 0


def _weekday(name: str) -> int:
    return WEEKDAYS[re.sub(r"[^a-z]", "", name.lower())]


def _value(match: re.Match[str]) -> date | None:
    """The date as written, or None where no such day exists or the year is far off."""
    if match["wyear"]:
        month = MONTHS.get(match["word"].lower())
        if month is None:
            return None
        year, day = int(match["wyear"]), int(match["wday"])
    else:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        year += 2000 if year < 100 else 0
    if not 1998 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

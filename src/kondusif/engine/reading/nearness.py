"""Days that the press writes in short, once the publication is known: "Rabu (13/11)", "Selasa malam", "kemarin".

A short date is the latest such day that is not after the publication. A weekday is its check: where the two disagree,
or the day lies more than a month back, nothing is taken.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kondusif.engine.reading.layout import sentences
from kondusif.engine.reading.result import Span

WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}
AFTER_AHEAD = re.compile(
    r"\s{0,2}\)?\s{0,2}(?:mendatang|besok|lusa|nanti|yang akan datang|depan|hingga|sampai)\b", re.IGNORECASE
)
SAID = re.compile(
    r"(?:\w{3,12}nya|kata|ujar|ucap|tutur|terang|ungkap|tegas|jelas|imbuh|mengatakan|menegaskan|menyampaikan|ditemui|usai"
    r"|menjelaskan|mengungkapkan|di sela|kepada)\b[^.!?]{0,160}$",
    re.IGNORECASE,
)
_LONGEST = 31
_AHEAD = re.compile(
    r"\b(?:akan|bakal|mendatang|besok|lusa|nanti|nantinya|direncanakan|rencananya|dijadwalkan|hingga|sampai|batas"
    r"|paling lambat|dimulai|mulai|sejak|setiap|tiap|tertanggal)\b",
    re.IGNORECASE,
)
_PART_OF_DAY = r"(?:\s(?:dini hari|pagi|siang|sore|petang|malam))?"
_SHORT = re.compile(
    rf"(?<!\w)(?:(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad){_PART_OF_DAY}"
    r"(?P<past>\s(?:kemarin|lalu|kemaren))?\s{0,2},?\s{0,2}(?:tanggal\s)?)?"
    r"(?:(?P<open>\(\s?)(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?\)"
    r"|(?P<bare>\d{1,2})/(?P<bmonth>\d{1,2})(?![\d/.-])"
    r"|(?P<wday>\d{1,2})\s(?P<word>[A-Z][a-z]{2,9})(?!\w)(?!\.?,?\s{1,2}\d{4}))",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    rf"(?<!\w)(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)(?P<part>{_PART_OF_DAY})"
    r"(?P<past>\s(?:kemarin|kemaren|(?:pekan |minggu )?lalu))?(?!\w)(?!\s{0,2},?\s{0,2}\(?\s?\d)"
)
_WORD_ALONE = re.compile(
    r"(?<![\w-])(?P<what>kemarin|hari ini|tadi (?:pagi|siang|sore|malam)|semalam|malam ini|siang ini|pagi ini|sore ini)"
    r"(?![\w-])(?!\s{0,2}\(?\d)",
    re.IGNORECASE,
)
# "pemilu kemarin", "tahun kemarin": no day at all.
_LONG_AGO = re.compile(
    r"\b(?:pemilu|pilkada|pilpres|pileg|tahun|bulan|pekan|periode|hari|lalu|dan|sejak)\s{1,2}$", re.IGNORECASE
)
_OPENS = re.compile(r"[“„\"]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that the text may be telling of; the heavier the surer."""

    on: date
    span: Span
    weight: float


def near_dates(view: str, start: int, end: int, on: date, months: Mapping[str, int]) -> list[Candidate]:
    """Every day that a stretch writes in short.

    Args:
        on: the day of publication.
        months: names of months in small letters.
    Cost: linear.
    """
    found: list[Candidate] = []
    for left, right in sentences(view, start, end):
        found += _with_numbers(view, left, right, on, months)
        found += _with_words(view, left, right, on, start)
    return found


def _with_numbers(view: str, left: int, right: int, on: date, months: Mapping[str, int]) -> Iterator[Candidate]:
    for match in _SHORT.finditer(view, left, right):
        month = months.get((match["word"] or "").lower()) if match["word"] else int(match["month"] or match["bmonth"])
        if not month or not (match["weekday"] or match["open"] or match["word"]):
            continue
        day = _latest(int(match["day"] or match["bare"] or match["wday"]), month, on)
        if day is None or (match["weekday"] and day.weekday() != _number(match["weekday"])):
            continue
        said = bool(SAID.search(view[max(left, match.start() - 190) : match.start()]))
        if _ahead(view, match, left, right) and not (match["open"] and said):
            continue
        base = 5 if match["weekday"] else 3 if match["open"] else 0.5
        yield Candidate(day, match.span(), base + (0.9 if said else 0))


def _with_words(view: str, left: int, right: int, on: date, paragraph: int) -> Iterator[Candidate]:
    """A weekday or "kemarin" alone, in the telling and not in somebody's words."""
    for match in _DAY_ALONE.finditer(view, left, right):
        before = view[left : match.start()]
        placed = before.rstrip().endswith((",", "pada", "hari")) or bool(match["past"] or match["part"])
        placed = placed or not before.strip()
        if not placed or _ahead(view, match, left, right) or _inside_quote(view, paragraph, match.start()):
            continue
        back = (on.weekday() - _number(match["weekday"])) % 7
        back = 7 if match["past"] and back == 0 else back
        said = bool(SAID.search(before[-190:]))
        yield Candidate(on - timedelta(days=back), match.span(), 2.5 + (0.4 if said else 0))
    for match in _WORD_ALONE.finditer(view, left, right):
        before = view[max(left, match.start() - 24) : match.start()]
        if _LONG_AGO.search(before) or _inside_quote(view, paragraph, match.start()):
            continue
        told = match["what"].lower() in {"kemarin", "semalam", "tadi malam"}
        yield Candidate(on - timedelta(days=1 if told else 0), match.span(), 1.5)


def _latest(day: int, month: int, on: date) -> date | None:
    """The latest such day up to the publication, at most a month before it."""
    for year in (on.year, on.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if timedelta(0) <= on - found <= timedelta(days=_LONGEST):
            return found
    return None


def _ahead(view: str, match: re.Match[str], left: int, right: int) -> bool:
    before = view[max(left, match.start() - 60) : match.start()]
    clause = before[max(before.rfind(","), before.rfind(";")) + 1 :]
    return bool(_AHEAD.search(clause)) or bool(AFTER_AHEAD.match(view[match.end() : min(right, match.end() + 24)]))


def _inside_quote(view: str, left: int, at: int) -> bool:
    """Whether a quote is open at a place of its paragraph."""
    before = view[left:at]
    if before.count('"') % 2:
        return True
    return bool(_OPENS.search(before)) and max(before.rfind("“"), before.rfind("„")) > before.rfind("”")


def _number(weekday: str) -> int:
    return WEEKDAYS[re.sub(r"[^a-z]", "", weekday.lower())]

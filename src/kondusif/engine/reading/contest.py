"""Finds which contest an article speaks of and the stage it stands at, by the article's own words."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from kondusif.engine.reading.layout import Layout
from kondusif.engine.reading.lexicon import any_of, pattern, table

_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"


@dataclass(frozen=True, slots=True)
class _Contest:
    id: str
    words: re.Pattern[str]
    dated: re.Pattern[str]
    other_year: re.Pattern[str]
    month: re.Pattern[str]
    starts: date
    until: date
    voting: date


@dataclass(frozen=True, slots=True)
class _Table:
    contests: tuple[_Contest, ...]
    masks: re.Pattern[str]
    stages: dict[str, re.Pattern[str]]
    alone: dict[str, re.Pattern[str]]
    by_contest: dict[str, dict[str, str]]


@cache
def _table() -> _Table:
    rows = table("contests")
    contests = []
    for row in rows["contests"]:
        words = "|".join(pattern(word) for word in row["words"])
        gap = r"(?:[^\w.!?]{1,4}[^\s.!?]{1,30}){0,4}[^\w.!?]{1,4}"
        short = r"(?:\s[^\s.!?,;:()]{1,20}){0,2}"
        contests.append(
            _Contest(
                row["id"], any_of(row["words"]),
                re.compile(rf"(?<!\w)(?:{words})(?!\w){gap}{row['year']}(?!\d)", re.I),
                re.compile(rf"(?<!\w)(?:{words})(?!\w){short}\s(?!{row['year']})(?:19|20)\d\d", re.I),
                re.compile(rf"\b(?:{_MONTHS})\s{{1,2}}{row['year']}(?!\d)", re.I),
                row["from"], row["until"], row["voting"],
            )
        )  # fmt: skip
    stages = rows["stages"]
    anchors = "|".join(pattern(a) for a in stages["anchors"])
    near = {
        stage: re.compile(
            rf"(?<!\w)(?:{anchors})(?:\s{{1,2}}[^\s.!?,;]{{1,30}}){{0,2}}\s{{1,2}}"
            rf"(?:{'|'.join(pattern(p) for p in phrases)})(?!\w)",
            re.I,
        )
        for stage, phrases in stages["phrases"].items()
    }
    alone = {stage: _standing_alone(stages["phrases"][stage]) for stage in stages["standing_alone"]}
    return _Table(tuple(contests), any_of(rows["masks"]), near, alone, stages["by_contest"])


def _standing_alone(phrases: list[str]) -> re.Pattern[str]:
    """A stage named without an anchor word, unless as the far end of something."""
    inner = "|".join(pattern(phrase) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?<!sampai\s)(?<!hingga\s)(?<!sebelum\s)(?<!pada\s)(?:{inner})(?!\w)", re.I)


def votings() -> frozenset[date]:
    """The voting days of the known contests."""
    return frozenset(contest.voting for contest in _table().contests)


def find_contest(layout: Layout, on: date | None) -> str | None:
    """The contest most spoken of, if its year stands in the text or the article's own date lies within it.

    Returns:
        None where neither a year nor a date ties the words to a known contest, or where another year is named. An
        article that looks back on a contest in one word ("learning from Pemilu 2024") does not speak of it.
    """
    masked = _table().masks.sub(lambda m: " " * len(m.group()), layout.view)
    return _weighed(masked, on) or _weighed(layout.view, on)


def _weighed(view: str, on: date | None) -> str | None:
    weights: Counter[str] = Counter()
    for contest in _table().contests:
        past = 3 if on is not None and on > contest.until else 0
        named = len(contest.words.findall(view))
        others = len(contest.other_year.findall(view))
        dated = len(contest.dated.findall(view))
        within = contest.starts <= on <= contest.until if on else bool(contest.month.search(view))
        if named - others > 0 and (dated or (within and not others)):
            weights[contest.id] = named - others + 2 * dated - past
    best = weights.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None


def find_stage(layout: Layout, contest: str | None) -> str | None:
    """The stage the article says it stands at or before ("jelang kampanye", "masa tenang").

    Stages that are only listed as what comes in some other month do not count. Ids are those of the contest's calendar.
    """
    names = _table()
    weights: Counter[str] = Counter()
    for stage, near in names.stages.items():
        weights[stage] += 2 * sum(1 for hit in near.finditer(layout.view) if not _lies_ahead(layout.view, hit))
        if stage in names.alone:
            weights[stage] += len(names.alone[stage].findall(layout.view))
        if layout.title and weights[stage]:
            weights[stage] += 3 * len(near.findall(layout.view[layout.title.start : layout.title.end]))
    best = [stage for stage, weight in weights.most_common(1) if weight]
    if not best:
        return None
    generic = best[0]
    return (
        names.by_contest.get(contest or "", {}).get(generic, generic)
        if contest
        else (generic if generic in _SHARED else None)
    )


def _lies_ahead(view: str, hit: re.Match[str]) -> bool:
    """Whether the sentence puts the stage off: "tanggal 27 Agustus nanti tahapan selanjutnya pendaftaran"."""
    before = view[max(0, hit.start() - 60) : hit.start()]
    if before.endswith(("sebelum ", "Sebelum ")):
        return True
    return bool(_LATER.search(before[max(before.rfind(mark) for mark in ".!?\n") + 1 :]))


_LATER = re.compile(r"\b(?:nanti(?:nya)?|selanjutnya|berikutnya|setelah itu|kemudian|akan memasuki)\b", re.I)
_SHARED = frozenset({"kampanye", "masa_tenang", "pemungutan_suara", "pemutakhiran_pemilih"})

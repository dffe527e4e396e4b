"""What the pages of this room show: articles in rows, findings in groups, the text cut at its marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kondusif.media import rules, selectors
from kondusif.media.labels import Words, label
from kondusif.media.models import KINDS, Article, Finding
from kondusif.media.rules import Kind, Mark, Piece, Verdict

WEEK = timedelta(days=6)
ORDER = (Kind.PLACE, Kind.ISSUE, Kind.ACTIVITY, Kind.INSTITUTION, Kind.STATEMENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list."""

    article: Article
    places: list[Words]
    issues: list[Words]


@dataclass(frozen=True, slots=True)
class Week:
    """What the press of the last seven days speaks of."""

    articles: int
    issues: list[selectors.Tally]
    places: list[selectors.Tally]

    @property
    def first(self) -> selectors.Tally | None:
        return self.issues[0] if self.issues else None

    @property
    def first_in_words(self) -> str:
        """The most frequent issue as it stands inside a sentence: "potensi konflik", but "SARA"."""
        words = str(self.first.name) if self.first else ""
        return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding with its number in the text; a removed one has none."""

    finding: Finding
    name: Words
    number: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind."""

    kind: str
    label: Words
    rows: list[Shown]


def rows_of(articles: Iterable[Article]) -> list[Row]:
    listed = list(articles)
    found = selectors.findings_by_article(listed)
    return [Row(article, found[article.pk]["places"], found[article.pk]["issues"]) for article in listed]


def week_of(on: date) -> Week:
    """The seven days that end on a day."""
    since = on - WEEK
    total = selectors.press_between(since, on).count()
    return Week(total, selectors.issue_counts(since, on), selectors.place_counts(since, on))


def numbers_of(findings: Sequence[Finding]) -> dict[int, int]:
    """Numbers in the order of the text, by key; removed findings have none."""
    standing = [one for one in findings if one.verdict != Verdict.REMOVED]
    ordered = sorted(standing, key=lambda one: (one.start, one.end, one.pk))
    return {one.pk: at for at, one in enumerate(ordered, start=1)}


def groups_of(findings: Sequence[Finding]) -> list[Group]:
    numbers = numbers_of(findings)
    groups = []
    for kind in ORDER:
        rows = [
            Shown(one, label(one.kind, one.value, one.name), numbers.get(one.pk))
            for one in findings
            if one.kind == kind
        ]
        if rows:
            groups.append(Group(kind, KINDS[kind], sorted(rows, key=lambda row: (row.number is None, row.number or 0))))
    return groups


def pieces_of(article: Article, findings: Sequence[Finding]) -> list[Piece]:
    """The text with its marks. A statement gets its number, but no colour: it would cover everything else."""
    numbers = numbers_of(findings)
    standing = [one for one in findings if one.pk in numbers]
    marks = [Mark(numbers[one.pk], one.start, one.end) for one in standing if one.kind != Kind.STATEMENT]
    said = [Mark(numbers[one.pk], one.start, one.start + 1) for one in standing if one.kind == Kind.STATEMENT]
    return rules.pieces(article.text, marks, points=said)


def standing_count(findings: Sequence[Finding]) -> int:
    return sum(one.verdict != Verdict.REMOVED for one in findings)


def removed_count(findings: Sequence[Finding]) -> int:
    return len(findings) - standing_count(findings)

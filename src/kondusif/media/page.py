"""What the pages of this room show: articles in rows, findings in groups, the text cut at its marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kondusif.base.errors import catalogue, sentence
from kondusif.base.wording import plain_date
from kondusif.institutions.named import Words
from kondusif.kernel.errors import Refused
from kondusif.media import rules, selectors, story_selectors
from kondusif.media.labels import label
from kondusif.media.models import (
    KINDS,
    Article,
    Clarification,
    ClarificationLink,
    Feed,
    Finding,
    FolderFile,
)
from kondusif.media.rules import Kind, Mark, Piece, Verdict
from kondusif.media.selectors.clarifications import Offer
from kondusif.media.selectors.quality import Measured
from kondusif.media.variants import Differences, differences
from kondusif.territory.selectors import name_path

WEEK = timedelta(days=6)
ORDER = (Kind.PLACE, Kind.ISSUE, Kind.ACTIVITY, Kind.INSTITUTION, Kind.STATEMENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One item in the list: an article, with the other articles of its story."""

    article: Article
    places: list[Words]
    issues: list[Words]
    variants: list[story_selectors.Variant]

    @property
    def outlets(self) -> int:
        """How many outlets tell it, of those whose name is known."""
        return len({self.article.outlet, *(one.article.outlet for one in self.variants)} - {""})

    @property
    def copies(self) -> int:
        return len(self.variants) + 1


@dataclass(frozen=True, slots=True)
class Week:
    """What the press of the last seven days speaks of."""

    items: int
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
    links: list[ClarificationLink]
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind."""

    kind: str
    label: Words
    rows: list[Shown]


def rows_of(articles: Iterable[Article]) -> list[Row]:
    listed = list(articles)
    found = selectors.findings_by_article(listed)
    variants = story_selectors.variants_of(listed)
    return [
        Row(article, found[article.pk]["places"], found[article.pk]["issues"], variants.get(article.pk, []))
        for article in listed
    ]


def week_of(on: date) -> Week:
    """The seven days that end on a day."""
    since = on - WEEK
    total = selectors.press_between(since, on).count()
    items = selectors.items_between(since, on)
    return Week(items, total, selectors.issue_counts(since, on), selectors.place_counts(since, on))


def numbers_of(findings: Sequence[Finding]) -> dict[int, int]:
    """Numbers in the order of the text, by key; removed findings have none."""
    standing = [one for one in findings if one.verdict != Verdict.REMOVED]
    ordered = sorted(standing, key=lambda one: (one.start, one.end, one.pk))
    return {one.pk: at for at, one in enumerate(ordered, start=1)}


def groups_of(
    findings: Sequence[Finding], links: dict[int, list[ClarificationLink]], offers: dict[int, list[Offer]]
) -> list[Group]:
    """The findings by kind, each with the clarifications that are linked to it and those that may be."""
    numbers = numbers_of(findings)
    groups = []
    for kind in ORDER:
        rows = [
            _shown(one, numbers.get(one.pk), links.get(one.pk, []), offers.get(one.pk, []))
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


def _shown(one: Finding, number: int | None, links: list[ClarificationLink], offers: list[Offer]) -> Shown:
    linked = {row.clarification_id for row in links}
    fitting = [offer for offer in offers if offer.clarification.pk not in linked]
    return Shown(one, label(one.kind, one.value, one.name), number, links, fitting)


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story beside the first one: what it says that the other does not, and the other way round."""

    article: Article
    score: float | None
    origin: str
    differs: Differences


def story_of(article: Article) -> dict[str, object]:
    """The other articles of a story, the earliest first, with what differs; the history; what may belong together."""
    told = []
    if article.story_id:
        others = story_selectors.variants_of([article]).get(article.pk, [])
        told = [
            Telling(one.article, one.score, one.origin, differences(article.text, one.article.text))
            for one in sorted(
                others, key=lambda one: (one.article.published_on or one.article.added_on, one.article.pk)
            )
        ]
    outlets = {article.outlet, *(one.article.outlet for one in told)}
    return {
        "tellings": told, "outlets": len(outlets - {""}), "moves": story_selectors.moves_of(article),
        "alike": story_selectors.proposals_for(article),
    }  # fmt: skip


def place_name(code: str) -> str:
    """The name of a place with what it lies in; empty without one."""
    return name_path(code) if code else ""


def place_options(article: Article, places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Places to choose the main one from: the city's, those that the article names, and the one that stands."""
    named = article.findings.filter(kind=Kind.PLACE).values_list("value", "name")
    known = dict(places) | {code: name for code, name in named if code not in dict(places)}
    if article.main_place and article.main_place not in known:
        known[article.main_place] = place_name(article.main_place)
    return list(known.items())


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a folder with its result in words."""

    file: FolderFile
    problem: str


def file_rows(files: Iterable[FolderFile]) -> list[FileRow]:
    return [FileRow(one, _problem(one.problem, one.problem_facts)) for one in files]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed with what went wrong last time in words."""

    feed: Feed
    problem: str


def feed_rows(feeds: Iterable[Feed]) -> list[FeedRow]:
    return [FeedRow(one, _problem(one.error, one.error_facts)) for one in feeds]


def _problem(code: str, facts: dict[str, object]) -> str:
    """The sentence of a kept refusal, in the language of the page; codes of an older edition say nothing."""
    return sentence(Refused(code, **facts)) if code in catalogue() else ""


def chat_text(row: Clarification) -> str:
    """A clarification as a message for a group: the claim, then what its owner says, and until when."""
    lines = [
        _("*Klarifikasi %(owner)s*") % {"owner": row.owner}, "", _("Beredar: %(claim)s") % {"claim": row.claim}, "",
        row.answer, "", _("Sumber: %(source)s") % {"source": row.source},
    ]  # fmt: skip
    until = plain_date(row.valid_until) if row.valid_until else ""
    valid = _("Berlaku %(first)s sampai %(last)s.") if until else _("Berlaku sejak %(first)s.")
    return "\n".join([*lines, valid % {"first": plain_date(row.valid_from), "last": until}, row.number])


def judged_of(rows: Iterable[Measured]) -> int:
    """How many findings of the machine officers judged."""
    return sum(row.judged for row in rows)


def quality_lines(rows: Iterable[Measured]) -> Iterator[list[str]]:
    for row in rows:
        share = "" if row.precision is None else f"{row.precision:.4f}"
        counts = [str(number) for number in (row.kept, row.removed, row.missed, row.waiting)]
        yield [row.kind, row.value or str(row.name), row.edition, *counts, share]

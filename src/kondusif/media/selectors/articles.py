"""Reads about articles and findings. A removed finding counts nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.institutions.named import Words
from kondusif.media.labels import ISSUES, label
from kondusif.media.models import Article, Finding
from kondusif.media.permissions import READERS
from kondusif.media.rules import Kind, Verdict

# A story stands for all its articles; an article alone stands for itself.
ITEM = Coalesce("story_id", -F("pk"))
ITEM_OF_FINDING = Coalesce("article__story_id", -F("article_id"))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items speak of something; a story with its copies is one item."""

    value: str
    name: Words
    articles: int


def articles_visible_to(user: User) -> QuerySet[Article]:
    """Every article of the city for those who may read the press; none for others."""
    return Article.objects.all() if has_role(user, *READERS) else Article.objects.none()


def standing_findings() -> QuerySet[Finding]:
    """Findings that nobody removed."""
    return Finding.objects.exclude(verdict=Verdict.REMOVED)


def press_since(at: datetime) -> QuerySet[Article]:
    """Articles added since a moment, the newest first."""
    return Article.objects.filter(added_at__gte=at)


def press_of(on: date) -> QuerySet[Article]:
    """Articles added on a day of the city's calendar, the newest first."""
    return Article.objects.filter(added_on=on)


def press_between(from_on: date, to_on: date) -> QuerySet[Article]:
    """Articles added from one day to another, both included."""
    return Article.objects.filter(added_on__gte=from_on, added_on__lte=to_on)


def issue_counts(from_on: date, to_on: date) -> list[Tally]:
    """In how many items added from one day to another each issue stands, the most frequent first."""
    return _tallies(Kind.ISSUE, Q(article__added_on__gte=from_on, article__added_on__lte=to_on))


def place_counts(from_on: date, to_on: date) -> list[Tally]:
    """In how many items added from one day to another each place stands, the most frequent first."""
    return _tallies(Kind.PLACE, Q(article__added_on__gte=from_on, article__added_on__lte=to_on))


def items_between(from_on: date, to_on: date) -> int:
    """How many items were added from one day to another: the copies of a story count once."""
    return press_between(from_on, to_on).order_by().aggregate(items=Count(ITEM, distinct=True))["items"]


def _tallies(kind: Kind, within: Q) -> list[Tally]:
    rows = (
        standing_findings()
        .filter(within, kind=kind)
        .values("value")
        .annotate(articles=Count(ITEM_OF_FINDING, distinct=True))
    )
    names = dict(Finding.objects.filter(kind=kind).values_list("value", "name")) if kind is Kind.PLACE else {}
    found = [
        Tally(row["value"], label(kind, row["value"], names.get(row["value"], "")), row["articles"]) for row in rows
    ]
    return sorted(found, key=lambda tally: (-tally.articles, tally.value))


def filtered(rows: QuerySet[Article], chosen: Mapping[str, Any]) -> QuerySet[Article]:
    """The articles that fit the words, place, issue and dates a reader chose.

    Args:
        chosen: `words`, `place`, `issue`, `since`, `until`; what is missing or empty does not narrow.
    """
    for word in str(chosen.get("words") or "").split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(outlet__icontains=word))
    for kind in (Kind.PLACE, Kind.ISSUE):
        if value := chosen.get(kind):
            rows = rows.filter(pk__in=standing_findings().filter(kind=kind, value=value).values("article_id"))
    if since := chosen.get("since"):
        rows = rows.filter(added_on__gte=since)
    if until := chosen.get("until"):
        rows = rows.filter(added_on__lte=until)
    return rows


def place_options(rows: QuerySet[Article]) -> list[tuple[str, str]]:
    """Places that stand in these articles, for a list to choose from."""
    found = standing_findings().filter(kind=Kind.PLACE, article__in=rows).values_list("value", "name").distinct()
    return sorted(dict(found).items(), key=lambda pair: (len(pair[0]), pair[1]))


def issue_options() -> list[tuple[str, Words]]:
    """Every issue, for a list to choose from."""
    return list(ISSUES.items())


def findings_by_article(rows: Sequence[Article]) -> dict[int, dict[str, list[Words]]]:
    """For a page of articles: the names of places and issues of each, the main place first."""
    found: dict[int, dict[str, list[Words]]] = {row.pk: {"places": [], "issues": []} for row in rows}
    wanted = standing_findings().filter(article__in=[row.pk for row in rows], kind__in=(Kind.PLACE, Kind.ISSUE))
    for one in wanted.order_by("pk"):
        names = found[one.article_id]["places" if one.kind == Kind.PLACE else "issues"]
        name = label(one.kind, one.value, one.name)
        if name not in names:
            names.append(name)
    return found


def findings_of(article: Article) -> list[Finding]:
    """Every finding of an article in the order of the text, removed ones too."""
    return list(article.findings.select_related("judged_by"))

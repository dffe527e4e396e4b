"""Every shared read about stories: one item with its variants, what else may belong to it, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import OuterRef, Q, QuerySet, Subquery

from kondusif.engine.similar import normalise
from kondusif.engine.similar.sketch import is_current, unpacked
from kondusif.media.models import Article, Finding, StoryMove
from kondusif.media.rules import Kind, Move, Verdict

COPY, EVENT = "copy", "event"
WINDOW = timedelta(days=14)
EVENT_WINDOW = timedelta(days=2)
ALIKE_COPY = 0.2
ALIKE_EVENT = 0.25
PROPOSED_AT_ONCE = 5
LONG_WORD = 5
SHARED_KINDS = (Kind.PLACE, Kind.ACTIVITY, Kind.ISSUE)


@dataclass(frozen=True, slots=True)
class Near:
    """An article whose words are much the same, with the estimated similarity."""

    article: Article
    score: float


@dataclass(frozen=True, slots=True)
class Variant:
    """Another telling of a story.

    Args:
        score: estimated similarity when the machine put it there; nothing when a person did.
        origin: who put it there, or an empty text where no move says so.
        move_pk: that move.
    """

    article: Article
    score: float | None
    origin: str
    move_pk: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article that may tell the same. Nothing is joined by it.

    Args:
        score: share of words, 0..1: estimated Jaccard for a copy, shared long words of the shorter text for an event.
        reason: `copy` (much the same words) or `event` (near in time, same place, same activity or issue).
        shared: (kind, value, name) of the findings that both have.
    """

    article: Article
    score: float
    reason: str
    shared: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A move as it stands in the history of an article."""

    move: StoryMove
    can_undo: bool


def items(rows: QuerySet[Article]) -> QuerySet[Article]:
    """One row an item, the newest first: lone articles, and of each story the earliest of its articles in `rows`."""
    first = rows.filter(story=OuterRef("story")).order_by("added_at", "pk").values("pk")[:1]
    return rows.filter(Q(story=None) | Q(pk=Subquery(first))).order_by("-added_at", "-pk")


def variants_of(articles: Sequence[Article]) -> dict[int, list[Variant]]:
    """For each article of a page, by its key: the other articles of its story in the order they came."""
    found: dict[int, list[Variant]] = {article.pk: [] for article in articles}
    stories = {article.story_id for article in articles if article.story_id}
    if not stories:
        return found
    moves: dict[tuple[int, int], StoryMove] = {}
    for move in StoryMove.objects.filter(story__in=stories, kind=Move.JOINED, undone_at=None):
        moves[move.story_id, move.article_id] = move
    mates: dict[int | None, list[Article]] = {}
    for mate in Article.objects.filter(story__in=stories).order_by("added_at", "pk"):
        mates.setdefault(mate.story_id, []).append(mate)
    for article in articles:
        for mate in mates.get(article.story_id, []) if article.story_id else []:
            if mate.pk != article.pk:
                found[article.pk].append(_variant(mate, moves.get((mate.story_id or 0, mate.pk))))
    return found


def _variant(mate: Article, move: StoryMove | None) -> Variant:
    return Variant(mate, move.score, move.origin, move.pk) if move else Variant(mate, None, "", None)


def together_with(article: Article) -> list[Article]:
    """The article and all others of its story, in the order they came."""
    if not article.story_id:
        return [article]
    return list(Article.objects.filter(story=article.story_id).order_by("added_at", "pk"))


def last_standing(article: Article) -> StoryMove | None:
    """The move that says where the article stands; nothing where it never moved or all was undone."""
    return article.story_moves.filter(undone_at=None).order_by("-moved_at", "-pk").select_related("story").first()


def moves_of(article: Article) -> list[Step]:
    """Every move of an article, the newest last, undone ones too; the last standing one may be undone."""
    last = last_standing(article)
    rows = article.story_moves.select_related("story", "moved_by", "undone_by").order_by("moved_at", "pk")
    return [Step(move, last is not None and move.pk == last.pk and not opens_story(move)) for move in rows]


def opens_story(move: StoryMove) -> bool:
    """Whether it is the move with which its story began: the first article, which nobody put anywhere."""
    first = (
        StoryMove.objects.filter(story=move.story_id).order_by("moved_at", "pk").values_list("pk", flat=True).first()
    )
    return first == move.pk


def near_copies(article: Article, least: float) -> list[Near]:
    """Articles of the fortnight before and after whose words are much the same, the most alike first."""
    stored = _around(article, WINDOW).exclude(signature=b"").values_list("pk", "signature")
    rows = [(pk, kept) for pk, kept in stored if is_current(kept)]
    if not rows or not is_current(article.signature):
        return []
    own = unpacked(article.signature)
    scores = (np.array([unpacked(kept) for _pk, kept in rows]) == own).mean(axis=1)
    chosen = {rows[at][0]: float(scores[at]) for at in np.flatnonzero(scores >= least - 1e-9)}
    articles = Article.objects.filter(pk__in=chosen).select_related("story")
    return sorted((Near(one, chosen[one.pk]) for one in articles), key=lambda near: (-near.score, near.article.pk))


def proposals_for(article: Article) -> list[Proposal]:
    """Up to five articles that may tell the same story and do not stand in it; of one story the most alike.

    Copies by their words come first, then tellings of one event: at most two days apart, with the same place and the
    same activity or issue, and a quarter of the long words shared. A pair that a person split is not proposed again.
    """
    parted = _parted_from(article)
    shared = _shared_findings(article)
    copies = {near.article.pk: Proposal(near.article, near.score, COPY, shared.get(near.article.pk, ()))
              for near in near_copies(article, ALIKE_COPY)}  # fmt: skip
    found = [*copies.values(), *(one for one in _events(article, shared) if one.article.pk not in copies)]
    chosen: list[Proposal] = []
    seen = {article.story_id} if article.story_id else set()
    for one in found:
        if one.article.story_id in seen or one.article.pk in parted:
            continue
        if one.article.story_id:
            seen.add(one.article.story_id)
        chosen.append(one)
    return chosen[:PROPOSED_AT_ONCE]


def _events(article: Article, shared: dict[int, tuple[tuple[str, str, str], ...]]) -> list[Proposal]:
    fitting = [
        pk for pk, some in shared.items()
        if any(kind == Kind.PLACE for kind, _value, _name in some) and any(kind != Kind.PLACE for kind, _v, _n in some)
    ]  # fmt: skip
    own = _long_words(article)
    found = []
    for one in _around(article, EVENT_WINDOW).filter(pk__in=fitting):
        other = _long_words(one)
        score = len(own & other) / max(1, min(len(own), len(other)))
        if score >= ALIKE_EVENT:
            found.append(Proposal(one, round(score, 4), EVENT, shared[one.pk]))
    return sorted(found, key=lambda proposal: (-proposal.score, proposal.article.pk))


def _around(article: Article, window: timedelta) -> QuerySet[Article]:
    """Other articles of about the same time: by the date of the paper where both say one, else by the day of adding."""
    added = _between("added_on", article.added_on, window)
    if article.published_on is None:
        return Article.objects.filter(added).exclude(pk=article.pk)
    told = _between("published_on", article.published_on, window) | (Q(published_on=None) & added)
    return Article.objects.filter(told).exclude(pk=article.pk)


def _between(field: str, on: date, window: timedelta) -> Q:
    return Q(**{f"{field}__gte": on - window, f"{field}__lte": on + window})


def _shared_findings(article: Article) -> dict[int, tuple[tuple[str, str, str], ...]]:
    """For each article near in time: what it says of place, activity and issue that this one says too."""
    standing = Finding.objects.exclude(verdict=Verdict.REMOVED).filter(kind__in=SHARED_KINDS)
    own = {(one.kind, one.value) for one in standing.filter(article=article)}
    if not own:
        return {}
    near = _around(article, WINDOW).values("pk")
    rows = standing.filter(article__in=near, value__in={value for _kind, value in own}).order_by("article_id", "pk")
    found: dict[int, dict[tuple[str, str], str]] = {}
    for pk, kind, value, name in rows.values_list("article_id", "kind", "value", "name"):
        if (kind, value) in own:
            found.setdefault(pk, {}).setdefault((kind, value), name)
    return {pk: tuple((kind, value, name) for (kind, value), name in some.items()) for pk, some in found.items()}


def _parted_from(article: Article) -> set[int]:
    """Articles from which a person split this one, or that were split from it, where the split still stands."""
    rows = StoryMove.objects.filter(kind=Move.SPLIT, undone_at=None)
    left = set(rows.filter(article=article).values_list("story_id", flat=True))
    found = set(Article.objects.filter(story__in=left).values_list("pk", flat=True)) - {article.pk}
    if article.story_id:
        found |= set(rows.filter(story=article.story_id).values_list("article_id", flat=True))
    return found


def _long_words(article: Article) -> set[str]:
    return {word for word in normalise(article.text).split() if len(word) >= LONG_WORD}

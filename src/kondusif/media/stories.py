"""Every write about stories: the machine puts near-copies together, a person joins, splits and takes a step back.

Where an article stands is what its last standing move says; an undone move stays on record and counts no more.
"""

from datetime import datetime

from django.db import transaction

from kondusif.audit.services import record
from kondusif.engine.similar import THRESHOLD, signature
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.media.models import Article, Story, StoryMove
from kondusif.media.rules import Move, Origin
from kondusif.media.story_selectors import COPY, last_standing, near_copies, opens_story, together_with


@transaction.atomic
def place(article: Article) -> Story | None:
    """Put a new article beside the near-copy of it from about the same days, if any. Audit: that of the adding.

    Two stories are never made one here, and nothing that a person moved is touched: only a new article is placed, once.

    Returns:
        Its story, or nothing where it is alone.
    """
    if article.signature:
        return article.story
    article.signature = signature(article.text)
    article.save(update_fields=["signature"])
    for near in near_copies(article, THRESHOLD)[:1]:
        at = now()
        story = near.article.story or _new_story(near.article, at, Origin.MACHINE, None)
        _move(article, story, Move.JOINED, at, Origin.MACHINE, None, score=near.score, reason=COPY)
        return story
    return None


@transaction.atomic
def join(actor: Actor, article: Article, other: Article) -> Story:
    """Make the items of two articles one, with all that already belongs to them. Audit: media.story.joined.

    Permission: desk, verifier. The story that was opened first stays; the articles of the other one move over.

    Raises:
        Refused: the same article, or two that are one story already.
        Stale: somebody moved one of them meanwhile.
    """
    if article.pk == other.pk:
        raise Refused("media.story.same_article")
    if article.story_id and article.story_id == other.story_id:
        raise Refused("media.story.together")
    stays, moves = sorted((article, other), key=_age)
    at, by = now(), actor.person_id
    story = stays.story or _new_story(stays, at, Origin.OFFICER, by)
    for one in together_with(moves):
        _move(one, story, Move.JOINED, at, Origin.OFFICER, by)
    record(actor, "media.story.joined", article, {"story": story.number})
    return story


@transaction.atomic
def split(actor: Actor, article: Article) -> None:
    """Take an article out of its story, so that it stands alone. Audit: media.story.split. Permission: desk, verifier.

    Raises:
        Refused: it stands alone already.
        Stale: somebody moved it meanwhile.
    """
    story = article.story
    if story is None or len(together_with(article)) < 2:
        raise Refused("media.story.alone")
    _move(article, story, Move.SPLIT, now(), Origin.OFFICER, actor.person_id)
    record(actor, "media.story.split", article, {"story": story.number})


@transaction.atomic
def undo(actor: Actor, move: StoryMove) -> None:
    """Take a step back, with all that moved in the same step. Audit: media.story.undone. Permission: desk, verifier.

    The article with which the story began stays in it; with no other left it is alone.

    Raises:
        Refused: a later step stands on it, it is undone already, or the story began with it.
        Stale: somebody moved one of the articles meanwhile.
    """
    same = StoryMove.objects.filter(
        story=move.story, kind=move.kind, moved_at=move.moved_at, moved_by=move.moved_by, undone_at=None
    )
    step = [one for one in same.select_related("article") if not opens_story(one)]
    if move.pk not in {one.pk for one in step}:
        raise Refused("media.story.not_last")
    for one in step:
        latest = last_standing(one.article)
        if latest is None or latest.pk != one.pk:
            raise Refused("media.story.not_last")
    at = now()
    for one in step:
        changed = StoryMove.objects.filter(pk=one.pk, undone_at=None).update(undone_at=at, undone_by=actor.person_id)
        if not changed:
            raise Stale
        before = last_standing(one.article)
        _stand(one.article, before.story if before and before.kind == Move.JOINED else None)
    record(actor, "media.story.undone", move.article, {"story": move.story.number, "kind": move.kind})


def _age(article: Article) -> tuple[bool, datetime, int]:
    """A story before a lone article; then the older first."""
    story = article.story
    return (story is None, story.opened_at if story else article.added_at, article.pk)


def _new_story(head: Article, at: datetime, origin: Origin, by: int | None) -> Story:
    on = today()
    story = Story.objects.create(number=next_number("RUM", on), opened_on=on, opened_at=at)
    _move(head, story, Move.JOINED, at, origin, by)
    return story


def _move(
    article: Article,
    story: Story,
    kind: Move,
    at: datetime,
    origin: Origin,
    by: int | None,
    *,
    score: float | None = None,
    reason: str = "",
) -> None:
    StoryMove.objects.create(
        story=story, article=article, kind=kind, origin=origin, score=score, reason=reason, moved_by_id=by, moved_at=at
    )
    _stand(article, story if kind == Move.JOINED else None)


def _stand(article: Article, story: Story | None) -> None:
    """Write where the article stands, unless it no longer stands where it was seen."""
    if not Article.objects.filter(pk=article.pk, story=article.story_id).update(story=story):
        raise Stale
    article.story = story

"""Feeds: added, looked at, switched on, fetched. While the city's channel is off, nobody outside is asked anything."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.base.fields import clean_line, clean_text
from kondusif.base.outgoing import Fetched, Way, checked_address, fetch
from kondusif.institutions.selectors import city, today
from kondusif.institutions.services import set_preferences
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import Refused
from kondusif.media.feed_reading import Entry, Listing, read_feed
from kondusif.media.models import Feed, FeedEntry
from kondusif.media.rules import LONGEST_TEXT, MOST_FEEDS, is_account_feed, wait_after
from kondusif.media.selectors.feeds import CHANNEL, channel_is_on, due_feeds
from kondusif.media.services.articles import add_article


@transaction.atomic
def switch_channel(actor: Actor, *, on: bool) -> None:
    """Let the city fetch feeds, or stop it. Audit: media.channel.switched. Permission: admin."""
    if channel_is_on() == on:
        return
    set_preferences(actor, **{CHANNEL: {"on": on, "by": actor.name, "at": now().isoformat()}})
    record(actor, "media.channel.switched", "umpan", {"on": on})


@transaction.atomic
def add_feed(actor: Actor, *, address: str, outlet: str) -> Feed:
    """Put an address on the list; nothing is fetched by it. Audit: media.feed.added. Permission: desk, verifier.

    Raises:
        Refused: no open web address, somebody's account, no outlet, on the list already, or too many.
    """
    address, outlet = address.strip(), clean_line(outlet)[:120]
    parts = checked_address(address, http_allowed=http_allowed())
    if is_account_feed(parts.hostname or "", parts.path):
        raise Refused("media.feed.account")
    if not outlet:
        raise Refused("media.feed.no_outlet")
    if Feed.objects.count() >= MOST_FEEDS:
        raise Refused("media.feed.too_many", limit=MOST_FEEDS)
    try:
        with transaction.atomic():
            feed = Feed.objects.create(address=address, outlet=outlet, added_by_id=actor.user_id, added_on=today())
    except IntegrityError as error:
        raise Refused("media.feed.known") from error
    record(actor, "media.feed.added", f"umpan-{feed.pk}")
    return feed


@transaction.atomic
def remove_feed(actor: Actor, feed: Feed) -> None:
    """Take a feed off the list; its articles stay. Audit: media.feed.removed. Permission: desk, verifier."""
    record(actor, "media.feed.removed", f"umpan-{feed.pk}")
    feed.delete()


@transaction.atomic
def switch_feed(actor: Actor, feed: Feed, *, on: bool) -> Feed:
    """Let the job fetch a feed, or stop it. Audit: media.feed.switched. Permission: desk, verifier.

    Raises:
        Refused: on, before anybody looked at it.
    """
    if on and feed.previewed_at is None:
        raise Refused("media.feed.not_previewed")
    feed.is_on, feed.next_at, feed.failures = on, None, 0
    feed.save(update_fields=["is_on", "next_at", "failures"])
    record(actor, "media.feed.switched", f"umpan-{feed.pk}", {"on": on})
    return feed


def preview(actor: Actor, feed: Feed, *, way: Way | None = None) -> Listing:
    """What a feed carries now; nothing of it is kept. Audit: media.feed.previewed. Permission: desk, verifier.

    Raises:
        Refused: the channel is off, or what the fetching and the reading of feeds refuse.
    """
    answer = _ask(feed, way, fresh=True)
    listing = read_feed(answer.body, zone=zone_of(city().zone), today=today())
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(previewed_at=now())
        record(actor, "media.feed.previewed", f"umpan-{feed.pk}", {"entries": len(listing.entries)})
    return listing


def take(actor: Actor, feed: Feed, *, way: Way | None = None) -> int:
    """Fetch a feed now and take in what is new. Audit: media.feed.taken, and media.article.added for each.

    What goes wrong is kept at the feed, and the next fetch waits longer each time. Permission: desk, verifier, the job.

    Returns:
        How many articles are new.
    Raises:
        Refused: the channel is off, or what the fetching and the reading of feeds refuse.
    """
    if not channel_is_on():
        raise Refused("media.feed.channel_off")
    try:
        answer = _ask(feed, way)
        listing = read_feed(answer.body, zone=zone_of(city().zone), today=today()) if answer.changed else None
    except Refused as error:
        _failed(feed, error)
        raise
    new = sum(_taken(actor, feed, entry) for entry in listing.entries) if listing else 0
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(
            fetched_at=now(), next_at=now() + wait_after(0), error="", error_facts={}, failures=0, new_last=new,
            new_total=F("new_total") + new, etag=answer.etag, last_modified=answer.last_modified,
        )  # fmt: skip
        record(actor, "media.feed.taken", f"umpan-{feed.pk}", {"new": new})
    feed.refresh_from_db()
    return new


def fetch_due(actor: Actor, *, way: Way | None = None) -> int:
    """Fetch every feed that is on and due, while the channel is on; one that fails stops no other.

    Audit: as `take`. Returns how many articles are new.
    """
    new = 0
    for feed in due_feeds(now()):
        # The row is claimed before anybody is asked, so that two workers do not ask twice.
        claimed = Feed.objects.filter(pk=feed.pk, is_on=True, next_at=feed.next_at)
        if not claimed.update(next_at=now() + CLAIM):
            continue
        try:
            new += take(actor, feed, way=way)
        except Refused:
            continue
    return new


CLAIM = timedelta(minutes=5)


def http_allowed() -> bool:
    """Whether an address without encryption may be asked: only where the installation says so."""
    return bool(settings.FEEDS_OVER_HTTP)


def _ask(feed: Feed, way: Way | None, *, fresh: bool = False) -> Fetched:
    if not channel_is_on():
        raise Refused("media.feed.channel_off")
    known = {} if fresh else {"etag": feed.etag, "last_modified": feed.last_modified}
    return fetch(feed.address, http_allowed=http_allowed(), way=way, **known)


def _failed(feed: Feed, error: Refused) -> None:
    failures = feed.failures + 1
    Feed.objects.filter(pk=feed.pk).update(
        fetched_at=now(), next_at=now() + wait_after(failures), failures=failures, error=error.code,
        error_facts=error.facts, new_last=0,
    )  # fmt: skip


def _taken(actor: Actor, feed: Feed, entry: Entry) -> bool:
    """Whether an entry became a new article. One that cannot be one is remembered, and not tried again."""
    if FeedEntry.objects.filter(feed=feed, key=entry.key).exists():
        return False
    text = clean_text(entry.text)[:LONGEST_TEXT]
    article, is_new = None, False
    try:
        article, is_new = add_article(
            actor, text, title=clean_line(entry.title), outlet=feed.outlet, published_on=_not_ahead(entry.published_on)
        )
    except Refused:
        article = None
    FeedEntry.objects.get_or_create(feed=feed, key=entry.key, defaults={"article": article, "taken_at": now()})
    return is_new


def _not_ahead(day: date | None) -> date | None:
    return day if day and day <= today() else None

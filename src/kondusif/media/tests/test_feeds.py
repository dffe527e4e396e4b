"""Nobody outside is asked anything until the city's channel and the feed are on; then only the feed itself."""

import http.server
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base.outgoing import Way
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.media import jobs
from kondusif.media.models import Article, Feed, FeedEntry
from kondusif.media.rules import AT_MOST, wait_after
from kondusif.media.services import add_feed, fetch_due, preview, remove_feed, switch_channel, switch_feed, take
from support.cast import Cast

pytestmark = pytest.mark.django_db
ITEMS = """<item><guid>1</guid><title>Rapat di Jebres</title><link>http://warta.example/1</link>
<pubDate>Tue, 12 Nov 2024 08:00:00 +0700</pubDate><description>Rapat RT di Jebres, Surakarta.</description></item>
<item><guid>2</guid><title>Apel di Semanggi</title><description>Apel Linmas di Semanggi.</description></item>"""


class Site:
    """An outlet on this machine; counts who asks."""

    def __init__(self) -> None:
        self.body, self.status, self.asked = f"<rss><channel><title>W</title>{ITEMS}</channel></rss>".encode(), 200, 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked += 1
                known = site.status == 200 and self.headers["If-None-Match"] == f'"{hash(site.body)}"'
                self.send_response(304 if known else site.status)
                self.send_header("ETag", f'"{hash(site.body)}"')
                self.send_header("Content-Length", "0" if known else str(len(site.body)))
                self.end_headers()
                self.wfile.write(b"" if known else site.body)

            def log_message(self, *_args: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def way(self) -> Way:
        def connect(_address: str, _port: int, seconds: float) -> socket.socket:
            return socket.create_connection(self.server.server_address[:2], timeout=seconds)

        return Way(lambda _host, _port: ["93.184.215.14"], connect)


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.FEEDS_OVER_HTTP = True
    found = Site()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def feed(cast: Cast, site: Site) -> Feed:
    return add_feed(actor_of(cast.intan), address="http://warta.example/rss", outlet="Warta Latihan")


def switched_on(cast: Cast, feed: Feed, site: Site) -> Feed:
    switch_channel(actor_of(cast.ani), on=True)
    preview(actor_of(cast.intan), feed, way=site.way)
    feed.refresh_from_db()
    return switch_feed(actor_of(cast.intan), feed, on=True)


def test_while_the_channel_is_off_nobody_is_asked(cast: Cast, feed: Feed, site: Site) -> None:
    Feed.objects.update(is_on=True, previewed_at=now())
    assert fetch_due(actor_of(cast.intan), way=site.way) == 0
    for act in (take, preview):
        with pytest.raises(Refused, match="channel_off"):
            act(actor_of(cast.intan), feed, way=site.way)
    jobs.fetch_feeds.call_local()
    assert site.asked == 0
    feed.refresh_from_db()
    assert (feed.fetched_at, feed.failures) == (None, 0)


def test_the_trail_says_who_switched_the_channel_and_a_second_time_writes_nothing(cast: Cast) -> None:
    for _twice in range(2):
        switch_channel(actor_of(cast.ani), on=True)
    entry = Entry.objects.get(action="media.channel.switched")
    assert (entry.actor, entry.facts) == ("ani", {"on": True})


def test_a_feed_is_looked_at_before_it_is_switched_on_and_the_look_keeps_nothing(
    cast: Cast, feed: Feed, site: Site
) -> None:
    switch_channel(actor_of(cast.ani), on=True)
    with pytest.raises(Refused, match="not_previewed"):
        switch_feed(actor_of(cast.intan), feed, on=True)
    listing = preview(actor_of(cast.intan), feed, way=site.way)
    assert [entry.title for entry in listing.entries] == ["Rapat di Jebres", "Apel di Semanggi"]
    assert not Article.objects.exists()


def test_entries_become_articles_once_and_no_link_is_followed(cast: Cast, feed: Feed, site: Site) -> None:
    switched_on(cast, feed, site)
    asked = site.asked
    assert take(actor_of(cast.intan), feed, way=site.way) == 2
    assert site.asked == asked + 1
    article = Article.objects.get(title="Rapat di Jebres")
    assert (article.outlet, article.published_on.isoformat()) == ("Warta Latihan", "2024-11-12")  # type: ignore[union-attr]
    assert article.findings.filter(kind="place").exists()
    assert take(actor_of(cast.intan), feed, way=site.way) == 0  # 304
    site.body = site.body.replace(b"</channel>", b"<item><guid>3</guid><title>Pasar ramai</title></item></channel>")
    assert take(actor_of(cast.intan), feed, way=site.way) == 1
    feed.refresh_from_db()
    assert (feed.new_last, feed.new_total, feed.error) == (1, 3, "")
    assert FeedEntry.objects.count() == 3


def test_the_job_fetches_what_is_on_and_due_and_waits_half_an_hour(cast: Cast, feed: Feed, site: Site) -> None:
    switched_on(cast, feed, site)
    add_feed(actor_of(cast.intan), address="http://lain.example/rss", outlet="Lain")
    assert fetch_due(actor_of(cast.intan), way=site.way) == 2
    asked = site.asked
    assert fetch_due(actor_of(cast.intan), way=site.way) == 0
    assert site.asked == asked
    Feed.objects.update(next_at=now() - timedelta(seconds=1))
    fetch_due(actor_of(cast.intan), way=site.way)
    assert site.asked == asked + 1


def test_a_site_that_stumbles_is_left_alone_longer_each_time_and_its_error_is_kept_in_words(
    cast: Cast, client: Client, feed: Feed, site: Site
) -> None:
    switched_on(cast, feed, site)
    site.status = 503
    waits = []
    for _thrice in range(3):
        Feed.objects.update(next_at=None)
        fetch_due(actor_of(cast.intan), way=site.way)
        feed.refresh_from_db()
        waits.append(feed.next_at - now())  # type: ignore[operator]
    assert waits == sorted(waits)
    assert waits[-1] > timedelta(hours=3)
    client.force_login(cast.intan)
    page = client.get(reverse("media:feeds")).content.decode()
    assert "Situsnya menjawab dengan kode 503" in page
    assert "Gagal 3 kali berturut-turut." in page
    site.status = 200
    take(actor_of(cast.intan), feed, way=site.way)
    feed.refresh_from_db()
    assert (feed.failures, feed.error) == (0, "")


def test_one_hostile_feed_stops_no_other(cast: Cast, feed: Feed, site: Site) -> None:
    switched_on(cast, feed, site)
    other = Feed.objects.create(
        address="http://10.0.0.1:22/", outlet="Dalam", is_on=True, previewed_at=now(), added_on="2024-11-13"
    )
    assert fetch_due(actor_of(cast.intan), way=site.way) == 2
    other.refresh_from_db()
    assert other.error == "base.outgoing.port"


def test_the_wait_never_exceeds_a_day() -> None:
    assert [wait_after(n) for n in (0, 1)] == [timedelta(minutes=30), timedelta(hours=1)]
    assert wait_after(1_000) == AT_MOST


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://warta.example/rss", "base.outgoing.not_encrypted"), ("warta.example", "base.outgoing.address"),
        ("https://u:p@warta.example/", "base.outgoing.credentials"), ("", "base.outgoing.address"),
    ],
)  # fmt: skip
def test_an_address_that_may_not_be_asked_enters_no_list(cast: Cast, address: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        add_feed(actor_of(cast.intan), address=address, outlet="Warta")
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/feeds/videos.xml?channel_id=x", "https://x.com/seseorang/rss",
        "https://mastodon.example/@seseorang.rss", "https://nitter.example/seseorang/rss", "https://t.me/s/grup",
        "https://www.reddit.com/r/solo/.rss", "https://rsshub.example/instagram/user/a", "https://m.facebook.com./a",
        "https://forum.example/users/seseorang.rss",
    ],
)  # fmt: skip
def test_the_feed_of_an_account_channel_or_group_is_never_followed(cast: Cast, address: str) -> None:
    with pytest.raises(Refused, match="account"):
        add_feed(actor_of(cast.intan), address=address, outlet="Seseorang")
    assert not Feed.objects.exists()


def test_one_address_stands_once(cast: Cast, feed: Feed) -> None:
    with pytest.raises(Refused, match="known"):
        add_feed(actor_of(cast.intan), address=feed.address, outlet="Lagi")


def test_a_feed_that_is_removed_leaves_its_articles(cast: Cast, feed: Feed, site: Site) -> None:
    switched_on(cast, feed, site)
    take(actor_of(cast.intan), feed, way=site.way)
    remove_feed(actor_of(cast.intan), feed)
    assert (Feed.objects.count(), Article.objects.count()) == (0, 2)


def test_the_page_says_plainly_that_nothing_is_fetched_and_who_may_change_that(
    cast: Cast, client: Client, feed: Feed, site: Site
) -> None:
    client.force_login(cast.intan)
    page = client.get(reverse("media:feeds")).content.decode()
    assert "Umpan mati: tidak ada yang diambil" in page
    assert "Server tidak menghubungi situs mana pun." in page
    assert client.post(reverse("media:channel"), {"on": "1"}).status_code == 403
    client.force_login(cast.ani)
    client.post(reverse("media:channel"), {"on": "1"})
    page = client.get(reverse("media:feeds")).content.decode()
    assert "Dinyalakan Ani" in page
    assert client.post(reverse("media:feed_take", args=[feed.pk])).status_code == 403
    assert client.get(reverse("media:list")).status_code == 403
    assert site.asked == 0


def test_the_desk_adds_a_feed_and_a_visit_to_the_look_asks_nobody(cast: Cast, client: Client, site: Site) -> None:
    client.force_login(cast.intan)
    client.post(reverse("media:feed_add"), {"address": "https://kabar.example/atom", "outlet": "Kabar"})
    feed = Feed.objects.get()
    assert (feed.is_on, feed.outlet) == (False, "Kabar")
    assert client.get(reverse("media:feed_preview", args=[feed.pk])).status_code == 200
    refused = client.post(reverse("media:feed_preview", args=[feed.pk]))
    assert (refused.status_code, "tidak ada yang diambil" in refused.content.decode()) == (422, True)
    bad = client.post(reverse("media:feed_add"), {"address": "ftp://kabar.example", "outlet": "Kabar"})
    assert bad.status_code == 422
    client.force_login(cast.lukman)
    assert client.post(reverse("media:feed_add"), {}).status_code == 403


def test_the_look_shows_titles_and_days_and_offers_the_switch(
    cast: Cast, client: Client, feed: Feed, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kondusif.base.outgoing.Way", lambda: site.way)
    switch_channel(actor_of(cast.ani), on=True)
    client.force_login(cast.intan)
    page = client.post(reverse("media:feed_preview", args=[feed.pk])).content.decode()
    assert "Dua berita dalam umpan Warta Latihan" in page
    assert "Sel, 12 Nov" in page
    assert "Nyalakan umpan ini" in page
    assert not Article.objects.exists()
    client.post(reverse("media:feed_switch", args=[feed.pk]), {"on": "1"})
    told = client.post(reverse("media:feed_take", args=[feed.pk]), follow=True).content.decode()
    assert "2 berita baru dari Warta Latihan." in told
    client.post(reverse("media:feed_switch", args=[feed.pk]), {"on": "0"})
    feed.refresh_from_db()
    assert not feed.is_on
    client.post(reverse("media:feed_remove", args=[feed.pk]))
    assert not Feed.objects.exists()


def test_the_list_of_feeds_is_narrowed_by_words_and_state(cast: Cast, client: Client, feed: Feed, site: Site) -> None:
    add_feed(actor_of(cast.intan), address="https://kabar.example/atom", outlet="Kabar")
    Feed.objects.filter(pk=feed.pk).update(is_on=True, error="base.outgoing.slow", error_facts={"seconds": 12})
    client.force_login(cast.hana)

    def listed(**query: str) -> list[str]:
        return [row.feed.outlet for row in client.get(reverse("media:feeds"), query).context["rows"]]

    assert listed() == ["Kabar", "Warta Latihan"]
    assert listed(words="kabar.example") == ["Kabar"]
    assert (listed(state="on"), listed(state="off"), listed(state="troubled")) == (
        ["Warta Latihan"],
        ["Kabar"],
        ["Warta Latihan"],
    )
    page = client.get(reverse("media:feeds"), {"words": "tidak-ada"}).content.decode()
    assert "Tidak ada umpan yang cocok" in page

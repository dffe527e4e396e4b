"""The list finds articles by words, place, issue and date, and says what the week is about."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.media.services import describe_article, load_exercise_articles
from kondusif.media.tests.factories import article_by
from support.cast import Cast

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("media:list"), query)
    assert answer.status_code == 200
    return [row.article.title for row in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"words": "gudang"}, "Gudang Logistik"),
        ({"place": "33.72.05.1005"}, "Warga Kestalan"),
        ({"issue": "voter_list"}, "Penghuni Rusun"),
        ({"words": "bendera sementara", "issue": "sara"}, ""),
    ],
)
def test_a_filter_leaves_what_fits(cast: Cast, client: Client, query: dict[str, str], words: str) -> None:
    load_exercise_articles(actor_of(cast.intan))
    client.force_login(cast.intan)
    found = listed(client, **query)
    assert len(found) == (1 if words else 0)
    assert all(title.startswith(words) for title in found)


def test_the_heading_counts_the_week_and_names_its_first_issue(cast: Cast, client: Client) -> None:
    load_exercise_articles(actor_of(cast.intan))
    client.force_login(cast.lukman)
    page = client.get(reverse("media:list")).content.decode()
    assert "Enam berita dalam tujuh hari" in page


def test_an_empty_room_says_why(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    assert "Belum ada berita." in client.get(reverse("media:list")).content.decode()


def test_a_filter_that_cannot_be_read_keeps_the_list_and_says_so(cast: Cast, client: Client) -> None:
    article_by(cast.intan)
    client.force_login(cast.intan)
    answer = client.get(reverse("media:list"), {"since": "kemarin dulu", "place": "99"})
    assert answer.status_code == 200
    assert "tidak terbaca" in answer.content.decode()


def test_title_outlet_and_date_can_be_corrected(cast: Cast, client: Client) -> None:
    article = article_by(cast.intan)
    client.force_login(cast.intan)
    url = reverse("media:describe", args=[article.number])
    form = {"title": "Judul baru", "outlet": "Kabar Latihan", "published_on": "11/11/2024"}
    assert client.post(url, form).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.outlet, article.published_on.day) == ("Judul baru", "Kabar Latihan", 11)
    assert client.post(url, form | {"published_on": "14/11/2024"}).status_code == 422
    describe_article(actor_of(cast.intan), article, title="", outlet="", published_on=None)
    assert article.title == "Judul baru"

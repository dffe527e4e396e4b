"""An article comes in once, is read at once, and becomes nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.media.models import Article, Finding
from kondusif.media.rules import Kind, Origin, Verdict
from kondusif.media.services import add_article, load_exercise_articles
from kondusif.media.tests.factories import TEXT, article_by
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def test_an_article_is_read_when_it_comes_in(cast: Cast) -> None:
    article = article_by(cast.intan)
    found = {(one.kind, one.value) for one in article.findings.all()}
    assert {
        ("place", "33.72"),
        ("place", "33.72.03.1002"),
        ("issue", "asn_neutrality"),
        ("issue", "money_politics"),
    } <= found
    assert {("activity", "outreach"), ("institution", "bawaslu"), ("institution", "pemkot")} <= found
    assert (article.title, article.published_on.isoformat()) == ("Lurah Semanggi Minta Warga Tenang", "2024-11-12")
    assert (article.contest, article.number) == ("pilkada-2024", "MED-3372-2024-0001")


def test_every_finding_of_the_machine_waits_for_an_officer_and_points_into_the_text(cast: Cast) -> None:
    article = article_by(cast.intan)
    for one in article.findings.all():
        assert article.text[one.start : one.end] == one.quote
        assert (one.origin, one.verdict) == (Origin.MACHINE, Verdict.PROPOSED)


def test_the_same_text_twice_is_one_article_and_one_entry(cast: Cast) -> None:
    first, is_new = add_article(actor_of(cast.intan), TEXT)
    again, is_new_again = add_article(actor_of(cast.budi), "  " + TEXT.replace("\n", "\r\n").upper() + "\n")
    assert (is_new, is_new_again, again.pk) == (True, False, first.pk)
    assert Entry.objects.filter(action="media.article.added").count() == 1


def test_the_trail_holds_no_words_of_the_article(cast: Cast) -> None:
    article_by(cast.intan)
    assert list(Entry.objects.get(action="media.article.added").facts) == ["findings"]


@pytest.mark.parametrize(
    ("text", "code"), [("  \n . ", "media.article.empty"), ("kata " * 13_000, "media.article.too_long")]
)
def test_what_is_no_article_is_refused_with_a_reason(cast: Cast, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_article(actor_of(cast.intan), text)
    assert refusal.value.code == code
    assert not Article.objects.exists()


def test_the_exercise_brings_six_articles_of_its_own_and_a_second_run_none(cast: Cast) -> None:
    actor = actor_of(cast.intan)
    assert (load_exercise_articles(actor), load_exercise_articles(actor)) == (6, 0)
    villages = Finding.objects.filter(kind=Kind.PLACE, value__startswith="33.72.").values_list("value", flat=True)
    assert len({code for code in villages if len(code) > 8}) >= 5
    assert all(60 <= len(article.text.split()) <= 150 for article in Article.objects.all())
    assert all(article.published_on and article.published_on <= TODAY for article in Article.objects.all())


def test_the_desk_pastes_an_article_and_sees_its_findings(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    answer = client.post(reverse("media:add"), {"text": TEXT, "outlet": "Warta Latihan"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Netralitas ASN" in page
    assert "<mark>" in page


def test_the_desk_drops_a_file_instead(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    file = SimpleUploadedFile("berita.txt", b"\xef\xbb\xbf" + TEXT.encode())
    answer = client.post(reverse("media:add"), {"file": file})
    assert answer.status_code == 302
    assert Article.objects.get().text.startswith("Lurah Semanggi")


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"\xff\xd8\xff\xe0\x00", b"\x80\x81\x02\x03\x04" * 50])
def test_a_file_that_is_no_text_is_refused_and_nothing_typed_is_lost(cast: Cast, client: Client, data: bytes) -> None:
    client.force_login(cast.intan)
    form = {"file": SimpleUploadedFile("foto.txt", data), "outlet": "Warta Latihan"}
    answer = client.post(reverse("media:add"), form)
    assert answer.status_code == 422
    assert "bukan teks biasa" in answer.content.decode()
    assert 'value="Warta Latihan"' in answer.content.decode()
    assert not Article.objects.exists()


def test_an_empty_form_says_what_is_missing(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    answer = client.post(reverse("media:add"), {"text": "", "outlet": ""})
    assert answer.status_code == 422
    assert "Belum ada teks berita" in answer.content.decode()


def test_a_date_to_come_is_refused_at_its_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    answer = client.post(reverse("media:add"), {"text": TEXT, "published_on": "14 November 2024"})
    assert answer.status_code == 422
    assert "sesudah hari ini" in answer.content.decode()
    assert "Politik uang merusak" in answer.content.decode()


def test_hostile_words_stay_words_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    article = article_by(cast.intan, "<script>alert(1)</script> Pemkot Solo menggelar deklarasi damai <b>di Solo</b>.")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page

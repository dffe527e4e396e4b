"""The machine proposes, the officer decides; what was removed stays on record and counts nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.media.rules import Kind, Origin, Verdict
from kondusif.media.selectors import issue_counts, press_of, press_since
from kondusif.media.services import add_finding, correct_finding
from kondusif.media.tests.factories import article_by
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {tally.value: tally.articles for tally in issue_counts(TODAY, TODAY)}


def test_a_removed_finding_counts_nowhere_and_stays_to_be_seen(cast: Cast, client: Client) -> None:
    article = article_by(cast.intan)
    issue = article.findings.get(kind=Kind.ISSUE, value="money_politics")
    assert counts() == {"asn_neutrality": 1, "money_politics": 1}
    correct_finding(actor_of(cast.intan), issue, Verdict.REMOVED)
    assert counts() == {"asn_neutrality": 1}
    client.force_login(cast.intan)
    assert "<del>Politik uang</del>" in client.get(article.get_absolute_url()).content.decode()


def test_a_removed_finding_can_be_kept_again(cast: Cast) -> None:
    issue = article_by(cast.intan).findings.get(kind=Kind.ISSUE, value="money_politics")
    for verdict in (Verdict.REMOVED, Verdict.KEPT):
        correct_finding(actor_of(cast.budi), issue, verdict)
    assert (counts()["money_politics"], issue.judged_by_id) == (1, cast.budi.pk)


def test_a_verdict_that_stands_already_writes_nothing(cast: Cast) -> None:
    issue = article_by(cast.intan).findings.get(kind=Kind.ISSUE, value="money_politics")
    for _twice in range(2):
        correct_finding(actor_of(cast.intan), issue, Verdict.KEPT)
    assert Entry.objects.filter(action="media.finding.judged").count() == 1


def test_an_officers_finding_is_told_apart_from_the_machines(cast: Cast) -> None:
    article = article_by(cast.intan)
    added = add_finding(
        actor_of(cast.intan), article, kind=Kind.ISSUE, value="conflict_potential", quote="merusak   kampung\nkita"
    )
    assert (added.origin, added.verdict, added.quote) == (Origin.OFFICER, Verdict.KEPT, "merusak kampung kita")
    assert article.text[added.start : added.end] == added.quote


@pytest.mark.parametrize(
    ("value", "quote", "code"),
    [
        ("conflict_potential", "kata yang tidak ada", "media.finding.quote_missing"),
        ("rahasia", "merusak kampung", "media.finding.unknown_value"),
    ],
)
def test_a_finding_without_true_words_or_name_is_refused(cast: Cast, value: str, quote: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_finding(actor_of(cast.intan), article_by(cast.intan), kind=Kind.ISSUE, value=value, quote=quote)
    assert refusal.value.code == code


def test_the_desk_keeps_removes_and_adds_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    article = article_by(cast.intan)
    issue = article.findings.get(kind=Kind.ISSUE, value="money_politics")
    url = reverse("media:judge", args=[article.number])
    assert client.post(url, {"finding": issue.pk, "verdict": "removed"}).status_code == 302
    issue.refresh_from_db()
    assert issue.verdict == Verdict.REMOVED
    form = {"finding": "issue:conflict_potential", "quote": "merusak kampung"}
    assert client.post(reverse("media:find", args=[article.number]), form).status_code == 302
    form = {"finding": "issue:conflict_potential", "quote": "bukan kutipan"}
    refused = client.post(reverse("media:find", args=[article.number]), form)
    assert refused.status_code == 422
    assert "Salin kata-katanya" in refused.content.decode()
    assert "bukan kutipan" in refused.content.decode()


def test_a_verdict_on_a_finding_of_another_article_is_not_found(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    other = article_by(cast.intan, "Bawaslu Kota Semarang mengingatkan politik uang di Kota Semarang.").findings.first()
    article = article_by(cast.intan)
    url = reverse("media:judge", args=[article.number])
    assert other is not None
    assert client.post(url, {"finding": other.pk, "verdict": "removed"}).status_code == 404
    assert client.post(url, {"finding": "x", "verdict": "removed"}).status_code == 404


def test_a_reader_sees_the_article_but_no_levers(cast: Cast, client: Client) -> None:
    article = article_by(cast.intan)
    client.force_login(cast.lukman)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Netralitas ASN" in page
    assert "Simpan temuan" not in page
    url = reverse("media:judge", args=[article.number])
    assert client.post(url, {"finding": 1, "verdict": "removed"}).status_code == 403


def test_the_press_of_a_day_and_since_a_moment_are_the_articles_added(cast: Cast) -> None:
    article = article_by(cast.intan)
    assert list(press_of(TODAY)) == [article]
    assert list(press_since(article.added_at)) == [article]

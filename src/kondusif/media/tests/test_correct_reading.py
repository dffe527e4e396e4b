"""What officers correct is kept beside what the machine read, and measured."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.kernel.errors import Refused
from kondusif.media.models import Correction
from kondusif.media.rules import Kind, Verdict
from kondusif.media.selectors.quality import Measured, quality
from kondusif.media.services import add_finding, confirm_reading, correct_finding, describe_article
from kondusif.media.tests.factories import article_by
from support.cast import JEBRES, Cast

pytestmark = pytest.mark.django_db
OTHER = "Pemerintah Kota Surakarta menggelar sosialisasi netralitas ASN di Jebres tentang politik uang."


def measured(kind: str) -> Measured:
    (row,) = [one for one in quality() if one.kind == kind]
    return row


def test_both_values_stay_when_an_officer_corrects_date_and_place(cast: Cast) -> None:
    article = article_by(cast.intan)
    machine_place = article.read_place
    describe_article(
        actor_of(cast.budi), article, title="", outlet="", published_on=date(2024, 11, 10), main_place=JEBRES
    )
    article.refresh_from_db()
    assert (article.published_on, article.read_on) == (date(2024, 11, 10), date(2024, 11, 12))
    assert (article.main_place, article.read_place) == (JEBRES, machine_place)
    said = {row.field: (row.machine_value, row.officer_value) for row in Correction.objects.all()}
    assert said == {"date": ("2024-11-12", "2024-11-10"), "main_place": (machine_place, JEBRES)}


def test_a_title_alone_says_nothing_of_date_and_place(cast: Cast) -> None:
    article = article_by(cast.intan)
    described = {"title": "Judul baru", "outlet": "", "published_on": article.published_on}
    describe_article(actor_of(cast.intan), article, **described, main_place=article.main_place)  # type: ignore[arg-type]
    assert not Correction.objects.exists()


def test_a_place_of_no_list_is_refused(cast: Cast) -> None:
    article = article_by(cast.intan)
    with pytest.raises(Refused, match="unknown"):
        describe_article(actor_of(cast.intan), article, title="", outlet="", published_on=None, main_place="Jebres")


def test_precision_is_kept_of_judged_and_what_waits_counts_on_no_side(cast: Cast) -> None:
    actor = actor_of(cast.intan)
    first, second = article_by(cast.intan), article_by(cast.intan, OTHER)
    issues = [*first.findings.filter(kind=Kind.ISSUE), *second.findings.filter(kind=Kind.ISSUE)]
    assert len(issues) == 4
    correct_finding(actor, issues[0], Verdict.KEPT)
    correct_finding(actor, issues[1], Verdict.KEPT)
    correct_finding(actor, issues[2], Verdict.REMOVED)
    added = add_finding(actor, first, kind=Kind.ISSUE, value="conflict_potential", quote="merusak kampung")
    row = measured(Kind.ISSUE)
    assert (row.kept, row.removed, row.missed, row.waiting) == (2, 1, 1, 1)
    assert row.precision == pytest.approx(2 / 3)
    assert row.edition == first.lexicon["issues"]
    correct_finding(actor, added, Verdict.REMOVED)
    assert measured(Kind.ISSUE).missed == 0
    assert measured(Kind.PLACE).precision is None


def test_a_confirmed_reading_counts_as_right_and_a_corrected_one_as_wrong(cast: Cast) -> None:
    first, second = article_by(cast.intan), article_by(cast.intan, OTHER)
    confirm_reading(actor_of(cast.intan), first)
    describe_article(
        actor_of(cast.intan), second, title="", outlet="", published_on=date(2024, 11, 11), main_place="33.74"
    )
    place, day = measured("main_place"), measured("date")
    assert (place.kept, place.removed, place.missed) == (1, 1, 0)
    assert (day.kept, day.removed, day.missed) == (1, 0, 1)  # the second names no date


def test_editions_are_measured_apart(cast: Cast) -> None:
    first, second = article_by(cast.intan), article_by(cast.intan, OTHER)
    second.lexicon = second.lexicon | {"issues": "edisi-lama"}
    second.save()
    rows = [one for one in quality() if one.kind == Kind.ISSUE]
    assert {one.edition for one in rows} == {"edisi-lama", first.lexicon["issues"]}


def test_the_page_and_its_sheet_show_what_was_judged(cast: Cast, client: Client) -> None:
    article = article_by(cast.intan)
    client.force_login(cast.eko)
    assert "Belum ada temuan mesin yang diperiksa" in client.get(reverse("media:quality")).content.decode()
    issue = article.findings.get(kind=Kind.ISSUE, value="money_politics")
    correct_finding(actor_of(cast.intan), issue, Verdict.KEPT)
    assert "1 temuan mesin sudah diperiksa petugas" in client.get(reverse("media:quality")).content.decode()
    answer = client.get(reverse("media:quality_sheet"))
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0].endswith("ketepatan")
    assert any(line.startswith("issue,money_politics,") and line.endswith(",1,0,0,0,1.0000") for line in lines)
    client.force_login(cast.citra)
    assert client.get(reverse("media:quality")).status_code == 403


def test_the_desk_corrects_the_place_on_the_page_and_confirms_another(cast: Cast, client: Client) -> None:
    article, other = article_by(cast.intan), article_by(cast.intan, OTHER)
    client.force_login(cast.intan)
    form = {"title": "Judul", "outlet": "Warta", "published_on": "12/11/2024", "main_place": "33.72.03.1002"}
    assert client.post(reverse("media:describe", args=[article.number]), form).status_code == 302
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Mesin membaca 12 November 2024." in page
    assert "Ditetapkan Intan." in page
    client.post(reverse("media:confirm", args=[other.number]))
    assert other.corrections.count() == 2
    bad = client.post(reverse("media:describe", args=[article.number]), form | {"main_place": "Jebres"})
    assert bad.status_code == 422
    client.force_login(cast.lukman)
    assert client.post(reverse("media:confirm", args=[other.number])).status_code == 403

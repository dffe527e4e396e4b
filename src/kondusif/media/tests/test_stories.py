"""The same story of several outlets is one item with its variants; a person joins, splits and takes a step back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.media import stories
from kondusif.media.models import Article, Story, StoryMove
from kondusif.media.rules import Move, Origin
from kondusif.media.story_selectors import items, moves_of, proposals_for, variants_of
from kondusif.media.tests.factories import TEXT, article_by
from support.cast import Cast

pytestmark = pytest.mark.django_db

COPY = TEXT.replace("Warta Latihan", "Kabar Latihan").replace("merusak kampung kita", "merusak kampung kita semua")
THIRD = f"BERITA LAIN MEDIA\n\n{TEXT}"
RETOLD = """Netralitas ASN Dibahas di Semanggi

Bertempat di Kelurahan Semanggi, Kecamatan Pasar Kliwon, Surakarta, pada Selasa (12/11/2024), jajaran Pemerintah Kota
Surakarta mengadakan sosialisasi netralitas ASN. Bawaslu Kota Surakarta hadir sebagai narasumber menjelang Pilkada.

Lurah Semanggi mengingatkan bahwa politik uang merusak kampung.
"""
OTHER = """Jalan Kampung Diperbaiki

Warga bergotong royong menambal jalan kampung yang berlubang sejak pekan lalu, kata seorang pengurus koperasi.
"""


def placed(cast: Cast, text: str, outlet: str = "Warta Latihan") -> Article:
    article = article_by(cast.intan, text, outlet)
    stories.place(article)
    article.refresh_from_db()
    return article


def test_a_near_copy_of_another_outlet_is_one_item_with_its_variant(cast: Cast) -> None:
    first, second, alone = placed(cast, TEXT), placed(cast, COPY, "Kabar Latihan"), placed(cast, OTHER)
    assert second.story is not None
    assert second.story.number.startswith("RUM-")
    shown = list(items(Article.objects.all()))
    assert shown == [alone, first]
    found = variants_of(shown)
    assert found[alone.pk] == []
    (variant,) = found[first.pk]
    assert (variant.article, variant.origin) == (second, Origin.MACHINE)
    assert variant.score is not None
    assert 0.5 <= variant.score < 1


def test_five_outlets_are_one_item(cast: Cast) -> None:
    for number in range(5):
        placed(cast, f"{TEXT}\nPenulis {number}", f"Media {number}")
    (head,) = items(Article.objects.all())
    assert len(variants_of([head])[head.pk]) == 4
    assert Story.objects.count() == 1


def test_placing_twice_writes_nothing_more(cast: Cast) -> None:
    placed(cast, TEXT)
    second = placed(cast, COPY)
    before = StoryMove.objects.count()
    assert stories.place(second) == second.story
    assert StoryMove.objects.count() == before


def test_a_copy_of_last_month_is_another_story(cast: Cast) -> None:
    old = placed(cast, OTHER)
    Article.objects.filter(pk=old.pk).update(added_on=old.added_on - timedelta(days=15))
    assert placed(cast, OTHER + "Tamat.").story is None


def test_the_same_event_in_other_words_is_proposed_and_not_joined(cast: Cast) -> None:
    first, retold = placed(cast, TEXT), placed(cast, RETOLD, "Kabar Latihan")
    placed(cast, OTHER)
    assert retold.story is None
    (proposal,) = proposals_for(retold)
    assert (proposal.article, proposal.reason) == (first, "event")
    assert {kind for kind, _value, _name in proposal.shared} >= {"place", "activity"}
    assert 0.25 <= proposal.score <= 1
    assert [one.article for one in proposals_for(first)] == [retold]


def test_a_person_joins_two_articles_and_the_earlier_names_the_item(cast: Cast) -> None:
    first, second = placed(cast, TEXT), placed(cast, OTHER)
    story = stories.join(actor_of(cast.intan), second, first)
    first.refresh_from_db()
    assert first.story == second.story == story
    assert list(items(Article.objects.all())) == [first]
    (variant,) = variants_of([first])[first.pk]
    assert (variant.article, variant.origin, variant.score) == (second, Origin.OFFICER, None)
    assert Entry.objects.filter(action="media.story.joined").count() == 1
    assert proposals_for(first) == []


def test_joining_two_stories_moves_all_and_one_step_back_parts_them_again(cast: Cast) -> None:
    one, two = placed(cast, TEXT), placed(cast, COPY)
    three, four = placed(cast, OTHER), placed(cast, OTHER + "Tamat.")
    for row in (one, two, three, four):
        row.refresh_from_db()
    assert two.story != four.story
    actor = actor_of(cast.intan)
    story = stories.join(actor, four, one)
    assert set(Article.objects.filter(story=story)) == {one, two, three, four}
    stories.undo(actor, moves_of(three)[-1].move)
    assert set(Article.objects.filter(story=story)) == {one, two}
    three.refresh_from_db()
    assert three.story is not None
    assert set(Article.objects.filter(story=three.story)) == {three, four}
    assert Entry.objects.filter(action="media.story.undone").count() == 1


def test_a_split_is_kept_and_not_proposed_again(cast: Cast) -> None:
    first, second = placed(cast, TEXT), placed(cast, COPY)
    stories.split(actor_of(cast.intan), second)
    second.refresh_from_db()
    first.refresh_from_db()
    assert second.story is None
    assert variants_of([first])[first.pk] == []
    assert set(items(Article.objects.all())) == {first, second}
    assert proposals_for(first) == proposals_for(second) == []
    assert [(step.move.kind, step.can_undo) for step in moves_of(second)] == [(Move.JOINED, False), (Move.SPLIT, True)]
    third = placed(cast, THIRD)
    assert third.story is not None
    second.refresh_from_db()
    assert second.story is None or second.story == third.story


def test_undoing_a_split_brings_the_article_back(cast: Cast) -> None:
    placed(cast, TEXT)
    second = placed(cast, COPY)
    story, actor = second.story, actor_of(cast.intan)
    stories.split(actor, second)
    stories.undo(actor, moves_of(second)[-1].move)
    second.refresh_from_db()
    assert second.story == story
    assert [step.move.undone_at is None for step in moves_of(second)] == [True, False]


def test_undoing_what_the_machine_joined_leaves_the_others_together(cast: Cast) -> None:
    first, second, third = placed(cast, TEXT), placed(cast, COPY), placed(cast, THIRD)
    stories.undo(actor_of(cast.intan), moves_of(second)[-1].move)
    for row in (first, second, third):
        row.refresh_from_db()
    assert second.story is None
    assert first.story == third.story is not None


def test_only_the_last_step_may_be_undone(cast: Cast) -> None:
    first, second = placed(cast, TEXT), placed(cast, COPY)
    actor = actor_of(cast.intan)
    stories.split(actor, second)
    for move in (moves_of(second)[0].move, moves_of(first)[0].move):
        with pytest.raises(Refused, match=r"media\.story\.not_last"):
            stories.undo(actor, move)
    last = moves_of(second)[-1].move
    stories.undo(actor, last)
    with pytest.raises(Refused, match=r"media\.story\.not_last"):
        stories.undo(actor, last)


def test_what_makes_no_sense_is_refused(cast: Cast) -> None:
    first, second, alone = placed(cast, TEXT), placed(cast, COPY), placed(cast, OTHER)
    first.refresh_from_db()
    actor = actor_of(cast.intan)
    with pytest.raises(Refused, match="same_article"):
        stories.join(actor, alone, alone)
    with pytest.raises(Refused, match="together"):
        stories.join(actor, first, second)
    with pytest.raises(Refused, match="alone"):
        stories.split(actor, alone)


def test_the_second_of_two_officers_is_told_that_it_changed(cast: Cast) -> None:
    placed(cast, TEXT)
    second = placed(cast, COPY)
    seen_by_another = Article.objects.get(pk=second.pk)
    stories.split(actor_of(cast.intan), second)
    with pytest.raises((Stale, Refused)):
        stories.split(actor_of(cast.intan), seen_by_another)


def test_the_machine_neither_joins_nor_splits_by_these_doors(cast: Cast) -> None:
    first, second, alone = placed(cast, TEXT), placed(cast, COPY), placed(cast, OTHER)
    machine = system_actor("uji")
    with pytest.raises(TypeError):
        stories.join(machine, first, alone)
    with pytest.raises(TypeError):
        stories.split(machine, second)
    with pytest.raises(TypeError):
        stories.undo(machine, moves_of(second)[-1].move)


def test_an_item_stands_among_the_rows_that_were_chosen(cast: Cast) -> None:
    first, second = placed(cast, TEXT), placed(cast, COPY)
    assert list(items(Article.objects.exclude(pk=first.pk))) == [second]


def test_a_page_of_items_costs_the_same_few_queries(cast: Cast) -> None:
    for number in range(6):
        placed(cast, f"{TEXT}\nPenulis {number}")
    with CaptureQueriesContext(connection) as asked:
        shown = variants_of(list(items(Article.objects.all())))
    assert [len(variants) for variants in shown.values()] == [5]
    assert len(asked) == 3

"""The table of who sees what: complete, honest about each track and level, and shown as it is."""

import html
from itertools import product

import pytest
from django.test import Client

from kondusif.intake import who_sees
from kondusif.intake.rules import Track
from kondusif.intake.tests.support import Pelapor
from kondusif.intake.who_sees import Reader, Sight, Thing, cell, every_cell, line, row
from kondusif.vault.models import UnitKey

WAYS = list(product(Track, (1, 2), (True, False)))
IN_THE_CITY = [one for one in Reader if one is not Reader.BAWASLU]
HELP = "/lapor/siapa-melihat/"


def sight(thing: Thing, reader: Reader, track: Track = Track.BOTH, level: int = 1, named: bool = True) -> Sight:
    return cell(thing, reader, track=track, level=level, named=named).sight


# The table ---------------------------------------------------------------------


@pytest.mark.parametrize(("track", "level", "named"), WAYS)
def test_every_cell_has_words(track: Track, level: int, named: bool) -> None:
    cells = every_cell(track=track, level=level, named=named)
    assert len(cells) == len(Thing) * (len(Reader) - (level < who_sees.CUSTODIANS))
    assert all(one.words for one in cells)


@pytest.mark.parametrize(("thing", "reader"), list(product(Thing, IN_THE_CITY)))
def test_bawaslu_alone_leaves_nothing_in_the_city(thing: Thing, reader: Reader) -> None:
    assert not cell(thing, reader, track=Track.BAWASLU, level=1, named=True).open


@pytest.mark.parametrize(("track", "level"), list(product((Track.CITY, Track.BOTH), (1, 2))))
def test_only_the_verifier_reads_the_account_the_messages_and_the_safe_copies_at_once(track: Track, level: int) -> None:
    seen = [one for one in every_cell(track=track, level=level, named=True) if one.sight is Sight.YES]
    assert {one.reader for one in seen} == {Reader.VERIFIER}
    assert {Thing.ACCOUNT, Thing.MESSAGE, Thing.COPY} <= {one.thing for one in seen}


@pytest.mark.parametrize("reader", [one for one in Reader if one not in (Reader.VERIFIER, Reader.BAWASLU)])
def test_at_level_1_nobody_in_the_city_but_a_released_verifier_sees_a_name(reader: Reader) -> None:
    assert sight(Thing.PERSON, Reader.VERIFIER) is Sight.RELEASED
    assert sight(Thing.PERSON, reader) is Sight.NO
    assert sight(Thing.ORIGINAL, reader) is Sight.NO


def test_at_level_2_two_custodians_may_agree_and_one_alone_sees_nothing() -> None:
    assert sight(Thing.PERSON, Reader.VERIFIER, level=2) is Sight.AGREED
    assert sight(Thing.PERSON, Reader.CUSTODIAN, level=2) is Sight.TOGETHER
    assert sight(Thing.ACCOUNT, Reader.CUSTODIAN, level=2) is Sight.NO


@pytest.mark.parametrize("level", [1, 2])
def test_without_a_name_there_is_none_to_see_and_none_to_release(level: int) -> None:
    told = row(Thing.PERSON, track=Track.CITY, level=level, named=False)
    assert {one.sight for one in told} == {Sight.ABSENT}
    original = sight(Thing.ORIGINAL, Reader.VERIFIER, Track.CITY, level, named=False)
    assert original is (Sight.NO if level == 1 else Sight.ASKED)


def test_the_city_alone_makes_no_form_for_bawaslu() -> None:
    forms = {one.sight for one in every_cell(track=Track.CITY, level=1, named=True)}
    assert not forms & {Sight.FORM, Sight.FORWARDED}


@pytest.mark.parametrize(("track", "level", "named"), WAYS)
def test_nobody_ever_sees_the_code(track: Track, level: int, named: bool) -> None:
    assert not any(one.open for one in row(Thing.CODE, track=track, level=level, named=named))


def test_a_row_becomes_one_sentence_that_names_the_number_of_readers() -> None:
    told = line(row(Thing.PERSON, track=Track.BOTH, level=1, named=True), 3)
    assert told == (
        "Verifikator (3 orang): hanya bila Anda sendiri membukanya. Bawaslu: hanya yang Anda serahkan sendiri."
        " Yang lain: tidak."
    )
    assert line(row(Thing.PERSON, track=Track.CITY, level=1, named=False), 3) == (
        "Tidak seorang pun: Anda melapor tanpa nama."
    )
    assert line(row(Thing.CODE, track=Track.CITY, level=1, named=False), 3) == "Tidak seorang pun selain Anda."


# Where it is shown ---------------------------------------------------------------


@pytest.mark.django_db
def test_the_help_page_shows_every_cell_of_the_table(places: None, client: Client) -> None:
    answer = client.get(HELP)
    page = html.unescape(answer.content.decode())
    cells = every_cell(track=Track.BOTH, level=1, named=True)
    assert answer.status_code == 200
    assert page.count("<td") == len(cells)
    for one in cells:
        assert f">{one.words}</td>" in page
    assert str(who_sees.LEVELS[1]) in page
    assert str(who_sees.LIMIT) in page


@pytest.mark.django_db
def test_the_help_page_makes_no_cookie_and_takes_nothing(places: None, client: Client) -> None:
    assert not client.get(HELP).cookies
    assert client.post(HELP, {"words": "x"}).status_code == 405


@pytest.mark.django_db
def test_a_city_without_keys_says_that_its_tracks_are_closed(city: object, client: Client) -> None:
    page = client.get(HELP).content.decode()
    assert str(who_sees.LEVELS[0]) in html.unescape(page)
    assert "<table" not in page


@pytest.mark.django_db
def test_the_form_and_the_receipt_lead_to_the_table(pelapor: Pelapor) -> None:
    assert HELP in pelapor.page.content.decode()
    for step in (3, 4):
        assert HELP in pelapor.walk(step).content.decode()
        pelapor.page = pelapor.client.get("/lapor/")
    pelapor.walk(4)
    assert HELP in pelapor.press("kirim").content.decode()


@pytest.mark.django_db
def test_step_4_says_the_same_lines_as_the_table(pelapor: Pelapor) -> None:
    page = html.unescape(pelapor.walk(4).content.decode())
    for thing in (Thing.PERSON, Thing.PLACE, Thing.ACCOUNT, Thing.COPY, Thing.ORIGINAL):
        assert line(row(thing, track=Track.BOTH, level=1, named=True), 1) in page


@pytest.mark.django_db
def test_the_level_is_told_from_the_first_page_on(pelapor: Pelapor) -> None:
    assert str(who_sees.LEVELS[1]) in html.unescape(pelapor.page.content.decode())
    UnitKey.objects.update(current=False)
    assert str(who_sees.LEVELS[0]) in html.unescape(pelapor.client.get("/lapor/").content.decode())

"""What waits at the desk, item by item: how old each is, whose turn it is, and no word of a report."""

import csv
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Unit
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Outcome, Status
from kondusif.intake.selectors.waiting_items import PILES
from kondusif.intake.services import hold
from kondusif.intake.tests.factories import ReportFactory
from kondusif.territory.tests.factories import load_surakarta
from kondusif.web.tests.test_desk_board import TODAY
from support.cast import SEMANGGI, Cast, person
from support.keys import unlock_client
from support.pages import without_tokens

pytestmark = pytest.mark.django_db
PAGE = "/ruang/meja/menunggu/"
WORDS = "Kaus dibagikan di balai kelurahan."


def of(pile: str) -> str:
    return f"{PAGE}{pile}/"


def sheet(browser: Client, pile: str, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"{of(pile)}?csv=1{query}")
    return list(csv.DictReader(b"".join(answer).decode().lstrip("\ufeff").splitlines()))


@pytest.fixture
def desk(keys: Cast, client: Client) -> Client:
    load_surakarta()
    client.force_login(keys.intan)
    return client


def made(cast: Cast) -> dict[str, Report]:
    """One item in each pile, with an age of its own."""
    later = {"words": WORDS, "name": "Wulan Prasetyo", "area_code": SEMANGGI}
    found = {
        "new": ReportFactory(received_on=TODAY - timedelta(days=6), **later),
        "review": ReportFactory(received_on=TODAY - timedelta(days=5), status=Status.REVIEW, **later),
        "held": ReportFactory(received_on=TODAY - timedelta(days=4), status=Status.REVIEW, **later),
        "unanswered": ReportFactory(received_on=TODAY - timedelta(days=3), status=Status.REVIEW, **later),
        "untold": ReportFactory(
            received_on=TODAY - timedelta(days=9), status=Status.DECIDED, outcome=Outcome.DISMISSED, channel="letter",
            decided_on=TODAY - timedelta(days=2), decided_by=cast.budi, reason="Tidak ada dasarnya.", **later,
        ),
    }  # fmt: skip
    hold(actor_of(cast.budi), found["held"])
    asked = found["unanswered"]
    Message.objects.create(
        report=asked, side=Message.Side.REPORTER, sealed=Message.closed(asked, "Kapan?", "m1"), submission="m1",
        sent_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    return found


def test_each_item_stands_in_its_pile_with_its_own_age_and_whose_turn_it_is(desk: Client, cast: Cast) -> None:
    found = made(cast)
    turns = {
        "new": (6, "verifikator: belum diambil"), "unanswered": (1, "verifikator: belum diambil"),
        "held": (4, "verifikator: di tangan sampai pukul"), "untold": (2, "pelapor membacanya dengan kode"),
    }  # fmt: skip
    for pile, (days, turn) in turns.items():
        (row,) = sheet(desk, pile)
        assert (row["laporan"], row["hari"]) == (found[pile].number, str(days))
        assert row["ditunggu"].startswith(turn)
        assert found[pile].number in desk.get(of(pile)).content.decode()
    assert [row["laporan"] for row in sheet(desk, "review")] == [
        found[pile].number for pile in ("review", "held", "unanswered")
    ]


@pytest.mark.parametrize("pile", list(PILES))
def test_no_word_no_name_no_place_no_outcome_and_no_verifier_stands_there(desk: Client, cast: Cast, pile: str) -> None:
    made(cast)
    page = without_tokens(desk.get(of(pile)).content.decode())
    # Reporters are promised that officers beside verification see number and date alone.
    for hidden in (
        "Semanggi",
        "Netralitas ASN",
        "formulir web",
        WORDS[:30],
        "Wulan Prasetyo",
        "Tidak ada dasarnya",
        "Tidak dilanjutkan",
        "Budi",
    ):
        assert hidden not in page, hidden
    assert 'href="/ruang/laporan/LAP-' not in page


def test_a_verifier_opens_an_item_from_the_list(desk: Client, keys: Cast) -> None:
    found = made(keys)
    browser = unlock_client(Client(), keys.budi)
    page = browser.get(of("held")).content.decode()
    assert f'href="/ruang/laporan/{found["held"].number}/"' in page


def test_the_board_leads_the_desk_to_every_pile(desk: Client, cast: Cast) -> None:
    made(cast)
    page = desk.get("/ruang/meja/").content.decode()
    assert [pile for pile in PILES if f'href="{of(pile)}"' not in page] == []


def test_where_nothing_waits_the_page_says_so(desk: Client) -> None:
    assert "Tidak ada yang menunggu di sini." in desk.get(of("new")).content.decode()


def test_pages_hold_each_item_once_the_oldest_first(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kondusif.web.views_desk.PAGE", 2)
    numbers = [ReportFactory(received_on=TODAY - timedelta(days=days)).number for days in (9, 7, 7, 3, 0)]
    pages = [desk.get(f"{of('new')}?hal={page}").content.decode() for page in (1, 2, 3)]
    assert [[number for number in numbers if number in page] for page in pages] == [
        numbers[:2], numbers[2:4], numbers[4:],
    ]  # fmt: skip
    for wrong in ("0", "-1", "satu", "9" * 5000):
        assert desk.get(f"{of('new')}?hal={wrong}").status_code == 200


def test_what_accuses_the_line_of_the_reader_does_not_show(desk: Client, keys: Cast) -> None:
    own = Unit.objects.get(key="kesbangpol")
    keys.intan.unit = own
    keys.intan.save(update_fields=["unit"])
    ReportFactory(accused_unit=own)
    assert sheet(desk, "new") == []


def test_it_asks_as_many_questions_for_many_items_as_for_one(
    desk: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    made_now = [ReportFactory().number for _n in range(40)]
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        page = desk.get(of("new")).content.decode()
    assert [number for number in made_now if number not in page] == []


def test_strangers_and_unknown_piles_get_404(desk: Client, cast: Cast) -> None:
    assert desk.get(of("semua")).status_code == 404
    browser = Client()
    assert browser.get(of("new")).status_code == 404
    browser.force_login(person("nina", "Nina", Role.DESK, None, "33.74"))
    assert browser.get(of("new")).status_code == 404
    browser.force_login(cast.citra)
    assert browser.get(of("new")).status_code == 403

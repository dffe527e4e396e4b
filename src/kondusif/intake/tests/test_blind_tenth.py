"""Who may still look a second time reads the first decision nowhere; the others read it throughout."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.institutions.selectors import today
from kondusif.intake.labels import OUTCOMES
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Ending, Outcome, Status, Value
from kondusif.intake.selectors.second_looks import blind_among, is_blind_for
from kondusif.intake.selectors.waiting import piles_of_reports
from kondusif.intake.selectors.waiting_items import items_of_pile
from kondusif.intake.services import end_with_case
from kondusif.intake.services.forwarding import begin
from kondusif.intake.services.second_looks import give_second_look
from kondusif.intake.tenth import is_drawn
from kondusif.intake.tests.factories import ReportFactory
from support.cast import Cast, person
from support.keys import join_unit, unlock_client

pytestmark = pytest.mark.django_db
ROOM = "/ruang/laporan/"
WHY, WORTH, SAID = "Alasan putusan pertama.", "Nilai dari satu sumber saja.", "Pesan meja sesudah putusan."
LABEL = str(OUTCOMES[Outcome.INFORMATION])
NUMBERS = [f"LAP-3372-2024-{n:04d}" for n in range(1, 400)]
DRAWN = next(number for number in NUMBERS if is_drawn(number))
NOT_DRAWN = next(number for number in NUMBERS if not is_drawn(number))
STATUSES = ("decided", "untold", "forwarded", "unanswered", "all")


@pytest.fixture
def rini(keys: Cast) -> User:
    """A second verifier of Budi's unit, with a key."""
    user = person("rini", "Rini", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, user)
    return user


def decided(cast: Cast, number: str = DRAWN) -> Report:
    report: Report = ReportFactory(
        number=number, status=Status.DECIDED, outcome=Outcome.INFORMATION, decided_by=cast.budi, decided_on=today(),
        reason=WHY, value=Value.DOUBTFUL, value_reason=WORTH, words="Staf membagikan kaus di balai.",
    )  # fmt: skip
    Message.objects.create(
        report=report, side=Message.Side.DESK, sealed=Message.closed(report, SAID, "m1"), submission="m1",
        sent_on=today(), sent_by=cast.budi,
    )  # fmt: skip
    begin(report)
    return report


def test_the_second_verifier_reads_nothing_of_the_decision_on_the_report(
    cast: Cast, rini: User, client: Client
) -> None:  # fmt: skip
    decided(cast)
    browser = unlock_client(client, rini)
    page = browser.get(f"{ROOM}{DRAWN}/").content.decode()
    beside = browser.get(f"{ROOM}{DRAWN}/", headers={"HX-Request": "true"}).content.decode()
    for shown in (page, beside):
        assert "Staf membagikan kaus di balai." in shown
        assert "terpilih untuk diperiksa ulang" in shown
        assert f'href="{ROOM}periksa-ulang/{DRAWN}/"' in shown
        for hidden in (WHY, WORTH, SAID, cast.budi.full_name):
            assert hidden not in shown, hidden
    assert LABEL not in beside


def test_no_listing_of_the_queue_tells_it(cast: Cast, rini: User, client: Client) -> None:
    decided(cast)
    browser = unlock_client(client, rini)
    for status in STATUSES:
        page = browser.get(ROOM, {"status": status})
        rows = [row.report.number for row in page.context["rows"]]
        assert (DRAWN in rows) == (status in {"decided", "untold", "all"}), status
        listed = page.content.decode()
        for hidden in (WHY, f"<span>{LABEL}</span>", cast.budi.full_name):
            assert hidden not in listed, (status, hidden)


def test_the_register_of_forwardings_leaves_it_out(cast: Cast, rini: User, client: Client) -> None:
    row = decided(cast).forwardings.get()
    browser = unlock_client(client, rini)
    assert DRAWN not in browser.get(f"{ROOM}penerusan/").content.decode()
    sheet = browser.get(f"{ROOM}penerusan/?csv")
    assert DRAWN not in b"".join(sheet).decode()
    assert browser.get(f"{ROOM}penerusan/{row.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["letter", "told", "bundle"])
def test_a_page_of_the_decision_leads_back_to_the_report(name: str, cast: Cast, rini: User, client: Client) -> None:
    decided(cast)
    answer = unlock_client(client, rini).get(reverse(f"intake:{name}", args=[DRAWN]))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"{ROOM}{DRAWN}/")


def test_after_the_second_look_all_is_read(cast: Cast, rini: User, client: Client) -> None:
    report = decided(cast)
    give_second_look(actor_of(rini), report, Outcome.CASE)
    browser = unlock_client(client, rini)
    page = browser.get(f"{ROOM}{DRAWN}/").content.decode()
    for shown in (WHY, WORTH, SAID, cast.budi.full_name):
        assert shown in page, shown
    assert report.get_outcome_display() in browser.get(ROOM, {"status": "decided"}).content.decode()
    assert [row.report.number for row in browser.get(ROOM, {"status": "forwarded"}).context["rows"]] == [DRAWN]


def test_who_decided_reads_it_throughout(cast: Cast, rini: User, client: Client) -> None:
    report = decided(cast)
    browser = unlock_client(client, cast.budi)
    page = browser.get(f"{ROOM}{DRAWN}/").content.decode()
    assert WHY in page
    assert SAID in page
    assert [row.report.number for row in browser.get(ROOM, {"status": "forwarded"}).context["rows"]] == [DRAWN]
    assert not is_blind_for(cast.budi, report)
    assert is_blind_for(rini, report)


def test_a_page_of_rows_asks_once_and_only_where_a_drawn_one_is_decided(
    cast: Cast, rini: User, django_assert_num_queries: object
) -> None:  # fmt: skip
    drawn, other = decided(cast), ReportFactory(number=NOT_DRAWN)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert blind_among(rini, [other]) == set()
    rini = User.objects.get(pk=rini.pk)
    assert blind_among(rini, [drawn, other]) == {drawn.pk}


@pytest.mark.parametrize("told", [True, False])
def test_the_end_of_a_case_does_not_tell_by_its_way_back_among_the_untold(
    told: bool, cast: Cast, rini: User, client: Client
) -> None:  # fmt: skip
    report = decided(cast)
    on = today() - timedelta(days=3)
    Report.objects.filter(pk=report.pk).update(
        outcome=Outcome.CASE, reference="NET-1", decided_on=on, told_on=on if told else None
    )  # fmt: skip
    end_with_case("NET-1", Ending.ENDED, today())
    for user, shown in ((rini, []), (cast.budi, [DRAWN])):
        found = [item.number for item in items_of_pile(user, "untold", first=0, most=9)]
        assert found == shown
        pile = next(pile for pile in piles_of_reports(user) if pile.key == "untold")
        assert (pile.count.number, pile.oldest_on) == ((1, today()) if shown else (0, None))
        page = unlock_client(client, user).get(ROOM, {"status": "untold"})
        assert [row.report.number for row in page.context["rows"]] == shown

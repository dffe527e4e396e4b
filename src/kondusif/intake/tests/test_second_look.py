"""The blind tenth: drawn by nobody, looked at by somebody who took no part, shown only afterwards, changing nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake.models import Forwarding, Message, Report, SecondLook
from kondusif.intake.rules import Outcome, Status, Value
from kondusif.intake.selectors.second_looks import (
    is_blind_for,
    pairs_of_outcomes,
    second_look_for,
    waiting_second_looks,
)
from kondusif.intake.services import decide
from kondusif.intake.services.forwarding import begin, mark_sent, record_answer
from kondusif.intake.services.second_looks import give_second_look
from kondusif.intake.tenth import is_drawn, tenth
from kondusif.intake.tests.factories import ReportFactory
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import NotYours, Refused
from support.cast import Cast, person
from support.keys import join_unit, unlock_client

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
PAGE = "/ruang/laporan/periksa-ulang/"
WHY = "Alasan pertama yang belum boleh dibaca siapa pun."
NUMBERS = [f"LAP-3372-2024-{n:04d}" for n in range(1, 400)]
DRAWN = [number for number in NUMBERS if is_drawn(number)]
NOT_DRAWN = [number for number in NUMBERS if not is_drawn(number)]


@pytest.fixture
def rini(keys: Cast) -> User:
    """A second verifier of Budi's unit, with a key."""
    user = person("rini", "Rini", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, user)
    return user


def decided(cast: Cast, number: str = DRAWN[0], **more: Any) -> Report:
    values: dict[str, Any] = {
        "number": number, "status": Status.DECIDED, "outcome": Outcome.DISMISSED, "decided_by": cast.budi,
        "decided_on": TODAY, "reason": WHY, "value": Value.DOUBTFUL, "value_reason": "Hanya satu sumber.",
    } | more  # fmt: skip
    return ReportFactory(**values)


def test_the_draw_is_fixed_and_takes_about_a_tenth() -> None:
    assert [is_drawn(number) for number in DRAWN] == [True] * len(DRAWN)
    many = sum(is_drawn(f"LAP-3372-2025-{n:04d}") for n in range(10_000))
    assert 850 < many < 1150


def test_the_draw_belongs_to_the_installation(settings: Any) -> None:
    settings.SECRET_KEY = "another installation " * 3
    assert [number for number in NUMBERS if is_drawn(number)] != DRAWN


def test_only_a_drawn_and_decided_report_waits(cast: Cast, rini: User) -> None:
    decided(cast)
    decided(cast, NOT_DRAWN[0])
    ReportFactory(number=DRAWN[1])
    assert [report.number for report in waiting_second_looks(rini)] == [DRAWN[0]]
    assert second_look_for(rini, DRAWN[0])
    for number in (NOT_DRAWN[0], DRAWN[1], "LAP-3372-2024-9999"):
        with pytest.raises(NotYours):
            second_look_for(rini, number)


def test_who_decided_typed_or_wrote_is_not_asked(cast: Cast, rini: User) -> None:
    report = decided(cast)
    assert waiting_second_looks(cast.budi) == []
    report.typed_by = rini
    report.save(update_fields=["typed_by"])
    assert waiting_second_looks(rini) == []
    report.typed_by = None
    report.save(update_fields=["typed_by"])
    Message.objects.create(
        report=report, side=Message.Side.DESK, sealed=Message.closed(report, "Di mana?", "m1"), sent_on=TODAY,
        sent_by=rini, submission="m1",
    )  # fmt: skip
    assert waiting_second_looks(rini) == []


def test_who_stands_over_the_accused_is_not_asked(cast: Cast, rini: User) -> None:
    report = decided(cast)
    report.accused_unit = rini.unit
    report.save(update_fields=["accused_unit"])
    assert waiting_second_looks(rini) == []
    with pytest.raises(NotYours):
        give_second_look(actor_of(rini), report, Outcome.CASE)


def test_an_old_decision_waits_no_longer(cast: Cast, rini: User) -> None:
    decided(cast, decided_on=TODAY - timedelta(days=tenth().days))
    decided(cast, DRAWN[1], decided_on=TODAY - timedelta(days=tenth().days + 1))
    assert [report.number for report in waiting_second_looks(rini)] == [DRAWN[0]]


def test_the_page_shows_the_account_and_nothing_of_the_decision(cast: Cast, rini: User, client: Client) -> None:
    decided(cast, words="Staf membagikan kaus di balai.")
    page = unlock_client(client, rini).get(f"{PAGE}{DRAWN[0]}/").content.decode()
    assert "Staf membagikan kaus di balai" in page
    for hidden in (WHY, "Hanya satu sumber", "Diragukan", "Budi", "garis-waktu"):
        assert hidden not in page, hidden


def test_what_the_reporter_wrote_earlier_is_read_and_the_desk_is_not(
    cast: Cast, rini: User, client: Client
) -> None:  # fmt: skip
    report = decided(cast)
    rows = [
        ("reporter", "Kausnya merah.", 1),
        ("reporter", "Terima kasih.", 0),
        ("desk", "Rahasia.", 1),
    ]
    for n, (side, words, back) in enumerate(rows):
        Message.objects.create(
            report=report, side=side, sealed=Message.closed(report, words, f"m{n}"), submission=f"m{n}",
            sent_on=TODAY - timedelta(days=back), sent_by=cast.budi if side == "desk" else None,
        )  # fmt: skip
    page = unlock_client(client, rini).get(f"{PAGE}{DRAWN[0]}/").content.decode()
    assert "Kausnya merah." in page
    assert "Terima kasih" not in page
    assert "Rahasia." not in page


def test_without_the_key_the_page_asks_for_it_and_does_not_lead_to_the_decision(
    cast: Cast, rini: User, client: Client
) -> None:  # fmt: skip
    decided(cast)
    client.force_login(rini)
    answer = client.get(f"{PAGE}{DRAWN[0]}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Frasa kunci" in page
    assert "Tidak dilanjutkan" not in page
    assert f'href="/ruang/laporan/{DRAWN[0]}/"' not in page


def test_afterwards_both_are_shown_and_the_report_is_as_it_was(cast: Cast, rini: User, client: Client) -> None:
    report = decided(cast)
    before = Report.objects.values().get(pk=report.pk)
    browser = unlock_client(client, rini)
    answer = browser.post(f"{PAGE}{DRAWN[0]}/", {"outcome": "information"}, follow=True)
    page = answer.content.decode()
    assert "berbeda pendapat" in page
    assert WHY in page
    assert Report.objects.values().get(pk=report.pk) == before
    assert waiting_second_looks(rini) == []
    entry = Entry.objects.get(action="intake.second_look.given")
    assert entry.subject == DRAWN[0]
    assert "information" not in str(entry.facts)


def test_a_second_click_and_a_third_person_change_nothing(cast: Cast, rini: User, client: Client) -> None:
    report = decided(cast)
    sari = person("sari", "Sari", Role.VERIFIER, "kesbangpol")
    join_unit(cast.budi, sari)
    browser = unlock_client(client, rini)
    browser.post(f"{PAGE}{DRAWN[0]}/", {"outcome": "information"})
    again = browser.post(f"{PAGE}{DRAWN[0]}/", {"outcome": "case"})
    assert again.status_code == 422
    assert "sudah diperiksa ulang" in again.content.decode()
    assert SecondLook.objects.get(report=report).outcome == "information"
    with pytest.raises(NotYours):
        second_look_for(sari, DRAWN[0])
    assert unlock_client(Client(), sari).get(f"{PAGE}{DRAWN[0]}/").status_code == 404


def test_nothing_chosen_is_said_and_the_decision_stays_hidden(cast: Cast, rini: User, client: Client) -> None:
    decided(cast)
    answer = unlock_client(client, rini).post(f"{PAGE}{DRAWN[0]}/", {})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pilih satu putusan." in page
    assert WHY not in page


def test_a_machine_and_a_locked_report_are_refused(cast: Cast, rini: User) -> None:
    report = decided(cast)
    with pytest.raises(Refused, match=r"intake\.person_decides"):
        give_second_look(system_actor("uji"), report, Outcome.CASE)
    with pytest.raises(Refused, match=r"intake\.locked"):
        give_second_look(actor_of(rini), Report.objects.get(pk=report.pk), Outcome.CASE)


def test_a_report_that_another_body_gave_back_is_not_read_as_a_difference(
    cast: Cast, rini: User, client: Client
) -> None:  # fmt: skip
    report = decided(cast, outcome=Outcome.NOT_OURS)
    row = begin(report)
    assert row is not None
    give_second_look(actor_of(rini), report, Outcome.NOT_OURS)
    sent = mark_sent(actor_of(cast.budi), row, on=TODAY, way="courier", number="1/2024")
    record_answer(actor_of(cast.budi), sent, Forwarding.Answer.RETURNED, on=TODAY)
    assert unlock_client(client, rini).get(f"{PAGE}{DRAWN[0]}/").status_code == 404
    assert list(pairs_of_outcomes(Report.objects.all())) == []
    # Decided anew on the same day: no difference that never was, and the second verifier is blind for it again.
    again = Report.objects.get(pk=report.pk).open_with(report.key)
    decide(actor_of(cast.budi), again, Outcome.DISMISSED, reason=WHY)
    assert list(pairs_of_outcomes(Report.objects.all())) == []
    assert is_blind_for(rini, Report.objects.get(pk=report.pk))


def test_who_sent_the_letter_is_not_asked(cast: Cast, rini: User, client: Client) -> None:
    report = decided(cast, outcome=Outcome.NOT_OURS)
    row = begin(report)
    assert row is not None
    assert [one.number for one in waiting_second_looks(rini)] == [report.number]
    mark_sent(actor_of(rini), row, on=TODAY, way="courier", number="1/2024")
    assert waiting_second_looks(rini) == []
    with pytest.raises(NotYours):
        second_look_for(rini, report.number)
    page = unlock_client(client, rini).get(PAGE).content.decode()
    assert "kirimkan suratnya" in page


def test_the_list_is_empty_for_who_decides_alone(cast: Cast, keys: Cast, client: Client) -> None:
    decided(cast)
    page = unlock_client(client, cast.budi).get(PAGE).content.decode()
    assert "Tidak ada laporan yang menunggu diperiksa ulang oleh Anda" in page


def test_the_list_names_number_and_place_and_no_outcome(cast: Cast, rini: User, client: Client) -> None:
    decided(cast)
    page = unlock_client(client, rini).get(PAGE).content.decode()
    assert "Satu laporan menunggu" in page
    assert DRAWN[0] in page
    assert "Tidak dilanjutkan" not in page

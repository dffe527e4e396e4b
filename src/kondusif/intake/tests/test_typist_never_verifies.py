"""Who typed an entry cannot verify it (acceptance 19), whichever way the verifying is tried."""

import secrets
from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Body
from kondusif.intake import services
from kondusif.intake.codes import make_code
from kondusif.intake.models import Report
from kondusif.intake.rules import Outcome, Status, Value
from kondusif.intake.selectors import open_report
from kondusif.intake.tests.support import draft
from kondusif.kernel.actor import PUBLIC_ACTOR, system_actor
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast, person
from support.keys import join_unit, ring, unlock_client

pytestmark = pytest.mark.django_db
WHY = "Alasan yang cukup panjang untuk sebuah putusan."
Act = Callable[[Cast, Report], object]


@pytest.fixture
def typed(places: None, keys: Cast) -> Report:
    """A report that Budi, himself a verifier, typed in, opened as he would read it."""
    kept = services.enter_report(
        actor_of(keys.budi), draft(), channel="phone", received_on=TODAY, code=make_code(),
        submission=secrets.token_hex(16),
    )  # fmt: skip
    return open_report(ring(keys.budi), Report.objects.get(pk=kept.report.pk))


ACTS: dict[str, Act] = {
    "judges": lambda cast, report: services.judge(actor_of(cast.budi), report, value=Value.POSSIBLE, reason=WHY),
    "dismisses": lambda cast, report: services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY),
    "informs": lambda cast, report: services.decide(actor_of(cast.budi), report, Outcome.INFORMATION, reason=WHY),
    "forwards": lambda cast, report: services.decide(
        actor_of(cast.budi), report, Outcome.NOT_OURS, reason=WHY, body=Body.objects.get(key="kemenag")
    ),
    "opens a case": lambda cast, report: services.settle(actor_of(cast.budi), report, Outcome.CASE, reference="NET-1"),
    "records an incident": lambda cast, report: services.settle(
        actor_of(cast.budi), report, Outcome.INCIDENT, reference="KJ-1"
    ),
    "asks the reporter": lambda cast, report: services.send_message(
        actor_of(cast.budi), report, "Pukul berapa?", submission="m1"
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_typed_an_entry_cannot_verify_it(typed: Report, keys: Cast, act: Act) -> None:
    with pytest.raises(Refused) as refused:
        act(keys, typed)
    assert refused.value.code == "intake.typed_by_you"
    typed.refresh_from_db()
    assert (typed.status, typed.outcome, typed.value) == (Status.NEW, "", Value.UNKNOWN)
    assert not hasattr(typed, "lease")


def test_a_colleague_of_the_typist_verifies_it(typed: Report, keys: Cast) -> None:
    rina = person("rina", "Rina", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, rina)
    report = open_report(ring(rina), Report.objects.get(pk=typed.pk))
    services.decide(actor_of(rina), report, Outcome.DISMISSED, reason=WHY)
    typed.refresh_from_db()
    assert typed.decided_by == rina


def test_the_database_itself_refuses_a_typist_who_decides(typed: Report, keys: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=typed.pk).update(
            status=Status.DECIDED, outcome=Outcome.DISMISSED, decided_by=keys.budi, decided_on=TODAY
        )


def test_the_page_of_the_typist_refuses_the_outcome_in_words(typed: Report, keys: Cast, client: Client) -> None:
    unlock_client(client, keys.budi)
    sent = {"putusan": "dismissed", "reason": WHY, "version": typed.version}
    page = client.post(f"/ruang/laporan/{typed.number}/putusan/", sent)
    assert page.status_code in {409, 422}
    assert "Anda sendiri yang mengetik" in page.content.decode()
    assert Report.objects.get().status == Status.NEW


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, system_actor("uji")], ids=["the public", "a machine"])
def test_nobody_but_a_person_types_a_report_in(places: None, actor: object) -> None:
    with pytest.raises(Refused) as refused:
        services.enter_report(
            actor, draft(), channel="phone", received_on=TODAY, code=make_code(), submission="s"  # type: ignore[arg-type]
        )  # fmt: skip
    assert refused.value.code == "intake.entry.person"


@pytest.mark.parametrize(
    ("channel", "day", "code"),
    [("web", TODAY, "intake.entry.channel"), ("phone", date(2024, 11, 14), "intake.entry.not_yet")],
)
def test_the_service_itself_refuses_another_channel_and_a_day_to_come(
    places: None, keys: Cast, channel: str, day: date, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.enter_report(
            actor_of(keys.intan), draft(), channel=channel, received_on=day, code=make_code(), submission="s"
        )
    assert refused.value.code == code
    assert not Report.objects.exists()

"""Only what was decided breaks a promise, and only for those who may know it."""

from datetime import timedelta
from typing import Any

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.rules import Outcome
from kondusif.cases.tests.factories import a_case
from kondusif.coordination.models import Breach, Change
from kondusif.coordination.rules import Ground, Verdict, Why
from kondusif.coordination.selectors.breaches import breaches_of, record_named
from kondusif.coordination.selectors.lists import due_promises
from kondusif.coordination.services.breaches import link_breach, unlink_breach
from kondusif.coordination.services.promises import check_promise
from kondusif.coordination.tests.factories import HELD, closed_case, judged, promised
from kondusif.incidents.rules import Status
from kondusif.incidents.services import move_incident
from kondusif.incidents.tests.factories import IncidentFactory
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast

REASON = "Alat peraga masih berdiri."


def linked(cast: Cast, found: Any, promise: Any = None) -> Breach:
    return link_breach(actor_of(cast.intan), promise or promised(cast), found, reason=REASON)


@pytest.mark.parametrize("status", [Status.HANDLED, Status.CLOSED])
def test_an_incident_is_linked_once_it_was_handled_with_one_entry(cast: Cast, status: Status) -> None:
    incident, promise = IncidentFactory(recorded_by=cast.citra, status=status), promised(cast)
    before = Entry.objects.count()
    breach = linked(cast, incident, promise)
    (entry,) = Entry.objects.order_by("seq")[before:]
    assert (breach.kind, breach.number) == ("incident", incident.number)
    assert entry.facts == {"promise": 1, "kind": "incident", "record": incident.number}


def test_an_open_incident_breaks_nothing_yet(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        linked(cast, IncidentFactory(recorded_by=cast.citra, status=Status.OPEN))
    assert caught.value.code == "coordination.breach.incident_open"


def test_a_case_is_linked_after_another_body_found_it_proven(cast: Cast) -> None:
    breach = linked(cast, closed_case(cast, Outcome.PROVEN))
    assert breach.kind == "case"


def test_an_open_case_breaks_nothing_yet(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        linked(cast, a_case(cast))
    assert caught.value.code == "coordination.breach.case_open"


@pytest.mark.parametrize("outcome", [Outcome.NOT_PROVEN, Outcome.ENDED, Outcome.HANDED_OVER])
def test_a_case_that_was_not_found_proven_breaks_no_promise(cast: Cast, outcome: Outcome) -> None:
    with pytest.raises(Refused) as caught:
        linked(cast, closed_case(cast, outcome))
    assert caught.value.code == "coordination.breach.case_not_proven"
    assert not Breach.objects.exists()


def test_what_happened_before_the_declaration_breaks_no_promise_of_it(cast: Cast) -> None:
    early = IncidentFactory(recorded_by=cast.citra, status=Status.CLOSED, happened_on=HELD - timedelta(days=1))
    with pytest.raises(Refused) as caught:
        linked(cast, early)
    assert caught.value.code == "coordination.breach.before"


def test_the_same_record_is_linked_once_and_never_without_a_reason(cast: Cast) -> None:
    incident, promise = IncidentFactory(recorded_by=cast.citra, status=Status.CLOSED), promised(cast)
    linked(cast, incident, promise)
    with pytest.raises(Refused) as caught:
        linked(cast, incident, promise)
    assert caught.value.code == "coordination.breach.twice"
    with pytest.raises(Refused):
        link_breach(actor_of(cast.intan), promise, incident, reason=" ")


def test_nobody_links_what_the_reader_may_not_see(cast: Cast) -> None:
    case = closed_case(cast, Outcome.PROVEN)
    assert record_named(cast.intan, f" {case.number.lower()} ") == case
    for user, number in ((cast.budi, case.number), (cast.ani, case.number), (cast.intan, "NET-3372-2024-9999"),
                         (cast.intan, "LAP-3372-2024-0001"), (cast.dewi, case.number)):  # fmt: skip
        with pytest.raises(Refused) as caught:
            record_named(user, number)
        assert caught.value.code == "coordination.breach.not_found"


def test_a_reader_who_may_not_see_the_case_learns_neither_its_number_nor_why(cast: Cast) -> None:
    promise = promised(cast)
    linked(cast, closed_case(cast, Outcome.PROVEN), promise)
    (for_budi,) = breaches_of(cast.budi, promise)
    (for_intan,) = breaches_of(cast.intan, promise)
    assert (for_budi.hidden, for_budi.url) == (True, "")
    assert (for_intan.hidden, for_intan.stands) == (False, True)


def test_an_incident_that_was_opened_again_no_longer_stands_as_a_breach(cast: Cast) -> None:
    incident, promise = IncidentFactory(recorded_by=cast.citra, status=Status.CLOSED), promised(cast)
    linked(cast, incident, promise)
    move_incident(actor_of(cast.intan), incident, Status.OPEN, reason="Terulang.")
    assert not breaches_of(cast.intan, promise)[0].stands


def test_a_link_judges_nothing_but_asks_somebody_to_look(cast: Cast) -> None:
    promise = promised(cast)
    judged(cast, promise, Verdict.KEPT)
    assert due_promises(cast.intan, TODAY) == []
    linked(cast, IncidentFactory(recorded_by=cast.citra, status=Status.CLOSED), promise)
    assert [why for _row, why in due_promises(cast.intan, TODAY)] == [Why.BROKEN]
    check_promise(actor_of(cast.intan), promise, Verdict.NOT_KEPT, note="Berdiri di jalan.", ground=Ground.SEEN)
    assert due_promises(cast.intan, TODAY) == []


def test_a_link_taken_back_leaves_its_kind_in_the_history_and_its_number_in_the_trail_alone(cast: Cast) -> None:
    breach = linked(cast, closed_case(cast, Outcome.PROVEN))
    unlink_breach(actor_of(cast.intan), breach, reason="Salah nomor.")
    assert list(Change.objects.values_list("field", "before", "after")) == [("breach", "case", "")]
    assert not Breach.objects.exists()

"""Closing takes two people."""

import pytest
from django.db import IntegrityError, transaction

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.models import Case
from kondusif.cases.rules import Closing, Decider, Outcome, Status
from kondusif.cases.services import approve_closing, propose_closing, return_closing, write_summary
from kondusif.cases.tests.factories import a_case
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast

ENDED = Closing(Outcome.ENDED, None, None, "Terperiksa bukan pegawai kota; surat penerusan sudah dikirim.")


def proposed(cast: Cast) -> Case:
    return propose_closing(actor_of(cast.hana), a_case(cast), ENDED, on=TODAY)


def test_a_second_person_closes_with_one_entry(cast: Cast) -> None:
    case = proposed(cast)
    before = Entry.objects.count()
    approve_closing(actor_of(cast.gita), case, on=TODAY)
    assert Case.objects.get().status == Status.CLOSED
    assert Entry.objects.count() == before + 1


def test_the_same_person_cannot_close(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        approve_closing(actor_of(cast.hana), proposed(cast), on=TODAY)
    assert caught.value.code == "cases.same_person"


def test_the_database_itself_refuses_one_person_closing(cast: Cast) -> None:
    case = proposed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(status=Status.CLOSED, approved_by=cast.hana, closed_on=TODAY)


def test_a_proposal_can_be_given_back(cast: Cast) -> None:
    case = return_closing(actor_of(cast.gita), proposed(cast))
    assert (case.status, case.outcome) == (Status.OPEN, "")


def test_nothing_can_be_approved_that_was_not_proposed(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        approve_closing(actor_of(cast.gita), a_case(cast), on=TODAY)
    assert caught.value.code == "cases.not_proposed"


def test_only_another_body_can_say_proven(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        propose_closing(actor_of(cast.hana), a_case(cast), Closing(Outcome.PROVEN, None, None, ENDED.reason), on=TODAY)
    assert caught.value.code == "cases.cannot_close.no_decider"


def test_not_proven_by_bawaslu_can_be_proposed_while_clocks_run(cast: Cast) -> None:
    closing = Closing(Outcome.NOT_PROVEN, Decider.BAWASLU, TODAY, ENDED.reason)
    assert propose_closing(actor_of(cast.hana), a_case(cast), closing, on=TODAY).status == Status.CLOSING


def test_a_closed_case_cannot_be_changed(cast: Cast) -> None:
    case = approve_closing(actor_of(cast.gita), proposed(cast), on=TODAY)
    with pytest.raises(Refused) as caught:
        write_summary(actor_of(cast.hana), case, title="Lain", summary="Lain")
    assert caught.value.code == "cases.is_closed"

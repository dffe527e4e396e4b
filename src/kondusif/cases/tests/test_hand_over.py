"""An officer who leaves hands over in one step; nothing is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client

from kondusif.accounts.models import Notice, Substitution, User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, people_i_stand_for
from kondusif.accounts.services import name_substitute
from kondusif.audit.models import Entry
from kondusif.cases.models import Case
from kondusif.cases.services.handover import Handed, hand_over, open_work_of
from kondusif.cases.services.reminding import remind
from kondusif.cases.tests.factories import a_case
from kondusif.cases.tests.test_remind import TEN, a_summoned_case, one_clock
from kondusif.institutions.models import Unit
from kondusif.kernel.errors import Refused
from support.cast import HOUSE, TODAY, Cast, person


def test_a_substitutes_substitute_receives_everything_and_who_leaves_loses_nothing(cast: Cast) -> None:
    """Acceptance 6 (Zammad 3694, GlobaLeaks 3647), both halves."""
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    fourth = person("kartika", "Kartika", Role.HANDLER, "inspektorat")
    name_substitute(actor_of(cast.hana), cast.hana, substitute=cast.gita, first=TODAY, last=None, on=TODAY)
    name_substitute(actor_of(cast.gita), cast.gita, substitute=third, first=TODAY, last=None, on=TODAY)
    handled = [a_summoned_case(cast) for _ in range(3)]
    covered = [a_case(cast, handler=third, substitute=cast.hana) for _ in range(2)]
    one_clock(handled[0], due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    remind(HOUSE, at=TEN)
    assert {"hana", "gita", "joko"} <= set(Notice.objects.values_list("user__username", flat=True))

    before = {case.pk for case in open_work_of(cast.hana)}
    handed = hand_over(actor_of(cast.ani), cast.hana, fourth, on=TODAY)
    assert handed == Handed(before=5, after=5, stood_in=1)
    assert {case.pk for case in open_work_of(fourth)} == before == {case.pk for case in [*handled, *covered]}
    assert not open_work_of(cast.hana).exists()
    assert Case.objects.filter(handler=fourth).count() == 3
    assert Case.objects.filter(handler=third, substitute=fourth).count() == 2
    assert Notice.objects.filter(user=fourth, code="cases.handed_over").get().facts == {"cases": 5}


def test_a_hand_over_is_one_entry_with_its_counts(cast: Cast) -> None:
    case = a_case(cast)
    before = Entry.objects.count()
    hand_over(actor_of(cast.hana), cast.hana, cast.gita, on=TODAY)
    assert Entry.objects.count() == before + 1
    facts = Entry.objects.latest("seq").facts
    assert facts == {"to": "gita", "before": 1, "after": 1, "stood_in": 0, "numbers": [case.number]}


def test_the_substitute_who_takes_over_does_not_stand_in_for_themself(cast: Cast) -> None:
    case = a_case(cast, substitute=cast.gita)
    hand_over(actor_of(cast.hana), cast.hana, cast.gita, on=TODAY)
    case.refresh_from_db()
    assert (case.handler, case.substitute) == (cast.gita, None)


def test_whoever_the_leaver_stood_in_for_is_not_left_alone(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    Substitution.objects.create(user=third, substitute=cast.hana, first=date(2024, 11, 1))
    assert hand_over(actor_of(cast.hana), cast.hana, cast.gita, on=TODAY).stood_in == 1
    assert people_i_stand_for(cast.gita, TODAY) == {cast.gita.pk, third.pk}


def test_one_case_that_the_receiver_may_not_hold_stops_the_whole(cast: Cast) -> None:
    a_case(cast)
    a_case(cast, unit=Unit.objects.get(key="bkpsdm"))
    User.objects.filter(pk=cast.gita.pk).update(unit=Unit.objects.get(key="bkpsdm"))
    with pytest.raises(Refused) as caught:
        hand_over(actor_of(cast.hana), cast.hana, User.objects.get(pk=cast.gita.pk), on=TODAY)
    assert caught.value.code == "cases.handover.conflict"
    assert open_work_of(cast.hana).count() == 2


@pytest.mark.parametrize(
    ("by", "leaver", "receiver", "code"),
    [
        ("gita", "hana", "gita", "cases.handover.not_yours"),
        ("hana", "hana", "hana", "cases.handover.same"),
        ("hana", "hana", "intan", "cases.handover.no_role"),
        ("ani", "gita", "hana", "cases.handover.nothing"),
    ],
)
def test_a_hand_over_that_makes_no_sense_is_refused(cast: Cast, by: str, leaver: str, receiver: str, code: str) -> None:
    a_case(cast)
    with pytest.raises(Refused) as caught:
        hand_over(actor_of(getattr(cast, by)), getattr(cast, leaver), getattr(cast, receiver), on=TODAY)
    assert caught.value.code == code


def test_the_page_counts_before_and_after(client: Client, cast: Cast) -> None:
    a_case(cast)
    client.force_login(cast.ani)
    url = "/ruang/tenggat/serah/"
    assert "Hana (1 ditangani, 0 sebagai pengganti)" in client.get(url).content.decode()
    sent = {"leaver": cast.hana.pk, "receiver": cast.gita.pk}
    page = client.post(url, sent, follow=True).content.decode()
    assert "1 penanganan terbuka diserahkan; 1 kini pada Gita." in page
    assert client.post(url, sent).status_code == 422


def test_a_handler_hands_over_the_own_work_only(client: Client, cast: Cast) -> None:
    a_case(cast)
    client.force_login(cast.gita)
    assert "Hana (" not in client.get("/ruang/tenggat/serah/").content.decode()
    sent = {"leaver": cast.hana.pk, "receiver": cast.gita.pk}
    assert client.post("/ruang/tenggat/serah/", sent).status_code == 422
    assert open_work_of(cast.hana).count() == 1

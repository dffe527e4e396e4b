"""Opening a case."""

from datetime import date

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.models import Case
from kondusif.cases.selectors import cases_visible_to, running_clocks
from kondusif.cases.services import open_case
from kondusif.cases.tests.factories import a_case, an_opening
from kondusif.institutions.models import Unit
from kondusif.kernel.errors import Refused
from support.cast import HOUSE, Cast


def test_a_handler_opens_a_case_with_one_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    case = a_case(cast)
    assert case.number == "NET-3372-2024-0001"
    assert [entry.action for entry in Entry.objects.filter(seq__gt=before)] == ["cases.case.opened"]


def test_numbers_follow_each_other(cast: Cast) -> None:
    assert [a_case(cast).number[-4:] for _ in range(3)] == ["0001", "0002", "0003"]


def test_a_machine_cannot_open_a_case(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        open_case(HOUSE, an_opening(cast))
    assert caught.value.code == "cases.person_needed"
    assert not Case.objects.exists()


@pytest.mark.parametrize("key", ["wali-kota", "setda", "kec-pasar-kliwon", "kel-semanggi"])
def test_nobody_in_the_line_of_the_accused_can_be_the_handler(cast: Cast, key: str) -> None:
    cast.hana.unit = Unit.objects.get(key=key)
    cast.hana.save()
    with pytest.raises(Refused) as caught:
        a_case(cast, by=cast.gita)
    assert caught.value.code == "cases.conflict"


def test_nobody_in_the_line_of_the_accused_can_open_it_for_another(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        open_case(actor_of(cast.citra), an_opening(cast))
    assert caught.value.code == "cases.conflict"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"procedures": []}, "cases.no_procedure"),
        ({"procedures": ["sihir"]}, "cases.unknown_procedure"),
        ({"acts": ["SKB-X-1"]}, "cases.unknown_act"),
        ({"events": {"known": date(2024, 11, 14)}}, "cases.future_date"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(cast: Cast, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        a_case(cast, **changes)
    assert caught.value.code == code


def test_two_procedures_run_with_their_own_clocks(cast: Cast) -> None:
    a_case(cast, procedures=["disiplin-pp94", "bawaslu-pilkada"], events={"known": date(2024, 11, 11)})
    clocks = running_clocks(cast.hana, date(2024, 11, 13))
    report = next(clock for clock in clocks if clock.number and clock.step == "Menyampaikan laporan ke Bawaslu")
    # Known on Monday 11 November: seven calendar days, inclusive until Sunday 17, exclusive until Monday 18.
    assert (report.due, report.outer) == (date(2024, 11, 17), date(2024, 11, 18))


def test_strangers_and_superiors_do_not_find_it(cast: Cast) -> None:
    case = a_case(cast)
    cast.gita.unit = Unit.objects.get(key="kec-pasar-kliwon")
    cast.gita.save()
    assert list(cases_visible_to(cast.hana)) == [case]
    assert not cases_visible_to(cast.gita).exists()
    assert not cases_visible_to(cast.dewi).exists()
    assert not cases_visible_to(cast.budi).exists()

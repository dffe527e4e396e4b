"""Reminding those of a unit who have not signed."""

from datetime import timedelta

import pytest

from kondusif.accounts.models import Notice, Substitution
from kondusif.accounts.notices import say
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.circulars.models import Reminder
from kondusif.circulars.office_time import is_open
from kondusif.circulars.rules import Channel
from kondusif.circulars.selectors.unit_lists import list_of
from kondusif.circulars.services.reminding import Reminded, remind
from kondusif.circulars.tests.heads import TEN, Sent, account, leader, on_leave, sent_circular, unit
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast: Cast) -> Sent:
    return sent_circular(cast)


def reminded(cast: Cast, sent: Sent, key: str = "kel-semanggi", channel: Channel = Channel.NOTICE, at=TEN) -> Reminded:  # type: ignore[no-untyped-def]
    return remind(actor_of(cast.lukman), sent.circular, list_of(unit(key), TODAY), channel=channel, local=at)


def test_who_has_an_account_is_told_and_the_others_are_left_to_paper(cast: Cast, sent: Sent) -> None:
    bendahara = account(sent.staff[4], "bendahara")
    assert reminded(cast, sent) == Reminded(told=1, printed=1)
    notice = Notice.objects.get(user=bendahara)
    assert say(notice) == f"Edaran {sent.circular.number} menunggu dibaca dan ditandatangani oleh Anda."
    assert notice.url.startswith("/edaran/")
    assert sorted(Reminder.objects.values_list("channel", "people")) == [("notice", 1), ("print", 1)]
    entry = Entry.objects.get(action="circulars.unit.reminded")
    assert entry.facts == {"unit": "kel-semanggi", "notice": 1, "print": 1}


def test_the_link_of_the_notice_opens_the_circular(cast: Cast, sent: Sent, client) -> None:  # type: ignore[no-untyped-def]
    account(sent.staff[4], "bendahara")
    reminded(cast, sent)
    assert client.get(Notice.objects.get(code="circulars.reminder").url).status_code == 200


def test_a_namesake_in_the_unit_is_told_by_nobody_but_paper(cast: Cast, sent: Sent) -> None:
    account(sent.staff[4], "satu")
    account(sent.staff[4], "dua")
    assert reminded(cast, sent) == Reminded(told=0, printed=2)


def test_nobody_is_reminded_outside_working_hours(cast: Cast, sent: Sent) -> None:
    night, sunday = TEN.replace(hour=20), TEN.replace(day=17)
    for at in (night, sunday, TEN.replace(hour=7, minute=29)):
        with pytest.raises(Refused) as error:
            reminded(cast, sent, at=at)
        assert error.value.code == "circulars.remind.shut"
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("day", "hour", "minute", "open_"),
    [
        (13, 7, 30, True),
        (13, 16, 0, True),
        (13, 16, 1, False),
        (15, 16, 30, True),
        (16, 10, 0, False),
        (27, 10, 0, False),
    ],
)
def test_the_hours_are_those_of_the_citys_offices_voting_day_is_off(
    day: int, hour: int, minute: int, open_: bool
) -> None:
    assert is_open(TEN.replace(day=day, hour=hour, minute=minute)) is open_


def test_a_second_click_on_a_day_reminds_nobody_twice_but_the_next_day_does(cast: Cast, sent: Sent) -> None:
    account(sent.staff[4], "bendahara")
    reminded(cast, sent)
    with pytest.raises(Refused) as error:
        reminded(cast, sent)
    assert error.value.code == "circulars.remind.already"
    reminded(cast, sent, at=TEN + timedelta(days=1))
    assert Notice.objects.filter(code="circulars.reminder").count() == 2


def test_who_stands_in_two_lists_is_told_once_a_day(cast: Cast, sent: Sent) -> None:
    account(sent.staff[3], "lurah")
    assert reminded(cast, sent) == Reminded(told=1, printed=1)
    assert reminded(cast, sent, "kec-pasar-kliwon") == Reminded(told=0, printed=2)
    assert Notice.objects.filter(code="circulars.reminder").count() == 1


def test_a_copied_message_may_follow_a_notice_once(cast: Cast, sent: Sent) -> None:
    reminded(cast, sent)
    assert reminded(cast, sent, channel=Channel.COPY) == Reminded(copied=2)
    with pytest.raises(Refused):
        reminded(cast, sent, channel=Channel.COPY)


def test_who_is_on_leave_or_has_signed_is_not_reminded(cast: Cast, sent: Sent) -> None:
    sent.sign(4)
    on_leave(sent.staff[3])
    with pytest.raises(Refused) as error:
        reminded(cast, sent)
    assert error.value.code == "circulars.remind.nobody"


def test_the_leader_of_the_unit_hears_how_many_and_so_does_the_substitutes_substitute(cast: Cast, sent: Sent) -> None:
    lurah, second, third = (leader(name, "kel-semanggi") for name in ("pimpinan", "kedua", "ketiga"))
    for user in (second, third):
        user.grants.all().delete()
    Substitution.objects.create(user=lurah, substitute=second, first=TODAY)
    Substitution.objects.create(user=second, substitute=third, first=TODAY)
    reminded(cast, sent)
    told = Notice.objects.filter(code="circulars.unit_open")
    assert {row.user for row in told} == {lurah, second, third}
    assert say(told[0]) == f"Edaran {sent.circular.number}: 2 orang di unit Anda belum menandatangani."


def test_no_notice_and_no_entry_holds_a_name(cast: Cast, sent: Sent) -> None:
    account(sent.staff[4], "bendahara")
    reminded(cast, sent)
    for row in sent.staff:
        assert not any(row.name in str(notice.facts) + notice.url + notice.key for notice in Notice.objects.all())
        assert not any(row.name in str(entry.facts) for entry in Entry.objects.all())

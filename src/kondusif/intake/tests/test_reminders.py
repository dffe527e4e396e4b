"""Who is still to be reminded of Bawaslu: compared with a plain walk over every report, and up to the last hour."""

from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.intake.models import Message, Report
from kondusif.intake.ready_words import fitting
from kondusif.intake.rules import Track
from kondusif.intake.selectors import clock_of, may_still_file, reminders
from kondusif.intake.services.reminding import remind_of_bawaslu
from kondusif.intake.tests.factories import ReportFactory
from kondusif.kernel.errors import NotYours
from support.cast import Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
NOON = datetime(2024, 11, 13, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
OFFSETS = [None, 0, 1, 2, 4, 5, 6, 7, 8, 9, 12, 15, 40]


def to_remind(known: date | None, happened: date | None) -> Report:
    return ReportFactory(track=Track.BOTH, name="Wulan Prasetyo", known_on=known, happened_on=happened)


def numbers(user: User, at: datetime = NOON) -> list[str]:
    return [row.report.number for row in reminders.reminders_owed(user, at).rows]


def plainly(at: datetime) -> set[str]:
    """Every report by itself, as `reminder_for` asks about one."""
    return {one.number for one in Report.objects.all() if may_still_file(clock_of(one), at)}


def back(days: int | None) -> date | None:
    return None if days is None else TODAY - timedelta(days=days)


def expired() -> date:
    """The latest day of knowing whose safe date is over while its outer date is not."""
    days = (TODAY - timedelta(days=n) for n in range(60))
    return next(day for day in days if not may_still_file(clock_of(Report(known_on=day, happened_on=day)), NOON))


def test_the_list_is_what_a_plain_walk_over_every_report_finds(cast: Cast, places: None) -> None:
    """Also with days of another contest, of none, and with no day at all."""
    happened = [None, TODAY, date(2024, 2, 10), date(2023, 1, 5), date(2010, 5, 1)]
    for known, day in product(OFFSETS, happened):
        to_remind(back(known), day)
    found = numbers(cast.budi)
    assert len(found) == len(set(found))
    assert set(found) == plainly(NOON)
    assert 0 < len(found) < Report.objects.count()


def test_expired_ones_take_nobodys_place(cast: Cast, places: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a flood: more than the page holds are past the safe date and only the outer one still runs."""
    monkeypatch.setattr(reminders, "MOST", 3)
    for _late in range(5):
        to_remind(expired(), expired())
        to_remind(TODAY, date(2010, 5, 1))
    running = to_remind(TODAY, TODAY)
    assert numbers(cast.budi) == [running.number]


def test_more_than_the_page_holds_is_said_and_the_reminded_make_room(
    keys: Cast, client: Client, places: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "MOST", 3)
    made = [to_remind(TODAY - timedelta(days=1 - n // 2), TODAY) for n in range(4)]
    owed = reminders.reminders_owed(keys.budi, NOON)
    assert ([row.report for row in owed.rows], owed.more) == (made[:3], True)
    page = unlock_client(client, keys.budi).get("/ruang/meja/").content.decode()
    assert "Lebih dari 3 pelapor bernama masih sempat ke Bawaslu" in page
    remind_of_bawaslu(actor_of(keys.budi), made[0])
    assert numbers(keys.budi) == [one.number for one in made[1:]]
    monkeypatch.setattr(reminders, "MOST", 4)
    owed = reminders.reminders_owed(keys.budi, NOON)
    assert ([row.report for row in owed.rows], owed.more) == ([*made[1:], made[0]], False)
    assert [row.sent_on for row in owed.rows] == [None, None, None, TODAY]


def test_after_the_last_office_hour_nobody_is_reminded_of_it(
    keys: Cast, places: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = to_remind(TODAY, TODAY)
    due = clock_of(report)
    assert due
    assert due.office_by
    hour, later = due.office_by, due.office_by + timedelta(minutes=1)
    assert numbers(keys.budi, hour) == [report.number]
    assert numbers(keys.budi, later) == []
    for at, fits in ((hour, True), (later, False)):
        for module in ("ready_words", "services.reminding"):
            monkeypatch.setattr(f"kondusif.intake.{module}.local_now", lambda at=at: at)
        assert ("bawaslu_reminder" in {one.key for one in fitting(report)}) is fits
    with pytest.raises(NotYours):
        reminders.reminder_for(keys.budi, report.number, later)
    with pytest.raises(NotYours):
        remind_of_bawaslu(actor_of(keys.budi), report)
    assert not Message.objects.exists()


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="this round is the other database's, which plans by its own figures"
)
def test_who_may_still_be_reminded_is_read_along_an_index_of_its_own(cast: Cast, places: None) -> None:
    asked = list(reminders._open_days(NOON))
    assert asked
    for open_days in asked:
        plan = reminders._may_be_reminded(cast.budi).filter(open_days).order_by("known_on", "pk")[:51].explain()
        assert "intake_to_remind" in plan, plan
        assert "TEMP B-TREE" not in plan, plan

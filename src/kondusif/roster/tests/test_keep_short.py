from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.clock import now
from kondusif.roster.jobs import keep_short
from kondusif.roster.keeping import terms, years_after, years_before
from kondusif.roster.models import Acting, Employee, Leave, RosterEdition, Sheet
from kondusif.roster.rules import ActingKind, LeaveKind
from kondusif.roster.selectors.finding import find, folder
from kondusif.roster.services import keep_sheet, record_acting, record_leave
from kondusif.roster.services.absence import Span
from kondusif.roster.services.keeping import erase_old, sweep_sheets
from kondusif.roster.tests.factories import cells_of, csv_of, landed, name_of, row
from support.cast import HOUSE, TODAY, Cast

pytestmark = pytest.mark.django_db
LATER = TODAY.replace(year=TODAY.year + terms().leavers)
SPAN = Span(date(2024, 10, 1), date(2024, 10, 31), "SK 1")


@pytest.fixture
def left(cast: Cast) -> Cast:
    """Two who left on the day of the exercise, with leave and a task; one who stays."""
    landed(cast.ani, row(1), row(2), row(3))
    actor = actor_of(cast.ani)
    for number in (1, 3):
        record_leave(actor, somebody(number), LeaveKind.SICK, SPAN)
    record_acting(actor, somebody(1), ActingKind.PLT, post="Camat", unit=None, span=SPAN)
    landed(cast.ani, row(3), mark_left=True)
    return cast


def somebody(number: int) -> Employee:
    return Employee.objects.get(name=name_of(number))


def asked(cast: Cast, employee: Employee) -> Model:
    """Somebody is asked by a circular whose names are kept; this room does not know that one."""
    readerships, circulars, addressees = (
        apps.get_model("circulars", name)._default_manager for name in ("Readership", "Circular", "Addressee")
    )
    whole = readerships.create(name="Semua", made_by=cast.intan, made_on=TODAY)
    circular = circulars.create(
        number="SE-1", title="Netral", readership=whole, contest="pilkada-2024", made_by=cast.intan, made_on=TODAY
    )
    return addressees.create(circular=circular, employee=employee, asked_on=TODAY, secret="0" * 24)


def test_who_left_stays_until_the_years_are_over(left: Cast) -> None:
    assert erase_old(HOUSE, LATER - timedelta(days=1)).people == 0
    assert Employee.objects.count() == 3


def test_then_name_and_nip_go_with_leave_and_tasks_and_the_counts_stay(left: Cast) -> None:
    found = erase_old(HOUSE, LATER)
    assert (found.people, found.held) == (2, 0)
    assert [one.name for one in Employee.objects.all()] == [name_of(3)]
    assert not Acting.objects.exists()
    assert RosterEdition.objects.first().left == 2  # type: ignore[union-attr]


def test_who_is_still_referred_to_stays_and_goes_when_that_is_gone(left: Cast) -> None:
    one = asked(left, somebody(2))
    assert (erase_old(HOUSE, LATER).people, Employee.objects.filter(name=name_of(2)).count()) == (1, 1)
    one.delete()
    assert erase_old(HOUSE, LATER).people == 1


def test_who_works_is_never_erased_and_only_old_leave_of_theirs_goes(left: Cast) -> None:
    record_leave(actor_of(left.ani), somebody(3), LeaveKind.ANNUAL, Span(TODAY, TODAY, "SK 2"))
    erase_old(HOUSE, LATER - timedelta(days=1))
    assert list(Leave.objects.filter(employee=somebody(3)).values_list("kind", flat=True)) == ["annual"]


def test_a_second_run_finds_nothing_and_one_run_is_one_entry_without_a_name(left: Cast) -> None:
    erase_old(HOUSE, LATER)
    assert erase_old(HOUSE, LATER).people == 0
    entry = Entry.objects.get(action="roster.leavers.erased")
    assert entry.facts["people"] == 2
    assert name_of(1) not in str(entry.facts)


def test_the_index_of_names_forgets_them_too(
    left: Cast, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    find(name_of(1))
    assert any(folder().iterdir())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase_old(HOUSE, LATER)
    assert not any(folder().iterdir())
    assert name_of(1) not in [one.employee.name for one in find(name_of(1))]


def test_a_sheet_without_a_decision_is_gone_after_a_day(cast: Cast) -> None:
    sheet = keep_sheet(actor_of(cast.ani), csv_of(cells_of(1)))
    assert sweep_sheets() == 0
    Sheet.objects.filter(pk=sheet.pk).update(made_at=now() - timedelta(hours=25))
    assert sweep_sheets() == 1


def test_the_daily_job_does_both(left: Cast) -> None:
    Employee.objects.filter(name=name_of(1)).update(left_on=years_before(TODAY, terms().leavers))
    keep_short.call_local()
    assert not Employee.objects.filter(name=name_of(1)).exists()


def test_the_page_of_somebody_who_left_says_when_the_data_go(left: Cast, client: Client) -> None:
    client.force_login(left.ani)
    told = client.get(reverse("roster:person", args=[somebody(1).pk])).content.decode()
    assert "datanya dihapus mulai 13 November 2026" in told


def test_the_years_are_counted_by_the_calendar() -> None:
    assert years_after(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert years_before(date(2026, 11, 13), 2) == date(2024, 11, 13)
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)

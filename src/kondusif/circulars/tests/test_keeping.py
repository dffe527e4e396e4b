"""When the time is over names go and counts stay; who joins later is asked."""

from datetime import date, timedelta

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures
from kondusif.circulars import jobs
from kondusif.circulars.models import Addressee, KeptCount, PaperList, Reminder, Signature
from kondusif.circulars.rules import State
from kondusif.circulars.selectors.standing import count
from kondusif.circulars.selectors.unit_lists import list_of
from kondusif.circulars.services.keeping import keep_counts, names_go_on
from kondusif.circulars.services.newcomers import ask_newcomers
from kondusif.circulars.services.paper import enter_paper
from kondusif.circulars.services.reminding import remind
from kondusif.circulars.tests.heads import TEN, Sent, photo, sent_circular, unit
from kondusif.circulars.tests.reading import people
from kondusif.institutions.models import City
from kondusif.kernel.actor import system_actor
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status
from kondusif.stages.selectors import calendar
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
NIGHT = system_actor("edaran")


@pytest.fixture(autouse=True)
def _apart(tmp_path: object, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def sent(cast: Cast) -> Sent:
    """Everything that a circular can have: a signature by link, a paper list, a reminder, somebody who left."""
    made = sent_circular(cast)
    made.sign(5)
    lead = actor_of(cast.lukman)
    which = list_of(unit("kel-semanggi"), TODAY)
    enter_paper(lead, made.version, which, photo(), [made.staff[4].pk], signed_on=TODAY)
    remind(lead, made.circular, which, local=TEN)
    Employee.objects.filter(pk=made.staff[2].pk).update(status=Status.LEFT, left_on=TODAY)
    return made


def end(sent: Sent) -> date:
    found = names_go_on(sent.circular)
    assert found is not None
    return found


def test_names_go_two_years_after_the_last_stage_or_as_the_city_says(sent: Sent) -> None:
    over = calendar("pilkada-2024").over_from
    assert over is not None
    last = over - timedelta(days=1)
    assert end(sent) == last.replace(year=last.year + 2)
    City.objects.update(preferences={"circulars": {"kept_years": 5}})
    assert end(sent).year == last.year + 5


def test_a_day_early_nothing_goes(sent: Sent) -> None:
    assert keep_counts(NIGHT, on=end(sent) - timedelta(days=1)) == 0
    assert Addressee.objects.count() == 6


def test_on_the_day_counts_stay_and_every_name_goes(sent: Sent) -> None:
    day = end(sent)
    assert keep_counts(NIGHT, on=day) == 1
    for table in (Addressee, Signature, PaperList, Reminder):
        assert not table.objects.exists()
    assert not list(pictures.folder().glob("*/*.jpg"))
    kept = {row.unit.key: (row.asked, row.signed) for row in KeptCount.objects.select_related("unit") if row.unit}
    assert kept == {"setda": (1, 0), "kec-pasar-kliwon": (2, 0), "kel-semanggi": (2, 1), "bkpsdm": (1, 1)}
    sent.circular.refresh_from_db()
    assert (sent.circular.state, sent.circular.counted_on) == (State.CLOSED, day)
    entry = Entry.objects.get(action="circulars.circular.counted")
    assert entry.facts == {"people": 6, "pictures": 1}


def test_a_second_walk_does_nothing(sent: Sent) -> None:
    keep_counts(NIGHT, on=end(sent))
    before = list(KeptCount.objects.values())
    assert keep_counts(NIGHT, on=end(sent) + timedelta(days=9)) == 0
    assert list(KeptCount.objects.values()) == before
    assert ask_newcomers(NIGHT, on=end(sent)) == 0


def test_a_walk_that_could_not_remove_a_file_ends_the_work_the_next_time(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_names: object) -> None:
        raise OSError("read-only")

    with monkeypatch.context() as disk:
        disk.setattr(pictures, "drop", broken)
        with pytest.raises(OSError, match="read-only"):
            keep_counts(NIGHT, on=end(sent))
    assert Addressee.objects.count() == 6
    assert not KeptCount.objects.exists()
    assert keep_counts(NIGHT, on=end(sent)) == 1


def test_while_the_end_of_the_contest_is_unknown_names_stay(sent: Sent) -> None:
    sent.circular.contest = "no-such-contest"
    sent.circular.save()
    assert names_go_on(sent.circular) is None
    assert keep_counts(NIGHT, on=date(2099, 1, 1)) == 0


def test_who_joins_counts_at_once_and_is_asked_in_the_night_once(cast: Cast, sent: Sent) -> None:
    before = count(sent.circular, TODAY).people
    people(cast.ani, *[{"unit": "bkpsdm", "unit_name": "BKPSDM"}] * 7)
    assert count(sent.circular, TODAY).people == before + 2  # six keep their numbers, one who had left comes back
    assert ask_newcomers(NIGHT, on=TODAY) == 1
    assert ask_newcomers(NIGHT, on=TODAY) == 0
    assert Entry.objects.filter(action="circulars.newcomers.asked").count() == 1


def test_a_closed_circular_asks_nobody_new_and_its_share_stays(cast: Cast, sent: Sent) -> None:
    sent.circular.state = State.CLOSED
    sent.circular.save()
    before = count(sent.circular, TODAY)
    people(cast.ani, *[{"unit": "bkpsdm", "unit_name": "BKPSDM"}] * 2, {"unit": "bkpsdm", "nip": "199001012015011999"})
    assert ask_newcomers(NIGHT, on=TODAY) == 0
    assert count(sent.circular, TODAY).people == before.people


def test_the_jobs_do_what_the_services_do(cast: Cast, sent: Sent) -> None:
    jobs.ask.call_local()
    City.objects.update(exercise_on=end(sent))
    jobs.keep.call_local()
    assert KeptCount.objects.exists()

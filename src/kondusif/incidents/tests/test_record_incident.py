from datetime import timedelta
from uuid import uuid4

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Severity, Source, Status
from kondusif.incidents.services import correct_incident, move_incident, record_incident
from kondusif.incidents.tests.factories import facts
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

RT = f"{SEMANGGI}.007.002"


def test_an_incident_gets_a_number_of_the_city_and_year(cast: Cast) -> None:
    first = record_incident(actor_of(cast.intan), facts(), source=Source.DESK)
    second = record_incident(actor_of(cast.citra), facts(area_code=RT), source=Source.FIELD)
    assert (first.number, second.number) == ("KJ-3372-2024-0001", "KJ-3372-2024-0002")
    assert (second.area_code, second.village_code) == (RT, SEMANGGI)


def test_recording_writes_exactly_one_entry_without_words(cast: Cast) -> None:
    before = Entry.objects.count()
    incident = record_incident(actor_of(cast.intan), facts(), source=Source.DESK)
    (entry,) = Entry.objects.order_by("seq")[before:]
    assert (entry.action, entry.subject) == ("incidents.incident.recorded", incident.number)
    assert entry.facts == {"kind": "damage", "severity": "light", "area": SEMANGGI}


def test_a_second_click_gives_the_first_incident_back(cast: Cast) -> None:
    key = uuid4()
    first = record_incident(actor_of(cast.intan), facts(), source=Source.DESK, key=key)
    again = record_incident(actor_of(cast.intan), facts(), source=Source.DESK, key=key)
    assert first.pk == again.pk
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "criticism"}, "incidents.kind.criticism"),
        ({"kind": "worship"}, "incidents.kind.worship"),
        ({"kind": "assembly"}, "incidents.kind.assembly"),
        ({"happened_on": TODAY + timedelta(days=1)}, "incidents.future"),
        ({"area_code": "33.74.01.1001"}, "incidents.area.outside"),
        ({"area_code": "33.7"}, "incidents.area.outside"),
    ],
)
def test_what_is_no_incident_here_is_refused_and_leaves_nothing(
    cast: Cast, change: dict[str, object], code: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused) as error:
        record_incident(actor_of(cast.intan), facts(**change), source=Source.DESK)
    assert error.value.code == code
    assert not Incident.objects.exists()
    assert Entry.objects.count() == before


def test_the_machine_records_no_incident(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_incident(system_actor("media"), facts(), source=Source.DESK)


def test_a_correction_keeps_both_values(cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    after = correct_incident(
        actor_of(cast.intan), incident, {"area_code": JEBRES, "place": incident.place}, reason="Salah kelurahan."
    )
    (change,) = after.changes.all()
    assert (change.field, change.before, change.after) == ("area_code", SEMANGGI, JEBRES)
    assert after.village_code == JEBRES
    assert after.version == 2


def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    stale = Incident.objects.get(pk=incident.pk)
    move_incident(actor_of(cast.intan), incident, Status.HANDLED, reason="Diganti papan baru.")
    with pytest.raises(Stale):
        correct_incident(actor_of(cast.citra), stale, {"severity": Severity.HEAVY}, reason="Ada korban.")


def test_closing_dates_the_incident_and_opening_it_again_undates_it(cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    closed = move_incident(actor_of(cast.intan), incident, Status.CLOSED, reason="Selesai di tempat.")
    assert closed.closed_on == TODAY
    opened = move_incident(actor_of(cast.intan), closed, Status.OPEN, reason="Terulang malam hari.")
    assert (opened.status, opened.closed_on) == (Status.OPEN, None)


@pytest.mark.parametrize(("to", "reason"), [(Status.OPEN, "Sama saja."), (Status.CLOSED, "  ")])
def test_a_move_needs_a_possible_step_and_a_reason(cast: Cast, to: Status, reason: str) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    with pytest.raises(Refused):
        move_incident(actor_of(cast.intan), incident, to, reason=reason)

"""A letter that was typed wrong is put right, its days with it; a sheet that was missing follows."""

from datetime import date, timedelta

import pytest
from django.test import Client

from kondusif.accounts.models import Notice
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.letters import open_scan
from kondusif.cases.models import Case, Deadline, Event
from kondusif.cases.official import OfficialLetter
from kondusif.cases.rules import Closing, Decider, Outcome
from kondusif.cases.services import (
    add_scan,
    approve_closing,
    correct_letter,
    propose_closing,
    record_event,
    record_reply,
)
from kondusif.cases.services.letter_corrections import Correct
from kondusif.cases.tests.factories import a_case
from kondusif.cases.tests.letters import DATED, NUMBER, RECEIVED, a_letter
from kondusif.cases.tests.test_official_letter import REASON, answered, ready
from kondusif.cases.tests.test_official_letter_pages import URL, sheet, words_of
from kondusif.institutions.models import Body
from kondusif.intake.evidence import examine
from kondusif.intake.tests.support import picture
from kondusif.kernel.errors import Refused, Stale
from support.cast import TODAY, Cast
from support.keys import ring

pytestmark = pytest.mark.django_db
SECOND = "115/PM.00.02/K.JT-33/11/2024"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


def right(letter: OfficialLetter, **changes: object) -> Correct:
    now = {name: getattr(letter, name) for name in Correct.__slots__}
    return Correct(**{**now, **changes})


def mend(cast: Cast, letter: OfficialLetter, **changes: object) -> dict[str, date]:
    version = Case.objects.get(pk=letter.case_id).version
    return correct_letter(actor_of(cast.intan), letter, right(letter, **changes), version=version, on=TODAY)


def code_of(act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)  # type: ignore[operator]
    return caught.value.code


def started(case: Case, step: str = "ppk_follow_up") -> date:
    return Deadline.objects.get(case=case, step=step).started_on


def test_number_subject_body_and_dates_are_put_right_and_the_trail_names_the_parts_alone(cast: Cast) -> None:
    letter = a_letter(cast)
    mend(cast, letter, number="999/X", subject="Rekomendasi", body=Body.objects.get(key="kemenag"), dated_on=RECEIVED)
    row = OfficialLetter.objects.select_related("body", "case").get()
    assert (row.number, row.number_key, row.body.key, row.dated_on) == ("999/X", "999/x", "kemenag", RECEIVED)
    assert row.case.title == "Rekomendasi"  # it was the subject of the letter; a name in it must not stay there
    entry = Entry.objects.get(action="cases.letter.corrected")
    assert set(entry.facts["parts"]) == {"number", "subject", "body", "dated_on"}
    assert "999" not in str(entry.facts)


def test_a_title_that_the_handler_has_written_stays(cast: Cast) -> None:
    letter = a_letter(cast)
    Case.objects.update(title="Judul penangan")
    mend(cast, letter, subject="Perihal lain")
    assert Case.objects.get().title == "Judul penangan"


def test_another_day_of_receipt_moves_the_clocks_of_the_letter_and_the_handler_is_told(cast: Cast) -> None:
    letter = a_letter(cast)
    moved = mend(cast, letter, received_on=RECEIVED - timedelta(days=3))
    assert moved == {"oversight_recommendation": RECEIVED - timedelta(days=3), "known": RECEIVED - timedelta(days=3)}
    assert started(letter.case) == RECEIVED - timedelta(days=3)
    assert mend(cast, OfficialLetter.objects.get(), received_on=TODAY)
    assert started(letter.case) == TODAY
    told = Notice.objects.filter(code="cases.letter_day")
    assert {one.user for one in told} == {letter.case.handler}
    assert told.count() == 2


def test_a_day_that_was_known_by_other_ways_stays_where_the_letter_came_later(cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    known = started(case, Deadline.objects.filter(case=case, event="known")[0].step)
    letter = a_letter(cast, case=case, received_on=TODAY)
    assert mend(cast, letter, received_on=RECEIVED) == {"oversight_recommendation": RECEIVED}
    assert Event.objects.get(case=case, event="known", replaced_at__isnull=True).happened_on == known


def test_a_day_that_the_letter_had_moved_by_mistake_goes_back_to_what_was_known(cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    known = Event.objects.get(case=case, event="known").happened_on
    letter = a_letter(cast, case=case, dated_on=known - timedelta(days=9), received_on=known - timedelta(days=5))
    assert Event.objects.get(case=case, event="known", replaced_at__isnull=True).letter_id == letter.pk
    mend(cast, letter, received_on=TODAY)
    standing = Event.objects.get(case=case, event="known", replaced_at__isnull=True)
    assert (standing.happened_on, standing.letter_id) == (known, None)


def test_of_two_letters_the_earlier_day_binds_whichever_is_put_right(cast: Cast) -> None:
    first = a_letter(cast)
    second = a_letter(cast, number=SECOND, received_on=RECEIVED + timedelta(days=1), case=first.case)
    mend(cast, OfficialLetter.objects.get(pk=first.pk), received_on=TODAY)
    assert started(first.case) == RECEIVED + timedelta(days=1)
    standing = Event.objects.get(case=first.case, event="known", replaced_at__isnull=True)
    assert standing.letter_id == second.pk


def test_a_day_that_a_person_recorded_afterwards_is_not_overruled_by_a_later_one(cast: Cast) -> None:
    letter = a_letter(cast)
    by_hand = RECEIVED - timedelta(days=1)
    record_event(actor_of(cast.hana), letter.case, event="known", happened_on=by_hand, on=TODAY)
    mend(cast, OfficialLetter.objects.get(), received_on=TODAY)
    assert Event.objects.get(event="known", replaced_at__isnull=True).happened_on == by_hand


def test_what_cannot_be_is_refused_and_nothing_changes(cast: Cast) -> None:
    letter = a_letter(cast)
    a_letter(cast, number=SECOND)
    record_reply(actor_of(cast.intan), letter, replied_on=RECEIVED, number="1/J", on=TODAY)
    for changes, code in (
        ({}, "cases.letter.nothing_corrected"),
        ({"received_on": TODAY + timedelta(days=1)}, "cases.letter.future"),
        ({"dated_on": TODAY}, "cases.letter.dated_after"),
        ({"number": SECOND.lower()}, "cases.letter.known"),
        ({"received_on": RECEIVED + timedelta(days=1)}, "cases.letter.reply_before"),
    ):
        assert code_of(mend, cast, OfficialLetter.objects.get(pk=letter.pk), **changes) == code
    row = OfficialLetter.objects.get(pk=letter.pk)
    assert (row.number, row.dated_on, row.received_on) == (NUMBER, DATED, RECEIVED)


def test_a_form_from_before_a_change_of_the_case_is_refused(cast: Cast) -> None:
    letter = a_letter(cast)
    with pytest.raises(Stale):
        correct_letter(actor_of(cast.intan), letter, right(letter, subject="Lain"), version=99, on=TODAY)


def test_a_closed_case_keeps_its_letter_and_takes_no_sheet(keys: Cast) -> None:
    letter = answered(keys, ready(keys))
    closing = Closing(Outcome.ENDED, Decider.EXAMINERS, TODAY, REASON)
    case = propose_closing(actor_of(keys.hana), letter.case, closing, on=TODAY)
    approve_closing(actor_of(keys.gita), case, on=TODAY)
    assert code_of(mend, keys, letter, subject="Lain") == "cases.is_closed"
    scan = examine("a.png", picture())
    assert code_of(add_scan, actor_of(keys.intan), letter, scan, on=TODAY) == "cases.is_closed"


def test_the_desk_puts_a_letter_right_on_its_page_and_loses_nothing_that_was_typed(cast: Cast, client: Client) -> None:
    letter = a_letter(cast)
    client.force_login(cast.intan)
    where = f"{URL}{letter.pk}/pembetulan/"
    assert where in client.get(f"{URL}{letter.pk}/").content.decode()
    page = client.get(where)
    sent = {"versi": page.context["version"], "body": "bawaslu", "number": "777/Z", "subject": "Rekomendasi",
            "dated_on": "6 November 2024", "received_on": "31 Desember 2024"}  # fmt: skip
    back = client.post(where, sent)
    assert back.status_code == 422
    assert "777/Z" in back.content.decode()
    done = client.post(where, sent | {"received_on": "12 November 2024"}, follow=True)
    assert "Surat dibetulkan dan tenggatnya dihitung ulang." in words_of(done)
    assert OfficialLetter.objects.get().number == "777/Z"
    again = client.post(where, sent | {"received_on": "11 November 2024"})
    assert again.status_code == 422
    assert OfficialLetter.objects.get().received_on == date(2024, 11, 12)


# The sheet that follows ----------------------------------------------------------


def test_a_sheet_that_was_missing_follows_sealed_and_comes_once(keys: Cast, client: Client) -> None:
    letter = a_letter(keys)
    client.force_login(keys.intan)
    where = f"{URL}{letter.pk}/pindaian/baru/"
    assert where in client.get(f"{URL}{letter.pk}/").content.decode()
    empty = client.post(where, {})
    assert empty.status_code == 422
    assert "Pilih berkas pindaiannya." in words_of(empty)
    assert client.post(where, {"scan": sheet(data=b"MZ bukan pindaian")}).status_code == 422
    done = client.post(where, {"scan": sheet()}, follow=True)
    assert "tersegel bagi unit penangan" in words_of(done).lower()
    row = OfficialLetter.objects.select_related("case").get()
    assert open_scan(ring(keys.gita), row) is not None
    assert open_scan(ring(keys.budi), row) is None
    assert client.post(where, {"scan": sheet()}).status_code == 422
    assert "sudah mempunyai pindaian" in words_of(client.get(where))
    assert Entry.objects.filter(action="cases.letter.scan_added").count() == 1


@pytest.mark.parametrize(("who", "status"), [("lukman", 403), ("budi", 403), ("dewi", 404)])
def test_who_puts_no_letter_right_is_turned_away(cast: Cast, client: Client, who: str, status: int) -> None:
    letter = a_letter(cast)
    client.force_login(getattr(cast, who))
    for part in ("pembetulan/", "pindaian/baru/"):
        assert client.get(f"{URL}{letter.pk}/{part}").status_code == status

"""A reporter whose report became a case hears how it ended: one plain sentence, no name, no number of the case."""

from datetime import timedelta

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.models import Case
from kondusif.cases.page import page_of
from kondusif.cases.rules import Closing, Decider, Outcome
from kondusif.cases.selectors import case_with_everything
from kondusif.cases.services import approve_closing, open_case, propose_closing
from kondusif.cases.tests.factories import an_opening
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Bundle, Report
from kondusif.intake.ready_words import LANGUAGES, said
from kondusif.intake.rules import Ending
from kondusif.intake.selectors import Wanted, narrowed, open_report, reports_visible_to
from kondusif.intake.services import end_with_case, mark_read, mark_told
from kondusif.intake.services.bundles import settle_like
from kondusif.intake.tenth import is_drawn
from kondusif.intake.tests.support import draft, receive
from kondusif.intake.tests.way_back import Returning
from kondusif.kernel.errors import Refused
from kondusif.territory.tests.factories import load_surakarta
from support.cast import TODAY, Cast, person
from support.keys import join_unit, ring, unlock_client

pytestmark = pytest.mark.django_db
ACCUSED = "Teguh Waluyo Prastowo"
HANDLED, UNTOLD = "menjadi penanganan dugaan", "/ruang/laporan/?status=untold"
ENDS = {
    Outcome.PROVEN: "Penanganannya selesai: lembaga yang berwenang menyatakan pelanggaran terbukti.",
    Outcome.NOT_PROVEN: "Penanganannya selesai: lembaga yang berwenang menyatakan pelanggaran tidak terbukti.",
    Outcome.HANDED_OVER: "Penanganannya di kota selesai: berkasnya diserahkan kepada lembaga yang berwenang.",
    Outcome.ENDED: "Penanganannya selesai tanpa putusan terbukti atau tidak terbukti.",
}


@pytest.fixture
def kept(keys: Cast, settings: object, tmp_path: object) -> tuple[Report, Code, Case]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    load_surakarta()
    code = make_code()
    sent = receive(draft(accused_name=ACCUSED), code=code).report
    report = open_report(ring(keys.budi), Report.objects.get(pk=sent.pk))
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report)
    case.deadlines.update(running=False)
    return report, code, Case.objects.get(pk=case.pk)


def closed(keys: Cast, case: Case, outcome: Outcome = Outcome.NOT_PROVEN) -> Case:
    found = outcome in {Outcome.PROVEN, Outcome.NOT_PROVEN}
    closing = Closing(
        outcome,
        Decider.BAWASLU if found else None,
        TODAY if found else None,
        "Putusan dibacakan hari ini di kantor.",
    )
    proposed = propose_closing(actor_of(keys.hana), case, closing, on=TODAY)
    return approve_closing(actor_of(keys.gita), proposed, on=TODAY)


def untold(keys: Cast) -> list[str]:
    wanted = Wanted(status="untold")
    return list(narrowed(reports_visible_to(keys.budi), keys.budi, wanted).values_list("number", flat=True))


def telling(report: Report) -> str:
    return f"/ruang/laporan/{report.number}/beri-tahu/"


def now_shown(report: Report) -> dict[str, str]:
    """The form of telling as a page that is opened now sends it."""
    shown = Report.objects.get(pk=report.pk)
    return {"version": str(shown.version), "way": "phone", "on": f"{TODAY:%d/%m/%Y}"}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_page_of_the_code_says_how_the_case_ended_and_names_nobody(
    keys: Cast, kept: tuple[Report, Code, Case], outcome: Outcome
) -> None:
    report, code, case = kept
    assert HANDLED in Returning(code).text
    closed(keys, case, outcome)
    text = Returning(code).text
    assert ENDS[outcome] in text
    assert [other for other in ENDS.values() if other in text] == [ENDS[outcome]]
    assert HANDLED not in text
    for hidden in (case.number, case.report_number, case.title, ACCUSED, "Hana", "Gita", "Putusan dibacakan"):
        assert hidden not in text, hidden
    report.refresh_from_db()
    for language in LANGUAGES:
        assert case.number not in said(report, language)


def test_what_was_told_of_the_decision_is_told_again_of_the_end(keys: Cast, kept: tuple[Report, Code, Case]) -> None:
    report, code, case = kept
    Returning(code)
    report.refresh_from_db()
    assert (report.told_on, report.told_way, untold(keys)) == (TODAY, "code", [])
    closed(keys, case)
    report.refresh_from_db()
    assert (report.told_on, report.told_way, report.told_first_on) == (None, "", TODAY)
    assert untold(keys) == [report.number]
    Returning(code)
    report.refresh_from_db()
    assert (report.told_on, report.told_way, untold(keys)) == (TODAY, "code", [])
    assert Entry.objects.filter(action="intake.report.told").count() == 2


def test_the_desk_reads_that_the_end_is_to_be_told_and_notes_it(
    keys: Cast, kept: tuple[Report, Code, Case], client: Client
) -> None:
    report, _code, case = kept
    mark_told(actor_of(keys.budi), report, way="phone", on=TODAY)
    closed(keys, case)
    browser = unlock_client(client, keys.budi)
    assert report.short_number in browser.get(UNTOLD).content.decode()
    page = browser.get(f"/ruang/laporan/{report.number}/").content.decode()
    assert "akhirnya perlu disampaikan" in page
    assert "menyatakan pelanggaran tidak terbukti" in page
    assert browser.post(telling(report), now_shown(report)).status_code == 302
    assert untold(keys) == []


def test_several_reports_of_one_case_are_each_told_and_one_that_joins_after_the_end_hears_it_too(
    keys: Cast, kept: tuple[Report, Code, Case]
) -> None:
    report, code, case = kept
    budi, codes = actor_of(keys.budi), [make_code(), make_code()]
    fellows = [open_report(ring(keys.budi), receive(draft(words=ACCUSED), code=one).report) for one in codes]
    bundle = Bundle.objects.create(head=report, made_on=TODAY)
    for one in (report, *fellows):
        Report.objects.filter(pk=one.pk).update(bundle=bundle)
        one.refresh_from_db()
    settle_like(budi, fellows[0], report)
    mark_told(budi, Report.objects.get(pk=fellows[0].pk), way="phone", on=TODAY)
    closed(keys, case)
    assert sorted(untold(keys)) == sorted([report.number, fellows[0].number])
    for one in (code, codes[0]):
        assert ENDS[Outcome.NOT_PROVEN] in Returning(one).text
    assert "Penanganannya selesai" not in Returning(codes[1]).text
    settle_like(budi, fellows[1], Report.objects.get(pk=report.pk))
    assert untold(keys) == [fellows[1].number]
    assert ENDS[Outcome.NOT_PROVEN] in Returning(codes[1]).text
    assert untold(keys) == []


def test_the_first_telling_stays_the_first_where_a_case_ends_twice(keys: Cast, kept: tuple[Report, Code, Case]) -> None:
    report, code, case = kept
    first = TODAY - timedelta(days=30)
    Report.objects.filter(pk=report.pk).update(told_on=first, told_way="code")
    closed(keys, case)
    Returning(code)
    end_with_case(case.number, Ending.ENDED, TODAY)
    report.refresh_from_db()
    assert (report.told_first_on, report.told_on, report.ending) == (first, None, Ending.ENDED)


def test_what_was_told_before_the_end_is_no_telling_of_the_end(keys: Cast, kept: tuple[Report, Code, Case]) -> None:
    """Noted late: the call was a day before the end, so the reporter knows of the case and not of its end."""
    report, _code, case = kept
    Report.objects.filter(pk=report.pk).update(decided_on=TODAY - timedelta(days=5))
    closed(keys, case)
    budi, before = actor_of(keys.budi), TODAY - timedelta(days=1)
    late = open_report(ring(keys.budi), Report.objects.get(pk=report.pk))
    with pytest.raises(Refused, match="day_outside"):
        mark_told(budi, late, way="phone", on=TODAY - timedelta(days=6))
    mark_told(budi, late, way="phone", on=before)
    late.refresh_from_db()
    assert (late.told_first_on, late.told_on, untold(keys)) == (before, None, [report.number])
    assert Entry.objects.latest("seq").facts == {"way": "phone", "first": True}
    with pytest.raises(Refused, match="told_already"):
        mark_told(budi, late, way="phone", on=before)
    mark_told(budi, late, way="phone", on=TODAY)
    assert untold(keys) == []


def test_a_form_opened_before_the_end_and_sent_after_it_tells_no_end(
    keys: Cast, kept: tuple[Report, Code, Case], client: Client
) -> None:
    report, _code, case = kept
    browser = unlock_client(client, keys.budi)
    shown = now_shown(report)
    closed(keys, case)
    answer = browser.post(telling(report), shown)
    assert answer.status_code == 409
    assert "menyatakan pelanggaran tidak terbukti" in answer.content.decode()
    assert untold(keys) == [report.number]


def test_a_page_of_the_code_that_was_read_before_the_end_tells_no_end(
    keys: Cast, kept: tuple[Report, Code, Case]
) -> None:
    report, _code, case = kept
    read = Report.objects.get(pk=report.pk)
    closed(keys, case)
    assert not mark_read(read)
    assert untold(keys) == [report.number]
    assert mark_read(Report.objects.get(pk=report.pk))


def test_a_report_that_is_settled_like_one_whose_case_just_ended_ends_with_it(
    keys: Cast, kept: tuple[Report, Code, Case]
) -> None:
    """The page of the bundle was loaded before the case ended."""
    report, _code, case = kept
    before = Report.objects.get(pk=report.pk)
    fellow = open_report(ring(keys.budi), receive(draft(words=ACCUSED), code=make_code()).report)
    Report.objects.update(bundle=Bundle.objects.create(head=report, made_on=TODAY))
    before.refresh_from_db()
    fellow.refresh_from_db()
    closed(keys, case)
    settle_like(actor_of(keys.budi), fellow, before)
    fellow.refresh_from_db()
    assert (fellow.ending, fellow.ended_on) == (Ending.NOT_PROVEN, TODAY)


def test_the_end_of_one_case_is_told_to_its_own_reporters_alone(
    keys: Cast, kept: tuple[Report, Code, Case]
) -> None:  # fmt: skip
    _report, _code, case = kept
    elsewhere, waiting = make_code(), make_code()
    other = open_report(ring(keys.budi), Report.objects.get(pk=receive(draft(words="Lain."), code=elsewhere).report.pk))
    open_case(actor_of(keys.budi), an_opening(keys, title="Perkara lain"), report=other)
    receive(draft(words="Belum diputus."), code=waiting)
    closed(keys, case)
    assert HANDLED in Returning(elsewhere).text
    assert "Penanganannya selesai" not in Returning(waiting).text


def test_the_page_of_the_case_does_not_name_the_report_to_who_may_still_look_a_second_time(
    keys: Cast, kept: tuple[Report, Code, Case]
) -> None:
    """Somebody who verifies and handles as well."""
    report, _code, case = kept
    drawn = next(number for n in range(1, 400) if is_drawn(number := f"LAP-3372-2024-{n:04d}"))
    Report.objects.filter(pk=report.pk).update(number=drawn)
    Case.objects.filter(pk=case.pk).update(report_number=drawn)
    rini = person("rini", "Rini", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, rini)
    for user, named in ((rini, False), (keys.budi, True), (keys.hana, True)):
        shown = page_of(case_with_everything(Case.objects.filter(pk=case.pk)).get(), user, TODAY)
        assert any(drawn in line.text for line in shown.history) is named, user

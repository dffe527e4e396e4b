"""The reporter is told: the outcome read with the code, or said, written or printed by the desk."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import OperationalError
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Body
from kondusif.intake import services
from kondusif.intake.models import Report
from kondusif.intake.ready_words import LANGUAGES, filled, fitting, ready, said
from kondusif.intake.rules import Outcome
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import BACK, fields_of
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import NotYours, Refused
from support.cast import Cast, person
from support.keys import lock_client, unlock_client

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
WHY = "Spanduk itu sudah diturunkan dan tidak memuat ajakan"


@pytest.fixture
def report(cast: Cast, received: Callable[..., Report]) -> Report:
    return received()


@pytest.fixture
def decided(cast: Cast, report: Report) -> Report:
    return services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


def look(report: Report, client: Client | None = None) -> str:
    """The reporter comes back with the code."""
    browser = client or Client()
    page = fields_of(browser.get(BACK))
    answer = browser.post(BACK, page | {"code": str(report.code_of_test)})  # type: ignore[attr-defined]
    return answer.content.decode()


def at(report: Report) -> str:
    return f"/ruang/laporan/{report.number}/beri-tahu/"


def told_by(report: Report, **more: str) -> dict[str, str]:
    """The form as a page that shows the report as it stands sends it."""
    return {"version": str(report.version), "way": "phone", "on": "13/11/2024"} | more


# Read with the code ---------------------------------------------------------------------------


def test_the_reporter_can_look_the_outcome_up_and_is_told_of_it(decided: Report) -> None:
    """Acceptance 24 (ECLK 49, 118; FixMyStreet 897): the desk knows that the reporter has read it, and on which day."""
    before = Entry.objects.count()
    assert "tidak dilanjutkan" in look(decided)
    decided.refresh_from_db()
    assert (decided.told_on, decided.told_way) == (TODAY, "code")
    entry = Entry.objects.latest("seq")
    assert (entry.action, entry.actor, entry.facts) == ("intake.report.told", "publik", {"way": "code"})
    assert entry.at.astimezone().strftime("%M:%S") == "00:00"
    look(decided)
    assert Entry.objects.count() == before + 1


def test_looking_before_there_is_an_outcome_tells_nothing(report: Report) -> None:
    look(report)
    report.refresh_from_db()
    assert report.told_on is None


def test_a_wrong_code_tells_nothing(decided: Report) -> None:
    Client().post(BACK, {"code": "AAAA-BBBB-CCCC-DDDD-EEEE"})
    decided.refresh_from_db()
    assert decided.told_on is None


def test_a_busy_database_never_keeps_the_outcome_from_the_reporter(
    decided: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_facts: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("kondusif.intake.services.telling._mark", busy)
    assert "tidak dilanjutkan" in look(decided)


# Told by the desk -------------------------------------------------------------------------------


def test_a_verifier_notes_that_the_reporter_was_told(budi: Client, decided: Report) -> None:
    before = Entry.objects.count()
    page = budi.get(at(decided)).content.decode()
    assert WHY in page
    assert budi.post(at(decided), told_by(decided)).status_code == 302
    decided.refresh_from_db()
    assert (decided.told_on, decided.told_way) == (TODAY, "phone")
    assert Entry.objects.count() == before + 1
    assert "Pelapor sudah tahu putusannya" in budi.get(f"/ruang/laporan/{decided.number}/").content.decode()


def test_told_twice_is_told_once(budi: Client, decided: Report) -> None:
    for _again in range(2):
        answer = budi.post(at(decided), told_by(decided), follow=True)
    assert "Sudah tercatat" in answer.content.decode()
    assert Entry.objects.filter(action="intake.report.told").count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"way": ""}, "Pilih dengan cara apa"),
        ({"way": "code"}, "way"),
        ({"on": "12/11/2024"}, "Terlalu awal"),
        ({"on": "14/11/2024"}, "belum tiba"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    budi: Client, decided: Report, data: dict[str, str], sentence: str
) -> None:
    answer = budi.post(at(decided), told_by(decided, **data))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    decided.refresh_from_db()
    assert decided.told_on is None


def test_a_form_of_an_older_decision_notes_nothing_and_keeps_what_was_typed(budi: Client, decided: Report) -> None:
    """The report came back and was decided anew while the verifier was on the telephone."""
    Report.objects.filter(pk=decided.pk).update(version=decided.version + 2)
    answer = budi.post(at(decided), told_by(decided, way="in_person"))
    assert answer.status_code == 409
    assert "baru saja diubah" in answer.content.decode()
    again = fields_of(answer)
    assert (again["version"], again["way"], again["on"]) == (str(decided.version + 2), "in_person", "13/11/2024")
    decided.refresh_from_db()
    assert decided.told_on is None
    assert budi.post(at(decided), again).status_code == 302
    decided.refresh_from_db()
    assert decided.told_on == TODAY


def test_an_undecided_report_has_nothing_to_tell(budi: Client, cast: Cast, report: Report) -> None:
    assert budi.get(at(report)).status_code == 422
    with pytest.raises(Refused, match="not_decided"):
        services.mark_told(actor_of(cast.budi), report, way="phone", on=TODAY)


def test_only_a_person_beside_the_line_notes_it(cast: Cast, decided: Report) -> None:
    with pytest.raises(Refused, match="person_decides"):
        services.mark_told(system_actor("uji"), decided, way="phone", on=TODAY)
    camat = person("joko", "Joko", Role.VERIFIER, "kec-pasar-kliwon")
    with pytest.raises(NotYours):
        services.mark_told(actor_of(camat), decided, way="phone", on=TODAY)


def test_what_was_sent_while_the_key_was_closed_waits(budi: Client, decided: Report) -> None:
    lock_client(budi)
    answer = budi.post(at(decided), told_by(decided))
    assert answer.status_code == 409
    assert fields_of(answer)["way"] == "phone"


@pytest.mark.parametrize("channel", ["letter", "web"])
def test_the_report_page_says_whose_task_it_is_to_tell(budi: Client, decided: Report, channel: str) -> None:
    Report.objects.update(channel=channel)
    page = budi.get(f"/ruang/laporan/{decided.number}/").content.decode()
    assert "Pelapor belum tahu putusannya" in page
    assert ("kita yang menyampaikan putusannya" in page) is (channel == "letter")


def test_the_letter_to_the_reporter_names_nobody(
    budi: Client, decided: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    made = letters_pdf()
    monkeypatch.setattr("kondusif.base.typeset.pdf", lambda name, data, **more: seen.append(data) or made(name, data))
    paper = budi.get(at(decided), {"surat": "1"})
    assert paper.content.startswith(b"%PDF-")
    assert "attachment" in paper["Content-Disposition"]
    for word in ("Wulan", "berkacamata", "Budi", "kaus"):
        assert word not in str(seen)
    assert WHY in str(seen)


def letters_pdf() -> Callable[..., bytes]:
    from kondusif.base import typeset

    return typeset.pdf


# Ready words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_plain_words_in_both_languages(cast: Cast, outcome: Outcome, language: str) -> None:
    body = Body.objects.get(key="kemenag") if outcome is Outcome.NOT_OURS else None
    row = ReportFactory(status="decided", outcome=outcome, decided_on=TODAY, body=body, reason=WHY)
    words = filled("say", row, language)
    assert "{" not in words
    assert said(row, language) in words
    assert ("Kantor Kementerian Agama" in words) is (outcome is Outcome.NOT_OURS)
    assert (WHY in words) is (outcome is Outcome.DISMISSED)


def test_the_reason_of_a_dismissal_is_not_said_while_it_is_sealed(decided: Report) -> None:
    with pytest.raises(Refused, match="locked"):
        filled("say", Report.objects.get())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_an_open_report_fills_all_its_blanks(report: Report, language: str) -> None:
    for one in fitting(report):
        words = filled(one.key, report, language)
        assert "{" not in words
        assert "Wulan" not in words
    assert "14 November 2024" in filled("received", ReportFactory(received_on=date(2024, 11, 14)), language)


def test_the_reminder_of_bawaslus_last_day_stands_only_while_the_clock_runs(cast: Cast) -> None:
    running, over = ReportFactory(known_on=date(2024, 11, 12)), ReportFactory(known_on=date(2024, 9, 2))
    assert "bawaslu_reminder" in {one.key for one in fitting(running)}
    assert "bawaslu_reminder" not in {one.key for one in fitting(over)}
    with pytest.raises(Refused, match="no_ready_message"):
        filled("bawaslu_reminder", over)
    assert "pukul" in filled("bawaslu_reminder", running)


def test_choosing_a_message_fills_the_box_without_a_script(budi: Client, report: Report) -> None:
    where = f"/ruang/laporan/{report.number}/"
    page = budi.get(where).content.decode()
    assert f"{where}?pesan=ask_place#tulis" in page
    chosen = budi.get(where, {"pesan": "ask_place"})
    assert fields_of(chosen)["words"] == filled("ask_place", report)
    assert fields_of(budi.get(where, {"pesan": "ask_place", "bahasa": "en"}))["words"] == filled(
        "ask_place", report, "en"
    )
    for strange in ({"pesan": "zzz"}, {"pesan": "say"}, {"pesan": "ask_place", "bahasa": "fr"}):
        assert not fields_of(budi.get(where, strange)).get("words")


def test_the_table_is_whole() -> None:
    for one in ready().values():
        assert set(one.words) == set(one.names) == set(LANGUAGES)
        assert one.when in {"open", "decided", "say"}

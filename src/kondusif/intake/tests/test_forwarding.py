"""What was forwarded to another body: sent, answered, come back. The other end needs no account."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Body
from kondusif.intake import selectors, services
from kondusif.intake.letters import letter_of
from kondusif.intake.models import Forwarding, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors.forwardings import (
    forwardings_visible_to,
    in_state,
    letter_number,
    line_of,
    state_of,
    working_days,
)
from kondusif.intake.selectors.waiting import piles_of_reports
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import BACK, fields_of
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import NotYours, Refused
from support.cast import Cast, person
from support.keys import ring, unlock_client
from support.pages import without_tokens

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
WHY = "Guru madrasah itu pegawai instansi lain."
REGISTER = "/ruang/laporan/penerusan/"


@pytest.fixture
def report(cast: Cast, received: Callable[..., Report]) -> Report:
    return received()


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


def sent_away(cast: Cast, report: Report, outcome: Outcome = Outcome.NOT_OURS) -> Forwarding:
    """A report that a verifier forwarded, still to be sent."""
    body = Body.objects.get(key="kemenag") if outcome is Outcome.NOT_OURS else None
    services.decide(actor_of(cast.budi), report, outcome, reason=WHY, body=body)
    return Forwarding.objects.get(report=report, closed_on__isnull=True)


def sent(cast: Cast, report: Report) -> Forwarding:
    return services.mark_sent(actor_of(cast.budi), sent_away(cast, report), on=TODAY, way="letter", number="400/12")


# It begins with the decision ---------------------------------------------------------------


def test_a_decision_to_forward_makes_one_row_in_the_same_transaction(cast: Cast, report: Report) -> None:
    before = Entry.objects.count()
    row = sent_away(cast, report)
    assert (row.outcome, row.addressee, row.body_id) == (
        "not_ours", "Kantor Kementerian Agama (latihan)", Body.objects.get(key="kemenag").pk
    )  # fmt: skip
    assert (row.decided_on, row.sent_on, state_of(row)) == (TODAY, None, "to_send")
    assert Entry.objects.count() == before + 1


def test_first_information_goes_to_the_supervisors_of_the_kecamatan(cast: Cast, report: Report) -> None:
    assert sent_away(cast, report, Outcome.INFORMATION).addressee == "Panitia Pengawas Pemilihan Kecamatan Pasar Kliwon"


def test_a_dismissal_forwards_nothing(cast: Cast, report: Report) -> None:
    services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    services.settle(actor_of(cast.budi), ReportFactory(), "case", reference="NET-1")
    assert not Forwarding.objects.exists()


def test_a_decision_that_fails_leaves_no_row(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused):
        services.decide(actor_of(cast.budi), report, Outcome.NOT_OURS, reason=WHY)
    assert not Forwarding.objects.exists()


# Sent and answered -------------------------------------------------------------------------


def test_what_was_referred_shows_where_it_is_and_what_they_answered_and_returns_as_work(
    cast: Cast, report: Report
) -> None:
    """Acceptance 23 (ECLK 274, 278, 589)."""
    budi = actor_of(cast.budi)
    row = sent(cast, report)
    assert (state_of(row), row.letter_number, row.sent_by) == ("waiting", "400/12", cast.budi)
    row = services.record_answer(budi, row, "received", on=TODAY, number="B-7")
    assert (state_of(row), row.answer, row.closed_on) == ("waiting", "received", None)
    row = services.record_answer(budi, row, "returned", on=TODAY, note="Pegawai kota, bukan kementerian.")
    assert (state_of(row), row.outcome, row.closed_on) == ("returned", "not_ours", TODAY)
    assert list(row.answers.values_list("answer", "number", "note", "noted_by__full_name")) == [
        ("received", "B-7", "", cast.budi.full_name),
        ("returned", "", "Pegawai kota, bukan kementerian.", cast.budi.full_name),
    ]
    report.refresh_from_db()
    assert (report.status, report.outcome, report.decided_on, report.body_id) == ("review", "", None, None)
    assert report.in_front
    assert selectors.waiting_reports(TODAY) == 1
    services.decide(budi, report, Outcome.DISMISSED, reason="Sesudah kembali: tidak ada dugaan.")
    assert list(Forwarding.objects.values_list("answer", flat=True)) == ["returned"]


def test_the_summary_that_went_out_is_not_lost_when_the_report_comes_back(
    budi: Client, cast: Cast, report: Report
) -> None:
    services.record_answer(actor_of(cast.budi), sent(cast, report), "returned", on=TODAY)
    page = budi.get(f"/ruang/laporan/{report.number}/").content.decode()
    assert f"Ringkasan waktu itu: {WHY}" in page
    assert "Pernah diteruskan, kembali kepada kita" in page


def test_a_reporter_who_was_told_learns_of_the_new_outcome_as_well(cast: Cast, report: Report) -> None:
    row = sent(cast, report)
    services.mark_told(actor_of(cast.budi), report, way="phone", on=TODAY)
    services.record_answer(actor_of(cast.budi), row, "returned", on=TODAY)
    report.refresh_from_db()
    assert (report.told_on, report.told_way) == (None, "")


def test_the_reporter_reads_where_it_is_and_what_they_answered(cast: Cast, report: Report) -> None:
    row, budi = sent_away(cast, report), actor_of(cast.budi)
    assert "suratnya belum dikirim" in follow_up(report)
    services.mark_sent(budi, row, on=TODAY, way="letter", number="400/12")
    assert "dikirim Rabu, 13 November 2024" in follow_up(report)
    services.record_answer(budi, row, "returned", on=TODAY, note="Catatan bagi meja saja.")
    page = follow_up(report)
    assert "dikembalikan kepada kota Rabu, 13 November 2024" in page
    assert "sedang diperiksa" in page
    assert "Catatan bagi meja" not in page
    assert "400/12" not in page


def follow_up(report: Report) -> str:
    browser = Client()
    page = fields_of(browser.get(BACK))
    return browser.post(BACK, page | {"code": str(report.code_of_test)}).content.decode()  # type: ignore[attr-defined]


def test_each_note_makes_one_entry(cast: Cast, report: Report) -> None:
    row, budi = sent_away(cast, report), actor_of(cast.budi)
    seen = Entry.objects.latest("seq").seq
    services.mark_sent(budi, row, on=TODAY, way="srikandi", number="")
    services.record_answer(budi, row, "taken_up", on=TODAY)
    services.record_answer(budi, row, "returned", on=TODAY)
    found = list(Entry.objects.filter(seq__gt=seen).order_by("seq").values_list("action", flat=True))
    assert found == ["intake.report.forwarded", "intake.forwarding.answered", "intake.report.returned"]
    assert "Guru" not in str(list(Entry.objects.values_list("facts", flat=True)))


def a_week_ago(row: Forwarding, days: int = 7) -> Forwarding:
    """As if it had been decided and sent so many days before."""
    Forwarding.objects.filter(pk=row.pk).update(
        decided_on=TODAY - timedelta(days=days), sent_on=TODAY - timedelta(days=days)
    )  # fmt: skip
    row.refresh_from_db()
    return row


def test_what_they_received_or_took_up_goes_on_waiting_and_ageing(cast: Cast, report: Report) -> None:
    row, budi = a_week_ago(sent(cast, report)), actor_of(cast.budi)
    for back, answer in ((6, "received"), (5, "taken_up")):
        row = services.record_answer(budi, row, answer, on=TODAY - timedelta(days=back))
        line = line_of(row, TODAY)
        assert (line.state, line.days, row.answer) == ("waiting", 5, answer)
        assert in_state(forwardings_visible_to(cast.intan), "waiting").get() == row
        assert {pile.key: pile.count.number for pile in piles_of_reports(cast.intan)}["waiting"] == 1
    row = services.record_answer(budi, row, "ended", on=TODAY - timedelta(days=1))
    line = line_of(row, TODAY)
    assert (line.state, line.days) == ("closed", 4)


def test_an_answer_that_is_noted_late_stands_in_its_place_and_the_newest_counts(cast: Cast, report: Report) -> None:
    row, budi = a_week_ago(sent(cast, report)), actor_of(cast.budi)
    services.record_answer(budi, row, "taken_up", on=TODAY - timedelta(days=2), number="B-9")
    row = services.record_answer(budi, row, "received", on=TODAY - timedelta(days=4), number="B-8")
    assert [one.number for one in row.answers.all()] == ["B-8", "B-9"]
    assert (row.answer, row.answered_on) == ("taken_up", TODAY - timedelta(days=2))
    with pytest.raises(Refused, match="day_outside"):
        services.record_answer(budi, row, "ended", on=TODAY - timedelta(days=3))


def test_a_second_click_notes_no_second_answer(cast: Cast, report: Report) -> None:
    row, budi, before = sent(cast, report), actor_of(cast.budi), Entry.objects.count()
    for _click in range(2):
        services.record_answer(budi, row, "received", on=TODAY, number="B-7")
    assert row.answers.count() == 1
    assert Entry.objects.count() == before + 1


def test_closing_keeps_the_answers_and_names_who_closed_and_why(client: Client, cast: Cast, report: Report) -> None:
    row = sent(cast, report)
    services.record_answer(actor_of(cast.budi), row, "received", on=TODAY, number="B-7", note="Diterima di loket.")
    services.close_forwarding(actor_of(cast.intan), row, note="Tidak ada kabar sesudah dua kali diingatkan.")
    client.force_login(cast.intan)
    page = client.get(f"{REGISTER}{row.pk}/").content.decode()
    for shown in ("B-7", "Diterima di loket.", cast.budi.full_name, cast.intan.full_name, "Tidak ada kabar sesudah"):
        assert shown in page, shown
    listed = client.get(REGISTER).content.decode()
    sheet = b"".join(client.get(REGISTER, {"csv": "1"})).decode()
    assert listed.count(cast.intan.full_name) > client.get("/ruang/meja/").content.decode().count(cast.intan.full_name)
    for shown in (cast.budi.full_name, cast.intan.full_name, "B-7", "2024-11-13"):
        assert shown in sheet, shown


def test_an_answer_that_they_ended_it_closes_the_row_and_keeps_the_outcome(cast: Cast, report: Report) -> None:
    row = services.record_answer(actor_of(cast.budi), sent(cast, report), "ended", on=TODAY)
    report.refresh_from_db()
    assert (state_of(row), row.closed_on, report.outcome) == ("closed", TODAY, "not_ours")


@pytest.mark.parametrize(("on", "code"), [(date(2024, 11, 12), "day_outside"), (date(2024, 11, 14), "day_outside")])
def test_a_day_before_the_decision_or_after_today_is_refused(cast: Cast, report: Report, on: date, code: str) -> None:
    with pytest.raises(Refused, match=code):
        services.mark_sent(actor_of(cast.budi), sent_away(cast, report), on=on, way="letter", number="")


def test_sent_twice_answered_before_it_was_sent_and_answered_after_it_closed_are_refused(
    cast: Cast, report: Report
) -> None:
    row, budi = sent_away(cast, report), actor_of(cast.budi)
    with pytest.raises(Refused, match="not_sent"):
        services.record_answer(budi, row, "received", on=TODAY)
    services.mark_sent(budi, row, on=TODAY, way="letter", number="")
    with pytest.raises(Refused, match="forwarding_sent"):
        services.mark_sent(budi, row, on=TODAY, way="letter", number="")
    services.close_forwarding(budi, row, note="Tidak dijawab sesudah dua kali diingatkan.")
    with pytest.raises(Refused, match="forwarding_closed"):
        services.record_answer(budi, row, "received", on=TODAY)


def test_no_machine_notes_an_answer(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused, match="person_decides"):
        services.record_answer(system_actor("uji"), sent(cast, report), "ended", on=TODAY)


def test_whoever_stands_over_the_accused_neither_sees_nor_notes_it(cast: Cast, report: Report) -> None:
    row = sent_away(cast, report)
    camat = person("joko", "Joko", Role.DESK, "kec-pasar-kliwon")
    assert not forwardings_visible_to(camat).exists()
    with pytest.raises(NotYours):
        services.mark_sent(actor_of(camat), row, on=TODAY, way="letter", number="")


# The register --------------------------------------------------------------------------------


def test_age_is_counted_in_working_days(cast: Cast, report: Report) -> None:
    assert working_days(date(2024, 11, 8), date(2024, 11, 13)) == 3  # Saturday and Sunday between
    assert working_days(date(2024, 12, 24), date(2024, 12, 27)) == 1  # Christmas and the shared leave after it
    assert line_of(sent(cast, report), date(2024, 11, 18)).days == 3


def test_the_register_shows_number_addressee_and_days_and_no_word(client: Client, cast: Cast, report: Report) -> None:
    row = sent(cast, report)
    client.force_login(cast.intan)
    for path in (REGISTER, f"{REGISTER}{row.pk}/", f"{REGISTER}?csv=1"):
        answer = client.get(path)
        page = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert report.number in page
        assert "Kantor Kementerian Agama" in page
        for word in (WHY, "kaus", "berkacamata", "Wulan"):
            assert word not in without_tokens(page)
    assert f'href="/ruang/laporan/{report.number}/"' not in client.get(f"{REGISTER}{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("state", "shown"), [("", True), ("waiting", True), ("to_send", False), ("returned", False), ("zzz", True)]
)
def test_the_register_is_filtered_by_state(budi: Client, cast: Cast, report: Report, state: str, shown: bool) -> None:
    sent(cast, report)
    page = budi.get(REGISTER, {"keadaan": state}).content.decode()
    assert (f">{report.number}</a>" in page) is shown


def test_an_empty_register_says_what_would_stand_there(budi: Client) -> None:
    assert "Belum ada yang diteruskan" in budi.get(REGISTER).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.VERIFIER, Role.DESK}])
def test_only_the_desk_and_the_verifiers_pass(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.by_role()[role])
    assert client.get(REGISTER).status_code == 403


def test_a_desk_officer_notes_sending_and_answer_on_the_page(client: Client, cast: Cast, report: Report) -> None:
    row = sent_away(cast, report)
    client.force_login(cast.intan)
    at = f"{REGISTER}{row.pk}/"
    wrong = client.post(at, {"langkah": "kirim", "on": "1/1/2020", "number": "400/13"})
    assert wrong.status_code == 422
    assert "Paling awal 13 November 2024" in wrong.content.decode()
    assert 'value="400/13"' in wrong.content.decode()
    assert client.post(at, {"langkah": "kirim", "on": "13/11/2024", "way": "email"}).status_code == 302
    assert client.post(at, {"langkah": "jawab", "on": "13/11/2024"}).status_code == 422
    answered = client.post(at, {"langkah": "jawab", "on": "13/11/2024", "answer": "returned"}, follow=True)
    assert "terbuka lagi di antrean" in answered.content.decode()
    report.refresh_from_db()
    assert report.status == "review"


def test_a_second_click_is_one_sentence_and_no_second_row(budi: Client, cast: Cast, report: Report) -> None:
    row = sent_away(cast, report)
    data = {"langkah": "kirim", "on": "13/11/2024", "way": "letter"}
    budi.post(f"{REGISTER}{row.pk}/", data)
    again = budi.post(f"{REGISTER}{row.pk}/", data)
    assert again.status_code == 409
    assert "sudah tercatat" in again.content.decode()


def test_the_letter_prints_with_its_number(budi: Client, cast: Cast, report: Report) -> None:
    sent(cast, report)
    paper = budi.get(f"/ruang/laporan/{report.number}/surat/", {"nomor": "400.3/12/2024"})
    assert paper.content.startswith(b"%PDF-")
    opened = selectors.open_report(ring(cast.budi), Report.objects.get())
    assert letter_of(opened, "400.3/12/2024") != letter_of(opened)


def test_the_letter_is_offered_by_the_newest_row_alone(budi: Client, cast: Cast, report: Report) -> None:
    """The same outcome twice, to two bodies: the letter of today is not the letter of the first row."""
    first = sent(cast, report)
    services.record_answer(actor_of(cast.budi), first, Forwarding.Answer.RETURNED, on=TODAY, note="Bukan kami.")
    again = selectors.open_report(ring(cast.budi), Report.objects.get())
    other = Body.objects.get(key="bawaslu")
    services.decide(actor_of(cast.budi), again, Outcome.NOT_OURS, reason=WHY, body=other)
    second = Forwarding.objects.get(closed_on__isnull=True)
    offered = [budi.get(f"{REGISTER}{row.pk}/").context["letter"] for row in (first, second)]
    assert offered == [False, True]
    assert letter_number(Report.objects.get()) == ""  # not the number of the first

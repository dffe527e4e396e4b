"""The desk of the verifiers: who sees a report, what it is worth, and its five ends."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Body, Unit
from kondusif.intake import selectors, services
from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Outcome, Value
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import draft, receive, released
from kondusif.kernel.actor import PUBLIC_ACTOR, system_actor
from kondusif.kernel.errors import NotYours, Refused, Stale
from support.cast import CITY, OTHER_CITY, Cast, person
from support.keys import join_unit, let_in, ring, unit_with_key, unlock_client

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
WHY = "Sudah ditangani panitia setempat."
LIST = "/ruang/laporan/"


@pytest.fixture
def report(cast: Cast, received: Callable[..., Report]) -> Report:
    return received()


def at(report: Report, part: str = "") -> str:
    return f"{LIST}{report.number}/{part}"


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    """Budi at the desk, the key open."""
    return unlock_client(client, keys.budi)


def a_verifier(name: str, unit: str, cast: Cast, area: str = CITY) -> User:
    """One more verifier with a key, in a unit whose key stands."""
    user = person(name, name.title(), Role.VERIFIER, unit, area)
    holders = {"kesbangpol": cast.budi, "inspektorat": cast.hana}
    if founder := holders.get(unit):
        join_unit(founder, user)
    else:
        unit_with_key(user)
        let_in(cast.budi, Unit.objects.get(key=unit))
    return user


# Who sees what ------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["", "putusan/", "surat/", "bukti/1/"])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VERIFIER])
def test_only_verifiers_pass_and_insiders_are_told_so(
    cast: Cast, client: Client, report: Report, role: Role, part: str
) -> None:
    client.force_login(cast.by_role()[role])
    assert client.get(at(report, part)).status_code == 403
    assert client.get(LIST).status_code == 403


def test_strangers_find_nothing(cast: Cast, client: Client, report: Report) -> None:
    assert client.get(at(report)).status_code == 404
    client.force_login(cast.dewi)
    assert client.get(at(report)).status_code == 404


def test_a_verifier_of_one_kecamatan_finds_only_its_reports(client: Client, cast: Cast, report: Report) -> None:
    joko = a_verifier("joko", "kesbangpol", cast, "33.72.04")
    elsewhere = ReportFactory(area_code="33.72.04.1010", words="Spanduk dirobek di tiga titik.")
    unlock_client(client, joko)
    assert client.get(at(report)).status_code == 404
    assert client.get(at(elsewhere)).status_code == 200
    page = client.get(LIST).content.decode()
    assert elsewhere.headline in page
    assert elsewhere.short_number in page
    assert report.short_number not in page


def test_a_verifier_of_another_city_finds_nothing(client: Client, report: Report) -> None:
    client.force_login(person("nina", "Nina", Role.VERIFIER, None, OTHER_CITY))
    assert client.get(at(report)).status_code == 404


@pytest.mark.parametrize("unit", ["kel-semanggi", "kec-pasar-kliwon", "setda", "wali-kota"])
def test_whoever_stands_in_the_accuseds_line_does_not_see_the_report(
    client: Client, cast: Cast, received: Callable[..., Report], unit: str
) -> None:
    """Failure 19 of the acceptance list; a key of their own changes nothing."""
    superior = a_verifier("tono", unit, cast)
    report = received()
    unlock_client(client, superior)
    assert client.get(at(report)).status_code == 404
    assert not selectors.reports_visible_to(superior).exists()
    assert selectors.open_report(ring(superior), Report.objects.get()).locked
    assert report.headline not in client.get(LIST).content.decode()
    with pytest.raises(NotYours):
        services.decide(actor_of(superior), report, Outcome.DISMISSED, reason=WHY)
    with pytest.raises(NotYours):
        services.settle(actor_of(superior), report, "case", reference="NET-1")


@pytest.mark.parametrize("unit", ["bkpsdm", "inspektorat", "kesbangpol"])
def test_a_verifier_beside_the_line_opens_it(cast: Cast, received: Callable[..., Report], unit: str) -> None:
    sari = a_verifier("sari", unit, cast)
    words = received().words
    assert selectors.open_report(ring(sari), selectors.reports_visible_to(sari).get()).words == words


def test_a_verifier_of_no_unit_sees_nothing(report: Report) -> None:
    assert not selectors.reports_visible_to(person("sari", "Sari", Role.VERIFIER, None)).exists()


def test_a_report_that_names_no_unit_is_seen_by_all_verifiers(cast: Cast, received: Callable[..., Report]) -> None:
    tono = a_verifier("tono", "setda", cast)
    received(accused_unit="")
    assert selectors.reports_visible_to(tono).count() == 1


# The queue ----------------------------------------------------------------------------


def test_the_queue_says_how_many_wait_and_how_many_are_near(budi: Client, received: Callable[..., Report]) -> None:
    received(known_on=date(2024, 11, 8))
    received(known_on=date(2024, 11, 12))
    services.decide(
        actor_of(User.objects.get(username="budi")),
        received(known_on=date(2024, 11, 12)),
        Outcome.DISMISSED,
        reason=WHY,
    )
    page = budi.get(LIST).content.decode()
    assert "2 dari 3 laporan belum diputus" in page
    assert "satu mendekati batas Bawaslu" in page


def test_what_can_still_reach_bawaslu_stands_first(cast: Cast) -> None:
    late = ReportFactory(known_on=date(2024, 10, 1))
    far = ReportFactory(known_on=date(2024, 11, 13))
    near = ReportFactory(known_on=date(2024, 11, 7))
    peace = ReportFactory(kind=Kind.PEACE, known_on=date(2024, 11, 7))
    keys = selectors.page_of(Report.objects.all(), selectors.Wanted(), TODAY, first=0, size=50)
    assert keys == [near.pk, far.pk, late.pk, peace.pk]


def found_by(text: str) -> list[Report]:
    wanted = selectors.Wanted(status="all", text=text)
    return list(selectors.narrowed(Report.objects.all(), User.objects.get(username="budi"), wanted))


def test_a_search_looks_at_the_number_only(budi: Client, report: Report) -> None:
    other = ReportFactory(words="rahasia sekali", accused_name="rahasia", place_words="Balai Desa")
    for sealed in ("rahasia", "balai"):
        assert found_by(sealed) == []
    assert found_by(other.number[-4:]) == [other]
    assert "yang dicari hanya nomornya" in budi.get(LIST).content.decode()


def test_a_message_of_the_reporter_is_seen_in_the_queue_until_it_is_answered(budi: Client, report: Report) -> None:
    services.send_message(PUBLIC_ACTOR, report, "Ada foto baru.", submission="p1")
    assert "pesan baru" in budi.get(LIST).content.decode()
    assert report.short_number in budi.get(f"{LIST}?status=unanswered").content.decode()
    services.send_message(actor_of(User.objects.get(username="budi")), report, "Terima kasih.", submission="m1")
    assert "pesan baru" not in budi.get(LIST).content.decode()
    assert report.short_number not in budi.get(f"{LIST}?status=unanswered").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?status=zzz",
        "?jenis=%00",
        "?wilayah=' OR 1=1",
        "?urut=x&hal=-1",
        "?hal=99999999999",
        "?cari=%E2%80%AE%00",
        "?hal=2",
    ],
)
def test_a_strange_filter_is_left_out(budi: Client, report: Report, query: str) -> None:
    assert budi.get(LIST + query).status_code == 200


def test_a_number_that_no_report_can_have_is_404(budi: Client, report: Report) -> None:
    for number in ("LAP-%00", "x" * 300, "%F0%9F%91%8D"):
        assert budi.get(f"{LIST}{number}/").status_code == 404
        assert budi.get(f"/ruang/penanganan/baru/?laporan={number}").status_code in {200, 404}


def test_the_page_number_of_more_figures_than_anybody_types_is_the_first(budi: Client, report: Report) -> None:
    assert report.short_number in budi.get(f"{LIST}?hal={'9' * 5000}").content.decode()


def test_who_opens_a_row_of_the_second_page_stays_on_it(budi: Client, places: None) -> None:
    for _ in range(27):
        ReportFactory()
    second = budi.get(f"{LIST}?hal=2").content.decode()
    row = re.search(r'href="(/ruang/laporan/LAP-[^"]+)\?hal=2"', second)
    assert row
    page = budi.get(f"{row[1]}?hal=2").content.decode()
    assert 'aria-current="true"' in page
    assert f'href="{LIST}?hal=2">' in page  # back to the queue
    assert f'action="{row[1]}ambil/?hal=2"' in page


def test_an_empty_queue_says_what_would_stand_there(budi: Client, places: None) -> None:
    assert "Belum ada laporan masuk" in budi.get(LIST).content.decode()


def test_the_queue_asks_the_database_a_fixed_number_of_times(
    budi: Client, places: None, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(3):
        ReportFactory()
    budi.get(LIST)
    with django_assert_max_num_queries(50):  # type: ignore[attr-defined]
        assert budi.get(LIST).status_code == 200
    for _ in range(30):
        ReportFactory()
    with django_assert_max_num_queries(50):  # type: ignore[attr-defined]
        assert budi.get(LIST).status_code == 200


# Value --------------------------------------------------------------------------------


def test_value_is_judged_apart_from_the_status(budi: Client, report: Report) -> None:
    data = {"value": "possible", "value_reason": "Dua laporan lain.", "version": report.version}
    assert budi.post(at(report, "nilai/"), data).status_code == 302
    report.refresh_from_db()
    assert (report.value, report.status, report.outcome) == ("possible", "review", "")


def test_two_verifiers_who_judge_at_once_are_told_and_nothing_typed_is_lost(budi: Client, report: Report) -> None:
    data = {"value": "possible", "value_reason": "alasan pertama", "version": report.version}
    budi.post(at(report, "nilai/"), data)
    second = budi.post(at(report, "nilai/"), data | {"value": "doubtful", "value_reason": "alasan kedua"})
    assert second.status_code == 409
    assert "baru saja diubah orang lain" in second.content.decode()
    assert "alasan kedua" in second.content.decode()
    report.refresh_from_db()
    assert report.value == "possible"


# Outcomes ------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["information", "not_ours", "dismissed"])
def test_three_outcomes_are_decided_here_with_one_entry_each(budi: Client, report: Report, outcome: str) -> None:
    before = Entry.objects.count()
    data = {"putusan": outcome, "reason": WHY, "version": report.version, "body": "kemenag"}
    answer = budi.post(at(report, "putusan/"), data, follow=True)
    report.refresh_from_db()
    assert (report.status, report.outcome, report.reason) == ("decided", outcome, WHY)
    assert report.decided_on == TODAY
    assert report.decided_by is not None
    assert "Putusan tercatat" in answer.content.decode()
    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("seq").action == "intake.report.decided"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"putusan": "dismissed", "reason": "pendek"}, "sedikitnya 20 huruf"),
        ({"putusan": "dismissed", "reason": ""}, "Tulis alasannya"),
        ({"putusan": "not_ours", "reason": WHY}, "Pilih lembaga yang berwenang."),
        ({"putusan": "not_ours", "reason": WHY, "body": "tidak-ada"}, "body"),
    ],
)
def test_a_decision_without_its_reason_is_refused_at_the_field(
    budi: Client, report: Report, data: dict[str, str], sentence: str
) -> None:
    answer = budi.post(at(report, "putusan/"), data | {"version": str(report.version)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    report.refresh_from_db()
    assert report.status == "new"


@pytest.mark.parametrize("outcome", ["case", "incident", "zzz", ""])
def test_an_outcome_of_another_room_is_not_decided_here(budi: Client, report: Report, outcome: str) -> None:
    assert budi.post(at(report, "putusan/"), {"putusan": outcome, "reason": WHY, "version": 1}).status_code == 422
    with pytest.raises(Refused, match="not_an_outcome"):
        services.decide(actor_of(User.objects.get(username="budi")), report, Outcome.CASE, reason=WHY)


def test_a_decision_on_an_old_version_is_stale_and_keeps_what_was_typed(budi: Client, report: Report) -> None:
    user = User.objects.get(username="budi")
    again = selectors.open_report(ring(user), Report.objects.get())
    services.judge(actor_of(user), again, value=Value.DOUBTFUL, reason="x")
    answer = budi.post(at(report, "putusan/"), {"putusan": "dismissed", "reason": WHY, "version": report.version})
    assert answer.status_code == 409
    assert WHY in answer.content.decode()
    report.refresh_from_db()
    assert report.status == "review"


def test_a_decided_report_cannot_be_decided_again(cast: Cast, report: Report) -> None:
    services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    with pytest.raises(Refused, match="decided_already"):
        services.decide(actor_of(cast.budi), report, Outcome.INFORMATION, reason=WHY)


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, system_actor("media")])
def test_no_machine_decides_or_settles(report: Report, actor: object) -> None:
    with pytest.raises(Refused, match="person_decides"):
        services.decide(actor, report, Outcome.DISMISSED, reason=WHY)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="person_decides"):
        services.settle(actor, report, "case", reference="NET-1")  # type: ignore[arg-type]


def test_settling_marks_the_report_without_an_entry_of_its_own(cast: Cast, report: Report) -> None:
    before = Entry.objects.count()
    services.settle(actor_of(cast.budi), report, "case", reference="NET-3372-2024-0001")
    assert (report.status, report.outcome, report.reference) == ("decided", "case", "NET-3372-2024-0001")
    assert Entry.objects.count() == before


def test_settling_a_report_that_changed_meanwhile_is_stale(cast: Cast, report: Report) -> None:
    old = Report.objects.get()
    services.judge(actor_of(cast.budi), report, value=Value.POSSIBLE, reason="x")
    with pytest.raises(Stale):
        services.settle(actor_of(cast.budi), old, "case", reference="NET-1")


@pytest.mark.parametrize("outcome", ["information", "dismissed", "zzz"])
def test_other_rooms_settle_cases_and_incidents_only(cast: Cast, report: Report, outcome: str) -> None:
    with pytest.raises(Refused, match="not_an_outcome"):
        services.settle(actor_of(cast.budi), report, outcome, reference="X")


# Letters, messages, names ---------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "body"), [(Outcome.INFORMATION, None), (Outcome.NOT_OURS, "kemenag")])
def test_a_forwarded_report_has_its_letter(budi: Client, report: Report, outcome: Outcome, body: str | None) -> None:
    to = Body.objects.get(key=body) if body else None
    services.decide(actor_of(User.objects.get(username="budi")), report, outcome, reason=WHY, body=to)
    paper = budi.get(at(report, "surat/"))
    assert paper.content.startswith(b"%PDF-")
    assert "Wulan" not in paper["Content-Disposition"]


def test_an_undecided_report_has_no_letter(budi: Client, report: Report) -> None:
    assert budi.get(at(report, "surat/")).status_code == 422


def test_the_desk_answers_once_however_often_it_clicks(budi: Client, report: Report) -> None:
    data = {"words": "Kapan foto itu diambil?", "kiriman": "a" * 32}
    budi.post(at(report, "pesan/"), data)
    budi.post(at(report, "pesan/"), data)
    assert report.messages.count() == 1
    report.refresh_from_db()
    assert report.status == "review"


def test_a_name_that_its_reporter_opened_stays_closed_until_a_reason_is_given(budi: Client, report: Report) -> None:
    released(report)
    assert "Wulan" not in budi.get(at(report)).content.decode()
    refused = budi.post(at(report, "pelapor/"), {"reason": "ingin tahu"})
    assert refused.status_code == 422
    assert "Wulan" not in refused.content.decode()
    opened = budi.post(at(report, "pelapor/"), {"reason": "Perlu meminta keterangan tambahan."})
    assert "Wulan Prasetyo" in opened.content.decode()
    assert "Wulan" not in budi.get(at(report)).content.decode()
    assert Entry.objects.latest("seq").action == "intake.identity.opened"


def test_without_a_name_there_is_nothing_to_open(budi: Client, received: Callable[..., Report]) -> None:
    report = received(anonymous=True)
    assert "Melapor tanpa nama" in budi.get(at(report)).content.decode()
    assert budi.post(at(report, "pelapor/"), {"reason": WHY}).status_code == 422


def test_every_outcome_is_within_reach(budi: Client, report: Report) -> None:
    page = budi.get(at(report)).content.decode()
    for outcome in ("information", "not_ours", "dismissed"):
        assert f"{reverse('intake:decide', args=[report.number])}?putusan={outcome}" in page
    assert f"{reverse('cases:open')}?laporan={report.number}" in page
    assert f"{reverse('incidents:record')}?laporan={report.number}" in page


def test_receiving_makes_exactly_one_entry(places: None) -> None:
    before = Entry.objects.count()
    receive(draft())
    assert Entry.objects.count() == before + 1

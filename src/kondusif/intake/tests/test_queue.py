"""The queue: what stands in which order, what stands behind, what a row says, and counts that stop."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.intake import selectors, services
from kondusif.intake.models import Bundle, Forwarding, Report
from kondusif.intake.rules import Kind, Outcome, Status
from kondusif.intake.selectors import queue
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.test_decide import a_verifier
from kondusif.kernel.actor import PUBLIC_ACTOR
from support.cast import TODAY, Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
LIST = "/ruang/laporan/"
WHY = "Sudah ditangani panitia setempat."


@pytest.fixture
def budi(cast: Cast, places: None, client: Client) -> Client:
    return unlock_client(client, cast.budi)


def keys(user: User, size: int = 50, first: int = 0, **wanted: str) -> list[int]:
    what = selectors.Wanted(**wanted)
    rows = selectors.narrowed(selectors.reports_visible_to(user), user, what)
    return selectors.page_of(rows, what, TODAY, first=first, size=size)


def plain_order(reports: list[Report], after: list[Report] | None = None) -> list[int]:
    """The order by the clock, sorted as a whole: what can still reach Bawaslu, the rest, those without a day; of each
    what stands `after` the others."""
    since, last = selectors.earliest_running(TODAY), {row.pk for row in after or []}

    def place(report: Report) -> tuple[int, bool, date, int]:
        late = report.pk in last
        if report.known_on is None:
            return 2, late, date.max, report.pk
        running = report.kind == Kind.NEUTRALITY and report.known_on >= since
        return (0 if running else 1), late, report.known_on, report.pk

    return [report.pk for report in sorted(reports, key=place)]


def test_pages_are_pieces_of_one_order_and_nothing_is_twice_or_missing(cast: Cast, places: None) -> None:
    days = [None, *(TODAY - timedelta(days=back) for back in (0, 3, 3, 8, 40))]
    made = [ReportFactory(kind=kind, known_on=day) for kind, day in product(Kind, days)]
    whole = plain_order(made)
    assert keys(cast.budi) == whole
    for size in (1, 3, 5):
        pages = [keys(cast.budi, size=size, first=first) for first in range(0, len(made), size)]
        assert [key for page in pages for key in page[:size]] == whole
        assert all(len(page) == size + 1 for page in pages[:-1])
    assert keys(cast.budi, sort="newest") == [row.pk for row in reversed(made)]
    assert keys(cast.budi, sort="oldest") == [row.pk for row in made]
    assert keys(cast.budi, kind=Kind.PEACE) == plain_order([row for row in made if row.kind == Kind.PEACE])


def test_the_near_ones_are_those_whose_rows_are_drawn_near_and_stop_at_the_cap(
    cast: Cast, places: None, budi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for back, kind in product((0, 1, 2, 3, 4, 5, 5, 6, 9, 40), Kind):
        day = TODAY - timedelta(days=back)
        ReportFactory(kind=kind, known_on=day, happened_on=day)
    drawn = budi.get(LIST).content.decode().split("<article")[0].count("jam-dekat")
    running = selectors.running_days(selectors.reports_visible_to(cast.budi), TODAY)
    near = selectors.near_count(running, TODAY)
    assert 0 < near.number == drawn < running.total()
    monkeypatch.setattr(queue, "CAP", 2)
    few = selectors.running_days(selectors.reports_visible_to(cast.budi), TODAY)
    assert few.total() == 3
    assert (few - running) == {}
    assert max(known for _happened, known in few) <= min(known for _happened, known in running - few)


def test_in_a_flood_what_came_since_in_bundles_is_listed_last_and_every_row_once(
    cast: Cast, places: None, budi: Client
) -> None:
    """Copies of an older report, with earlier days, stand after the rest and never take the older one along."""
    early, older = TODAY - timedelta(days=3), [ReportFactory(known_on=day) for day in (TODAY, None)]
    assert "Selama lonjakan" not in budi.get(LIST).content.decode()
    services.declare_flood(actor_of(cast.intan), reason="Kampanye surel dengan kalimat yang sama.")
    copies = [ReportFactory(known_on=day, kind=kind) for kind, day in product(Kind, [early, early, None])]
    alone = [ReportFactory(known_on=day, kind=kind) for kind, day in product(Kind, [TODAY, None])]
    bundle = Bundle.objects.create(head=older[0], made_on=TODAY)
    Report.objects.filter(pk__in=[row.pk for row in older + copies]).update(bundle=bundle)
    whole, every = keys(cast.budi), older + copies + alone
    assert whole == plain_order(every, after=copies)
    assert (whole[0], set(whole[:2])) == (older[0].pk, {older[0].pk, alone[0].pk})
    for size in (1, 3, 5):
        pages = [keys(cast.budi, size=size, first=first) for first in range(0, len(whole), size)]
        assert [key for page in pages for key in page[:size]] == whole
    assert keys(cast.budi, status="all") == whole
    assert "Selama lonjakan" in budi.get(LIST).content.decode()
    assert "Selama lonjakan" not in budi.get(f"{LIST}?urut=newest").content.decode()
    services.end_flood(actor_of(cast.budi))
    assert keys(cast.budi) == plain_order(every)


def test_what_stands_behind_another_is_counted_and_found_but_is_no_row(cast: Cast, places: None, budi: Client) -> None:
    head, *others = (ReportFactory() for _n in range(4))
    bundle = Bundle.objects.create(head=head, made_on=TODAY)
    beside = ReportFactory()  # of the same bundle, with evidence or about another place: a row of its own
    Report.objects.filter(pk__in=[head.pk, beside.pk]).update(bundle=bundle)
    Report.objects.filter(pk__in=[row.pk for row in others]).update(bundle=bundle, in_front=False)
    assert keys(cast.budi) == [head.pk, beside.pk]
    assert set(keys(cast.budi, status="all")) == {head.pk, beside.pk, *(row.pk for row in others)}
    assert keys(cast.budi, text=others[0].number) == [others[0].pk]
    page = budi.get(LIST).content.decode()
    assert "5 dari 5 laporan belum diputus" in page
    assert "3 laporan serupa di belakang 1 yang lain" in page
    assert page.count("+3 serupa") == 1


def test_a_message_of_a_reporter_behind_another_is_still_seen(cast: Cast, places: None) -> None:
    head, other = ReportFactory(), ReportFactory()
    bundle = Bundle.objects.create(head=head, made_on=TODAY)
    Report.objects.filter(pk=other.pk).update(bundle=bundle, in_front=False)
    services.send_message(PUBLIC_ACTOR, other, "Ada foto baru.", submission="p1")
    assert keys(cast.budi, status="unanswered") == [other.pk]


def test_each_filter_finds_its_own(cast: Cast, places: None) -> None:
    sari = a_verifier("sari", "kesbangpol", cast)
    mine, theirs, free, asked, untold, told, sent = (ReportFactory() for _n in range(7))
    phone = ReportFactory(channel="phone", kind=Kind.PEACE, area_code="33.72.04.1010")
    services.send_message(PUBLIC_ACTOR, asked, "Ada foto baru.", submission="p1")
    for report in (untold, told, sent):
        services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    services.take(actor_of(cast.budi), mine)
    services.take(actor_of(sari), theirs)
    Report.objects.filter(pk__in=[told.pk, sent.pk]).update(told_on=TODAY)
    Forwarding.objects.create(report=sent, outcome="information", addressee="Bawaslu", decided_on=TODAY)
    found = {
        "mine": {mine}, "free": {mine, free, asked, phone}, "new": {mine, theirs, free, asked, phone},
        "unanswered": {asked}, "decided": {untold, told, sent}, "untold": {untold}, "forwarded": {sent},
    }  # fmt: skip
    for status, reports in found.items():
        assert set(keys(cast.budi, status=status)) == {report.pk for report in reports}, status
        assert set(keys(cast.budi, status=status, sort="newest")) == {report.pk for report in reports}, status
    for one in ({"channel": "phone"}, {"area": "33.72.04"}, {"area": "33.72.04.1010"}, {"kind": "peace"}):
        assert keys(cast.budi, **one) == [phone.pk], one
    assert set(keys(cast.budi, status=Status.REVIEW)) == set()


def test_a_row_says_its_channel_and_how_many_days_it_waits(budi: Client) -> None:
    ReportFactory(channel="letter", received_on=TODAY - timedelta(days=4))
    ReportFactory(received_on=TODAY)
    page = budi.get(LIST).content.decode()
    assert "(4 hari)" in page
    assert "· surat" in page
    assert "formulir web</span>" not in page


def test_the_report_on_top_comes_after_the_queue_and_without_it(budi: Client) -> None:
    report = ReportFactory()
    page = budi.get(f"{LIST}?urut=oldest").content.decode()
    after = f"{LIST}{report.number}/?urut=oldest"
    assert f'hx-get="{after}" hx-trigger="intersect once"' in page
    assert f'<a href="{after}">Buka {report.number}</a>' in page
    beside = budi.get(after, headers={"HX-Request": "true"}).content.decode().strip()
    assert beside.startswith("<article")
    assert beside.endswith("</article>")
    assert report.headline in beside
    assert 'data-pintas="t"' in beside
    assert 'class="baris"' not in beside
    assert budi.get(f"{LIST}LAP-3372-2024-9999/", headers={"HX-Request": "true"}).status_code == 404


def test_what_was_said_stands_over_the_queue_where_no_report_is_beside_it(budi: Client) -> None:
    report = ReportFactory()
    budi.post(f"{LIST}{report.number}/lepas/")
    page = budi.get(LIST).content.decode()
    assert page.count("Laporan dikembalikan ke antrean.") == 1
    assert page.index("Laporan dikembalikan ke antrean.") < page.index("<article")


def test_counts_stop_and_say_so(budi: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "CAP", 3)
    for _n in range(5):
        ReportFactory(known_on=date(2024, 11, 8))
    page = budi.get(LIST).content.decode()
    assert "Lebih dari 1.000 laporan belum diputus, lebih dari 1.000 mendekati batas Bawaslu" in page
    assert "lebih dari 1.000 cocok" in budi.get(f"{LIST}?status=new").content.decode()


def test_what_cannot_be_meant_in_a_link_is_left_out(budi: Client) -> None:
    report = ReportFactory()
    query = "status=x&jenis=x&saluran=x&wilayah=x&urut=x&hal=²&cari=%00"
    page = budi.get(f"{LIST}?{query}").content.decode()
    assert report.short_number in page


def test_the_queue_asks_the_database_as_often_for_twenty_rows_as_for_six(budi: Client) -> None:
    counts = []
    for many in (3, 7):
        for _n in range(many):
            ReportFactory()
            ReportFactory(area_code="33.72.04.1010")
        with CaptureQueriesContext(connection) as asked:
            budi.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="this round is the other database's, which plans by its own figures"
)
def test_the_first_page_is_read_along_the_index_of_the_queue(cast: Cast, places: None) -> None:
    rows = selectors.reports_visible_to(cast.budi)
    for wanted in (selectors.Wanted(), selectors.Wanted(kind=Kind.PEACE), selectors.Wanted(status="free")):
        found = selectors.narrowed(rows, cast.budi, wanted)
        for run, columns, _down in [run for group in queue._runs(found, wanted, TODAY) for run in group]:
            plan = run.values_list(*columns)[:51].explain()
            assert "intake_queue" in plan, plan
            assert "TEMP B-TREE" not in plan, plan

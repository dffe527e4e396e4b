"""T6 of security.md: ten thousand false reports of fifty templates, a hundred true ones among them. Nothing is lost,
the true ones stand outside the bundles, and the first page of the queue stays what it was."""

import re
import secrets
from datetime import date

import pytest
from django.test import Client

from kondusif.intake import jobs, services
from kondusif.intake.models import Attachment, Report
from kondusif.intake.secrecy import likeness_of
from kondusif.intake.services.bundling import bundle_new, empty_shelf
from kondusif.intake.services.floods import Look
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import draft, receive
from kondusif.intake.told import Told
from kondusif.kernel.actor import system_actor
from support.campaign import DAY, Sent, campaign
from support.cast import Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
AREAS = ["33.72.03.1004", "33.72.04.1010"]
FALSE, TRUE, OLDER = 10_000, 100, 25
LIST, GUARD = "/ruang/laporan/", system_actor("penjaga")


def rows_of(sent: list[Sent], like: Report) -> list[int]:
    """The reports as rows, sealed and really signed; one key for all, because making keys takes longest."""
    made = [_row(number, one, like) for number, one in enumerate(sent)]
    Report.objects.bulk_create(made, batch_size=1000)
    numbers = [one.number for one in made]
    return list(Report.objects.filter(number__in=numbers).order_by("pk").values_list("pk", flat=True))


def _row(number: int, one: Sent, like: Report) -> Report:
    row = Report(
        number=f"LAP-3372-2024-{number:05d}", kind=like.kind, track=like.track, happened_on=one.happened_on,
        known_on=one.known_on, area_code=AREAS[one.area % len(AREAS)], content_key=like.content_key,
        identity_key=like.identity_key, identity=like.identity, received_on=like.received_on,
        submission=secrets.token_hex(16), digest="0" * 64, locator=f"{number:05d}", salt="0" * 32, verifier="0" * 64,
        signature=likeness_of(one.words),
    )  # fmt: skip
    row.close_up(like.key, Told(words=one.words))
    return row


def first_page(client: Client, page: int = 1) -> list[str]:
    listed = client.get(LIST, {"hal": page}).content.decode().split("<article")[0]
    return re.findall(r"/ruang/laporan/(LAP-[\d-]+)/", listed)


@pytest.fixture
def older(places: None) -> list[Report]:
    """What waited before the flood: known earlier, so that its clock ends earlier."""
    return [
        ReportFactory(words=f"Laporan lama nomor {n} tentang hal yang berbeda sekali.", known_on=date(2024, 11, 7))
        for n in range(OLDER)
    ]


def test_t6_ten_thousand_false_reports_hide_none_of_a_hundred_true_ones(
    older: list[Report], keys: Cast, client: Client
) -> None:
    unlock_client(client, keys.budi)
    before = first_page(client)
    assert len(before) == OLDER
    sent = list(campaign(FALSE, TRUE, areas=len(AREAS)))
    pks = rows_of(sent, older[0])
    shelf = empty_shelf()
    made = bundle_new(shelf)

    assert Report.objects.count() == FALSE + TRUE + OLDER, "nothing is lost"
    state = dict(zip(pks, sent, strict=True))
    rows = {row.pk: row for row in Report.objects.filter(pk__in=pks).only("pk", "bundle_id", "in_front", "status")}
    outside = sum(rows[pk].bundle_id is None for pk, one in state.items() if one.true)
    buried = [pk for pk, one in state.items() if one.true and not rows[pk].in_front]
    fronts = sum(rows[pk].in_front for pk, one in state.items() if not one.true)
    assert outside >= 95
    assert buried == []
    assert fronts <= FALSE // 20, f"{fronts} false reports are still rows of the queue"
    assert made.reports >= FALSE - FALSE // 20
    assert all(row.bundle_id for row in rows.values() if not row.in_front), "who is behind is listed with a bundle"

    after = first_page(client)
    assert after[:OLDER] == before, "what was on the first page is there still, in its places"
    assert bundle_new(shelf).reports == 0


@pytest.mark.parametrize("pictured", [False, True])
def test_a_campaign_that_changes_place_and_day_keeps_its_rows_and_takes_nobodys_place(
    older: list[Report], keys: Cast, client: Client, *, pictured: bool
) -> None:
    """Who varies what stands in clear, or adds a picture, keeps a row for each copy: behind everybody else's."""
    unlock_client(client, keys.budi)
    before, look = first_page(client), Look()
    services.notice_burst(GUARD, look)
    sent = list(campaign(1000, 20, templates=5, areas=len(AREAS), hostile=True))
    pks = rows_of(sent, older[0])
    if pictured:
        with_picture([pk for pk, one in zip(pks, sent, strict=True) if not one.true])
    assert services.notice_burst(GUARD, look), "a minute later the burst is noticed"
    bundle_new(empty_shelf())
    rows = {row.pk: row for row in Report.objects.filter(pk__in=pks)}
    true = [rows[pk] for pk, one in zip(pks, sent, strict=True) if one.true]
    fronts = [rows[pk] for pk, one in zip(pks, sent, strict=True) if not one.true and rows[pk].in_front]
    assert all(row.in_front and row.bundle_id is None for row in true)
    assert len(fronts) == 1000 if pictured else 100 < len(fronts) <= 600
    assert all(row.bundle_id for row in fronts), "and each is seen as one of its bundle"

    after, second = first_page(client), first_page(client, 2)
    assert after == before, "what was on the first page is there still, in its places"
    assert set(second[: len(true)]) == {row.number for row in true}, "then every true one, before any of the copies"
    pages = [after, *(first_page(client, page) for page in range(2, 2 + (len(true) + len(fronts)) // OLDER + 1))]
    listed = [number for page in pages for number in page]
    assert sorted(listed) == sorted([*before, *(row.number for row in true + fronts)]), "and each row once"


def with_picture(reports: list[int]) -> None:
    """A picture for each; only its row, as bundling asks no more."""
    Attachment.objects.bulk_create(
        Attachment(report_id=pk, order=1, kind="jpeg", safe_kind="jpeg", size=1, added_on=DAY, safe_name=f"{pk:032x}",
                   note=b"") for pk in reports
    )  # fmt: skip


def test_the_whole_path_from_the_door_to_the_bundle(places: None, keys: Cast, client: Client) -> None:
    """Forty false and four true reports through the door itself, and the job of the minute behind it."""
    kept = {}
    for one in campaign(40, 4, templates=3, areas=len(AREAS)):
        what = draft(
            words=one.words, area_code=AREAS[one.area % len(AREAS)], happened_on=one.happened_on, known_on=one.known_on,
            happened_time=None, anonymous=True, accused_unit="",
        )  # fmt: skip
        kept[receive(what).report.pk] = one
        if len(kept) % 15 == 0:
            jobs.bundle_reports.call_local()
    jobs.bundle_reports.call_local()
    rows = Report.objects.in_bulk(list(kept))
    assert len(rows) == 44
    assert all(rows[pk].bundle_id is None and rows[pk].in_front for pk, one in kept.items() if one.true)
    behind = [pk for pk in kept if not rows[pk].in_front]
    assert len(behind) >= 28
    unlock_client(client, keys.budi)
    page = client.get(LIST).content.decode()
    assert all(rows[pk].short_number in page for pk, one in kept.items() if one.true)
    assert all(client.get(f"{LIST}{rows[pk].number}/").status_code == 200 for pk in behind)

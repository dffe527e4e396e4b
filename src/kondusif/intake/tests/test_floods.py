"""A declared flood, batches of twenty-five, and the one notice of a burst.

Acceptance 21: in a burst of spam a real report of the same minute arrives and is seen; operators get one notice.
"""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client

from kondusif.accounts.models import Notice, User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import selectors, services
from kondusif.intake.models import Burst, Flood, Lease, Report
from kondusif.intake.rules import Outcome, Status
from kondusif.intake.secrecy import likeness_of
from kondusif.intake.services import floods, leases
from kondusif.intake.services.bundling import bundle_new, empty_shelf
from kondusif.intake.services.floods import Look, thresholds
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import fields_of
from kondusif.intake.tests.test_decide import a_verifier
from kondusif.intake.told import closed, place
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
FLOOD, BATCH, LIST = "/ruang/laporan/lonjakan/", "/ruang/laporan/lonjakan/berkas/", "/ruang/laporan/"
WHY = "Kampanye surel: kalimat yang sama dari banyak pengirim."
NUMBER = re.compile(r"/ruang/laporan/(LAP-[\w-]+)/")
GUARD = system_actor("penjaga")


@pytest.fixture
def sari(cast: Cast, places: None) -> User:
    return a_verifier("sari", "kesbangpol", cast)


@pytest.fixture
def budi(sari: User, cast: Cast, client: Client) -> Client:
    return unlock_client(client, cast.budi)


def declared(cast: Cast) -> Flood:
    return services.declare_flood(actor_of(cast.intan), reason=WHY)


def refused(act: object) -> str:
    with pytest.raises(Refused) as refusal:
        act()  # type: ignore[operator]
    return refusal.value.code


# Declaring ---------------------------------------------------------------------------


def test_a_person_declares_with_a_reason_and_ends_it(cast: Cast) -> None:
    intan = actor_of(cast.intan)
    assert refused(lambda: services.declare_flood(intan, reason="banyak")) == "intake.reason_too_short"
    assert refused(lambda: services.declare_flood(GUARD, reason=WHY)) == "intake.person_decides"
    assert refused(lambda: services.end_flood(intan)) == "intake.no_flood"
    declared(cast)
    assert refused(lambda: declared(cast)) == "intake.flood_declared"
    services.end_flood(actor_of(cast.budi))
    flood = Flood.objects.get()
    assert (flood.declared_by, flood.ended_by, selectors.current_flood()) == (cast.intan, cast.budi, None)
    actions = list(Entry.objects.filter(action__startswith="intake.flood").values_list("action", flat=True))
    assert actions == ["intake.flood.declared", "intake.flood.ended"]
    assert WHY not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_the_page_declares_ends_and_keeps_the_history(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    assert "Belum pernah." in client.get(FLOOD).content.decode()
    short = client.post(FLOOD, {"act": "nyatakan", "reason": "banyak sekali"})
    assert (short.status_code, "banyak sekali" in short.content.decode()) == (422, True)
    client.post(FLOOD, {"act": "nyatakan", "reason": WHY})
    assert "Lonjakan dinyatakan sejak" in client.get(FLOOD).content.decode()
    assert BATCH not in client.get(FLOOD).content.decode()  # batches are for verifiers
    client.post(FLOOD, {"act": "akhiri"})
    assert "Tidak ada lonjakan yang dinyatakan, jadi" in client.post(FLOOD, {"act": "akhiri"}).content.decode()
    assert WHY in client.get(FLOOD).content.decode()
    assert client.get(BATCH).status_code == 403


# Batches -----------------------------------------------------------------------------


def test_there_is_no_batch_without_a_flood(budi: Client, cast: Cast) -> None:
    ReportFactory()
    assert refused(lambda: services.take_batch(actor_of(cast.budi), list(Report.objects.all()))) == "intake.no_flood"
    assert "Berkas hanya ada selama lonjakan" in budi.get(BATCH).content.decode()
    budi.post(BATCH, {"act": "ambil"})
    assert not Lease.objects.exists()


def test_a_batch_is_twenty_five_for_five_minutes_and_only_what_is_free(
    budi: Client, cast: Cast, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared(cast)
    theirs, typed = ReportFactory(), ReportFactory(channel="letter", typed_by=cast.budi)
    services.take(actor_of(sari), theirs)
    made = [ReportFactory() for _n in range(27)]
    before = now()
    budi.post(BATCH, {"act": "ambil"})
    held = Lease.objects.filter(holder=cast.budi)
    assert held.count() == floods.MOST == 25
    assert set(held.values_list("report", flat=True)) == {row.pk for row in made[:25]}
    assert not held.filter(report__in=[theirs, typed]).exists()
    assert all(before + leases.BATCH <= row.until_at <= now() + leases.BATCH for row in held)
    page = budi.get(BATCH).content.decode()
    assert "25 laporan di tangan Anda sampai pukul" in page
    assert page.count(made[0].headline) == 25
    budi.post(BATCH, {"act": "ambil"})
    assert Lease.objects.filter(holder=cast.budi).count() == 25
    late = now() + leases.BATCH + timedelta(seconds=1)
    monkeypatch.setattr(selectors.leases, "now", lambda: late)
    assert "Belum ada berkas di tangan Anda" in budi.get(BATCH).content.decode()


def test_two_clicks_take_one_batch(budi: Client, cast: Cast) -> None:
    declared(cast)
    for _n in range(30):
        ReportFactory()
    services.take_batch(actor_of(cast.budi), list(Report.objects.all()))
    again = refused(lambda: services.take_batch(actor_of(cast.budi), list(Report.objects.all())))
    assert again == "intake.batch_running"
    assert Lease.objects.count() == floods.MOST
    page = budi.post(BATCH, {"act": "ambil"}, follow=True).content.decode()
    assert "Anda masih memegang satu berkas." in page
    assert Lease.objects.count() == floods.MOST


def test_what_ran_out_in_my_own_hands_is_free_for_my_batch(budi: Client, cast: Cast) -> None:
    declared(cast)
    report = ReportFactory()
    services.take(actor_of(cast.budi), report)
    Lease.objects.update(until_at=now() - timedelta(seconds=1))
    budi.post(BATCH, {"act": "ambil"})
    assert [(lease.report, lease.batch is None) for lease in Lease.objects.all()] == [(report, False)]


def test_a_batch_takes_the_place_of_the_one_item_in_hand(cast: Cast, sari: User) -> None:
    declared(cast)
    first, rest = ReportFactory(), [ReportFactory(), ReportFactory()]
    services.take(actor_of(cast.budi), first)
    services.take_batch(actor_of(cast.budi), rest)
    assert {lease.report for lease in Lease.objects.filter(holder=cast.budi)} == set(rest)
    assert services.take(actor_of(sari), first).holder == sari


def test_one_item_takes_the_place_of_a_batch_and_who_takes_it_reads_so(budi: Client, cast: Cast, sari: User) -> None:
    declared(cast)
    rest, one = [ReportFactory(), ReportFactory()], ReportFactory()
    services.take_batch(actor_of(cast.budi), rest)
    own = budi.post(f"/ruang/laporan/{rest[0].number}/ambil/", follow=True).content.decode()
    assert "kembali ke antrean" not in own
    assert Lease.objects.filter(holder=cast.budi).count() == 2
    page = budi.post(f"/ruang/laporan/{one.number}/ambil/", follow=True).content.decode()
    assert "2 laporan dari berkas Anda kembali ke antrean" in page
    assert [lease.report for lease in Lease.objects.filter(holder=cast.budi)] == [one]
    assert services.take(actor_of(sari), rest[0]).holder == sari


def test_what_was_decided_meanwhile_goes_into_no_batch(cast: Cast, sari: User) -> None:
    declared(cast)
    mine, theirs = ReportFactory(), ReportFactory()
    loaded_before = [Report.objects.get(pk=row.pk) for row in (theirs, mine)]
    services.decide(actor_of(sari), theirs, Outcome.DISMISSED, reason=WHY)
    services.take_batch(actor_of(cast.budi), loaded_before)
    assert [lease.report for lease in Lease.objects.all()] == [mine]


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_form_that_comes_after_the_five_minutes_keeps_what_was_typed(
    budi: Client, cast: Cast, *, goes_on: bool
) -> None:
    declared(cast)
    made = [ReportFactory() for _n in range(3)]
    budi.post(BATCH, {"act": "ambil"})
    Lease.objects.update(until_at=now() - timedelta(seconds=1))
    if not goes_on:
        services.end_flood(actor_of(cast.intan))
    sent = {"act": "putus", "reports": [made[1].number], "outcome": "dismissed", "reason": WHY}
    answer = budi.post(BATCH, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "lima menitnya sudah lewat" in page
    assert WHY in page
    assert not Report.objects.filter(status=Status.DECIDED).exists()
    assert ('value="ambil"' in page) is goes_on
    page = budi.post(BATCH, fields_of(answer) | {"act": "ambil"}).content.decode()
    assert WHY in page
    assert ("3 laporan di tangan Anda sampai pukul" in page) is goes_on
    assert (f'value="{made[1].number}" id="b-{made[1].pk}" checked' in page) is goes_on


def test_the_ticked_get_one_outcome_and_the_rest_goes_back(budi: Client, cast: Cast) -> None:
    declared(cast)
    made = [ReportFactory() for _n in range(4)]
    budi.post(BATCH, {"act": "ambil"})
    sent = {"act": "putus", "reports": [row.number for row in made[:2]], "outcome": "dismissed", "reason": WHY}
    page = budi.post(BATCH, sent, follow=True).content.decode()
    assert "2 laporan diputus. Sisanya kembali ke antrean." in page
    states = dict(Report.objects.values_list("pk", "outcome"))
    assert [states[row.pk] for row in made] == ["dismissed", "dismissed", "", ""]
    assert not Lease.objects.exists()
    entries = Entry.objects.filter(action="intake.report.decided").values_list("subject", flat=True)
    assert set(entries) == {row.number for row in made[:2]}
    for row in made[:2]:
        row = Report.objects.get(pk=row.pk).open_with(row.key)
        assert (row.reason, row.decided_by) == (WHY, cast.budi)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reports": []}, "Centang sedikitnya satu laporan."),
        ({"reason": "spam"}, "Tulis sedikitnya 20 huruf."),
        ({"outcome": ""}, "Pilih putusannya."),
        ({"outcome": "case"}, "Pilih putusannya."),
        ({"reports": ["LAP-3372-2024-0000"]}, "tidak lagi di tangan Anda"),
    ],
)
def test_what_cannot_be_decided_together_loses_nothing(
    budi: Client, cast: Cast, change: dict[str, object], said: str
) -> None:
    declared(cast)
    made = [ReportFactory() for _n in range(2)]
    budi.post(BATCH, {"act": "ambil"})
    sent = {"act": "putus", "reports": [made[0].number], "outcome": "dismissed", "reason": WHY} | change
    answer = budi.post(BATCH, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert str(sent["reason"]) in answer.content.decode()
    assert Lease.objects.count() == 2
    assert not Report.objects.filter(status=Status.DECIDED).exists()


def test_a_report_that_somebody_decided_meanwhile_is_named_and_the_others_go_on(budi: Client, cast: Cast) -> None:
    declared(cast)
    made = [ReportFactory() for _n in range(2)]
    budi.post(BATCH, {"act": "ambil"})
    Report.objects.filter(pk=made[0].pk).update(typed_by=cast.budi)
    sent = {"act": "putus", "reports": [row.number for row in made], "outcome": "information", "reason": WHY}
    page = budi.post(BATCH, sent, follow=True).content.decode()
    assert f"{made[0].short_number}: Laporan ini Anda sendiri yang mengetik." in page
    assert "1 laporan diputus" in page
    assert Report.objects.get(pk=made[1].pk).outcome == Outcome.INFORMATION


def test_a_batch_is_given_back_as_a_whole(budi: Client, cast: Cast, sari: User) -> None:
    declared(cast)
    for _n in range(3):
        ReportFactory()
    budi.post(BATCH, {"act": "ambil"})
    assert refused(lambda: services.take(actor_of(sari), Report.objects.order_by("pk")[0])) == "intake.held"
    budi.post(BATCH, {"act": "lepas"})
    assert not Lease.objects.exists()


def test_a_locked_key_opens_no_batch(cast: Cast, sari: User, client: Client) -> None:
    declared(cast)
    ReportFactory()
    client.force_login(cast.budi)
    assert "/kunci/" in client.get(BATCH)["Location"]
    assert client.post(BATCH, {"act": "ambil"}).status_code == 409
    assert not Lease.objects.exists()


# Bursts ------------------------------------------------------------------------------


class Minutes:
    """A clock that a test moves; a minute passes, and the job looks."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.moment: datetime = now()
        self.look = Look()
        patch.setattr(floods, "now", lambda: self.moment)

    def pass_one(self, minutes: int = 1) -> Burst | None:
        self.moment += timedelta(minutes=minutes)
        return services.notice_burst(GUARD, self.look)


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> Minutes:
    return Minutes(monkeypatch)


def many(count: int, like: Report) -> None:
    """Rows like an opened one, each sealed for its own row under a number of its own."""
    plain = Report.objects.filter(pk=like.pk).values().get()
    del plain["id"]
    first = selectors.newest_arrival() + 1
    Report.objects.bulk_create(
        Report(
            **plain
            | {
                "ref": (ref := uuid4()), "content": closed(like.key, like.told, place(ref, "content")),
                "number": f"LAP-3372-2024-B{n:06}", "submission": f"{n:064}", "locator": f"{n:05}",
            }
        )
        for n in range(first, first + count)
    )  # fmt: skip


def of_fifty_days(spam: Report, true: Report) -> None:
    """Every copy tells of one of fifty days and was known before the true one, so that fifty of them stay rows."""
    Report.objects.filter(pk=true.pk).update(signature=likeness_of(true.words), known_on=TODAY)
    Report.objects.exclude(pk=true.pk).update(signature=likeness_of(spam.words))
    for back in range(50):
        copies = Report.objects.filter(pk__gt=spam.pk).exclude(pk=true.pk).annotate(rest=F("pk") % 50)
        copies.filter(rest=back).update(happened_on=TODAY - timedelta(days=2 + back))


def told(user: User) -> int:
    return Notice.objects.filter(user=user, code="intake.burst").count()


def test_a_thousand_in_a_minute_tell_desk_and_verifiers_once_and_a_true_one_is_seen(
    budi: Client, cast: Cast, sari: User, minutes: Minutes
) -> None:
    spam = ReportFactory()
    minutes.pass_one()
    many(500, spam)
    true = ReportFactory(words="Lurah memakai mobil dinas untuk mengantar spanduk.")
    many(500, spam)
    of_fifty_days(spam, true)
    burst = minutes.pass_one()
    assert burst is not None
    bundle_new(empty_shelf())
    for _minute in range(5):
        many(thresholds().per_minute + 1, spam)
        again = minutes.pass_one()
        assert again is not None
        assert again.pk == burst.pk
    assert [told(user) for user in (cast.budi, sari, cast.intan)] == [1, 1, 1]
    assert Notice.objects.filter(code="intake.burst").count() == 3
    assert Entry.objects.filter(action="intake.burst.noticed").count() == 1
    assert Report.objects.filter(in_front=True, bundle__isnull=False).count() >= 50, "enough to fill two pages"
    page = budi.get(LIST).content.decode().split("<article")[0]
    assert [number for number in NUMBER.findall(page) if number in {spam.number, true.number}] == [
        spam.number, true.number
    ], "what came before the burst, then the true one of that minute, on the first page"  # fmt: skip
    assert true.headline in budi.get(f"{LIST}{true.number}/").content.decode()


def test_what_the_desk_brings_in_is_no_burst(cast: Cast, minutes: Minutes) -> None:
    """A sheet of two hundred letters lands within a minute."""
    spam = ReportFactory(typed_by=cast.intan)
    minutes.pass_one()
    many(thresholds().per_minute * 5, spam)
    assert minutes.pass_one() is None
    assert not Notice.objects.filter(code="intake.burst").exists()


def test_after_the_calm_a_new_burst_has_a_notice_of_its_own(cast: Cast, sari: User, minutes: Minutes) -> None:
    spam = ReportFactory()
    minutes.pass_one()
    for _burst in range(2):
        many(thresholds().per_minute + 1, spam)
        assert minutes.pass_one()
        assert minutes.pass_one(14)
        assert minutes.pass_one(1) is None
    assert told(cast.budi) == 2
    assert Burst.objects.filter(calm_at__isnull=False).count() == 2


def test_an_ordinary_day_and_a_process_that_has_just_started_tell_nobody(
    cast: Cast, sari: User, minutes: Minutes
) -> None:
    spam = ReportFactory()
    many(thresholds().per_minute + 1, spam)
    assert minutes.pass_one() is None  # the first look
    many(thresholds().per_minute, spam)
    assert minutes.pass_one() is None
    many(3 * thresholds().per_minute, spam)
    assert minutes.pass_one(5) is None  # the job came late: five minutes' worth
    assert not Burst.objects.exists()
    assert told(cast.budi) == 0

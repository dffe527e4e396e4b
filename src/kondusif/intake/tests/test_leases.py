"""One item in one pair of hands: taken, held on to by acting, given back, and free by itself when the hour is over.

Acceptance 7: two reviewers never hold the same item; a dead lease comes back by itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import selectors, services
from kondusif.intake.models import Lease, Report
from kondusif.intake.rules import Outcome, Status, Value
from kondusif.intake.selectors import leases as read
from kondusif.intake.services import leases
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.test_decide import a_verifier
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import NotYours, Refused
from support.cast import CITY, Cast, person
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
WHY = "Sudah ditangani panitia setempat."
MINUTE = timedelta(minutes=1)


class Watch:
    """A clock that a test moves."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.moment: datetime = now()
        for module in (leases, read):
            patch.setattr(module, "now", lambda: self.moment)

    def forward(self, minutes: float) -> None:
        self.moment += minutes * MINUTE


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


@pytest.fixture
def sari(cast: Cast, places: None) -> User:
    """A second verifier beside Budi, with the key of the same unit."""
    return a_verifier("sari", "kesbangpol", cast)


@pytest.fixture
def report(sari: User) -> Report:
    return ReportFactory()


def at(report: Report, part: str = "") -> str:
    return f"/ruang/laporan/{report.number}/{part}"


# The service -------------------------------------------------------------------------


def test_two_verifiers_never_hold_the_same_item(cast: Cast, sari: User, report: Report, watch: Watch) -> None:
    services.take(actor_of(cast.budi), report)
    for act in (
        lambda: services.take(actor_of(sari), report),
        lambda: services.judge(actor_of(sari), report, value=Value.POSSIBLE, reason=""),
        lambda: services.decide(actor_of(sari), report, Outcome.DISMISSED, reason=WHY),
        lambda: services.settle(actor_of(sari), report, Outcome.CASE, reference="NET-1"),
        lambda: services.send_message(actor_of(sari), report, "Di mana?", submission="s1"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "intake.held"
        assert refusal.value.facts["name"] == "Budi"
    report.refresh_from_db()
    assert (report.status, report.outcome, report.value) == (Status.NEW, "", Value.UNKNOWN)


def test_a_dead_lease_comes_back_by_itself(cast: Cast, sari: User, report: Report, watch: Watch) -> None:
    services.take(actor_of(cast.budi), report)
    watch.forward(29.9)
    with pytest.raises(Refused):
        services.take(actor_of(sari), report)
    watch.forward(0.1)
    assert selectors.lease_of(report) is None
    assert services.take(actor_of(sari), report).holder_id == sari.pk


def test_acting_makes_the_lease_longer(cast: Cast, report: Report, watch: Watch) -> None:
    services.take(actor_of(cast.budi), report)
    watch.forward(20)
    services.judge(actor_of(cast.budi), report, value=Value.POSSIBLE, reason="Dua sumber.")
    lease = selectors.lease_of(report)
    assert lease is not None
    assert lease.until_at == watch.moment + leases.ONE


def test_acting_takes_a_free_item_and_deciding_gives_it_back(cast: Cast, report: Report) -> None:
    services.judge(actor_of(cast.budi), report, value=Value.POSSIBLE, reason="Dua sumber.")
    assert Lease.objects.get().holder == cast.budi
    services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    assert not Lease.objects.exists()


def test_nobody_takes_in_hand_what_is_decided_by_writing_to_its_reporter(
    cast: Cast, sari: User, report: Report
) -> None:
    loaded_before = Report.objects.get(pk=report.pk).open_with(report.key)
    services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    for one, mark in ((report, "a"), (loaded_before, "b")):
        services.send_message(actor_of(sari), one, "Terima kasih atas laporannya.", submission=mark)
    services.judge(actor_of(sari), report, value=Value.POSSIBLE, reason="Dua sumber.")
    assert not Lease.objects.exists()


def test_the_first_day_in_hand_is_kept_and_the_taking_is_not_an_entry_of_the_trail(
    cast: Cast, sari: User, report: Report
) -> None:
    entries = Entry.objects.count()
    services.take(actor_of(cast.budi), report)
    services.give_back(actor_of(cast.budi), report)
    services.take(actor_of(sari), report)
    report.refresh_from_db()
    assert report.taken_on is not None
    assert Entry.objects.count() == entries


def test_nobody_gives_back_what_another_holds(cast: Cast, sari: User, report: Report) -> None:
    services.take(actor_of(cast.budi), report)
    services.give_back(actor_of(sari), report)
    assert Lease.objects.get().holder == cast.budi


def test_who_typed_it_in_never_takes_it(cast: Cast, sari: User) -> None:
    """Acceptance 19."""
    report = ReportFactory(channel="letter", typed_by=sari)
    with pytest.raises(Refused) as refusal:
        services.take(actor_of(sari), report)
    assert refusal.value.code == "intake.typed_by_you"
    assert services.take(actor_of(cast.budi), report).holder == cast.budi


def test_a_verifier_of_the_accuseds_line_never_takes_it(cast: Cast, places: None) -> None:
    """Acceptance 19."""
    boss = a_verifier("tono", "setda", cast)
    report = ReportFactory(accused_unit=person("x", "X", "field", "kel-semanggi").unit)
    with pytest.raises(NotYours):
        services.take(actor_of(boss), report)


def test_neither_a_machine_nor_anybody_takes_what_is_decided(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused) as refusal:
        services.take(system_actor("mesin"), report)
    assert refusal.value.code == "intake.person_decides"
    services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason=WHY)
    with pytest.raises(Refused) as refusal:
        services.take(actor_of(cast.budi), report)
    assert refusal.value.code == "intake.decided_already"


def test_taking_another_gives_the_first_back_and_a_refusal_does_not(
    cast: Cast, sari: User, report: Report, watch: Watch
) -> None:
    mine, theirs = ReportFactory(), ReportFactory()
    services.take(actor_of(cast.budi), report)
    services.take(actor_of(sari), theirs)
    with pytest.raises(Refused):
        services.take(actor_of(cast.budi), theirs)
    assert [lease.report for lease in selectors.in_hands_of(cast.budi)] == [report]
    services.take(actor_of(cast.budi), mine)
    assert [lease.report for lease in selectors.in_hands_of(cast.budi)] == [mine]
    assert services.take(actor_of(sari), report).holder == sari


def test_the_database_itself_keeps_one_person_from_two_items(cast: Cast, report: Report) -> None:
    services.take(actor_of(cast.budi), report)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lease.objects.create(report=ReportFactory(), holder=cast.budi, until_at=now() + leases.ONE)


def test_what_is_written_in_passing_takes_nothing_in_hand(cast: Cast, sari: User, report: Report) -> None:
    other, theirs = ReportFactory(), ReportFactory()
    services.take(actor_of(cast.budi), report)
    services.take(actor_of(sari), theirs)
    services.send_message(actor_of(cast.budi), other, "Ingat jam kantor.", submission="p1", in_passing=True)
    with pytest.raises(Refused) as refusal:
        services.send_message(actor_of(cast.budi), theirs, "Ingat jam kantor.", submission="p2", in_passing=True)
    assert refusal.value.code == "intake.held"
    assert [lease.report for lease in selectors.in_hands_of(cast.budi)] == [report]


# Any history -------------------------------------------------------------------------


STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "act", "give_back", "die", "pass"]), st.integers(0, 2), st.integers(1, 25)),
    min_size=3, max_size=25,
)  # fmt: skip


@pytest.fixture
def three(cast: Cast, sari: User) -> list[User]:
    return [cast.budi, sari, a_verifier("wati", "kesbangpol", cast)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_under_random_deaths_there_is_never_a_second_holder_and_the_item_is_free_after_the_hour(
    three: list[User], report: Report, watch: Watch, steps: list[tuple[str, int, int]]
) -> None:
    """Against a plain model of it: who holds, until when. A verifier who dies does nothing any more."""
    with transaction.atomic():
        holder, until, dead = None, watch.moment, set[int]()
        for step, who, minutes in steps:
            if holder is not None and watch.moment >= until:
                holder = None
            if step == "pass":
                watch.forward(minutes)
            elif step == "die":
                dead.add(who)
            elif who in dead:
                continue
            elif step == "give_back":
                services.give_back(actor_of(three[who]), report)
                holder = None if holder == who else holder
            elif _tried(services.take if step == "take" else _act, three[who], report):
                assert holder in {None, who}, f"{who} took what {holder} holds"
                holder, until = who, watch.moment + leases.ONE
            else:
                assert holder not in {None, who}, f"{who} was refused although {holder} holds it"
            assert Lease.objects.filter(report=report).count() <= 1
            found = selectors.lease_of(report)
            alive = holder is not None and watch.moment < until
            assert (found.holder_id if found else None) == (three[holder].pk if alive and holder is not None else None)
        watch.forward(30)
        assert selectors.lease_of(report) is None
        services.take(actor_of(three[steps[0][1]]), report)
        transaction.set_rollback(True)


MOVES = st.lists(
    st.tuples(st.sampled_from(["take", "act", "give_back", "pass"]), st.integers(0, 2), st.integers(0, 1)),
    min_size=3, max_size=25,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=MOVES)
def test_of_several_items_a_person_holds_the_last_and_an_item_has_one_holder(
    three: list[User], report: Report, watch: Watch, moves: list[tuple[str, int, int]]
) -> None:
    """Against a plain model of it: which item each holds, until when."""
    with transaction.atomic():
        both, hands = [report, ReportFactory()], dict[int, tuple[int, datetime]]()
        for move, who, which in moves:
            hands = {one: held for one, held in hands.items() if watch.moment < held[1]}
            others = {held[0] for one, held in hands.items() if one != who}
            if move == "pass":
                watch.forward(12)
            elif move == "give_back":
                services.give_back(actor_of(three[who]), both[which])
                if hands.get(who, (None,))[0] == which:
                    del hands[who]
            elif _tried(services.take if move == "take" else _act, three[who], both[which]):
                assert which not in others
                hands[who] = (which, watch.moment + leases.ONE)
            else:
                assert which in others
            alive = {(one, held[0]) for one, held in hands.items() if watch.moment < held[1]}
            rows = [(user, row) for user in range(3) for row in selectors.in_hands_of(three[user])]
            assert sorted((user, both.index(row.report)) for user, row in rows) == sorted(alive)
        transaction.set_rollback(True)


def _act(actor: object, report: Report) -> None:
    fresh = Report.objects.get(pk=report.pk).open_with(report.key)
    services.judge(actor, fresh, value=Value.POSSIBLE, reason="")  # type: ignore[arg-type]


def _tried(act: Callable[..., object], user: User, report: Report) -> bool:
    try:
        act(actor_of(user), report)
    except Refused as refusal:
        if refusal.code != "intake.held":
            raise
        return False
    return True


# The pages ---------------------------------------------------------------------------


@pytest.fixture
def budi(cast: Cast, places: None, client: Client) -> Client:
    return unlock_client(client, cast.budi)


def test_an_item_is_taken_and_given_back_on_its_page(budi: Client, cast: Cast, report: Report) -> None:
    assert 'data-pintas="a"' in budi.get(at(report)).content.decode()
    page = budi.post(at(report, "ambil/") + "?jenis=neutrality", follow=True)
    assert page.redirect_chain[-1][0].endswith("?jenis=neutrality")
    assert "Di tangan Anda sampai pukul" in page.content.decode()
    assert "Di tangan Anda: 1" in page.content.decode()
    budi.post(at(report, "lepas/"))
    assert not Lease.objects.exists()


def test_who_takes_another_item_reads_that_the_first_went_back(budi: Client, report: Report) -> None:
    other = ReportFactory()
    budi.post(at(report, "ambil/"))
    page = budi.post(at(other, "ambil/"), follow=True).content.decode()
    assert f"{report.short_number} kembali ke antrean: satu laporan sekali pegang." in page
    assert "Di tangan Anda: 1" in page
    assert "kembali ke antrean" not in budi.post(at(other, "ambil/"), follow=True).content.decode()


def test_an_item_in_other_hands_is_read_without_a_form(budi: Client, cast: Cast, sari: User, report: Report) -> None:
    services.take(actor_of(sari), report)
    page = budi.get(at(report)).content.decode()
    assert report.words in page
    assert "Sedang diperiksa Sari sampai pukul" in page
    for form in ("nilai/", "pesan/", "putusan/", "ambil/", "lepas/", "kustodian/"):
        assert at(report, form) not in page


def test_what_was_written_to_an_item_in_other_hands_is_not_lost(
    budi: Client, cast: Cast, sari: User, report: Report
) -> None:
    services.take(actor_of(sari), report)
    sent = {
        "pesan/": {"words": "Pada pukul berapa Anda melihatnya?"},
        "nilai/": {"value": "possible", "value_reason": "Dua sumber menyebutnya.", "version": report.version},
        "putusan/": {"putusan": "dismissed", "reason": WHY, "version": report.version},
    }
    for part, fields in sent.items():
        answer = budi.post(at(report, part), fields)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Sedang diperiksa Sari sampai pukul" in page
        assert str(fields.get("words") or fields.get("value_reason") or fields["reason"]) in page
    report.refresh_from_db()
    assert report.version == 1


def test_taking_what_another_holds_says_who_has_it(budi: Client, sari: User, report: Report) -> None:
    services.take(actor_of(sari), report)
    page = budi.post(at(report, "ambil/"), follow=True).content.decode()
    assert "Sedang diperiksa Sari sampai pukul" in page
    assert Lease.objects.get().holder == sari


def test_the_row_says_who_holds_it(budi: Client, sari: User, report: Report) -> None:
    services.take(actor_of(sari), report)
    page = budi.get("/ruang/laporan/").content.decode()
    assert "Sari, sampai" in page


@pytest.mark.parametrize("part", ["ambil/", "lepas/"])
def test_only_verifiers_take_and_only_what_they_may_see(client: Client, cast: Cast, report: Report, part: str) -> None:
    client.force_login(cast.intan)
    assert client.post(at(report, part)).status_code == 403
    client.force_login(person("nina", "Nina", "verifier", None, CITY))
    assert client.post(at(report, part)).status_code == 404
    assert client.get(at(report, part)).status_code in {404, 405}

"""What the machine bundles, what it never puts behind, and who comes to the front."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.intake import services
from kondusif.intake.alike import Facts, Keeps, Matter, Why, what_keeps
from kondusif.intake.evidence import examine_all
from kondusif.intake.models import Bundle, Lease, Report
from kondusif.intake.rules import Kind, Outcome, Status
from kondusif.intake.secrecy import likeness_of
from kondusif.intake.selectors.bundles import Standing, compared_now
from kondusif.intake.services import bundling
from kondusif.intake.services.bundling import Made, bring_forward, bundle_new, empty_shelf
from kondusif.intake.services.leases import hold
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import picture, private_of
from kondusif.kernel.actor import PUBLIC_ACTOR
from support.cast import Cast
from support.keys import ring

pytestmark = pytest.mark.django_db
FALSE = (
    "Lurah membagikan beras bergambar pasangan calon kepada warga di balai kelurahan pada hari Sabtu sore, "
    "dan meminta semua yang hadir memilih nomor dua karena bantuan tahun depan hanya untuk pendukungnya."
)
NEARLY = FALSE.replace("Sabtu sore", "Sabtu malam")
OTHER = "Staf kecamatan merobek spanduk milik warga di depan pasar dan mengancam penjual sayur agar diam saja."
WHY = "Tidak benar menurut tiga saksi di tempat."


def told(words: str, **more: Any) -> Report:
    return ReportFactory(words=words, signature=likeness_of(words), **more)


def again(*reports: Report) -> list[Report]:
    return [Report.objects.get(pk=one.pk) for one in reports]


@pytest.fixture
def city_with_keys(places: None) -> None:
    """Places and keys, without a report."""


# What is bundled -----------------------------------------------------------------------


def test_the_same_tale_of_the_same_place_stands_behind_the_first(city_with_keys: None) -> None:
    first, second, third = told(FALSE), told(NEARLY), told(FALSE.upper())
    stranger = told(OTHER)
    assert bundle_new(empty_shelf()) == Made(reports=2, bundles=1)
    first, second, third, stranger = again(first, second, third, stranger)
    assert Bundle.objects.get().head == first
    assert [one.bundle_id for one in (first, second, third)] == [first.bundle_id] * 3
    assert [one.in_front for one in (first, second, third, stranger)] == [True, False, False, True]
    assert third.likeness == 100
    assert 50 <= (second.likeness or 0) < 100
    assert stranger.bundle_id is None
    assert Report.objects.count() == 4


def test_a_second_run_and_a_cold_shelf_find_nothing_to_do(city_with_keys: None) -> None:
    shelf = empty_shelf()
    for words in (FALSE, NEARLY, OTHER):
        told(words)
    bundle_new(shelf)
    assert bundle_new(shelf) == Made()
    assert bundle_new(empty_shelf()) == Made()
    later = told(FALSE)
    assert bundle_new(shelf) == Made(reports=1)
    assert not again(later)[0].in_front


def test_the_trail_says_how_many_and_no_hour(city_with_keys: None) -> None:
    told(FALSE)
    told(NEARLY)
    bundle_new(empty_shelf())
    entry = Entry.objects.get(action="intake.bundles.made")
    assert entry.facts == {"reports": 1, "bundles": 1}
    assert (entry.actor, entry.subject) == ("sistem:kemiripan", "kota:33.72")
    assert entry.at.astimezone().minute == 0


def test_an_account_of_no_words_is_like_no_other(city_with_keys: None) -> None:
    told("...")
    told("...")
    assert bundle_new(empty_shelf()) == Made()


def test_what_is_decided_or_older_than_the_days_is_no_front(city_with_keys: None) -> None:
    told(FALSE, received_on=date(2024, 7, 1))
    assert bundle_new(empty_shelf()) == Made()
    late = told(FALSE)
    bundle_new(empty_shelf())
    assert again(late)[0].bundle_id is None


def test_the_shelf_of_a_run_forgets_what_was_decided(city_with_keys: None, cast: Cast) -> None:
    shelf = empty_shelf()
    first = told(FALSE)
    bundle_new(shelf)
    services.decide(actor_of(cast.budi), first, Outcome.DISMISSED, reason=WHY)
    second = told(NEARLY)
    assert bundle_new(shelf) == Made()
    assert again(second)[0].in_front


def test_what_was_decided_and_opened_again_is_compared_with_nothing_and_read_by_no_run(city_with_keys: None) -> None:
    again_open, plain = ReportFactory(words=FALSE), told(FALSE)
    assert list(compared_now()) == [plain.pk]
    assert bundle_new(empty_shelf()) == Made()
    assert again(again_open)[0].in_front


def test_what_lost_its_front_in_that_moment_is_new_again_in_the_next_run(
    city_with_keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, first = empty_shelf(), told(FALSE)
    bundle_new(shelf)
    second, third = told(NEARLY), told(FALSE)

    def meanwhile() -> dict[int, Standing]:
        fronts = compared_now()
        Report.objects.filter(pk=first.pk).update(apart=True)
        return fronts

    with monkeypatch.context() as patch:
        patch.setattr(bundling, "compared_now", meanwhile)
        assert bundle_new(shelf) == Made()
    assert not Bundle.objects.exists(), "no bundle of one is left behind"
    assert bundle_new(shelf) == Made(reports=1, bundles=1)
    second, third = again(second, third)
    assert second.bundle_id == third.bundle_id is not None


def test_a_front_that_a_person_bundled_in_that_moment_keeps_its_bundle(
    city_with_keys: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, first, stranger = empty_shelf(), told(FALSE), told(OTHER)
    bundle_new(shelf)
    second = told(NEARLY)

    def meanwhile() -> dict[int, Standing]:
        fronts = compared_now()
        services.join(actor_of(cast.budi), stranger, first, why=Why.SAME_EVENT)
        return fronts

    monkeypatch.setattr(bundling, "compared_now", meanwhile)
    assert bundle_new(shelf) == Made(reports=1)
    first, second, stranger = again(first, second, stranger)
    assert first.bundle_id == second.bundle_id == stranger.bundle_id is not None


def test_a_run_that_died_is_made_good_by_the_next_one(city_with_keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, _first, second = empty_shelf(), told(FALSE), told(NEARLY)

    def die(*_args: object, **_more: object) -> None:
        raise OSError("died")

    with monkeypatch.context() as patch:
        patch.setattr(bundling, "record", die)
        with pytest.raises(OSError, match="died"):
            bundle_new(shelf)
    assert again(second)[0].bundle_id is None
    assert bundle_new(shelf) == Made(reports=1, bundles=1)


# What is never put behind ----------------------------------------------------------------

HERE = Matter("neutrality", "33.72.03.1004", 7, False, date(2024, 11, 9))
FRONT = Facts(1, HERE, date(2024, 11, 10))


@pytest.mark.parametrize(
    ("one", "keeps"),
    [
        (Facts(2, HERE, date(2024, 11, 10)), []),
        (Facts(2, HERE, None), []),
        (Facts(2, HERE, date(2024, 11, 11), files=True), [Keeps.EVIDENCE]),
        (Facts(2, HERE, date(2024, 11, 11), wrote=True), [Keeps.WROTE]),
        (Facts(2, HERE, date(2024, 11, 11), typed=True), [Keeps.TYPED]),
        (Facts(2, HERE, date(2024, 11, 11), at_work=True), [Keeps.AT_WORK]),
        (Facts(2, HERE, date(2024, 11, 11), apart=True), [Keeps.APART]),
        (Facts(2, HERE, date(2024, 11, 9)), [Keeps.CLOCK]),
        (Facts(2, Matter("neutrality", "33.72.03.1002", 7, False, date(2024, 11, 9)), None), [Keeps.PLACE]),
        (Facts(2, Matter("neutrality", "33.72.03.1004", 8, False, date(2024, 11, 9)), None), [Keeps.UNIT]),
        (Facts(2, Matter("neutrality", "33.72.03.1004", None, False, date(2024, 11, 9)), None), [Keeps.UNIT]),
        (Facts(2, Matter("neutrality", "33.72.03.1004", 7, True, date(2024, 11, 9)), None), [Keeps.UNIT]),
        (Facts(2, Matter("neutrality", "33.72.03.1004", 7, False, date(2024, 11, 8)), None), [Keeps.DAY]),
        (Facts(2, Matter("neutrality", "33.72.03.1004", 7, False, None), None), [Keeps.DAY]),
        (Facts(2, Matter("peace", "33.72.03.1004", 7, False, date(2024, 11, 9)), None), [Keeps.KIND]),
    ],
)
def test_what_keeps_a_report_in_the_queue(one: Facts, keeps: list[Keeps]) -> None:
    assert what_keeps(one, FRONT) == keeps


MATTERS = st.builds(
    Matter, st.sampled_from(["neutrality", "peace"]), st.sampled_from(["33.72.03.1004", "33.72.03.1002"]),
    st.sampled_from([None, 1, 2]), st.booleans(), st.sampled_from([None, date(2024, 11, 8), date(2024, 11, 9)]),
)  # fmt: skip
FACTS = st.builds(
    Facts, st.integers(1, 9), MATTERS, st.sampled_from([None, date(2024, 11, 9), date(2024, 11, 10)]), st.booleans(),
    st.booleans(), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip


@given(one=FACTS, front=FACTS)
@example(one=Facts(2, HERE, date(2024, 11, 11)), front=FRONT)  # goes behind
@example(one=Facts(2, HERE, date(2024, 11, 9)), front=FRONT)
def test_nothing_stands_behind_another_matter_or_a_later_clock(one: Facts, front: Facts) -> None:
    earlier = (one.known_on or date.max) < (front.known_on or date.max)
    busy = one.files or one.wrote or one.typed or one.at_work or one.apart
    assert bool(what_keeps(one, front)) is (one.matter != front.matter or earlier or busy)


@pytest.mark.parametrize(
    "other",
    [
        {"area_code": "33.72.04.1010"}, {"happened_on": date(2024, 11, 8)}, {"known_on": date(2024, 11, 9)},
        {"kind": Kind.PEACE}, {"accused_is_head": True}, {"status": Status.REVIEW},
    ],
)  # fmt: skip
def test_a_campaign_cannot_bury_what_differs_in_clear(city_with_keys: None, other: dict[str, Any]) -> None:
    """The same words to the letter; the report is bundled and seen as alike, and it stays a row of the queue."""
    told(FALSE)
    true = told(FALSE, **other)
    bundle_new(empty_shelf())
    (true,) = again(true)
    assert true.in_front
    assert true.bundle_id is not None
    assert true.likeness == 100


def test_a_campaign_cannot_bury_another_unit(city_with_keys: None) -> None:
    told(FALSE)
    true = told(FALSE, accused_unit=Unit.objects.get(key="kel-semanggi"))
    bundle_new(empty_shelf())
    assert again(true)[0].in_front


def test_a_report_with_evidence_is_never_put_behind_and_comes_out_when_evidence_comes(
    received: Callable[..., Report],
) -> None:
    received(words=FALSE)
    plain, later = received(words=NEARLY), received(words=FALSE)
    shelf = empty_shelf()
    bundle_new(shelf)
    assert [one.in_front for one in again(plain, later)] == [False, False]
    files = examine_all([("bukti.jpg", picture())])
    services.add_evidence(PUBLIC_ACTOR, later, private_of(later), files)
    bundle_new(shelf)
    assert [one.in_front for one in again(plain, later)] == [False, True]


def test_a_reporter_who_writes_is_not_behind_any_more(received: Callable[..., Report]) -> None:
    received(words=FALSE)
    behind = received(words=NEARLY)
    shelf = empty_shelf()
    bundle_new(shelf)
    services.send_message(PUBLIC_ACTOR, behind, "Apakah laporan saya dibaca?", submission=secrets.token_hex(16))
    bundle_new(shelf)
    assert again(behind)[0].in_front


def test_what_somebody_has_in_hand_does_not_vanish_from_the_queue(city_with_keys: None, cast: Cast) -> None:
    told(FALSE)
    in_hand = told(NEARLY)
    hold(actor_of(cast.budi), in_hand)
    assert Lease.objects.count() == 1
    bundle_new(empty_shelf())
    (in_hand,) = again(in_hand)
    assert in_hand.in_front
    assert in_hand.bundle_id is not None


def test_wording_is_measured_against_what_stands_in_front_so_that_no_chain_carries_a_report_away(
    city_with_keys: None,
) -> None:
    words = FALSE.split()
    steps = [
        " ".join(["lain"] * cut + [f"kata{at}" for at in range(cut)] + words[cut:]) for cut in (0, 3, 6, 9, 12, 20)
    ]
    rows = [told(text) for text in steps]
    bundle_new(empty_shelf())
    behind = [one for one in again(*rows) if not one.in_front]
    assert 0 < len(behind) < len(rows) - 1, "the near ones go behind, the end of the chain does not"
    assert all((one.likeness or 0) >= 50 for one in behind)


# Who comes to the front --------------------------------------------------------------------


def test_deciding_the_front_brings_the_next_one_forward(city_with_keys: None, cast: Cast) -> None:
    first, second, third = told(FALSE), told(NEARLY, known_on=date(2024, 11, 12)), told(FALSE)
    shelf = empty_shelf()
    bundle_new(shelf)
    services.decide(actor_of(cast.budi), first, Outcome.DISMISSED, reason=WHY)
    first, second, third = again(first, second, third)
    assert first.in_front
    assert third.in_front, "the earlier clock goes first"
    assert not second.in_front
    assert Bundle.objects.get().head == third
    fourth = told(NEARLY)
    bundle_new(shelf)
    assert not again(fourth)[0].in_front


def test_each_matter_of_a_bundle_keeps_one_in_front(city_with_keys: None, cast: Cast) -> None:
    here, there = told(FALSE), told(FALSE, area_code="33.72.04.1010")
    behind_there = told(NEARLY, area_code="33.72.04.1010")
    bundle_new(empty_shelf())
    assert [one.in_front for one in again(here, there, behind_there)] == [True, True, False]
    services.decide(actor_of(cast.budi), there, Outcome.DISMISSED, reason=WHY)
    assert again(behind_there)[0].in_front


def test_an_earlier_clock_is_not_left_behind_a_later_one(city_with_keys: None, cast: Cast) -> None:
    """Another front of the same matter remains, with a later day of knowing: it may not stand for an earlier one."""
    first, at_work = told(FALSE), told(NEARLY, known_on=date(2024, 11, 13), status=Status.REVIEW)
    earlier, later = told(FALSE, known_on=date(2024, 11, 12)), told(FALSE, known_on=date(2024, 11, 13))
    bundle_new(empty_shelf())
    assert [one.in_front for one in again(first, at_work, earlier, later)] == [True, True, False, False]
    services.decide(actor_of(cast.budi), first, Outcome.DISMISSED, reason=WHY)
    assert [one.in_front for one in again(at_work, earlier, later)] == [True, True, False]


def test_the_last_of_its_matter_hands_the_lead_to_another_one(city_with_keys: None, cast: Cast) -> None:
    here, there = told(FALSE), told(FALSE, area_code="33.72.04.1010")
    bundle_new(empty_shelf())
    assert Bundle.objects.get().head == here
    services.decide(actor_of(cast.budi), here, Outcome.DISMISSED, reason=WHY)
    assert Bundle.objects.get().head == there


def test_what_lost_its_front_on_another_way_is_brought_forward_by_the_next_run(city_with_keys: None) -> None:
    first, second = told(FALSE), told(NEARLY)
    bundle_new(empty_shelf())
    Report.objects.filter(pk=first.pk).update(area_code="33.72.04.1010")  # as a correction of the place does
    assert bring_forward() == 1
    assert again(second)[0].in_front


def test_the_queue_reaches_every_report_by_deciding_alone(city_with_keys: None, cast: Cast) -> None:
    """Nothing is lost in a bundle: whoever decides one row after the other meets every report."""
    rows = {told(FALSE if number % 2 else NEARLY).pk for number in range(7)} | {told(OTHER).pk}
    bundle_new(empty_shelf())
    met = set()
    while found := Report.objects.filter(in_front=True).exclude(status=Status.DECIDED).order_by("pk").first():
        met.add(found.pk)
        opened = found.open_with(ring(cast.budi).open(found.content_key_id) or b"")
        services.decide(actor_of(cast.budi), opened, Outcome.DISMISSED, reason=WHY)
    assert met == rows

"""What verifiers do with reports that tell the same: see why, compare, join, split, decide several with one reason."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.intake import services
from kondusif.intake.alike import Why
from kondusif.intake.models import Bundle, Lease, Report
from kondusif.intake.rules import Outcome, Status
from kondusif.intake.secrecy import likeness_of
from kondusif.intake.selectors.bundles import Standing, fellows_of, standing_of
from kondusif.intake.services import bundling
from kondusif.intake.services.bundles import end_together, settle_like
from kondusif.intake.services.bundling import Made, bundle_new, empty_shelf
from kondusif.intake.services.leases import hold
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.test_bundling import FALSE, NEARLY, OTHER
from kondusif.kernel.errors import Refused
from support.cast import Cast, person
from support.keys import join_unit, unlock_client

pytestmark = pytest.mark.django_db
WHY = "Tidak benar menurut tiga saksi di tempat."


def told(words: str, **more: Any) -> Report:
    return ReportFactory(words=words, signature=likeness_of(words), **more)


def at(report: Report, part: str = "") -> str:
    return f"/ruang/laporan/{report.number}/{part}"


def now(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


@pytest.fixture
def budi(places: None, keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


@pytest.fixture
def three(budi: Client) -> list[Report]:
    """A front with two behind it, and a stranger of the same kelurahan."""
    rows = [told(FALSE), told(NEARLY), told(FALSE)]
    told(OTHER)
    bundle_new(empty_shelf())
    return [now(row).open_with(row.key) for row in rows]


def colleague(cast: Cast) -> Any:
    sari = person("sari", "Sari Wulandari", Role.VERIFIER, "kesbangpol")
    join_unit(cast.budi, sari)
    return sari


# What the page says --------------------------------------------------------------------


def test_the_report_says_how_many_are_alike_and_why(budi: Client, three: list[Report]) -> None:
    page = budi.get(at(three[0])).content.decode()
    assert "Serupa dengan 2 laporan" in page
    assert "100 persen kata sama" in page
    assert "tempat sama" in page
    assert "hari sama" in page
    assert "menunggu di belakang yang lain" in page
    assert "Laporan lain yang terbuka di Gajahan" in page
    assert OTHER[:40] in page


def test_a_report_that_stays_in_the_queue_says_what_keeps_it(budi: Client) -> None:
    first, elsewhere = told(FALSE), told(FALSE, area_code="33.72.04.1010", known_on=None)
    bundle_new(empty_shelf())
    assert "tetap di antrean: tempat lain" in budi.get(at(first)).content.decode()
    assert now(elsewhere).in_front


def test_two_accounts_stand_side_by_side_with_what_differs_marked(budi: Client, three: list[Report]) -> None:
    page = budi.get(at(three[0], f"ikatan/?dengan={three[1].number}")).content.decode()
    assert "<mark>sore,</mark>" in page
    assert "<mark>malam,</mark>" in page
    assert "3 laporan seikat, 0 sudah diputus" in page


def test_without_the_key_the_bundle_shows_no_word(three: list[Report], keys: Cast) -> None:
    locked = Client()
    locked.force_login(keys.budi)
    answer = locked.get(at(three[0], f"ikatan/?dengan={three[1].number}"))
    assert answer.status_code == 302
    assert FALSE[:30] not in locked.get(at(three[0])).content.decode()


def test_what_a_verifier_may_not_read_is_not_even_counted(keys: Cast, places: None) -> None:
    """A bundle never tells the accused's superior that somebody reported the office."""
    camat = person("tono", "Tono", Role.VERIFIER, "kec-pasar-kliwon")
    mine = told(FALSE)
    hidden = told(FALSE, accused_unit=Unit.objects.get(key="kel-semanggi"))
    bundle_new(empty_shelf())
    assert now(hidden).bundle_id == now(mine).bundle_id
    assert list(fellows_of(keys.budi, now(mine))) == [now(hidden)]
    assert not fellows_of(camat, now(mine)).exists()


# Join and split -------------------------------------------------------------------------


def test_a_person_joins_two_reports_and_both_stay(budi: Client, keys: Cast) -> None:
    one, other = told(FALSE), told(OTHER)
    answer = budi.post(at(one, "ikatan/gabung/"), {"gabung-number": other.number.lower(), "gabung-why": Why.SAME_EVENT})
    assert answer.status_code == 302
    one, other = now(one), now(other)
    assert one.bundle_id == other.bundle_id
    assert (other.in_front, one.in_front) == (True, False)
    assert one.joined_by == keys.budi
    entry = Entry.objects.get(action="intake.bundle.joined")
    assert entry.facts == {"with": other.number, "why": "same_event"}
    assert [lease.report_id for lease in Lease.objects.all()] == [one.pk]
    assert bundle_new(empty_shelf()) == Made()


@pytest.mark.parametrize("other", [{"area_code": "33.72.04.1010"}, {"known_on": None}])
def test_not_even_a_person_puts_another_place_or_an_earlier_clock_behind(budi: Client, other: dict[str, Any]) -> None:
    front, one = told(OTHER, **other), told(FALSE)
    budi.post(at(one, "ikatan/gabung/"), {"gabung-number": front.number, "gabung-why": Why.SAME_EVENT})
    assert now(one).bundle_id == now(front).bundle_id
    assert now(one).in_front


@pytest.mark.parametrize(
    ("number", "why", "said"),
    [
        ("", "same_event", "Isi nomor laporan lain."),
        ("LAP-3372-2024-0000", "same_event", "Tidak ada laporan dengan nomor ini"),
        ("itself", "same_event", "Isi nomor laporan lain."),
        ("other", "", "Pilih alasan menggabungkan."),
        ("other", "other_place", "tidak ada di antara pilihan"),
    ],
)
def test_a_wrong_joining_is_one_sentence_and_keeps_what_was_typed(
    budi: Client, number: str, why: str, said: str
) -> None:
    one, other = told(FALSE), told(OTHER)
    sent = {"itself": one.number, "other": other.number}.get(number, number)
    answer = budi.post(at(one, "ikatan/gabung/"), {"gabung-number": sent, "gabung-why": why})
    assert answer.status_code in {409, 422}
    assert sent in answer.content.decode()
    if said != "tidak ada di antara pilihan":
        assert said in answer.content.decode()
    assert now(one).bundle_id is None


def test_joining_what_another_holds_is_refused_with_name_and_hour(budi: Client, keys: Cast) -> None:
    one, other = told(FALSE), told(OTHER)
    hold(actor_of(colleague(keys)), other)
    answer = budi.post(at(one, "ikatan/gabung/"), {"gabung-number": other.number, "gabung-why": Why.SAME_TEXT})
    assert answer.status_code == 409
    assert "Sari Wulandari" in answer.content.decode()
    assert now(one).bundle_id is None


def test_joining_twice_is_refused(budi: Client, three: list[Report]) -> None:
    first, second, _third = three
    answer = budi.post(at(second, "ikatan/gabung/"), {"gabung-number": first.number, "gabung-why": Why.SAME_TEXT})
    assert answer.status_code == 409
    assert f"sudah seikat dengan {first.number}" in answer.content.decode()


def test_a_split_report_stands_alone_and_the_machine_leaves_it_alone(budi: Client, three: list[Report]) -> None:
    first, second, third = three
    assert budi.post(at(second, "ikatan/pisah/"), {"pisah-why": Why.OTHER_PERSON}).status_code == 302
    second = now(second)
    assert (second.bundle_id, second.in_front, second.apart) == (None, True, True)
    assert Entry.objects.get(action="intake.bundle.split").facts == {"why": "other_person"}
    assert bundle_new(empty_shelf()) == Made()
    budi.post(at(third, "ikatan/pisah/"), {"pisah-why": Why.OTHER_TIME})
    assert not Bundle.objects.exists(), "one alone is no bundle"
    assert now(first).bundle_id is None


def test_a_split_can_be_undone_by_joining(budi: Client, three: list[Report]) -> None:
    first, second, _third = three
    budi.post(at(second, "ikatan/pisah/"), {"pisah-why": Why.OTHER_ACT})
    budi.post(at(second, "ikatan/gabung/"), {"gabung-number": first.number, "gabung-why": Why.SAME_TEXT})
    second = now(second)
    assert second.bundle_id == now(first).bundle_id
    assert (second.apart, second.in_front) == (False, False)


def test_splitting_the_head_gives_the_bundle_another_one(budi: Client, three: list[Report]) -> None:
    first, second, third = three
    budi.post(at(first, "ikatan/pisah/"), {"pisah-why": Why.OTHER_PLACE})
    assert Bundle.objects.get().head == second
    assert [now(one).in_front for one in (first, second, third)] == [True, True, False]


def test_another_one_is_put_in_front(budi: Client, three: list[Report]) -> None:
    first, second, _third = three
    assert budi.post(at(second, "ikatan/"), {"aksi": "depan"}).status_code == 302
    assert [now(one).in_front for one in three] == [False, True, False]
    assert Bundle.objects.get().head == second
    assert Entry.objects.filter(action="intake.bundle.led", subject=second.number).exists()
    assert now(first).status == Status.NEW


def test_a_decided_report_is_neither_joined_nor_split(keys: Cast, three: list[Report]) -> None:
    budi, (first, second, _third) = actor_of(keys.budi), three
    services.decide(budi, second, Outcome.DISMISSED, reason=WHY)
    second = now(second).open_with(second.key)
    with pytest.raises(Refused, match="decided_already"):
        services.split(budi, second, why=Why.OTHER_ACT)
    with pytest.raises(Refused, match="decided_already"):
        services.join(budi, second, told(OTHER), why=Why.SAME_TEXT)
    with pytest.raises(Refused, match="why"):
        services.split(budi, first, why=Why.SAME_TEXT)


# One reason for several ---------------------------------------------------------------------


def test_the_bundle_is_not_read_again_for_each_report_that_stands_behind(
    three: list[Report], keys: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, read = [*three, *[told(FALSE) for _number in range(4)]], []
    bundle_new(empty_shelf())
    fellows = [now(one).open_with(one.key) for one in rows[1:]]

    def counted(*args: Any, **more: Any) -> dict[int, Standing]:
        read.append(args)
        return standing_of(*args, **more)

    def end(one: Report) -> Report:
        return services.decide(actor_of(keys.budi), one, Outcome.DISMISSED, reason=WHY)

    monkeypatch.setattr(bundling, "standing_of", counted)
    end(three[0])
    assert end_together(fellows, end).done == [one.number for one in [*fellows[1:], fellows[0]]]
    assert decided(*rows) == ["dismissed"] * 7
    assert len(read) == 2, "once for the head, once for the one that came forward"


def decided(*reports: Report) -> list[str]:
    return [now(one).outcome for one in reports]


def test_one_tick_decides_what_stands_behind_each_by_itself(budi: Client, three: list[Report], keys: Cast) -> None:
    page = budi.get(at(three[0], "putusan/?putusan=dismissed")).content.decode()
    assert "Juga untuk 2 laporan di belakangnya" in page
    assert 'value="belakang" checked' not in page
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": "belakang"}
    answer = budi.post(at(three[0], "putusan/"), sent, follow=True)
    assert "Putusan yang sama tercatat untuk 2 laporan seikat." in answer.content.decode()
    assert decided(*three) == ["dismissed"] * 3
    entries = Entry.objects.filter(action="intake.report.decided").values_list("subject", flat=True)
    assert set(entries) == {one.number for one in three}
    for one in three:
        fresh = now(one).open_with(one.key)
        assert fresh.reason == WHY
        assert fresh.signature == b""
    assert not Lease.objects.exists()


def test_what_is_ticked_is_decided_to_the_last_one_and_the_page_says_what_it_does_not_offer(
    budi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kondusif.intake.views.together.MOST_TOGETHER", 3)
    monkeypatch.setattr("kondusif.intake.views.together.MOST_BESIDE", 2)
    front, *behind = [told(FALSE) for _number in range(5)]
    beside = [told(FALSE, happened_on=date(2024, 11, day)) for day in (6, 7, 8)]
    bundle_new(empty_shelf())
    page = budi.get(at(front, "putusan/?putusan=dismissed")).content.decode()
    assert "Juga untuk 3 dari 4 laporan di belakangnya" in page
    assert "1 laporan seikat lain tidak muat di sini" in page
    ticks = ["belakang", beside[0].number, beside[1].number]
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": ticks}
    answer = budi.post(at(front, "putusan/"), sent, follow=True)
    assert "Putusan yang sama tercatat untuk 5 laporan seikat." in answer.content.decode()
    assert decided(front, *behind, *beside) == ["dismissed"] * 4 + [""] + ["dismissed"] * 2 + [""]
    assert now(behind[-1]).in_front


def test_more_ticks_than_the_page_offers_decide_nothing_and_keep_what_was_written(
    budi: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kondusif.intake.views.together.MOST_BESIDE", 2)
    front, *beside = [told(FALSE, happened_on=date(2024, 11, day)) for day in (5, 6, 7, 8)]
    bundle_new(empty_shelf())
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": [one.number for one in beside]}
    answer = budi.post(at(front, "putusan/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Paling banyak 2 centang sekali kirim." in page
    assert WHY in page
    assert f'value="{beside[0].number}" checked' in page
    assert decided(front, *beside) == [""] * 4


def test_without_the_tick_only_the_report_itself_is_decided(budi: Client, three: list[Report]) -> None:
    budi.post(at(three[0], "putusan/"), {"putusan": "dismissed", "reason": WHY, "version": "1"})
    assert decided(*three) == ["dismissed", "", ""]
    assert now(three[1]).in_front


def test_one_tick_never_takes_what_stays_in_the_queue(budi: Client, three: list[Report]) -> None:
    """A false head that is dismissed with its followers leaves the same tale of another place where it is."""
    elsewhere = told(FALSE, area_code="33.72.04.1010")
    bundle_new(empty_shelf())
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": "belakang"}
    budi.post(at(three[0], "putusan/"), sent)
    assert decided(*three, elsewhere) == ["dismissed", "dismissed", "dismissed", ""]
    third = told(FALSE, area_code="33.72.04.1010", happened_on=None)
    bundle_new(empty_shelf())
    page = budi.get(at(elsewhere, "putusan/?putusan=dismissed")).content.decode()
    assert f'value="{third.number}"' in page
    budi.post(at(elsewhere, "putusan/"), sent | {"seikat": [third.number, three[0].number, "LAP-9"]})
    assert decided(elsewhere, third) == ["dismissed", "dismissed"]


def test_what_another_holds_stays_and_the_page_says_which(budi: Client, three: list[Report], keys: Cast) -> None:
    hold(actor_of(colleague(keys)), three[1])
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": "belakang"}
    page = budi.post(at(three[0], "putusan/"), sent, follow=True).content.decode()
    assert decided(*three) == ["dismissed", "", "dismissed"]
    assert f"{three[1].number} belum diputus." in page
    assert "Sari Wulandari" in page
    assert now(three[1]).in_front


def test_what_this_verifier_typed_stays(budi: Client, keys: Cast) -> None:
    typed = told(FALSE, typed_by=keys.budi, channel="letter")
    front = told(NEARLY)
    bundle_new(empty_shelf())
    sent = {"putusan": "dismissed", "reason": WHY, "version": "1", "seikat": [typed.number]}
    page = budi.post(at(front, "putusan/"), sent, follow=True).content.decode()
    assert decided(front, typed) == ["dismissed", ""]
    assert "Anda sendiri yang mengetik" in page


def test_a_reason_too_short_decides_nothing_and_keeps_the_tick(budi: Client, three: list[Report]) -> None:
    sent = {"putusan": "dismissed", "reason": "salah", "version": "1", "seikat": "belakang"}
    answer = budi.post(at(three[0], "putusan/"), sent)
    assert answer.status_code == 422
    assert 'value="belakang" checked' in answer.content.decode()
    assert decided(*three) == ["", "", ""]


def test_the_others_go_into_the_case_that_one_became(budi: Client, three: list[Report], keys: Cast) -> None:
    services.settle(actor_of(keys.budi), three[0], Outcome.CASE, reference="NET-3372-2024-0001")
    page = budi.get(at(three[0])).content.decode()
    assert "Masukkan juga ke NET-3372-2024-0001" in page
    budi.post(at(three[0], "ikatan/"), {"aksi": "putus", "seikat": ["belakang", three[1].number]})
    assert decided(*three) == ["case"] * 3
    assert {now(one).reference for one in three} == {"NET-3372-2024-0001"}
    entry = Entry.objects.get(action="intake.report.decided", subject=three[2].number)
    assert entry.facts == {"outcome": "case", "reference": "NET-3372-2024-0001", "with": three[0].number}


def test_a_report_outside_the_bundle_does_not_go_into_the_case(three: list[Report], keys: Cast) -> None:
    budi = actor_of(keys.budi)
    services.settle(budi, three[0], Outcome.CASE, reference="NET-3372-2024-0001")
    stranger = told(OTHER)
    with pytest.raises(Refused, match="not_an_outcome"):
        settle_like(budi, stranger, now(three[0]))
    with pytest.raises(Refused, match="not_an_outcome"):
        settle_like(budi, three[2], three[1])


def test_nobody_ticked_is_one_sentence(budi: Client, three: list[Report], keys: Cast) -> None:
    services.settle(actor_of(keys.budi), three[0], Outcome.CASE, reference="NET-3372-2024-0001")
    answer = budi.post(at(three[0], "ikatan/"), {"aksi": "putus"})
    assert answer.status_code == 409
    assert "Centang sedikitnya satu laporan." in answer.content.decode()


def test_every_report_of_a_large_bundle_is_listed(budi: Client) -> None:
    rows = [told(FALSE) for _number in range(28)]
    bundle_new(empty_shelf())
    pages = [budi.get(at(rows[0], f"ikatan/?hal={page}")).content.decode() for page in (1, 2)]
    assert all(any(row.short_number in page for page in pages) for row in rows)

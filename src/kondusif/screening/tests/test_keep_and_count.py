"""What must go, goes on its day; the figures stay, and say when they are too few."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
from kondusif.screening import jobs, services
from kondusif.screening.models import Draft, Proposal, Run
from kondusif.screening.rules import ENOUGH, Kind, Precision, Verdict, marked, wilson
from kondusif.screening.selectors import precision_by_kind
from kondusif.screening.services import erase_expired, sweep_drafts
from kondusif.screening.tests.factories import manifest, result, run_by
from support.cast import Cast

KEEPER = system_actor("uji")
LIST = "/ruang/penyaringan/"


def judged(cast: Cast, taken: int, rejected: int) -> Run:
    rows = [(f"n{i}", 0, 5, "institution", "kpu", 0.5, "KPU") for i in range(taken + rejected)]
    run = run_by(cast.budi, rows)
    for at, one in enumerate(run.proposals.all()):
        verdict, reason = (Verdict.TAKEN, "") if at < taken else (Verdict.REJECTED, "negated")
        services.judge(actor_of(cast.budi), one, verdict, reason)
    return run


@pytest.mark.django_db
def test_proposals_go_after_the_last_day_and_their_counts_stay(cast: Cast, client: Client) -> None:
    run = judged(cast, 3, 1)
    before = [(line.kind, line.precision) for line in precision_by_kind()]
    assert erase_expired(KEEPER, run.until_on) == 0
    assert Proposal.objects.count() == 4
    assert erase_expired(KEEPER, run.until_on + timedelta(1)) == 1
    assert erase_expired(KEEPER, run.until_on + timedelta(1)) == 0
    assert not Proposal.objects.exists()
    run.refresh_from_db()
    assert run.verdicts == {"institution": {"taken": 3, "rejected": 1}}
    assert run.erased_on == date(2025, 1, 1)
    assert [(line.kind, line.precision) for line in precision_by_kind()] == before
    assert Entry.objects.filter(action="screening.run.erased", subject=run.number).count() == 1
    client.force_login(cast.budi)
    assert "4 dari 4" in client.get(LIST).content.decode()


@pytest.mark.django_db
def test_a_run_whose_day_has_passed_shows_nothing_even_before_the_job_has_run(cast: Cast, client: Client) -> None:
    run = judged(cast, 1, 1)
    Run.objects.update(until_on=date(2024, 11, 12))
    client.force_login(cast.budi)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "Usulan hasil ini sudah dihapus" in page
    assert "“KPU”" not in page
    sheet = client.get(f"{run.get_absolute_url()}unduh/")
    assert len(b"".join(sheet.streaming_content).decode().splitlines()) == 1  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_nightly_job_erases_and_sweeps(cast: Cast) -> None:
    run = judged(cast, 1, 0)
    Run.objects.update(until_on=date(2024, 11, 12))
    data = result()
    draft = services.offer(actor_of(cast.budi), data, manifest(data), name="hasil.csv")
    assert sweep_drafts(KEEPER) == 0
    Draft.objects.filter(pk=draft.pk).update(given_at=now() - timedelta(hours=25))
    jobs.erase.call_local()
    run.refresh_from_db()
    assert run.erased_on == date(2024, 11, 13)
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_the_page_says_beforehand_when_it_goes(cast: Cast, client: Client) -> None:
    judged(cast, 1, 0)
    client.force_login(cast.eko)
    page = client.get(LIST).content.decode()
    assert "31 Des" in page
    assert "Setelah tanggal dalam manifes, semua usulan hasil itu dihapus" in page
    assert 'href="/ruang/penyaringan/PNY' not in page  # an auditor sees figures, not proposals


@pytest.mark.django_db
def test_a_share_is_shown_from_twenty_verdicts_on(cast: Cast, client: Client) -> None:
    judged(cast, ENOUGH - 5, 4)
    client.force_login(cast.budi)
    assert "belum cukup" in client.get(f"{LIST}ketepatan/").content.decode()
    services.tally(actor_of(cast.budi), "institution", Verdict.TAKEN, edition="uji-1")
    page = client.get(f"{LIST}ketepatan/").content.decode()
    assert "80 %" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "belum cukup" not in page
    sheet = b"".join(client.get(f"{LIST}ketepatan/unduh/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "uji-1,institution,16,4,0.8000,0.5840,0.9193,ya" in sheet


@pytest.mark.django_db
def test_editions_are_told_apart(cast: Cast) -> None:
    for edition in ("2024-10", "2024-11"):
        services.tally(actor_of(cast.budi), "act", Verdict.TAKEN, edition=edition)
    assert [line.edition for line in precision_by_kind()] == ["2024-11", "2024-10"]


@pytest.mark.django_db
def test_an_edition_that_is_a_formula_is_no_formula_in_the_sheet(cast: Cast, client: Client) -> None:
    services.tally(actor_of(cast.budi), "act", Verdict.TAKEN, edition="=1+1")
    client.force_login(cast.budi)
    sheet = b"".join(client.get(f"{LIST}ketepatan/unduh/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=1+1" in sheet


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_the_published_table(hits: int, trials: int, low: float, high: float) -> None:
    found = wilson(hits, trials)
    assert found == pytest.approx((low, high), abs=0.00006)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_lies_in_its_interval_and_the_interval_in_nought_to_one(taken: int, rejected: int) -> None:
    found = Precision(taken, rejected)
    low, high = found.interval
    assert 0 <= low <= high <= 1
    if found.judged:
        assert low <= found.share + 1e-12
        assert found.share <= high + 1e-12
    assert found.enough == (taken + rejected >= ENOUGH)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=8))
def test_a_text_cut_at_its_marks_is_the_same_text(text: str, marks: list[tuple[int, int]]) -> None:
    spans = [(start, start + length, at) for at, (start, length) in enumerate(marks, start=1)]
    assert "".join(piece for piece, _number in marked(text, spans)) == text


def test_the_kinds_are_those_of_the_contract() -> None:
    assert {kind.value for kind in Kind} == {"person", "act", "place", "institution"}

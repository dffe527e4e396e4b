"""The machine proposes, a person decides, a verdict can be taken back, and nothing becomes a case."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.actor import PUBLIC_ACTOR, system_actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.screening import services
from kondusif.screening.models import Proposal, Run, Tally
from kondusif.screening.rules import Reason, Verdict
from kondusif.screening.tests.factories import QUOTE, ROWS, run_by
from support.cast import Cast

pytestmark = pytest.mark.django_db
AGAIN = "Kutipan dari surat edaran."


@pytest.fixture
def run(cast: Cast) -> Run:
    return run_by(cast.budi)


def first(run: Run) -> Proposal:
    return run.proposals.first()  # type: ignore[return-value]


def address(proposal: Proposal, act: str) -> str:
    return f"/ruang/penyaringan/{proposal.run.number}/{proposal.pk}/{act}/"


def actions() -> list[str]:
    return list(
        Entry.objects.filter(action__startswith="screening.proposal").order_by("seq").values_list("action", flat=True)
    )


def test_a_verdict_names_who_gave_it_and_its_undoing_stays_in_the_trail(run: Run, cast: Cast) -> None:
    one = services.judge(actor_of(cast.hana), first(run), Verdict.REJECTED, Reason.NEGATED)
    assert (one.verdict, one.reason, one.judged_by) == ("rejected", "negated", cast.hana)
    one = services.reopen(actor_of(cast.budi), one)
    assert (one.verdict, one.reason, one.judged_by) == ("open", "", None)
    assert actions() == ["screening.proposal.judged", "screening.proposal.reopened"]


@pytest.mark.parametrize(
    ("verdict", "reason", "words", "code"),
    [
        ("guilty", "", "", "screening.not_a_verdict"), ("open", "", "", "screening.not_a_verdict"),
        ("rejected", "", "", "screening.reason.missing"), ("rejected", "malas", "", "screening.reason.missing"),
        ("rejected", "other", "pendek", "screening.reason.words"),
    ],
)  # fmt: skip
def test_a_rejection_needs_its_reason(run: Run, cast: Cast, verdict: str, reason: str, words: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        services.judge(actor_of(cast.budi), first(run), verdict, reason, words=words)
    assert refused.value.code == code
    assert first(run).verdict == "open"


@pytest.mark.parametrize("actor", [system_actor("penyaringan"), PUBLIC_ACTOR])
def test_no_machine_decides_anything(run: Run, cast: Cast, actor: object) -> None:
    one = first(run)
    taken = services.judge(actor_of(cast.budi), run.proposals.last(), Verdict.TAKEN)  # type: ignore[arg-type]
    acts = [
        lambda: services.judge(actor, one, Verdict.TAKEN), lambda: services.judge_alike(actor, one, Verdict.TAKEN),
        lambda: services.reopen(actor, taken), lambda: services.note_use(actor, taken, "nota"),
        lambda: services.tally(actor, "act", Verdict.TAKEN, edition="x"),
        lambda: services.read_text(actor, "naskah", reason="alasan yang cukup"),
        lambda: services.suggest(actor, "naskah"),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "screening.person_decides"
    assert first(run).verdict == "open"


def test_of_two_reviewers_the_second_is_told(run: Run, cast: Cast) -> None:
    mine, theirs = first(run), first(run)
    services.judge(actor_of(cast.budi), mine, Verdict.TAKEN)
    with pytest.raises(Stale):
        services.judge(actor_of(cast.hana), theirs, Verdict.REJECTED, Reason.NEGATED)
    with pytest.raises(Stale):
        services.reopen(actor_of(cast.hana), theirs)
    assert first(run).judged_by == cast.budi


def test_one_verdict_settles_identical_quotes_only(run: Run, cast: Cast) -> None:
    count = services.judge_alike(actor_of(cast.budi), first(run), Verdict.REJECTED, Reason.NEGATED)
    assert count == 2
    assert list(run.proposals.filter(verdict="rejected").values_list("quote", flat=True)) == [QUOTE, QUOTE]
    assert Entry.objects.get(action="screening.proposals.judged").facts["count"] == 2


def test_a_verdict_after_the_last_day_is_refused(run: Run, cast: Cast) -> None:
    run.until_on = date(2024, 11, 12)
    run.save()
    with pytest.raises(Refused) as refused:
        services.judge(actor_of(cast.budi), first(run), Verdict.TAKEN)
    assert refused.value.code == "screening.run.past"


def test_where_it_was_used_is_noted_for_what_was_taken_up(run: Run, cast: Cast) -> None:
    with pytest.raises(Refused):
        services.note_use(actor_of(cast.budi), first(run), "Nota dinas 12")
    one = services.judge(actor_of(cast.budi), first(run), Verdict.TAKEN)
    services.note_use(actor_of(cast.budi), one, "  Nota   dinas 12 ")
    assert first(run).used_in == "Nota dinas 12"


def test_a_taken_proposal_opens_no_case(run: Run, cast: Cast) -> None:
    for one in run.proposals.all():
        services.judge(actor_of(cast.budi), one, Verdict.TAKEN)
    assert not apps.get_model("cases", "Case").objects.exists()


# The pages -----------------------------------------------------------------------------------


def test_the_page_shows_quote_span_norm_place_and_institution(run: Run, cast: Cast, client: Client) -> None:
    client.force_login(cast.hana)
    page = client.get(run.get_absolute_url()).content.decode()
    for words in (
        "4 dari 4 usulan belum diperiksa",
        QUOTE,
        "huruf 0 sampai",
        "SKB-KE-3",
        "/aturan/perbuatan/SKB-KE-3/",
    ):
        assert words in page
    assert "Dihapus setelah 31 Desember 2024" in page
    last = run.proposals.last()
    assert last
    opened = client.get(f"{run.get_absolute_url()}?usulan={last.pk}").content.decode()
    assert "Bawaslu</h1>" in opened
    assert opened.count("<h1") == 1


def test_a_verdict_on_the_page_goes_on_to_the_next_and_can_be_undone_there(
    run: Run, cast: Cast, client: Client
) -> None:
    client.force_login(cast.budi)
    one, following = run.proposals.all()[:2]
    went = client.post(address(one, "putus"), {"alasan": "taken"})
    assert went["Location"] == f"{run.get_absolute_url()}?usulan={following.pk}&terakhir={one.pk}"
    assert "Batalkan putusan itu" in client.get(went["Location"]).content.decode()
    back = client.post(address(one, "batal"))
    assert back["Location"].endswith(f"usulan={one.pk}")
    assert first(run).verdict == "open"


def test_a_refused_verdict_keeps_what_was_typed(run: Run, cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    page = client.post(address(first(run), "putus"), {"alasan": "other", "words": "singkat"})
    assert page.status_code == 422
    assert "sedikitnya sepuluh huruf" in page.content.decode()
    assert 'value="singkat"' in page.content.decode()
    assert client.post(address(first(run), "putus"), {}).status_code == 422
    assert client.post(address(first(run), "putus"), {"alasan": "ngawur"}).status_code == 422


def test_somebody_elses_verdict_is_answered_with_a_conflict(run: Run, cast: Cast, client: Client) -> None:
    services.judge(actor_of(cast.hana), first(run), Verdict.TAKEN)
    client.force_login(cast.budi)
    page = client.post(address(first(run), "putus"), {"alasan": "negated"})
    assert page.status_code == 409
    assert "sudah diputus orang lain" in page.content.decode()


def test_the_filters_narrow_by_kind_verdict_reference_and_words(run: Run, cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    services.judge(actor_of(cast.budi), first(run), Verdict.TAKEN)
    url = run.get_absolute_url()
    for query, count in (
        ("jenis=act", 2), ("putusan=open", 3), ("rujukan=bawaslu", 1), ("cari=semang", 1), ("cari=n2", 2),
        ("jenis=act&putusan=taken", 1), ("jenis=ngawur", 4), ("cari=%00", 4), ("hal=99", 4), ("usulan=9" + "9" * 30, 4),
    ):  # fmt: skip
        rows = client.get(f"{url}?{query}").content.decode().count('<span class="r1">')
        assert (query, rows) == (query, count)
    assert "Tidak ada usulan yang cocok" in client.get(f"{url}?cari=zzz").content.decode()


def test_a_long_run_is_read_in_pages_of_fifty(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    run = run_by(cast.budi, [(f"n{i}", 0, 5, "institution", "kpu", 0.5, "KPU") for i in range(120)])
    client.force_login(cast.budi)
    client.get(run.get_absolute_url())  # what a process reads once
    with django_assert_max_num_queries(14):
        page = client.get(f"{run.get_absolute_url()}?hal=3").content.decode()
    assert page.count('<span class="r1">') == 20
    assert "Halaman 3 dari 3" in page


def test_who_reviews_and_who_does_not(run: Run, cast: Cast, client: Client) -> None:
    allowed = {"budi", "hana", "gita"}
    for user in cast.by_role().values():
        client.force_login(user)
        status = client.get(run.get_absolute_url()).status_code
        assert (user.username, status) == (user.username, 200 if user.username in allowed else 403)
        posted = client.post(address(first(run), "putus"), {"alasan": "taken"}).status_code
        if user.username not in allowed:
            assert posted == 403
    client.force_login(cast.dewi)
    assert client.get(run.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(run.get_absolute_url()).status_code == 404


def test_a_proposal_of_another_run_is_not_found(run: Run, cast: Cast, client: Client) -> None:
    other = run_by(cast.budi, ROWS[:1])
    client.force_login(cast.budi)
    url = f"/ruang/penyaringan/{run.number}/{first(other).pk}/putus/"
    assert client.post(url, {"alasan": "taken"}).status_code == 404


def test_a_quote_that_is_markup_or_a_formula_does_no_harm(cast: Cast, client: Client) -> None:
    nasty = ["<script>alert(1)</script>", '=HYPERLINK("x")', "@SUM(A1)", "+1", "-1"]
    run = run_by(cast.budi, [(f"n{i}", 0, 40, "institution", "kpu", 0.5, words) for i, words in enumerate(nasty)])
    client.force_login(cast.budi)
    assert "<script>alert" not in client.get(run.get_absolute_url()).content.decode()
    answer = client.get(f"{run.get_absolute_url()}unduh/")
    sheet = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert answer["Content-Type"].startswith("text/csv")
    for words in nasty[1:]:
        assert f",{words}," not in sheet
    assert "'@SUM(A1)" in sheet
    assert sheet.count("\r\n") == len(nasty) + 1


def test_the_tally_keeps_kind_verdict_edition_and_day_alone(cast: Cast) -> None:
    budi = actor_of(cast.budi)
    for _twice in range(2):
        services.tally(budi, "person", Verdict.TAKEN, edition="e1")
    services.tally(budi, "person", Verdict.REJECTED, edition="e1", before=Verdict.TAKEN)
    services.tally(budi, "person", Verdict.OPEN, edition="e1", before=Verdict.REJECTED)
    assert list(Tally.objects.values_list("kind", "verdict", "number")) == [
        ("person", "taken", 1), ("person", "rejected", 0),
    ]  # fmt: skip
    names = {field.name for field in Tally._meta.fields}
    assert names == {"id", "kind", "verdict", "edition", "day", "number"}

"""Who is accused changes when two persons agree: one verifier proposes, another answers."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kondusif.accounts.models import Notice, User
from kondusif.accounts.notices import say
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.intake import selectors, services
from kondusif.intake.models import AccusedProposal, Lease, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors.corrections import corrections_of, second_readers
from kondusif.intake.services.correcting import Accused
from kondusif.kernel.errors import Refused, Stale
from support.cast import Cast, person
from support.keys import join_unit, let_in, lock_client, ring, unit_with_key, unlock_client

pytestmark = pytest.mark.django_db
WHY = "Pelapor meralat sendiri siapa yang ia lihat."
NAME = "Kenarianto"
State = AccusedProposal.State


@pytest.fixture
def tuti(cast: Cast, places: None) -> User:
    """A colleague of Budi."""
    user = person("tuti", "Tuti", Role.VERIFIER, "kesbangpol")
    join_unit(cast.budi, user)
    return user


@pytest.fixture
def sari(cast: Cast, places: None) -> User:
    """A verifier of the personnel agency."""
    user = person("sari", "Sari", Role.VERIFIER, "bkpsdm")
    unit_with_key(user)
    let_in(cast.budi, Unit.objects.get(key="bkpsdm"))
    return user


@pytest.fixture
def report(tuti: User, received: Callable[..., Report]) -> Report:
    return received()


@pytest.fixture
def row(cast: Cast, report: Report) -> AccusedProposal:
    return services.propose_accused(actor_of(cast.budi), report, to_unit("kec-pasar-kliwon"), reason=WHY)


@pytest.fixture
def budi(keys: Cast, places: None) -> Client:
    return unlock_client(Client(), keys.budi)


def to_unit(key: str) -> Accused:
    return Accused(name=NAME, post="Kepala seksi", unit=Unit.objects.get(key=key))


def at(report: Report, row: AccusedProposal | None = None, act: str = "") -> str:
    part = f"usul-terlapor/{row.pk}/{act}/" if row else ""
    return f"/ruang/laporan/{report.number}/{part}"


def as_(user: User, number: str) -> Report:
    return selectors.open_report(ring(user), selectors.reports_visible_to(user).get(number=number))


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# The story on the pages -------------------------------------------------------------------------


def test_one_proposes_and_another_approves(budi: Client, tuti: User, report: Report) -> None:
    before = Entry.objects.count()
    form = {
        "accused_name": NAME, "accused_post": "Kepala seksi", "accused_unit": "kec-pasar-kliwon", "reason": WHY,
        "version": report.version,
    }  # fmt: skip
    page = budi.post(at(report) + "betulkan/?apa=person", form, follow=True).content.decode()
    row = AccusedProposal.objects.get()
    for said in ("Usul mengganti terlapor", NAME, WHY, "Tarik kembali", "Kelurahan Semanggi"):
        assert said in page
    assert "Setujui" not in page
    assert "?putusan=" not in page
    assert "apa=person" not in page
    assert 'name="accused_name"' not in text(budi, at(report) + "betulkan/?apa=person")
    assert as_(tuti, report.number).accused_name != NAME
    assert not Lease.objects.exists()  # the other can act at once

    other = unlock_client(Client(), tuti)
    page = text(other, at(report))
    for said in ("Budi", NAME, WHY, "Setujui", "Tolak"):
        assert said in page
    assert "Tarik kembali" not in page
    page = other.post(at(report, row, "setuju"), follow=True).content.decode()
    assert "Terlapor dibetulkan" in page
    assert "disetujui Tuti" in page
    again = as_(tuti, report.number)
    assert (again.accused_name, again.accused_unit) == (NAME, Unit.objects.get(key="kec-pasar-kliwon"))
    assert [(one.by, one.agreed, one.reason) for one in corrections_of(again)] == [("Budi", "Tuti", WHY)]
    actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))[before:]
    assert actions == ["intake.accused.proposed", "intake.accused.approved"]


def test_those_who_may_answer_are_told_without_a_word_of_it(
    cast: Cast, tuti: User, sari: User, received: Callable[..., Report]
) -> None:
    report = received()
    jebres = person("wati", "Wati", Role.VERIFIER, "kesbangpol", "33.72.04")
    join_unit(cast.budi, jebres)
    services.propose_accused(actor_of(cast.budi), report, to_unit("bkpsdm"), reason=WHY)
    (told,) = Notice.objects.filter(
        code__startswith="intake."
    )  # not Budi, not the unit that would be accused, not who verifies elsewhere
    assert told.user == tuti
    assert told.url == f"{at(report)}#usul-terlapor"
    said = f"{told.facts}{say(told)}{told.key}"
    assert report.number in said
    for hidden in (NAME, "BKPSDM", "bkpsdm", "terlapor", WHY):
        assert hidden not in said


def test_another_refuses_with_a_reason_that_the_proposer_reads(
    budi: Client, cast: Cast, tuti: User, report: Report, row: AccusedProposal
) -> None:
    other, no = unlock_client(Client(), tuti), "Pelapor tidak meralat apa pun."
    page = other.post(at(report, row, "tolak"), {"reason": "tidak"})
    assert page.status_code == 422
    assert re.search(r'id="tolak_reason"[^>]*>\s*tidak</textarea>', page.content.decode())
    other.post(at(report, row, "tolak"), {"reason": no})
    row.refresh_from_db()
    assert (row.state, row.answered_by) == (State.REFUSED, tuti)
    page = text(budi, at(report))
    for said in ("Usul mengganti terlapor ditolak", "Tuti", no):
        assert said in page
    assert NAME not in page
    assert Notice.objects.get(code="intake.accused_answered").user == cast.budi
    assert Entry.objects.order_by("pk").last().action == "intake.accused.refused"  # type: ignore[union-attr]
    services.give_back(actor_of(tuti), report)
    services.propose_accused(actor_of(cast.budi), as_(cast.budi, report.number), to_unit("setda"), reason=WHY)


def test_the_proposer_takes_it_back_and_nobody_else_does(
    budi: Client, tuti: User, report: Report, row: AccusedProposal
) -> None:
    with pytest.raises(Refused, match="proposal_not_by_you"):
        services.withdraw_accused(actor_of(tuti), report, row)
    page = budi.post(at(report, row, "tarik"), follow=True).content.decode()
    assert "Usul ditarik kembali" in page
    assert "Usulkan terlapor lain" in page
    assert Entry.objects.order_by("pk").last().action == "intake.accused.withdrawn"  # type: ignore[union-attr]
    page = unlock_client(Client(), tuti).post(at(report, row, "setuju"), follow=True).content.decode()
    assert "sudah dijawab atau ditarik" in page


@pytest.mark.parametrize("act", ["setuju", "tolak", "tarik"])
def test_a_stranger_gets_404(keys: Cast, report: Report, row: AccusedProposal, act: str) -> None:
    stranger = person("sari", "Sari", Role.VERIFIER, "bkpsdm", "33.72.04")
    for user in (stranger, keys.dewi):
        client = Client()
        client.force_login(user)
        assert client.post(at(report, row, act)).status_code == 404
    reader = unlock_client(Client(), keys.budi)
    assert reader.post(at(report, row, act).replace(f"/{row.pk}/", "/99/")).status_code == 404
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_while_the_key_is_closed_nothing_is_shown_and_the_answer_waits(
    tuti: User, report: Report, row: AccusedProposal
) -> None:
    client = lock_client(unlock_client(Client(), tuti))
    assert "Usul mengganti" not in text(client, at(report))
    page = client.post(at(report, row, "setuju"))
    assert page.status_code == 409
    assert 'name="frasa_kunci"' in page.content.decode()
    with pytest.raises(Refused, match="locked"):
        services.approve_accused(actor_of(tuti), Report.objects.get(), row)
    row.refresh_from_db()
    assert row.state == State.WAITING


# Two persons ------------------------------------------------------------------------------------


def test_the_proposer_answers_neither_by_the_page_nor_by_the_service(
    budi: Client, cast: Cast, report: Report, row: AccusedProposal
) -> None:
    for act in ("setuju", "tolak"):
        page = budi.post(at(report, row, act), {"reason": WHY}, follow=True).content.decode()
        assert "Verifikator lain yang menjawabnya" in page
    with pytest.raises(Refused, match="same_person"):
        services.approve_accused(actor_of(cast.budi), report, row)
    with pytest.raises(Refused, match="same_person"):
        services.refuse_accused(actor_of(cast.budi), report, row, reason=WHY)


@pytest.mark.parametrize(
    ("state", "by"),
    [("approved", "budi"), ("refused", "budi"), ("approved", None), ("withdrawn", "tuti"), ("waiting", "tuti")],
)
def test_nor_does_the_database_take_it(
    cast: Cast, tuti: User, row: AccusedProposal, state: str, by: str | None
) -> None:
    person = User.objects.filter(username=by).first() if by else None
    with pytest.raises(IntegrityError, match="intake_two_people_change_accused"), transaction.atomic():
        AccusedProposal.objects.filter(pk=row.pk).update(state=state, answered_by=person, answered_on=today())


def test_nor_a_correction_that_one_person_agreed_with_alone(cast: Cast, tuti: User, row: AccusedProposal) -> None:
    report = as_(tuti, row.report.number)
    services.approve_accused(actor_of(tuti), report, row)
    with pytest.raises(IntegrityError, match="intake_two_people_correct"), transaction.atomic():
        report.corrections.update(agreed_by=cast.budi)


def test_who_typed_the_report_in_does_not_answer(tuti: User, report: Report, row: AccusedProposal) -> None:
    assert second_readers(report, row.proposed_by_id) == {tuti.pk}
    Report.objects.update(typed_by=tuti)
    report.refresh_from_db()
    assert second_readers(report, row.proposed_by_id) == set()
    with pytest.raises(Refused, match="typed_by_you"):
        services.approve_accused(actor_of(tuti), as_(tuti, report.number), row)
    assert "Setujui" not in text(unlock_client(Client(), tuti), at(report))


def test_nobody_answers_a_proposal_that_accuses_their_own_unit(
    cast: Cast, tuti: User, sari: User, received: Callable[..., Report]
) -> None:
    report = received()
    row = services.propose_accused(actor_of(cast.budi), report, to_unit("bkpsdm"), reason=WHY)
    theirs = as_(sari, report.number)
    for answer in (services.approve_accused, lambda *given: services.refuse_accused(*given, reason=WHY)):
        with pytest.raises(Refused, match="under_review"):
            answer(actor_of(sari), theirs, row)
    # Until somebody else approves, the unit keeps its key; then it is gone.
    services.approve_accused(actor_of(tuti), as_(tuti, report.number), row)
    assert not selectors.reports_visible_to(sari).exists()
    assert ring(sari).open(report.content_key_id) is None


def test_whom_a_proposal_concerns_neither_sees_it_nor_acts_while_it_waits(
    cast: Cast, tuti: User, sari: User, received: Callable[..., Report]
) -> None:
    report, theirs = received(), unlock_client(Client(), sari)
    services.take(actor_of(sari), as_(sari, report.number))
    services.give_back(actor_of(sari), report)
    row = services.propose_accused(actor_of(cast.budi), report, to_unit("bkpsdm"), reason=WHY)
    page = text(theirs, at(report))
    assert "Usul mengganti terlapor" not in page
    assert NAME not in page
    assert "sedang diperiksa verifikator lain" in page
    assert "Ambil" not in page
    for act in ("ambil", "putusan", "betulkan"):
        theirs.post(at(report) + f"{act}/", {"putusan": "dismissed", "reason": WHY, "place_words": "Pasar"})
    assert not Lease.objects.exists()
    with pytest.raises(Refused, match="under_review"):
        services.correct_place(
            actor_of(sari), as_(sari, report.number), area_code=None, place_words="Pasar", reason=WHY
        )
    with pytest.raises(Refused, match="locked"):
        services.take(actor_of(sari), Report.objects.get())
    # Refused: the reason speaks of the accused, so it stays with those whom it does not concern.
    services.refuse_accused(actor_of(tuti), as_(tuti, report.number), row, reason=WHY)
    services.give_back(actor_of(tuti), report)
    page = text(theirs, at(report))
    assert "Usul mengganti terlapor ditolak" not in page
    assert "Ambil" in page


def test_nobody_below_an_accused_head_answers(cast: Cast, sari: User, received: Callable[..., Report]) -> None:
    report, over = received(accused_unit=""), Unit.objects.get(key="kec-pasar-kliwon")
    Unit.objects.filter(key="bkpsdm").update(parent=over)
    assert sari.pk in second_readers(report, cast.budi.pk, over)
    assert second_readers(report, cast.budi.pk, over, is_head=True) == set()
    accused = replace(to_unit(over.key), is_head=True)
    with pytest.raises(Refused, match="second_verifier_needed"):
        services.propose_accused(actor_of(cast.budi), report, accused, reason=WHY)


def test_where_nobody_else_reads_it_the_page_says_so_and_offers_nothing(
    budi: Client, cast: Cast, received: Callable[..., Report]
) -> None:
    report = received()
    page = text(budi, at(report) + "betulkan/?apa=person")
    assert "perlu verifikator kedua" in page
    assert 'name="accused_name"' not in page
    with pytest.raises(Refused, match="second_verifier_needed"):
        services.propose_accused(actor_of(cast.budi), report, to_unit("setda"), reason=WHY)
    assert not AccusedProposal.objects.exists()


# Meanwhile --------------------------------------------------------------------------------------


def test_what_changed_meanwhile_is_proposed_again(
    budi: Client, cast: Cast, tuti: User, report: Report, row: AccusedProposal
) -> None:
    mine = as_(cast.budi, report.number)
    services.correct_place(actor_of(cast.budi), mine, area_code=None, place_words="Pasar", reason=WHY)
    services.give_back(actor_of(cast.budi), mine)
    other = unlock_client(Client(), tuti)
    page = text(other, at(report))
    assert "sudah berubah sejak itu" in page
    assert "Setujui" not in page
    page = other.post(at(report, row, "setuju"), follow=True).content.decode()
    assert "lalu usulkan lagi" in page
    assert as_(tuti, report.number).accused_name != NAME
    services.withdraw_accused(actor_of(cast.budi), mine, row)


def test_judging_the_report_meanwhile_outdates_nothing(cast: Cast, tuti: User, row: AccusedProposal) -> None:
    theirs = as_(tuti, row.report.number)
    services.send_message(actor_of(tuti), theirs, "Siapa yang Anda lihat?", submission="a")
    services.approve_accused(actor_of(tuti), as_(tuti, row.report.number), row)
    assert as_(tuti, row.report.number).accused_name == NAME


def test_nothing_is_decided_while_it_waits_who_is_accused(
    budi: Client, cast: Cast, report: Report, row: AccusedProposal
) -> None:
    mine = as_(cast.budi, report.number)
    form = {"putusan": "dismissed", "reason": WHY, "version": mine.version}
    page = budi.post(at(report) + "putusan/", form)
    assert page.status_code == 409
    assert "usul mengganti terlapor yang belum dijawab" in page.content.decode()
    with pytest.raises(Refused, match="proposal_waits"):
        services.settle(actor_of(cast.budi), mine, Outcome.CASE, reference="NET-1")
    services.withdraw_accused(actor_of(cast.budi), mine, row)
    services.decide(actor_of(cast.budi), mine, Outcome.DISMISSED, reason=WHY)


def test_who_decides_at_the_moment_of_a_proposal_is_told_that_it_changed(
    cast: Cast, tuti: User, report: Report
) -> None:
    """Both loaded the same version: one of the two is stale, so no decided report keeps a waiting proposal."""
    theirs = as_(tuti, report.number)
    row = services.propose_accused(actor_of(cast.budi), report, to_unit("setda"), reason=WHY)
    services.withdraw_accused(actor_of(cast.budi), report, row)
    with pytest.raises(Stale):
        services.decide(actor_of(tuti), theirs, Outcome.DISMISSED, reason=WHY)


def test_one_proposal_at_a_time(cast: Cast, tuti: User, row: AccusedProposal) -> None:
    theirs = as_(tuti, row.report.number)
    with pytest.raises(Refused, match="proposal_open"):
        services.propose_accused(actor_of(tuti), theirs, to_unit("setda"), reason=WHY)
    with pytest.raises(IntegrityError, match=r"intake_(one_)?accused_?proposal"), transaction.atomic():
        AccusedProposal.objects.create(report=theirs, sealed=b"", proposed_on=today(), proposed_by=tuti)


def test_in_other_hands_it_is_not_answered(cast: Cast, tuti: User, sari: User, row: AccusedProposal) -> None:
    services.hold(actor_of(cast.budi), row.report)
    with pytest.raises(Refused, match="held"):
        services.approve_accused(actor_of(tuti), as_(tuti, row.report.number), row)


@pytest.mark.parametrize(
    ("change", "code"), [({}, "nothing_corrected"), ({"name": NAME, "reason": "keliru"}, "correction_reason")]
)
def test_without_a_change_or_a_reason_it_is_no_proposal(
    cast: Cast, report: Report, change: dict[str, str], code: str
) -> None:
    reason = change.pop("reason", WHY)
    told = {"name": report.accused_name, "post": report.accused_post} | change
    with pytest.raises(Refused, match=code):
        services.propose_accused(actor_of(cast.budi), report, Accused(**told, unit=report.accused_unit), reason=reason)


# Sealed -----------------------------------------------------------------------------------------


def test_nothing_of_a_proposal_is_readable_in_the_database(tuti: User, report: Report, row: AccusedProposal) -> None:
    no = f"Bukan {NAME} orangnya."
    services.refuse_accused(actor_of(tuti), as_(tuti, report.number), row, reason=no)
    unit, found = Unit.objects.get(key="kec-pasar-kliwon"), b""
    with connection.cursor() as cursor:
        for table in ("intake_accusedproposal", "audit_entry", "accounts_notice", "intake_correction"):
            cursor.execute(f"SELECT * FROM {table}")
            found += b"".join(
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for line in cursor.fetchall()
                for value in line
            )
    assert report.number.encode() in found
    for hidden in (NAME, "Kepala seksi", unit.name, unit.key, WHY, no):
        assert hidden.encode() not in found

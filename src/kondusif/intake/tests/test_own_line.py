"""Who decides about a report that names no unit says whom it accuses; about the own line nobody decides."""

from collections.abc import Callable

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Body, Unit
from kondusif.intake import services
from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Line, Outcome, Status
from kondusif.intake.selectors import open_report
from kondusif.intake.services.accused_said import Said
from kondusif.intake.services.forwarding import mark_sent, record_answer
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.test_decide import a_verifier
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast
from support.keys import ring, unlock_client

pytestmark = pytest.mark.django_db
BATCH_PAGE = "/ruang/laporan/lonjakan/berkas/"
WHY = "Sudah ditangani panitia setempat."


def nobody(**values: object) -> Report:
    """A report as a gateway or a mailbox brings it: neutrality, and no word of whom."""
    return ReportFactory(accused_other="", **values)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


@pytest.mark.parametrize("outcome", [Outcome.DISMISSED, Outcome.INFORMATION, Outcome.NOT_OURS])
def test_a_report_that_names_nobody_is_not_decided_before_the_decider_says_whom(keys: Cast, outcome: Outcome) -> None:
    report, body = nobody(), Body.objects.first()
    budi = actor_of(keys.budi)
    for said in (None, Said(Line.UNIT)):
        again = Report.objects.get(pk=report.pk)
        open_report(ring(keys.budi), again)
        assert (
            code_of(
                lambda: services.decide(budi, again, outcome, reason=WHY, body=body, said=said)  # noqa: B023
            )
            == "intake.accused_unsaid"
        )
    done = services.decide(budi, report, outcome, reason=WHY, body=body, said=Said(Line.UNKNOWN))
    assert (done.status, done.line_said) == (Status.DECIDED, "unknown")


def test_what_is_said_lies_sealed_with_the_report(keys: Cast) -> None:
    report = nobody()
    said = Said(Line.UNIT, unit("kel-semanggi"))
    services.decide(actor_of(keys.budi), report, Outcome.DISMISSED, reason=WHY, said=said)
    row = Report.objects.get(pk=report.pk)
    assert b"semanggi" not in bytes(row.line_note)
    assert row.line_said == ""
    assert open_report(ring(keys.budi), row).line_said == "unit:kel-semanggi"


def test_nobody_decides_about_the_own_unit_the_one_above_or_the_one_below(keys: Cast) -> None:
    below = a_verifier("sari", "kel-semanggi", keys, "33.72.03")
    beside = a_verifier("tari", "kec-jebres", keys, "33.72.03") if Unit.objects.filter(key="kec-jebres") else keys.budi
    report = nobody(area_code="33.72.03.1004")
    for accused in ("kel-semanggi", "kec-pasar-kliwon"):
        said = Said(Line.UNIT, unit(accused))
        act = lambda: services.decide(actor_of(below), report, Outcome.DISMISSED, reason=WHY, said=said)  # noqa: B023, E731
        assert code_of(act) == "intake.own_line"
    assert Report.objects.get(pk=report.pk).status != Status.DECIDED
    done = services.decide(actor_of(beside), report, Outcome.DISMISSED, reason=WHY, said=said)
    assert done.status == Status.DECIDED


@pytest.mark.parametrize("told", [{"accused_other": "Kantor pusat"}, {"kind": Kind.PEACE, "accused_other": ""}])
def test_a_report_that_names_an_agency_or_is_about_peace_asks_nothing(keys: Cast, told: dict[str, object]) -> None:
    done = services.decide(actor_of(keys.budi), ReportFactory(**told), Outcome.DISMISSED, reason=WHY)
    assert (done.status, done.line_said) == (Status.DECIDED, "")


def test_a_report_that_comes_back_forgets_what_was_said(keys: Cast) -> None:
    report = nobody()
    services.decide(actor_of(keys.budi), report, Outcome.INFORMATION, reason=WHY, said=Said(Line.OUTSIDE))
    row = report.forwardings.get()
    mark_sent(actor_of(keys.budi), row, way="courier", on=TODAY, number="")
    record_answer(actor_of(keys.budi), row, "returned", on=TODAY, note="Bukan urusan kami.")
    assert open_report(ring(keys.budi), Report.objects.get()).line_said == ""


def test_the_page_asks_and_loses_nothing_and_says_afterwards_what_was_said(keys: Cast, client: Client) -> None:
    sari = a_verifier("sari", "kel-semanggi", keys, "33.72.03")
    report = nobody(area_code="33.72.03.1004")
    unlock_client(client, sari)
    where = f"/ruang/laporan/{report.number}/putusan/"
    page = client.get(where, {"putusan": "dismissed"}).content.decode()
    assert "Siapa yang dilaporkan?" in page
    sent = {"putusan": "dismissed", "reason": WHY, "version": report.version}
    back = client.post(where, sent)
    assert back.status_code == 422
    assert "Pilih siapa yang dilaporkan." in back.content.decode()
    own = client.post(where, sent | {"accused": "kel-semanggi"})
    assert own.status_code == 409
    assert WHY in own.content.decode()
    assert "Usulkan terlapornya" in own.content.decode()
    client.post(where, sent | {"accused": "unknown"})
    told = client.get(f"/ruang/laporan/{report.number}/").content.decode()
    assert "Terlapor menurut yang memutus: tidak disebut atau tidak jelas." in told


def test_what_is_not_ours_stands_as_somebody_elses_already(keys: Cast, client: Client) -> None:
    unlock_client(client, keys.budi)
    page = client.get(f"/ruang/laporan/{nobody().number}/putusan/", {"putusan": "not_ours"}).content.decode()
    assert '<option value="outside" selected>' in page


# In a flood -----------------------------------------------------------------------


@pytest.fixture
def batch(keys: Cast, places: None, client: Client) -> Client:
    """Budi with the key open, while a flood is declared and a second verifier is there."""
    a_verifier("sari", "kesbangpol", keys)
    services.declare_flood(actor_of(keys.intan), reason="Kampanye surel dari banyak pengirim.")
    return unlock_client(client, keys.budi)


def test_a_batch_with_reports_that_name_nobody_asks_for_one_assurance(batch: Client) -> None:
    reports = [nobody(), ReportFactory()]
    batch.post(BATCH_PAGE, {"act": "ambil"})
    sent = {"act": "putus", "reports": [one.number for one in reports], "outcome": "dismissed", "reason": WHY}
    assert "Tidak satu pun yang dicentang melaporkan unit saya" in batch.get(BATCH_PAGE).content.decode()
    assert batch.post(BATCH_PAGE, sent).status_code == 422
    assert not Report.objects.filter(status=Status.DECIDED).exists()
    batch.post(BATCH_PAGE, sent | {"not_mine": "on"})
    assert Report.objects.filter(status=Status.DECIDED).count() == 2


def test_a_batch_of_reports_that_name_somebody_asks_for_none(batch: Client) -> None:
    ReportFactory()
    batch.post(BATCH_PAGE, {"act": "ambil"})
    assert "Tidak satu pun yang dicentang" not in batch.get(BATCH_PAGE).content.decode()

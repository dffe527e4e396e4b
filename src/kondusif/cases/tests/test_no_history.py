"""What stands beside a report against somebody who was reported before: nothing. No page gathers a person's history."""

from dataclasses import dataclass

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case
from kondusif.cases.rules import Closing, Decider, Outcome
from kondusif.cases.services import approve_closing, open_case, propose_closing
from kondusif.cases.tests.factories import an_opening
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from kondusif.intake.rules import Outcome as Decision
from kondusif.intake.selectors import open_report
from kondusif.intake.services import decide
from kondusif.intake.tests.support import draft, receive
from kondusif.kernel.clock import now
from kondusif.roster.models import Employee, RosterEdition
from kondusif.territory.tests.factories import load_surakarta
from support.cast import SEMANGGI, TODAY, Cast
from support.keys import ring, unlock_client

pytestmark = pytest.mark.django_db
NAME = "Teguh Waluyo Prastowo"
LIST, NEW = "/ruang/laporan/", "/ruang/penanganan/baru/"
DISMISSED = "Ia memasang umbul-umbul pasangan calon di pagar puskesmas."
TAKEN_UP = "Ia mengajak pegawai lain ikut senam bersama tim sukses."
DECIDED = "Ia memakai mobil dinas untuk mengantar alat peraga ke gudang."
NEWEST = "Ia membagikan amplop sesudah apel pagi di halaman kelurahan."
NO_GROUND = "Umbul-umbul itu milik panitia kirab budaya."


@dataclass(frozen=True)
class Before:
    """A person's time before: a report that came to nothing, an open case, one closed by a decision, and the newest."""

    dismissed: Report
    open: Case
    closed: Case
    newest: Report

    @property
    def marks(self) -> list[str]:
        """Each by what a page would say of it: number, words, title, reason."""
        return [
            self.dismissed.number, self.dismissed.short_number, DISMISSED[:40], NO_GROUND,
            self.open.number, self.open.title, self.open.report_number, TAKEN_UP[:40],
            self.closed.number, self.closed.title, self.closed.report_number, DECIDED[:40],
        ]  # fmt: skip


@pytest.fixture
def before(keys: Cast, settings: object, tmp_path: object) -> Before:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    load_surakarta()
    held = RosterEdition.objects.create(number=1, digest="a", landed_at=now(), landed_on=TODAY, rows=1)
    Employee.objects.create(
        nip="198001012005011001", name=f"{NAME}, S.E.", kind="pns", post="Staf", edition=held,
        unit=Unit.objects.get(key="kel-semanggi"), area_code=SEMANGGI,
    )  # fmt: skip
    budi = actor_of(keys.budi)

    def told(words: str) -> Report:
        sent = receive(draft(words=words, accused_name=NAME, area_code=SEMANGGI)).report
        return open_report(ring(keys.budi), Report.objects.get(pk=sent.pk))

    dismissed = told(DISMISSED)
    decide(budi, dismissed, Decision.DISMISSED, reason=NO_GROUND)
    standing = open_case(budi, an_opening(keys, title="Senam bersama"), report=told(TAKEN_UP))
    ended = open_case(budi, an_opening(keys, title="Mobil dinas"), report=told(DECIDED))
    ended.deadlines.update(running=False)
    closing = Closing(Outcome.NOT_PROVEN, Decider.BAWASLU, TODAY, "Putusan Bawaslu nomor 7, dibacakan hari ini.")
    proposed = propose_closing(actor_of(keys.hana), Case.objects.get(pk=ended.pk), closing, on=TODAY)
    return Before(dismissed, standing, approve_closing(actor_of(keys.gita), proposed, on=TODAY), told(NEWEST))


@pytest.mark.parametrize("page", ["report", "persons", "case form"])
def test_no_history_of_a_person_is_shown_beside_a_new_report(
    keys: Cast, client: Client, before: Before, page: str
) -> None:
    """The verifier may read each of these reports by its own number; what is refused is to lay them side by side."""
    budi, at = unlock_client(client, keys.budi), f"{LIST}{before.newest.number}/"
    answer = {
        "report": lambda: budi.get(at),
        "persons": lambda: budi.post(f"{at}usulan/", {"orang": "1", "reason": "Memastikan unit kerja terlapor."}),
        "case form": lambda: budi.get(NEW, {"laporan": before.newest.number}),
    }[page]()
    text = answer.content.decode()
    assert answer.status_code == 200
    assert before.newest.number in text
    assert [mark for mark in before.marks if mark in text] == []


def test_what_is_not_gathered_can_be_read_one_by_one(keys: Cast, client: Client, before: Before) -> None:
    """The negative control: these marks do stand on the pages of the things themselves."""
    budi = unlock_client(client, keys.budi)
    register = budi.get(LIST, {"status": "all"}).content.decode()
    own = budi.get(f"{LIST}{before.dismissed.number}/").content.decode()
    assert before.dismissed.short_number in register
    assert DISMISSED[:40] in own
    assert NO_GROUND in own


def test_a_handler_reads_open_and_decided_cases_and_no_dismissed_report(
    keys: Cast, client: Client, before: Before
) -> None:
    hana = unlock_client(client, keys.hana)
    for case in (before.open, before.closed):
        text = hana.get(f"/ruang/penanganan/{case.number}/").content.decode()
        other = before.closed if case == before.open else before.open
        assert case.title in text
        for mark in (before.dismissed.number, DISMISSED[:40], NO_GROUND, other.number, other.title):
            assert mark not in text
    assert hana.get(f"{LIST}{before.dismissed.number}/").status_code in (403, 404)

"""What a reporter writes stops at the desk: no other room, no trail, no paper that leaves holds a word of it."""

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.intake import evidence, selectors, services
from kondusif.intake.models import Report
from kondusif.intake.rules import Outcome, Value
from kondusif.intake.tests.support import draft, picture, receive, released
from support.cast import TODAY, Cast
from support.keys import ring, unlock_client

pytestmark = pytest.mark.django_db
CANARY = "kenari-7f3a"
TEXTS = {
    "words": f"uraian {CANARY}", "place_words": f"tempat {CANARY}", "evidence_words": f"bukti {CANARY}",
    "accused_other": f"instansi {CANARY}", "accused_unit": "",
    "accused_name": f"nama {CANARY}", "accused_post": f"jabatan {CANARY}", "accused_address": f"alamat {CANARY}",
}  # fmt: skip
PERSON = {name: f"{name} {CANARY}" for name in ("name", "address", "phone", "email")}


@pytest.fixture
def report(cast: Cast, places: None) -> Report:
    files = evidence.examine_all([(f"{CANARY}.jpg", picture(note=CANARY))])
    return receive(draft(**TEXTS, person=PERSON), files=files).report


def test_what_goes_to_a_case_holds_no_word_of_the_reporter(report: Report, cast: Cast) -> None:
    services.hand_over_evidence(actor_of(cast.budi), report, [1], Unit.objects.get(key="inspektorat"))
    told = [selectors.report_for_handler(report.number), selectors.attachments_of(report.number)]
    told += [selectors.report_counts(TODAY, TODAY, by="village")]
    assert selectors.attachments_of(report.number)
    assert CANARY not in repr(told)


def test_the_trail_holds_no_word_of_the_reporter_whatever_was_done(report: Report, cast: Cast) -> None:
    budi = actor_of(cast.budi)
    services.send_message(budi, report, f"tanya {CANARY}", submission="m1")
    report.refresh_from_db()
    services.judge(budi, report, value=Value.POSSIBLE, reason=f"alasan {CANARY}")
    services.open_identity(budi, released(report), ring(cast.budi), reason=f"alasan membuka {CANARY}")
    services.decide(budi, report, Outcome.DISMISSED, reason=f"alasan menutup yang panjang {CANARY}")
    entries = list(Entry.objects.filter(subject=report.number).values_list("action", "facts"))
    assert {action for action, _facts in entries} >= {
        "intake.report.received", "intake.message.sent", "intake.value.judged", "intake.identity.opened",
        "intake.report.decided",
    }  # fmt: skip
    assert CANARY not in repr(list(Entry.objects.values()))


@pytest.mark.parametrize("outcome", [Outcome.INFORMATION, Outcome.NOT_OURS])
def test_the_paper_that_leaves_holds_only_the_verifiers_words(
    report: Report, cast: Cast, monkeypatch: pytest.MonkeyPatch, outcome: Outcome
) -> None:
    from kondusif.base import typeset
    from kondusif.institutions.models import Body
    from kondusif.intake import letters

    handed: list[object] = []
    real = typeset.pdf
    monkeypatch.setattr(typeset, "pdf", lambda template, data: handed.append(data) or real(template, data))
    services.decide(
        actor_of(cast.budi),
        report,
        outcome,
        reason="Ringkasan yang ditulis verifikator.",
        body=Body.objects.get(key="kemenag"),
    )
    assert letters.letter_of(report).startswith(b"%PDF-")
    assert "Ringkasan yang ditulis verifikator." in repr(handed)
    assert CANARY not in repr(handed)


def test_the_list_shows_no_name_and_no_file_name(report: Report, cast: Cast, client: Client) -> None:
    unlock_client(client, cast.budi)
    page = client.get(f"/ruang/laporan/{report.number}/").content.decode()
    for field in ("name", "address", "phone", "email"):
        assert PERSON[field] not in page


def test_the_safe_copy_holds_no_metadata(report: Report) -> None:
    opened = selectors.open_attachment(report, report.attachments.select_related("report").get())
    assert CANARY.encode() not in opened.content

"""The report form and the look-up under pressure, as a browser without scripts meets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kondusif.accounts.models import Notice
from kondusif.accounts.selectors import actor_of
from kondusif.base import fresh, lanes
from kondusif.base.lanes import Lanes, Recent
from kondusif.intake import guessing, proof, services
from kondusif.intake.models import Report
from kondusif.intake.proof import DEMANDS, Gate, Level
from kondusif.intake.spent import SpentProof
from kondusif.intake.tests.support import BACK, Pelapor, fields_of
from kondusif.kernel import clock
from support.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "lanes", Lanes())
    monkeypatch.setattr(proof, "wrong_tries", Recent(3600))
    monkeypatch.setattr(proof, "_gate", Gate(300, 60))


def under(level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: level)


def test_on_a_calm_day_nobody_notices_anything(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    assert "data-bukti-kerja" not in pelapor.page.content.decode()
    assert "bukti-kerja.js" not in pelapor.page.content.decode()
    assert pelapor.press("kirim").status_code == 200
    assert not SpentProof.objects.exists()


def test_without_a_script_the_reporter_waits_and_loses_nothing(
    pelapor: Pelapor, monkeypatch: pytest.MonkeyPatch
) -> None:
    under(Level.BUSY, monkeypatch)
    pelapor.walk(4)
    pelapor.press("kirim")
    page = pelapor.page.content.decode()
    assert pelapor.page.status_code == 429
    assert "kirim lagi" in page
    assert fields_of(pelapor.page)["name"] == "Wulan Prasetyo"
    assert not Report.objects.exists()
    moment = clock.now().timestamp() + DEMANDS[Level.BUSY].wait
    monkeypatch.setattr(proof, "now", lambda: clock.now().fromtimestamp(moment, tz=clock.now().tzinfo))
    assert pelapor.press("kirim").status_code == 200
    assert Report.objects.count() == 1
    assert SpentProof.objects.count() == 1


def test_a_declared_flood_asks_a_little_of_every_report_and_waiting_does_instead(
    pelapor: Pelapor, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old phone, or a browser without scripts, is never locked out."""
    services.declare_flood(actor_of(cast.intan), reason="Kampanye surel dengan kalimat yang sama.")
    pelapor.walk(4)
    assert "data-bukti-kerja" in pelapor.page.content.decode()
    pelapor.press("kirim")
    assert (pelapor.page.status_code, Report.objects.count()) == (429, 0)
    assert fields_of(pelapor.page)["name"] == "Wulan Prasetyo"
    moment = clock.now().timestamp() + DEMANDS[Level.BUSY].wait
    monkeypatch.setattr(proof, "now", lambda: clock.now().fromtimestamp(moment, tz=clock.now().tzinfo))
    assert pelapor.press("kirim").status_code == 200
    assert Report.objects.count() == 1


def test_a_flood_asks_reports_and_not_those_who_look_up_and_ends_with_its_end(cast: Cast) -> None:
    assert proof.level_now() is Level.CALM
    services.declare_flood(actor_of(cast.intan), reason="Kampanye surel dengan kalimat yang sama.")
    assert (proof.level_now(), proof.level_now(look_up=True)) == (Level.BUSY, Level.CALM)
    for _send in range(4_801):
        lanes.lanes.arrivals.note()
    assert proof.level_now() >= Level.FLOOD, "what weighs on the door itself asks for more"
    services.end_flood(actor_of(cast.budi))
    lanes.lanes.arrivals.forget()
    assert proof.level_now() is Level.CALM


def test_a_flood_of_forms_asks_the_database_no_oftener(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    services.declare_flood(actor_of(cast.intan), reason="Kampanye surel dengan kalimat yang sama.")
    monkeypatch.setattr(fresh, "_serving", True)
    monkeypatch.setattr(fresh.time, "monotonic", lambda: 1e9)
    with CaptureQueriesContext(connection) as asked:
        assert {proof.level_now() for _form in range(100)} == {Level.BUSY}
    assert len(asked) == 1
    monkeypatch.setattr(fresh.time, "monotonic", lambda: 2e9)
    services.end_flood(actor_of(cast.budi))
    assert proof.level_now() is Level.CALM


def test_the_form_that_was_sent_shows_its_receipt_again(pelapor: Pelapor, monkeypatch: pytest.MonkeyPatch) -> None:
    pelapor.walk(4)
    before = pelapor.page
    under(Level.BUSY, monkeypatch)
    moment = clock.now().timestamp() + 60
    monkeypatch.setattr(proof, "now", lambda: clock.now().fromtimestamp(moment, tz=clock.now().tzinfo))
    assert pelapor.press("kirim").status_code == 200
    pelapor.page = before
    assert pelapor.press("kirim").status_code == 200
    assert Report.objects.count() == 1


def test_a_hundred_wrong_codes_make_the_next_try_wait_and_tell_the_admins_once(client: Client, cast: Cast) -> None:
    for _try in range(110):
        guessing.note_wrong_try()
    told = Notice.objects.filter(code="intake.guessing")
    assert [row.user_id for row in told] == [cast.ani.pk]
    page = client.get(BACK)
    answer = client.post(BACK, fields_of(page) | {"code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    assert "kirim lagi" in answer.content.decode()
    assert "data-bukti-kerja" in answer.content.decode()


def test_nobody_is_ever_locked_out(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _try in range(5_000):
        proof.wrong_tries.note()
    page = client.get(BACK)
    moment = clock.now().timestamp() + DEMANDS[Level.STORM].wait
    monkeypatch.setattr(proof, "now", lambda: clock.now().fromtimestamp(moment, tz=clock.now().tzinfo))
    answer = client.post(BACK, fields_of(page) | {"code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    assert "kirim lagi" not in answer.content.decode()

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import NilReport
from kondusif.incidents.rules import Source
from kondusif.incidents.selectors import silent_kelurahan
from kondusif.incidents.services import file_nil_report, record_incident
from kondusif.incidents.tests.factories import facts
from kondusif.kernel.errors import Refused
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")


def test_one_nil_report_a_kelurahan_a_day(cast: Cast) -> None:
    first = file_nil_report(actor_of(cast.citra), SEMANGGI)
    assert file_nil_report(actor_of(cast.citra), SEMANGGI).pk == first.pk
    assert NilReport.objects.count() == 1


@pytest.mark.parametrize("code", ["33.72.03", f"{SEMANGGI}.007", "33.74.01.1001", "kota"])
def test_only_a_kelurahan_of_the_city_reports_nil(cast: Cast, code: str) -> None:
    with pytest.raises(Refused):
        file_nil_report(actor_of(cast.intan), code)


def test_nothing_is_reported_ahead_of_the_day(cast: Cast) -> None:
    with pytest.raises(Refused):
        file_nil_report(actor_of(cast.citra), SEMANGGI, on=TODAY + timedelta(days=1))


def test_a_kelurahan_with_an_incident_today_cannot_say_nothing_happened(cast: Cast) -> None:
    record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    with pytest.raises(Refused) as error:
        file_nil_report(actor_of(cast.citra), SEMANGGI)
    assert error.value.code == "incidents.nil.incident_stands"


def test_silence_ends_with_a_nil_report_or_an_incident(cast: Cast) -> None:
    assert {row.code for row in silent_kelurahan(TODAY)} == {SEMANGGI, JEBRES, "33.72.03.1001"}
    file_nil_report(actor_of(cast.citra), SEMANGGI)
    record_incident(actor_of(cast.intan), facts(area_code=JEBRES), source=Source.DESK)
    assert [row.code for row in silent_kelurahan(TODAY)] == ["33.72.03.1001"]


def test_the_longest_silence_stands_first_with_its_last_word(cast: Cast) -> None:
    file_nil_report(actor_of(cast.intan), SEMANGGI, on=TODAY - timedelta(days=1))
    file_nil_report(actor_of(cast.intan), JEBRES, on=TODAY - timedelta(days=3))
    rows = [(row.code, row.last_report_on) for row in silent_kelurahan(TODAY)]
    assert rows == [
        ("33.72.03.1001", None), (JEBRES, TODAY - timedelta(days=3)), (SEMANGGI, TODAY - timedelta(days=1)),
    ]  # fmt: skip


def test_the_officer_of_a_kelurahan_taps_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.citra)
    page = client.get(reverse("incidents:nil"))
    assert "Semanggi" in page.content.decode()
    assert JEBRES not in page.content.decode()
    client.post(reverse("incidents:nil"), {"area": SEMANGGI})
    assert NilReport.objects.get().on_behalf is False


def test_an_officer_cannot_report_for_another_kelurahan(client: Client, cast: Cast) -> None:
    client.force_login(cast.citra)
    answer = client.post(reverse("incidents:nil"), {"area": JEBRES})
    assert answer.status_code == 422
    assert not NilReport.objects.exists()


def test_the_desk_reports_on_behalf_and_it_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    client.post(reverse("incidents:nil"), {"area": JEBRES})
    assert NilReport.objects.get().on_behalf is True
    assert "dicatat Desk" in client.get(reverse("incidents:nil")).content.decode()


def test_how_many_have_not_reported_reads_in_words_and_never_as_one_of_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.citra)
    assert "Satu kelurahan belum melapor hari ini" in client.get(reverse("incidents:nil")).content.decode()
    file_nil_report(actor_of(cast.citra), SEMANGGI)
    client.force_login(cast.intan)
    assert "Dua dari tiga kelurahan belum melapor hari ini" in client.get(reverse("incidents:nil")).content.decode()

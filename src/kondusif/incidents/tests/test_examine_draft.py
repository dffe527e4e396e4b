"""Going through the drafts of a chat: what each page shows, what a refusal does, whose a draft is."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Source
from kondusif.incidents.services import record_incident
from kondusif.incidents.services.chats import bring_chat, take_incident, take_nil
from kondusif.incidents.tests.factories import facts
from kondusif.kernel.errors import Refused
from support.cast import SEMANGGI, Cast

pytestmark = pytest.mark.usefixtures("places")

DAY = date(2024, 11, 12)
EVERY_SORT = """12/11/24 08.01 - A: tawuran remaja semalam
12/11/24 09.02 - B: tawuran di Kelurahan Semanggi
12/11/24 09.30 - C: banjir di kecamatan Pasar Kliwon
12/11/24 10.03 - D: Kel. Semanggi nihil
12/11/24 11.04 - E: Apakah boleh ASN like postingan paslon?
12/11/24 12.05 - F: Apakah boleh ASN Semanggi follow akun calon?
12/11/24 13.06 - G: Diduga guru ikut kampanye paslon
12/11/24 17.07 - H: Lurah Semanggi ikut kampanye paslon di lapangan
"""


def test_every_sort_of_draft_opens_the_form_of_an_incident_with_and_without_a_place(client: Client, cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    rows = list(chat.drafts.all())
    assert {(row.sort, bool(row.area_code)) for row in rows} >= {
        ("incident", False), ("incident", True), ("nil", True), ("question", False), ("report", False),
        ("report", True),
    }  # fmt: skip
    client.force_login(cast.intan)
    for row in rows:
        assert client.get(reverse("incidents:draft", args=[chat.pk, row.order])).status_code == 200
        page = client.get(f"{reverse('incidents:record')}?draf={chat.pk}-{row.order}")
        assert page.status_code == 200
        assert page.context["form"].initial["village"] == (SEMANGGI if row.area_code == SEMANGGI else "")


def test_a_second_officers_words_are_not_lost_when_the_draft_is_recorded_already(client: Client, cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    row = next(one for one in chat.drafts.all() if one.area_code == SEMANGGI and one.sort == "incident")
    address = f"{reverse('incidents:record')}?draf={chat.pk}-{row.order}"
    sent = {
        "kind": "violence", "severity": "light", "village": SEMANGGI, "place": "Lapangan", "happened_on": "12/11/2024",
        "what": "Tawuran remaja", "how": "Dua kelompok saling lempar.",
    }  # fmt: skip
    client.force_login(cast.intan)
    sent["key"] = client.get(address).context["form"]["key"].value()
    client.post(address, sent)
    first = Incident.objects.get()
    later = client.post(address, {**sent, "how": "Ada tiga korban luka ringan."})
    assert later.status_code == 422
    assert "Ada tiga korban luka ringan." in later.content.decode()
    assert f"sudah tercatat sebagai {first.number}" in later.content.decode()
    with pytest.raises(Refused, match=r"draft\.recorded"):
        take_incident(actor_of(cast.budi), row, facts())
    assert (Incident.objects.count(), Incident.objects.get().how) == (1, "Dua kelompok saling lempar.")


def test_a_name_typed_back_is_asked_about_once_and_kept_only_if_somebody_says_it_is_none(
    client: Client, cast: Cast
) -> None:
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    row = next(one for one in chat.drafts.all() if one.area_code == SEMANGGI and one.sort == "incident")
    address = f"{reverse('incidents:record')}?draf={chat.pk}-{row.order}"
    named = {
        "kind": "violence", "severity": "light", "village": SEMANGGI, "place": "Jl. Slamet Riyadi",
        "happened_on": "12/11/2024", "what": "Tawuran remaja", "how": "Pak Paijo melerai, hubungi 0812 3456 7890.",
    }  # fmt: skip
    client.force_login(cast.intan)
    blank = client.get(address)
    assert "simpan seperti tertulis" not in blank.content.decode()
    named["key"] = blank.context["form"]["key"].value()
    asked = client.post(address, named)
    assert (asked.status_code, Incident.objects.count()) == (422, 0)
    text = asked.content.decode()
    assert "mirip nama atau nomor orang: Paijo, [nomor]." in text
    assert "Pak Paijo melerai" in text
    assert "simpan seperti tertulis" in text
    plain = client.post(address, {**named, "how": "Ketua RT melerai."})
    assert (plain.status_code, Incident.objects.get().how) == (302, "Ketua RT melerai.")


def test_what_is_said_to_be_no_name_is_kept_as_it_is_written(client: Client, cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    row = next(one for one in chat.drafts.all() if one.area_code == SEMANGGI and one.sort == "incident")
    sent = {
        "kind": "violence", "severity": "light", "village": SEMANGGI, "place": "Toko Paijo",
        "happened_on": "12/11/2024", "what": "Tawuran remaja", "how": "", "as_written": "on",
    }  # fmt: skip
    client.force_login(cast.intan)
    assert client.post(f"{reverse('incidents:record')}?draf={chat.pk}-{row.order}", sent).status_code == 302
    assert Incident.objects.get().place == "Toko Paijo"


def test_a_refused_nil_report_stays_on_its_page_with_what_was_chosen(client: Client, cast: Cast) -> None:
    record_incident(actor_of(cast.intan), facts(area_code=SEMANGGI, happened_on=DAY), source=Source.DESK)
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    row = chat.drafts.get(sort="nil")
    client.force_login(cast.intan)
    address = reverse("incidents:draft", args=[chat.pk, row.order])
    for on, sentence in (("12/11/2024", "sudah ada kejadian tercatat"), ("30/11/2024", "hanya untuk hari ini")):
        page = client.post(address, {"jadi": "nihil", "village": SEMANGGI, "on": on})
        assert page.status_code == 422
        assert sentence in page.content.decode()
        assert page.context["nil_form"]["on"].value() == on
        assert page.context["nil_form"]["village"].value() == SEMANGGI
    row.refresh_from_db()
    assert row.is_open


def test_who_comes_second_to_a_draft_reads_what_it_became(client: Client, cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), EVERY_SORT)
    row = chat.drafts.get(sort="nil")
    take_nil(actor_of(cast.budi), row, SEMANGGI, DAY)
    client.force_login(cast.intan)
    page = client.post(reverse("incidents:draft", args=[chat.pk, row.order]), {"jadi": "buang"})
    assert page.status_code == 422
    assert "Draf ini sudah diperiksa" in page.content.decode()
    assert "Menjadi nihil 12/11/2024" in page.content.decode()


def test_a_nil_of_a_kecamatan_asks_for_its_kelurahan(client: Client, cast: Cast) -> None:
    row = bring_chat(actor_of(cast.intan), "12/11/24 10.03 - D: Kecamatan Pasar Kliwon nihil").drafts.get()
    client.force_login(cast.intan)
    assert "disabled" in client.get(reverse("incidents:chat", args=[row.chat_id])).content.decode()
    page = client.get(reverse("incidents:draft", args=[row.chat_id, row.order]))
    assert "pilih kelurahannya" in page.content.decode()
    assert page.context["nil_form"]["village"].value() == ""

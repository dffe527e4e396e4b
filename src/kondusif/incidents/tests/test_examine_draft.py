"""Going through the drafts of a chat: what each page shows, what a refusal does, whose a draft is."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import Incident
from kondusif.incidents.services.chats import bring_chat, take_incident
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

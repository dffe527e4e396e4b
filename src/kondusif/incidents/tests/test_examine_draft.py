"""Going through the drafts of a chat: what each page shows, what a refusal does, whose a draft is."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.services.chats import bring_chat
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

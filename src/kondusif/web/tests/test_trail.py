import pytest
from django.test import Client
from django.urls import reverse

from kondusif.audit.models import Entry
from kondusif.web import trail
from support.cast import Cast


def test_entries_are_read_as_sentences(client: Client, cast: Cast) -> None:
    client.force_login(cast.eko)
    page = client.get(reverse("web:trail")).content.decode()
    assert "Peran diberikan" in page
    assert f"{Entry.objects.count()} tindakan tercatat" in page
    assert "accounts.grant.given" not in page


def test_the_button_walks_the_whole_chain(client: Client, cast: Cast) -> None:
    client.force_login(cast.eko)
    assert "Jejak utuh." in client.post(reverse("web:trail")).content.decode()


@pytest.mark.parametrize("who", ["intan", "budi", "citra"])
def test_the_trail_is_for_auditor_and_admin(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("web:trail")).status_code == 403


def test_every_action_written_so_far_has_a_sentence(cast: Cast) -> None:
    assert set(Entry.objects.values_list("action", flat=True)) <= set(trail.actions())

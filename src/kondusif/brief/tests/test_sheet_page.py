"""The sheet on screen, its PDF and its text, for each reader."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.brief.permissions import READERS
from support.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_the_heading_is_the_finding(client: Client, cast: Cast) -> None:
    page = as_(client, cast.intan).get(reverse("brief:today")).content.decode()
    assert "<h1>Seluruh 2 kelurahan belum melapor.</h1>" in page
    assert "Mohon arahan" in page
    assert "style=" not in page


@pytest.mark.parametrize("name", ["on", "pdf", "text"])
@pytest.mark.parametrize("role", list(Role))
def test_readers_pass_and_others_are_told(client: Client, cast: Cast, role: Role, name: str) -> None:
    answer = as_(client, cast.by_role()[role]).get(reverse(f"brief:{name}", args=[TODAY]))
    assert answer.status_code == (200 if role in READERS else 403)


def test_strangers_find_nothing(client: Client, cast: Cast) -> None:
    assert client.get(reverse("brief:today")).status_code == 404
    assert as_(client, cast.dewi).get(reverse("brief:today")).status_code == 404


def test_a_typed_day_opens_its_report(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.intan).get(reverse("brief:today"), {"tanggal": "12/11/2024"})
    assert answer["Location"] == reverse("brief:on", args=[TODAY - timedelta(days=1)])


def test_a_day_that_cannot_be_read_is_said_beside_the_field(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.intan).get(reverse("brief:today"), {"tanggal": "kemarin dulu"})
    assert answer.status_code == 422
    assert "kemarin dulu" in answer.content.decode()


@pytest.mark.parametrize("day", ["2024-11-14", "1999-12-31", "0001-01-01"])
def test_a_day_outside_the_records_is_refused_in_a_sentence(client: Client, cast: Cast, day: str) -> None:
    answer = as_(client, cast.intan).get(f"/ruang/harian/{day}/")
    assert answer.status_code == 422


@pytest.mark.parametrize("day", ["2024-13-01", "kemarin", "2024-11-1"])
def test_no_day_leads_nowhere(client: Client, cast: Cast, day: str) -> None:
    assert as_(client, cast.intan).get(f"/ruang/harian/{day}/").status_code == 404


def test_the_pdf_is_one_sheet_with_its_marks(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.lukman).get(reverse("brief:pdf", args=[TODAY]))
    assert answer["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as paper:
        text = paper[0].get_textpage().get_text_range()
        assert len(paper) == 1
    for mark in ("LATIHAN", "LSH-3372-20241113", "lembar 1 dari 1", "Kode keutuhan catatan", "Mohon arahan"):
        assert mark in text


def test_the_chat_text_is_plain(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.lukman).get(reverse("brief:text", args=[TODAY]))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith("*LAPORAN SITUASI HARIAN* (LATIHAN)")

"""The page *Bolehkah saya…?*: it answers, shows its reasons, and keeps nothing."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kondusif.institutions.models import City

pytestmark = pytest.mark.django_db

LIKE = {"tindakan": "like", "untuk": "candidate", "hubungan": "none", "siapa": "pns", "tanggal": "13 November 2024"}


def _answer(client: Client, **changes: str) -> str:
    response = client.post("/bolehkah/", LIKE | changes)
    assert response.status_code == 200
    return response.content.decode()


def test_the_question_page_offers_every_deed_and_says_it_keeps_nothing(client: Client, city: City) -> None:
    page = client.get("/bolehkah/").content.decode()
    assert page.count("<option") >= 19
    assert "tidak disimpan" in page
    assert 'value="13 November 2024"' in page


def test_an_answer_shows_the_norm_the_range_what_penetapan_changes_and_the_rights(client: Client, city: City) -> None:
    page = _answer(client)
    for words in ("Bolehkah saya menyukai unggahan calon?", "Dilarang", "SKB-D-6", "SKB-KE-4", "Disiplin berat",
                  "sejak Min, 22 Sep", "Bila sudah terlanjur", "Hak Anda", "Kepada siapa bertanya",
                  "belum diperiksa"):  # fmt: skip
        assert words in page


def test_before_penetapan_the_candidate_is_called_a_would_be_one(client: Client, city: City) -> None:
    assert "menyukai unggahan bakal calon?" in _answer(client, tanggal="1 September 2024")


def test_the_day_of_penetapan_is_left_to_people(client: Client, city: City) -> None:
    assert "jam perbuatan dan jabatan" in _answer(client, tanggal="22/9/2024")


def test_a_day_without_a_standing_row_is_not_called_allowed(client: Client, city: City) -> None:
    page = _answer(client, tanggal="1 Juni 2025")
    assert "Tanya dulu" in page
    assert "belum berarti boleh" in page


def test_an_allowed_deed_shows_its_basis_and_no_sanction(client: Client, city: City) -> None:
    page = _answer(client, tindakan="attend", hubungan="spouse", cuti="on")
    assert '<p class="judul">Boleh</p>' in page
    assert "SE MenPANRB 18/2023" in page
    assert "Bila sudah terlanjur" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tindakan": ""}, "Pilih salah satu"),
        ({"tindakan": "menari"}, "Pilihan ini tidak ada dalam daftar"),
        ({"tanggal": "besok pagi"}, "Tanggal ini tidak terbaca"),
        ({"tanggal": "9" * 4000}, "Tanggal ini tidak terbaca"),
        ({"hubungan": "musuh"}, "Pilihan ini tidak ada dalam daftar"),
    ],
)
def test_a_question_that_cannot_be_read_is_said_and_kept(
    client: Client, city: City, changes: dict[str, str], words: str
) -> None:
    page = _answer(client, **changes)
    assert words in page
    assert "jawaban-dilarang" not in page
    if "besok" in changes.get("tanggal", ""):
        assert 'value="besok pagi"' in page


def test_asking_leaves_no_cookie_no_row_and_no_log_line(
    client: Client, city: City, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.INFO),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        response = client.post("/bolehkah/", LIKE)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert caplog.records == []
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries.captured_queries)


def test_asking_needs_no_token_and_no_sign_in(city: City) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/bolehkah/", LIKE).status_code == 200


def test_the_english_page_answers_in_english_with_the_rows_in_their_own_names(client: Client, city: City) -> None:
    page = client.post("/en/bolehkah/", LIKE).content.decode()
    assert "like a post of" in page
    assert "Liking such a post is taking sides" in page
    assert "SKB-D-6" in page


def test_without_a_city_or_a_contest_only_timeless_rows_stand(client: Client) -> None:
    page = _answer(client, tindakan="decide")
    assert "SKB-D-12" in page
    assert "Belum ada kontes" in page

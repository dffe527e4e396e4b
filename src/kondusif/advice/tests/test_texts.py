"""What a pasted post says: never more than can be read, never slow, and no names of candidates in the lexicon."""

import time
from datetime import date

import pytest
from django.test import Client

from kondusif.advice import lexicon, selectors
from kondusif.advice.lexicon import read_text
from kondusif.advice.schema import TextKind
from kondusif.institutions.models import City

ON = {"act": "post", "on": date(2024, 11, 13), "contest": "pilkada-2024"}


def kind(text: str) -> TextKind | None:
    found = read_text(text)
    return found.kind if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Coblos nomor 1",
        "pilih no 2 ya",
        "MENANGKAN jagoan kita",
        "#DukungPaslon",
        "dukung penuh pasangan ini",
        "salam 2 jari",
        "dua periode",
        "Coblos, nomor: 3",
        "ＣＯＢＬＯＳ nomor 2",
        "jangan lupa coblos nomor 4",
        "#2Periode",
    ],
)
def test_calls_for_votes_are_seen(text: str) -> None:
    assert kind(text) is TextKind.SUPPORT


@pytest.mark.parametrize(
    "text",
    [
        "jangan coblos nomor 1 sebelum pukul tujuh",
        "bukan tim sukses",
        "kata mereka coblos nomor 2",
        "“menangkan”",
        "apakah boleh dukung paslon",
    ],
)
def test_denials_and_quotations_are_left_to_people(text: str) -> None:
    assert kind(text) is TextKind.DOUBT


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_pasted_is_no_text(text: str) -> None:
    assert read_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "👍🎉",
        "Vote for the candidate of your choice",
        "أدلوا بأصواتكم",
        "Selamat pagi",
        "1",
        "....",
        "\x00\x01",
        "Ayo gunakan hak pilih 1",
        "Ayo gunakan hak pilih ✌",
        "gunakan hak pilih #birulangit",
    ],
)
def test_what_is_not_recognised_is_never_called_neutral(text: str) -> None:
    assert kind(text) is TextKind.UNREAD
    assert selectors.advise(**ON, text=text).as_json()["answer"] == "tanya_dulu"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "coblos " * 150_000, "👍" * 1_000_000, " nomor" * 160_000, "a b " * 250_000]
)
def test_a_megabyte_is_answered_honestly_and_soon(text: str) -> None:
    began = time.process_time()
    found = selectors.advise(**ON, text=text).as_json()  # type: ignore[arg-type]
    assert found["answer"] == "tanya_dulu"
    assert time.process_time() - began < 5


def test_the_longest_text_that_is_read_is_read_soon() -> None:
    longest = lexicon.lexicon().longest
    for words in ("coblos ", "pilih saya ", "dukung a b c ", "nomor urut "):
        began = time.process_time()
        read_text((words * longest)[:longest])
        assert time.process_time() - began < 5


def test_every_pattern_is_of_plain_words_and_names_nobody() -> None:
    table = lexicon.lexicon()
    for pattern in (*table.support, *table.official, *table.neutral):
        assert lexicon.expression(pattern).endswith("(?= )")
        assert pattern.words == pattern.words.lower()


@pytest.mark.django_db
def test_the_page_takes_a_megabyte_and_answers(client: Client, city: City) -> None:
    asked = {
        "tindakan": "post",
        "untuk": "candidate",
        "hubungan": "none",
        "siapa": "pns",
        "tanggal": "13 November 2024",
    }
    page = client.post("/bolehkah/", {**asked, "teks": "panjang " * 131_000}).content.decode()
    assert "terlalu panjang" in page
    assert '<p class="judul">Tanya dulu</p>' in page
    page = client.post("/bolehkah/", {**asked, "teks": "<script>alert(1)</script> coblos nomor 1"}).content.decode()
    assert "<script>alert" not in page
    assert '<p class="judul">Dilarang</p>' in page

"""One story is one item on the page, whoever copied it; people join, split and take a step back."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.media.models import Article, Story
from kondusif.media.page import rows_of
from kondusif.media.selectors import issue_counts, items_between
from kondusif.media.services import add_article
from kondusif.media.story_selectors import items
from kondusif.media.tests.factories import article_by
from kondusif.media.variants import differences
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
BODY = """SOLO, {outlet} – Pemerintah Kota Surakarta menggelar sosialisasi netralitas ASN di Kelurahan Semanggi,
Kecamatan Pasar Kliwon, Selasa (12/11/2024). Kegiatan menjelang Pilkada 2024 itu dihadiri Bawaslu Kota Surakarta
dan pengurus RT serta RW setempat. Peserta diminta menjaga ketenangan sampai hari pemungutan suara dan melapor bila
ada politik uang.
Panitia membagikan poster di balai kelurahan, pos ronda, dan pasar. Acara berlangsung dua jam dan berjalan tertib."""
OUTLETS = ["Warta Latihan", "Kabar Latihan", "Suara Latihan", "Berita Latihan", "Kilas Latihan"]
RUMOUR = """Ada info dari grup RT, katanya besok surat undangan pemilih di Kelurahan Jebres ditarik lagi oleh petugas
karena salah cetak, jadi warga diminta kumpul di balai kelurahan pukul tujuh pagi membawa fotokopi KTP dan KK supaya
namanya tidak dicoret dari daftar pemilih tetap. Mohon diteruskan ke keluarga dan tetangga sebelum terlambat."""
OPENINGS = ["Tolong sebarkan!", "Info penting warga Jebres:", "Assalamualaikum.", "Dari grup sebelah:", "Fwd:",
            "Mohon dibaca.", "Baru dapat kabar.", "Sekadar meneruskan."]  # fmt: skip
ENDINGS = ["Terima kasih.", "Salam.", "Jangan lupa ya bapak ibu.", "Dari teman kelurahan.", "Hati-hati."]
CHANGES = [
    ("besok", "lusa"),
    ("pukul tujuh", "jam 7"),
    ("supaya", "biar"),
    ("petugas", "orang kelurahan"),
    ("Mohon", "Tolong"),
]


def five_outlets(cast: Cast) -> list[Article]:
    found = []
    for number, outlet in enumerate(OUTLETS):
        text = f"Sosialisasi Netralitas di Semanggi {'Tertib' * (number % 2)}\n\n{BODY.format(outlet=outlet)}"
        found.append(add_article(actor_of(cast.intan), f"{text}\n\nEditor meja {outlet}.", outlet=outlet)[0])
    return found


def forty_wordings() -> list[str]:
    texts = []
    for number in range(40):
        text = RUMOUR.replace(*CHANGES[number % 5])
        texts.append(f"{OPENINGS[number % 8]} {text} {ENDINGS[(number // 8) % 5]}")
    assert len(set(texts)) == 40
    return texts


def test_five_outlets_are_one_item_with_its_variants(cast: Cast, client: Client) -> None:
    five_outlets(cast)
    (row,) = rows_of(items(Article.objects.all()))
    assert (row.copies, row.outlets) == (5, 5)
    assert items_between(TODAY, TODAY) == 1
    assert {tally.value: tally.articles for tally in issue_counts(TODAY, TODAY)}["asn_neutrality"] == 1
    client.force_login(cast.intan)
    page = client.get(reverse("media:list")).content.decode()
    assert "Satu berita dalam tujuh hari" in page
    assert "5 tulisan dari 5 media" in page
    assert "Salinan dihitung sekali: 5 tulisan, 1 berita." in page


def test_one_rumour_in_forty_wordings_is_one_item(cast: Cast) -> None:
    for text in forty_wordings():
        add_article(actor_of(cast.intan), text)
    rows = rows_of(items(Article.objects.all()))
    assert [row.copies for row in rows] == [40]


def test_a_filter_counts_items_and_another_story_stays_apart(cast: Cast, client: Client) -> None:
    five_outlets(cast)
    article_by(cast.intan, "Penghuni rumah susun di Jebres, Surakarta, memeriksa daftar pemilih bersama KPU.")
    client.force_login(cast.hana)
    answer = client.get(reverse("media:list"))
    assert [row.copies for row in answer.context["rows"]] == [1, 5]
    assert [row.copies for row in client.get(reverse("media:list"), {"words": "penghuni"}).context["rows"]] == [1]


def test_the_article_shows_its_tellings_and_what_differs(cast: Cast, client: Client) -> None:
    first, *_others = five_outlets(cast)
    client.force_login(cast.lukman)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Cerita yang sama dalam empat tulisan lain, dari 5 media" in page
    assert "Editor meja Kabar Latihan." in page
    assert "Pisahkan" not in page
    assert client.post(reverse("media:split", args=[first.number])).status_code == 403


def test_a_person_splits_and_takes_the_step_back(cast: Cast, client: Client) -> None:
    first, second, *_rest = five_outlets(cast)
    client.force_login(cast.intan)
    page = client.post(reverse("media:split", args=[second.number]), {"back": first.number}, follow=True)
    assert "Berita dipisah dari ceritanya." in page.content.decode()
    second.refresh_from_db()
    assert second.story_id is None
    move = second.story_moves.order_by("-pk").first()
    assert move is not None
    url = reverse("media:undo", args=[second.number])
    assert "Langkah terakhir dibatalkan." in client.post(url, {"move": move.pk}, follow=True).content.decode()
    second.refresh_from_db()
    assert second.story_id == Article.objects.get(pk=first.pk).story_id
    again = client.post(url, {"move": move.pk}, follow=True).content.decode()
    assert "Hanya langkah terakhir" in again
    assert client.post(url, {"move": "x"}).status_code == 404


def test_a_person_joins_by_number_and_a_wrong_number_is_said(cast: Cast, client: Client) -> None:
    first = article_by(cast.intan)
    other = article_by(cast.intan, "Apel Linmas di Jebres, Surakarta, berlangsung tertib.")
    client.force_login(cast.budi)
    url = reverse("media:join", args=[first.number])
    assert "Nomor berita itu tidak ada" in client.post(url, {"other": "MED-1"}, follow=True).content.decode()
    assert "dirinya sendiri" in client.post(url, {"other": first.number}, follow=True).content.decode()
    assert "Kedua berita jadi satu." in client.post(url, {"other": other.number.lower()}, follow=True).content.decode()
    assert Story.objects.get().articles.count() == 2
    assert "sudah satu cerita" in client.post(url, {"other": other.number}, follow=True).content.decode()


def test_differences_are_sentences_that_only_one_says() -> None:
    one = "Rapat berlangsung di balai kelurahan. Acara dihadiri dua puluh warga. Peserta pulang pukul sembilan."
    other = "Rapat berlangsung di balai kelurahan! Acara dihadiri dua puluh warga. Polisi berjaga di depan balai."
    found = differences(one, other)
    assert found.added == ("Polisi berjaga di depan balai.",)
    assert found.missing == ("Peserta pulang pukul sembilan.",)
    assert differences(one, one).added == ()

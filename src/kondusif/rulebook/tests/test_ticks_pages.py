"""The lawyers' pages: the worklist, one row with its ticks, and the list of editions."""

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.rulebook import selectors, worklist
from kondusif.rulebook.models import Tick
from support.cast import Cast, person

pytestmark = pytest.mark.django_db
KEY = "act:SKB-D-1"
ROW, TICK = f"/ruang/aturan/baris/{KEY}/", f"/ruang/aturan/baris/{KEY}/centang/"
SAID = {"naskah": "salinan JDIH Bawaslu", "halaman": "Lampiran II, halaman 9", "catatan": ""}


@pytest.fixture
def second(cast: Cast) -> User:
    return person("nadia", "Nadia", Role.LEGAL, "setda")


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("url", ["/ruang/aturan/", ROW, "/ruang/aturan/edisi/"])
def test_a_stranger_finds_nothing(client: Client, cast: Cast, url: str) -> None:
    assert client.get(url).status_code == 404
    assert _as(cast.dewi).get(url).status_code == 404


@pytest.mark.parametrize("url", ["/ruang/aturan/", ROW, "/ruang/aturan/edisi/"])
def test_who_rests_on_the_law_may_read_who_checked_it(cast: Cast, url: str) -> None:
    for reader in (cast.laras, cast.lukman, cast.eko, cast.hana):
        assert _as(reader).get(url).status_code == 200
    assert _as(cast.citra).get(url).status_code == 403


def test_only_a_lawyer_ticks(cast: Cast) -> None:
    for reader in (cast.lukman, cast.eko, cast.hana):
        assert _as(reader).post(TICK, SAID).status_code == 403
    assert not Tick.objects.exists()
    assert "Sesuai dengan naskah resmi" not in _text(_as(cast.hana), ROW)


def test_two_persons_bring_a_row_in_force(cast: Cast, second: User) -> None:
    laras, nadia = _as(cast.laras), _as(second)
    assert "belum diperiksa seorang pun" in _text(laras, ROW)
    assert laras.post(TICK, SAID).status_code == 302
    assert "menunggu orang kedua" in _text(nadia, ROW)
    assert nadia.post(TICK, {**SAID, "catatan": "sama"}).status_code == 302
    page = _text(nadia, ROW)
    assert "Baris ini berlaku" in page
    assert "salinan JDIH Bawaslu; Lampiran II, halaman 9; sama" in page
    assert selectors.act("SKB-D-1").status == "in_force"
    public = _text(Client(), "/aturan/perbuatan/SKB-D-1/")
    assert "Sudah diperiksa dan berlaku" in public
    assert "Nadia" in public


def test_the_second_tick_by_the_same_person_is_refused_with_a_sentence(cast: Cast) -> None:
    laras = _as(cast.laras)
    laras.post(TICK, SAID)
    answer = laras.post(TICK, SAID)
    assert answer.status_code == 422
    assert "sudah Anda periksa. Orang lain harus memeriksanya juga" in answer.content.decode()
    assert Tick.objects.count() == 1
    page = _text(laras, ROW)
    assert "Orang kedua harus lain dari Anda" in page
    assert "Sesuai dengan naskah resmi" not in page


def test_a_tick_without_the_page_that_was_seen_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = _as(cast.laras).post(TICK, {**SAID, "halaman": ""})
    assert answer.status_code == 422
    assert "Sebut halaman atau pasal" in answer.content.decode()
    assert 'value="salinan JDIH Bawaslu"' in answer.content.decode()
    assert not Tick.objects.exists()


def test_a_tick_is_taken_back_with_a_reason(cast: Cast) -> None:
    laras = _as(cast.laras)
    laras.post(TICK, SAID)
    away = f"/ruang/aturan/centang/{Tick.objects.get().pk}/tarik/"
    assert laras.post(away, {"alasan": ""}).status_code == 422
    assert laras.post(away, {"alasan": "halaman dari naskah lama"}).status_code == 302
    assert selectors.act("SKB-D-1").status == "draft"
    page = _text(laras, ROW)
    assert "halaman dari naskah lama" in page
    assert "Sesuai dengan naskah resmi" in page
    assert laras.post(away, {"alasan": "sekali lagi"}).status_code == 404


def test_the_worklist_puts_the_most_used_first_and_drops_what_is_in_force(cast: Cast, second: User) -> None:
    book = selectors.book()
    found = worklist.waiting(book, {"act:SKB-D-6": 3, "step:disiplin-pp94.examination": 7})
    assert [one.key for one in found[:2]] == ["step:disiplin-pp94.examination", "act:SKB-D-6"]
    _as(cast.laras).post(TICK, SAID)
    (mine,) = worklist.waiting(selectors.book(), {}, reader=cast.laras.pk, lacks="second")
    assert (mine.key, mine.mine) == (KEY, True)
    _as(second).post(TICK, SAID)
    assert KEY not in [one.key for one in worklist.waiting(selectors.book(), {})]


def test_the_worklist_is_narrowed_by_kind_and_by_what_is_missing(cast: Cast) -> None:
    laras = _as(cast.laras)
    laras.post(TICK, SAID)
    page = _text(laras, "/ruang/aturan/?jenis=perbuatan&kurang=second")
    assert "1 baris cocok" in page
    assert "(bukan Anda)" in page
    assert "/ruang/aturan/baris/act:SKB-D-1/" in page
    assert "Tidak ada baris yang cocok" in _text(laras, "/ruang/aturan/?jenis=sanksi&kurang=second")


def test_a_row_that_nobody_wrote_is_not_found(cast: Cast) -> None:
    laras = _as(cast.laras)
    assert laras.get("/ruang/aturan/baris/act:SKB-D-99/").status_code == 404
    assert laras.post("/ruang/aturan/baris/act:SKB-D-99/centang/", SAID).status_code == 404


def test_the_editions_say_which_one_is_in_use(cast: Cast) -> None:
    page = _text(_as(cast.laras), "/ruang/aturan/edisi/")
    assert f"Edisi {selectors.edition()} dipakai" in page
    assert "dikirim bersama Kondusif" in page


def test_every_row_can_be_opened_for_ticking(cast: Cast) -> None:
    laras = _as(cast.laras)
    faults = [key for key in selectors.book().rows() if laras.get(f"/ruang/aturan/baris/{key}/").status_code != 200]
    assert faults == []

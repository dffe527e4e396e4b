"""What everybody reads: no official, no case, no cookie."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.cases.rules import Outcome
from kondusif.coordination.rules import Verdict
from kondusif.coordination.selectors import public
from kondusif.coordination.services.breaches import link_breach
from kondusif.coordination.tests.factories import closed_case, judged, published, recorded
from support.cast import Cast

pytestmark = pytest.mark.usefixtures("places")


def read(name: str, *args: object, **query: str) -> str:
    answer = Client().get(reverse(f"coordination_public:{name}", args=args), query)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_an_empty_page_says_what_will_stand_there(cast: Cast) -> None:
    recorded(cast)
    assert "Belum ada deklarasi yang ditampilkan." in read("list")


def test_everybody_reads_promises_states_and_institutions_and_no_official(cast: Cast) -> None:
    declaration = published(cast)
    judged(cast, declaration.promises.get(order=1), Verdict.KEPT, note="Catatan untuk petugas.")
    text = read("show", declaration.number)
    assert "Ditepati menurut pemeriksaan 13 November 2024, dasarnya pengamatan petugas di tempat umum." in text
    assert "Belum diperiksa." in text
    assert "3. Partai Contoh 3" in text
    for kept_back in ("Sri Wahyu", "Catatan untuk petugas.", cast.intan.full_name, "M100 200"):
        assert kept_back not in text


def test_a_promise_judged_not_kept_names_its_ground_and_never_the_case(cast: Cast) -> None:
    declaration, case = published(cast), closed_case(cast, Outcome.PROVEN)
    promise = declaration.promises.get(order=1)
    link_breach(actor_of(cast.intan), promise, case, reason="Alasan yang menyebut perkara.")
    judged(cast, promise, Verdict.NOT_KEPT)
    pages = read("show", declaration.number) + read("list")
    assert "Dinilai tidak ditepati pada 13 November 2024, dasarnya pengamatan petugas di tempat umum." in pages
    for kept_back in (case.number, case.title, "NET-", "Alasan yang menyebut perkara."):
        assert kept_back not in pages


def test_a_link_alone_changes_nothing_that_everybody_reads(cast: Cast) -> None:
    declaration, case = published(cast), closed_case(cast, Outcome.PROVEN)
    before = read("show", declaration.number)
    link_breach(actor_of(cast.intan), declaration.promises.get(order=1), case, reason="Alasan.")
    assert read("show", declaration.number) == before


def test_search_finds_by_promise_and_by_institution_that_signed(cast: Cast) -> None:
    published(cast)
    assert "Deklarasi Pilkada Damai" in read("list", cari="alat peraga")
    assert "Deklarasi Pilkada Damai" in read("list", cari="partai contoh")
    assert "Tidak ada deklarasi yang cocok." in read("list", cari="Sri Wahyu")
    assert "Tidak ada deklarasi yang cocok." in read("list", jenis="neutrality")


def test_what_is_not_shown_is_not_there(cast: Cast) -> None:
    number = recorded(cast).number
    for name in ("show", "pdf"):
        assert Client().get(reverse(f"coordination_public:{name}", args=[number])).status_code == 404


def test_the_paper_for_everybody_is_a_pdf(cast: Cast) -> None:
    answer = Client().get(reverse("coordination_public:pdf", args=[published(cast).number]))
    assert answer.content[:5] == b"%PDF-"


def test_the_public_page_speaks_english_too(cast: Cast) -> None:
    declaration = published(cast)
    answer = Client().get(f"/en{reverse('coordination_public:show', args=[declaration.number])}")
    assert answer.status_code == 200


def test_the_newest_ones_stand_on_the_first_page(cast: Cast) -> None:
    published(cast)
    later = published(cast, title="Ikrar Netralitas", place="Stadion")
    assert [row.number for row in public.newest(1)] == [later.number]

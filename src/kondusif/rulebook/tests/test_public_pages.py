"""The public pages of the rulebook: what a reader finds, asks and is told when the question cannot be read."""

from gzip import compress

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.institutions.models import City
from kondusif.rulebook import search, selectors

pytestmark = pytest.mark.django_db


def _text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


def test_the_overview_shows_every_row_and_that_none_is_checked(client: Client, city: City) -> None:
    page = _text(client, "/aturan/")
    assert all(f">{act.id}</a>" in page for act in selectors.every_act())
    assert "belum diperiksa" in page


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("cari=like", {"SKB-KE-4", "SKB-D-6"}, {"SKB-D-5"}),
        ("cari=LIKE&tahap=calon", {"SKB-D-6"}, {"SKB-KE-4"}),
        ("cari=pasal+14&golongan=disiplin", {"SKB-D-12"}, {"SKB-KE-1", "SKB-D-3"}),
        ("tanggal=13/11/2024&golongan=kode_etik", {"SKB-KE-7"}, {"SKB-D-1"}),
        ("tanggal=1+Januari+2020", set(), {"SKB-D-5"}),
        ("cari=tidak-ada-yang-begini", set(), {"SKB-D-5"}),
    ],
)
def test_a_search_narrows_the_rows(client: Client, city: City, query: str, there: set[str], absent: set[str]) -> None:
    page = _text(client, f"/aturan/?{query}")
    assert all(f">{row}</a>" in page for row in there)
    assert not any(f">{row}</a>" in page for row in absent)


def test_nothing_found_is_not_called_allowed(client: Client, city: City) -> None:
    assert "belum berarti boleh" in _text(client, "/aturan/?cari=zzz")


def test_a_date_that_cannot_be_read_is_said_and_kept(client: Client, city: City) -> None:
    page = _text(client, "/aturan/?tanggal=kemarin+sore&cari=like")
    assert 'value="kemarin sore"' in page
    assert "Tanggal ini tidak terbaca" in page
    assert ">SKB-D-5</a>" not in page


@pytest.mark.parametrize("act", selectors.every_act(), ids=lambda act: act.id)
def test_each_row_has_a_page_with_basis_doubts_and_sources(client: Client, city: City, act: object) -> None:
    row = selectors.act(act.id)  # type: ignore[attr-defined]
    page = _text(client, reverse("rulebook_public:act", args=[row.id]))
    assert row.text.removesuffix(".") in page
    assert "belum diperiksa" in page
    assert all(one.article in page for one in row.basis)
    assert all(doubt in page for doubt in row.doubts)
    assert all(source.text in page for source in selectors.sources(row.source))


def test_every_row_of_every_kind_has_a_page_of_its_own(client: Client, city: City) -> None:
    """Law, when it holds, what is doubted, who checked it, and its history: on each page, without a script."""
    entries = (*search.entries_of(selectors.book()), *search.entries_of_rooms())
    pages = {reverse(one.page, args=one.arguments) + (f"?sejak={one.since}" if one.since else "") for one in entries}
    assert len(pages) > 140
    for url in pages:
        page = _text(client, url)
        assert "<script" not in page
        assert 'href="http' not in page
        if "/tahapan/" not in url and url.count("/") > 3:
            assert "Sumber yang dibaca" in page or "/prosedur/" in url


def test_a_row_says_who_has_checked_it_and_what_came_before(client: Client, city: City) -> None:
    page = _text(client, "/aturan/perbuatan/SKB-D-1/")
    for words in (
        "Pemeriksa pertama",
        "Pemeriksa kedua",
        "belum ada yang membandingkannya",
        "Riwayat",
        "Yang belum pasti",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/aturan/sanksi/berat/", "Disiplin berat"),
        ("/aturan/prosedur/disiplin-pp94/examination/", "Pemeriksaan setelah panggilan"),
        ("/aturan/peraturan/pp-94-2021/", "PP 94/2021"),
        ("/aturan/kantor/bawaslu-pilkada/", "Senin sampai Kamis, 08.00 sampai 16.00"),
        ("/aturan/peran/oversight_body/", "Badan Kepegawaian Negara (BKN)"),
        ("/aturan/tahapan/pilkada-2024/", "Masa tenang"),
        ("/en/aturan/sanksi/berat/", "eavy"),
        ("/en/aturan/peran/oversight_body/", "the National Civil Service Agency (BKN)"),
        ("/en/aturan/?cari=PP+94", "PP 94/2021"),
    ],
)
def test_sanctions_steps_and_the_rest_are_found_at_their_addresses(
    client: Client, city: City, url: str, words: str
) -> None:
    assert words in _text(client, url)


def test_a_search_by_article_stays_in_the_address_and_counts(client: Client, city: City) -> None:
    page = _text(client, "/aturan/?cari=Pasal+134+ayat+(4)&jenis=langkah")
    assert 'value="Pasal 134 ayat (4)"' in page
    assert "baris cocok" in page
    assert "/aturan/prosedur/bawaslu-pilkada/report/" in page


def test_the_printed_book_holds_every_row_and_the_edition_on_each_sheet(client: Client, city: City) -> None:
    page = _text(client, "/aturan/cetak/")
    assert "<tfoot>" in page
    assert f"Buku aturan edisi {selectors.edition()}" in page
    assert all(act.text.removesuffix(".")[:40] in page for act in selectors.every_act())
    assert page.count('class="baris-buku"') >= len(selectors.book().rows())


@pytest.mark.parametrize("url", ["/aturan/", "/aturan/?cari=pasal", "/aturan/?jenis=hari-libur", "/aturan/cetak/"])
def test_the_pages_of_law_are_light(client: Client, city: City, url: str) -> None:
    """With styles and type, which every page shares (65 kB), a first view stays under 150 kB."""
    assert len(compress(_text(client, url).encode())) < 40_000


def test_the_english_page_keeps_the_law_and_translates_the_deed(client: Client, city: City) -> None:
    page = _text(client, "/en/aturan/perbuatan/SKB-D-5/")
    assert "Being a member or an officer of a political party" in page
    assert "dismissal without honour" in page
    assert "Pasal 52 ayat (3) huruf j" in page


@pytest.mark.parametrize(
    "url",
    ["/aturan/perbuatan/SKB-D-13/", "/aturan/prosedur/tidak-ada/", "/aturan/perbuatan/%00/"],
)
def test_what_does_not_exist_is_not_found(client: Client, city: City, url: str) -> None:
    assert client.get(url).status_code == 404


def test_every_procedure_shows_its_steps_and_their_basis(client: Client, city: City) -> None:
    overview = _text(client, "/aturan/prosedur/")
    for procedure in selectors.procedures():
        assert procedure.title in overview
        page = _text(client, reverse("rulebook_public:procedure", args=[procedure.id]))
        assert all(step.title in page for step in procedure.steps)
    assert "Senin sampai Kamis, 08.00 sampai 16.00" in _text(client, "/aturan/prosedur/bawaslu-pilkada/")


def test_a_counted_date_shows_both_dates_the_strip_and_the_reason(client: Client, city: City) -> None:
    page = _text(client, "/aturan/prosedur/bawaslu-pilkada/?peristiwa=known&tanggal=11+November+2024&jam=14.00")
    for words in ("Minggu, 17 November 2024", "Senin, 18 November 2024", "Jumat, 15 November 2024",
                  "Mengapa tanggal ini?", 'class="hari"', "belum diperiksa", "Pasal 134 ayat (4)"):  # fmt: skip
        assert words in page


def test_a_duty_without_a_number_says_so_on_the_page(client: Client, city: City) -> None:
    page = _text(client, "/aturan/prosedur/disiplin-pp94/?peristiwa=known&tanggal=13/11/2024&jam=")
    assert "Aturan tidak menyebut angka hari" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("peristiwa=known&tanggal=&jam=", "Isi tanggal"),
        ("peristiwa=known&tanggal=31/2/2024&jam=", "Tanggal ini tidak terbaca"),
        ("peristiwa=known&tanggal=1/1/2031&jam=", "Tabel hari libur tidak memuat"),
        ("peristiwa=known&tanggal=13/11/2024&jam=pagi", "Jam ini tidak terbaca"),
        ("peristiwa=rapat&tanggal=13/11/2024&jam=", "Pilihan ini tidak ada dalam daftar"),
        ("peristiwa=known&tanggal=" + "9" * 5000, "Tanggal ini tidak terbaca"),
    ],
)
def test_a_question_that_cannot_be_counted_is_answered_with_a_sentence(
    client: Client, city: City, query: str, words: str
) -> None:
    page = _text(client, f"/aturan/prosedur/bawaslu-pilkada/?{query}")
    assert words in page
    assert "Hasil hitungan" not in page


def test_the_days_off_of_a_year_and_of_an_unknown_year(client: Client, city: City) -> None:
    assert "Pemungutan suara Pilkada 2024" in _text(client, "/aturan/hari-libur/")
    assert "Cuti bersama Hari Kemerdekaan" in _text(client, "/aturan/hari-libur/?tahun=2025")
    assert "Tabel hari libur 2011 tidak ada" in _text(client, "/aturan/hari-libur/?tahun=2011")
    assert "Pemungutan suara Pilkada 2024" in _text(client, "/aturan/hari-libur/2024/")
    _text(client, "/aturan/hari-libur/2011/", status=404)
    assert "Hari libur 2024" in _text(client, "/aturan/hari-libur/?tahun=%EF%BC%92024")


def test_the_instruments_say_how_near_they_were_read(client: Client, city: City) -> None:
    page = _text(client, "/aturan/peraturan/")
    assert all(f'id="{row.id}"' in page for row in selectors.instruments())
    assert "dibaca dari pemberitaan" in page


def test_the_pages_stand_before_any_city_is_chosen(client: Client) -> None:
    assert "SKB-D-6" in _text(client, "/aturan/")

"""What stands around an article, and shapes of posts and places that the press writes; sentences are invented."""

from datetime import date

import pytest

from kondusif.engine.reading import Gazetteer, read

TELLING = "Ketua KPU Kota Semarang Budi Hartono mengatakan, logistik di Kota Semarang sudah siap.\n"
FURNITURE = {
    "headlines without a mark": (
        "- Bawaslu Kabupaten Demak Panggil Lima Kepala Desa\n- Polres Kudus Gelar Simulasi Pengamanan Pilkada\n"
        "- Wali Kota Tegal Minta Warga Tidak Golput\n"
    ),
    "share bar": "Facebook Twitter WhatsApp Telegram Copy Link\n",
    "pages": "Halaman 1 2 3 4\n",
    "pages in brackets": "Pages ( 1 of 2 ): 1 2\n",
    "address": "https://contoh.id/berita/bawaslu-kabupaten-demak-panggil-lima-kepala-desa\n",
    "read next": "Aa Read Next : Bawaslu Kabupaten Demak Tetapkan Lima Laporan\n",
    "advertisement": "ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n",
    "group photo": "Foto bersama Kapolres Demak di Aula Polres Demak\n",
    "read also": "Simak juga: Polres Kudus Gelar Simulasi\n",
    "button": "Gabung Kompas.com+\nClose Ads\n",
}


@pytest.mark.parametrize("kind", FURNITURE)
@pytest.mark.parametrize("first", [True, False])
def test_what_stands_around_an_article_adds_nothing(kind: str, first: bool, gazetteer: Gazetteer) -> None:
    page = FURNITURE[kind] + TELLING if first else TELLING + FURNITURE[kind]
    reading = read(page, gazetteer)
    assert [place.ref for place in reading.places] == ["33.74"]
    assert [body.ref for body in reading.institutions] == ["kpu"]
    assert [said.role for said in reading.statements] == ["Ketua KPU Kota Semarang"]


def test_a_list_of_the_article_itself_stays(gazetteer: Gazetteer) -> None:
    page = TELLING + "- Kelurahan Tandang\n- Kelurahan Jomblang\n- Kelurahan Candi\n"
    assert len(read(page, gazetteer).places) == 4


@pytest.mark.parametrize("stamp", ["Senin, 7 Oktober 2024 10:11 WIB", "7/10/2024 10:11", "- Senin, 07 Oktober 2024"])
def test_a_line_of_date_and_time_is_no_title_but_a_date(stamp: str, gazetteer: Gazetteer) -> None:
    reading = read(f"{stamp}\nKPU Semarang Rakit Kotak Suara\n{TELLING}", gazetteer)
    assert reading.title == "KPU Semarang Rakit Kotak Suara"
    assert reading.date == date(2024, 10, 7)


def test_the_date_of_a_dateline_counts(gazetteer: Gazetteer) -> None:
    assert read(f"SEMARANG, 7 Oktober 2024 – {TELLING}", gazetteer).date == date(2024, 10, 7)


POSTS = {
    "Kepala Satpol PP kota Semarang, Budi Hartono, menerangkan baliho diturunkan.": "Kepala Satpol PP kota Semarang",
    "Budi Hartono yang merupakan Sekda Kota Semarang menegaskan ASN netral.": "Sekda Kota Semarang",
    "Kepala Bagian Umum Kota Smarang, Budi Hartono, menyatakan siap.": "Kepala Bagian Umum Kota Smarang",
    "Koordinator Divisi Hukum dan Penyelesaian Sengeketa Bawaslu Kota Semarang Budi Hartono mengatakan siap.":
        "Koordinator Divisi Hukum dan Penyelesaian Sengeketa Bawaslu Kota Semarang",
    "Sekertaris Daerah (Sekda) Kota Semarang, Budi Hartono, mengatakan siap.":
        "Sekertaris Daerah (Sekda) Kota Semarang",
    "Penjabat Wali Kota Semarang Dr Drs Hi Budi Hartono MSi mengatakan siap.": "Penjabat Wali Kota Semarang",
    "Ketua KPU Kota Jakarta Pusat Budi Hartono menjelaskan siap.": "Ketua KPU Kota Jakarta Pusat",
    "Kapolrestabes Semarang Kombes Pol Budi Hartono S.Ik mengatakan siap.": "Kapolrestabes Semarang",
}  # fmt: skip


@pytest.mark.parametrize("line", POSTS)
def test_posts_are_read_as_the_press_writes_them(line: str, gazetteer: Gazetteer) -> None:
    said = read(line, gazetteer).statements
    assert [(one.speaker, one.role) for one in said] == [("Budi Hartono", POSTS[line])]


def test_an_uncommon_name_behind_a_post_and_a_place_is_a_person(gazetteer: Gazetteer) -> None:
    said = read("Ketua KPU Kota Jakarta Pusat Hartoniadi menjelaskan, logistik siap.", gazetteer).statements
    assert [(one.speaker, one.role) for one in said] == [("Hartoniadi", "Ketua KPU Kota Jakarta Pusat")]


def test_a_short_post_means_the_one_that_was_named_with_it_in_brackets(gazetteer: Gazetteer) -> None:
    text = (
        "Kepala Kepolisian Resor (Kapolres) Serang Budi Hartono mengatakan, personel siap.\n"
        "Kapolres mengatakan bahwa apel digelar besok."
    )
    assert {one.speaker for one in read(text, gazetteer).statements} == {"Budi Hartono"}


def test_the_election_of_a_head_of_region_is_nobody(gazetteer: Gazetteer) -> None:
    text = "Polres Demak mengantisipasi hoaks jelang Pemilihan Kepala Daerah (Pilkada) dan meminta warga tenang."
    assert read(text, gazetteer).statements == ()


def test_the_police_of_a_regency_is_not_that_of_the_city_of_its_name(gazetteer: Gazetteer) -> None:
    assert read("Personel Polres Serang disiapkan.", gazetteer).places[0].ref == "36.04"
    assert read("Personel Polresta Serang Kota disiapkan.", gazetteer).places[0].ref == "36.73"


def test_a_lone_kecamatan_names_its_city_where_the_country_has_it_once(gazetteer: Gazetteer) -> None:
    found = [place.ref for place in read("Camat Cibinong memimpin apel di Kecamatan Cibinong.", gazetteer).places]
    assert found == ["32.01", "32.01.01"]
    assert read("Camat Banjarsari memimpin apel di Kecamatan Banjarsari.", gazetteer).places == ()


def test_what_is_forbidden_is_no_outreach(gazetteer: Gazetteer) -> None:
    text = "ASN Kota Semarang dilarang melakukan sosialisasi, kampanye, dan memasang baliho."
    assert read(text, gazetteer).activities == ()


def test_a_stage_that_is_only_a_bound_is_not_the_stage(gazetteer: Gazetteer) -> None:
    text = (
        "Jauh hari sebelum tahapan kampanye dimulai, Bawaslu Kota Semarang sudah mengingatkan warga soal Pilkada 2024."
    )
    assert read(text, gazetteer).stage is None

"""The address table: who it is about proposes the body, with the reason; a person decides."""

from collections.abc import Callable

import pytest
from django.test import Client

from kondusif.intake.addresses import addresses, proposals
from kondusif.intake.models import Report
from support.cast import Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


@pytest.mark.parametrize(
    ("accused", "keys"),
    [
        ("guru SMA Negeri 3", ["sma"]), ("Kepala KUA Laweyan", ["kemenag"]), ("anggota Polsek", ["polri"]),
        ("Satuan Polisi Pamong Praja", []), ("Babinsa Koramil", ["tni"]), ("anggota KPPS TPS 4", ["penyelenggara"]),
        ("staf Panwascam", ["pengawas"]), ("direktur BUMD", ["bumn"]), ("perangkat desa tetangga", ["desa"]),
        ("pegawai Pemkab tetangga", ["daerah-lain"]), ("anggota DPRD", ["dprd"]), ("lurah", []), ("guru SMP", []),
    ],
)  # fmt: skip
def test_who_it_is_about_proposes_the_body(accused: str, keys: list[str]) -> None:
    assert [one.address.key for one in proposals(accused, "", [])] == keys


def test_what_is_said_of_the_accused_weighs_more_than_the_account() -> None:
    found = proposals("Camat", "Di depan kantor Polsek ada guru madrasah.", [])
    assert {one.address.key for one in found} == {"polri", "kemenag"}
    assert [one.address.key for one in proposals("guru madrasah", "Di depan Polsek.", [])] == ["kemenag"]


def test_every_row_says_its_basis_and_how_sure_we_are() -> None:
    for row in addresses():
        assert row.basis
        assert row.basis_read in {"read", "press", "recalled"}
        assert bool(row.source) or row.basis_read == "recalled"
        assert set(row.about) == set(row.why) == {"id", "en"}


def test_the_decide_page_proposes_the_body_with_its_reason(budi: Client, received: Callable[..., Report]) -> None:
    report = received(accused_unit="", accused_other="Guru madrasah")
    page = budi.get(f"/ruang/laporan/{report.number}/putusan/?putusan=not_ours").content.decode()
    assert "Usulan: Kantor Kementerian Agama (latihan)" in page
    assert "karena laporan menyebut “madrasah”" in page
    assert '<option value="kemenag" selected>' in page


@pytest.mark.parametrize(
    ("accused", "words"),
    [
        ("Lurah", "Ia membagi sembako di depan polsek."),
        ("", "Di halaman SMA Negeri 1 oknum ketua RT membagi kaus."),
        ("Mantan tentara, sekarang guru madrasah", "Ia berorasi di lapangan."),
    ],
)
def test_no_body_is_chosen_beforehand_by_a_place_of_the_account_or_where_two_fit(
    budi: Client, received: Callable[..., Report], accused: str, words: str
) -> None:
    """One missed look would send a summary to the wrong institution."""
    report = received(accused_unit="", accused_other=accused, words=words)
    page = budi.get(f"/ruang/laporan/{report.number}/putusan/?putusan=not_ours").content.decode()
    assert "Usulan: " in page or "belum ada di daftar lembaga" in page
    offered = page.partition('name="body"')[2].partition("</select>")[0]
    assert offered.count(" selected>") == offered.count('value="" selected>')


def test_a_body_that_the_city_lacks_is_named_as_missing(budi: Client, received: Callable[..., Report]) -> None:
    report = received(accused_unit="", accused_other="Guru SMK")
    page = budi.get(f"/ruang/laporan/{report.number}/putusan/?putusan=not_ours").content.decode()
    assert "belum ada di daftar lembaga" in page
    assert "Minta admin menambahkannya" in page
    assert 'value="kemenag" selected' not in page

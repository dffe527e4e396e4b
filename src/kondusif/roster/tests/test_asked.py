import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.engine.names.asking import Question, taken_apart
from kondusif.roster.places import Place, Places

PLACES = Places(
    [
        Place("setda", "Sekretariat Daerah", "secretary", "33.72"),
        Place("inspektorat", "Inspektorat Daerah", "inspectorate", "33.72"),
        Place("disdag", "Dinas Perdagangan", "agency", "33.72"),
        Place("kec-jebres", "Kecamatan Jebres", "district", "33.72.04"),
        Place("kel-jebres", "Kelurahan Jebres", "village", "33.72.04.1010"),
        Place("kel-semanggi", "Kelurahan Semanggi", "village", "33.72.03.1002"),
    ],
    "Kota Surakarta",
)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Pak Moch. Soebardjo, orang kelurahan Jebres", "Pak Moch. Soebardjo", "kel-jebres"),
        ("Moch. Soebardjo kec. Jebres", "Moch. Soebardjo", "kec-jebres"),
        ("Sri Lestari, S.Sos., M.Si.", "Sri Lestari, S.Sos., M.Si.", ""),
        ("Sri Lestari (Dinas Perdagangan)", "Sri Lestari", "disdag"),
        ("Lurah Semanggi Wahyu Setiawan", "Wahyu Setiawan", "kel-semanggi"),
        ("bu Rina dari semanggi", "bu Rina", "kel-semanggi"),
        ("Eko Wibowo pegawai Inspektorat Daerah", "Eko Wibowo", "inspektorat"),
        ("Eko Wibowo staf setda", "Eko Wibowo", "setda"),
        ("Semanggi Wahyu", "Semanggi Wahyu", ""),
        ("Wahyu Setiawan", "Wahyu Setiawan", ""),
        ("Wahyu Setiawan, lurah Semanggi", "Wahyu Setiawan", "kel-semanggi"),
        ("Sri Dari", "Sri Dari", ""),
        ("Budi Santoso, warga Baluwarti", "Budi Santoso", ""),
        ("kelurahan Jebres", "", "kel-jebres"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_question_is_taken_apart(text: str, name: str, unit: str) -> None:
    asked = taken_apart(text, PLACES)
    assert (asked.name, asked.unit.key if asked.unit else "") == (name, unit)


@given(st.text(max_size=160))
def test_no_question_breaks_it(text: str) -> None:
    assert isinstance(taken_apart(text, PLACES), Question)

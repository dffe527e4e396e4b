"""A name with the place behind it, as people say it."""

import pytest

from kondusif.engine.names.asking import taken_apart


@pytest.mark.parametrize(
    ("said", "name", "place"),
    [
        ("Pak Moch. Soebardjo, orang kelurahan Jebres", "Pak Moch. Soebardjo", "orang kelurahan Jebres"),
        ("Moch. Soebardjo orang Jebres", "Moch. Soebardjo", "orang Jebres"),
        ("Siti Aminah, S.Pd., guru SD Kestalan", "Siti Aminah, S.Pd.", "guru SD Kestalan"),
        ("Budi (pegawai Dinas Perhubungan)", "Budi", "pegawai Dinas Perhubungan"),
        ("Sri Dari", "Sri Dari", ""),
        ("Guru Wibowo", "Guru Wibowo", ""),
        ("Orang Wibowo", "Orang Wibowo", ""),
        ("", "", ""),
        ("12345, orang", "12345, orang", ""),
    ],
)
def test_the_place_behind_a_name_is_no_part_of_it(said: str, name: str, place: str) -> None:
    asked = taken_apart(said)
    assert (asked.name, asked.place, asked.unit) == (name, place, None)

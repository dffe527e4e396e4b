import pytest

from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from support.cast import CITY, PASAR_KLIWON, SEMANGGI

PLACES = [
    (CITY, "Kota Surakarta", "city", "33"),
    (PASAR_KLIWON, "Pasar Kliwon", "district", CITY),
    ("33.72.04", "Jebres", "district", CITY),
    ("33.72.05", "Banjarsari", "district", CITY),
    (SEMANGGI, "Semanggi", "village", PASAR_KLIWON),
    ("33.72.04.1010", "Jebres", "village", "33.72.04"),
    ("33.72.05.1001", "Kadipiro", "village", "33.72.05"),
]


@pytest.fixture
def places(db: None) -> None:
    """Three kecamatan of Surakarta with one kelurahan each."""
    Edition.objects.create(name="uji", rows=len(PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="uji") for code, name, level, above in PLACES
    )

import pytest

from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from support.cast import CITY, PASAR_KLIWON, SEMANGGI


@pytest.fixture
def places(db: None) -> None:
    """Two kelurahan of one kecamatan of Surakarta."""
    rows = [
        ("33.72", "Kota Surakarta", "city", "33"),
        (PASAR_KLIWON, "Pasar Kliwon", "district", CITY),
        (SEMANGGI, "Semanggi", "village", PASAR_KLIWON),
        (f"{PASAR_KLIWON}.1009", "Mojo", "village", PASAR_KLIWON),
    ]
    Edition.objects.create(name="uji", rows=len(rows), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="uji") for code, name, level, above in rows
    )

import pytest

from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition

PLACES = [
    ("33.72", "Kota Surakarta", "city", "33"),
    ("33.72.03", "Pasar Kliwon", "district", "33.72"),
    ("33.72.04", "Jebres", "district", "33.72"),
    ("33.72.03.1002", "Semanggi", "village", "33.72.03"),
    ("33.72.03.1001", "Joyosuran", "village", "33.72.03"),
    ("33.72.04.1010", "Jebres", "village", "33.72.04"),
    ("33.72.03.1002.007", "RW 007", "rw", "33.72.03.1002"),
    ("33.72.03.1002.007.002", "RT 002", "rt", "33.72.03.1002.007"),
]


@pytest.fixture
def places(db: None) -> None:
    """Three kelurahan of Surakarta, one with an RW and an RT."""
    Edition.objects.create(name="uji", rows=len(PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="uji") for code, name, level, above in PLACES
    )

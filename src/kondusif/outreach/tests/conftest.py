import pytest

from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from support.cast import JEBRES, SEMANGGI

RW1, RW2 = f"{SEMANGGI}.001", f"{SEMANGGI}.002"
RT = [f"{RW1}.001", f"{RW1}.002", f"{RW2}.001"]
RW_WITHOUT_RT = f"{SEMANGGI}.007"
PLACES = [
    ("33.72", "Kota Surakarta", "city", "33"),
    ("33.72.03", "Pasar Kliwon", "district", "33.72"),
    ("33.72.04", "Jebres", "district", "33.72"),
    (SEMANGGI, "Semanggi", "village", "33.72.03"),
    (JEBRES, "Jebres", "village", "33.72.04"),
    (RW1, "RW 001", "rw", SEMANGGI),
    (RW2, "RW 002", "rw", SEMANGGI),
    (RW_WITHOUT_RT, "RW 007", "rw", SEMANGGI),
    *((code, f"RT {code[-3:]}", "rt", code.rpartition(".")[0]) for code in RT),
    (f"{JEBRES}.001", "RW 001", "rw", JEBRES),
    (f"{JEBRES}.001.001", "RT 001", "rt", f"{JEBRES}.001"),
]


@pytest.fixture
def places(db: None) -> None:
    """Semanggi with two RW whose RT are known and one whose RT are not; Jebres with one RT."""
    Edition.objects.create(name="uji", rows=len(PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="uji") for code, name, level, above in PLACES
    )


@pytest.fixture(autouse=True)
def _pictures_apart(tmp_path: object, settings: object) -> None:
    """Pictures of a test lie in its own folder."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]

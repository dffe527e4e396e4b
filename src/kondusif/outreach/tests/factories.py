"""Sessions for tests: facts as an officer writes them, rows in bulk where only the count matters, a small photo."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import factory
from PIL import Image

from kondusif.engine.safe_files.paper import bound
from kondusif.outreach.models import Audience, Picture, Programme, Reach, Session
from kondusif.outreach.rules import Group, Origin, PictureKind, SessionFacts, SessionStatus
from support.cast import SEMANGGI, TODAY


def facts(**changes: Any) -> SessionFacts:
    """A meeting of heads of RT in Semanggi this morning, led by an official."""
    first: dict[str, Any] = {
        "topic": "Pemilih yang cerdas", "place": "Pendopo kelurahan", "area_code": SEMANGGI, "held_on": TODAY,
        "held_time": time(9, 30), "groups": [Group.RT_RW_HEADS], "reached": [f"{SEMANGGI}.001.001"], "attending": 24,
        "leader_name": "Wahyu Prasetyo", "leader_post": "Lurah Semanggi",
    }  # fmt: skip
    return SessionFacts(**{**first, **changes})


def photo(colour: tuple[int, int, int] = (120, 90, 60), size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def paper(pages: int) -> bytes:
    """A scanned paper (PDF) of some pages, each of another grey."""
    drawn = []
    for shade in range(pages):
        page = Image.open(io.BytesIO(photo((90 + 20 * shade,) * 3)), formats=["JPEG"])
        drawn.append(page)
    return bound(drawn)


class ProgrammeFactory(factory.django.DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    number = factory.Sequence(lambda n: f"PRG-3372-2024-{9000 + n}")
    name = "Sosialisasi Pilkada damai"
    starts_on = date(2024, 9, 1)
    ends_on = date(2024, 11, 26)
    created_on = date(2024, 8, 20)


class SessionFactory(factory.django.DjangoModelFactory[Session]):
    """A held session in Semanggi; `written_by` and `recorded_by` must be given."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"SOS-3372-2024-{9000 + n}")
    status = SessionStatus.HELD
    topic = factory.Sequence(lambda n: f"Sesi ke-{n}")
    place = "Pendopo kelurahan"
    area_code = SEMANGGI
    village_code = factory.LazyAttribute(lambda row: row.area_code[:13])
    held_on = TODAY
    attending = 20
    origin = Origin.FIELD
    written_by = factory.LazyAttribute(lambda row: row.recorded_by)
    recorded_on = factory.LazyAttribute(lambda row: row.held_on)
    changed_at = factory.LazyFunction(lambda: datetime.now(UTC))

    @factory.post_generation
    def reached(self: Session, create: bool, codes: list[str] | None, **kwargs: Any) -> None:
        Reach.objects.bulk_create(Reach(session=self, area_code=code) for code in codes or ())

    @factory.post_generation
    def groups(self: Session, create: bool, groups: list[str] | None, **kwargs: Any) -> None:
        Audience.objects.bulk_create(
            Audience(session=self, group=group) for group in (groups if groups is not None else [Group.RESIDENTS])
        )

    @factory.post_generation
    def evidence(self: Session, create: bool, kind: PictureKind | None, **kwargs: Any) -> None:
        if kind:
            Picture.objects.create(
                session=self, kind=kind, name=f"{self.pk:032x}.jpg", sha256=f"{self.pk:064x}", width=1, height=1,
                size=1, added_by=self.written_by, added_on=TODAY,
            )  # fmt: skip

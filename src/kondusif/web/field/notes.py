"""The shape of a note inside its seal. Shape only: whether a session or an incident can be true, their rooms decide."""

import uuid
from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kondusif.kernel.errors import Refused
from kondusif.outreach.rules import PictureKind
from kondusif.web.rules import MOST_PARTS

Line = Annotated[str, Field(max_length=300)]
Words = Annotated[str, Field(max_length=6000)]
Code = Annotated[str, Field(max_length=30)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
DaysBefore = Annotated[int, Field(ge=0, le=366)]


class Plain(BaseModel):
    """Nothing unknown, nothing guessed; a note cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Photo(Plain):
    """A picture that comes with a note, bound to it by the digest of what lies inside its own seal."""

    sha256: Digest
    kind: PictureKind = PictureKind.PHOTO


class SessionNote(Plain):
    """What was written down of a session. Days are told relative to the writing, as phones' clocks may be wrong."""

    kind: Literal["session"]
    job: Code = ""
    programme: Code = ""
    topic: Line
    place: Line
    area_code: Code
    days_before: DaysBefore = 0
    held_time: time | None = None
    groups: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    reached: Annotated[tuple[Code, ...], Field(max_length=400)] = ()
    attending: Annotated[int, Field(ge=-(10**9), le=10**9)]
    leader_name: Line = ""
    leader_post: Line = ""
    notes: Words = ""
    questions: Annotated[tuple[tuple[Line, Annotated[str, Field(max_length=1000)]], ...], Field(max_length=40)] = ()


class NilNote(Plain):
    """Nothing happened in a kelurahan."""

    kind: Literal["nil"]
    area_code: Code
    days_before: DaysBefore = 0


class IncidentNote(Plain):
    """What happened, quickly; details follow at a desk."""

    kind: Literal["incident"]
    harm: Code
    severity: Literal["light", "medium", "heavy"]
    area_code: Code
    place: Annotated[str, Field(max_length=200)]
    days_before: DaysBefore = 0
    happened_time: time | None = None
    what: Line
    how: Annotated[str, Field(max_length=4000)] = ""
    action_taken: Annotated[str, Field(max_length=2000)] = ""
    victims: Annotated[int | None, Field(ge=0, le=100_000)] = None
    police_informed: bool = False


class Note(Plain):
    """A note with its envelope. What the envelope says must be what was said outside the seal.

    Args:
        key: made on the phone, 128 bit.
        device: the phone, as it is registered.
        replaces: the note that this one mends, if any.
        photos: the pictures that come with it, in their order.
        kept: pictures of the replaced note that stay, by their order there.
    """

    v: Literal[1]
    key: uuid.UUID
    device: uuid.UUID
    replaces: uuid.UUID | None = None
    body: Annotated[SessionNote | NilNote | IncidentNote, Field(discriminator="kind")]
    photos: Annotated[tuple[Photo, ...], Field(max_length=MOST_PARTS)] = ()
    kept: Annotated[tuple[int, ...], Field(max_length=MOST_PARTS)] = ()


def read(data: bytes) -> Note:
    """The note in what was unsealed.

    Raises:
        Refused: web.item.malformed, naming the field that cannot be read.
    """
    try:
        return Note.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"] if part not in {"body", "session", "nil", "incident"})
        raise Refused("web.item.malformed", field=field[:60] or "isi") from None

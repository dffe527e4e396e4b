"""A phone without a browser: seals notes as the page does and walks the steps of sending, cut where a test wants."""

import base64
import io
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from PIL import Image

from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from kondusif.vault import boxes
from kondusif.web.field import pieces

PIECE = 256 * 1024
SEMANGGI, JEBRES = "33.72.03.1002", "33.72.04.1010"
PLACES = [
    ("33.72", "Kota Surakarta"), ("33.72.03", "Pasar Kliwon"), ("33.72.04", "Jebres"), (SEMANGGI, "Semanggi"),
    (JEBRES, "Jebres"), (f"{SEMANGGI}.001", "RW 001"), (f"{SEMANGGI}.001.001", "RT 001"),
    (f"{SEMANGGI}.001.002", "RT 002"), (f"{SEMANGGI}.007", "RW 007"),
]  # fmt: skip
Net = Callable[[Callable[[], Any]], Any]


def picture(colour: str = "#8899aa", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def noise(size: int = 900) -> bytes:
    """A picture that cannot be made small: several pieces on the way."""
    out = io.BytesIO()
    Image.frombytes("RGB", (size, size), secrets.token_bytes(size * size * 3)).save(out, "JPEG", quality=92)
    return out.getvalue()


def few_places() -> None:
    """Semanggi with one RW whose RT are known and one whose RT are not, and Jebres beside it."""
    Edition.objects.create(name="uji", rows=len(PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji")
        for code, name in PLACES
    )


def session(area: str = SEMANGGI, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "session", "topic": f"Pemilu damai {secrets.token_hex(4)}", "place": "Balai RW", "area_code": area,
        "groups": ["residents"], "reached": [], "attending": 30, "leader_name": "Pak Lurah", "leader_post": "Lurah",
    } | changes  # fmt: skip


def incident(area: str = SEMANGGI, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "incident", "harm": "damage", "severity": "light", "area_code": area, "place": "Jalan depan pasar",
        "what": "Spanduk sosialisasi dirobek",
    } | changes  # fmt: skip


@dataclass
class Sealed:
    """A note in the queue: what the phone knows of it, and nothing more."""

    key: uuid.UUID
    listed: dict[str, Any]
    blob: bytes
    photos: list[bytes]


@dataclass
class Phone:
    """One phone of one person.

    Args:
        off: how far its clock is ahead.
        net: through which every request goes; a test cuts it there.
    """

    client: Client
    off: timedelta = timedelta()
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    public: bytes = b""
    net: Net = field(default=lambda ask: ask())

    def millis(self) -> int:
        return round((now() + self.off).timestamp() * 1000)

    def greet(self) -> dict[str, Any]:
        told: dict[str, Any] = self.client.get("/lapangan/bekal.json", {"perangkat": str(self.key)}).json()
        if not told["device"]:
            self.post("/lapangan/perangkat/", {"key": str(self.key)})
        self.public = base64.b64decode(told["key"])
        return told

    def post(self, path: str, body: Any) -> Any:
        plain = isinstance(body, bytes)
        data = body if plain else json.dumps(body)
        kind = "application/octet-stream" if plain else "application/json"
        return self.net(lambda: self.client.post(path, data, content_type=kind))

    def write(
        self, body: dict[str, Any], *photos: bytes, replaces: uuid.UUID | None = None, kept: tuple[int, ...] = (),
        ago: timedelta = timedelta(), device: uuid.UUID | None = None,
    ) -> Sealed:  # fmt: skip
        key = uuid.UUID(bytes=secrets.token_bytes(16))
        note = {
            "v": 1, "key": str(key), "device": str(device or self.key), "body": body, "kept": list(kept),
            "replaces": str(replaces) if replaces else None,
            "photos": [{"sha256": pieces.digest(one), "kind": "photo"} for one in photos],
        }  # fmt: skip
        blob = boxes.seal_to(self.public, json.dumps(note).encode())
        sealed = [boxes.seal_to(self.public, one) for one in photos]
        listed = {
            "key": str(key), "device": str(self.key), "kind": body["kind"],
            "at": self.millis() - round(ago.total_seconds() * 1000), "replaces": note["replaces"],
            "sha256": pieces.digest(blob), "parts": [[pieces.digest(one), len(one)] for one in sealed],
        }  # fmt: skip
        return Sealed(key, listed, blob, sealed)

    def begin(self, note: Sealed) -> Any:
        sealed = base64.b64encode(note.blob).decode()
        return self.post("/lapangan/kiriman/", note.listed | {"sealed": sealed, "now": self.millis()})

    def send(self, note: Sealed) -> dict[str, Any]:
        """All steps, each from where the server says that it stands."""
        answer = self.begin(note).json()
        if answer.get("state") != "arriving":
            return answer
        for order, photo in enumerate(note.photos):
            got = answer["got"][order]
            while got < len(photo):
                path = f"/lapangan/kiriman/{note.key}/foto/{order}/?dari={got}"
                got = self.post(path, photo[got : got + PIECE]).json()["got"]
        finished: dict[str, Any] = self.post(f"/lapangan/kiriman/{note.key}/selesai/", {"now": self.millis()}).json()
        return finished

    def as_file(self, *notes: Sealed) -> bytes:
        """The queue as the page saves it."""
        items = [note.listed | {"size": len(note.blob)} for note in notes]
        head = json.dumps({"v": 1, "now": self.millis(), "items": items}).encode()
        return b"KONDUSIF-LAPANGAN 1\n" + head + b"\n" + b"".join(b"".join([n.blob, *n.photos]) for n in notes)

"""Helpers of this room's tests: a draft, a picture, a document, and a browser without scripts."""

import io
import secrets
from datetime import date, time
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from PIL import Image

from kondusif.intake import services
from kondusif.intake.codes import Code, make_code
from kondusif.intake.evidence import Evidence
from kondusif.intake.models import Report
from kondusif.intake.rules import Draft, Kind, Reporter, Track
from kondusif.intake.secrecy import root_of
from kondusif.intake.services import Receipt
from kondusif.kernel.actor import PUBLIC_ACTOR

SEMANGGI_RT = "33.72.03.1004.002.001"
START, BACK = "/lapor/", "/lapor/cek/"


def draft(**changes: Any) -> Draft:
    """A complete report against the kelurahan office, named, for both tracks; change what the test is about."""
    person = {"name": "Wulan Prasetyo", "address": "Gajahan RT 1", "phone": "0812000111", "email": ""}
    person |= changes.pop("person", {})
    if changes.pop("anonymous", False):
        person = {}
    values: dict[str, Any] = {
        "kind": Kind.NEUTRALITY, "track": Track.BOTH, "words": "Staf kelurahan membagikan kaus pasangan calon.",
        "happened_on": date(2024, 11, 9), "happened_time": time(16, 30), "known_on": date(2024, 11, 10),
        "evidence_words": "Dua foto", "area_code": SEMANGGI_RT, "place_words": "Depan balai kelurahan",
        "accused_name": "tidak tahu, berkacamata", "accused_post": "Staf", "accused_unit": "kel-semanggi",
        "reporter": Reporter(**person),
    } | changes  # fmt: skip
    return Draft(**values)


def receive(what: Draft, *, files: list[Evidence] | None = None, code: Code | None = None, mark: str = "") -> Receipt:
    """Keep a report as the door does; its code stands in `report.code_of_test`."""
    code = code or make_code()
    receipt = services.receive_report(
        PUBLIC_ACTOR, what, code=code, submission=mark or secrets.token_hex(16), files=files or []
    )
    receipt.report.code_of_test = code  # type: ignore[attr-defined]
    return receipt


def private_of(report: Report) -> bytes:
    """The reporter's own private half, as the code gives it."""
    return root_of(report.code_of_test, report.salt).private  # type: ignore[attr-defined]


def released(report: Report) -> Report:
    """The reporter opens the name to the units that read the account."""
    return services.release_identity(PUBLIC_ACTOR, report, private_of(report))


def picture(fmt: str = "JPEG", size: tuple[int, int] = (64, 48), note: str = "") -> bytes:
    """A small picture; with a note in its metadata when asked."""
    canvas, target = Image.new("RGB", size, "#446655"), io.BytesIO()
    extra: dict[str, Any] = {}
    if note:
        exif = Image.Exif()
        exif[0x010E] = note
        exif[0x8825] = {1: "S", 2: (7.0, 34.0, 0.0)}
        extra["exif"] = exif
    canvas.save(target, fmt, **extra)
    return target.getvalue()


def document(inside: bytes = b"") -> bytes:
    """The smallest PDF that a reader opens."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
        + inside
        + b">>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    )
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n"


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        name = at.get("name") or ""
        if tag == "input" and at.get("type") not in {"file", "submit"}:
            if at.get("type") in {"radio", "checkbox"} and "checked" not in at:
                return
            self.found[name] = at.get("value") or ""
        elif tag == "textarea":
            self._area, self.found[name] = name, ""
        elif tag == "select":
            self._select, self.found[name] = name, ""
        elif tag == "option" and self._select and "selected" in at:
            self.found[self._select] = at.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # A browser drops the first line end after the opening tag.
            self.found[self._area] = self.found[self._area].removeprefix("\r\n").removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None


def fields_of(response: HttpResponse) -> dict[str, str]:
    """What a browser would send back of the page's form."""
    reader = _Fields()
    reader.feed(response.content.decode())
    return reader.found


class Pelapor:
    """Somebody who reports, with a browser that runs no script."""

    EVENT = {
        "kind": "neutrality", "words": "Staf kelurahan membagikan kaus pasangan calon.\nSaya melihat sendiri.",
        "happened_on": "9 November 2024", "happened_time": "16.30", "known_on": "10/11/2024", "evidence_words": "Foto",
    }  # fmt: skip
    PLACE = {
        "area": "33.72.03.1004", "rw": "33.72.03.1004.002", "rt": "33.72.03.1004.002.001", "place_words": "Balai",
        "accused_name": "berkacamata", "accused_post": "Staf", "accused_unit": "kel-semanggi",
    }  # fmt: skip
    PERSON = {"track": "both", "name": "Wulan Prasetyo", "address": "Gajahan", "phone": "0812000111"}

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page: HttpResponse = self.client.get(START)

    def press(self, button: str, *, to: str = START, **filled: Any) -> HttpResponse:
        """Fill in fields of the present page and press a button; the last group of the code is typed back unless the
        test types something else."""
        data = fields_of(self.page) | filled
        if button == "kirim" and "echo" not in filled and 'class="kode-lacak"' in self.page.content.decode():
            data["echo"] = self.code[-4:]
        data.pop("ke", None)
        self.page = self.client.post(to, data | ({"ke": button} if button else {}))
        return self.page

    def walk(self, step: int, **person: str) -> HttpResponse:
        """Go to a page with everything before it filled in."""
        self.press("2", **self.EVENT)
        if step > 2:
            self.press("3", **self.PLACE)
        if step > 3:
            self.press("4", **(self.PERSON | person))
        return self.page

    @property
    def code(self) -> str:
        text = self.page.content.decode()
        part = text[text.index('class="kode-lacak"') :]
        return "".join(chunk.split("</span>")[0] for chunk in part.split("<span>")[1:6])

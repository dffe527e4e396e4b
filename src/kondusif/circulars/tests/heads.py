"""A city with two branches and a circular that went out, for the tests of heads, the proof and what is kept."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PIL import Image

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.services import create_user, grant_role
from kondusif.circulars.models import Addressee, Circular, Version
from kondusif.circulars.rules import Way
from kondusif.circulars.services import signing
from kondusif.circulars.tests.reading import drafted, people, released
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.roster.models import Employee, Leave
from kondusif.roster.rules import LeaveKind
from support.cast import CITY, HOUSE, TODAY, Cast

# Wednesday, 13 November 2024, at ten: the offices of the city are open.
TEN = datetime(2024, 11, 13, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PLACES = ("setda", "kec-pasar-kliwon", "kec-pasar-kliwon", "kel-semanggi", "kel-semanggi", "bkpsdm")


@dataclass(frozen=True)
class Sent:
    """A circular that went out to six people in four units; the kelurahan and the kecamatan have heads.

    Args:
        staff: of the Sekretariat, the camat, somebody of the kecamatan, the lurah, somebody of the kelurahan, and
            somebody of BKPSDM.
    """

    circular: Circular
    version: Version
    staff: list[Employee]

    def sign(self, place: int) -> None:
        """One of the people signs by link."""
        row = Addressee.objects.get(circular=self.circular, employee=self.staff[place])
        signing.sign(PUBLIC_ACTOR, row, self.version, way=Way.LINK, signed_on=TODAY)


def sent_circular(cast: Cast) -> Sent:
    posts = ("Analis", "Camat", "Arsiparis", "Lurah", "Bendahara", "Analis")
    rows = [
        {"unit": unit, "unit_name": unit, "post": post, "area_code": CITY}
        for unit, post in zip(PLACES, posts, strict=True)
    ]
    staff = people(cast.ani, *rows)
    version = released(drafted(cast.intan), cast.intan)
    return Sent(version.circular, version, staff)


def leader(name: str, unit: str, area: str = CITY) -> User:
    """An account that leads one unit."""
    place = Unit.objects.get(key=unit)
    user = create_user(HOUSE, username=name, full_name=name.title(), password=f"sandi-{name}", unit=place, check=False)
    grant_role(HOUSE, user, role=Role.LEADER, area_code=area, starts_on=date(2024, 1, 1), unit=place)
    return user


def account(employee: Employee, name: str) -> User:
    """An account of somebody in the list: the same name, the same unit."""
    return create_user(
        HOUSE, username=name, full_name=employee.name, password=f"sandi-{name}", unit=employee.unit, check=False
    )


def on_leave(employee: Employee, first: date = TODAY, last: date = TODAY) -> None:
    Leave.objects.create(employee=employee, kind=LeaveKind.ANNUAL, starts_on=first, ends_on=last, basis="800/7")


def photo(shade: int = 90) -> bytes:
    """A photo of a list, as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


def scan(pages: int) -> bytes:
    """A list scanned to a PDF."""
    out = io.BytesIO()
    sheets = [Image.open(io.BytesIO(photo(90 + 20 * n)), formats=["JPEG"]) for n in range(pages)]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)

"""Small territories for tests of any room: rows written by hand, or Surakarta as it ships."""

import gzip

import factory

from kondusif.kernel.actor import system_actor
from kondusif.kernel.areas import level_of, parent_of
from kondusif.territory import services, sheets
from kondusif.territory.models import Area

ACTOR = system_actor("uji")


class AreaFactory(factory.django.DjangoModelFactory):
    """One place; level and parent follow from its code."""

    class Meta:
        model = Area

    code = "33.72.01.1001"
    name = "Pajang"
    level = factory.LazyAttribute(lambda row: level_of(row.code).value)
    parent_code = factory.LazyAttribute(lambda row: parent_of(row.code) or "")
    edition = "uji"


def sheet_of(text: str) -> sheets.Sheet:
    """A list as somebody would hand it in."""
    return sheets.area_sheet(text.encode())


def shipped_rows(prefix: str) -> str:
    """The rows of the national list that lie in or above a code, as CSV."""
    with gzip.open(services.NATIONAL_FILE, "rt", encoding="utf-8") as file:
        head, *rows = file.read().splitlines()
    keep = [row for row in rows if row.startswith(prefix) or prefix.startswith(row.split(",", 1)[0])]
    return "\n".join([head, *keep])


def load_surakarta(*, facts: bool = True) -> None:
    """Jawa Tengah > Kota Surakarta with its 5 kecamatan and 54 kelurahan; with facts also TPS, RW and RT."""
    services.load_areas(ACTOR, sheet_of(shipped_rows("33.72")), services.NATIONAL_EDITION)
    if facts:
        services.load_city_facts(ACTOR, "33.72")

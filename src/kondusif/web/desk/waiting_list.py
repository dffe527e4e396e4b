"""What one line of a pile says: which item, where, how old, whose turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.institutions.selectors import city
from kondusif.intake.channels import channel_name, channels
from kondusif.intake.selectors.waiting_items import Item, items_of_pile
from kondusif.kernel.clock import zone_of
from kondusif.territory.selectors import name_paths

SHEET = 1000  # rows read at once for a sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the desk reads it; `days` are calendar days of the city."""

    item: Item
    place: str
    way: str
    days: int
    turn: str


def rows(user: User, pile: str, area: str, on: date, *, first: int, most: int) -> list[Row]:
    """Some items of a pile, the longest waiting first."""
    items = items_of_pile(user, pile, area=area, first=first, most=most)
    places = name_paths(item.area_code for item in items)
    return [
        Row(
            item, places[item.area_code].partition(",")[0], channel_name(item.channel),
            max(0, (on - item.since).days), _turn(pile, item),
        )
        for item in items
    ]  # fmt: skip


def cells(user: User, pile: str, area: str, on: date) -> Iterator[list[str]]:
    """A whole pile as the rows of a sheet, its head first."""
    yield ["laporan", "jenis", "tempat", "saluran", "sejak", "hari", "ditunggu"]
    first = 0
    while found := rows(user, pile, area, on, first=first, most=SHEET):
        for row in found:
            item = row.item
            yield [item.number, item.kind, row.place, row.way, item.since.isoformat(), str(row.days), row.turn]
        first += SHEET


def _turn(pile: str, item: Item) -> str:
    if pile == "untold":
        known = channels().get(item.channel)
        ours = known is not None and known.told_by == "desk"
        return _("verifikator: kita yang mengabari") if ours else _("pelapor: membacanya dengan kode")
    if item.held_until:
        local = item.held_until.astimezone(zone_of(city().zone))
        return _("verifikator: di tangan sampai pukul %(until)s") % {"until": f"{local:%H.%M}"}
    return _("verifikator: belum diambil")

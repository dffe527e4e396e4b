"""What one line of a pile says: which item, how old, whose turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.institutions.selectors import city
from kondusif.intake.selectors.waiting_items import Item, items_of_pile
from kondusif.kernel.clock import zone_of

SHEET = 1000  # rows read at once for a sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the desk reads it; `days` are calendar days of the city."""

    item: Item
    days: int
    turn: str


def rows(user: User, pile: str, on: date, *, first: int, most: int) -> list[Row]:
    """Some items of a pile, the longest waiting first."""
    items = items_of_pile(user, pile, first=first, most=most)
    return [Row(item, max(0, (on - item.since).days), _turn(pile, item)) for item in items]


def cells(user: User, pile: str, on: date) -> Iterator[list[str]]:
    """A whole pile as the rows of a sheet, its head first."""
    yield ["laporan", "sejak", "hari", "ditunggu"]
    first = 0
    while found := rows(user, pile, on, first=first, most=SHEET):
        for row in found:
            yield [row.item.number, row.item.since.isoformat(), str(row.days), row.turn]
        first += SHEET


def _turn(pile: str, item: Item) -> str:
    if pile == "untold":
        return _("pelapor membacanya dengan kode, atau verifikator mengabari")
    if item.held_until:
        local = item.held_until.astimezone(zone_of(city().zone))
        return _("verifikator: di tangan sampai pukul %(until)s") % {"until": f"{local:%H.%M}"}
    return _("verifikator: belum diambil")

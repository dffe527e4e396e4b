"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import STAFF, Door

DOORS = {
    "territory:list": Door(STAFF),
    "territory:show": Door(STAFF),
}

AUDIT_ACTIONS = {
    "territory.edition.loaded": _("Daftar wilayah dimuat"),
    "territory.successor.recorded": _("Kode pengganti dicatat"),
    "territory.boundaries.loaded": _("Batas wilayah dimuat"),
    "territory.facts.loaded": _("Fakta kota dimuat"),
}

"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import STAFF, Door, Role

# Who writes the lists of RW and RT and the counts of vulnerable TPS.
EDITORS = (Role.DESK, Role.ADMIN)

DOORS = {
    "territory:list": Door(STAFF),
    "territory:show": Door(STAFF),
    "territory:neighbourhoods": Door(STAFF),
    "territory:neighbourhoods_csv": Door(STAFF),
    "territory:set_neighbourhoods": Door.of(*EDITORS),
    "territory:load_neighbourhoods": Door.of(*EDITORS),
    "territory:tps": Door(STAFF),
    "territory:tps_csv": Door(STAFF),
    "territory:enter_tps": Door.of(*EDITORS),
    "territory:load_tps": Door.of(*EDITORS),
}

AUDIT_ACTIONS = {
    "territory.edition.loaded": _("Daftar wilayah dimuat"),
    "territory.successor.recorded": _("Kode pengganti dicatat"),
    "territory.boundaries.loaded": _("Batas wilayah dimuat"),
    "territory.facts.loaded": _("Fakta kota dimuat"),
    "territory.neighbourhoods.loaded": _("Daftar RW dan RT dimuat"),
    "territory.tps.entered": _("Indikator TPS rawan dicatat"),
}

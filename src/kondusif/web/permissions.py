"""Doors of the pages that cross rooms."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, STAFF, Door, Role
from kondusif.web.prevention.doors import PREVENTION_DOORS

# Who reads the situation of the whole city; other staff land on a page of their own.
ROOM_READERS = (Role.DESK, Role.VERIFIER, Role.HANDLER, Role.LEADER, Role.ADMIN, Role.AUDITOR)
# Who may read counts of reports below five (design: everybody else reads "kurang dari lima").
COUNT_READERS = (Role.VERIFIER, Role.HANDLER)

# Who keeps notes on a phone, and who decides about those that wait for somebody.
WRITERS = (Role.FIELD, Role.DESK)
FIELD_DOORS = {
    f"field:{name}": Door.of(*WRITERS)
    for name in (
        "home", "keeper", "manifest", "supplies", "share", "device", "begin", "item", "piece", "finish", "contents",
        "drop",
    )
}  # fmt: skip
DELIVERY_DOORS = {
    "prevention:deliveries": Door.of(Role.DESK),
    "prevention:queue_file": Door.of(Role.DESK),
    "prevention:delivery": Door.of(Role.DESK),
    "prevention:delivery_photo": Door.of(Role.DESK),
    "prevention:delivery_accept": Door.of(Role.DESK),
    "prevention:delivery_discard": Door.of(Role.DESK),
    "prevention:devices": Door.of(Role.DESK, Role.ADMIN, Role.FIELD),
    "prevention:device_revoke": Door.of(Role.DESK, Role.ADMIN, Role.FIELD),
}

DOORS = {
    **FIELD_DOORS,
    **DELIVERY_DOORS,
    **PREVENTION_DOORS,
    "web_public:home": Door(PUBLIC),
    "web_public:first_run": Door(PUBLIC),
    "web_public:help": Door(PUBLIC),
    "web_public:privacy": Door(PUBLIC),
    "web_public:accessibility": Door(PUBLIC),
    "web_health:health": Door(PUBLIC),
    "web:home": Door(STAFF),
    "web:desk": Door.of(Role.DESK, Role.VERIFIER),
    "web:waiting": Door.of(Role.DESK, Role.VERIFIER),
    "web:remind": Door.of(Role.DESK, Role.VERIFIER),
    "web:settings": Door.of(Role.ADMIN),
    "web:date": Door.of(Role.ADMIN),
    "web:contest": Door.of(Role.ADMIN),
    "web:calendar": Door.of(Role.ADMIN),
    "web:thresholds": Door.of(Role.ADMIN),
    "web:circulars": Door.of(Role.ADMIN),
    "web:bodies": Door.of(Role.ADMIN),
    "web:new_body": Door.of(Role.ADMIN),
    "web:body": Door.of(Role.ADMIN),
    "web:people": Door.of(Role.ADMIN),
    "web:move": Door.of(Role.ADMIN),
    "web:grant": Door.of(Role.ADMIN),
    "web:end_grant": Door.of(Role.ADMIN),
    "web:rules": Door.of(Role.LEGAL, Role.LEADER, Role.AUDITOR, Role.HANDLER),
    "web:trail": Door.of(Role.ADMIN, Role.AUDITOR),
}

AUDIT_ACTIONS: dict[str, object] = {
    "web.device.registered": _("Ponsel didaftarkan"),
    "web.device.revoked": _("Ponsel dicabut"),
    "web.item.held": _("Catatan lapangan ditahan untuk diperiksa"),
    "web.item.discarded": _("Catatan lapangan dibuang"),
    "web.queue.handed_in": _("Antrean ponsel diserahkan sebagai berkas"),
}

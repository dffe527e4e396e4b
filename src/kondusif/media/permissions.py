"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

READERS = (Role.DESK, Role.VERIFIER, Role.HANDLER, Role.LEADER, Role.AUDITOR)
WRITERS = (Role.DESK, Role.VERIFIER)

DOORS = {
    "media:list": Door.of(*READERS),
    "media:add": Door.of(*WRITERS),
    "media:show": Door.of(*READERS),
    "media:describe": Door.of(*WRITERS),
    "media:judge": Door.of(*WRITERS),
    "media:find": Door.of(*WRITERS),
}

AUDIT_ACTIONS = {
    "media.article.added": _("Berita ditambahkan"),
    "media.article.described": _("Keterangan berita diperbaiki"),
    "media.finding.judged": _("Temuan berita diperiksa"),
    "media.finding.added": _("Temuan berita ditambahkan"),
}

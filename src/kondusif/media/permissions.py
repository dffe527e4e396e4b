"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

READERS = (Role.DESK, Role.VERIFIER, Role.HANDLER, Role.LEADER, Role.AUDITOR)
WRITERS = (Role.DESK, Role.VERIFIER)
RELEASERS = (*WRITERS, Role.LEADER)
FEED_READERS = (*READERS, Role.ADMIN)

DOORS = {
    "media:list": Door.of(*READERS),
    "media:add": Door.of(*WRITERS),
    "media:show": Door.of(*READERS),
    "media:describe": Door.of(*WRITERS),
    "media:judge": Door.of(*WRITERS),
    "media:find": Door.of(*WRITERS),
    "media:confirm": Door.of(*WRITERS),
    "media:add_files": Door.of(*WRITERS),
    "media:folders": Door.of(*READERS),
    "media:folder": Door.of(*READERS),
    "media:join": Door.of(*WRITERS),
    "media:split": Door.of(*WRITERS),
    "media:undo": Door.of(*WRITERS),
    "media:feeds": Door.of(*FEED_READERS),
    "media:feed_add": Door.of(*WRITERS),
    "media:feed_preview": Door.of(*WRITERS),
    "media:feed_switch": Door.of(*WRITERS),
    "media:feed_take": Door.of(*WRITERS),
    "media:feed_remove": Door.of(*WRITERS),
    "media:channel": Door.of(Role.ADMIN),
    "media:quality": Door.of(*READERS),
    "media:quality_sheet": Door.of(*READERS),
    "media:clarifications": Door.of(*READERS),
    "media:clarification_add": Door.of(*WRITERS),
    "media:clarification": Door.of(*READERS),
    "media:clarification_change": Door.of(*WRITERS),
    "media:clarification_release": Door.of(*RELEASERS),
    "media:clarification_withdraw": Door.of(*RELEASERS),
    "media:clarification_print": Door.of(*READERS),
    "media:link": Door.of(*WRITERS),
    "media:unlink": Door.of(*WRITERS),
}

AUDIT_ACTIONS = {
    "media.article.added": _("Berita ditambahkan"),
    "media.article.described": _("Keterangan berita diperbaiki"),
    "media.finding.judged": _("Temuan berita diperiksa"),
    "media.finding.added": _("Temuan berita ditambahkan"),
    "media.article.confirmed": _("Tanggal dan tempat berita dibenarkan"),
    "media.folder.taken": _("Map berkas berita diterima"),
    "media.channel.switched": _("Saluran umpan dinyalakan atau dimatikan"),
    "media.feed.added": _("Umpan ditambahkan"),
    "media.feed.removed": _("Umpan dihapus"),
    "media.feed.switched": _("Umpan dinyalakan atau dimatikan"),
    "media.feed.previewed": _("Isi umpan dilihat dahulu"),
    "media.feed.taken": _("Umpan diambil"),
    "media.clarification.drafted": _("Draf klarifikasi ditulis"),
    "media.clarification.changed": _("Klarifikasi diubah"),
    "media.clarification.released": _("Klarifikasi diterbitkan"),
    "media.clarification.withdrawn": _("Klarifikasi ditarik"),
    "media.clarification.linked": _("Klarifikasi ditautkan pada berita"),
    "media.clarification.unlinked": _("Tautan klarifikasi dilepas"),
    "media.story.joined": _("Berita digabung"),
    "media.story.split": _("Berita dipisah"),
    "media.story.undone": _("Penggabungan berita dibatalkan"),
}

"""The rulebook's doors: law is public; its checking is read by those who rest on it, and done by lawyers alone."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

PAGES = (
    "overview", "act", "sanction", "procedures", "procedure", "step", "days_off", "year", "instruments", "instrument",
    "offices", "office", "pause", "role", "compare", "download", "print",
)  # fmt: skip
READERS = (Role.LEGAL, Role.LEADER, Role.AUDITOR, Role.HANDLER)
DOORS = {
    **{f"rulebook_public:{page}": Door(PUBLIC) for page in PAGES},
    "rulebook:editions": Door.of(*READERS),
    "rulebook:row": Door.of(*READERS),
    "rulebook:tick": Door.of(Role.LEGAL),
    "rulebook:withdraw": Door.of(Role.LEGAL),
}

AUDIT_ACTIONS = {
    "rulebook.edition.loaded": _("Edisi aturan dimuat"),
    "rulebook.edition.kept": _("Edisi aturan bawaan disimpan"),
    "rulebook.row.ticked": _("Baris aturan diperiksa"),
    "rulebook.tick.withdrawn": _("Pemeriksaan baris aturan ditarik"),
}

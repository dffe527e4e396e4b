"""The rulebook's doors: law is public."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door

PAGES = (
    "overview", "act", "sanction", "procedures", "procedure", "step", "days_off", "year", "instruments", "instrument",
    "offices", "office", "pause", "role", "compare", "download", "print",
)  # fmt: skip
DOORS = {f"rulebook_public:{page}": Door(PUBLIC) for page in PAGES}

AUDIT_ACTIONS = {
    "rulebook.edition.loaded": _("Edisi aturan dimuat"),
    "rulebook.edition.kept": _("Edisi aturan bawaan disimpan"),
    "rulebook.row.ticked": _("Baris aturan diperiksa"),
    "rulebook.tick.withdrawn": _("Pemeriksaan baris aturan ditarik"),
}

"""The rulebook's doors: law is public."""

from kondusif.accounts.rules import PUBLIC, Door

PAGES = (
    "overview", "act", "sanction", "procedures", "procedure", "step", "days_off", "year", "instruments", "instrument",
    "offices", "office", "pause", "role",
)  # fmt: skip
DOORS = {f"rulebook_public:{page}": Door(PUBLIC) for page in PAGES}

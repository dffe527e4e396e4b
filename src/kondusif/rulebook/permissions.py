"""The rulebook's doors: law is public."""

from kondusif.accounts.rules import PUBLIC, Door

DOORS = {
    "rulebook_public:overview": Door(PUBLIC),
    "rulebook_public:act": Door(PUBLIC),
    "rulebook_public:procedures": Door(PUBLIC),
    "rulebook_public:procedure": Door(PUBLIC),
    "rulebook_public:days_off": Door(PUBLIC),
    "rulebook_public:instruments": Door(PUBLIC),
}

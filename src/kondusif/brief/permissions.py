"""Doors of this room. It writes nothing, so the trail has no words for it."""

from kondusif.accounts.rules import Audience, Door, Role

READERS = (Role.DESK, Role.LEADER, Role.HANDLER, Role.VERIFIER, Role.ADMIN, Role.AUDITOR)

DOORS = {
    "brief:today": Door.of(*READERS),
    "brief:on": Door.of(*READERS),
    "brief:pdf": Door.of(*READERS),
    "brief:text": Door.of(*READERS),
    "command:brief make": Door(Audience.COMMAND),
}

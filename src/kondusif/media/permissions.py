"""Doors of this room, and what the trail calls its writes."""

from kondusif.accounts.rules import Audience, Door

DOORS = {"command:media read": Door(Audience.COMMAND)}
AUDIT_ACTIONS: dict[str, object] = {}

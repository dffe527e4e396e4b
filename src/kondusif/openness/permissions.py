"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Audience, Door

DOORS = {
    "openness_public:home": Door(PUBLIC),
    "openness_public:csv": Door(PUBLIC),
    "openness_public:json": Door(PUBLIC),
    "api:openapi-json": Door(PUBLIC),
    "api:api-root": Door(PUBLIC),
    "api:contests": Door(PUBLIC),
    "api:stages": Door(PUBLIC),
    "api:acts": Door(PUBLIC),
    "api:act": Door(PUBLIC),
    "api:procedures": Door(PUBLIC),
    "api:procedure": Door(PUBLIC),
    "api:due": Door(PUBLIC),
    "api:procedure_due": Door(PUBLIC),
    "api:editions": Door(PUBLIC),
    "api:advice": Door(PUBLIC),
    "api:advice_acts": Door(PUBLIC),
    "api:provinces": Door(PUBLIC),
    "api:place": Door(PUBLIC),
    "api:children": Door(PUBLIC),
    "api:figures": Door(PUBLIC),
    "api_index": Door(PUBLIC),
    "api_missing": Door(PUBLIC),
    "command:openness publish": Door(Audience.COMMAND),
}

AUDIT_ACTIONS = {"openness.edition.published": _("Angka publik diterbitkan")}

"""Doors of the pages that cross rooms."""

from kondusif.accounts.rules import PUBLIC, STAFF, Door, Role

# Who reads the situation of the whole city; other staff land on a page of their own.
ROOM_READERS = (Role.DESK, Role.VERIFIER, Role.HANDLER, Role.LEADER, Role.ADMIN, Role.AUDITOR)
# Who may read counts of reports below five (design: everybody else reads "kurang dari lima").
COUNT_READERS = (Role.VERIFIER, Role.HANDLER)

DOORS = {
    "web_public:home": Door(PUBLIC),
    "web_public:first_run": Door(PUBLIC),
    "web_public:help": Door(PUBLIC),
    "web_public:privacy": Door(PUBLIC),
    "web_public:accessibility": Door(PUBLIC),
    "web_health:health": Door(PUBLIC),
    "web:home": Door(STAFF),
    "web:settings": Door.of(Role.ADMIN),
    "web:date": Door.of(Role.ADMIN),
    "web:contest": Door.of(Role.ADMIN),
    "web:calendar": Door.of(Role.ADMIN),
    "web:thresholds": Door.of(Role.ADMIN),
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

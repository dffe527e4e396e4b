"""The self-check's doors: everybody may ask; who spreads it in the city prints its poster."""

from kondusif.accounts.rules import PUBLIC, Door, Role

SPREADERS = Door.of(Role.LEGAL, Role.DESK, Role.ADMIN, Role.HANDLER)

DOORS = {
    "advice_public:ask": Door(PUBLIC),
    "advice_public:data": Door(PUBLIC),
    "advice_public:keeper": Door(PUBLIC),
    "advice:posters": SPREADERS,
    "advice:poster": SPREADERS,
    "advice:card": SPREADERS,
}

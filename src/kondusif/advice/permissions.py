"""The self-check's doors: everybody may ask."""

from kondusif.accounts.rules import PUBLIC, Door

DOORS = {
    "advice_public:ask": Door(PUBLIC),
    "advice_public:data": Door(PUBLIC),
    "advice_public:keeper": Door(PUBLIC),
}

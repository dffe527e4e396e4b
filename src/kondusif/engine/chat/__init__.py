"""Chats: an exported or pasted chat becomes drafts of records, with names and numbers dropped on the way."""

from kondusif.engine.chat.drafts import MOST_PASSED, Draft, Limits, propose
from kondusif.engine.chat.dropping import Dropper
from kondusif.engine.chat.lines import Order
from kondusif.engine.chat.places import PlaceNames
from kondusif.engine.chat.reading import Message, Transcript, plain, read
from kondusif.engine.chat.sorting import Sort, sort_of

__all__ = [
    "MOST_PASSED", "Draft", "Dropper", "Limits", "Message", "Order", "PlaceNames", "Sort", "Transcript", "plain",
    "propose", "read", "sort_of",
]  # fmt: skip

"""Sentences for refusals about circulars. Each part of the room keeps its own list."""

from kondusif.circulars.sentences_desk import DESK
from kondusif.circulars.sentences_heads import HEADS
from kondusif.circulars.sentences_reader import READER

SENTENCES: dict[str, object] = {**DESK, **READER, **HEADS}

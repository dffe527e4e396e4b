"""A passphrase proposed from a list of plain words, for whoever would rather not think of one."""

import secrets
from functools import cache
from pathlib import Path

from kondusif.vault.rules import phrase_fault

WORDS = Path(__file__).resolve().parent / "words.txt"
COUNT = 6  # of 1,024 words: 60 bits, behind a slow hash


@cache
def words() -> tuple[str, ...]:
    """The words, each 4 to 8 letters, no two alike."""
    return tuple(WORDS.read_text(encoding="utf-8").split())


def propose() -> str:
    """Six words drawn by the machine's own source of chance."""
    while True:
        phrase = " ".join(secrets.choice(words()) for _ in range(COUNT))
        if phrase_fault(phrase) is None:
            return phrase


def is_proposal(text: str) -> bool:
    """Whether a text may have been proposed here; nothing else that a page sends back is shown as a proposal."""
    parts = text.split(" ")
    return len(parts) == COUNT and set(parts) <= set(words())

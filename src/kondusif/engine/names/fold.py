"""One word of a name: read from the old spelling, from short forms, and reduced to what is heard."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OLD = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"))
_ANY_OLD = re.compile("OE|DJ|TJ|SJ").search
HEARD = (
    ("CH", "H"), ("KH", "H"), ("SY", "S"), ("SH", "S"), ("DZ", "S"), ("DH", "D"), ("TH", "T"), ("GH", "G"),
    ("BH", "B"), ("PH", "P"), ("IE", "I"), ("EE", "I"), ("OO", "U"), ("OU", "U"), ("X", "KS"),
)  # fmt: skip
SAME = str.maketrans("FVZQYJ", "PPSKII")
_TWICE = re.compile(r"(.)\1+")
LONGEST_WORD = 24


def data(name: str) -> dict[str, Any]:
    """One table of `engine/data`."""
    text = files("kondusif.engine.data").joinpath(f"{name}.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506
    return table


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[str, str]]:
    """What is written -> the word kept, and the kind of reason (`same_word` or `short_form`)."""
    table, found = data("names_forms"), {}
    for kind, part in (("same_word", "families"), ("short_form", "short")):
        for kept, written in table[part].items():
            found.update(dict.fromkeys(written, (kept, kind)))
    return found


@lru_cache(maxsize=1)
def also() -> dict[str, tuple[str, ...]]:
    """Words that are written for more than one: the others."""
    return {word: tuple(others) for word, others in data("names_forms")["also"].items()}


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Particles that come and go without meaning another person."""
    return frozenset(data("names_forms")["light"])


def latin(text: str) -> str:
    """Capital letters without accents; whatever is no Latin letter stays what it is."""
    if text.isascii():
        return text.upper()
    apart = unicodedata.normalize("NFKD", text).upper()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def modern(word: str) -> str:
    """A word of the old spelling in the new: oe = u, dj = j, tj = c, sj = sy.

    Reading stops when nothing changes, so a word that was read once is read the same again.
    Source: docs/algorithms/names.md, section 2.
    """
    while _ANY_OLD(word):
        read = word
        for old, new in _OLD:
            read = read.replace(old, new)
        word = read
    return word


def fold(word: str) -> str:
    """The word that is kept for a written one: new spelling, then families and short forms."""
    read = modern(word[:LONGEST_WORD])
    return forms().get(read, (read, ""))[0]


def key(word: str) -> str:
    """What is heard of a folded word: f, p and v alike, z and s, k and q, i, y and j; doubled letters and h lost.

    Words with one key are found together; which of them is meant is weighed later.
    """
    heard = ("C" + word[2:]) if word.startswith("CH") else word
    for written, sound in HEARD:
        heard = heard.replace(written, sound)
    heard = heard[:1] + heard[1:].replace("H", "")
    return _TWICE.sub(r"\1", heard.translate(SAME))

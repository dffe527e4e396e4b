"""The words of a text, as two tellings of one story share them.

Case, punctuation, emoji, invisible characters and the marks that a chat adds do not count, and the short forms of chat
are written out (`yg` is `yang`). Numbers count: "TPS 3" and "TPS 8" are two claims. A link is the one word `tautan`,
because each sharing changes its tail.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

import yaml

LINK_WORD = "tautan"


def _chat_forms() -> dict[str, str]:
    data = files("kondusif.engine.data").joinpath("chat_forms.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(data)
    return loaded["forms"]


CHAT_FORMS = _chat_forms()
"""Short form -> word. Every form has fewer than eight letters and none is the word of another one."""

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(
    r"(?:https?://|\bwww\.)\S+|(?<![a-z0-9.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}/\S*"
)
_HEAD = re.compile(
    r"^[^\w\n]{0,4}\d{1,2}/\d{1,2}/\d{2,4}[, ]{1,3}\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[ap]m)?"
    r"[^\w\n]{1,4}[^:\n]{1,40}: ",
    re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^(?:[^\w\n]|_)*(?:"
    r"(?:pesan (?:ini )?)?(?:telah )?diteruskan(?: berkali-kali| berulang kali)?|"
    r"(?:diteruskan|forwarded) (?:dari|from)\b[^\n]*|"
    r"forwarded(?: many times| message)?"
    r")(?:[^\w\n]|_)*$|^(?:[^\w\n]|_)*(?:diteruskan berkali-kali|forwarded many times)\b",
    re.MULTILINE,
)
MARK_WORDS = ("diteruskan", "forwarded")
"""A text in which none of these words, no slash, no `www` and no foreign character stands needs no cleaning."""


def normalise(text: str) -> str:
    """The words of a text in lower case with one space between them.

    Returns:
        An empty text where there is no letter and no digit in any script.
    """
    if not text.isascii():
        text = _FOREIGN.sub(_plain_run, text)
    text = text.lower()
    if "/" in text:
        text = _HEAD.sub("", text)
    if any(word in text for word in MARK_WORDS):
        text = _FORWARDED.sub(" ", text)
    if "/" in text or "www." in text:
        text = _LINK.sub(f" {LINK_WORD} ", text)
    return " ".join([CHAT_FORMS.get(word, word) for word in _WORD.findall(text)])


def words(text: str) -> list[str]:
    """The words that count, in order."""
    return normalise(text).split()


def shingles(text: str) -> set[str]:
    """Every run of three words. A text of one or two words is one shingle; a text without words has none."""
    found = words(text)
    if len(found) < 3:
        return {" ".join(found)} if found else set()
    return {" ".join(found[at : at + 3]) for at in range(len(found) - 2)}


def _plain_run(found: re.Match[str]) -> str:
    run = found.group()
    return _plain(run) if len(run) <= 64 else _folded(run)


@lru_cache(maxsize=65536)
def _plain(run: str) -> str:
    return _folded(run)


def _folded(run: str) -> str:
    """Plain letters for ornate ones, no accents and no invisible characters."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    return "".join(character for character in flat if unicodedata.category(character) not in _SILENT)


_SILENT = {"Mn", "Mc", "Me", "Cf"}

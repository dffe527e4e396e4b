"""Takes an exported or pasted chat apart into messages. Everything stays in memory.

What the messenger writes by itself (joined, deleted, media left out) is counted and dropped here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache

from kondusif.engine.chat.lines import Head, Order, date_of, head_of, order_of, table_of_marks
from kondusif.kernel.errors import Refused

MOST_LINES = 200_000
LONGEST_MESSAGE = 4_000
_NAMED = re.compile("@\u2068[^\u2069\n]{1,80}\u2069")
_OWN = "\u200e"  # iOS sets it before what the messenger writes by itself
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x200E), 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD]
)
_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x2007, 0x2009, 0x3000, 0x09], " ")
# Figures of other scripts as the phone of another locale writes them.
_FIGURES = {at: str(unicodedata.decimal(chr(at))) for at in range(0x660, 0xFFFF) if chr(at).isdecimal()}
_TABLE = {**_INVISIBLE, **_BLANKS, **_FIGURES}
# A line that begins with a date: where many do and none is a head that we know, the export is of another form.
_DATED = re.compile(r"\W{0,2}\d{1,4} ?[./\-\u5e74] ?\d{1,2} ?[./\-\u6708]")
MOST_DATED = 20
NAME_MARK = "[nama]"


@dataclass(frozen=True, slots=True)
class Message:
    """One message that a person wrote.

    Args:
        on: None where the file does not say which figure is the day.
        sender: as the phone of the exporter calls them; only for dropping, never kept.
    """

    at: int
    on: date | None
    clock: time | None
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A chat in parts.

    Args:
        lines: lines of the file.
        messages: what people wrote, in order.
        skipped: how much of each other sort there was: media, deleted, system.
        order: which figure of its dates is the day.
        read_on: the day of reading.
    """

    lines: int
    messages: list[Message]
    order: Order
    read_on: date
    skipped: Counter[str] = field(default_factory=Counter)


def read(text: str, today: date) -> Transcript:
    """The messages of a chat.

    Args:
        text: as pasted or exported; line ends of any kind.
        today: the last day that a message can be of.
    Raises:
        Refused: nothing in it, more than 200,000 lines, or the export of an app whose heads of lines are unknown.
    Source: docs/algorithms/chat.md
    Cost: linear in the text, some 10 microseconds a line.
    """
    lines = plain(text).split("\n")
    if len(lines) > MOST_LINES:
        raise Refused("engine.chat.too_long", lines=len(lines), most=MOST_LINES)
    if not any(lines):
        raise Refused("engine.chat.empty")
    parts = list(_parts(lines))
    if not any(head for head, _text in parts) and sum(1 for line in lines if _DATED.match(line)) >= MOST_DATED:
        raise Refused("engine.chat.unknown_heads")
    order = order_of((head.figures for head, _text in parts if head), today)
    messages: list[Message] = []
    skipped: Counter[str] = Counter()
    for at, (head, body) in enumerate(parts):
        sort, words = _written(head, body)
        if sort:
            skipped[sort] += 1
        elif head is None:
            messages.append(Message(at, None, None, "", words))
        else:
            messages.append(Message(at, date_of(head.figures, order), head.clock, head.sender, words))
    return Transcript(len(lines), messages, order, today, skipped)


def plain(text: str) -> str:
    """One kind of blank and line end, no invisible mark but the messenger's own; a marked mention is a name."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\0", "")
    if not text.isascii():
        text = _NAMED.sub(NAME_MARK, text).translate(_TABLE)
    return text


def _parts(lines: list[str]) -> Iterator[tuple[Head | None, str]]:
    """Heads with everything up to the next head; text before the first head goes by paragraphs."""
    head: Head | None = None
    body: list[str] = []
    for line in lines:
        found = head_of(line.lstrip(_OWN))
        if found is None and (head is not None or line.strip()):
            body.append(line)
            continue
        if head is not None or body:
            yield head, "\n".join(body)
        head, body = found, [found.text] if found else []
    if head is not None or body:
        yield head, "\n".join(body)


def _written(head: Head | None, body: str) -> tuple[str, str]:
    """(why it is no message, or an empty word; what stays of it)."""
    marks = _marks()
    own = body.lstrip().startswith(_OWN)
    words = body.replace(_OWN, "").strip()
    if head is not None and not head.speaks:
        return "system", ""
    small = words.lower()
    if len(small) < 300:
        folded = " ".join(small.split()).removesuffix(".")
        for sort in ("deleted", "media"):
            if marks[sort].fullmatch(folded):
                return sort, ""
        if (own or "end-to-end" in small) and marks["system"].fullmatch(small):
            return "system", ""
    if "<" in words or "eruskan" in small or "orward" in small or "(file " in small:
        words = marks["media_inside"].sub("", marks["inside"].sub("", words)).strip()
    return ("", words[:LONGEST_MESSAGE]) if words else ("media", "")


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    rows = table_of_marks()
    whole = {sort: re.compile("|".join(f"(?:{row})" for row in rows[sort])) for sort in ("media", "deleted", "system")}
    inside = re.compile("|".join(f"(?:{row})" for row in rows["inside"]), re.IGNORECASE | re.MULTILINE)
    lines = [row for row in rows["media"] if "omitted" in row or "attached" in row or "disertakan" in row]
    media = re.compile("|".join(f"(?:{row})" for row in lines), re.IGNORECASE)
    return {**whole, "inside": inside, "media_inside": media}

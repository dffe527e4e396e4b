"""A chat of 50,000 lines from a phone set to American English: the month in front, 12 hours, English marks."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

import chat
from kondusif.accounts.selectors import actor_of
from kondusif.incidents.chat_words import measures, opened
from kondusif.incidents.models import Chat, ChatDraft
from kondusif.incidents.services.chats import bring_chat
from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from support.cast import Cast

HEAD = re.compile(r"(\d\d/\d\d/\d\d \d\d\.\d\d) - (.*)")
NUMBERED = re.compile(r"(?:kejadian|bukti) (\d+)")
MEDIA = ("<Media omitted>", "image omitted", "IMG-20241112-WA0003.jpg (file attached)")
DELETED = ("This message was deleted", "You deleted this message")
CODES = {name: code for code, name in chat.PLACES}


@dataclass
class Told:
    """The same chat as another phone exports it, and what was counted while it was written.

    Args:
        skipped: lines of each sort that is no message.
        said: number in an incident or a report -> the day and the minute of its message.
        nils: the kelurahan of each day that reported nothing to report, in order.
    """

    lines: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    said: dict[str, tuple[date, time]] = field(default_factory=dict)
    nils: dict[tuple[str, date], None] = field(default_factory=dict)


def abroad(text: str) -> Told:
    """A made-up chat, line by line, on a phone that writes `10/5/24, 8:15 PM`."""
    told, dice = Told(), random.Random(chat.SEED)
    lines = text.split("\n")
    for line, after in pairwise([*lines, lines[0]]):
        head = HEAD.fullmatch(line)
        told.lines.append(_moved(told, dice, *head.groups(), alone=bool(HEAD.fullmatch(after))) if head else line)
    return told


def _moved(told: Told, dice: random.Random, at: str, rest: str, *, alone: bool) -> str:
    """One head as the other phone writes it.

    Args:
        alone: no line follows that belongs to it; a mark with words below it is a message.
    """
    moment = datetime.strptime(at, "%d/%m/%y %H.%M").replace(tzinfo=UTC)
    who, colon, body = rest.partition(": ")
    if not colon:
        told.skipped["system"] += 1
        rest = rest.replace("menambahkan", "added")
    elif body == chat.MARKS[1]:
        told.skipped["deleted"] += alone
        rest = f"{who}: {dice.choice(DELETED)}"
    elif body in chat.MARKS:
        told.skipped["media"] += alone
        rest = f"{who}: {dice.choice(MEDIA)}"
    elif number := NUMBERED.search(body):
        told.said[number[1]] = moment.date(), moment.time()
    elif "nihil" in body:
        told.nils[CODES[body.removeprefix("Kel. ").split()[0]], moment.date()] = None
    hour = f"{moment.hour % 12 or 12}:{moment:%M}\u202f{'PM' if moment.hour >= 12 else 'AM'}"
    return f"{moment.month}/{moment.day}/{moment:%y}, {hour} - {rest}"


@pytest.fixture
def brought(cast: Cast) -> tuple[Told, Chat]:
    Edition.objects.create(name="uji", rows=len(chat.PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji")
        for code, name in chat.PLACES
    )
    told = abroad(chat.made_up(chat.LINES)[0])
    return told, bring_chat(actor_of(cast.intan), "\n".join(told.lines))


@pytest.mark.once
@pytest.mark.django_db
def test_a_chat_of_50_000_lines_from_an_american_phone_is_counted_and_dated_right(
    brought: tuple[Told, Chat],
) -> None:
    told, kept = brought
    assert kept.lines == len(told.lines) == 50_000
    assert {sort: kept.skipped[sort] for sort in told.skipped} == dict(told.skipped)
    assert kept.messages + told.skipped.total() == sum("\u202f" in line for line in told.lines)

    drafts = list(kept.drafts.all())
    assert len(drafts) == measures().limits.most_drafts
    assert kept.skipped["over"] > 0
    assert {row.said_on.month for row in drafts if row.said_on} == {10, 11}
    # The room is for what weighs more; of the nil reports the newest are made.
    nils = [(row.area_code, row.said_on) for row in drafts if row.sort == ChatDraft.Sort.NIL]
    assert 0 < len(nils) < len(told.nils)
    assert nils == list(told.nils)[-len(nils) :]
    found = [
        (*told.said[number[1]], row.said_on, row.said_time)
        for row in drafts if (number := NUMBERED.search(opened(row.words)))
    ]  # fmt: skip
    assert len(found) > 100
    assert [(on, at) for on, at, _on, _at in found] == [(on, at) for _on, _at, on, at in found]
    assert {at.hour for _on, at, _said_on, _said_at in found} >= {0, 11, 12, 23}

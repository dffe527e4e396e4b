"""Which mails of a mailbox become reports, and what was chosen for each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kondusif.intake.imports.mailbox import Mail
from kondusif.intake.rules import Draft, Kind, Reporter, Track, day_of_sending

_LETTERS = {Kind.NEUTRALITY: "n", Kind.PEACE: "p"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_PACKED = re.compile(r"(\d+)([np])(x?)(u?)")


@dataclass(frozen=True, slots=True)
class Pick:
    """A mail that was ticked.

    Args:
        shows_reporter: its files show who wrote it: no copy for the desk.
        whole: what was set apart from the account is kept with it.
    """

    kind: Kind
    shows_reporter: bool
    whole: bool = False


def picks_of(post: Any, mails: Iterable[Mail]) -> dict[int, Pick]:
    """The mails that were ticked, each with what was chosen for it; of one mail that stands twice the first."""
    ticked, seen = set(post.getlist("surat")), set()
    found = {}
    for mail in mails:
        if mail.fault is None and str(mail.number) in ticked and mail.origin not in seen:
            seen.add(mail.origin)
            kind = post.get(f"jenis-{mail.number}", "")
            kind = Kind(kind) if kind in set(Kind) else Kind.NEUTRALITY
            chosen = (bool(post.get(f"{name}-{mail.number}")) for name in ("pelapor", "utuh"))
            found[mail.number] = Pick(kind, *chosen)
    return found


def packed(picks: dict[int, Pick]) -> str:
    """What was chosen as the page carries it: `12n 15pxu`, with an x where the files show the reporter and a u where
    the mail is kept whole."""
    return " ".join(f"{at}{_LETTERS[one.kind]}{'x' * one.shows_reporter}{'u' * one.whole}" for at, one in picks.items())


def unpacked(told: str) -> dict[int, Pick]:
    """The inverse of `packed`."""
    return {int(at): Pick(_KINDS[kind], bool(shows), bool(whole)) for at, kind, shows, whole in _PACKED.findall(told)}


def arrival_of(mail: Mail, on: date) -> date:
    """The day on which a mail came to the office; today where nothing tells it.

    Args:
        on: today.
    """
    return day_of_sending(mail.arrived_on, on)


def mail_draft(mail: Mail, pick: Pick, on: date) -> Draft:
    """A mail as a report: known on the day it was sent, at the latest when it came; its sender sealed as the reporter.

    Args:
        on: today.
    """
    return Draft(
        kind=pick.kind, track=Track.CITY, words=(mail.whole if pick.whole else "") or mail.words,
        known_on=min(day_of_sending(mail.sent_on, on), arrival_of(mail, on)),
        reporter=Reporter(name=mail.name, email=mail.address),
    )  # fmt: skip

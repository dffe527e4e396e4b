"""What an article and a finding are, and how findings are laid over the text. Plain Python."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

Span = tuple[int, int]
LONGEST_TEXT = 60_000
LONGEST_QUOTE = 2_000
MOST_FEEDS = 60
EVERY = timedelta(minutes=30)
AT_MOST = timedelta(days=1)


class Kind(StrEnum):
    """The five things that a reading finds."""

    PLACE = "place"
    INSTITUTION = "institution"
    ACTIVITY = "activity"
    ISSUE = "issue"
    STATEMENT = "statement"


class Origin(StrEnum):
    MACHINE = "machine"
    OFFICER = "officer"


class Verdict(StrEnum):
    """What an officer said of a finding. A removed one stays, told apart, and counts nowhere."""

    PROPOSED = "proposed"
    KEPT = "kept"
    REMOVED = "removed"


JUDGED = (Verdict.KEPT, Verdict.REMOVED)


class Move(StrEnum):
    """What became of an article and a story."""

    JOINED = "joined"
    SPLIT = "split"


class ReadField(StrEnum):
    """Parts of an article of which there is one, so that an officer corrects it instead of removing it."""

    DATE = "date"
    MAIN_PLACE = "main_place"


class FileState(StrEnum):
    """What became of one file among several."""

    WAITING = "waiting"
    ADDED = "added"
    KNOWN = "known"
    REFUSED = "refused"


class ClarificationState(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Subject(StrEnum):
    """The closed list of what a clarification may be about: a procedure of the vote, or a service of the city."""

    VOTER_LIST = "voter_list"
    VOTING = "voting"
    COUNTING = "counting"
    LOGISTICS = "logistics"
    COMPLAINT = "complaint"
    CIVIL_REGISTRY = "civil_registry"
    HEALTH = "health"
    SCHOOL = "school"
    SOCIAL_AID = "social_aid"
    UTILITIES = "utilities"
    SAFETY = "safety"
    OTHER_SERVICE = "other_service"


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered stretch of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two edges of marks.

    Args:
        text: the words.
        marked: whether at least one finding covers it.
        opens: numbers of the findings that begin here.
    """

    text: str
    marked: bool
    opens: tuple[int, ...]


def digest_of(text: str) -> str:
    """One value for the same text, whatever its white space and case, so that an article enters once."""
    return hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()


def pieces(text: str, marks: Iterable[Mark], points: Iterable[Mark] = ()) -> list[Piece]:
    """The text cut at every edge of a mark; overlapping marks are told apart by their numbers.

    Args:
        text: the whole article.
        marks: with offsets in code points; those outside the text are left out.
        points: marks of which only the beginning shows, with its number.
    """
    fitting = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    dots = [mark for mark in points if 0 <= mark.start < len(text)]
    edges = sorted({0, len(text), *(m.start for m in (*fitting, *dots)), *(m.end for m in fitting)})
    found = []
    for left, right in pairwise(edges):
        over = [mark for mark in fitting if mark.start <= left and right <= mark.end]
        opens = tuple(sorted(mark.number for mark in (*fitting, *dots) if mark.start == left))
        found.append(Piece(text[left:right], bool(over), opens))
    return found


def span_of(text: str, quote: str) -> Span | None:
    """Where the words of a quote stand in the text, white space aside; None where they do not."""
    words = quote.split()
    if not words or len(quote) > LONGEST_QUOTE:
        return None
    match = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return match.span() if match else None


# Places where a feed is somebody's account, channel or group, and bridges that make feeds of such.
ACCOUNT_HOSTS = frozenset(
    """
    facebook.com fb.com instagram.com threads.net threads.com x.com twitter.com tiktok.com youtube.com youtu.be t.me
    telegram.me telegram.org whatsapp.com wa.me reddit.com bsky.app linkedin.com pinterest.com tumblr.com discord.com
    line.me quora.com snapchat.com nitter.net rsshub.app rss.app fetchrss.com rss-bridge.org openrss.org politepol.com
    kaskus.co.id mastodon.social
    """.split()  # noqa: SIM905  (a list to be read by people)
)
_ACCOUNT_PATH = re.compile(r"/@[^/]|/users?/[^/]|/(?:channel|profile)/[^/]|nitter|rsshub|rss-?bridge", re.IGNORECASE)


def is_account_feed(host: str, path: str) -> bool:
    """Whether an address is the feed of an account, channel or group instead of an outlet's own."""
    parts = host.lower().rstrip(".").split(".")
    known = any(".".join(parts[n:]) in ACCOUNT_HOSTS for n in range(len(parts)))
    return known or _ACCOUNT_PATH.search(f"//{host}{path}") is not None


def wait_after(failures: int) -> timedelta:
    """How long a feed is left alone: half an hour, twice as long after every failure, never more than a day."""
    return min(AT_MOST, EVERY * 2 ** min(failures, 10))

"""What outreach is made of: groups, sessions, evidence, pieces of the kit. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.kernel.errors import Refused


class Group(StrEnum):
    """Whom a session is for (sasaran)."""

    RT_RW_HEADS = "rt_rw_heads"
    RESIDENTS = "residents"
    SCHOOLS = "schools"
    ORGANISATIONS = "organisations"
    RELIGIOUS_LEADERS = "religious_leaders"
    FIRST_VOTERS = "first_voters"
    CIVIL_SERVANTS = "civil_servants"
    SOCIAL_MEDIA = "social_media"


class SessionStatus(StrEnum):
    """Where a session stands. Whether it counts for coverage is `counts`, not a status."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Who wrote the record of a session."""

    FIELD = "field"
    DESK = "desk"
    PAPER = "paper"


class PictureKind(StrEnum):
    """What a picture of a session shows. A scanned attendance list is evidence as a photo is."""

    PHOTO = "photo"
    ATTENDANCE_LIST = "attendance_list"


class PieceKind(StrEnum):
    """Pieces of the content kit."""

    POSTER = "poster"
    CHAT_CARD = "chat_card"
    SPOKEN = "spoken"  # a text of 90 seconds


class Language(StrEnum):
    INDONESIAN = "id"
    JAVANESE = "jv"


class PieceStatus(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class KeptOutKind(StrEnum):
    """What may not stand in the kit, and who may not lead a session during the campaign."""

    OFFICE_HOLDER = "office_holder"
    CANDIDATE = "candidate"
    KIN = "kin"
    SLOGAN = "slogan"


class Lack(StrEnum):
    """What a session still lacks before it counts for coverage."""

    NOT_HELD = "not_held"
    CANCELLED = "cancelled"
    PLACE = "place"
    DAY = "day"
    ATTENDING = "attending"
    EVIDENCE = "evidence"


MOST_ATTENDING = 5000
MOST_PICTURES = 20
MOST_QUESTIONS = 20
LONGEST_QUESTION, LONGEST_ANSWER = 500, 1000
# Who may not lead a session between the first day of the campaign and voting day.
MAY_NOT_LEAD = (KeptOutKind.CANDIDATE, KeptOutKind.KIN)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is written down of a session that was held. There is no place for the names of those who came.

    Args:
        topic: what it was about.
        place: the place in words.
        area_code: a kelurahan, or an RW or RT in it.
        groups: values of `Group`, at least one.
        reached: codes of the RT from which somebody came; an RW only where no RT of it is known.
        attending: how many came, 0..MOST_ATTENDING.
        leader_name: the official who led it; must be said during the campaign.
        questions: what was asked and what was answered, without who asked.
        programme: number of the programme it belongs to, if any.
    """

    topic: str
    place: str
    area_code: str
    held_on: date
    held_time: time | None
    groups: Sequence[str]
    reached: Sequence[str]
    attending: int
    leader_name: str = ""
    leader_post: str = ""
    notes: str = ""
    questions: Sequence[tuple[str, str]] = ()
    programme: str | None = None


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture as it came, still to be drawn anew. An attendance list may be a PDF: each page becomes a picture."""

    kind: PictureKind
    data: bytes


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a programme, and the day on which it was closed, if it was."""

    starts_on: date
    ends_on: date
    closed_on: date | None = None


def lacks(status: str, *, place: str, held_on: date | None, attending: int | None, pictures: int) -> tuple[Lack, ...]:
    """What a session still lacks before it counts; empty when it counts. Source: docs/algorithms/coverage.md."""
    if status == SessionStatus.CANCELLED:
        return (Lack.CANCELLED,)
    found = {
        Lack.NOT_HELD: status != SessionStatus.HELD,
        Lack.PLACE: not place.strip(),
        Lack.DAY: status == SessionStatus.HELD and held_on is None,
        Lack.ATTENDING: status == SessionStatus.HELD and (attending or 0) < 1,
        Lack.EVIDENCE: status == SessionStatus.HELD and pictures < 1,
    }
    return tuple(lack for lack, missing in found.items() if missing)


def counts(status: str, *, place: str, held_on: date | None, attending: int | None, pictures: int) -> bool:
    """Whether a session counts: held, with place, day, at least one who came, and one picture as evidence."""
    return not lacks(status, place=place, held_on=held_on, attending=attending, pictures=pictures)


def check_attending(attending: int) -> int:
    """A count of people that can be true.

    Raises:
        Refused: below nothing, or more than any place of a kelurahan holds.
    """
    if attending < 0:
        raise Refused("outreach.session.attending_negative", given=attending)
    if attending > MOST_ATTENDING:
        raise Refused("outreach.session.attending_too_many", given=attending, most=MOST_ATTENDING)
    return attending


def check_groups(groups: Sequence[str]) -> tuple[Group, ...]:
    """The groups that a session is for, each once.

    Raises:
        Refused: none, or one that is not in the list.
    """
    known = set(Group)
    chosen = tuple(dict.fromkeys(groups))
    if not chosen:
        raise Refused("outreach.session.no_group")
    if not known.issuperset(chosen):
        raise Refused("outreach.session.group_unknown")
    return tuple(Group(group) for group in chosen)


def check_span(span: Span | None, on: date) -> None:
    """A day that lies inside the programme.

    Raises:
        Refused: before its first day, after its last, or after it was closed.
    """
    if span is None:
        return
    if on < span.starts_on:
        raise Refused("outreach.session.before_programme", starts=_day(span.starts_on))
    if on > span.ends_on:
        raise Refused("outreach.session.after_programme", ends=_day(span.ends_on))
    if span.closed_on is not None and on > span.closed_on:
        raise Refused("outreach.session.programme_closed", closed=_day(span.closed_on))


def check_reached(
    reached: Sequence[str], *, living: frozenset[str], with_parts: frozenset[str], inside: str
) -> tuple[str, ...]:
    """The RT that came, each once.

    Args:
        reached: codes of RT, or of an RW whose RT are not known.
        living: those of the codes that are in force.
        with_parts: RW among them whose RT are known.
        inside: the code that must hold them all.
    Raises:
        Refused: a code that does not exist, lies elsewhere, is no RT, or an RW that should be told by its RT.
    """
    found = tuple(dict.fromkeys(reached))
    for code in found:
        known = is_area_code(code)
        if not known or code not in living:
            raise Refused("outreach.reach.unknown", code=str(code)[:30])
        if not contains(inside, code):
            raise Refused("outreach.reach.elsewhere", code=code)
        if level_of(code) not in (Level.RW, Level.RT):
            raise Refused("outreach.reach.too_wide", code=code)
        if code in with_parts:
            raise Refused("outreach.reach.by_rt", code=code)
    return found


def _day(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"

"""What a draft begins with: a text of the product with the city's own facts, and what may be asked about."""

from collections.abc import Iterable

from kondusif.base import wording
from kondusif.circulars.edaran import Starter, pledge_points
from kondusif.circulars.words import Words
from kondusif.institutions.selectors import city, today
from kondusif.kernel.errors import Refused
from kondusif.rulebook.schema import Act, ActorKind
from kondusif.rulebook.selectors import acts, every_act
from kondusif.stages.selectors import contests

DOTS = "…"
# Whom the rows that may be asked about are for: the staff of the roster.
STAFF_KINDS = frozenset({ActorKind.PNS, ActorKind.PPPK})


def first_words(starter: Starter) -> tuple[str, Words]:
    """The title and the words of a text with the city's facts in its blanks."""
    facts = _facts()

    def said(text: str) -> str:
        for name, value in facts.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    words = Words(
        subject=said(starter.subject), basis=said(starter.basis), opening=said(starter.opening),
        points=tuple(said(point) for point in starter.points), closing=said(starter.closing),
        pledge=pledge_points(), acts=starter.acts,
    )  # fmt: skip
    return said(starter.title), words


def _facts() -> dict[str, str]:
    place = city()
    contest = next((one for one in contests() if one.id == place.contest), None)
    return {
        "pemerintah": place.government or place.name,
        "kontes": contest.name if contest else "pemilihan",
        "hari_pemungutan": wording.long_date(contest.voting_on) if contest and contest.voting_on else DOTS,
    }


def acts_to_ask() -> list[Act]:
    """The rows of the rulebook that hold today for staff in this contest, in the order of the decree."""
    contest = next((one for one in contests() if one.id == city().contest), None)
    try:
        rows = acts(today())
    except Refused:
        return []
    return [
        row
        for row in rows
        if STAFF_KINDS & set(row.actors) and (not row.contests or (contest and contest.kind in row.contests))
    ]


def acts_named(ids: Iterable[str]) -> list[Act]:
    """The rows that a version names, as the rulebook has them now; one that it no longer has is left out."""
    known = {row.id: row for row in every_act()}
    return [known[one] for one in ids if one in known]

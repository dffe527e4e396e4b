"""The reading of one article."""

from datetime import date
from functools import cache

from kondusif.engine.reading.contest import find_contest, find_stage, votings
from kondusif.engine.reading.dates import find_date
from kondusif.engine.reading.gazetteer import Gazetteer
from kondusif.engine.reading.kinds import find_kinds
from kondusif.engine.reading.layout import Layout, lay_out
from kondusif.engine.reading.lexicon import layout_words, table
from kondusif.engine.reading.people import Cast
from kondusif.engine.reading.places import find_places
from kondusif.engine.reading.result import Found, Reading
from kondusif.engine.reading.statements import find_statements

LONGEST = 60_000
_LEXICONS = ("institutions", "activities", "issues", "roles", "speech", "places", "contests", "layout", "tagger")


def read(text: str, gazetteer: Gazetteer, *, on: date | None = None, longest: int = LONGEST) -> Reading:
    """Read one news article into place, date, institutions, activities, issues and statements, each with its words.

    Args:
        text: the article as plain text, in any state the press leaves it.
        gazetteer: the names of places.
        on: the day of publication, so that "kemarin" and "Rabu (13/11)" are days; without it no date is guessed.
        longest: how many characters are read; the rest is left and `truncated` says so.
    Returns:
        A proposal with its evidence; offsets count code points of `text`.
    Source: docs/algorithms/reading.md
    Cost: linear in the text; an article of 4,000 characters takes a few milliseconds once the lexicons are loaded.
    """
    truncated = len(text) > longest
    layout = lay_out(text[:longest], layout_words())
    dated = find_date(layout, votings(), on)
    places = find_places(layout, gazetteer)
    contest = find_contest(layout, dated.on if dated else on)
    institutions, _none = find_kinds(layout, "institutions", widen=False)
    activities, undone = find_kinds(layout, "activities", widen=True)
    issues, absent = find_kinds(layout, "issues", widen=True)
    cast = Cast(layout.known, gazetteer, _local_keys(places, gazetteer))
    return Reading(
        title=_title(layout),
        dated=dated,
        places=tuple(places),
        institutions=tuple(institutions),
        activities=tuple(activities),
        issues=tuple(issues),
        statements=tuple(find_statements(layout, cast)),
        stage=find_stage(layout, contest),
        contest=contest,
        denied=tuple(undone + absent),
        truncated=truncated,
        editions=editions(),
    )


def _title(layout: Layout) -> str:
    return layout.text[layout.title.start : layout.title.end] if layout.title else ""


def _local_keys(places: list[Found], gazetteer: Gazetteer) -> frozenset[str]:
    """Names of kecamatan and kelurahan of the main city, which posts such as Camat carry."""
    main = places[0].ref if places else ""
    return frozenset(gazetteer.parts(main)) if len(main) == 5 else frozenset()


@cache
def editions() -> dict[str, str]:
    """The edition of every lexicon, for the record beside the findings."""
    return {name: str(table(name)["edition"]) for name in _LEXICONS}

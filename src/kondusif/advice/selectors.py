"""Shared reads of the self-check: the phase of a day, and an answer. Nothing is written anywhere."""

from dataclasses import dataclass
from datetime import date

from kondusif.advice import rules
from kondusif.advice.rules import Answer, Question
from kondusif.advice.schema import Whom
from kondusif.advice.table import subject
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import Citation, Phase, Relation
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar


@dataclass(frozen=True, slots=True)
class StageOfDay:
    """What the city's contest says about the day asked: its name, the phase, and when candidates are set."""

    contest: Calendar | None
    phase: Phase | None
    phase_open: bool
    fixed_on: date | None


def stage_of(on: date, contest: str | None = None) -> StageOfDay:
    """The phase on a day in a contest, the city's own unless one is named; outside every contest there is none."""
    calendar = stages.calendar(contest) if contest else stages.current_contest()
    if calendar is None:
        return StageOfDay(None, None, False, None)
    standing = stages.standing(calendar, on)
    fixed = [row.fixed_on for row in calendar.fixings if row.fixed_on]
    return StageOfDay(calendar, Phase(standing.phase.value), standing.human_review, min(fixed, default=None))


def question(
    act: str,
    on: date,
    *,
    contest: str | None = None,
    whom: Whom = Whom.CANDIDATE,
    relation: Relation = Relation.NONE,
    on_leave: bool = False,
) -> Question:
    """A question with the phase of its day."""
    stage = stage_of(on, contest)
    return Question(act, on, stage.phase, stage.phase_open, whom, relation, on_leave)


def ask(asked: Question) -> Answer:
    """The answer to a question. Raises Refused for an unknown deed."""

    def stands(citation: Citation) -> bool:
        return rulebook.instrument(citation.instrument).valid_on(asked.on)

    return rules.decide(asked, subject(asked.act), rulebook.act, stands)

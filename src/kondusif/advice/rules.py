"""Deciding: a question and the rulebook's rows make an answer. Pure; no norm, no answer but *tanya dulu*."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.advice.schema import Situation, Subject, Verdict, Whom
from kondusif.rulebook.rules import act_stands, widest
from kondusif.rulebook.schema import Act, Citation, Phase, Relation, SanctionRange


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the phase that the contest's calendar gives for the day.

    Args:
        phase: None outside every contest; then only the rows that stand at any time are looked at.
        phase_open: the day of penetapan, on which both phases may be meant.
    """

    act: str
    on: date
    phase: Phase | None
    phase_open: bool = False
    whom: Whom = Whom.CANDIDATE
    relation: Relation = Relation.NONE
    on_leave: bool = False


@dataclass(frozen=True, slots=True)
class ByPhase:
    """The rows that stand in one phase on the day asked, and their span of sanctions."""

    phase: Phase
    rows: tuple[Act, ...]
    sanction: SanctionRange | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered and why. `rows` decide; where the answer is *tanya dulu* they are the nearest ones.

    Args:
        situation: the line of the decision table that fitted; it carries the reason in both languages.
        unfounded: a line of the table was set aside because no norm stands on that day.
        human_review: the day of penetapan, or a row that itself asks for a person.
    """

    answer: Verdict
    rows: tuple[Act, ...]
    basis: tuple[Citation, ...]
    sanction: SanctionRange | None
    situation: Situation
    unfounded: bool
    human_review: bool
    by_phase: tuple[ByPhase, ...]


def decide(
    question: Question, subject: Subject, act_of: Callable[[str], Act], stands: Callable[[Citation], bool]
) -> Answer:
    """Answer one question.

    Args:
        question: what is asked.
        subject: the deed with its decision table.
        act_of: the rulebook's row behind an id.
        stands: whether the instrument behind a citation stands on the day asked.
    Source: `advice/data/answers.yaml`, which names the rows of `rulebook`.
    """
    situation = fitting(subject.situations, question)
    rows = tuple(act_of(row) for row in situation.rows)
    standing = _standing(rows, question.on, phases_of(question))
    basis = tuple(one for one in situation.basis if one.valid_on(question.on) and stands(one))
    verdict = situation.answer
    unfounded = (verdict is Verdict.FORBIDDEN and not standing) or (verdict is Verdict.ALLOWED and not basis)
    if unfounded:
        verdict = Verdict.ASK_FIRST
    cited = tuple(one for row in standing for one in row.basis if one.valid_on(question.on))
    forbidden = verdict is Verdict.FORBIDDEN
    return Answer(
        answer=verdict,
        rows=standing,
        basis=tuple(dict.fromkeys((*cited, *basis))),
        sanction=widest(row.sanction for row in standing) if forbidden else None,
        situation=situation,
        unfounded=unfounded,
        human_review=question.phase_open or (forbidden and all(row.human_review for row in standing)),
        by_phase=phases_side_by_side(rows, question.on),
    )


def fitting(situations: Sequence[Situation], question: Question) -> Situation:
    """The first line of a decision table that fits. The last one fits everything (the schema demands it)."""
    return next(one for one in situations if _fits(one, question))


def phases_of(question: Question) -> tuple[Phase, ...]:
    """The phases whose rows count: one; both on the day of penetapan; only the timeless rows outside a contest."""
    if question.phase_open:
        return (Phase.WOULD_BE, Phase.CANDIDATE)
    return (question.phase or Phase.OVER,)


def phases_side_by_side(rows: Iterable[Act], on: date) -> tuple[ByPhase, ...]:
    """What the day of penetapan changes: the rows of the deed before and since."""
    every = tuple(rows)
    found = (
        ByPhase(phase, standing, widest(row.sanction for row in standing))
        for phase in (Phase.WOULD_BE, Phase.CANDIDATE)
        if (standing := _standing(every, on, (phase,)))
    )
    return tuple(found)


def _standing(rows: Iterable[Act], on: date, phases: Iterable[Phase]) -> tuple[Act, ...]:
    wanted = tuple(phases)
    return tuple(row for row in rows if any(act_stands(row, on, phase) for phase in wanted))


def _fits(situation: Situation, question: Question) -> bool:
    return (
        (not situation.whom or question.whom in situation.whom)
        and (not situation.relation or question.relation in situation.relation)
        and (situation.on_leave is None or situation.on_leave is question.on_leave)
    )

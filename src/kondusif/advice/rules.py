"""Deciding: a question and the rulebook's rows make an answer. Pure; no norm, no answer but *tanya dulu*.

The page that answers without a network does the same in `base/static/kondusif/bolehkah.js`; a test asks both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.advice.schema import Outcome, Person, Situation, Subject, TextKind, TextUse, Verdict, Who, Whom
from kondusif.rulebook.rules import act_stands, widest
from kondusif.rulebook.schema import Act, Citation, LevelNorm, Phase, Relation, SanctionRange, Track


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the phase that the contest's calendar gives for the day.

    Args:
        phase: None outside every contest; then only the rows that stand at any time are looked at.
        phase_open: the day of penetapan, on which both phases may be meant.
        contest: the kind of contest (pilkada, pemilu), empty outside every contest.
        text: what a pasted text was read as; None when nothing was pasted.
    """

    act: str
    on: date
    phase: Phase | None
    phase_open: bool = False
    whom: Whom = Whom.CANDIDATE
    relation: Relation = Relation.NONE
    on_leave: bool = False
    who: Who = Who.PNS
    contest: str = ""
    text: TextKind | None = None


@dataclass(frozen=True, slots=True)
class ByPhase:
    """The rows that stand in one phase on the day asked, and their span of sanctions."""

    phase: Phase
    rows: tuple[Act, ...]
    sanction: SanctionRange | None


@dataclass(frozen=True, slots=True)
class Law:
    """What deciding needs of the rulebook: a row by its id, and whether a citation's instrument stands on a day."""

    act_of: Callable[[str, date], Act | None]
    stands: Callable[[Citation, date], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered and why. `rows` decide; where the answer is *tanya dulu* they are the nearest ones.

    Args:
        outcome: the line of the decision table, or of the lexicon, that fitted.
        sentences: ids of the sentences that make the reason, in their order; `why` stands for the outcome's own.
        unfounded: a line of the table was set aside because no norm stands on that day.
        human_review: the day of penetapan, offices that disagree, or a row that itself asks for a person.
    """

    question: Question
    answer: Verdict
    rows: tuple[Act, ...]
    basis: tuple[Citation, ...]
    sanction: SanctionRange | None
    outcome: Outcome
    sentences: tuple[str, ...]
    unfounded: bool
    human_review: bool
    by_phase: tuple[ByPhase, ...]
    crimes: tuple[Act, ...]


def decide(question: Question, subject: Subject, person: Person, law: Law, texts: "Texts") -> Answer:
    """Answer one question.

    Args:
        question: what is asked, the text already read.
        subject: the deed with its decision table.
        person: who asks; persons outside the decree's list bring a table of their own.
        law: the rulebook's rows.
        texts: what follows from a pasted text.
    Source: `advice/data/answers.yaml` and `advice/data/lexicon.yaml`, which name the rows of `rulebook`.
    """
    lines = subject.situations if person.listed else person.situations
    plain = fitting(lines, question)
    outcome = after_text(question, subject, plain, person, law, texts)
    rows = _rows(outcome, question, law)
    standing = _standing(rows, question.on, phases_of(question))
    basis = tuple(one for one in outcome.basis if law.stands(one, question.on))
    bound = tuple(one for one in person.bound_by if law.stands(one, question.on))
    verdict, unfounded = founded(outcome, standing, basis, person, bound)
    forbidden = verdict is Verdict.FORBIDDEN
    cited = tuple(one for row in standing for one in row.basis if one.valid_on(question.on))
    levels = outcome.levels if Phase.CANDIDATE in phases_of(question) and standing else ()
    carried = bound if standing or basis else ()
    added = tuple(one for level in levels for one in level.basis if law.stands(one, question.on))
    duty = tuple(one for one in person.duty if law.stands(one, question.on))
    return Answer(
        question=question,
        answer=verdict,
        rows=standing,
        basis=tuple(dict.fromkeys((*cited, *basis, *added, *carried))) or duty,
        sanction=_range(standing, levels) if forbidden and not person.own_sanctions else None,
        outcome=outcome,
        sentences=reasons(question, subject, person, verdict, unfounded, standing),
        unfounded=unfounded,
        human_review=question.phase_open
        or bool(outcome.readings)
        or (forbidden and bool(standing) and all(row.human_review for row in standing)),
        by_phase=phases_side_by_side(rows, question.on) if person.listed else (),
        crimes=_crimes(outcome, question, law),
    )


@dataclass(frozen=True, slots=True)
class Texts:
    """What follows from a pasted text: an outcome for each kind, and the deeds that neutral words set free."""

    outcomes: dict[TextKind, Outcome]
    neutral_acts: tuple[str, ...]


def after_text(
    question: Question, subject: Subject, plain: Situation, person: Person, law: Law, texts: Texts
) -> Outcome:
    """What a pasted text makes of the line that fitted. It frees nothing merely because nothing was found."""
    kind = question.text
    if kind is None or not person.listed or Relation.SELF is question.relation or subject.text is TextUse.NONE:
        return plain
    if subject.text is TextUse.EVENT:
        return _with_rows(texts.outcomes[kind], plain) if kind is TextKind.OFFICIAL else plain
    if kind is TextKind.OFFICIAL:
        kind = TextKind.UNREAD
    if kind is TextKind.SUPPORT:
        rows = _standing(_rows(plain, question, law), question.on, phases_of(question))
        return plain if plain.answer is Verdict.FORBIDDEN and rows else texts.outcomes[kind]
    if kind is TextKind.NEUTRAL:
        if question.act in texts.neutral_acts:
            return texts.outcomes[kind]
        kind = TextKind.UNREAD
    return _with_rows(texts.outcomes[kind], plain)


def founded(
    outcome: Outcome, standing: Sequence[Act], basis: Sequence[Citation], person: Person, bound: Sequence[Citation]
) -> tuple[Verdict, bool]:
    """The verdict that a norm of that day bears, and whether the table's own had to be set aside."""
    verdict = outcome.answer
    lost = (
        (verdict is Verdict.FORBIDDEN and not (standing if outcome.rows else basis))
        or (verdict is Verdict.ALLOWED and not basis)
        or (verdict is not Verdict.ASK_FIRST and bool(person.bound_by) and person.own_sanctions and not bound)
    )
    return (Verdict.ASK_FIRST, True) if lost else (verdict, False)


def reasons(
    question: Question, subject: Subject, person: Person, verdict: Verdict, unfounded: bool, standing: Sequence[Act]
) -> tuple[str, ...]:
    """The sentences of the reason, in their order; `why` stands for the outcome's own, `note` for the person's."""
    said = ["unfounded" if unfounded else "why"]
    if question.phase_open and standing:
        said.append("fixing_day")
    if question.text and (subject.text is TextUse.NONE or not person.listed):
        said.append("text_unused")
    if person.note and (person.own_sanctions or verdict is Verdict.FORBIDDEN):
        said.append("note")
    return tuple(said)


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


def begins(rows: Iterable[Act]) -> date | None:
    """The first day on which any of these rows stands; None where one has no beginning or there are none."""
    days = [row.valid_from for row in rows]
    return None if not days or None in days else min(day for day in days if day)


def _range(rows: Sequence[Act], levels: Sequence[LevelNorm]) -> SanctionRange | None:
    added = [SanctionRange(min=one.level, max=one.level) for one in levels]
    return widest([*(row.sanction for row in rows), *added])


def _rows(outcome: Outcome, question: Question, law: Law) -> tuple[Act, ...]:
    return tuple(row for row in _named(outcome.rows, question, law) if row.track is not Track.CRIME)


def _crimes(outcome: Outcome, question: Question, law: Law) -> tuple[Act, ...]:
    return _standing(_named(outcome.crimes, question, law), question.on, phases_of(question))


def _named(keys: Iterable[str], question: Question, law: Law) -> list[Act]:
    """The rows behind ids, without those of the other kind of contest."""
    found = (law.act_of(key, question.on) for key in keys)
    return [row for row in found if row and (not row.contests or question.contest in row.contests)]


def _with_rows(outcome: Outcome, plain: Situation) -> Outcome:
    """The text's own reason, with the rows of the deed as the nearest ones."""
    return outcome.model_copy(update={"rows": tuple(dict.fromkeys((*outcome.rows, *plain.rows)))})


def _standing(rows: Iterable[Act], on: date, phases: Iterable[Phase]) -> tuple[Act, ...]:
    wanted = tuple(phases)
    return tuple(row for row in rows if any(act_stands(row, on, phase) for phase in wanted))


def _fits(situation: Situation, question: Question) -> bool:
    return (
        (not situation.acts or question.act in situation.acts)
        and (not situation.whom or question.whom in situation.whom)
        and (not situation.relation or question.relation in situation.relation)
        and (situation.on_leave is None or situation.on_leave is question.on_leave)
        and (not situation.contest or question.contest in situation.contest)
    )

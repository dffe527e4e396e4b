"""Shared reads of the self-check: the phase of a day, and an answer. Nothing is written anywhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kondusif.advice import lexicon, rules, table, wording
from kondusif.advice.lexicon import TextReading
from kondusif.advice.rules import Answer, Question
from kondusif.advice.schema import Who, Whom
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.selectors import UnitChoice, bodies, unit_choices, units
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import Act, ActorKind, Citation, Phase, Relation, SanctionRange
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class StageOfDay:
    """What the city's contest says about the day asked: its name, the phase, and when candidates are set."""

    contest: Calendar | None
    phase: Phase | None
    phase_open: bool
    fixed_on: date | None


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer with the text that was read for it; the shape of `kondusif advise`."""

    answer: Answer
    text: TextReading | None

    def as_json(self) -> dict[str, object]:
        """The object of the interface; reasons and readings in Indonesian."""
        found = self.answer
        return {
            "answer": found.answer.value,
            "acts": [row.id for row in found.rows],
            "basis": [_cited(one) for one in found.basis],
            "sanction": _span(found.sanction),
            "why": wording.reason(found, "id"),
            "on": found.question.on.isoformat(),
            "phase": found.question.phase.value if found.question.phase else None,
            "who": found.question.who.value,
            "human_review": found.human_review,
            "readings": [{"says": one.says.value, "text": one.text} for one in found.outcome.readings],
            "by_phase": [
                {"phase": side.phase.value, "acts": [row.id for row in side.rows], "sanction": _span(side.sanction)}
                for side in found.by_phase
            ],
            "crimes": [wording.threat(row, found.question.on, "id") for row in found.crimes],
            "text": {"kind": self.text.kind.value, "found": list(self.text.found)} if self.text else None,
            "status": table.answers().status.value,
            "edition": rulebook.edition(),
        }


def stage_of(on: date, contest: str | Calendar | None = None) -> StageOfDay:
    """The phase on a day in a contest, the city's own unless one is named; outside every contest there is none."""
    calendar = stages.calendar(contest) if contest else stages.current_contest()
    if calendar is None:
        return StageOfDay(None, None, False, None)
    standing = stages.standing(calendar, on)
    fixed = [row.fixed_on for row in calendar.fixings if row.fixed_on]
    return StageOfDay(calendar, Phase(standing.phase.value), standing.human_review, min(fixed, default=None))


def advise(
    act: str,
    on: date,
    contest: str | Calendar | None = None,
    *,
    text: str = "",
    relation: Relation | str = Relation.NONE,
    whom: Whom | str = Whom.CANDIDATE,
    on_leave: bool = False,
    who: Who | ActorKind | str = Who.PNS,
) -> Advice:
    """What a person may do, with the norms that say so.

    Args:
        act: a deed of `advice/data/answers.yaml`.
        on: the day of the deed.
        contest: a contest's id or calendar; the city's own when None.
        text: the words of a post, read by the lexicon; nothing of it is kept.
        relation: what the candidate is to the person.
        whom: for a candidate or a party.
        on_leave: whether the person is on unpaid leave (CLTN).
        who: the kind of person who asks.
    Raises:
        Refused: unknown act, contest, relation, whom or person; a day before the first row that speaks of the deed.
    """
    one = table.subject(act)
    near, to_whom, asker = _choice(Relation, relation), _choice(Whom, whom), _choice(Who, who)
    first = table.first_day(one)
    if first and on < first:
        raise Refused("advice.date.before_any_edition", on=on.isoformat(), first=first.isoformat())
    stage = stage_of(on, contest)
    read = lexicon.read_text(text)
    question = Question(
        act, on, stage.phase, stage.phase_open, to_whom, near, on_leave, asker,
        stage.contest.kind if stage.contest else "", read.kind if read else None,
    )  # fmt: skip
    return Advice(ask(question), read)


def ask(asked: Question) -> Answer:
    """The answer to a question whose phase is known. Raises Refused for an unknown deed."""
    words = lexicon.lexicon()
    texts = rules.Texts(words.outcomes, words.neutral_acts)
    return rules.decide(asked, table.subject(asked.act), table.person(asked.who), law(), texts)


def law() -> rules.Law:
    """The rulebook as deciding needs it."""
    book = rulebook.book()

    def act_of(key: str, on: date) -> Act | None:
        versions = book.act_versions.get(key, ())
        return next((row for row in versions if row.valid_on(on)), versions[-1] if versions else None)

    def stands(citation: Citation, on: date) -> bool:
        found = book.instruments.get(citation.instrument)
        return found is not None and found.valid_on(on) and citation.valid_on(on)

    return rules.Law(act_of, stands)


def _choice(kind: type[Choice], value: StrEnum | str) -> Choice:
    try:
        return kind(str(value))
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise Refused("advice.choice.unknown", given=str(value)[:40], known=known) from error


def _cited(one: Citation) -> dict[str, str]:
    short = rulebook.instrument(one.instrument).short
    return {"instrument": short, "article": one.article, "instrument_id": one.instrument}


def _span(span: SanctionRange | None) -> dict[str, str] | None:
    return {"min": span.min.value, "max": span.max.value} if span else None


def whom_to_ask() -> list[str]:
    """The offices of this city that answer such questions, by their own names, the nearest first; then its Bawaslu."""
    kinds = (UnitKind.PERSONNEL, UnitKind.INSPECTORATE, UnitKind.POLITICS)
    by_kind = {unit.kind: unit.name for unit in units() if unit.kind in kinds}
    named = [by_kind[kind] for kind in kinds if kind in by_kind]
    supervisor = next((body.name for body in bodies() if body.key.startswith("bawaslu")), "")
    return [*named, *([supervisor] if supervisor else [])]


def unit_of(key: str) -> UnitChoice:
    """A unit of the city's tree. Raises Refused for an unknown one."""
    found = next((one for one in unit_choices() if one.key == key), None)
    if found is None:
        raise Refused("advice.unit.unknown", unit=key[:60])
    return found

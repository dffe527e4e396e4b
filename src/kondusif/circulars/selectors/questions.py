"""The three questions of a reader: deeds under their circumstances, answered by the self-check on the day of reading.

The answer is never written here: `advice` gives it, from the rows of the rulebook that stand for this kind of staff, on
this day, in this phase. A circular names rows; asked are the deeds whose lines rest on them.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kondusif.advice import selectors as advice
from kondusif.advice import table, wording
from kondusif.advice.rules import Answer
from kondusif.advice.rules import Question as Deed
from kondusif.advice.schema import Subject, Who, Whom
from kondusif.circulars.asked import Candidate, Verdict, drawn
from kondusif.circulars.models import Circular, Version
from kondusif.kernel.errors import Refused
from kondusif.roster.rules import Kind
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.rules import Cited
from kondusif.rulebook.schema import Relation, Status

WHO = {Kind.PNS: Who.PNS, Kind.PPPK: Who.PPPK, Kind.CONTRACT: Who.CONTRACT}
# To whom and how near; somebody who stands for office has rules of their own, about which nobody is asked.
NEAR = (
    (Whom.CANDIDATE, Relation.NONE, False),
    (Whom.CANDIDATE, Relation.SPOUSE, False),
    (Whom.CANDIDATE, Relation.SPOUSE, True),
    (Whom.CANDIDATE, Relation.FAMILY, False),
    (Whom.CANDIDATE, Relation.COLLEAGUE, False),
    (Whom.PARTY, Relation.NONE, False),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A question with what is told after the answer, in the reader's language.

    Args:
        key: the deed with its circumstances.
        text: the deed in words.
        accepts: what counts as understood.
        checked: whether the table and every row behind the answer are in force.
    """

    key: str
    text: str
    verdict: Verdict
    accepts: frozenset[Verdict]
    why: str
    basis: list[Cited]
    checked: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The self-check on one day for one kind of staff."""

    stage: advice.StageOfDay
    on: date
    who: Who

    def answer(self, key: str) -> Answer | None:
        """What it says to a question; None where there is no such deed, or no norm for it that day."""
        act, whom, relation, leave = key.split(".")
        if act not in table.subjects():
            return None
        contest = self.stage.contest.kind if self.stage.contest else ""
        answer = advice.ask(
            Deed(
                act, self.on, self.stage.phase, self.stage.phase_open, Whom(whom), Relation(relation), leave == "1",
                self.who, contest,
            )
        )  # fmt: skip
        return answer if answer.basis and not answer.unfounded else None

    def every(self) -> dict[str, Answer]:
        """Every deed under every circumstance that can be asked about, by its id."""
        circumstances = [f"{whom.value}.{near.value}.{int(leave)}" for whom, near, leave in NEAR]
        keys = (f"{act}.{under}" for act in table.subjects() for under in circumstances)
        return {key: found for key in keys if (found := self.answer(key))}


def day_of(circular: Circular, kind: str, on: date) -> Day:
    """The day of a circular's contest; of the city's own where that one is not known any more."""
    try:
        stage = advice.stage_of(on, circular.contest)
    except Refused:
        stage = advice.stage_of(on)
    return Day(stage, on, WHO[Kind(kind)])


def draw(version: Version, kind: str, on: date, *, seed: int | None = None) -> list[str]:
    """The ids of three questions for a reader, by lot; fewer where fewer norms stand."""
    known = day_of(version.circular, kind, on).every()
    every = [Candidate(key, found.question.act, Verdict(found.answer.value)) for key, found in known.items()]
    meant = meant_by(version.acts)
    named = [one for one in every if one.deed in meant]
    return drawn(named, every, secrets.randbits(32) if seed is None else seed)


def meant_by(acts: Sequence[str]) -> set[str]:
    """The deeds of the self-check whose lines rest on one of these rows, or on its counterpart in the other phase."""
    book = rulebook.book().acts
    wanted = {*acts, *(book[key].counterpart for key in acts if key in book)}
    return {key for key, one in table.subjects().items() if any(wanted & set(line.rows) for line in one.situations)}


def explained(circular: Circular, keys: Iterable[str], kind: str, on: date) -> list[Explained]:
    """The questions behind ids, in their order; those for which no norm stands today are left out."""
    day = day_of(circular, kind, on)
    return [_told(key, found) for key in keys if (found := day.answer(key))]


def _told(key: str, found: Answer) -> Explained:
    verdict, deed = Verdict(found.answer.value), found.question
    also = {Verdict.ASK_FIRST} if verdict is Verdict.FORBIDDEN and found.human_review else set()
    why = [wording.reason(found, wording.tongue())]
    if also:
        why.append(_("Keadaannya perlu dinilai manusia, jadi tanya dulu juga benar."))
    basis = [Cited(rulebook.instrument(one.instrument).short, one.article, one.instrument) for one in found.basis]
    checked = table.answers().status is Status.IN_FORCE and all(row.status is Status.IN_FORCE for row in found.rows)
    text = in_words(table.subject(deed.act), deed)
    return Explained(key, text, verdict, frozenset({verdict} | also), " ".join(why), basis, checked)


def in_words(subject: Subject, deed: Deed) -> str:
    """The question as a reader meets it: the deed, and who the candidate is."""
    near = {
        (Relation.SPOUSE, False): _("Calon itu suami atau istri Anda, dan Anda tidak sedang cuti."),
        (Relation.SPOUSE, True): _("Calon itu suami atau istri Anda, dan Anda sedang cuti di luar tanggungan negara."),
        (Relation.FAMILY, False): _("Calon itu kerabat Anda."),
        (Relation.COLLEAGUE, False): _("Calon itu atasan atau rekan kerja Anda."),
    }
    asked = _("Bolehkah Anda %(deed)s?") % {"deed": wording.deed(subject, deed.whom, deed.phase)}
    return f"{asked} {near.get((deed.relation, deed.on_leave), '')}".strip()

"""Situations with the answer that the texts give (`data/truths.yaml`), and where the program answers otherwise."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from kondusif.advice import selectors
from kondusif.advice.schema import Verdict
from kondusif.kernel.errors import Refused
from kondusif.rulebook.documents import BadBook, Document, Fault, parse, read_document
from kondusif.rulebook.schema import Model, SanctionRange, Words
from kondusif.stages import calendars

FILE = Path(__file__).resolve().parent / "data" / "truths.yaml"
NAME = "advice/truths.yaml"
UNSAID = "unsaid"


class Case(Model):
    """One situation. What a case leaves out stands in its block; what neither says is not compared."""

    act: str
    on: date
    contest: str = "pilkada-2024"
    relation: str = "none"
    whom: str = Field(default="candidate", alias="for")
    on_leave: bool = False
    who: str = "pns"
    text: str = ""
    answer: Verdict | None = None
    acts: tuple[str, ...] | None = None
    basis: tuple[str, ...] = ()
    sanction: SanctionRange | str | None = UNSAID
    readings: tuple[Verdict, ...] = ()
    review: bool | None = None
    refused: str = ""
    crimes: tuple[str, ...] | None = None
    loud: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class Block(Model):
    """Cases under one norm, with what they share."""

    norm: Words
    source: Words
    answer: Verdict | None = None
    acts: tuple[str, ...] | None = None
    basis: tuple[str, ...] = ()
    sanction: SanctionRange | str | None = UNSAID
    readings: tuple[Verdict, ...] = ()
    review: bool | None = None
    cases: tuple[Case, ...] = Field(min_length=1)

    def settled(self, case: Case) -> Case:
        """A case with what its block says for it."""
        shared: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("answer", "acts", "basis", "sanction", "readings", "review")
            if name not in case.model_fields_set and name in self.model_fields_set
        }
        return case.model_copy(update=shared)


@cache
def _document() -> Document:
    return read_document(FILE, NAME)


def cases() -> list[tuple[int, Block, Case]]:
    """Every situation with its line and its norm. Raises BadBook where the file has another shape."""
    blocks: tuple[Block, ...] = parse(_document(), tuple[Block, ...])
    return [
        (_document().line_of((outer, "cases", inner)), block, block.settled(case))
        for outer, block in enumerate(blocks)
        for inner, case in enumerate(block.cases)
    ]


def faults() -> Iterator[Fault]:
    """Where the program answers otherwise than the texts."""
    try:
        every = cases()
    except BadBook as error:
        yield from error.faults
        return
    for line, block, case in every:
        for wrong in differences(case):
            yield Fault(NAME, line, f"{case.act} {case.on}: {wrong} ({block.norm})")


def differences(case: Case) -> Iterator[str]:
    """What the program says otherwise about one situation."""
    try:
        found = selectors.advise(
            case.act, case.on, calendars.shipped(case.contest), text=case.text, relation=case.relation, whom=case.whom,
            on_leave=case.on_leave, who=case.who,
        ).as_json()  # fmt: skip
    except Refused as refusal:
        if refusal.code != case.refused:
            yield f"ditolak {refusal.code}"
        return
    if case.refused:
        yield f"seharusnya ditolak {case.refused}"
    elif case.answer is None:
        yield "jawaban yang diharapkan tidak tertulis"
    else:
        yield from _compared(case, found)


def _compared(case: Case, found: dict[str, Any]) -> Iterator[str]:
    if found["answer"] != case.answer:
        yield f"seharusnya {case.answer}, terjawab {found['answer']}"
    if case.acts is not None and set(found["acts"]) != set(case.acts):
        yield f"seharusnya baris {', '.join(case.acts) or '-'}, terjawab {', '.join(found['acts']) or '-'}"
    if missing := set(case.basis) - {one["instrument_id"] for one in found["basis"]}:
        yield f"dasar {', '.join(sorted(missing))} tidak disebut"
    span = case.sanction.model_dump(mode="json") if isinstance(case.sanction, SanctionRange) else case.sanction
    if span != UNSAID and found["sanction"] != span:
        yield f"seharusnya sanksi {span}, terjawab {found['sanction']}"
    if case.readings and [one["says"] for one in found["readings"]] != list(case.readings):
        yield f"seharusnya bacaan {', '.join(case.readings)}"
    if case.review is not None and found["human_review"] is not case.review:
        yield f"seharusnya penilaian manusia {case.review}"
    if case.crimes is not None and [one["id"] for one in found["crimes"]] != list(case.crimes):
        yield f"seharusnya pidana {', '.join(case.crimes) or '-'}, terjawab {found['crimes']}"
    said = f"{found['why']} {found['crimes']}"
    if missing_words := [words for words in case.loud if words not in said]:
        yield f"seharusnya menyebut {', '.join(missing_words)}"
    if loud := [words for words in case.silent if words in said]:
        yield f"tidak boleh menyebut {', '.join(loud)}"

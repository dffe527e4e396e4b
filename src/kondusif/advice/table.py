"""The decision table of the self-check, read once and checked against the rulebook. Pure: no database is asked."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kondusif.advice.schema import Answers, Subject
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.loader import BadBook, Fault, parse, read_document

FILE = Path(__file__).resolve().parent / "data" / "answers.yaml"
NAME = "advice/answers.yaml"


@cache
def answers() -> Answers:
    """The shipped decision table."""
    table: Answers = parse(read_document(FILE, NAME), Answers)
    return table


def subjects() -> dict[str, Subject]:
    """Every deed that can be asked about, by id, in the order of the groups."""
    return {subject.id: subject for group in answers().groups for subject in group.subjects}


def subject(subject_id: str) -> Subject:
    """One deed. Raises Refused for an unknown id."""
    found = subjects().get(subject_id)
    if found is None:
        raise Refused("advice.act.unknown", act=subject_id[:40], known=", ".join(subjects()))
    return found


def faults() -> list[Fault]:
    """What is wrong with the decision table: its shape, or rows and instruments that the rulebook does not have."""
    try:
        table = answers()
    except BadBook as error:
        return error.faults
    return list(_references(table))


def _references(table: Answers) -> Iterator[Fault]:
    book = rulebook.book()
    seen: set[str] = set()
    for subject_id, one in ((one.id, one) for group in table.groups for one in group.subjects):
        if subject_id in seen:
            yield Fault(NAME, 1, f"{subject_id} ada dua kali")
        seen.add(subject_id)
        for situation in one.situations:
            for row in situation.rows:
                if row not in book.acts:
                    yield Fault(NAME, 1, f"{subject_id}: baris {row} tidak ada")
            for citation in situation.basis:
                if citation.instrument not in book.instruments:
                    yield Fault(NAME, 1, f"{subject_id}: peraturan {citation.instrument} tidak ada")
    for right in table.rights:
        for citation in right.basis:
            if citation.instrument not in book.instruments:
                yield Fault(NAME, 1, f"hak: peraturan {citation.instrument} tidak ada")

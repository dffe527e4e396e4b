"""The decision table of the self-check, read once and checked against the rulebook. Pure: no database is asked."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from kondusif.advice import lexicon
from kondusif.advice.schema import Answers, Outcome, Person, Right, Subject, Who
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.book import Book
from kondusif.rulebook.loader import BadBook, Fault, parse, read_document
from kondusif.rulebook.schema import Citation

FILE = Path(__file__).resolve().parent / "data" / "answers.yaml"
NAME = "advice/answers.yaml"
SENTENCES = {"unfounded", "fixing_day", "text_unused"}


@cache
def answers() -> Answers:
    """The shipped decision table."""
    table: Answers = parse(read_document(FILE, NAME), Answers)
    return table


@cache
def subjects() -> dict[str, Subject]:
    """Every deed that can be asked about, by id, in the order of the groups."""
    return {subject.id: subject for group in answers().groups for subject in group.subjects}


def subject(subject_id: str) -> Subject:
    """One deed. Raises Refused for an unknown id."""
    found = subjects().get(subject_id)
    if found is None:
        raise Refused("advice.act.unknown", act=subject_id[:40], known=", ".join(subjects()))
    return found


def person(who: Who) -> Person:
    """Who asks, with the norms that bind them."""
    return next(one for one in answers().persons if one.id is who)


def first_day(one: Subject) -> date | None:
    """The first day on which any row that speaks of the deed stands; None where one has no beginning."""
    book = rulebook.book()
    versions = [row for line in one.situations for key in line.rows for row in book.act_versions.get(key, ())]
    days = [row.valid_from for row in versions]
    return None if not days or None in days else min(day for day in days if day)


def faults() -> list[Fault]:
    """What is wrong with the decision table and the lexicon: their shape, or rows and instruments that do not exist."""
    try:
        table, words = answers(), lexicon.lexicon()
    except BadBook as error:
        return error.faults
    from kondusif.advice import truths  # which asks the selectors, which read this module

    loose = [*_references(table), *_lexicon_faults()] if words else []
    return loose or [*truths.faults()]


def _references(table: Answers) -> Iterator[Fault]:
    book = rulebook.book()
    every = [one for group in table.groups for one in group.subjects]
    for again in sorted({one.id for one in every if [two.id for two in every].count(one.id) > 1}):
        yield Fault(NAME, 1, f"{again} ada dua kali")
    if missing := set(Who) - {one.id for one in table.persons}:
        yield Fault(NAME, 1, f"orang {', '.join(sorted(missing))} tidak ada")
    if missing_words := SENTENCES - {one.id for one in table.sentences}:
        yield Fault(NAME, 1, f"kalimat {', '.join(sorted(missing_words))} tidak ada")
    for one in every:
        for line in one.situations:
            yield from _outcome(book, NAME, one.id, line)
    known = {one.id for one in every}
    for someone in table.persons:
        yield from _cited(book, NAME, someone.id.value, (*someone.bound_by, *someone.duty))
        for line in someone.situations:
            yield from _outcome(book, NAME, someone.id.value, line)
            if strange := set(line.acts) - known:
                yield Fault(NAME, 1, f"{someone.id.value}: perbuatan {', '.join(sorted(strange))} tidak ada")
    yield from _rights(book, table.rights)


def _lexicon_faults() -> Iterator[Fault]:
    table, name = lexicon.lexicon(), lexicon.NAME
    for pattern in (*table.support, *table.official, *table.neutral, *table.dates, *table.harmless):
        try:
            lexicon.expression(pattern)
        except ValueError as error:
            yield Fault(name, 1, f"pola tidak terbaca: {error}")
    for kind, outcome in table.outcomes.items():
        yield from _outcome(rulebook.book(), name, kind.value, outcome)
    if strange := set(table.neutral_acts) - set(subjects()):
        yield Fault(name, 1, f"perbuatan {', '.join(sorted(strange))} tidak ada")


def _rights(book: Book, rights: tuple[Right, ...]) -> Iterator[Fault]:
    for right in rights:
        yield from _cited(book, NAME, "hak", right.basis)


def _outcome(book: Book, file: str, whose: str, outcome: Outcome) -> Iterator[Fault]:
    for row in (*outcome.rows, *outcome.crimes):
        if row not in book.acts:
            yield Fault(file, 1, f"{whose}: baris {row} tidak ada")
    for level in outcome.levels:
        yield from _cited(book, file, whose, level.basis)
    yield from _cited(book, file, whose, outcome.basis)


def _cited(book: Book, file: str, whose: str, basis: tuple[Citation, ...]) -> Iterator[Fault]:
    for citation in basis:
        if citation.instrument not in book.instruments:
            yield Fault(file, 1, f"{whose}: peraturan {citation.instrument} tidak ada")

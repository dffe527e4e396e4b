"""Checks a rulebook beyond its shape: references, the edition's seal, every dated norm test. For command and pytest."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kondusif.rulebook.dated_facts import norm_tests
from kondusif.rulebook.loader import DATA, BadBook, Book, Fault, load, load_files
from kondusif.rulebook.references import references


def check(folder: Path = DATA) -> list[Fault]:
    """Every fault of a rulebook folder: shape, citations, edition, norm tests. Empty when all is well."""
    try:
        return faults_of(load(folder))
    except BadBook as error:
        return error.faults


def check_files(files: Mapping[str, str]) -> list[Fault]:
    """The same for texts by name, before they become an edition."""
    try:
        return faults_of(load_files(files))
    except BadBook as error:
        return error.faults


def faults_of(book: Book) -> list[Fault]:
    """Every fault of a book that has its shape: references, the seal, and the norm tests if no reference is loose."""
    loose = [*references(book)]
    return [*loose, *seal(book), *([] if loose else norm_tests(book))]


def seal(book: Book) -> Iterator[Fault]:
    """Law that changed without a new edition: dates already given would silently get another reason."""
    if book.digest != book.edition.digest:
        yield Fault("edition.yaml", 2, f"isi buku aturan berubah; naikkan edition dan tulis digest {book.digest}")

"""Editions for tests: the shipped rulebook with one thing changed, as a lawyer would bring it."""

import re
from collections.abc import Mapping

from kondusif.rulebook import loader
from kondusif.rulebook.book import Book


def with_shared_leave(day: str, name: str = "Cuti bersama yang diumumkan terlambat", bump: int = 1) -> dict[str, str]:
    """One more day of shared leave."""
    file = f"holidays/{day[:4]}.yaml"
    line = f'  - {{date: {day}, name: "{name}", kind: cuti_bersama}}\n'

    def insert(text: str) -> str:
        head, days = text.split("days:\n", 1)
        return f"{head}days:\n{''.join(sorted([*days.splitlines(keepends=True), line]))}"

    return amended({file: insert}, bump)


def with_number(procedure: str, step: str, number: int, bump: int = 1) -> dict[str, str]:
    """Another number of days in one step."""
    found = re.compile(rf"(  - id: {step}\n(?:    .*\n)*?    number: )\S+\n")
    return amended({f"procedures/{procedure}.yaml": lambda text: found.sub(rf"\g<1>{number}\n", text, count=1)}, bump)


def amended(changes: Mapping[str, object], bump: int = 1) -> dict[str, str]:
    """The shipped files with some of them rewritten, under a later edition."""
    files = loader.files_of()
    for name, change in changes.items():
        before = files[name]
        files[name] = change(before)  # type: ignore[operator]
        assert files[name] != before, name
    # The lawyer's examples of this count would be written anew beside the change; here they step aside.
    files["norm_tests/steps.yaml"] = "[]\n"
    now = loader.load_files(files).edition.edition
    year, month, number = now.split(".")
    digest = loader.digest_of_files(files)
    files["edition.yaml"] = f'edition: "{year}.{month}.{int(number) + bump}"\ndigest: "{digest}"\n'
    return files


def book_of(files: Mapping[str, str]) -> Book:
    return loader.load_files(files)

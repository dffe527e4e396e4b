"""What `screening run` reads with: persons of the roster, acts of the decree, places and institutions.

The lexicons are loaded by whoever reads, not by whoever asks for help; the processes that read know no Django.
"""

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa

from kondusif import __version__
from kondusif.engine.screening.reading import Reader
from kondusif.engine.screening.run import Means
from kondusif.kernel.errors import KondusifError

LIKENESS = "mirip"


def means(alike: bool = False) -> Means:
    """The reader of this installation.

    Args:
        alike: names beside a title or an office that stand in no entry letter for letter are looked up by likeness.
    """
    from kondusif.engine.mentions import edition

    how = (build_both, open_alike) if alike else (build_index, open_screen)
    return Means(edition(), mark_of(alike), *how, reason, {"mirip": alike})


@cache
def mark_of(alike: bool) -> str:
    """Changes with the version and with every byte of a lexicon, so that nobody goes on with another's work."""
    lexicons = hashlib.sha256(f"{__version__} {alike}".encode())
    for path in [*sorted((Path(str(files("kondusif.engine"))) / "data").glob("*.yaml")), _national_file()]:
        lexicons.update(path.read_bytes())
    return lexicons.hexdigest()


def build_index(roster: pa.Table, folder: Path) -> None:
    """Write the index of a roster."""
    from kondusif.engine.mentions import PersonIndex

    PersonIndex.build(roster, folder)


def build_both(roster: pa.Table, folder: Path) -> None:
    """Write the index of a roster, and the one that finds names by likeness."""
    from kondusif.engine import names

    build_index(roster, folder)
    names.build(roster, folder / LIKENESS)


def open_screen(index: str) -> Reader:
    """Open the reader in a process: the index is mapped, never copied."""
    return _screen(index, alike=False)


def open_alike(index: str) -> Reader:
    """The same, with likeness."""
    return _screen(index, alike=True)


def _screen(index: str, *, alike: bool) -> Reader:
    from kondusif.engine.mentions import ActLexicon, PersonIndex, Places, Screen
    from kondusif.engine.names import Index

    persons = PersonIndex.open(Path(index)) if index else None
    likely = Index.open(Path(index) / LIKENESS) if index and alike else None
    return Screen(persons, ActLexicon.load(), Places.from_rows(_national_rows()), names=likely)


def _national_file() -> Path:
    """The newest list of areas that ships with the territory room."""
    return max((Path(str(files("kondusif.territory"))) / "data").glob("wilayah-*.csv.gz"))


def _national_rows() -> Iterator[tuple[str, str]]:
    from kondusif.territory.sheets import bytes_of, text_of

    lines = text_of(bytes_of(_national_file())).splitlines()
    return ((row[0], row[1]) for row in csv.reader(lines[1:]) if len(row) >= 2)


def reason(code: str, facts: dict[str, Any]) -> str:
    """The sentence for a code with its facts."""
    from kondusif.base.errors import sentence

    return sentence(KondusifError(code, **facts))

"""Reads the rulebook's files into one book and says file, line and problem for everything that does not fit."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from kondusif.rulebook import facts, schema, schema_days
from kondusif.rulebook.book import Book, begins, ends, keyed, row_digest, versions_by_id
from kondusif.rulebook.documents import ABSENT, BadBook, Document, Fault, decode, parse, read_document, read_text

__all__ = [
    "DATA", "BadBook", "Book", "Document", "Fault", "digest_of", "digest_of_files", "edition_of", "files_of", "load",
    "load_files", "parse", "read_document", "row_digest",
]  # fmt: skip

DATA = Path(__file__).resolve().parent / "data"
VERSIONED = {"act", "step"}  # one id may stand several times, with spans that do not overlap
_TEST_SHAPES: dict[str, Any] = {
    "counting": tuple[facts.CountingTest, ...],
    "steps": tuple[facts.StepTest, ...],
    "acts": tuple[facts.ActTest, ...],
    "offices": tuple[facts.OfficeTest, ...],
}


def load(folder: Path = DATA) -> Book:
    """Read the whole rulebook from a folder.

    Raises:
        BadBook: every fault of shape found in one pass. References and norm tests are `validation.check`'s work.
    """
    files, faults = _read(folder)
    return _built(_Shelf(files, faults))


def load_files(files: Mapping[str, str]) -> Book:
    """Read the whole rulebook from texts by name (`acts/disiplin.yaml`), as a row of the database or a zip holds them.

    Raises:
        BadBook: as `load` does, with the same files and lines.
    """
    return _built(_Shelf(files, []))


def files_of(folder: Path = DATA) -> dict[str, str]:
    """The texts of a folder by name, for `load_files`. Raises BadBook where one is not UTF-8."""
    files, faults = _read(folder)
    if faults:
        raise BadBook(faults)
    return files


def edition_of(folder: Path = DATA) -> str:
    """The edition of a folder, without reading its law."""
    document = read_document(folder / "edition.yaml", "edition.yaml")
    edition: schema.Edition = parse(document, schema.Edition)
    return edition.edition


def digest_of(folder: Path) -> str:
    """A fingerprint of every file that carries law: all but the edition itself and the tests."""
    return _digest({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")})


def digest_of_files(files: Mapping[str, str]) -> str:
    """The same fingerprint from texts by name."""
    return _digest({name: text.encode() for name, text in files.items() if name.endswith(".yaml")})


def _digest(contents: Mapping[str, bytes]) -> str:
    total = sha256()
    for name in sorted(contents):
        if name != "edition.yaml" and not name.startswith("norm_tests/"):
            total.update(name.encode() + b"\0" + contents[name] + b"\0")
    return total.hexdigest()


def _read(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    files: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = decode(path.read_bytes(), name)
        except BadBook as error:
            faults += error.faults
    return files, faults


@lru_cache(maxsize=256)
def _shaped(name: str, text: str, shape: Any) -> tuple[Document, Any]:
    """One file in its shape. Editions differ in few of their files; each text is read once."""
    document = read_text(text, name)
    return document, parse(document, shape)


class _Shelf:
    """Gathers files and their faults, so that one run names everything that is wrong."""

    def __init__(self, files: Mapping[str, str], faults: Iterable[Fault]) -> None:
        self.files = files
        self.faults = [*faults]
        self.unreadable = {fault.file for fault in self.faults}
        self.places: dict[str, tuple[str, int]] = {}
        self.versions: dict[str, list[tuple[schema.Row, str, int]]] = {}

    def read(self, name: str, shape: Any, kind: str = "") -> Any:
        if name in self.unreadable:
            return None
        try:
            if name not in self.files:
                raise BadBook([Fault(name, 1, ABSENT)])
            document, parsed = _shaped(name, self.files[name], shape)
        except BadBook as error:
            self.faults += error.faults
            return None
        if kind:
            self._remember(document, parsed if isinstance(parsed, tuple) else (parsed,), kind)
        return parsed

    def read_all(self, folder: str, shape: Any, kind: str) -> list[Any]:
        names = sorted({name for name in [*self.files, *self.unreadable] if _inside(name, folder)})
        if not names:
            self.faults.append(Fault(f"{folder}/", 1, "folder kosong atau tidak ada"))
        return [parsed for name in names if (parsed := self.read(name, shape, kind)) is not None]

    def _remember(self, document: Document, rows: tuple[Any, ...], kind: str) -> None:
        listed = isinstance(document.data, list)
        for index, row in enumerate(rows):
            place = (document.name, document.line_of((index,) if listed else ()))
            if kind in VERSIONED:
                self.versions.setdefault(f"{kind}:", []).append((row, *place))
                continue
            self.remember(f"{kind}:{getattr(row, 'id', getattr(row, 'year', ''))}", *place)
            for number, step in enumerate(getattr(row, "steps", ())):
                line = document.line_of(("steps", number))
                self.versions.setdefault(f"step:{row.id}.", []).append((step, document.name, line))

    def remember(self, key: str, file: str, line: int) -> None:
        if key in self.places:
            first_file, first_line = self.places[key]
            self.faults.append(Fault(file, line, f"{key} sudah ada di {first_file} baris {first_line}"))
        self.places[key] = (file, line)

    def settle_versions(self) -> None:
        """Give every version its key; two that stand on the same day are a fault."""
        for prefix, found in self.versions.items():
            place_of = {id(row): (file, line) for row, file, line in found}
            for versions in versions_by_id(row for row, _file, _line in found).values():
                for older, newer in pairwise(versions):
                    if ends(older) >= begins(newer):
                        self._overlap(f"{prefix}{newer.id}", place_of[id(older)], place_of[id(newer)])
                self.places |= {key: place_of[id(row)] for key, row in keyed(prefix, versions).items()}

    def _overlap(self, key: str, *places: tuple[str, int]) -> None:
        (first_file, first_line), (file, line) = sorted(places)
        problem = f"{key} sudah ada di {first_file} baris {first_line} dengan masa berlaku yang bertumpang tindih"
        self.faults.append(Fault(file, line, problem))


def _inside(name: str, folder: str) -> bool:
    return name.startswith(f"{folder}/") and name.count("/") == 1


def _built(shelf: _Shelf) -> Book:
    edition = shelf.read("edition.yaml", schema.Edition)
    sources = shelf.read("sources.yaml", tuple[schema.Source, ...], "source")
    instruments = shelf.read("instruments.yaml", tuple[schema.Instrument, ...], "instrument")
    offices = shelf.read("office_hours.yaml", tuple[schema_days.Office, ...], "office")
    sanctions = shelf.read("sanctions.yaml", tuple[schema.SanctionLevel, ...], "sanction")
    pauses = shelf.read("pause_reasons.yaml", tuple[schema.PauseReason, ...], "pause")
    roles = shelf.read("roles.yaml", tuple[schema.OfficeRole, ...], "role")
    vocabulary = shelf.read("vocabulary.yaml", schema.Vocabulary)
    acts = shelf.read_all("acts", tuple[schema.Act, ...], "act")
    procedures = shelf.read_all("procedures", schema.Procedure, "procedure")
    years = shelf.read_all("holidays", schema_days.HolidayYear, "year")
    tests = {name: shelf.read(f"norm_tests/{name}.yaml", shape, f"{name} test") for name, shape in _TEST_SHAPES.items()}
    shelf.settle_versions()
    if shelf.faults:
        raise BadBook(shelf.faults)
    versions = versions_by_id(act for group in acts for act in group)
    return Book(
        edition=edition,
        digest=digest_of_files(shelf.files),
        sources=_by_id(sources),
        instruments=_by_id(instruments),
        sanctions=_by_id(sanctions),
        acts={row_id: rows[-1] for row_id, rows in versions.items()},
        act_versions=versions,
        procedures=_by_id(procedures),
        holiday_years={year.year: year for year in years},
        offices=_by_id(offices),
        pause_reasons=_by_id(pauses),
        roles=_by_id(roles),
        events=_by_id(vocabulary.events),
        actors=_by_id(vocabulary.actors),
        tests=facts.NormTests(**tests),
        places=shelf.places,
    )


def _by_id(rows: Any) -> dict[str, Any]:
    return {row.id: row for row in rows}

"""Reads the rulebook's YAML into its schema and says file, line and problem for everything that does not fit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from kondusif.rulebook import facts, schema, schema_days

T = TypeVar("T")
Place = tuple[int | str, ...]
DATA = Path(__file__).resolve().parent / "data"

PROBLEMS = {
    "missing": "isian wajib tidak ada",
    "extra_forbidden": "isian tidak dikenal",
    "enum": "nilai tidak dikenal; pilih {expected}",
    "date_from_datetime_parsing": "tanggal tidak terbaca; tulis TTTT-BB-HH",
    "date_parsing": "tanggal tidak terbaca; tulis TTTT-BB-HH",
    "date_type": "tanggal tidak terbaca; tulis TTTT-BB-HH",
    "int_type": "bukan bilangan bulat",
    "int_parsing": "bukan bilangan bulat",
    "greater_than": "harus lebih dari {gt}",
    "string_type": "bukan teks",
    "string_too_short": "teks terlalu pendek",
    "string_pattern_mismatch": "bentuk tidak sesuai pola {pattern}",
    "bool_type": "tulis true atau false",
    "tuple_type": "harus berupa daftar",
    "too_short": "daftar tidak boleh kosong",
    "model_type": "harus berupa pasangan isian dan nilai",
    "value_error": "{error}",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file. `line` is 1 where the whole file is meant."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file} baris {self.line}: {self.problem}"


class BadBook(Exception):
    """The files do not make a rulebook; every fault that could be found in one pass."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: the plain data, and the line on which each piece of it begins."""

    name: str
    data: Any
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """The line of a piece, or of the nearest piece that contains it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


@dataclass(frozen=True, slots=True)
class Book:
    """The whole rulebook. Rows by id; `lines` finds a row's file and line again for a fault."""

    edition: schema.Edition
    digest: str
    sources: Mapping[str, schema.Source]
    instruments: Mapping[str, schema.Instrument]
    sanctions: Mapping[str, schema.SanctionLevel]
    acts: Mapping[str, schema.Act]
    procedures: Mapping[str, schema.Procedure]
    holiday_years: Mapping[int, schema_days.HolidayYear]
    offices: Mapping[str, schema_days.Office]
    events: Mapping[str, schema.Term]
    actors: Mapping[str, schema.Term]
    tests: facts.NormTests
    places: Mapping[str, tuple[str, int]] = field(repr=False, default_factory=dict)


class _Reader(yaml.SafeLoader):
    """A safe loader that refuses a key written twice, which YAML would silently resolve to the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="nama isian harus teks", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"isian {key.value} tertulis dua kali", problem_mark=key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """A date or a local time; a day that no calendar has is a fault of its line."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError as error:
            problem = f"tanggal tidak terbaca: {node.value}"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error


# YAML 1.1 reads on, off, yes and no as truth values; a key `on` must stay a word.
_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Reader.add_constructor("tag:yaml.org,2002:timestamp", _Reader.construct_day)
_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _lines(node: yaml.Node, place: Place = ()) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, str(key.value)), key.start_mark.line + 1
            for found in _lines(value, (*place, str(key.value))):
                if len(found[0]) > len(place) + 1:
                    yield found
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*place, index))


def read_document(path: Path, name: str) -> Document:
    """Parse one YAML file.

    Raises:
        BadBook: the file is absent, is not UTF-8, or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadBook([Fault(name, 1, "berkas tidak ada")]) from error
    except UnicodeDecodeError as error:
        raise BadBook([Fault(name, 1, "berkas bukan teks UTF-8")]) from error
    reader = _Reader(text)
    try:
        node = reader.get_single_node()
        lines = dict(_lines(node)) if node else {}
        return Document(name, reader.construct_document(node) if node else None, lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        ours = type(error) is yaml.MarkedYAMLError  # raised above, in Indonesian; the parser's own words are English
        problem = error.problem if ours and error.problem else f"bukan YAML yang terbaca ({error.problem})"
        raise BadBook([Fault(name, line, problem)]) from error
    except yaml.YAMLError as error:
        raise BadBook([Fault(name, 1, "bukan YAML")]) from error
    finally:
        reader.dispose()


def parse(document: Document, shape: Any) -> Any:
    """Give the data its shape.

    Args:
        document: a parsed file.
        shape: a pydantic model, or a tuple of models.
    Raises:
        BadBook: one fault per piece that does not fit.
    """
    try:
        return TypeAdapter(shape).validate_python(document.data)
    except ValidationError as error:
        raise BadBook([_fault(document, one) for one in error.errors()]) from error


def _fault(document: Document, error: Any) -> Fault:
    place: Place = tuple(part for part in error["loc"] if part not in {"datetime", "date"})
    words = PROBLEMS.get(error["type"], error["msg"])
    context = {key: str(value) for key, value in error.get("ctx", {}).items()}
    problem = words.format(**context) if error["type"] in PROBLEMS else words
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    return Fault(document.name, document.line_of(place), f"{name}: {problem}" if name else problem)


def digest_of(folder: Path) -> str:
    """A fingerprint of every file that carries law: all but the edition itself and the tests."""
    total = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name != "edition.yaml" and not name.startswith("norm_tests/"):
            total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


class _Shelf:
    """Gathers files and their faults, so that one run names everything that is wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.places: dict[str, tuple[str, int]] = {}

    def read(self, name: str, shape: Any, kind: str = "") -> Any:
        try:
            document = read_document(self.folder / name, name)
            parsed = parse(document, shape)
        except BadBook as error:
            self.faults += error.faults
            return None
        if kind:
            self._remember(document, parsed if isinstance(parsed, tuple) else (parsed,), kind)
        return parsed

    def read_all(self, folder: str, shape: Any, kind: str) -> list[Any]:
        names = sorted(path.name for path in (self.folder / folder).glob("*.yaml"))
        if not names:
            self.faults.append(Fault(f"{folder}/", 1, "folder kosong atau tidak ada"))
        return [parsed for name in names if (parsed := self.read(f"{folder}/{name}", shape, kind)) is not None]

    def _remember(self, document: Document, rows: tuple[Any, ...], kind: str) -> None:
        listed = isinstance(document.data, list)
        for index, row in enumerate(rows):
            line = document.line_of((index,) if listed else ())
            self.remember(f"{kind}:{getattr(row, 'id', getattr(row, 'year', ''))}", document.name, line)
            for number, step in enumerate(getattr(row, "steps", ())):
                self.remember(f"step:{row.id}.{step.id}", document.name, document.line_of(("steps", number)))

    def remember(self, key: str, file: str, line: int) -> None:
        if key in self.places:
            first_file, first_line = self.places[key]
            self.faults.append(Fault(file, line, f"{key} sudah ada di {first_file} baris {first_line}"))
        self.places[key] = (file, line)


def load(folder: Path = DATA) -> Book:
    """Read the whole rulebook from a folder.

    Raises:
        BadBook: every fault of shape found in one pass. References and norm tests are `validation.check`'s work.
    """
    shelf = _Shelf(folder)
    edition = shelf.read("edition.yaml", schema.Edition)
    sources = shelf.read("sources.yaml", tuple[schema.Source, ...], "source")
    instruments = shelf.read("instruments.yaml", tuple[schema.Instrument, ...], "instrument")
    offices = shelf.read("office_hours.yaml", tuple[schema_days.Office, ...], "office")
    sanctions = shelf.read("sanctions.yaml", tuple[schema.SanctionLevel, ...], "sanction")
    vocabulary = shelf.read("vocabulary.yaml", schema.Vocabulary)
    acts = shelf.read_all("acts", tuple[schema.Act, ...], "act")
    procedures = shelf.read_all("procedures", schema.Procedure, "procedure")
    years = shelf.read_all("holidays", schema_days.HolidayYear, "year")
    tests = {name: shelf.read(f"norm_tests/{name}.yaml", shape, f"{name} test") for name, shape in _TEST_SHAPES.items()}
    if shelf.faults:
        raise BadBook(shelf.faults)
    return Book(
        edition=edition,
        digest=digest_of(folder),
        sources=_by_id(sources),
        instruments=_by_id(instruments),
        sanctions=_by_id(sanctions),
        acts=_by_id(act for group in acts for act in group),
        procedures=_by_id(procedures),
        holiday_years={year.year: year for year in years},
        offices=_by_id(offices),
        events=_by_id(vocabulary.events),
        actors=_by_id(vocabulary.actors),
        tests=facts.NormTests(**tests),
        places=shelf.places,
    )


_TEST_SHAPES: dict[str, Any] = {
    "counting": tuple[facts.CountingTest, ...],
    "steps": tuple[facts.StepTest, ...],
    "acts": tuple[facts.ActTest, ...],
    "offices": tuple[facts.OfficeTest, ...],
}


def _by_id(rows: Any) -> dict[str, Any]:
    return {row.id: row for row in rows}

"""Reads one YAML file of the rulebook: its data, the line of every piece of it, and its shape."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

Place = tuple[int | str, ...]

ABSENT = "berkas tidak ada"
UNREADABLE = "bukan YAML yang terbaca; periksa tanda kutip, titik dua dan jarak di awal baris"
DEEPEST = 20  # levels of nesting; the shipped files have six
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
    "recursion_loop": "menunjuk dirinya sendiri",
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


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C where it is installed: ten times as fast


class _Reader(_Safe):
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


def _lines(node: yaml.Node, place: Place, seen: set[int]) -> Iterator[tuple[Place, int]]:
    """The line of every piece. What an alias repeats is walked once, so that no file can make this endless."""
    yield place, node.start_mark.line + 1
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = (*place, str(key.value))
            yield inside, key.start_mark.line + 1
            for found in _lines(value, inside, seen):
                if len(found[0]) > len(inside):
                    yield found
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*place, index), seen)


def read_document(path: Path, name: str) -> Document:
    """Parse one YAML file.

    Raises:
        BadBook: the file is absent, is not UTF-8, or is not YAML.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise BadBook([Fault(name, 1, ABSENT)]) from error
    return read_text(decode(content, name), name)


def decode(content: bytes, name: str) -> str:
    """The text of a file. Raises BadBook where it is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadBook([Fault(name, 1, "berkas bukan teks UTF-8")]) from error


def read_text(text: str, name: str) -> Document:
    """Parse the text of one YAML file. Raises BadBook where it is not YAML."""
    reader = None
    try:
        _refuse_depth(text)
        reader = _Reader(text)
        node = reader.get_single_node()
        lines = dict(_lines(node, (), set())) if node else {}
        return Document(name, reader.construct_document(node) if node else None, lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        ours = type(error) is yaml.MarkedYAMLError  # raised above, in Indonesian; the parser's own words are English
        problem = error.problem if ours and error.problem else UNREADABLE
        raise BadBook([Fault(name, line, problem)]) from error
    except yaml.YAMLError as error:
        raise BadBook([Fault(name, 1, UNREADABLE)]) from error
    except (RecursionError, UnicodeEncodeError) as error:
        raise BadBook(
            [Fault(name, 1, "isinya menunjuk dirinya sendiri atau memuat tanda yang tidak terbaca")]
        ) from error
    finally:
        if reader:
            reader.dispose()


def _refuse_depth(text: str) -> None:
    """No rulebook nests deeply; a file that does would exhaust the parser before any other check."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Safe):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            problem = f"isian bersarang lebih dari {DEEPEST} tingkat"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


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

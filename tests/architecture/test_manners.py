"""The manners that can be read off the source."""

import ast
import re

import pytest
from django.contrib.staticfiles.finders import find

from support.source import (
    PACKAGE,
    functions,
    imported_modules,
    must_be_empty,
    python_files,
    room_of,
    rooms,
    short,
    templates,
    tree_of,
    without_comments,
)

DRAWERS = {"utils", "helpers", "common", "misc", "core", "tools", "lib"}
PURE = {"rules", "engine", "kernel"}
INLINE = re.compile(
    r"""<[^>]*\s(style|on[a-z]+)\s*=|<style\b|javascript:|<script(?![^>]*\s(?:src\s*=|type="application/json"))""", re.I
)
OFF_ORIGIN = re.compile(
    r"""(?:src|srcset|data-src|action|poster)\s*=\s*["'](?:https?:)?//|<link[^>]*href\s*=\s*["'](?:https?:)?//"""
)
STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    must_be_empty([short(path) for path in python_files() if path.stem in DRAWERS or path.parent.name in DRAWERS])


def test_nothing_listens_to_signals() -> None:
    faults = [
        f"{short(path)}:{line}"
        for path in python_files()
        for line, module in imported_modules(tree_of(path))
        if "signals" in module.split(".") or module.startswith("django.dispatch")
    ]
    must_be_empty(faults)


def test_views_load_through_selectors_never_from_a_table() -> None:
    files = [path for path in python_files() if path.stem.startswith("views") or path.parent.name == "views"]
    must_be_empty([short(path) for path in files if re.search(r"\.objects\b|\.save\(|\.delete\(", path.read_text())])


def test_the_calendar_day_comes_from_the_city_not_from_the_machine() -> None:
    faults = []
    for path in python_files():
        if room_of(path) in {"kernel", "config"}:
            continue
        if re.search(
            r"\b(date\.today|datetime\.now|datetime\.utcnow|timezone\.localdate|time\.time)\(", path.read_text()
        ):
            faults.append(short(path))
    must_be_empty(faults)


def test_every_function_says_its_types() -> None:
    faults = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in functions(tree_of(path))
        if node.returns is None
    ]
    must_be_empty(faults)


def test_every_package_says_what_it_keeps() -> None:
    faults = [room for room in rooms() if not ast.get_docstring(tree_of(PACKAGE / room / "__init__.py"))]
    must_be_empty(faults)


def test_what_others_rely_on_is_explained() -> None:
    """Public functions of rules, engine, kernel and services carry a docstring."""
    faults = []
    for path in python_files():
        parts = set(path.relative_to(PACKAGE).with_suffix("").parts)
        if not parts & (PURE | {"services"}):
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                faults.append(f"{short(path)}:{node.lineno} {node.name}")
    must_be_empty(faults)


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplemented(Error)?)\b|segera hadir|lorem ipsum", re.I)
    sources = [*python_files(), *templates()]
    must_be_empty([short(path) for path in sources if words.search(path.read_text())])


@pytest.mark.parametrize("pattern", [INLINE, OFF_ORIGIN], ids=["inline style or script", "request off the origin"])
def test_no_template_holds(pattern: re.Pattern[str]) -> None:
    faults = [
        f"{short(path)}: {match.group(0)[:80]}"
        for path in templates()
        for match in pattern.finditer(without_comments(path.read_text()))
    ]
    must_be_empty(faults)


def test_no_style_or_script_asks_another_origin() -> None:
    asks = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import|importScripts|sourceMappingURL=http""")
    ours = [
        path for path in PACKAGE.rglob("static/**/*") if path.suffix in {".css", ".js"} and "vendor" not in path.parts
    ]
    must_be_empty([short(path) for path in ours if asks.search(path.read_text())])


def test_every_static_file_that_a_template_names_is_there() -> None:
    names = {(short(path), name) for path in templates() for name in STATIC.findall(path.read_text())}
    must_be_empty(sorted(f"{place}: {name}" for place, name in names if find(name) is None))


def test_no_legal_span_of_days_is_written_into_code() -> None:
    span = re.compile(r"timedelta\(\s*(?:days\s*=\s*)?([2-9]|\d\d+)\s*[,)]")
    faults = [
        f"{short(path)}: {match.group(0)}"
        for path in python_files()
        if room_of(path) in {"advice", "cases", "intake"}
        for match in span.finditer(path.read_text())
    ]
    must_be_empty(faults)

"""The source as data: files, syntax trees and templates, for the tests that read the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kondusif"


@cache
def rooms() -> list[str]:
    """Every room that stands."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@cache
def python_files(tests: bool = False) -> list[Path]:
    """Every Python file of the package, migrations left out; with `tests` the test files instead."""
    found = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    inside = [path for path in found if "tests" in path.parts]
    return sorted(inside + list((ROOT / "tests").rglob("*.py"))) if tests else sorted(set(found) - set(inside))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def must_be_empty(faults: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    assert not faults, "\n" + "\n".join(faults)


def short(path: Path) -> str:
    """A path as a person would say it."""
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the called name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            name = (
                target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
            )
            yield name, node


def texts(node: ast.AST | None) -> list[str]:
    """The literal texts that an expression can be: a constant, or the branches of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    return []


def imported_modules(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, with the line; names imported from a package count as modules too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


@cache
def templates() -> list[Path]:
    """Every HTML template of the package."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".svg"})


def without_comments(html: str) -> str:
    html = re.sub(r"{#.*?#}", "", html)
    return re.sub(r"{%\s*comment.*?endcomment\s*%}", "", html, flags=re.S)

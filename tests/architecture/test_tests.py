"""A test that cannot fail proves nothing."""

import ast

from support.source import calls, functions, must_be_empty, python_files, short, tree_of


def every_test() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, ast.Module]]:
    return [
        (f"{short(path)}::{node.name}", node, tree_of(path))
        for path in python_files(tests=True)
        if path.name.startswith("test_")
        for node in functions(tree_of(path))
        if node.name.startswith("test_")
    ]


def asserts(node: ast.AST, tree: ast.Module, depth: int = 0) -> bool:
    """Whether a function asserts itself, expects an exception, or calls a helper that does."""
    if any(isinstance(part, ast.Assert) for part in ast.walk(node)):
        return True
    names = {name for name, _call in calls(node)}
    if names & {"raises", "fail", "expect"} or any(
        name.startswith(("assert", "expect", "must_", "check_")) for name in names
    ):
        return True
    helpers = [other for other in functions(tree) if other.name in names]
    return depth < 3 and any(asserts(helper, tree, depth + 1) for helper in helpers)


def test_every_test_asserts_something() -> None:
    must_be_empty([place for place, node, tree in every_test() if not asserts(node, tree)])


def test_every_test_is_named_by_a_sentence() -> None:
    must_be_empty([place for place, node, _tree in every_test() if node.name.count("_") < 3])


def test_no_test_is_switched_off() -> None:
    faults = []
    for place, node, _tree in every_test():
        marks = [ast.unparse(mark) for mark in node.decorator_list]
        faults += [
            place for mark in marks if mark.startswith(("pytest.mark.skip(", "pytest.mark.xfail", "unittest.skip"))
        ]
    must_be_empty(faults)

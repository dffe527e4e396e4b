"""The import law holds, and it speaks about every room that stands."""

import os
import re
import tomllib

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from support.source import PACKAGE, ROOT, imported_modules, must_be_empty, python_files, room_of, rooms, short, tree_of

PAGES = {"views", "views_public", "views_field", "forms", "urls", "urls_public"}
STAIRS = [
    "urls",
    "urls_public",
    "views",
    "views_public",
    "forms",
    "services",
    "selectors",
    "permissions",
    "models",
    "rules",
]


def contracts() -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    return found


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    before = os.getcwd()
    os.chdir(ROOT)
    try:
        status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    finally:
        os.chdir(before)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def has_stairs(room: str) -> bool:
    return sum((PACKAGE / room / f"{stair}.py").exists() or (PACKAGE / room / stair).is_dir() for stair in STAIRS) > 1


def test_the_stairs_contract_names_every_room_that_has_stairs() -> None:
    (stairs,) = [row for row in contracts() if str(row["name"]).startswith("Inside a room")]
    assert set(stairs["containers"]) == {f"kondusif.{room}" for room in rooms() if has_stairs(room)}  # type: ignore[arg-type]


def test_no_room_reaches_into_the_pages_of_another() -> None:
    faults = [
        f"{short(path)}:{line} imports {module}"
        for path in python_files()
        for line, module in imported_modules(tree_of(path))
        if module.startswith("kondusif.")
        and (parts := module.split("."))[1] not in {room_of(path), "base"}
        and len(parts) > 2
        and parts[2] in PAGES
    ]
    must_be_empty(faults)


def test_no_public_page_loads_a_case_even_through_django() -> None:
    """Foreign keys and `apps.get_model` are the ways around an import contract."""
    around = re.compile(r"""["']cases\.|get_model\(""")
    public = [path for path in python_files() if path.stem in {"views_public", "urls_public"}]
    must_be_empty([short(path) for path in public if around.search(path.read_text())])


def test_no_module_is_loaded_by_a_name_that_hides_it_from_the_law() -> None:
    """`import_module` belongs to the tables that gather what each room lists; there the import law sees nothing."""
    gatherers = {
        "accounts/doors.py", "accounts/notices.py", "base/errors.py", "cli/main.py", "config/urls.py",
        "vault/inventory.py", "web/trail.py",
    }  # fmt: skip
    faults = [
        short(path)
        for path in python_files()
        if "import_module(" in path.read_text() and str(path.relative_to(PACKAGE)) not in gatherers
    ]
    must_be_empty(faults)

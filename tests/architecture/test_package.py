"""What is installed is whole: the wheel holds every file that the product needs, and no test."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support.source import PACKAGE, ROOT, must_be_empty

LEFT_OUT = {".pyc", ".po", ".pot"}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names inside a wheel that was built just now, from a copy."""
    copy = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(PACKAGE, copy / "src" / "kondusif", ignore=shutil.ignore_patterns("__pycache__"))
    words = [
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(copy / "dist"),
        ".",
    ]
    done = subprocess.run([sys.executable, "-m", "pip", *words], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def needed(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return path.is_file() and "tests" not in parts and "__pycache__" not in parts and path.suffix not in LEFT_OUT


def test_the_wheel_holds_every_file_of_the_product(packed: set[str]) -> None:
    wanted = {f"kondusif/{path.relative_to(PACKAGE)}" for path in PACKAGE.rglob("*") if needed(path)}
    must_be_empty(sorted(wanted - packed))


def test_the_wheel_holds_no_test(packed: set[str]) -> None:
    must_be_empty(sorted(name for name in packed if "/tests/" in name))


def test_the_wheel_carries_the_licence(packed: set[str]) -> None:
    assert any(name.endswith("/LICENSE") for name in packed)

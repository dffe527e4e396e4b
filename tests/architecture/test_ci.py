"""The last word of the whole proof: a round that left out what it is there for does not count."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from support.source import ROOT, must_be_empty

KNOWN = {"needs Chromium", "needs PostgreSQL", "needs a PostgreSQL server"}
ELSEWHERE = "SKIPPED [1] src/kondusif/intake/tests/test_same_click.py:54: needs a PostgreSQL server"
NO_SEEDS = "SKIPPED [4] src/kondusif/engine/tests/test_read_seeds.py:16: the shared seeds are not here"
NO_CHROMIUM = "SKIPPED [11] tests/journeys/conftest.py:30: needs Chromium"
NO_POSTGRES = "SKIPPED [3] tests/concurrency/test_two_officers.py:13: needs PostgreSQL"


def log(*skipped: str, last: str = "1200 passed, 5 skipped in 300.00s (0:05:00)") -> str:
    head = (
        ["bringing up nodes...", "......s.. [100%]", "=== short test summary info ==="] if skipped else ["... [100%]"]
    )
    return "\n".join([*head, *skipped, last]) + "\n"


def verdict(folder: Path, postgres: str, sqlite: str) -> subprocess.CompletedProcess[str]:
    for name, text in (("postgres", postgres), ("sqlite", sqlite)):
        (folder / name).write_text(text)
    words = [str(ROOT / ".ci" / "no-skips"), str(folder / "postgres"), str(folder / "sqlite")]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("postgres", "sqlite"),
    [
        (log(), log()),
        (log(), log(ELSEWHERE)),
        (log(NO_SEEDS), log(ELSEWHERE, NO_SEEDS)),
    ],
)
def test_a_whole_proof_passes(tmp_path: Path, postgres: str, sqlite: str) -> None:
    done = verdict(tmp_path, postgres, sqlite)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("postgres", "sqlite", "named"),
    [
        (log(), log(NO_CHROMIUM), "needs Chromium"),
        (log(), log(ELSEWHERE, NO_POSTGRES), "test_two_officers"),
        (log(NO_POSTGRES), log(), "test_two_officers"),
        (log(ELSEWHERE), log(ELSEWHERE), "test_same_click"),
        (log(last="no tests ran in 0.10s"), log(), ""),
        (log(), "", ""),
    ],
)
def test_a_round_that_left_something_out_fails_and_names_it(
    tmp_path: Path, postgres: str, sqlite: str, named: str
) -> None:
    done = verdict(tmp_path, postgres, sqlite)
    assert done.returncode == 1
    assert named in done.stdout
    assert done.stderr


def test_the_run_asks_for_that_verdict_on_both_rounds() -> None:
    run = (ROOT / ".ci" / "run").read_text()
    assert '.ci/no-skips "$log/postgres" "$log/sqlite"' in run
    assert "set -euo pipefail" in run


def test_every_skip_for_a_missing_program_uses_one_of_the_known_reasons() -> None:
    reason = re.compile(r"""(?:reason=|skip\()["']([^"']*(?:Chromium|PostgreSQL)[^"']*)["']""")
    files = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py") if path != Path(__file__)]
    must_be_empty(
        [f"{path.name}: {text}" for path in files for text in reason.findall(path.read_text()) if text not in KNOWN]
    )


def round_of(folder: Path, *tries: tuple[int, str]) -> tuple[int, str, list[str]]:
    """A round whose suite answers so: exit status and last lines of each try. Back come status, words, and the ARGS."""
    for at, (status, text) in enumerate(tries, start=1):
        (folder / f"said{at}").write_text(text + "\n")
        (folder / f"status{at}").write_text(str(status))
    suite = 'echo "$*" >>asked; at=$(wc -l <asked); cat "said$((at))"; exit "$(cat "status$((at))")"\n'
    (folder / "make").write_text("#!/bin/sh\n" + suite)
    (folder / "make").chmod(0o755)
    path = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    words = [str(ROOT / ".ci" / "round"), "test", str(folder / "log")]
    done = subprocess.run(words, cwd=folder, env=path, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, (folder / "asked").read_text().splitlines()


def fell(count: int) -> tuple[int, str]:
    return 1, "\n".join(f"FAILED tests/test_walk.py::test_{one} - assert 0" for one in range(count))


def test_a_round_that_passes_is_run_once(tmp_path: Path) -> None:
    status, _words, asked = round_of(tmp_path, (0, "9 passed in 1.0s"))
    assert (status, asked) == (0, ["test"])


def test_what_fell_once_is_tried_alone_and_named(tmp_path: Path) -> None:
    status, words, asked = round_of(tmp_path, fell(3), (0, "3 passed in 1.0s"))
    assert status == 0
    assert len(asked) == 2
    assert "--last-failed" in asked[1]
    assert words.count("unsteady: FAILED tests/test_walk.py") == 3
    assert "3 passed" in (tmp_path / "log").read_text()


@pytest.mark.parametrize(("first", "tries"), [((1, "collection broke"), 1), (fell(4), 1), (fell(1), 2)])
def test_a_round_that_cannot_be_trusted_fails(tmp_path: Path, first: tuple[int, str], tries: int) -> None:
    status, _words, asked = round_of(tmp_path, first, fell(1))
    assert status != 0
    assert len(asked) == tries


def test_both_rounds_go_through_it() -> None:
    run = (ROOT / ".ci" / "run").read_text()
    assert '.ci/round test-postgres "$log/postgres"' in run
    assert '.ci/round test "$log/sqlite"' in run

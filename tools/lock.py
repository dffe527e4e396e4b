"""Resolves the locks anew, or checks that they still answer pyproject.toml.

    python tools/lock.py           writes the locks of core, dev and bench (needs the network and `uv`)
    python tools/lock.py --check   exit 2 when pyproject.toml asks for something that the locks do not know

The locks hold the hashes of every file of every release, so that one lock serves x86-64 and arm64 and every supported
Python. They name no index: where packages come from is the installer's own setting.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE, DEV, BENCH = (ROOT / f"requirements{end}.lock" for end in ("", "-dev", "-bench"))
MARK = "# asked-for: sha256:"
COMPILE = (
    "uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header --no-annotate "
    "--no-emit-index-url --no-emit-find-links --no-config --quiet"
)


def asked_for() -> tuple[list[str], list[str], list[str], str]:
    """The requirements of the product, those of its developers, those of the comparisons, and a digest of all."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    core = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    extras = project["project"]["optional-dependencies"]
    dev = [*core, *extras["cluster"], *extras["dev"]]
    bench = [*dev, *extras["bench"]]
    return core, dev, bench, hashlib.sha256(json.dumps([core, dev, bench]).encode()).hexdigest()


def resolve(wanted: list[str], constraints: Path | None) -> str:
    """The resolved lines, without comments on where they came from."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "wanted.in"), Path(folder, "lock")
        source.write_text("\n".join(wanted) + "\n")
        words = COMPILE.split()
        words += ["--constraint", str(constraints)] if constraints else []
        subprocess.run([*words, "--output-file", str(target), str(source)], check=True)
        lines = target.read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith(("#", "--"))) + "\n"


def write() -> None:
    core, dev, bench, digest = asked_for()
    head = "# Resolved by `make lock`. Do not edit by hand.\n"
    # The larger set first: what the larger needs narrows a version that the smaller alone would not.
    BENCH.write_text(f"{head}{MARK}{digest}\n{resolve(bench, None)}")
    DEV.write_text(f"{head}{MARK}{digest}\n{resolve(dev, BENCH)}")
    CORE.write_text(f"{head}{MARK}{digest}\n{resolve(core, DEV)}")


def check() -> int:
    digest = asked_for()[-1]
    stale = [path.name for path in (CORE, DEV, BENCH) if MARK + digest not in path.read_text().splitlines()]
    foreign = [path.name for path in (CORE, DEV, BENCH) if "://" in path.read_text()]
    for name in stale:
        print(f"{name}: pyproject.toml asks for something else; run `make lock`", file=sys.stderr)
    for name in foreign:
        print(f"{name}: a lock names no address", file=sys.stderr)
    return 2 if stale or foreign else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    write()

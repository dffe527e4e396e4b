"""Functions that the executor's tests hand to other processes, which find them by name."""

import os
import signal
import time
from pathlib import Path

import pyarrow as pa

from kondusif.kernel.errors import Refused


def lengths(file: str) -> pa.Table:
    """One row a line of the file."""
    lines = Path(file).read_text().splitlines()
    return pa.table({"file": [Path(file).name] * len(lines), "length": [len(line) for line in lines]})


def counted(folder: str, file: str) -> pa.Table:
    """The same, and a mark for each time that it was begun."""
    (Path(folder) / f"{Path(file).name}.{os.getpid()}.{time.monotonic_ns()}").touch()
    return lengths(file)


def dies_once(folder: str, file: str) -> pa.Table:
    """The process kills itself in the middle of piece 3, the first time."""
    if Path(file).name.startswith("3"):
        mark = Path(folder) / "died"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return lengths(file)


def dies_always(file: str) -> pa.Table:
    """Piece 3 kills every process that touches it."""
    if Path(file).name.startswith("3"):
        os.kill(os.getpid(), signal.SIGKILL)
    return lengths(file)


def dies_at_once(_file: str) -> pa.Table:
    """Every piece kills its process."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def waits_for_its_end(folder: str, file: str) -> pa.Table:
    """Says which process it is, and sleeps until somebody kills it; the next one finds the mark and goes on."""
    mark = Path(folder) / "process"
    if Path(file).name.startswith("2") and not mark.exists():
        mark.with_suffix(".new").write_text(str(os.getpid()))
        mark.with_suffix(".new").rename(mark)
        time.sleep(60)
    return lengths(file)


def refuses(file: str) -> pa.Table:
    """Piece 1 is refused, piece 2 breaks."""
    if Path(file).name.startswith("1"):
        raise Refused("engine.table.unreadable", name=Path(file).name)
    if Path(file).name.startswith("2"):
        raise ZeroDivisionError
    return lengths(file)

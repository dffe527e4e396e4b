"""The folder beside the result where unfinished work waits, and the folder where an index waits for the next run."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kondusif.engine.tables import kind_of
from kondusif.kernel.errors import Refused

KEPT_INDEXES = 3
DAY_SECONDS = 86_400
PIECES = "potongan"
FINISHED = f"{PIECES}/*.arrow"


def demand_out(out: Path, inputs: list[Path]) -> None:
    """
    Raises:
        Refused: the result would have no kind, stand in no folder, or take the place of what is read.
    """
    kind_of(out)
    shown = str(out)[-200:]
    if out.is_dir() or not out.parent.is_dir():
        raise Refused("engine.table.not_writable", name=shown)
    here = out.resolve()
    for given in (path.resolve() for path in inputs):
        if here == given or (given.is_dir() and given in here.parents):
            raise Refused("engine.screening.out_is_input", name=shown)


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """The folder of the unfinished work, held by this run alone. It stays only while finished pieces wait in it.

    Raises:
        Refused: nothing can be written beside the result, or another run holds the folder.
    """
    folder = out.with_name(f"{out.name}.kerja")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = os.open(folder / "kunci", os.O_RDWR | os.O_CREAT, 0o600)
        os.write(lock, b"\n")
    except OSError as error:
        raise Refused("engine.table.not_writable", name=str(out)[-200:]) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused("engine.screening.busy", name=out.name[:80]) from error
        try:
            yield folder
        finally:
            if not any(folder.glob(FINISHED)):
                remove(folder)
    finally:
        os.close(lock)


def same_work(folder: Path, mark: str) -> bool:
    """Whether the folder holds finished pieces of the same work; from now on it belongs to this work.

    Raises:
        Refused: it holds finished pieces of another work, which would be lost.
    """
    note, kept = folder / "tanda.json", any(folder.glob(FINISHED))
    try:
        before = json.loads(note.read_text()).get("mark")
    except (OSError, ValueError, AttributeError):
        before = None
    if kept and before != mark:
        raise Refused("engine.screening.other_work", name=folder.name[:80])
    note.write_text(json.dumps({"mark": mark}))
    return kept


def remove(folder: Path) -> None:
    """The work is done."""
    shutil.rmtree(folder, ignore_errors=True)


def index_folder(place: Path, name: str, build: Callable[[Path], None]) -> Path:
    """The folder of an index, built when it is not there yet; half an index never has the name of a whole one.

    Args:
        place: where indexes lie; only the three used last stay.
        name: of this one, with the hash of what it is made from and the version of its maker.
        build: writes it into a folder.
    """
    place.mkdir(parents=True, exist_ok=True)
    wanted = place / name
    if not wanted.exists():
        unfinished = place / f".{name}.{secrets.token_hex(4)}"
        try:
            build(unfinished)
            try:
                unfinished.rename(wanted)
            except OSError:
                if not wanted.exists():  # another run was faster, and made the same
                    raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    os.utime(wanted)
    _tidy(place, wanted.stat().st_mtime)
    return wanted


def _tidy(place: Path, moment: float) -> None:
    """Remove the indexes used longest ago, and what a killed run left half built a day ago or earlier."""
    by_age = sorted((path for path in place.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    whole = [path for path in by_age if not path.name.startswith(".")]
    half = [path for path in by_age if path.name.startswith(".") and moment - path.stat().st_mtime > DAY_SECONDS]
    for old in [*whole[:-KEPT_INDEXES], *half]:
        shutil.rmtree(old, ignore_errors=True)

"""One function over many pieces: on the cores of this machine, or on a Dask cluster; the same answers either way.

A piece goes to one process, its answer comes back to the caller's process, and that one alone writes it down. So a
process that is killed leaves nothing half written, and what it had in hand is done again.
"""

import hashlib
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import pyarrow as pa

from kondusif.engine.tables import keep
from kondusif.kernel.errors import KondusifError

Work = Callable[[Any], pa.Table]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece has no answer: a code of the product with its facts, or the words of an unforeseen fault."""

    code: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process says about one piece: the table as Arrow bytes, or why there is none."""

    data: bytes = b""
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One piece when it is done.

    Args:
        number: its place in the list.
        file: the piece as it was given.
        kept: where its table lies while the folder stands; none where it failed.
        failure: why it failed.
    """

    number: int
    file: Any
    kept: Path | None
    failure: Failure | None = None

    def table(self) -> pa.Table:
        """The table of the piece, mapped and not copied."""
        if self.kept is None:
            raise ValueError("a piece that failed has no table")
        with pa.memory_map(str(self.kept)) as source:
            return pa.ipc.open_file(source).read_all()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is.

    Args:
        done: pieces with an answer in this run, failed ones too.
        before: pieces found finished from an earlier run.
        total: all pieces.
        seconds: since this run began.
    """

    done: int
    before: int
    total: int
    seconds: float

    @property
    def rest(self) -> float | None:
        """Seconds that are left at this pace; unknown before the first answer."""
        return (self.total - self.before - self.done) * self.seconds / self.done if self.done else None


class Crew(Protocol):
    """Whoever does the pieces."""

    def run(self, fn: Work, pieces: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, Answer]]:
        """(number, answer) in the order in which they come in."""


def map_partitions(
    fn: Work,
    files: Sequence[Any],
    *,
    workers: int | None = None,
    cluster: str | None = None,
    folder: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Result]:
    """Do one function over every piece; the answers come in the order of the pieces, whoever was faster.

    Args:
        fn: takes one piece, gives a table; importable (a function of a module, or `functools.partial` of one), for it
            travels by name. What it opens, an index say, it keeps in its module, so that each process opens it once.
        files: the pieces: paths, or small values that can be pickled and whose `repr` tells them apart.
        workers: processes on this machine; as many as this process may use cores, without it.
        cluster: address of a Dask scheduler instead (`tcp://host:8786`); its workers must see the same paths.
        folder: where finished pieces lie, so that a later call with the same pieces goes on from there. The caller
            removes it. Without it a temporary folder that ends with the last answer.
        progress: called after every piece.
    Returns:
        One result for each piece. A piece whose process was killed is done once more, then it is named as failed.
    Raises:
        Refused: the cluster does not answer, or process after process dies.
        OSError: an answer cannot be written down.
    """
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kondusif-")))
        place.mkdir(parents=True, exist_ok=True)
        kept = [place / _name_of(number, file) for number, file in enumerate(files)]
        unread = [(number, file) for number, file in enumerate(files) if not kept[number].exists()]
        finished = {number: None for number in range(len(files)) if kept[number].exists()}
        began, before = monotonic(), len(finished)
        failures: dict[int, Failure | None] = dict(finished)
        coming = _crew(workers, cluster).run(fn, unread) if unread else iter(())
        stack.callback(getattr(coming, "close", lambda: None))
        for number, file in enumerate(files):
            while number not in failures:
                at, answer = next(coming)
                failures[at] = answer.failure
                if answer.failure is None:
                    _write_down(answer.data, kept[at])
                if progress:
                    progress(Progress(len(failures) - before, before, len(files), monotonic() - began))
            failure = failures[number]
            yield Result(number, file, None if failure else kept[number], failure)


def _crew(workers: int | None, cluster: str | None) -> Crew:
    if cluster:
        from kondusif.engine.executor_cluster import Cluster  # only who asks for a cluster needs its parts

        return Cluster(cluster)
    from kondusif.engine.executor_pool import Pool

    return Pool(workers or cores())


def capacity(workers: int | None = None, cluster: str | None = None) -> int:
    """How many pieces are done at the same time.

    Raises:
        Refused: the cluster does not answer, or has no worker.
    """
    if cluster:
        from kondusif.engine.executor_cluster import Cluster

        return Cluster(cluster).threads()
    return workers or cores()


def cores() -> int:
    """How many cores this process may use."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _name_of(number: int, file: object) -> str:
    return f"{number:07d}-{hashlib.sha256(repr(file).encode()).hexdigest()[:16]}.arrow"


def _write_down(data: bytes, path: Path) -> None:
    unfinished = path.with_suffix(".belum")
    unfinished.write_bytes(data)
    keep(unfinished, path)


def answer_for(fn: Work, file: object) -> Answer:
    """Do one piece and put the answer in a form that travels. A fault of one piece stays with that piece."""
    try:
        table = fn(file)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        return Answer(sink.getvalue().to_pybytes())
    except KondusifError as error:
        return Answer(failure=Failure(error.code, dict(error.facts)))
    except Exception as error:  # whatever it is, the other pieces go on and this one is named
        return Answer(failure=Failure("engine.executor.piece_failed", {"kind": _told(error)}))


def _told(error: Exception) -> str:
    """The kind of a fault and where it came up; never its words, which may quote a text."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {Path(frames[-1].filename).name}:{frames[-1].lineno}"

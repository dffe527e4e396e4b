"""The cores of this machine: processes of our own, each holding one piece, so that a lost one is known by name."""

import pickle
import signal
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

import pyarrow as pa

from kondusif.engine.executor import Answer, Failure, Work, answer_for
from kondusif.kernel.errors import Refused

TRIES = 2
LOST_AT_THE_START = 6
PATIENCE_SECONDS = 5.0
CONTEXT = get_context("spawn")  # a forked process would inherit locks held by threads of Arrow


@dataclass(eq=False)
class Worker:
    """One process, our end of its pipe, and the piece it holds."""

    process: Any
    pipe: Connection
    holds: tuple[int, Any] | None = None


@dataclass
class Pool:
    """Processes on this machine.

    Args:
        workers: how many.
    """

    workers: int
    _crew: list[Worker] = field(default_factory=list)

    def run(self, fn: Work, pieces: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, Answer]]:
        """(number, answer) in the order in which they come in.

        Raises:
            Refused: process after process dies before there is one answer.
        """
        waiting, lost, heard = deque(pieces), Counter[int](), 0
        work = pickle.dumps(fn)
        try:
            while waiting or any(worker.holds for worker in self._crew):
                self._hand_out(work, waiting)
                for worker in self._ready():
                    number, file = worker.holds or (-1, None)
                    answer = _heard(worker)
                    if answer is not None:
                        heard += 1
                        worker.holds = None
                        self._hand_out(work, waiting)  # before the answer is written down, so that nobody waits
                        yield number, answer
                        continue
                    self._dismiss(worker)
                    lost[number] += 1
                    if not heard and lost.total() >= LOST_AT_THE_START:
                        raise Refused("engine.executor.processes_die", times=lost.total())
                    if lost[number] < TRIES:
                        waiting.appendleft((number, file))
                    else:
                        yield number, Answer(failure=Failure("engine.executor.worker_lost", {}))
        finally:
            self._end()

    def _hand_out(self, work: bytes, waiting: deque[tuple[int, Any]]) -> None:
        """Give every idle process a piece, and start processes while there are pieces for them."""
        idle = [worker for worker in self._crew if worker.holds is None]
        while waiting and (idle or len(self._crew) < self.workers):
            worker = idle.pop() if idle else self._hire(work)
            worker.holds = waiting.popleft()
            try:
                worker.pipe.send(worker.holds)
            except OSError:
                continue  # it is gone already; its pipe tells so when it is heard

    def _hire(self, work: bytes) -> Worker:
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=serve, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()
        worker = Worker(process, ours)
        self._crew.append(worker)
        return worker

    def _ready(self) -> list[Worker]:
        by_pipe = {worker.pipe: worker for worker in self._crew if worker.holds is not None}
        return [by_pipe[pipe] for pipe in wait(list(by_pipe)) if isinstance(pipe, Connection)]

    def _dismiss(self, worker: Worker) -> None:
        self._crew.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def _end(self) -> None:
        """Let the idle ones go, and stop those that are in the middle of a piece nobody waits for any more."""
        for worker in self._crew:
            worker.pipe.close()
            if worker.holds is not None:
                worker.process.terminate()
        for worker in self._crew:
            worker.process.join(PATIENCE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._crew.clear()


def _heard(worker: Worker) -> Answer | None:
    """What the process sends; none where it died before it had said all."""
    try:
        answer: Answer = worker.pipe.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return answer


def serve(pipe: Connection, work: bytes) -> None:
    """The life of a process: one piece after the other until the caller's end of the pipe closes.

    Ctrl-C reaches the whole group of processes; the caller alone decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    fn = pickle.loads(work)  # noqa: S301 (made by the caller a moment ago)
    while True:
        try:
            _number, file = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(answer_for(fn, file))
        except OSError:
            return

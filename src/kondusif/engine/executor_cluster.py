"""A Dask cluster on one host or many. Its parts are the extra `cluster`; they are loaded here alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import uuid4

from kondusif.engine.executor import Answer, Failure, Work, answer_for
from kondusif.kernel.errors import Refused

CONNECT_SECONDS = 15
AHEAD = 3  # pieces on their way for each thread of the cluster: enough that none waits, few enough to hold in memory


@dataclass(frozen=True)
class Cluster:
    """The workers behind a Dask scheduler.

    Args:
        address: of the scheduler, `tcp://host:8786`.
    """

    address: str

    def run(self, fn: Work, pieces: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, Answer]]:
        """(number, answer) in the order in which they come in.

        The scheduler itself gives the pieces of a lost worker to another one, as often as it is set to
        (`distributed.scheduler.allowed-failures`), and then reports them as lost.

        Raises:
            Refused: the parts are not installed, or no scheduler or no worker answers.
        """
        distributed = _parts()
        client = self._client(distributed)
        try:
            threads = self._threads(client)
            run = uuid4().hex[:8]
            rest = iter(pieces)

            def handed_out(count: int) -> list[Any]:
                return [
                    client.submit(_numbered, fn, number, file, key=f"kondusif-{run}-{number}", pure=False)
                    for number, file in islice(rest, count)
                ]

            coming = distributed.as_completed(handed_out(AHEAD * threads), loop=client.loop)
            for future in coming:
                number = int(future.key.rsplit("-", 1)[1])
                answer = _heard(future)
                future.release()
                for other in handed_out(1):
                    coming.add(other)
                yield number, answer
        finally:
            client.close()

    def threads(self) -> int:
        """How many pieces the cluster does at the same time."""
        client = self._client(_parts())
        try:
            return self._threads(client)
        finally:
            client.close()

    def _threads(self, client: Any) -> int:
        found = sum(client.nthreads().values())
        if not found:
            raise Refused("engine.cluster.no_workers", address=self.address[:80])
        return int(found)

    def _client(self, distributed: Any) -> Any:
        try:
            client = distributed.Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise Refused("engine.cluster.unreachable", address=self.address[:80]) from error
        return client


def _parts() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise Refused("engine.cluster.not_installed") from error
    return distributed


def _numbered(fn: Work, _number: int, file: object) -> Answer:
    return answer_for(fn, file)


def _heard(future: Any) -> Answer:
    if future.status == "finished":
        answer: Answer = future.result()
        return answer
    fault = future.exception()
    code = "engine.executor.worker_lost" if type(fault).__name__ == "KilledWorker" else "engine.executor.piece_failed"
    return Answer(failure=Failure(code, {"kind": type(fault).__name__}))

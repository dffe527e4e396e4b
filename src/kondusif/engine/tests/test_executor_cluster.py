"""The same function on two Dask workers of this machine gives the same bytes as the pool."""

import socket
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kondusif.engine.executor import map_partitions
from kondusif.engine.screening import run as running
from kondusif.engine.screening.run import Order, prepare, run
from kondusif.engine.tests import work_for_executor as work
from kondusif.engine.tests import work_for_screening as screening
from kondusif.kernel.errors import Refused

distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")


@pytest.fixture
def cluster(tmp_path: Path) -> Any:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
        silence_logs=50,
    ) as made:
        yield made


def test_the_cluster_gives_the_bytes_of_the_pool_and_outlives_a_killed_worker(cluster: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files = []
    for number in range(12):
        (folder / f"{number}.txt").write_text("\n".join("x" * n for n in range(number + 3)))
        files.append(str(folder / f"{number}.txt"))
    fn = partial(work.dies_once, str(tmp_path))
    by_cluster = list(map_partitions(fn, files, cluster=cluster.scheduler_address, folder=tmp_path / "dask-out"))
    by_pool = list(map_partitions(work.lengths, files, workers=2, folder=tmp_path / "pool-out"))
    assert (tmp_path / "died").exists()
    assert not [result for result in by_cluster if result.failure]
    assert len(by_cluster) == len(by_pool) == len(files)
    for one, other in zip(by_cluster, by_pool, strict=True):
        assert one.kept is not None
        assert other.kept is not None
        assert one.kept.read_bytes() == other.kept.read_bytes()


def test_a_screening_on_the_cluster_gives_the_bytes_of_one_on_this_machine(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PIECE_BYTES", 2_000)
    texts = tmp_path / "teks.parquet"
    rows = [f"pagi {'kampanye' if n % 3 else 'budi'} {n}" for n in range(900)]
    pq.write_table(pa.table({"id": [f"t{n}" for n in range(900)], "text": rows}), texts, row_group_size=50)
    roster = tmp_path / "pegawai.csv"
    roster.write_text("nip,nama\n1,budi\n")
    made = []
    for name, where in (("pool", {"workers": 2}), ("dask", {"cluster": cluster.scheduler_address})):
        order = Order(texts=texts, out=tmp_path / f"{name}.csv", mandate=screening.EXERCISE, roster=roster, **where)
        with ExitStack() as stack:
            job = prepare(order, screening.means(), stack, today=screening.TODAY, say=lambda _step, _count: None)
            said = run(job, made_at=datetime(2024, 11, 13, tzinfo=UTC))
        assert (job.plan.processes, said["counts"], said["refused"]) == (2, {"act": 600, "person": 300}, [])
        assert job.plan.pieces > 4
        made.append(order.out.read_bytes())
    assert made[0] == made[1]


def test_an_address_where_nobody_listens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kondusif.engine.executor_cluster.CONNECT_SECONDS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Refused, match="unreachable"):
            list(map_partitions(work.lengths, ["a"], cluster=address))

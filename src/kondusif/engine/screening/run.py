"""A mass of texts, from the call to the result: looked at first, planned, read in pieces, put together, witnessed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.executor import Progress, capacity, map_partitions
from kondusif.engine.screening import place
from kondusif.engine.screening.manifest import Account, Input, Mandate, hash_of, hash_of_inputs, write_manifest
from kondusif.engine.screening.pieces import PIECE_BYTES, Piece, cut, text_files, texts_of
from kondusif.engine.screening.reading import (
    PROPOSALS,
    Numbers,
    Opening,
    Reader,
    counts_of,
    ids_of,
    measure_piece,
    numbers_of,
    read_piece,
)
from kondusif.engine.screening.roster import NEEDED, roster_of
from kondusif.engine.tables import WRITTEN_ROWS, Write, batches, kind_of, layout_of, whole_file
from kondusif.kernel.errors import Refused

SAMPLE_BYTES = 1 << 19
MB = 1 << 20
SHOWN_TWINS = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked.

    Args:
        texts: a table, or a folder of tables: id, text and, where they are there, date and wilayah.
        out: the result, CSV or Parquet by extension.
        mandate: on what grounds.
        roster: nip, nama and, where they are there, unit and wilayah; without it no persons are looked for.
        workers: processes on this machine.
        cluster: address of a Dask scheduler instead.
        cache: where indexes of invented rosters stay for the next run; without it an index goes with the run.
    """

    texts: Path
    out: Path
    mandate: Mandate
    roster: Path | None = None
    workers: int | None = None
    cluster: str | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """With what texts are read.

    Args:
        edition: of the engine and its lexicons, one short line for people.
        mark: changes with everything that may change an answer; another mark is another piece of work.
        build: writes the index of a roster into a folder.
        open: opens the reader in a process, given the folder of the index or an empty text; importable.
        reason: the sentence for a code with its facts.
        settings: what was chosen, for the manifest.
    """

    edition: str
    mark: str
    build: Callable[[pa.Table, Path], None]
    open: Callable[[str], Reader]
    reason: Callable[[str, dict[str, Any]], str]
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the work will be, from a small sample of it.

    Args:
        pieces: how many; `before` of them are finished already.
        megabytes: of text.
        processes: that read at the same time.
        seconds: until the end, with this many processes; unknown where the sample holds no text.
        memory_mb: of all processes together, the shared pages of the index counted for each.
        posts_per_s: texts a second of one process.
    """

    pieces: int
    before: int
    megabytes: float
    processes: int
    seconds: float | None
    memory_mb: float
    posts_per_s: float | None


@dataclass(slots=True)
class Job:
    """Everything that stands before the first piece is read."""

    order: Order
    means: Means
    folder: Path
    pieces: list[Piece]
    opening: Opening
    account: Account
    plan: Plan
    twins: list[Numbers] = field(default_factory=list)


def prepare(order: Order, means: Means, stack: ExitStack, *, today: date, say: Callable[[str, int], None]) -> Job:
    """Look at everything that can be looked at before the work begins.

    Args:
        order, means: what, and with what.
        stack: holds the work folder until the caller is done.
        today: the day of the call, for the day of deletion.
        say: called with what begins now (hash, cut, index, sample) and how many.
    Raises:
        Refused: no basis, nothing to read, nowhere to write, no cluster, or unfinished work of another kind.
    """
    order.mandate.demand(today)
    place.demand_out(order.out, [path for path in (order.texts, order.roster) if path])
    files = text_files(order.texts)
    if order.roster:
        layout_of(order.roster, NEEDED)
    processes = capacity(order.workers, order.cluster)
    folder = stack.enter_context(place.work_folder(order.out))
    account = Account()
    say("hash", len(files))
    names = {file: file.relative_to(order.texts).as_posix() if file != order.texts else file.name for file in files}
    pieces = _pieces(files, names, account, means)
    if not pieces:
        raise Refused("engine.screening.nothing_readable", count=len(files), reason=_first_reason(account))
    if order.roster:
        account.inputs.insert(0, Input(order.roster.name, "roster", hash_of(order.roster), order.roster.stat().st_size))
    place.same_work(folder, _mark(account, means))
    index = _index(order, means, account, folder, say)
    opening = Opening(means.open, str(index.resolve()) if index else "")
    say("sample", 1)
    plan = _plan(pieces, opening, processes, folder)
    return Job(order, means, folder, pieces, opening, account, plan)


def _pieces(files: list[Path], names: dict[Path, str], account: Account, means: Means) -> list[Piece]:
    """The pieces of every file that can be read; the others are named in the account."""
    pieces: list[Piece] = []
    for file in files:
        try:
            found = list(cut(file, names[file], PIECE_BYTES))
            account.inputs.append(Input(names[file], "texts", hash_of(file), file.stat().st_size))
            pieces += found
        except Refused as error:
            if len(files) == 1:
                raise
            account.refused.append(_refusal(names[file], error.code, dict(error.facts), means))
    return pieces


def _refusal(name: str, code: str, facts: dict[str, Any], means: Means, piece: int | None = None) -> dict[str, Any]:
    said = {"file": name, "code": code, "reason": means.reason(code, facts)}
    return said if piece is None else {**said, "piece": piece}


def _first_reason(account: Account) -> str:
    return str(account.refused[0]["reason"]) if account.refused else "-"


def _mark(account: Account, means: Means) -> str:
    """The same for the same bytes read with the same engine, whatever the files are called beside it."""
    parts = [means.mark, PIECE_BYTES, hash_of_inputs(account.inputs), [one["file"] for one in account.refused]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _index(order: Order, means: Means, account: Account, folder: Path, say: Callable[[str, int], None]) -> Path | None:
    """The index of the roster, built once. That of a real roster never outlives its run."""
    if order.roster is None:
        return None
    roster = roster_of(order.roster)
    account.roster = roster.counts
    say("index", roster.table.num_rows)
    mark = hashlib.sha256(f"{account.inputs[0].sha256} {means.mark}".encode()).hexdigest()[:24]
    kept = order.cache if order.mandate.exercise and not order.cluster and order.cache else folder / "indeks"
    return place.index_folder(kept, f"persons-{mark}", partial(means.build, roster.table))


def _plan(pieces: list[Piece], opening: Opening, processes: int, folder: Path) -> Plan:
    """One process reads small samples from three places, and from those the whole is reckoned."""
    size = sum(piece.size for piece in pieces)
    before = sum(1 for _ in folder.glob(place.FINISHED))
    rows = _measured(pieces, opening)
    if not rows:  # what is wrong with the pieces will be named when they are read
        return Plan(len(pieces), before, size / MB, processes, None, 0.0, None)
    sampled = sum(row["bytes"] for row in rows)
    read, texts = sum(row["read_s"] for row in rows), sum(row["texts"] for row in rows)
    left = size * (len(pieces) - before) / len(pieces)
    seconds = rows[0]["open_s"] + read * left / max(sampled, 1) / processes
    grown = max((row["after_mb"] - row["before_mb"]) / max(row["bytes"], 1) for row in rows)
    memory = rows[0]["before_mb"] + grown * max(piece.size for piece in pieces)
    return Plan(len(pieces), before, size / MB, processes, seconds, processes * memory, texts / read if read else None)


def _measured(pieces: list[Piece], opening: Opening) -> list[dict[str, float]]:
    """What `measure_piece` found in a process of its own, for each sample that can be read."""
    chosen = {len(pieces) * at // 6: None for at in (1, 3, 5)}
    samples = [next(cut(Path(pieces[at].path), pieces[at].name, SAMPLE_BYTES), pieces[at]) for at in chosen]
    samples = list(dict.fromkeys(samples))
    found = map_partitions(partial(measure_piece, opening), samples, workers=1)
    return [row for result in found if not result.failure for row in result.table().to_pylist()]


def run(job: Job, *, made_at: datetime, progress: Callable[[Progress], None] | None = None) -> dict[str, Any]:
    """Read every piece and put the answers together, in the order of the texts.

    Args:
        job: what `prepare` made.
        made_at: the moment that the manifest names.
        progress: called after every piece.
    Returns:
        The manifest, as written beside the result.
    Raises:
        Refused: no piece could be read; process after process dies.
        OSError: the disk is full. What is finished stays for the next call.
    """
    order, account = job.order, job.account
    with whole_file(order.out) as unfinished:
        with Write(unfinished, PROPOSALS, kind_of(order.out)) as write:
            for batch in _even(_answers(job, progress)):
                write(batch)
        account.settings = dict(job.means.settings)
        edition = job.means.edition
        said = write_manifest(order.out, unfinished, order.mandate, account, edition=edition, made_at=made_at)
    place.remove(job.folder)
    return said


def _answers(job: Job, progress: Callable[[Progress], None] | None) -> Iterable[pa.Table]:
    """The proposals of each piece that could be read, and the account of all of them."""
    total = {"read": 0, "bad_rows": 0, "without_id": 0}
    read = partial(read_piece, job.opening)
    for result in map_partitions(
        read,
        job.pieces,
        workers=job.plan.processes,
        cluster=job.order.cluster,
        folder=job.folder / place.PIECES,
        progress=progress,
    ):
        if result.failure:
            code, facts = result.failure.code, result.failure.facts
            job.account.refused.append(_refusal(result.file.name, code, facts, job.means, result.number))
            continue
        table = result.table()
        counts = counts_of(table)
        total["read"] += counts.texts
        total["bad_rows"] += counts.bad_rows
        total["without_id"] += counts.without_id
        job.twins.append(ids_of(table))
        for one in pc.value_counts(table["kind"]).to_pylist():
            job.account.kinds[one["values"]] = job.account.kinds.get(one["values"], 0) + one["counts"]
        yield table.replace_schema_metadata(None)
    if not job.twins:
        raise Refused("engine.screening.nothing_readable", count=len(job.pieces), reason=_first_reason(job.account))
    job.account.texts = {**total, **_twins(job)}


def _twins(job: Job) -> dict[str, Any]:
    """How many texts bear an id that another text bears too, and some of those ids."""
    numbers = np.concatenate(job.twins)
    seen, times = np.unique(numbers, return_counts=True)
    doubled = seen[times > 1]
    shown: list[str] = []
    for piece in job.pieces if len(doubled) else ():
        try:
            ids = texts_of(piece).table["id"]
        except Refused:
            continue
        for row in np.flatnonzero(np.isin(numbers_of(ids), doubled)).tolist():
            if ids[row].as_py() not in shown:
                shown.append(ids[row].as_py())
            if len(shown) == min(SHOWN_TWINS, len(doubled)):
                break
        if len(shown) == min(SHOWN_TWINS, len(doubled)):
            break
    return {"doubled_id": int(times[times > 1].sum() - len(doubled)), "doubled_id_examples": shown}


def _even(tables: Iterable[pa.Table]) -> Iterable[pa.Table]:
    """The same rows in tables of one size, so that the bytes do not depend on the pieces' sizes."""
    held: list[pa.Table] = []
    rows = 0
    for table in tables:
        held.append(table)
        rows += table.num_rows
        if rows >= WRITTEN_ROWS:
            joined = pa.concat_tables(held)
            whole = rows - rows % WRITTEN_ROWS
            yield from batches(joined.slice(0, whole))
            held, rows = [joined.slice(whole)], rows - whole
    if rows:
        yield from batches(pa.concat_tables(held))

"""Screening on two processes of our own and on two Dask workers of this machine, in the same run on the same texts.

    .venv/bin/python bench/cluster.py [--size 4700000] [--texts 2000000] [--rounds 2]

Posts of about 28 words, one in twenty with a person of the roster. Two jobs: persons alone, letter for letter, on all
posts (the job of the bar), and everything that `screening run` looks for, on a twentieth of them. Both write every
answer down. The rate counts from the fourth answer to the last, so that neither is charged for its start; the time to
the first answer is shown beside it.
"""

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from harness.persons import open_persons
from kondusif.cli.screening_reader import build_index, open_screen
from kondusif.engine.executor import Progress, map_partitions
from kondusif.engine.screening.pieces import Piece, cut
from kondusif.engine.screening.reading import Opening, counts_of, read_piece
from synthetic_names import roster

BAR = 0.85
WORKERS = 2
ROWS = 50_000
EVERYTHING = 20  # the part of the posts on which everything is looked for
FEW_BYTES = 1 << 20  # smaller pieces for fewer posts; smaller still, and handing out would be measured
COMMON = (
    "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka "
    "lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus "
    "namun kita dua satu masih hari hanya mengatakan kepada kami setelah melakukan lalu belum lain dia kalau "
    "terjadi banyak menurut anda hingga tak baru beberapa ketika saja jalan sekitar secara dilakukan sementara "
    "tapi sangat hal sehingga seorang bagi besar lagi selama antara waktu sebuah jika sampai jadi terhadap tiga "
    "serta pun salah merupakan atas sejak membuat baik memiliki kembali selain tetapi pertama kedua memang "
    "pernah apa mulai sama tentang bukan agar semua sedang kali kemudian hasil sejumlah juta persen sendiri "
    "katanya demikian masalah mungkin umum setiap bulan bagian bila lainnya terus luar cukup termasuk sebelumnya "
    "bahkan wib tempat perlu menggunakan memberikan rabu sedangkan kamis langsung apakah pihaknya melalui diri "
    "mencapai minggu aku berada tinggi ingin sebelum tengah kini tahu bersama desa kelurahan warga pagi siang "
    "malam air banjir sampah pasar harga sekolah guru anak ibu bapak rumah lampu mati hujan macet motor bus "
    "kereta makan kopi bola main libur kerja kantor"
)
WORDS = COMMON.split()


def posts(people: pa.Table, count: int, seed: int) -> pa.Table:
    """Invented posts, one in twenty with a name of the roster in the middle."""
    dice = np.random.default_rng(seed)
    parts = []
    words = pa.array(WORDS)
    half = np.where(dice.random(count) < 0.5, 13, 15)
    for place in range(30):
        drawn = dice.integers(0, len(WORDS), count)
        there = (place < half) | ((place >= 15) & (place < 15 + half))
        parts.append(pc.if_else(pa.array(there), words.take(pa.array(drawn)), pa.scalar("")))
        if place == 14:
            names = pc.utf8_title(people["nama"].combine_chunks()).take(pa.array(dice.integers(0, len(people), count)))
            parts.append(pc.if_else(pa.array(dice.random(count) < 0.05), names, pa.scalar("")))
    text = pc.replace_substring_regex(pc.binary_join_element_wise(*parts, " "), " +", " ")
    return pa.table({"id": pa.array(np.arange(count)).cast(pa.string()), "text": pc.utf8_trim_whitespace(text)})


def one_pass(opening: Opening, pieces: list[Piece], folder: Path, **where: Any) -> dict[str, Any]:
    """Read every piece; texts a second from the first answer on, and the bytes of all answers."""
    marks: list[tuple[float, int]] = []
    began = perf_counter()

    def note(at: Progress) -> None:
        marks.append((perf_counter() - began, at.done))

    texts, found, answers = 0, 0, []
    for result in map_partitions(partial(read_piece, opening), pieces, folder=folder, progress=note, **where):
        assert result.kept is not None, result.failure
        table = result.table()
        texts, found = texts + counts_of(table).texts, found + table.num_rows
        answers.append(result.kept)
    whole = perf_counter() - began
    warm = min(2 * WORKERS, len(pieces) // 2)  # by then every process has opened its reader
    share = (len(pieces) - warm) / len(pieces)
    return {
        "rate": texts * share / (marks[-1][0] - (marks[warm - 1][0] if warm else 0.0)),
        "first_answer_s": marks[0][0],
        "whole_s": whole,
        "texts": texts,
        "found": found,
        "answers": answers,
    }


def measure(size: int = 1_000_000, texts: int = 1_000_000, rounds: int = 2) -> list[dict[str, Any]]:
    """One row a job: the rate of both, and what the cluster reaches of the pool."""
    import distributed

    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        built = prepared(place, size, texts)
        few = texts // EVERYTHING
        jobs = {
            "persons": (Opening(open_persons, str(place / "index")), cut(place / "posts.parquet", "posts")),
            "everything": (
                Opening(open_screen, str(place / "index")),
                cut(place / "few.parquet", "few", FEW_BYTES),
            ),
        }
        with distributed.LocalCluster(
            n_workers=WORKERS,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            local_directory=str(place / "dask"),
            silence_logs=50,
        ) as cluster:
            return [
                row(
                    job,
                    size,
                    texts if job == "persons" else few,
                    built,
                    compared(cluster, opening, list(pieces), rounds),
                )
                for job, (opening, pieces) in jobs.items()
            ]


def prepared(place: Path, size: int, texts: int) -> float:
    """Write the index and the posts; seconds that the index took."""
    people = roster(size, seed=1)
    began = perf_counter()
    build_index(people, place / "index")
    built = perf_counter() - began
    schema = posts(people, 1, 1).schema
    for name, count in (("posts", texts), ("few", texts // EVERYTHING)):
        with pq.ParquetWriter(place / f"{name}.parquet", schema) as writer:
            for part in range(0, count, ROWS):
                writer.write_table(posts(people, min(ROWS, count - part), seed=part + 2))
    return built


def compared(cluster: Any, opening: Opening, pieces: list[Piece], rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Both in turn, as often as asked; each pass writes into a folder of its own."""
    passes: dict[str, list[dict[str, Any]]] = {"pool": [], "dask": []}
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds):
            for name, where in (("pool", {"workers": WORKERS}), ("dask", {"cluster": cluster.scheduler_address})):
                print(f"round {number + 1}: {name}, {len(pieces)} pieces", file=sys.stderr, flush=True)
                passes[name].append(one_pass(opening, pieces, Path(home, f"{name}{number}"), **where))
        for pool, dask in zip(passes["pool"], passes["dask"], strict=True):
            pairs = zip(pool.pop("answers"), dask.pop("answers"), strict=True)
            pool["same"] = all(one.read_bytes() == other.read_bytes() for one, other in pairs)
    return passes


def row(job: str, size: int, texts: int, built: float, passes: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The better pass of each."""
    same = all(one["same"] for one in passes["pool"])
    pool, dask = (max(passes[name], key=lambda one: one["rate"]) for name in ("pool", "dask"))
    return {
        "name": f"screening for {job}: {texts:,} posts, {size:,} in the roster, {WORKERS} processes",
        "pool_posts_per_s": round(pool["rate"]),
        "dask_posts_per_s": round(dask["rate"]),
        "dask_of_pool": round(dask["rate"] / pool["rate"], 3),
        "pool_first_answer_s": round(min(one["first_answer_s"] for one in passes["pool"]), 2),
        "dask_first_answer_s": round(min(one["first_answer_s"] for one in passes["dask"]), 2),
        "index_build_s": round(built, 1),
        "proposals": pool["found"],
        "same_bytes": same,
        **({"dask_of_pool_bar": BAR, "met": same and dask["rate"] >= BAR * pool["rate"]} if job == "persons" else {}),
    }


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=1_000_000, help="persons in the roster")
    asked.add_argument("--texts", type=int, default=1_000_000, help="posts")
    asked.add_argument("--rounds", type=int, default=2, help="passes of each; the better one counts")
    given = asked.parse_args()
    print(json.dumps(measure(given.size, given.texts, given.rounds), indent=2))

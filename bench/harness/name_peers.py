"""The named peers of the name index, each given the folded names, so that all read titles and old spelling alike.

A peer is built over the different folded names of a roster and answers a folded name with five of them.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist, extract

Ask = Callable[[str], list[str]]
TOP, FETCHED, BLOCK = 5, 60, 8


@dataclass
class Peer:
    """A peer that was built: how long it took, how large it is on disk, and how it is asked."""

    name: str
    build_s: float
    size_mb: float
    ask: Ask


def peers(names: list[str], wanted: set[str]) -> Iterator[Peer]:
    """The wanted peers one after another, each built when its turn comes."""
    makers = {"tantivy": tantivy_peer, "duckdb": duckdb_peer, "pg_trgm": postgres_peer}
    for name, make in makers.items():
        if name in wanted:
            yield from make(names)


def cdist_rate(names: list[str], asked: list[str]) -> tuple[list[list[str]], float]:
    """rapidfuzz over everybody, two threads, in blocks: five answers each, and names a second."""
    began, out = time.perf_counter(), []
    for start in range(0, len(asked), BLOCK):
        block = asked[start : start + BLOCK]
        scores = cdist(block, names, scorer=fuzz.token_sort_ratio, dtype=np.uint8, workers=2)
        for row in scores:
            best = np.argpartition(row, -TOP)[-TOP:]
            out.append([names[place] for place in best])
    return out, len(asked) / (time.perf_counter() - began)


def grams(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def tantivy_peer(names: list[str]) -> Iterator[Peer]:
    """tantivy over folded 3-grams, re-scored with rapidfuzz."""
    import tantivy

    shape = tantivy.SchemaBuilder()
    shape.add_text_field("grams", stored=False, tokenizer_name="whitespace", index_option="basic")
    shape.add_unsigned_field("row", stored=True)
    schema = shape.build()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        index = tantivy.Index(schema, path=folder)
        writer = index.writer(heap_size=400_000_000, num_threads=2)
        for row, name in enumerate(names):
            text = " ".join(gram.replace(" ", "_") for gram in grams(name))
            writer.add_document(tantivy.Document(grams=text, row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        built = time.perf_counter() - began
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6
        searcher = index.searcher()

        def ask(name: str) -> list[str]:
            terms = [tantivy.Query.term_query(schema, "grams", gram.replace(" ", "_")) for gram in grams(name)]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
            hits = searcher.search(query, FETCHED, count=False).hits
            found = [names[searcher.doc(address)["row"][0]] for _score, address in hits]
            return [text for text, _score, _place in extract(name, found, scorer=fuzz.token_sort_ratio, limit=TOP)]

        yield Peer("tantivy, folded 3-grams + rapidfuzz", built, size, ask)


def duckdb_peer(names: list[str]) -> Iterator[Peer]:
    """DuckDB, jaro_winkler over the whole column."""
    import duckdb
    import pyarrow as pa

    began = time.perf_counter()
    base = duckdb.connect()
    base.execute("SET threads TO 2")
    base.register("given", pa.table({"name": names}))
    base.execute("CREATE TABLE people AS SELECT name FROM given")
    query = "SELECT name FROM people ORDER BY jaro_winkler_similarity(name, ?) DESC LIMIT 5"
    built = time.perf_counter() - began
    yield Peer(
        "DuckDB jaro_winkler", built, 0.0, lambda name: [row[0] for row in base.execute(query, [name]).fetchall()]
    )


def postgres_peer(names: list[str]) -> Iterator[Peer]:
    """pg_trgm with a GiST index; only where BENCH_POSTGRES (or KONDUSIF_DB) names a server and psycopg is there."""
    address = os.environ.get("BENCH_POSTGRES") or os.environ.get("KONDUSIF_DB", "")
    if not address.startswith("postgres"):
        return
    import psycopg

    with psycopg.connect(address) as base:
        began = time.perf_counter()
        base.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        base.execute("CREATE TEMPORARY TABLE people (name text)")
        with base.cursor().copy("COPY people FROM STDIN") as rows:
            for name in names:
                rows.write_row((name,))
        base.execute("CREATE INDEX ON people USING gist (name gist_trgm_ops(siglen=64))")
        base.execute("ANALYZE people")
        built = time.perf_counter() - began
        size = base.execute("SELECT pg_total_relation_size('people')").fetchone()[0] / 1e6
        query = "SELECT name FROM people ORDER BY name <-> %s LIMIT 5"
        yield Peer("pg_trgm", built, size, lambda name: [row[0] for row in base.execute(query, [name]).fetchall()])

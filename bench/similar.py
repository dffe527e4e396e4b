"""Copies of a text found among many: speed beside rensa alone and datasketch, recall and precision on planted copies.

Texts of 40 to 120 words; one in twenty is a planted copy with up to one word in fifteen changed, added or dropped,
other capitals and marks of a chat; one in a hundred shares only half of its words with another (no copy). Everything
is given the same texts and counted in seconds of the processor (`process_time`), so that a busy machine changes little.
Bars: 80 % of rensa's speed from the texts with our clusters included, recall .99, and a cost for each text that does
not grow with their number. The second row is the harder comparison: rensa is handed shingles that are ready.

Run: .venv/bin/python bench/similar.py --size 100000
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

T = TypeVar("T")
SIZE, DATASKETCH_SIZE, STREAM_SIZE = 100_000, 2_000, 5_000
COPIES, HALVES, CHANGED = 20, 100, 15
SHARE_BAR, RECALL_BAR, GROWTH_BAR = 0.8, 0.99, 1.5
THRESHOLD, SEED, ROUNDS = 0.5, 20241127, 3


@dataclass(frozen=True)
class Planted:
    """Texts, with the row of the original for each copy and for each half copy."""

    texts: list[str]
    copies: dict[int, int]
    halves: dict[int, int]

    def table(self) -> pa.Table:
        return pa.table({"id": [str(row) for row in range(len(self.texts))], "text": self.texts})


def planted(size: int, seed: int = SEED) -> Planted:
    """Texts in words whose frequency falls as in a language: a few stand everywhere, most are rare."""
    dice = random.Random(seed)
    syllables = [a + b for a in "bcdghjklmnprstwy" for b in ("a", "i", "u", "e", "o", "an", "ang", "ar", "is")]
    words = sorted({"".join(dice.choices(syllables, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(40_000)})
    dice.shuffle(words)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))

    def drawn(count: int) -> list[str]:
        return dice.choices(words, cum_weights=weights, k=count)

    texts: list[list[str]] = []
    copies, halves = {}, {}
    for row in range(size):
        source = dice.randrange(row) if row else 0
        if row and row % COPIES == 0:
            texts.append(changed(dice, texts[source], drawn))
            copies[row] = source
        elif row and row % HALVES == 1:
            texts.append([*texts[source][: len(texts[source]) // 2], *drawn(len(texts[source]) // 2)])
            halves[row] = source
        else:
            texts.append(drawn(dice.randint(40, 120)))
    return Planted([spoken(dice, text, row in copies) for row, text in enumerate(texts)], copies, halves)


def changed(dice: random.Random, words: list[str], drawn: Callable[[int], list[str]]) -> list[str]:
    found = list(words)
    for _ in range(dice.randint(0, len(words) // CHANGED)):
        at = dice.randrange(len(found))
        found[at : at + dice.choice((0, 1, 1))] = drawn(dice.choice((0, 1, 1)))
    return found


def spoken(dice: random.Random, words: list[str], copy: bool) -> str:
    """With capitals, full stops, and for some copies the mark of a forwarded message, an emoji or a link."""
    text = " ".join(word.capitalize() + "." if at % 12 == 11 else word for at, word in enumerate(words))
    if not copy:
        return text
    return dice.choice(("Diteruskan berkali-kali\n", "", "", "*")) + text + dice.choice(("!!", " 🙏", "", ""))


def timed(job: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, float, T]:
    """Least seconds of the processor and by the clock, and what the job gave back."""
    spent, took = [], []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = job()
        spent.append(time.process_time() - cpu)
        took.append(time.perf_counter() - wall)
    return min(spent), min(took), answer


def plain_shingles(texts: list[str]) -> list[list[str]]:
    """What a user of rensa or datasketch writes: the words in lower case, three in a row."""
    split = [text.lower().split() for text in texts]
    return [[" ".join(words[at : at + 3]) for at in range(len(words) - 2)] for words in split]


def rensa_flags(shingles: list[list[str]]) -> list[bool]:
    """Which texts rensa finds a candidate for; its fastest way, with the same number of places and bands as ours."""
    from rensa import RMinHash, RMinHashLSH

    matrix = RMinHash.digest_matrix_from_token_sets(shingles, 120, 42)
    flags: list[bool] = RMinHashLSH(THRESHOLD, 120, 40).query_duplicate_flags_matrix_one_shot(matrix)
    return flags


def ours_after_shingling(table: pa.Table) -> float:
    """Seconds from hashed shingles to clusters: what is left when the texts need not be read."""
    from kondusif.engine.similar.batch import close_looks, one_array
    from kondusif.engine.similar.hashing import hash_texts
    from kondusif.engine.similar.joining import linked
    from kondusif.engine.similar.sketch import bands_for

    hashes, bands = hash_texts(one_array(table["text"])), bands_for(THRESHOLD)
    return timed(lambda: linked(close_looks(hashes, bands)[1], THRESHOLD, bands))[0]


def datasketch_found(shingles: list[list[str]]) -> list[list[int]]:
    """The candidates of every text by datasketch, in its usual way."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=120)
    made = list(MinHash.generator([[one.encode() for one in some] for some in shingles], num_perm=120))
    for row, one in enumerate(made):
        index.insert(row, one)
    return [index.query(one) for one in made]


def quality(case: Planted, heads: list[int]) -> dict[str, object]:
    """Recall of the planted copies, and how many of the joined texts belong to the family they were joined to."""
    origin = list(range(len(case.texts)))
    for row, source in sorted(case.copies.items()):
        origin[row] = origin[source]
    together = [row for row, head in enumerate(heads) if head != row]
    found = sum(heads[row] == heads[source] for row, source in case.copies.items())
    right = sum(origin[row] == origin[heads[row]] for row in together)
    lost = [exact(case, row, source) for row, source in case.copies.items() if heads[row] != heads[source]]
    return {
        "planted": len(case.copies),
        "recall": round(found / max(1, len(case.copies)), 5),
        "lowest_jaccard_planted": round(min(exact(case, *pair) for pair in list(case.copies.items())[:2_000]), 3),
        "precision": round(right / max(1, len(together)), 5),
        "half_copies": len(case.halves),
        "half_copies_joined": sum(heads[row] == heads[source] for row, source in case.halves.items()),
        "highest_jaccard_lost": round(max(lost), 3) if lost else None,
    }


def exact(case: Planted, one: int, other: int) -> float:
    from kondusif.engine.similar import shingles

    first, second = shingles(case.texts[one]), shingles(case.texts[other])
    return len(first & second) / max(1, len(first | second))


def beside_peers(size: int) -> list[dict[str, object]]:
    from kondusif.engine.similar import cluster

    case = planted(size)
    table = case.table()
    ours, wall, found = timed(lambda: cluster(table, THRESHOLD))
    heads = [int(name) for name in found["cluster"].to_pylist()]
    rensa, rensa_wall, flags = timed(lambda: rensa_flags(plain_shingles(case.texts)), 2)
    ready = plain_shingles(case.texts)
    on_ready, _wall, _flags = timed(lambda: rensa_flags(ready))
    after = ours_after_shingling(table)
    some = case.texts[:DATASKETCH_SIZE]
    sketch, _wall, _found = timed(lambda: datasketch_found(plain_shingles(some)), 1)
    known = quality(case, heads)
    share = rensa / ours
    flagged = sum(flags[row] and flags[source] for row, source in case.copies.items()) / max(1, len(case.copies))
    joined = len(heads) - len(set(heads))
    return [
        {"name": "near-duplicates with clusters, texts of 40 to 120 words", "texts": size, "joined": joined,
         "texts_per_cpu_s": round(size / ours), "texts_per_s": round(size / wall),
         "rensa_alone_per_cpu_s": round(size / rensa), "rensa_alone_per_s": round(size / rensa_wall),
         "share_of_rensa": round(share, 2), "bar_share": SHARE_BAR, **known, "bar_recall": RECALL_BAR,
         "met": share >= SHARE_BAR and float(str(known["recall"])) >= RECALL_BAR},
        {"name": "peers on the same texts", "rensa_recall_of_candidates": round(flagged, 5),
         "rensa_on_ready_shingles_per_cpu_s": round(size / on_ready),
         "ours_from_text_as_share_of_that": round(on_ready / ours, 2),
         "ours_after_shingling_as_share_of_that": round(on_ready / after, 2),
         "datasketch_per_cpu_s": round(len(some) / sketch),
         "times_datasketch": round(sketch / len(some) * size / ours, 1)},
    ]  # fmt: skip


def by_likeness(pairs: int = 400) -> dict[str, object]:
    """How often a pair of exactly this similarity becomes one cluster: the last words of a text of 122 are others."""
    from kondusif.engine.similar import cluster

    dice, found = random.Random(SEED), {}
    for changed_words, likeness in ((60, 0.33), (48, 0.43), (40, 0.5), (34, 0.56), (30, 0.6), (21, 0.7), (13, 0.8)):
        texts = []
        for pair in range(pairs):
            words = [f"w{pair}x{dice.randrange(10**9)}" for _ in range(122)]
            tail = [f"v{pair}x{dice.randrange(10**9)}" for _ in range(changed_words)]
            texts += [" ".join(words), " ".join(words[:-changed_words] + tail)]
        names = cluster(pa.table({"id": [str(row) for row in range(len(texts))], "text": texts}), THRESHOLD)["cluster"]
        joined = sum(names[row].as_py() == names[row + 1].as_py() for row in range(0, len(texts), 2))
        found[f"joined_at_{likeness}"] = round(joined / pairs, 3)
    return {"name": "share of pairs joined, by their exact similarity", "pairs_each": pairs, **found}


def growth(size: int) -> dict[str, object]:
    """The cost of a text among a few and among many."""
    from kondusif.engine.similar import cluster

    def cost_among(some: int) -> float:
        table = planted(some).table()
        return timed(lambda: cluster(table, THRESHOLD))[0] / some

    sizes = [max(1_000, size // part) for part in (16, 4, 1)]
    costs = [cost_among(some) for some in sizes]
    shown = {f"us_each_among_{some}": round(cost * 1e6, 2) for some, cost in zip(sizes, costs, strict=True)}
    ratio = costs[-1] / costs[0]
    return {"name": "growth of the cost of a text", **shown, "ratio": round(ratio, 2), "bar_ratio": GROWTH_BAR,
            "met": ratio <= GROWTH_BAR}  # fmt: skip


MEMORY = """
import resource, sys
from similar import THRESHOLD, planted
from kondusif.engine.similar import cluster
size = int(sys.argv[1])
cluster(planted(100).table())
table = planted(size).table()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cluster(table, THRESHOLD)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / size)
"""


def memory(size: int) -> dict[str, object]:
    """What a process of its own needs at most for each text, beside the table and what it took to make it."""
    paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(size)], env=os.environ | {"PYTHONPATH": paths}, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return {"name": "memory at the peak", "texts": size, "bytes_each": round(float(done.stdout))}


def one_by_one(size: int) -> dict[str, object]:
    """Sealed texts as they come: a signature under a key, and its bundle; a third of them one flood."""
    from kondusif.engine.similar import Bundles, signature

    case = planted(size)
    dice = random.Random(SEED)
    source = case.texts[0].split()
    texts = [text if row % 3 else " ".join(changed(dice, source, lambda count: ["lain"] * count))
             for row, text in enumerate(case.texts)]  # fmt: skip
    signing, _wall, made = timed(lambda: [signature(text, b"bench" * 6) for text in texts], 1)

    def bundled() -> int:
        bundles = Bundles(THRESHOLD)
        bundles.add_all((str(row), one) for row, one in enumerate(made))
        return len(bundles.clusters())

    adding, _wall, count = timed(bundled, 1)
    return {"name": "one by one under a key, a third of them one flood", "texts": size, "bundles": count,
            "signature_us": round(signing / size * 1e6, 1), "bundle_us": round(adding / size * 1e6, 1)}  # fmt: skip


def measure(size: int = SIZE) -> list[dict[str, object]]:
    """Ours beside rensa, the other peers, pairs of a known similarity, growth, and texts one by one."""
    return [*beside_peers(size), by_likeness(), growth(size), memory(size), one_by_one(min(size, STREAM_SIZE))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    for line in measure(parser.parse_args().size):
        print(json.dumps(line))

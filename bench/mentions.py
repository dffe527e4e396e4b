"""Exact mentions of a whole roster in running text, on one core, against ahocorasick-rs on the same texts.

    .venv/bin/python bench/mentions.py [--size 4700000] [--texts 200000]
    .venv/bin/python bench/mentions.py --acts      precision and recall of each act on the sentences of the tests

The roster is invented (`synthetic_names.py`). A text is a post of 28 words drawn by their frequency in Indonesian posts
(shared folder, NusaX); one in twenty bears a name of the roster, some with titles around it. The peer gets the same
names, folded and with two or more words as ours, and the texts as ready strings in small letters: its folding is not
timed, ours is. Times are processor time, the best of three rounds, the two by turns.
"""

import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pyarrow as pa

from synthetic_names import SHARED, roster

SIZE, TEXTS, WORDS, ONE_IN, ROUNDS = 4_700_000, 200_000, 28, 20, 3
WARM_BAR_S = 2.0
SENTENCES = Path(__file__).resolve().parents[1] / "src/kondusif/engine/tests/act_sentences.yaml"
BEFORE, BEHIND = ("", "", "", "Pak ", "Dra. ", "H. "), ("", "", "", ", S.Pd.", ", M.Si", " SE")
Row = dict[str, object]
WARM = """
import sys
import time
began = time.perf_counter()
from pathlib import Path
import pyarrow as pa
from kondusif.engine.mentions.persons import PersonIndex
from kondusif.engine.mentions.words import blocks
index = PersonIndex.open(Path(sys.argv[1]))
opened = time.perf_counter()
text = sys.argv[2].encode()
borders = pa.py_buffer(len(text).to_bytes(8, "little").rjust(16, b"\\0"))
texts = pa.LargeStringArray.from_buffers(1, borders, pa.py_buffer(text))
list(hit for block in blocks(texts) for hit in index.whole_names(block))
print(time.perf_counter() - began, time.perf_counter() - opened, time.process_time())
"""


def vocabulary() -> tuple[list[str], list[int]]:
    """Words of Indonesian posts and how often they come."""
    counts: Counter[str] = Counter()
    with (SHARED / "data" / "nusax" / "senti_indonesian_train.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            counts.update(row["text"].split())
    return list(counts), list(counts.values())


def posts(people: pa.Table, count: int) -> tuple[list[str], dict[int, str]]:
    """The texts, and for those that bear a name the folded name."""
    dice = random.Random(28)
    words, weights = vocabulary()
    drawn = iter(dice.choices(words, weights, k=count * WORDS))
    texts, truth = [], {}
    rows = dice.choices(range(len(people)), k=count)
    for number in range(count):
        text = [next(drawn) for _word in range(WORDS)]
        if number % ONE_IN == 0:
            name = plain_name(people["nama"][rows[number]].as_py())
            if name:
                text[WORDS // 2] = dice.choice(BEFORE) + name.title() + dice.choice(BEHIND)
                truth[number] = name.lower()
        texts.append(" ".join(text))
    return texts, truth


def plain_name(name: str) -> str:
    """The name as a post has it: as written in the roster, titles off; empty for a single name."""
    words = name.split(",", maxsplit=1)[0].split()
    while words and "." in words[0]:
        words = words[1:]
    return " ".join(words) if len(words) > 1 else ""


def best(runs: dict[str, Callable[[], int]]) -> dict[str, tuple[float, int]]:
    """Seconds and hits of each, the best of some rounds by turns."""
    found: dict[str, tuple[float, int]] = {}
    for _round in range(ROUNDS):
        for name, run in runs.items():
            began = time.process_time()
            hits = run()
            seconds = time.process_time() - began
            found[name] = min(found.get(name, (seconds, hits)), (seconds, hits))
    return found


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(size: int = SIZE, count: int = TEXTS) -> list[Row]:
    """Build, speed beside the peer, truth found, warm start, and the screening of all four kinds."""
    from kondusif.engine.mentions import PersonIndex
    from kondusif.engine.mentions.words import blocks

    people = roster(size, 1)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        began = time.process_time()
        index = PersonIndex.build(people, folder)
        build = time.process_time() - began
        texts, truth = posts(people, count)
        column = pa.array(texts)
        names = [bytes(index.names[a:b]).decode() for a, b in pairwise(index.name_starts.tolist())]
        began, before = time.process_time(), resident_mb()
        find = peer([name for name in names if " " in name])
        peer_build, peer_mb = time.process_time() - began, resident_mb() - before
        small = [text.lower() for text in texts]
        times = best({
            "ours": lambda: sum(1 for block in blocks(column) for _hit in index.whole_names(block)),
            "peer": lambda: sum(len(find(text)) for text in small),
        })  # fmt: skip
        ours, theirs = (count / times[name][0] for name in ("ours", "peer"))
        hits = {(h.text, texts[h.text][h.start : h.end].lower()) for b in blocks(column) for h in index.whole_names(b)}
        right = len(hits & set(truth.items()))
        bytes_mb = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        rows: list[Row] = [
            {"name": f"index of {size:,} names", "build_s": build, "peer_build_s": peer_build,
             "met": build <= peer_build, "size_mb": bytes_mb, "peer_mb": peer_mb},
            {"name": f"exact mentions in {count:,} posts", "posts_per_s": ours, "peer_posts_per_s": theirs,
             "ratio": ours / theirs, "bar_ratio": 1.0, "met": ours >= theirs,
             "characters": sum(map(len, texts)) / count,
             "recall": right / len(truth), "precision": right / len(hits), "hits": times["ours"][1],
             "peer_hits": times["peer"][1]},
            warm_start(folder, texts[0]),
        ]  # fmt: skip
        return [*rows, whole_screen(index, texts)]


def peer(names: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    made = AhoCorasick(names, implementation=Implementation.ContiguousNFA, matchkind=MatchKind.LeftmostLongest)
    return made.find_matches_as_indexes


def warm_start(folder: Path, text: str) -> Row:
    """A fresh process, from its first import to its first text read; and that without the imports."""
    out = subprocess.run(
        [sys.executable, "-c", WARM, str(folder), text], capture_output=True, text=True, check=True
    ).stdout.split()
    whole, first, processor = map(float, out)
    return {
        "name": "warm start",
        "start_s": whole,
        "first_text_s": first,
        "processor_s": processor,
        "bar_s": WARM_BAR_S,
        "met": whole <= WARM_BAR_S,
    }


def whole_screen(index: object, texts: list[str]) -> Row:
    """Persons, acts, places and institutions together, on some of the texts."""
    from kondusif.engine.mentions import ActLexicon, Places, Screen

    some = texts[:20_000]
    screen = Screen(index, ActLexicon.load(), Places.from_rows(national_list()))  # type: ignore[arg-type]
    table = pa.table({"id": [str(number) for number in range(len(some))], "text": some})
    screen.read(table.slice(0, 100))
    began = time.process_time()
    out = screen.read(table)
    seconds = time.process_time() - began
    kinds = Counter(out["kind"].to_pylist())
    return {
        "name": "all four kinds",
        "posts_per_s": len(some) / seconds,
        **{f"{kind}s": n for kind, n in sorted(kinds.items())},
    }


def acts_read() -> list[Row]:
    """One row for each part and act: right, wrong, missed, precision and recall."""
    import yaml

    from kondusif.engine.mentions import ActLexicon
    from kondusif.engine.mentions.acts import find_acts

    lexicon, rows = ActLexicon.load(), []
    for part, sentences in yaml.safe_load(SENTENCES.read_text("utf-8")).items():
        right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
        for text, wanted in sentences:
            got = {hit.ref for hit in find_acts(text, lexicon)}
            for counts, refs in ((right, got & set(wanted)), (wrong, got - set(wanted)), (missed, set(wanted) - got)):
                counts.update(refs)
                counts.update({"all": len(refs)})
        for ref in ["all", *sorted({*right, *wrong, *missed} - {"all"})]:
            told, there = right[ref] + wrong[ref], right[ref] + missed[ref]
            rows.append({
                "name": f"{part}: {ref}", "sentences": len(sentences), "right": right[ref], "wrong": wrong[ref],
                "missed": missed[ref], "precision": right[ref] / told if told else None,
                "recall": right[ref] / there if there else None,
            })  # fmt: skip
    return rows


def national_list() -> list[tuple[str, str]]:
    from importlib.resources import files

    folder = files("kondusif.territory") / "data"
    newest = max(item.name for item in folder.iterdir() if item.name.endswith(".csv.gz"))
    text = gzip.decompress((folder / newest).read_bytes()).decode("utf-8-sig")
    return [(row[0], row[1]) for row in csv.reader(text.splitlines()[1:])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--acts", action="store_true")
    chosen = parser.parse_args()
    print(json.dumps(acts_read() if chosen.acts else measure(chosen.size, chosen.texts), indent=2))


if __name__ == "__main__":
    main()

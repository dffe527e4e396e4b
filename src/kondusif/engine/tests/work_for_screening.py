"""A reader that finds plain words, so that the running of a screening is tested apart from what it finds."""

import os
import re
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kondusif.engine.screening.manifest import Mandate
from kondusif.engine.screening.reading import PROPOSALS
from kondusif.engine.screening.run import Means

TODAY = date(2024, 11, 13)
EXERCISE = Mandate(exercise=True)


class Words:
    """Finds the names of a roster, one word each, and the word kampanye."""

    def __init__(self, folder: str) -> None:
        self.refs = {"kampanye": ("act", "SKB-D-1")}
        if folder:
            for row in pq.read_table(Path(folder) / "roster.parquet").to_pylist():
                self.refs[row["nama"]] = ("person", row["nip"])

    def read(self, texts: pa.Table) -> pa.Table:
        rows = []
        for one in texts.to_pylist():
            for found in re.finditer(r"\w+", one["text"]):
                if found.group() in self.refs:
                    kind, ref = self.refs[found.group()]
                    rows.append((one["id"], found.start(), found.end(), kind, ref, 0.9, found.group()))
        return pa.table([list(column) for column in zip(*rows, strict=True)] or [[]] * 7, schema=PROPOSALS)


class Slow(Words):
    """Takes a while over each piece."""

    def read(self, texts: pa.Table) -> pa.Table:
        time.sleep(0.3)
        return super().read(texts)


class Mortal(Words):
    """Dies in the middle of the text `mati`, the first time."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.mark = Path(os.environ["SCREENING_MARK"])

    def read(self, texts: pa.Table) -> pa.Table:
        if "mati" in texts["text"].to_pylist() and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(texts)


def open_words(folder: str) -> Words:
    return Words(folder)


def open_slow(folder: str) -> Slow:
    return Slow(folder)


def open_mortal(folder: str) -> Mortal:
    return Mortal(folder)


def build(table: pa.Table, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder.parent / "built").open("a").write("x")
    pq.write_table(table, folder / "roster.parquet")


def reason(code: str, facts: dict[str, Any]) -> str:
    return f"{code} {sorted(facts)}"


def means(open_reader: Any = open_words, edition: str = "1") -> Means:
    return Means(edition, edition, build, open_reader, reason)

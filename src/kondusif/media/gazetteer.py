"""The national list of places for the reader of articles, from the file that ships with the territory room."""

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kondusif.engine.reading import Gazetteer

_WIDE = re.compile(r"^\d\d(?:\.\d\d)?,.*$", re.MULTILINE)


@cache
def national() -> Gazetteer:
    """Provinces and cities at once; the parts of a city when an article asks for them. Read once a process.

    Cost: about 40 ms, most of it to unpack the list of 91,599 codes.
    """
    text = _list_text()

    def parts_of(city: str) -> Iterator[tuple[str, str]]:
        """Kecamatan and kelurahan of a city, one stretch of the sorted list."""
        start = text.find(f"\n{city}.") + 1
        if not start:
            return iter(())
        last = text.rfind(f"\n{city}.") + 1
        return _rows(text[start : text.find("\n", last) % (len(text) + 1)])

    return Gazetteer.from_rows(_rows("\n".join(_WIDE.findall(text))), parts_of)


def _list_text() -> str:
    folder = files("kondusif.territory") / "data"
    newest = max(
        item.name for item in folder.iterdir() if item.name.startswith("wilayah-") and item.name.endswith(".csv.gz")
    )
    return gzip.decompress((folder / newest).read_bytes()).decode("utf-8-sig").replace("\r\n", "\n")


def _rows(text: str) -> Iterator[tuple[str, str]]:
    return ((row[0], row[1]) for row in csv.reader(text.splitlines()) if len(row) >= 2)

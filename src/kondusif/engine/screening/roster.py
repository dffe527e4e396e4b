"""A roster as it comes: rows that cannot be meant are left out and counted."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.tables import BadRow, read_table
from kondusif.kernel.errors import Refused

NEEDED, USED = ("nip", "nama"), ("unit", "wilayah")


@dataclass(frozen=True, slots=True)
class Roster:
    """The entries that can be looked for (nip, nama, unit, wilayah), and how many rows could not, by reason."""

    table: pa.Table
    counts: dict[str, int]


def roster_of(path: Path) -> Roster:
    """Read a roster.

    Returns:
        Every NIP once (the first of several rows), every entry with a NIP and a name.
    Raises:
        Refused: the file cannot be read, lacks a column, or has no entry left.
    Cost: one pass and one sort of the NIPs.
    """
    bad: list[BadRow] = []
    table = read_table(path, NEEDED, USED, bad=bad)
    nips = pc.utf8_trim_whitespace(table["nip"])
    table = table.set_column(0, "nip", nips)
    named = pc.and_(pc.not_equal(nips, ""), pc.not_equal(pc.utf8_trim_whitespace(table["nama"]), ""))
    whole = table.filter(named)
    codes = whole["nip"].combine_chunks().dictionary_encode()
    codes = codes.combine_chunks() if isinstance(codes, pa.ChunkedArray) else codes
    _seen, first = np.unique(codes.indices.to_numpy(zero_copy_only=False), return_index=True)
    once = whole if len(first) == whole.num_rows else whole.take(pa.array(np.sort(first)))
    if not once.num_rows:
        raise Refused("engine.table.no_rows", name=path.name[:80])
    counts = {
        "entries": once.num_rows,
        "doubled_nip": whole.num_rows - once.num_rows,
        "without_nip_or_name": table.num_rows - whole.num_rows,
        "bad_rows": len(bad),
    }
    return Roster(once, counts)

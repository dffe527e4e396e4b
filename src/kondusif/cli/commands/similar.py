"""`kondusif similar`: joins the texts that are copies of one another, give or take some words. Needs no database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pyarrow.compute as pc

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.engine.similar import THRESHOLD, cluster
from kondusif.engine.tables import kind_of, read_table, write_table
from kondusif.kernel.errors import Refused


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--texts", required=True, metavar="BERKAS", help="tabel id,text; CSV atau Parquet")
    parser.add_argument("--out", required=True, metavar="BERKAS", help="hasil id,cluster,score; CSV atau Parquet")
    parser.add_argument(
        "--threshold", default=str(THRESHOLD), metavar="BATAS",
        help="kemiripan sejak dua teks digabung, 0,1 sampai 1; bila tidak disebut 0,5",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="ringkasan sebagai satu dokumen JSON")


def _run(asked: Namespace) -> int:
    texts, out = Path(asked.texts), Path(asked.out)
    threshold = _threshold(asked.threshold)
    kind_of(out)
    if out.exists() and texts.exists() and out.samefile(texts):
        raise Refused("cli.similar.same_file")
    found = cluster(read_table(texts, required=("id", "text")), threshold)
    write_table(found, out)
    sizes = pc.value_counts(found["cluster"]).field("counts")
    joined = sizes.filter(pc.greater(sizes, 1))
    summary = {
        "texts": found.num_rows,
        "clusters": len(sizes),
        "joined_texts": pc.sum(joined).as_py() or 0,
        "joined_clusters": len(joined),
        "largest": pc.max(sizes).as_py(),
        "threshold": threshold,
    }
    if asked.json:
        emit_json(summary)
    else:
        emit_lines([
            f"{summary['texts']} teks, {summary['clusters']} kelompok: {summary['joined_texts']} teks tergabung dalam "
            f"{summary['joined_clusters']} kelompok; yang terbesar berisi {summary['largest']} teks."
        ])  # fmt: skip
    return 0


def _threshold(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise Refused("engine.similar.threshold") from None


COMMANDS = {"": Command("Menggabungkan teks yang hampir sama kata-katanya.", _configure, _run)}
"""The noun is the command."""

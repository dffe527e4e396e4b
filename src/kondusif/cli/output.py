"""What commands print: one JSON document on stdout and nothing else, or plain lines; refusals on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence


def emit_json(value: object) -> None:
    """Print one JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def emit_lines(lines: Iterable[str]) -> None:
    """Print plain lines."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def emit_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table with aligned columns."""
    body = [[str(cell) if cell is not None else "-" for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[i]) for row in body)) if body else len(head) for i, head in enumerate(heads)]
    for row in [list(heads), ["-" * width for width in widths], *body]:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def refuse(text: str, code: str) -> None:
    """Print one plain sentence with its code on stderr."""
    sys.stderr.write(f"{text} [{code}]\n")

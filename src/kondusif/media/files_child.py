"""The helper process that takes the words out of a PDF or DOCX: `python -m kondusif.media.files_child`.

One file on its standard input, one JSON answer, the end. It stands behind the walls of the cleaner: little memory, no
network, no files, little time. Imports no Django.
"""

import json
import sys
import sysconfig
from pathlib import Path
from typing import Any

from kondusif.base import cleaner_walls as walls
from kondusif.engine.safe_files.result import MAX_PAGES, Unsafe

SECONDS = 8
MAX_LETTERS = 400_000
BREAK = "\n\n"


def main() -> int:
    """Answer for the one file on the standard input."""
    walls.limit()
    walls.limit_time(SECONDS)
    walls.leave_network()
    data = sys.stdin.buffer.read()
    try:
        answer = {"text": words_of(data)[:MAX_LETTERS]}
    except Unsafe as refusal:
        answer = {"code": refusal.code}
    except Exception:
        answer = {"code": "unreadable"}
    sys.stdout.write(json.dumps(answer))
    return 0


def readable_folders() -> list[str]:
    """What the interpreter may still need to read: its own library, the installed packages, this package."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return [*{sysconfig.get_path(name) for name in names}, str(Path(__file__).resolve().parents[1])]


def words_of(data: bytes) -> str:
    """The words of a PDF with text in it, or of a DOCX.

    Raises:
        Unsafe: locked, too_long, unreadable, and what else the cleaning says of archives.
    """
    if data[:5] == b"%PDF-":
        return _paper(data)
    from kondusif.engine.safe_files.letters import read_letter
    from kondusif.engine.safe_files.packs import kind_of, opened

    parts = opened(data)
    if kind_of(parts) != "docx":
        raise Unsafe("unreadable")
    walls.close_files(readable_folders())
    return BREAK.join(line for line in _lines(read_letter(parts)) if line)


def _paper(data: bytes) -> str:
    import pypdfium2

    walls.close_files(readable_folders())
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unsafe("locked" if "password" in str(error).lower() else "unreadable") from error
    if len(paper) > MAX_PAGES:
        raise Unsafe("too_long")
    return BREAK.join(paper[number].get_textpage().get_text_range() for number in range(len(paper)))


def _lines(blocks: list[dict[str, Any]]) -> list[str]:
    found = []
    for block in blocks:
        if block["kind"] == "heading":
            found.append(str(block["text"]))
        elif block["kind"] in ("text", "entry"):
            found.append("".join(str(run["text"]) for run in block["runs"]))
        elif block["kind"] == "table":
            cells = [cell for row in block["rows"] for cell in row]
            found += [line for cell in cells for line in _lines(cell["blocks"])]
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Writes the editable letter of a circular, `circulars/letters/edaran.docx`, from which docxtpl fills in each letter.

python tools/circular_template.py            writes the file
python tools/circular_template.py --check    fails when the shipped file is not what this writes
"""

import argparse
import io
import sys
from pathlib import Path

from spj_template import CENTRE, RIGHT, Papers, _without_hours

TARGET = Path(__file__).resolve().parents[1] / "src" / "kondusif" / "circulars" / "letters" / "edaran.docx"


def letter(papers: Papers) -> None:
    papers.head()
    papers.line("{% if draft %}{{ words.draft }}{% endif %}", size=8.5, align=RIGHT)
    papers.line("{{ seat }}, {{ day|titik }}", align=RIGHT)
    papers.line("{{ words.to }} {{ to }}", after=0)
    papers.line("{{ words.at }}", after=10)
    papers.line("{{ words.letter|upper }}", bold=True, size=13, align=CENTRE, after=0)
    papers.line("{{ words.number|upper }} {{ number|titik }}", align=CENTRE, after=4)
    papers.line("{{ words.about|upper }}", align=CENTRE, after=0)
    papers.line("{{ subject|upper }}", bold=True, align=CENTRE, after=10)
    papers.line("{% if note %}{{ words.again }}: {{ note }}{% endif %}")
    papers.line("{{ opening }}")
    papers.line("{%p if basis %}")
    papers.heading("{{ words.basis }}")
    _numbered(papers, "basis")
    papers.line("{%p endif %}")
    papers.heading("{{ words.points }}")
    _numbered(papers, "points")
    papers.line("{{ closing }}", after=14)
    papers.line("{{ post|titik }}", align=RIGHT, after=10)
    papers.line("({{ words.sign }})", size=8.5, align=RIGHT, after=24)
    papers.line("{{ name|titik }}", bold=True, align=RIGHT)


def pledge(papers: Papers) -> None:
    papers.line("{{ words.attachment }}: {{ subject }}", size=8.5)
    papers.title("{{ words.pledge|upper }}")
    papers.line("{{ words.i }}")
    for name in ("name", "nip", "post", "unit"):
        papers.line(f"{{{{ words.{name} }}}}: {{{{ ''|titik }}}}", after=2)
    papers.line("{{ words.states }}")
    _numbered(papers, "pledge")
    papers.line("{{ words.signed }}", after=14)
    papers.line("{{ seat }}, {{ ''|titik }}", align=RIGHT, after=0)
    papers.line("{{ words.signer }}", align=RIGHT, after=40)
    papers.line("{{ ''|titik }}", align=RIGHT)


def _numbered(papers: Papers, rows: str) -> None:
    papers.line(f"{{%p for row in {rows} %}}")
    papers.line("{{ loop.index }}. {{ row }}")
    papers.line("{%p endfor %}")


def written() -> bytes:
    """The document, the same bytes every time."""
    papers = Papers()
    letter(papers)
    papers.new_sheet()
    pledge(papers)
    out = io.BytesIO()
    papers.file.core_properties.author = "Kondusif"
    papers.file.core_properties.title = "Surat Edaran"
    papers.file.save(out)
    return _without_hours(out.getvalue())


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--check", action="store_true")
    if words.parse_args().check:
        sys.exit(0 if TARGET.read_bytes() == written() else f"{TARGET.name} is not what this tool writes")
    TARGET.write_bytes(written())

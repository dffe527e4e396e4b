"""Writes the editable pack of a session's papers, `outreach/letters/spj.docx`, from which docxtpl fills in each pack.

python tools/spj_template.py            writes the file
python tools/spj_template.py --check    fails when the shipped file is not what this writes
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TARGET = Path(__file__).resolve().parents[1] / "src" / "kondusif" / "outreach" / "letters" / "spj.docx"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Papers:
    """One document, written from top to bottom."""

    def __init__(self) -> None:
        self.file = Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(16), Mm(16)
        style = self.file.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10.5)
        style.paragraph_format.space_after = Pt(4)
        section.footer.paragraphs[0].text = "{{ foot }} · {{ code }}"
        section.header.paragraphs[0].text = "{{ letterhead.exercise }}"
        section.header.paragraphs[0].alignment = RIGHT

    def line(self, text: str, *, bold: bool = False, size: float = 0, align: Any = None, after: float = -1) -> None:
        paragraph = self.file.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        if size:
            run.font.size = Pt(size)
        if align is not None:
            paragraph.alignment = align
        if after >= 0:
            paragraph.paragraph_format.space_after = Pt(after)

    def head(self) -> None:
        self.line("{{ letterhead.government|upper }}", bold=True, size=12, align=CENTRE, after=0)
        self.line("{{ letterhead.office|upper }}", bold=True, size=14, align=CENTRE, after=0)
        self.line("{{ letterhead.address }}", size=8.5, align=CENTRE, after=8)
        _rule_below(self.file.paragraphs[-1])

    def title(self, text: str) -> None:
        self.line(text, bold=True, size=13, align=CENTRE, after=8)

    def heading(self, text: str) -> None:
        self.line(text, bold=True, size=11)

    def facts(self, rows: str, left: int = 40) -> None:
        """Two columns: name, and value or dots."""
        table = self.file.add_table(rows=3, cols=2)
        table.autofit = False
        table.cell(0, 0).text = f"{{%tr for f in {rows} %}}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{{ f[0] }}", "{{ f[1]|titik }}"
        table.cell(2, 0).text = "{%tr endfor %}"
        _widths(table, [left, 170 - left])
        self.line("", after=2)

    def grid(self, heads: list[str], rows: str, cells: list[str], widths: list[int]) -> None:
        """A ruled table with a heading that repeats on each sheet."""
        table = self.file.add_table(rows=4, cols=len(heads))
        table.style = "Table Grid"
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            cell.text = text
            cell.paragraphs[0].runs[0].bold = True
        _repeat(table.rows[0])
        table.cell(1, 0).text = f"{{%tr for row in {rows} %}}"
        for cell, text in zip(table.rows[2].cells, cells, strict=True):
            cell.text = text
        table.cell(3, 0).text = "{%tr endfor %}"
        _widths(table, widths)
        self.line("", after=2)

    def sign(self, who: str, day: str = "") -> None:
        if day:
            self.line(f"{{{{ {who}.city }}}}, {{{{ {day}|titik }}}}", align=RIGHT, after=0)
        self.line(f"{{{{ {who}.post }}}}", align=RIGHT, after=40)
        self.line(f"{{{{ {who}.name|titik }}}}", bold=True, align=RIGHT)

    def new_sheet(self) -> None:
        self.file.add_page_break()


def invitation(papers: Papers) -> None:
    papers.head()
    papers.facts("invitation.head", 30)
    papers.line("{{ signer.city }}, {{ invitation.day|titik }}", align=RIGHT)
    papers.line("{{ words.to }}", after=0)
    papers.line("{{ invitation.invited|titik }}", after=0)
    papers.line("{{ words['at-place'] }}", after=10)
    papers.line("{{ invitation.opening }}")
    papers.facts("invitation.facts", 35)
    papers.line("{{ invitation.closing }}", after=14)
    papers.sign("signer")
    papers.line("{% if qr %}{{ qr }} {{ words.qr }} {{ address }}{% endif %}", size=8.5)


def order(papers: Papers) -> None:
    papers.head()
    papers.title("{{ words.order|upper }}")
    papers.line("{{ words['number-word'] }} {{ order.number|titik }}", align=CENTRE)
    papers.facts("order.basis", 30)
    papers.line("{{ words.orders }}", bold=True, align=CENTRE)
    papers.grid(
        ["{{ words.no }}", "{{ words.name }}", "{{ words.post }}"], "order.people",
        ["{{ loop.index }}", "{{ row[0]|titik }}", "{{ row[1]|titik }}"], [12, 79, 79],
    )  # fmt: skip
    papers.facts("order.facts", 30)
    papers.line("{{ words['order-close'] }}", after=12)
    papers.sign("signer", "order.day")


def attendance(papers: Papers) -> None:
    papers.head()
    papers.title("{{ words.attendance|upper }}")
    papers.facts("attendance.facts", 35)
    papers.line("{{ attendance.note }}", size=9)
    papers.grid(
        ["{{ words.no }}", "{{ words.name }}", "{{ words['post-or-group'] }}", "RT/RW", "{{ words.signature }}"],
        "attendance.numbers", ["{{ row }}", "", "", "", "{{ row }}."], [12, 55, 38, 22, 43],
    )  # fmt: skip
    papers.sign("leader")


def minutes(papers: Papers) -> None:
    papers.head()
    papers.title("{{ words.minutes|upper }}")
    papers.facts("minutes.facts", 35)
    papers.heading("{{ words.course }}")
    papers.line("{{ minutes.notes|titik }}")
    papers.heading("{{ words.questions }}")
    papers.line("{% if not minutes.questions %}{{ words['no-questions'] }}{% endif %}")
    papers.grid(
        ["{{ words.no }}", "{{ words.question }}", "{{ words.answer }}"], "minutes.questions",
        ["{{ loop.index }}", "{{ row[0] }}", "{{ row[1]|titik }}"], [12, 79, 79],
    )  # fmt: skip
    papers.sign("leader")
    papers.sign("writer")


def photos(papers: Papers) -> None:
    papers.head()
    papers.title("{{ words.photos|upper }}")
    papers.facts("photos.facts", 35)
    papers.line("{% if not photo_rows %}{{ words.paste }}{% endif %}")
    table = papers.file.add_table(rows=3, cols=2)
    table.autofit = False
    table.cell(0, 0).text = "{%tr for row in photo_rows %}"
    for n in (0, 1):
        cell = table.cell(1, n)
        cell.text = f"{{{{ row[{n}][0] }}}}"
        cell.add_paragraph().add_run(f"{{{{ row[{n}][1] }}}}").font.size = Pt(8.5)
    table.cell(2, 0).text = "{%tr endfor %}"
    _widths(table, [85, 85])


def report(papers: Papers) -> None:
    papers.head()
    papers.title("{{ words.report|upper }}")
    papers.line("{%p for section in report.sections %}")
    papers.heading("{{ section.title }}")
    papers.facts("section.facts", 45)
    papers.line("{{ section.text }}")
    papers.line("{%p if section.lines %}")
    papers.line("{{ ''|titik }}")
    papers.line("{{ ''|titik }}")
    papers.line("{%p endif %}")
    papers.line("{%p endfor %}")
    papers.sign("signer", "report.day")


def scans(papers: Papers) -> None:
    papers.line("{%p for scan in scan_rows %}")
    papers.new_sheet()
    papers.title("{{ words.scan }}")
    papers.line("{{ scan[0] }}", align=CENTRE)
    papers.line("{{ scan[1] }}", size=8.5)
    papers.line("{%p endfor %}")


def written() -> bytes:
    """The document, the same bytes every time."""
    papers = Papers()
    for number, part in enumerate((invitation, order, attendance, minutes, photos, report)):
        if number:
            papers.new_sheet()
        part(papers)
    scans(papers)
    out = io.BytesIO()
    papers.file.core_properties.author = "Kondusif"
    papers.file.core_properties.title = "Paket SPJ"
    papers.file.save(out)
    return _without_hours(out.getvalue())


def _without_hours(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as pack, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(pack.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), pack.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rule_below(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "4"), ("color", "1b2527")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _widths(table: Any, widths: list[int]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--check", action="store_true")
    if words.parse_args().check:
        sys.exit(0 if TARGET.read_bytes() == written() else f"{TARGET.name} is not what this tool writes")
    TARGET.write_bytes(written())
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

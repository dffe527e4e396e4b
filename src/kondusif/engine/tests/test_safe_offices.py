"""Office files come out as plain pages: what a reader sees is on them, what the program keeps is not."""

import json
import re
from typing import Any

import pypdfium2
import pytest

from corpus import offices
from kondusif.engine.safe_files import MAX_PAGES, Unsafe, clean, layout, letters, packs, sheets
from kondusif.engine.safe_files.layout import Block, paragraph, table
from kondusif.engine.tests.test_safe_papers import inflated

CANARY = "CANARYpenulis88"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter_of(data: bytes) -> list[Block]:
    return letters.read_letter(packs.opened(data))


def workbook_of(data: bytes) -> list[Block]:
    return sheets.read_workbook(packs.opened(data))


def words_of(blocks: Any) -> str:
    """Every word that will be drawn."""
    if isinstance(blocks, dict):
        return " ".join(words_of(blocks[key]) for key in ("text", "runs", "rows", "blocks") if key in blocks)
    return " ".join(map(words_of, blocks)) if isinstance(blocks, list) else str(blocks)


def letter_with(body: str) -> bytes:
    """A letter whose body is this XML."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return offices.damaged_part(offices.letter(), "word/document.xml", xml.encode())


def text_on(pages: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pages))


def test_a_letter_is_drawn_with_its_head_its_tables_and_its_pictures() -> None:
    blocks = letter_of(offices.letter())
    said = words_of(blocks)
    for words in ("KOP SURAT", "Undangan rapat", "Alinea 40: mohon hadir", "Membawa undangan", "Sel 2.1"):
        assert words in said
    kinds = [block["kind"] for block in blocks]
    assert kinds[1] == "heading"
    assert {"entry", "table", "picture"} <= set(kinds)
    safe = clean(offices.letter())
    assert (safe.kind, safe.safe_kind, safe.pages) == ("docx", "pdf", 2)


def test_the_laid_out_page_holds_every_word_before_it_becomes_a_picture() -> None:
    drawn = text_on(layout._laid_out(["Salinan aman"], letter_of(offices.letter())))
    for words in ("Salinan aman", "KOP SURAT", "Alinea 17: mohon hadir pada hari Rabu.", "Sel 1.2", "1 / 2"):
        assert words in drawn


def test_the_copy_says_that_its_layout_is_simplified() -> None:
    drawn = text_on(layout._laid_out([layout.words.SIMPLIFIED.format(kind="berkas Word (DOCX)")], []))
    assert "Tata letak disederhanakan" in drawn


@pytest.mark.parametrize(
    "data", [offices.letter(CANARY), offices.workbook([["isi"]], CANARY)], ids=["letter", "workbook"]
)
def test_the_author_and_everything_else_that_no_reader_sees_stay_behind(data: bytes) -> None:
    parts = offices.unpacked(data)
    assert sum(CANARY.encode() in body for body in parts.values()) >= 3
    safe = clean(data)
    assert CANARY.encode() not in inflated(safe.data)
    blocks = letter_of(data) if "word/document.xml" in parts else workbook_of(data)
    assert CANARY not in json.dumps(blocks)
    assert CANARY not in text_on(layout._laid_out([], blocks))


def test_boxes_links_and_fields_are_read_and_deletions_are_not() -> None:
    blocks = letter_of(letter_with(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>di dalam kotak isian</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>tautan</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>sisipan</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>dihapus</w:delText></w:r></w:del>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>kotak teks</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>tersembunyi</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tebal</w:t></w:r></w:p>"
    ))  # fmt: skip
    said = words_of(blocks)
    for words in ("di dalam kotak isian", "tautan", "sisipan", "kotak teks", "tebal"):
        assert words in said
    assert blocks[-1]["runs"] == [{"text": "tebal", "bold": True}]
    assert "dihapus" not in said
    assert "tersembunyi" not in said


def test_tables_inside_tables_and_wide_cells_keep_their_places() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format('dalam', '')}</w:tr></w:tbl>"
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>lebar</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{wide}</w:tr><w:tr>{cell.format('kiri', inner)}{cell.format('kanan', '')}</w:tr>"
    (block,) = letter_of(letter_with(f"<w:tbl>{rows}</w:tbl>"))
    assert [[entry["span"] for entry in row] for row in block["rows"]] == [[2], [1, 1]]
    assert [one["kind"] for one in block["rows"][1][0]["blocks"]] == ["text", "table"]
    assert "dalam" in text_on(layout._laid_out([], [block]))


def test_signs_that_hide_or_turn_a_line_around_are_not_drawn() -> None:
    assert layout.plain("a\u202eb\u200bc\x00d\u2066e") == "abcde"
    assert layout.plain("cafe\u0301 😀") == "café [grinning face]"


def test_what_a_person_wrote_is_never_markup() -> None:
    trick = '#panic() $x$ *tebal* [a](b) <b> "; #read("/etc/passwd")'
    drawn = text_on(layout._laid_out([], [paragraph([(trick, False)]), layout.heading(trick, 1)]))
    assert drawn.count('#read("/etc/passwd")') == 2


def test_a_word_longer_than_its_column_is_broken_and_stays_on_the_page() -> None:
    block = table([[(1, [paragraph([("9" * 300, False)])]), (1, [paragraph([("x" * 90, False)])])]])
    made = layout._laid_out([], [paragraph([("a" * 500, False)]), block])
    page = pypdfium2.PdfDocument(made)[0]
    texts = page.get_textpage()
    right = max(texts.get_charbox(at)[2] for at in range(texts.count_chars()))
    assert right < page.get_size()[0] - 40
    assert len(re.findall("9", texts.get_text_bounded())) == 300


def test_a_workbook_is_drawn_with_the_names_of_rows_and_columns() -> None:
    blocks = workbook_of(offices.workbook([["Nama", "Jumlah"], ["Beras", 12.5], ["Minyak", 3]]))
    rows = blocks[1]["rows"]
    assert [words_of(cell["blocks"]) for row in rows for cell in row] == [
        "", "A", "B", "1", "Nama", "Jumlah", "2", "Beras", "12,5", "3", "Minyak", "3",
    ]  # fmt: skip
    safe = clean(offices.workbook([["Nama"]]))
    assert (safe.kind, safe.safe_kind, safe.pages) == ("xlsx", "pdf", 1)


def test_many_columns_stand_below_one_another() -> None:
    blocks = workbook_of(offices.workbook([[f"kolom yang panjang nomor {n}" for n in range(12)]]))
    tables = [block for block in blocks if block["kind"] == "table"]
    assert len(tables) > 2
    assert "nomor 0" in words_of(tables[0]["rows"][1][1])
    assert "nomor 11" in words_of(blocks)


def test_what_is_left_out_of_a_long_workbook_is_said() -> None:
    said = words_of(workbook_of(offices.workbook([[n] for n in range(1_500)])))
    assert f"hanya {sheets.MAX_ROWS} baris pertama dari 1500" in said
    said = words_of(workbook_of(offices.workbook([list(range(50))])))
    assert f"hanya {sheets.MAX_COLUMNS} kolom pertama dari 50" in said
    said = words_of(workbook_of(offices.workbook([[1]], sheets=20)))
    assert f"hanya {sheets.MAX_SHEETS} lembar pertama dari 20" in said


def test_a_letter_of_eighty_pages_is_cut_at_forty_and_says_so() -> None:
    line = "<w:p><w:r><w:t>Mohon hadir.</w:t></w:r></w:p>"
    assert clean(letter_with(line * 2_500)).pages == MAX_PAGES
    with pytest.raises(Unsafe) as caught:
        clean(letter_with(line * 40_000))
    assert caught.value.code == "too_long"


@pytest.mark.parametrize("name", offices.with_macros())
def test_files_with_macros_are_refused_as_such(name: str) -> None:
    with pytest.raises(Unsafe) as caught:
        clean(offices.with_macros()[name])
    assert caught.value.code == "macro"

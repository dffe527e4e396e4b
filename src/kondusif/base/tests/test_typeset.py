"""Letters: what a person wrote comes out as it was written, whatever it looks like."""

from datetime import UTC, datetime

import pypdfium2
import pytest
from django.utils import translation

from kondusif.base import typeset
from kondusif.base.tests.support import City

SAMPLE = "base/tests/letters_sample.typ"
HOSTILE = [
    '#import "@preview/evil:0.1.0": *',
    '#eval("1+1") #read("/etc/passwd") #panic()',
    "*tebal* _miring_ `kode` = judul",
    "$x^2$ $ sum $",
    "@rujukan <label> ~ -- ---",
    "\\ \\n \\u{41} \\#",
    "// komentar /* blok */",
    "[kurung] {kurawal} (biasa) ]] }} ))",
    '"petik" \' `',
    "- daftar",
    "https://contoh.invalid/a_b*c*",
]


def text_of(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def pages_of(made: bytes) -> int:
    document = pypdfium2.PdfDocument(made)
    try:
        return len(document)
    finally:
        document.close()


def sample(text: str = "", /, **changes: object) -> dict[str, object]:
    with translation.override("id"):
        head = typeset.letterhead(City())
    given = {
        "title": "Surat contoh", "style": "kondusif", "right": "Nomor 300.1/LSH-050/2024", "foot": "Kaki",
        "code": "7f3a 91c0", "facts": [["Nama", text], ["Tanda tangan", ""]], "text": text, "letterhead": head,
    }  # fmt: skip
    return given | changes


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_person_writes_is_read_as_markup(text):
    assert squeezed(text) in squeezed(text_of(typeset.pdf(SAMPLE, sample(text))))


def test_ten_thousand_characters_flow_over_the_pages():
    words = " ".join(f"kata{n}" for n in range(1250))
    made = typeset.pdf(SAMPLE, sample("", text=words))
    assert len(words) > 10_000
    assert pages_of(made) > 1
    assert "kata1249" in text_of(made)


def test_one_endless_word_does_not_break_the_sheet():
    assert typeset.pdf(SAMPLE, sample("x" * 10_000)).startswith(b"%PDF")


def test_signs_that_an_office_uses_are_all_there():
    signs = "é è ñ ā ḍ – — … “ ” ‘ ’ • ✓ ≥ ≤ → ½ ² § × − ° Rp1.000"
    assert squeezed(signs) in squeezed(text_of(typeset.pdf(SAMPLE, sample(signs))))


def test_letters_use_the_fonts_of_the_package():
    made = typeset.pdf(SAMPLE, sample("Indonesia"))
    assert b"KondusifSans" in made
    assert b"KondusifSerif" in made


def test_control_and_picture_signs_have_a_form_on_paper():
    assert typeset.printable({"a": ["x\x00\x1b\u202ey", "👍"]}) == {"a": ["xy", "[thumbs up sign]"]}


def test_lines_stay_lines():
    made = text_of(typeset.pdf(SAMPLE, sample("", text="satu\r\ndua\ntiga")))
    lines = [line.strip() for line in made.splitlines()]
    assert {"satu", "dua", "tiga"} <= set(lines)


@pytest.mark.parametrize("style", ["kondusif", "dinas", "none"])
def test_every_sheet_counts_its_pages_and_carries_its_code(style):
    made = text_of(typeset.pdf(SAMPLE, sample("", style=style)))
    assert "lembar 1 dari 1" in made
    assert "7f3a 91c0" in made
    assert ("Pemerintah Kota Surakarta".lower() in made.lower()) == (style != "none")


def test_an_exercise_is_marked_on_paper_and_a_real_city_is_not():
    assert "LATIHAN" in text_of(typeset.pdf(SAMPLE, sample()))
    with translation.override("id"):
        head = typeset.letterhead(City(is_exercise=False))
    assert "LATIHAN" not in text_of(typeset.pdf(SAMPLE, sample(letterhead=head)))


def test_a_letter_stands_before_any_city_is_chosen():
    assert typeset.letterhead(None)["government"] == ""


def test_the_same_letter_at_the_same_moment_is_the_same_file():
    at = datetime(2024, 11, 13, 7, 5, tzinfo=UTC)
    assert typeset.pdf(SAMPLE, sample("a"), made_at=at) == typeset.pdf(SAMPLE, sample("a"), made_at=at)


def test_the_fonts_and_the_letters_of_other_sheets_leave_no_trace():
    first = text_of(typeset.pdf(SAMPLE, sample("rahasia satu")))
    second = text_of(typeset.pdf(SAMPLE, sample("dua")))
    assert "rahasia" in first
    assert "rahasia" not in second


@pytest.mark.parametrize("template", ["tidak/ada.typ", "../../../etc/passwd", "base/typeset.py/../none.typ"])
def test_a_template_outside_the_package_is_not_found(template):
    with pytest.raises(FileNotFoundError):
        typeset.pdf(template, {})


def test_a_map_can_leave_the_page_with_its_colours():
    svg = typeset.standalone_svg('<svg class="peta" viewBox="0 0 10 10"><path class="m-tense" d="M0 0h9v9z"/></svg>')
    assert svg.startswith('<svg class="peta" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><style>')
    assert ".m-tense{fill:#b5622f}" in svg

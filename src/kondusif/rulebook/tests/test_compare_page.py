"""Two editions on one page: what was added, what went, and each changed field with its old and its new value."""

import pytest
from django.test import Client

from kondusif.institutions.models import City
from kondusif.rulebook import compare_page, field_words, selectors
from kondusif.rulebook.loader import files_of, load, load_files

pytestmark = pytest.mark.django_db


def _page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_edition_compared_with_itself_is_the_same(client: Client, city: City) -> None:
    edition = selectors.edition()
    page = _page(client, f"/aturan/banding/?dari={edition}&ke={edition}")
    assert f"Edisi {edition} dan {edition} sama" in page


def test_an_edition_that_nobody_knows_is_refused_with_a_sentence(client: Client, city: City) -> None:
    page = _page(client, "/aturan/banding/?dari=2001.1.1&ke=2001.1.1")
    assert "Pilihan ini tidak ada dalam daftar" in page
    assert "sama</h1>" not in page


def test_the_page_lists_the_editions_first(client: Client, city: City) -> None:
    assert selectors.edition() in _page(client, "/aturan/banding/")


def test_a_changed_number_a_new_row_and_a_removed_one_are_said_in_words() -> None:
    old, files = load(), files_of()
    name = "procedures/disiplin-pp94.yaml"
    assert "number: 7\n" in files[name]
    files[name] = files[name].replace("number: 7\n", "number: 9\n", 1)
    new = load_files(files)
    found = compare_page.compare(old, new, old)
    (row,) = found.changed
    (field,) = row.fields
    assert (field.word, field.old[0][0].words, field.new[0][0].words) == ("angka", "7", "9")
    assert field.old[0][0].differs
    assert row.entry is not None
    assert found.total == 1
    assert compare_page.compare(new, old, old).changed[0].fields[0].new[0][0].words == "7"


def test_only_the_words_that_differ_are_marked() -> None:
    old, new = compare_page.marked(
        "paling lambat 7 hari kerja sejak panggilan", "paling lambat 9 hari kerja sejak panggilan"
    )
    assert [(piece.words, piece.differs) for piece in old] == [
        ("paling lambat", False), ("7", True), ("hari kerja sejak panggilan", False),
    ]  # fmt: skip
    assert [piece.words for piece in new if piece.differs] == ["9"]


def test_every_field_of_every_row_can_be_said_in_words() -> None:
    book = load()
    for row in book.rows().values():
        for field, value in row.model_dump(mode="json").items():
            assert field in field_words.FIELDS or field == "id", field
            assert all(isinstance(line, str) for line in field_words.lines(book, field, value))

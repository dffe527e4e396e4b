"""Two editions on one page: what was added, what went, and each changed field with its old and its new value."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import City
from kondusif.rulebook import compare_page, field_words, selectors, services
from kondusif.rulebook.loader import files_of, load, load_files
from kondusif.rulebook.tests.editing import rewritten
from support.cast import TODAY, Cast

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


@pytest.fixture
def amended(cast: Cast) -> tuple[str, str]:
    """A second edition stands, in which an examination has nine days; both edition numbers."""
    before = selectors.edition()
    files = rewritten("procedures/disiplin-pp94.yaml", "number: 7\n", "number: 9\n")
    services.load_edition(actor_of(cast.laras), files, note="Perubahan jangka pemeriksaan", on=TODAY)
    return before, selectors.edition()


def test_two_loaded_editions_show_the_old_and_the_new_number(client: Client, amended: tuple[str, str]) -> None:
    old, new = amended
    page = _page(client, f"/aturan/banding/?dari={old}&ke={new}")
    assert "1 baris berbeda" in page
    assert "<del>7</del>" in page
    assert "<ins>9</ins>" in page
    back = _page(client, f"/aturan/banding/?dari={new}&ke={old}")
    assert "<ins>7</ins>" in back
    assert "Perubahan jangka pemeriksaan" in _page(client, "/aturan/banding/")


def test_the_page_of_a_row_remembers_what_an_edition_changed(client: Client, amended: tuple[str, str]) -> None:
    old, new = amended
    found = compare_page.compare(selectors.book_of(old), selectors.book_of(new), selectors.book())
    entry = found.changed[0].entry
    assert entry is not None
    page = _page(client, reverse(entry.page, args=entry.arguments))
    assert f"Edisi {new}" in page
    assert "<del>7</del>" in page


def test_the_list_of_editions_says_who_loaded_which(client: Client, cast: Cast, amended: tuple[str, str]) -> None:
    client.force_login(cast.eko)
    page = _page(client, "/ruang/aturan/edisi/")
    assert "Laras" in page
    assert f"?dari={amended[0]}&amp;ke={amended[1]}" in page


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

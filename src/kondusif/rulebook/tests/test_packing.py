"""The rulebook as one file, there and back."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from kondusif.institutions.models import City
from kondusif.rulebook import amending, packing, parcels, selectors
from kondusif.rulebook.loader import files_of, load, load_files


def test_what_is_exported_loads_again_to_an_equal_book() -> None:
    book = load()
    again = load_files(parcels.from_zip(packing.pack(book, files_of()), "buku.zip"))
    assert again.digest == book.digest
    assert again.edition == book.edition
    assert amending.plan(book, again).counts() == {"added": 0, "removed": 0, "changed": 0}
    assert again.tests == book.tests


def test_two_exports_are_the_same_bytes() -> None:
    assert packing.pack(load(), files_of()) == packing.pack(load(), files_of())


def test_the_page_on_top_says_edition_and_how_many_rows_wait() -> None:
    book = load()
    with ZipFile(BytesIO(packing.pack(book, files_of()))) as box:
        text = box.read(packing.README).decode()
        table = box.read(packing.TICKS).decode()
    drafts = sum(row.status == "draft" for row in book.rows().values())
    assert book.edition.edition in text
    assert f"{drafts} baris belum diperiksa" in text
    assert len(table.splitlines()) == len(book.rows()) + 1


@pytest.mark.django_db
def test_anybody_may_take_the_whole_book(client: Client, city: City) -> None:
    answer = client.get("/aturan/unduh/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert f"kondusif-aturan-{selectors.edition()}.zip" in answer["Content-Disposition"]
    assert load_files(parcels.from_zip(answer.content, "buku.zip")).digest == selectors.book().digest

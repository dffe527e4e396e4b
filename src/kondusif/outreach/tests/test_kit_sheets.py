"""Posters and cards: one sheet, every word on it, and no picture of anybody."""

import io
import re

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import City
from kondusif.outreach import kit_drawings, kit_words
from kondusif.outreach.models import Piece
from kondusif.outreach.rules import Language, PieceKind
from kondusif.outreach.selectors import kit as selectors
from kondusif.outreach.services import kit
from support.cast import Cast

pytestmark = pytest.mark.django_db


def made(cast: Cast, kind: PieceKind, body: str, title: str = "Tetap bertetangga") -> Piece:
    draft = kit.Draft(kind, Language.INDONESIAN, title, body, "imbauan, bukan aturan tertulis")
    return kit.release_piece(actor_of(cast.lukman), kit.draft_piece(actor_of(cast.intan), draft))


def drawn(piece: Piece, city: City, form: str) -> bytes:
    view = selectors.view_of(piece, city, lambda path: f"http://kota.example{path}")
    return kit_drawings.sheet(city, view, form)


def words_of(body: bytes) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(body)
    try:
        return len(document), " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_a_poster_is_one_a4_sheet_with_its_words_its_basis_and_a_code(cast: Cast, city: City) -> None:
    piece = made(cast, PieceKind.POSTER, "Ronda tetap bersama.\n\nTanya: {alamat_bolehkah}")
    pages, words = words_of(drawn(piece, city, "pdf"))
    assert pages == 1
    for said in (
        "Tetap bertetangga",
        "Ronda tetap bersama.",
        "kota.example/bolehkah/",
        "imbauan",
        piece.number,
        "Pindai",
    ):
        assert said in words


@pytest.mark.parametrize("letters", [1, 300, 700])
def test_however_long_the_words_the_poster_stays_one_sheet(cast: Cast, city: City, letters: int) -> None:
    words = ("Pertemuan warga " * 50)[: letters - 20] if letters > 20 else "A"
    piece = made(cast, PieceKind.POSTER, f"{words}{{alamat_lapor}}" if letters > 20 else words, title="Kata " * 20)
    pages, read = words_of(drawn(piece, city, "pdf"))
    assert pages == 1
    assert read.count("Pertemuan") == words.count("Pertemuan")


@pytest.mark.parametrize("letters", [10, 360])
def test_a_card_is_a_square_of_1080_dots(cast: Cast, city: City, letters: int) -> None:
    piece = made(cast, PieceKind.CHAT_CARD, ("Pertemuan warga " * 30)[:letters])
    with Image.open(io.BytesIO(drawn(piece, city, "png"))) as picture:
        assert picture.format == "PNG"
        assert picture.size == (1080, 1080)


def test_a_drawn_card_needs_no_font_no_script_and_nothing_from_elsewhere(cast: Cast, city: City) -> None:
    drawing = drawn(made(cast, PieceKind.CHAT_CARD, "Ronda tetap bersama."), city, "svg").decode()
    assert drawing.startswith("<svg")
    for forbidden in ("<script", "<image", "<text", "font-family", "<foreignObject"):
        assert forbidden not in drawing
    assert set(re.findall(r'https?://[^"\s]+', drawing)) <= {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "form", "status"),
    [
        ("poster", "pdf", 200),
        ("poster", "png", 404),
        ("chat_card", "svg", 200),
        ("spoken", "pdf", 404),
        ("poster", "exe", 404),
    ],
)
def test_each_kind_has_its_own_sheets_and_no_other(
    client: Client, cast: Cast, kind: str, form: str, status: int
) -> None:
    piece = made(cast, PieceKind(kind), "Ronda tetap bersama.")
    assert client.get(f"/materi/{piece.number}/berkas/{form}/").status_code == status
    client.force_login(cast.eko)
    assert client.get(f"/ruang/pencegahan/materi/{piece.number}/berkas/{form}/").status_code == status


def test_every_text_that_comes_along_fits_its_sheet(cast: Cast, city: City) -> None:
    for piece in kit.load_starters(actor_of(cast.intan)):
        view = selectors.view_of(piece, city, lambda path: f"http://sosialisasi.kota.example{path}")
        for form in kit_drawings.SHEETS[PieceKind(piece.kind)]:
            body = kit_drawings.sheet(city, view, form)
            if form == "pdf":
                pages, words = words_of(body)
                assert pages == 1, piece.title
                last = view.body.split()[-1]
                assert last.strip(".,:") in words, piece.title
        if piece.kind == PieceKind.SPOKEN:
            assert 45 <= view.seconds <= kit_words.MOST_SECONDS, (piece.title, view.seconds)

import io
import zipfile
from datetime import time
from uuid import uuid4

import pypdfium2
import pytest
from docx import Document

from kondusif.accounts.selectors import actor_of
from kondusif.outreach import papers_made
from kondusif.outreach.models import Session
from kondusif.outreach.papers import Asked, pack_data
from kondusif.outreach.rules import NewPicture, Origin, PictureKind
from kondusif.outreach.selectors.papers import signers_for
from kondusif.outreach.selectors.sessions import session_view
from kondusif.outreach.services.planning import plan_session
from kondusif.outreach.services.recording import record_session
from kondusif.outreach.tests.factories import ProgrammeFactory, facts, paper, photo
from support.cast import SEMANGGI, TODAY, Cast
from support.source import ROOT

pytestmark = pytest.mark.usefixtures("places")
ADDRESS = "http://kota.contoh/sosialisasi/SOS-3372-2024-0001/"
SIX = ["SURAT TUGAS", "DAFTAR HADIR", "NOTULEN", "LEMBAR FOTO", "LAPORAN KEGIATAN"]


def rich(cast: Cast) -> Session:
    """A session with everything that the papers can show."""
    programme = ProgrammeFactory(created_by=cast.intan, basis="SE Wali Kota tentang netralitas", purpose="Warga paham.")
    pictures = [NewPicture(PictureKind.PHOTO, photo((n * 20, 90, 60))) for n in range(3)]
    written = facts(
        programme=programme.number, notes="Pemateri menjelaskan.\n#import & <b>{{ 7*7 }}</b> $x$",
        questions=[("Bolehkah RT ikut kampanye?", "Tanyakan kepada lurah.")],
    )  # fmt: skip
    return record_session(
        actor_of(cast.citra), written, key=uuid4(), origin=Origin.FIELD,
        pictures=[*pictures, NewPicture(PictureKind.ATTENDANCE_LIST, paper(2))],
    )  # fmt: skip


def poor(cast: Cast) -> Session:
    """A plan of which hardly anything is known."""
    return plan_session(
        actor_of(cast.intan), programme=None, topic="Temu warga", place="Balai RW", area_code=SEMANGGI,
        groups=["schools"], planned_on=TODAY, planned_time=time(9, 0),
    )  # fmt: skip


def text_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def words_of(docx: bytes) -> str:
    made = Document(io.BytesIO(docx))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells, made.sections[0].header.paragraphs[0].text])


def test_the_pack_holds_six_papers_and_the_scanned_list(cast: Cast) -> None:
    view = session_view(rich(cast))
    pages = text_of(papers_made.pack_pdf(view, Asked(signer=signers_for(view.session)[0], address=ADDRESS)))
    whole = "\n".join(pages)
    assert "Undangan" in pages[0]
    assert [title for title in SIX if title in whole] == SIX
    assert sum("LAMPIRAN: PINDAIAN DAFTAR HADIR" in page for page in pages) == 2
    assert "PEMERINTAH KOTA SURAKARTA" in whole
    assert all("LATIHAN" in page for page in pages)
    assert "Kepala Badan Kesatuan Bangsa dan Politik" in whole


def test_what_people_wrote_stays_words(cast: Cast) -> None:
    view = session_view(rich(cast))
    said = "#import & <b>{{ 7*7 }}</b> $x$"
    assert said in "\n".join(text_of(papers_made.pack_pdf(view, Asked())))
    assert said in words_of(papers_made.pack_docx(view, Asked()))


def test_a_plan_prints_with_dotted_lines_and_empty_rows(cast: Cast) -> None:
    view = session_view(poor(cast))
    pages = text_of(papers_made.pack_pdf(view, Asked(rows=45)))
    whole = "\n".join(pages)
    assert "Tempel foto di sini" in whole
    assert "45." in whole
    assert "Siswa dihitung jumlahnya dan tidak ditulis namanya" in whole.replace("\r\n", " ")


def test_the_list_of_attendance_has_a_row_for_each_who_came_and_no_name(cast: Cast) -> None:
    data = pack_data(session_view(rich(cast)), Asked())
    assert data["attendance"]["rows"] == 24
    assert "Citra" not in str(data["attendance"])


def test_the_invitation_carries_the_address_of_the_public_page(cast: Cast) -> None:
    view = session_view(poor(cast))
    (page,) = text_of(papers_made.invitation_pdf(view, Asked(address=ADDRESS)))
    assert ADDRESS in page.replace("\r\n", "")
    assert "Rabu, 13 November 2024" in page
    (page,) = text_of(papers_made.invitation_pdf(view, Asked()))
    assert "Pindai" not in page


def test_the_qr_code_is_the_address(cast: Cast) -> None:
    import segno

    svg = papers_made._qr(ADDRESS)["qr"]
    assert svg == segno.make(ADDRESS, error="m").svg_inline(scale=4, border=2)
    assert papers_made._qr("") == {}


def test_the_editable_pack_says_the_same(cast: Cast) -> None:
    view = session_view(rich(cast))
    made = papers_made.pack_docx(
        view, Asked(signer=signers_for(view.session)[0], order_number="094/12", address=ADDRESS)
    )
    words = words_of(made)
    for part in [*SIX, "094/12", "Pendopo kelurahan", "Wahyu Prasetyo", "24 orang", "LATIHAN", "Bolehkah RT ikut"]:
        assert part in words, part
    assert "{{" not in words.replace("{{ 7*7 }}", "")
    assert "{%" not in words
    pictures = [name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if name.startswith("word/media/")]
    assert len(pictures) == 3 + 2 + 1


def test_an_editable_pack_of_a_bare_plan_can_be_opened(cast: Cast) -> None:
    words = words_of(papers_made.pack_docx(session_view(poor(cast)), Asked()))
    assert "Tempel foto di sini" in words
    assert "......" in words


def test_a_picture_that_is_gone_from_the_disk_does_not_stop_the_papers(cast: Cast) -> None:
    from kondusif.base import pictures as store

    session = rich(cast)
    first = session.pictures.first()
    assert first is not None
    store.drop([first.name])
    view = session_view(session)
    assert len(text_of(papers_made.pack_pdf(view, Asked()))) >= 6
    assert papers_made.pack_docx(view, Asked())


def test_the_shipped_template_is_what_the_tool_writes() -> None:
    import runpy

    made = runpy.run_path(str(ROOT / "tools" / "spj_template.py"))
    assert made["TARGET"].read_bytes() == made["written"]()

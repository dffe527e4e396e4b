import io
import runpy

import pypdfium2
import pytest
from docx import Document

from kondusif.accounts.selectors import actor_of
from kondusif.circulars.letters_made import letter_docx, letter_pdf
from kondusif.circulars.models import Version
from kondusif.circulars.selectors import reading
from kondusif.circulars.selectors.readership import describe
from kondusif.circulars.services.writing import next_version
from kondusif.circulars.tests.factories_desk import drafted, people, readership, sent
from kondusif.institutions.models import City
from support.cast import Cast
from support.source import ROOT

SIGNS = "#import & <b>{{ 7*7 }}</b> $x$ {% if %}"


@pytest.fixture(autouse=True)
def _people(cast: Cast) -> None:
    people(cast)


def pdf_text(version: Version) -> str:
    data = letter_pdf(version, describe(version.circular.readership))
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def docx_text(version: Version) -> str:
    data = letter_docx(version, describe(version.circular.readership))
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def draft(cast: Cast, **changes: object) -> Version:
    found = reading.draft_of(drafted(cast, **changes))
    assert found is not None
    return found


@pytest.mark.parametrize("read", [pdf_text, docx_text], ids=["pdf", "docx"])
class TestLetter:
    def test_a_draft_leaves_number_day_and_signature_open(self, cast: Cast, read: object) -> None:
        told = read(draft(cast))  # type: ignore[operator]
        assert "KONSEP" in told
        assert "800/" not in told
        assert "Ruang tanda tangan elektronik" in told
        assert "13 November 2024" not in told

    def test_the_poorest_letter_stands(self, cast: Cast, read: object) -> None:
        City.objects.update(office="", address="", government="")
        told = read(draft(cast, basis="", closing="", points=("Satu.",)))  # type: ignore[operator]
        assert "SURAT EDARAN" in told
        assert "Dasar" not in told

    def test_the_richest_letter_says_everything_and_runs_nothing(self, cast: Cast, read: object) -> None:
        who = readership(cast, units=("kec-pasar-kliwon", "bkpsdm"), kinds=("pns", "pppk"), posts=("Camat", "Kepala"))
        circular = drafted(
            cast, who, points=tuple(f"{SIGNS} butir {n}" for n in range(20)), opening=SIGNS,
            signer_post="Sekretaris Daerah", signer_name="Wahyu Setiawan",
        )  # fmt: skip
        sent(cast, circular)
        next_version(actor_of(cast.intan), circular)
        told = " ".join(read(sent(cast, circular, change_note=f"Baru {SIGNS}")).split())  # type: ignore[operator]
        assert told.count(SIGNS) == 22
        for words in ("800/123/2024", "13 November 2024", "PNS dan PPPK", "PAKTA INTEGRITAS", "Wahyu Setiawan"):
            assert words in told
        assert "KONSEP" not in told


def test_the_shipped_letter_to_change_is_what_its_tool_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    made = runpy.run_path(str(ROOT / "tools" / "circular_template.py"))
    assert made["TARGET"].read_bytes() == made["written"]()

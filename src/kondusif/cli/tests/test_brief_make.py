"""`kondusif brief make`."""

from pathlib import Path

import pytest

from kondusif.brief.tests.conftest import places
from kondusif.cli import prepare
from kondusif.cli.main import main
from support.cast import Cast

pytestmark = pytest.mark.usefixtures("places")
__all__ = ["places"]


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "prepare", lambda: None)


def make(out: Path | str, *, city: str = "33.72", on: str = "2024-11-13", shape: str = "txt") -> int:
    return main(["brief", "make", "--city", city, "--on", on, "--format", shape, "--out", str(out)])


@pytest.mark.parametrize(("shape", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>"), ("txt", b"*LAPORAN")])
def test_each_shape_is_written(cast: Cast, tmp_path: Path, shape: str, begins: bytes) -> None:
    out = tmp_path / f"lapsit.{shape}"
    assert make(out, shape=shape) == 0
    assert out.read_bytes().startswith(begins)
    assert [row.name for row in tmp_path.iterdir()] == [out.name]


def test_the_html_file_needs_nothing_beside_it(cast: Cast, tmp_path: Path) -> None:
    make(tmp_path / "lapsit.html", shape="html")
    page = (tmp_path / "lapsit.html").read_text()
    assert "src=" not in page
    assert "<link" not in page
    assert "LATIHAN" in page


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ({"city": "33.74"}, "brief.not_this_city", "Kota Surakarta (33.72), bukan 33.74"),
        ({"on": "13-11-2024"}, "brief.bad_date", "2024-11-13"),
        ({"on": "2024-11-14"}, "brief.day_ahead", "14 November 2024"),
        ({"shape": "docx"}, "brief.format_unknown", "pdf, html, txt"),
    ],
)
def test_wrong_words_are_refused_in_one_sentence(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: dict[str, str], code: str, says: str
) -> None:
    assert make(tmp_path / "lapsit", **words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(f"[{code}]")
    assert says in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(tmp_path / "tidak" / "ada.txt") == 2
    assert make(tmp_path) == 2
    said = capsys.readouterr().err
    assert "foldernya tidak ada" in said
    assert "itu sebuah folder" in said
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_stays_a_device(cast: Cast) -> None:
    assert make("/dev/null") == 0
    assert Path("/dev/null").is_char_device()

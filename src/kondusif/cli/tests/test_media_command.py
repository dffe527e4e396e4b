"""`kondusif media read`: one JSON document, or one sentence and exit 2."""

import json
from pathlib import Path

import pytest

from kondusif.cli.main import main
from kondusif.media.tests.factories import TEXT

KEYS = {"file", "date", "places", "institutions", "activities", "issues", "statements", "stage", "contest"}


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_every_file_gives_one_object_of_the_agreed_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [written(tmp_path, "satu.txt", TEXT.encode()), written(tmp_path, "dua.txt", b"Hujan turun di Solo.")]
    assert main(["media", "read", *files, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["file"] for row in rows] == files
    assert all(row.keys() >= KEYS for row in rows)
    assert rows[0]["places"][0].keys() >= {"code", "name", "quote", "start", "end"}
    assert rows[0]["statements"][0].keys() >= {"speaker", "role", "quote"}
    assert rows[1]["date"] is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_usual_encodings_read_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    file = written(tmp_path, "berita.txt", TEXT.encode(encoding))
    assert main(["media", "read", file, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert [said["role"] for said in row["statements"]] == ["Lurah Semanggi"]


def test_without_json_a_person_can_read_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["media", "read", written(tmp_path, "berita.txt", TEXT.encode())]) == 0
    out = capsys.readouterr().out
    assert "33.72 Kota Surakarta" in out
    assert "Dian Astuti (Lurah Semanggi)" in out


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "media.file.empty"), (b" \n\t ", "media.file.empty"), (b"a\x00b", "media.file.not_text"),
        (b"\x01\x02\x03\x04" * 99, "media.file.not_text"), (b"a " * 600_000, "media.file.too_large"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_article_is_one_sentence_and_exit_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, code: str
) -> None:
    assert main(["media", "read", written(tmp_path, "buruk.txt", data), "--json"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.strip().count("\n")) == ("", 0)
    assert said.err.strip().endswith(f"[{code}]")


@pytest.mark.parametrize(("name", "code"), [("tidak-ada.txt", "media.file.missing"), (".", "media.file.not_a_file")])
def test_a_file_that_is_not_there_is_one_sentence_and_exit_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    assert main(["media", "read", str(tmp_path / name)]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_a_text_longer_than_the_reader_reads_is_read_up_to_its_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "panjang.txt", (TEXT + "Warga pulang. " * 8_000).encode())
    assert main(["media", "read", file, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["truncated"] is True
    assert row["places"][0]["code"] == "33.72"


def test_with_the_day_of_publication_a_short_day_is_a_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "berita.txt", "“Semua siap,” kata Lurah Semanggi, Rabu (13/11).".encode())
    assert main(["media", "read", file, "--json", "--terbit", "2024-11-14"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["date"] == "2024-11-13"
    assert main(["media", "read", file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["date"] is None


def test_a_day_of_publication_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "berita.txt", TEXT.encode())
    assert main(["media", "read", file, "--terbit", "kemarin"]) == 2
    assert capsys.readouterr().err.strip().endswith("[cli.wrong_usage]")

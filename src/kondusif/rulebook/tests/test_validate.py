"""A spoiled rulebook: the check names file, line and problem, and never a traceback."""

import shutil
from pathlib import Path

import pytest

from kondusif.rulebook import loader, validation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(loader.DATA, tmp_path / "data"))


def _spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first occurrence and say on which line it stood."""
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


SPOILED = [
    ("acts/disiplin.yaml", "  human_review: false\n", "  human_review: maybe\n", "human_review"),
    ("acts/disiplin.yaml", "  track: disiplin\n", "  track: adat\n", "nilai tidak dikenal"),
    ("acts/kode-etik.yaml", "  phase_word:", "  phase_wrod:", "isian tidak dikenal"),
    ("acts/kode-etik.yaml", "min: moral_tertutup", "min: berat", "batas bawah sanksi"),
    ("acts/kode-etik.yaml", "  valid_from: 2022-09-22", "  valid_from: 2022-09-31", "tanggal tidak terbaca"),
    ("acts/kode-etik.yaml", "  status: draft", "  status: in_force", "checked_by"),
    ("procedures/bawaslu-pilkada.yaml", "number: 7", "number: 0", "harus lebih dari 0"),
    ("procedures/bawaslu-pilkada.yaml", "number: 7", "number: null", "tanpa angka"),
    ("procedures/bawaslu-pilkada.yaml", "first_event: known", "first_event: verdict", "first_event"),
    ("procedures/bawaslu-pilkada.yaml", "office: bawaslu-pilkada", "office: kantor-lain", "kantor kantor-lain"),
    ("procedures/disiplin-pp94.yaml", "actor: superior", "actor: camat", "pelaku camat"),
    ("procedures/disiplin-pp94.yaml", "instrument: pp-94-2021", "instrument: pp-53-2010", "peraturan pp-53-2010"),
    ("instruments.yaml", "source: [scribd-skb-2022", "source: [tidak-ada", "sumber tidak-ada"),
    ("holidays/2024.yaml", "date: 2024-01-01", "date: 2023-01-01", "di luar tahunnya"),
    ("holidays/2024.yaml", "kind: national", "kind: local", "libur daerah"),
]


@pytest.mark.parametrize(("name", "old", "new", "problem"), SPOILED, ids=[f"{row[0]} {row[2]}" for row in SPOILED])
def test_a_spoiled_row_is_named_by_file_line_and_problem(
    folder: Path, name: str, old: str, new: str, problem: str
) -> None:
    line = _spoil(folder, name, old, new)
    found = [fault for fault in validation.check(folder) if fault.file == name and problem in fault.problem]
    assert found
    assert all(1 <= fault.line <= line for fault in found[:1])


def test_the_line_is_the_line_of_the_very_field(folder: Path) -> None:
    line = _spoil(folder, "procedures/disiplin-pp94.yaml", "    number: 14\n", "    number: empat belas\n")
    assert [(fault.file, fault.line) for fault in validation.check(folder)] == [("procedures/disiplin-pp94.yaml", line)]


def test_a_key_written_twice_is_a_fault(folder: Path) -> None:
    line = _spoil(folder, "procedures/disiplin-pp94.yaml", "track: disiplin\n", "track: disiplin\ntrack: pidana\n")
    (fault,) = validation.check(folder)
    assert (fault.file, fault.line) == ("procedures/disiplin-pp94.yaml", line + 1)
    assert "dua kali" in fault.problem


def test_an_id_used_twice_is_a_fault(folder: Path) -> None:
    _spoil(folder, "acts/disiplin.yaml", "id: SKB-D-2", "id: SKB-D-1")
    (fault,) = validation.check(folder)
    assert "SKB-D-1 sudah ada di acts/disiplin.yaml" in fault.problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"- {id: [", "expected"), (b"\xff\xfe\x00", "UTF-8"), (b"", "daftar"), (b"- ? [a]\n  : b\n", "harus teks")],
)
def test_a_file_that_is_no_yaml_is_a_fault(folder: Path, content: bytes, problem: str) -> None:
    (folder / "sources.yaml").write_bytes(content)
    assert any(fault.file == "sources.yaml" and problem in fault.problem for fault in validation.check(folder))


def test_a_missing_file_and_an_empty_folder_are_faults(folder: Path, tmp_path: Path) -> None:
    (folder / "vocabulary.yaml").unlink()
    assert [fault.problem for fault in validation.check(folder)] == ["berkas tidak ada"]
    assert validation.check(tmp_path / "nowhere")


def test_law_that_changed_without_a_new_edition_is_a_fault(folder: Path) -> None:
    _spoil(folder, "procedures/disiplin-pp94.yaml", 'title: "Banding', 'title: "Upaya banding')
    (fault,) = validation.check(folder)
    assert fault.file == "edition.yaml"
    assert loader.digest_of(folder) in fault.problem


def test_a_number_that_breaks_a_dated_fact_is_a_fault_even_when_sealed_again(folder: Path) -> None:
    before = loader.load(folder)
    _spoil(folder, "procedures/bawaslu-pilkada.yaml", "    number: 7\n", "    number: 8\n")
    _spoil(folder, "edition.yaml", before.edition.digest, loader.digest_of(folder))
    faults = validation.check(folder)
    assert {fault.file for fault in faults} == {"norm_tests/steps.yaml"}
    assert any("seharusnya 2024-11-26, terhitung 2024-11-27" in fault.problem for fault in faults)


def test_a_day_off_left_out_breaks_the_dated_facts(folder: Path) -> None:
    before = loader.load(folder)
    _spoil(
        folder, "holidays/2024.yaml", '  - {date: 2024-09-16, name: "Maulid Nabi Muhammad SAW", kind: national}\n', ""
    )
    _spoil(folder, "edition.yaml", before.edition.digest, loader.digest_of(folder))
    assert {"norm_tests/counting.yaml", "norm_tests/steps.yaml"} <= {fault.file for fault in validation.check(folder)}


def test_a_changed_number_is_named_by_the_seal_and_by_the_facts_that_it_breaks(folder: Path) -> None:
    _spoil(folder, "procedures/bawaslu-pilkada.yaml", "number: 7", "number: 8")
    found = {fault.file for fault in validation.check(folder)}
    assert found == {"edition.yaml", "norm_tests/steps.yaml"}

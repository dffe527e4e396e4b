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
    [
        (b"- {id: [", "bukan YAML yang terbaca; periksa tanda kutip"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "daftar"),
        (b"- ? [a]\n  : b\n", "harus teks"),
        (b"- &a [*a]\n", "pasangan isian"),
        (b"- id: \x01\n", "sources.yaml baris"),
        (b"[" * 100_000, "lebih dari 20 tingkat"),
        ("- {id: \U0001f600}\n".encode(), "bentuk tidak sesuai"),
    ],
)
def test_a_file_that_is_no_yaml_is_a_fault(folder: Path, content: bytes, problem: str) -> None:
    (folder / "sources.yaml").write_bytes(content)
    assert any(fault.file == "sources.yaml" and problem in str(fault) for fault in validation.check(folder))


def test_a_dated_fact_that_cannot_be_counted_says_where_to_look(folder: Path) -> None:
    _spoil(folder, "procedures/disiplin-pp94.yaml", "number: 7", "number: 99999")
    (fault,) = [one for one in validation.check(folder) if one.file == "norm_tests/steps.yaml"]
    assert "tidak terhitung sejak" in fault.problem


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


# --- what is refused although its shape is right ---

PROCEDURE = "procedures/disiplin-pp94.yaml"
ONE = "checked_by: Bagian Hukum\n{0}checked_on: 2026-11-22\n"
BOTH = ONE + "{0}second_by: {1}\n{0}second_on: 2026-11-22\n"
SINCE_2026 = '    - words: "Sanksi disesuaikan UU 1/2026; tanya Bawaslu atau Gakkumdu."\n'
REFUSED = [
    (
        "a row without a source",
        "acts/disiplin.yaml",
        "  source: [bkn-medan, kaltenglima-list",
        "  source: [] #",
        "source",
    ),
    ("a row without the field source", "sanctions.yaml", "  source: &moral", "  sumber: &moral", "source"),
    (
        "in force without a second checker",
        "instruments.yaml",
        "  status: draft\n",
        "  status: in_force\n  " + ONE.format("  "),
        "second_by",
    ),
    (
        "one person twice",
        "instruments.yaml",
        "  status: draft\n",
        "  status: in_force\n  " + BOTH.format("  ", "Bagian Hukum"),
        "orang kedua",
    ),
    (
        "from memory in force",
        PROCEDURE,
        "    status: draft\n    confidence: memory\n",
        "    status: in_force\n    " + BOTH.format("    ", "Orang kedua") + "    confidence: memory\n",
        "ingatan",
    ),
    (
        "an instrument not yet valid",
        "acts/disiplin.yaml",
        ", valid_from: 2023-10-31",
        "",
        "dipakai sebelum peraturannya berlaku (2023-10-31)",
    ),
    (
        "an instrument no longer valid",
        "acts/disiplin.yaml",
        ", valid_to: 2023-10-30",
        "",
        "dipakai sesudah peraturannya berakhir (2023-10-30)",
    ),
    (
        "a citation outside the row",
        "acts/disiplin.yaml",
        "valid_to: 2023-10-30",
        "valid_to: 2020-01-01",
        "tidak pernah berlaku",
    ),
    (
        "days without a citation",
        "procedures/bawaslu-pilkada.yaml",
        '{instrument: uu-pilkada, article: "Pasal 140"}',
        '{instrument: uu-pilkada, article: "Pasal 140", valid_to: 2023-12-31}',
        "tidak ada peraturan yang dikutip untuk 2024-01-01",
    ),
    (
        "an unknown pause reason",
        PROCEDURE,
        "pauses: [administrative-remedy]",
        "pauses: [cuti-bersama]",
        "alasan jeda cuti-bersama",
    ),
    (
        "an unknown role or actor",
        "procedures/referral-oversight.yaml",
        "actor: oversight_body",
        "actor: badan_lain",
        "pelaku badan_lain",
    ),
    (
        "an unknown office",
        "procedures/bawaslu-pemilu.yaml",
        "office: bawaslu-pemilu",
        "office: kantor-lain",
        "kantor kantor-lain",
    ),
    (
        "an unknown event",
        "procedures/data-breach.yaml",
        "events: [breach_known]",
        "events: [breach_known, bocor]",
        "peristiwa bocor",
    ),
    ("an unknown holder", "roles.yaml", "body: bkn", "body: lembaga_lain", "pemegang peran lembaga_lain"),
    ("holders on one day", "roles.yaml", "valid_to: 2024-08-24", "valid_to: 2024-08-25", "bertumpang tindih"),
    (
        "a refusal without its sentence",
        "procedures/leave-campaign.yaml",
        "not_for_why_en:",
        "#",
        "not_for menuntut kalimat",
    ),
    (
        "a subject refused and meant",
        "procedures/leave-campaign.yaml",
        "subjects: [kepala_daerah",
        "subjects: [pns, kepala_daerah",
        "pns ada pada subjects dan not_for",
    ),
    ("reminders that rise", PROCEDURE, "reminders: [7, 3, 1, 0]", "reminders: [1, 3]", "menurun"),
    ("reminders after the date", PROCEDURE, "reminders: [7, 3, 1, 0]", "reminders: [1, -1]", "menurun"),
    (
        "a level outside the range",
        "acts/disiplin.yaml",
        "    - level: berat\n",
        '    - level: ptdh\n      basis: [{instrument: pp-94-2021, article: "Pasal 8"}]\n    - level: berat\n',
        "ptdh pada levels berada di luar",
    ),
    (
        "a bound without its norm",
        "acts/kode-etik.yaml",
        "level: moral_terbuka",
        "level: moral_tertutup",
        "moral_terbuka pada rentang sanksi tidak memiliki dasar",
    ),
    (
        "a criminal number after the law changed",
        "acts/pidana.yaml",
        SINCE_2026,
        SINCE_2026 + "      prison_months_max: 6\n",
        "angka pidana tidak ditulis untuk masa sesudah 2026-01-01",
    ),
    (
        "threats on one day",
        "acts/pidana.yaml",
        "      valid_to: 2026-01-01",
        "      valid_to: 2026-01-02",
        "masa berlaku ancaman pidana bertumpang tindih",
    ),
    (
        "an instrument that replaces itself",
        "instruments.yaml",
        "  doubts:",
        "  replaces: [skb-netralitas-2022]\n  doubts:",
        "menggantikan dirinya sendiri",
    ),
    (
        "a row that replaces nothing known",
        "acts/disiplin.yaml",
        "  status: draft\n",
        "  status: draft\n  replaces: [SKB-D-99]\n",
        "SKB-D-99 pada replaces tidak ada",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_no_lawyer_would_sign_is_refused_in_one_sentence(
    folder: Path, name: str, old: str, new: str, problem: str
) -> None:
    _spoil(folder, name, old, new)
    found = [fault for fault in validation.check(folder) if problem in fault.problem]
    assert found
    assert {fault.file for fault in found} == {name}
    assert all(fault.line > 0 and "\n" not in str(fault) for fault in found)


def test_rows_that_replace_each_other_in_a_circle_are_each_named(folder: Path) -> None:
    path = folder / "procedures/disiplin-pp94.yaml"
    text = path.read_text()
    for row_id, other in (("examination", "second_summons"), ("second_summons", "examination")):
        text = text.replace(f"  - id: {row_id}\n", f"  - id: {row_id}\n    replaces: [{other}]\n")
    path.write_text(text)
    found = [fault for fault in validation.check(folder) if "melingkar" in fault.problem]
    assert len(found) == 2


def test_a_later_version_may_say_that_it_replaces_the_one_before(folder: Path) -> None:
    path = folder / "procedures/bawaslu-pemilu.yaml"
    head, report, tail = path.read_text().rpartition("  - id: report\n")
    path.write_text(f"{head}{report}    replaces: [report]\n{tail}")
    assert [fault.file for fault in validation.check(folder)] == ["edition.yaml"]


# --- versions, texts instead of a folder, keys of rows ---


def _append(folder: Path, name: str, text: str) -> int:
    """Add lines at the end of a file and say on which line they begin."""
    path = folder / name
    before = path.read_text()
    path.write_text(before + text)
    return before.count("\n") + 1


def _later_version(folder: Path, since: str) -> int:
    """A second row for SKB-D-12 that begins on a day."""
    return _append(
        folder,
        "acts/disiplin.yaml",
        "- <<: *discipline\n  id: SKB-D-12\n  number: 12\n  counterpart: null\n"
        f'  text: "Bunyi yang baru."\n  valid_from: {since}\n',
    )


def test_two_versions_of_one_row_that_do_not_overlap_are_read_oldest_first(folder: Path) -> None:
    _later_version(folder, "2026-01-02")
    path = folder / "acts/disiplin.yaml"
    head, twelve, tail = path.read_text().partition("  id: SKB-D-12\n")
    path.write_text(head + twelve + "  valid_to: 2026-01-01\n" + tail)
    book = loader.load(folder)
    assert [row.valid_from.isoformat() for row in book.act_versions["SKB-D-12"] if row.valid_from] == [
        "2022-09-22",
        "2026-01-02",
    ]
    assert book.acts["SKB-D-12"].text == "Bunyi yang baru."
    assert {key for key in book.rows() if "SKB-D-12" in key} == {"act:SKB-D-12", "act:SKB-D-12@2026-01-02"}
    assert book.places["act:SKB-D-12@2026-01-02"][1] > book.places["act:SKB-D-12"][1]


def test_two_versions_that_stand_on_one_day_are_a_fault_of_the_second(folder: Path) -> None:
    line = _later_version(folder, "2026-01-02")
    (fault,) = validation.check(folder)
    assert (fault.file, fault.line) == ("acts/disiplin.yaml", line)
    assert "bertumpang tindih" in fault.problem


def test_a_book_read_from_texts_is_the_book_read_from_the_folder(folder: Path) -> None:
    files = loader.files_of(folder)
    one, other = loader.load(folder), loader.load_files(files)
    assert one.rows() == other.rows()
    assert one.digest == other.digest == loader.digest_of_files(files) == loader.digest_of(folder)
    assert validation.check_files(files) == validation.check(folder) == []


def test_texts_have_the_same_faults_with_the_same_lines_as_a_folder(folder: Path) -> None:
    _spoil(folder, "procedures/disiplin-pp94.yaml", "    number: 14\n", "    number: empat belas\n")
    (folder / "vocabulary.yaml").unlink()
    assert validation.check_files(loader.files_of(folder)) == validation.check(folder)


def test_every_row_of_law_has_a_key_and_a_place() -> None:
    book = loader.load()
    rows = book.rows()
    assert {"act:SKB-D-1", "step:disiplin-pp94.examination", "sanction:berat", "year:2024"} <= set(rows)
    assert {"instrument:pp-94-2021", "office:pemerintah-kota", "role:oversight_body"} <= set(rows)
    assert [key for key in rows if key not in book.places] == []


def test_a_row_changed_in_one_word_has_another_fingerprint_and_a_tick_changes_none() -> None:
    row = loader.load().acts["SKB-D-6"]
    ticked = row.model_copy(update={"status": "checked", "checked_by": "Bagian Hukum", "checked_on": row.read_on})
    assert loader.row_digest(row) == loader.row_digest(ticked)
    assert loader.row_digest(row) != loader.row_digest(row.model_copy(update={"text": row.text + " "}))


def test_rows_laid_over_a_book_reach_every_place_where_the_row_stands() -> None:
    book = loader.load()
    keys = ("act:SKB-D-6", "step:disiplin-pp94.examination", "year:2024", "role:oversight_body")
    changed = {key: book.rows()[key].model_copy(update={"doubts": ("Lain.",)}) for key in keys}
    laid = book.with_rows(changed)
    assert {key: laid.rows()[key].doubts for key in keys} == dict.fromkeys(keys, ("Lain.",))
    assert laid.acts["SKB-D-6"].doubts == ("Lain.",)
    assert [key for key in book.rows() if key not in keys and laid.rows()[key] != book.rows()[key]] == []

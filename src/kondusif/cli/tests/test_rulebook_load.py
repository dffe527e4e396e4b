"""`kondusif rulebook load|export|validate FILE`: what would change is said, a person is asked, then it is done."""

from datetime import date
from pathlib import Path

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case, Deadline
from kondusif.cases.services import record_event
from kondusif.cases.tests.factories import a_case
from kondusif.cli import prepare
from kondusif.cli.main import main
from kondusif.rulebook import parcels, selectors
from kondusif.rulebook.models import LoadedEdition
from kondusif.rulebook.services import tick_row
from kondusif.rulebook.tests.editing import NEXT, rewritten, with_day_off
from support.cast import TODAY, Cast

LATE_LEAVE = with_day_off("2024-11-19", "Cuti bersama yang terlambat")


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "prepare", lambda: None)


@pytest.fixture
def summoned(cast: Cast) -> Case:
    """Summoned on Tuesday 12 November 2024: seven working days end on Wednesday the 20th or Thursday the 21st."""
    case = a_case(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 12), on=TODAY)
    return case


def _zip(folder: Path, files: dict[str, str]) -> str:
    path = folder / "aturan.zip"
    path.write_bytes(parcels.to_zip(files))
    return str(path)


def _answer(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    def read(_prompt: str) -> str:
        if text is None:
            raise EOFError
        return text

    monkeypatch.setattr("builtins.input", read)


def test_load_shows_the_plan_and_the_moved_dates_asks_and_does_it(
    cast: Cast, summoned: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, "ya")
    words = ["rulebook", "load", _zip(tmp_path, LATE_LEAVE), "--oleh", "laras", "--catatan", "SKB tiga menteri"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert f"-> {NEXT}: 0 baris ditambah, 1 berubah, 0 hilang." in said
    assert "year:2024, days 2024-11-19: kosong -> Cuti bersama yang terlambat (cuti_bersama)" in said
    assert (
        f"{summoned.number}, disiplin-pp94.examination: tanggal aman 2024-11-20 -> 2024-11-21, "
        "batas luar 2024-11-21 -> 2024-11-22" in said
    )
    assert "1 tanggal berpindah" in said
    assert selectors.edition() == NEXT
    assert Deadline.objects.get(case=summoned, step="examination").due_on == date(2024, 11, 21)
    kept = LoadedEdition.objects.get(edition=NEXT)
    assert (kept.loaded_by, kept.note, kept.loaded_on) == (cast.laras, "SKB tiga menteri", TODAY)


@pytest.mark.parametrize(("answer", "code"), [("tidak", "declined"), ("", "declined"), (None, "unasked")])
def test_nothing_happens_without_a_yes(
    cast: Cast, summoned: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    answer: str | None, code: str,
) -> None:  # fmt: skip
    before = selectors.edition()
    _answer(monkeypatch, answer)
    assert main(["rulebook", "load", _zip(tmp_path, LATE_LEAVE), "--oleh", "laras"]) == 2
    assert f"[rulebook.load.{code}]" in capsys.readouterr().err
    assert selectors.edition() == before
    assert Deadline.objects.get(case=summoned, step="examination").due_on == date(2024, 11, 20)
    assert not LoadedEdition.objects.exists()


def test_a_tick_that_stays_is_no_change_and_one_that_falls_is(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laras = actor_of(cast.laras)
    for key in ("act:SKB-D-1", "step:disiplin-pp94.examination"):
        tick_row(laras, key, on=TODAY)
    files = rewritten("procedures/disiplin-pp94.yaml", "    number: 7\n", "    number: 9\n")
    assert main(["rulebook", "load", _zip(tmp_path, files), "--oleh", "laras", "--ya"]) == 0
    said = capsys.readouterr().out
    assert "0 baris ditambah, 1 berubah, 0 hilang." in said
    assert "act:SKB-D-1" not in said
    assert "step:disiplin-pp94.examination, status: checked -> draft" in said
    assert selectors.act("SKB-D-1").status == "checked"


def test_a_folder_can_be_loaded_too(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in LATE_LEAVE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert main(["rulebook", "load", str(tmp_path), "--oleh", "laras", "--ya"]) == 0
    assert "Tidak ada tanggal kasus terbuka yang berpindah." in capsys.readouterr().out


def test_a_value_of_a_closed_case_is_refused_with_file_line_and_sentence(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kondusif.cases.selectors.rules_used_by_closed", lambda: {"step:disiplin-pp94.examination"})
    files = rewritten("procedures/disiplin-pp94.yaml", "    number: 7\n", "    number: 9\n")
    before = selectors.edition()
    assert main(["rulebook", "load", _zip(tmp_path, files), "--oleh", "laras", "--ya"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("procedures/disiplin-pp94.yaml baris ")
    assert "dipakai kasus yang sudah ditutup" in said[0]
    assert selectors.edition() == before


def test_every_fault_of_the_files_is_a_line(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = dict(LATE_LEAVE)
    files["acts/disiplin.yaml"] = files["acts/disiplin.yaml"].replace("status: draft", "status: in_force", 2)
    files["vocabulary.yaml"] = "events: 5"
    assert main(["rulebook", "load", _zip(tmp_path, files), "--oleh", "laras", "--ya"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert all("[rulebook.fault]" in line and " baris " in line for line in said)
    assert {line.split(" baris ")[0] for line in said} == {"acts/disiplin.yaml", "vocabulary.yaml"}
    assert not LoadedEdition.objects.exists()


@pytest.mark.parametrize(
    ("source", "by", "code"),
    [
        ("tidak-ada.zip", "laras", "rulebook.parcel.absent"),
        ("aturan.zip", "tak-dikenal", "rulebook.load.nobody"),
        ("aturan.zip", "hana", "rulebook.not_legal"),
        ("aturan.zip", "laras", "rulebook.parcel.not_zip"),
    ],
)
def test_a_load_that_cannot_be_is_one_sentence(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, by: str, code: str
) -> None:
    (tmp_path / "aturan.zip").write_bytes(b"bukan zip")
    assert main(["rulebook", "load", str(tmp_path / source), "--oleh", by, "--ya"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(f"[{code}]")
    assert said.err.count("\n") == 1


def test_what_is_exported_validates_and_an_old_edition_can_be_exported_too(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = selectors.edition()
    assert main(["rulebook", "load", _zip(tmp_path, LATE_LEAVE), "--oleh", "laras", "--ya"]) == 0
    for name, words in (("baru.zip", []), ("lama.zip", ["--edition", shipped])):
        assert main(["rulebook", "export", str(tmp_path / name), *words]) == 0
        assert main(["rulebook", "validate", str(tmp_path / name)]) == 0
    assert parcels.read(tmp_path / "baru.zip") == LATE_LEAVE
    capsys.readouterr()
    assert main(["rulebook", "export", str(tmp_path / "baru.zip")]) == 2
    assert "[rulebook.parcel.stands]" in capsys.readouterr().err


def test_dates_of_an_old_edition_can_be_asked_for(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = selectors.edition()
    assert main(["rulebook", "load", _zip(tmp_path, LATE_LEAVE), "--oleh", "laras", "--ya"]) == 0
    asked = ["rulebook", "due", "--procedure", "disiplin-pp94", "--event", "summons=2024-11-12"]
    for words, day in (([], "21 November"), (["--edition", shipped], "20 November")):
        capsys.readouterr()
        assert main([*asked, *words]) == 0
        assert day in capsys.readouterr().out.split("Batas luar")[0]
    assert main([*asked, "--edition", "2001.1.1"]) == 2
    assert "[rulebook.edition.unknown]" in capsys.readouterr().err

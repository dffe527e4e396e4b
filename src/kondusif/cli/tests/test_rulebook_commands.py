"""`kondusif rulebook`: the shapes of the contract on stdout, one sentence with a code on stderr, exit statuses."""

import json
import shutil
from pathlib import Path

import pytest

from kondusif.cli.main import main
from kondusif.rulebook import selectors
from kondusif.rulebook.loader import DATA

ACT_KEYS = {"id", "text", "track", "sanction", "basis", "status", "confidence", "human_review", "source"}


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["rulebook", *words, "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    found: list[dict[str, object]] = json.loads(printed.out)
    return found


def test_acts_have_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys, "acts", "--on", "2024-11-13", "--phase", "calon")
    assert all(set(row) >= ACT_KEYS for row in rows)
    like = next(row for row in rows if row["id"] == "SKB-D-6")
    assert like["track"] == "disiplin"
    assert like["sanction"] == {"min": "berat", "max": "berat"}
    assert like["status"] == "draft"
    assert isinstance(like["source"], str)
    assert isinstance(like["basis"], list)
    assert all(set(one) >= {"instrument", "article"} for one in like["basis"])


def test_the_first_event_of_a_procedure_may_be_called_start(capsys: pytest.CaptureFixture[str]) -> None:
    by_start = _json(capsys, "due", "--procedure", "bawaslu-pilkada", "--start", "2024-11-20")
    by_event = _json(capsys, "due", "--procedure", "bawaslu-pilkada", "--event", "known=2024-11-20")
    assert by_start == by_event
    assert [(one["due"], one["outer"], one["office_by"]) for one in by_start] == [
        ("2024-11-26", "2024-11-27", "2024-11-26T23:59")
    ]


def test_events_with_and_without_an_hour_stand_together(capsys: pytest.CaptureFixture[str]) -> None:
    events = ["--event", "summons=2024-09-11T10:00", "--event", "decision_received=2024-12-02"]
    found = _json(capsys, "due", "--procedure", "disiplin-pp94", *events)
    assert [one["step"] for one in found] == ["examination", "in_force", "objection", "appeal"]


def test_without_json_a_person_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rulebook", "due", "--procedure", "disiplin-pp94", "--event", "summons=2024-09-11"]) == 0
    text = capsys.readouterr().out
    for words in ("Tanggal aman : Jumat, 20 September 2024", "Maulid Nabi", "belum diperiksa", "PP 94/2021"):
        assert words in text
    assert main(["rulebook", "acts", "--on", "2024-11-13"]) == 0
    assert "SKB-KE-4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["acts"], "cli.wrong_usage"),
        (["acts", "--on", "13-11-2024"], "rulebook.date.unreadable"),
        (["acts", "--on", "2024-02-30"], "rulebook.date.unreadable"),
        (["acts", "--on", "20241113"], "rulebook.date.unreadable"),
        (["acts", "--on", "2024-11-13T10:00"], "rulebook.date.unreadable"),
        (["acts", "--on", "２０２４-11-13"], "rulebook.date.unreadable"),
        (["acts", "--on", "2024-11-13", "--phase", "x"], "rulebook.phase.unknown"),
        (["due"], "cli.wrong_usage"),
        (["due", "--procedure", "x", "--start", "2024-11-13"], "rulebook.procedure.unknown"),
        (["due", "--procedure", "disiplin-pp94"], "rulebook.event.needed"),
        (["due", "--procedure", "disiplin-pp94", "--start", "2031-01-01"], "rulebook.holidays.not_covered"),
        (["due", "--procedure", "disiplin-pp94", "--event", "known"], "rulebook.event.unreadable"),
        (["due", "--procedure", "disiplin-pp94", "--event", "=2024-11-13"], "rulebook.event.not_here"),
        (["due", "--procedure", "disiplin-pp94", "--event", "known=2024-11-13T25:00"], "rulebook.date.unreadable"),
        (["due", "--procedure", "disiplin-pp94", "--start", "2024-11-13", "--event", "known=2024-11-14"],
         "rulebook.event.twice"),
        (["putuskan"], "cli.unknown_command"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_with_a_code(
    capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    assert main(["rulebook", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.rstrip().endswith(f"[{code}]")


def test_validate_says_what_it_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rulebook", "validate"]) == 0
    book, said = selectors.book(), capsys.readouterr().out
    assert f"{len(book.acts)} perbuatan, {len(book.procedures)} prosedur" in said


def test_validate_names_file_line_and_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = folder / "acts" / "disiplin.yaml"
    lines = file.read_text().splitlines(keepends=True)
    spoiled = next(number for number, line in enumerate(lines, 1) if "track: disiplin" in line)
    lines[spoiled - 1] = "  track: adat\n"
    file.write_text("".join(lines))
    assert main(["rulebook", "validate", "--folder", str(folder)]) == 2
    assert f"acts/disiplin.yaml baris {spoiled}: track: nilai tidak dikenal" in capsys.readouterr().err


def test_a_paused_clock_on_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["due", "--procedure", "disiplin-pp94", "--event", "summons=2024-09-11"]
    (closed,) = _json(capsys, *asked, "--pause", "examination=2024-09-13..2024-09-17")
    assert (closed["due"], closed["paused"], closed["left"]) == ("2024-09-24", False, None)
    (still,) = _json(capsys, *asked, "--pause", "examination=2024-09-13..")
    assert (still["due"], still["paused"], still["left"]) == (None, True, 5)
    (asked_on,) = _json(capsys, *asked, "--pause", "examination=2024-09-13..", "--on", "2024-09-18")
    assert (asked_on["due"], asked_on["paused"], asked_on["left"]) == ("2024-09-24", True, 5)
    assert main(["rulebook", *asked, "--pause", "examination=2024-09-13.."]) == 0
    text = capsys.readouterr().out
    assert "jam berhenti, sisa 5 hari" in text
    assert "tidak ada angka" not in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--pause", "examination"], "rulebook.pause.unreadable"),
        (["--pause", "examination=2024-09-13"], "rulebook.pause.unreadable"),
        (["--pause", "examination=2024-09-17..2024-09-13"], "rulebook.pause.unreadable"),
        (["--pause", "examination=2024-02-30..2024-03-01"], "rulebook.date.unreadable"),
        (["--pause", "tidak_ada=2024-09-13.."], "rulebook.step.unknown"),
        (["--subject", "warga"], "rulebook.subject.unknown"),
    ],
)
def test_a_pause_or_a_person_that_cannot_be_read_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    assert main(["rulebook", "due", "--procedure", "disiplin-pp94", "--event", "summons=2024-09-11", *words]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_leave_for_a_campaign_is_refused_for_a_civil_servant_in_its_own_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["rulebook", "due", "--procedure", "leave-campaign", "--start", "2024-09-25"]
    assert main([*asked, "--subject", "pns"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(str(selectors.procedure("leave-campaign").not_for_why))
    assert main([*asked, "--subject", "kepala_daerah"]) == 0


def test_acts_name_whom_they_bind_what_gives_each_level_and_the_threat_of_that_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def rows(on: str) -> dict[object, dict[str, object]]:
        return {row["id"]: row for row in _json(capsys, "acts", "--on", on)}

    old, new = rows("2024-11-13"), rows("2026-02-01")
    assert all(row["actors"] for row in old.values())
    heavy = old["SKB-D-6"]
    assert isinstance(heavy["levels"], list)
    assert heavy["penalty"] is None
    threatened = [row for row in old.values() if row["penalty"]]
    assert threatened
    for row in threatened:
        later = new.get(row["id"], {}).get("penalty")
        if isinstance(later, dict):
            numbers = [later[name] for name in later if name.endswith(("_min", "_max"))]
            assert numbers == [None] * len(numbers)


def test_an_act_before_any_edition_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rulebook", "acts", "--on", "1999-01-01", "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "[rulebook.acts.none_on]" in said.err

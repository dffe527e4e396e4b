"""docs/algorithms/situation-word.md shows the numbers that are shipped, and its worked table comes out as it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from kondusif.incidents import measure
from kondusif.incidents.rules import DEGREES, Open, Severity, Word, propose

PAGE = Path(__file__).resolve().parents[4] / "docs" / "algorithms" / "situation-word.md"
M = measure.thresholds(None)
NAMES = {"aman": Word.CALM, "perlu perhatian": Word.WATCH, "rawan": Word.TENSE, "sangat rawan": Word.CRITICAL}


def test_the_table_of_numbers_is_the_shipped_one() -> None:
    row = r"^\| (light|medium|heavy) \| (\d+) \| \| \*[^*]+\* \((\w+)\) \| (\d+) \| (\d+) \|$"
    rows = re.findall(row, PAGE.read_text(), re.M)
    assert {Severity(name): int(points) for name, points, *_rest in rows} == dict(M.weights)
    assert {Word(word): int(village) for _name, _points, word, village, _city in rows} == dict(M.village)
    assert {Word(word): int(city) for *_rest, word, _village, city in rows} == dict(M.city)
    assert len(rows) == len(DEGREES) - 1


@pytest.mark.parametrize(
    ("happened", "on", "shown"),
    [
        ([], 13, "none | 0 | *aman*"),
        ([(Severity.LIGHT, 12)], 13, "| 1 | *perlu perhatian*"),
        ([(Severity.MEDIUM, 12), (Severity.LIGHT, 12), (Severity.LIGHT, 13)], 13, "| 5 | *perlu perhatian*"),
        ([(Severity.HEAVY, 7)], 13, "one heavy of the 7th | 6 | *rawan*"),
        ([(Severity.HEAVY, 7)], 14, "the same one on the 14th | 0 |"),
    ],
)
def test_the_worked_table_comes_out(happened: list[tuple[Severity, int]], on: int, shown: str) -> None:
    rows = [Open(f"KJ-{i}", severity, date(2024, 11, day)) for i, (severity, day) in enumerate(happened)]
    found = propose(rows, date(2024, 11, on), M, M.village)
    assert shown in PAGE.read_text()
    assert f"| {found.points} |" in shown
    words = re.findall(r"\*([^*]+)\*", shown)
    assert [NAMES[word] for word in words] == [found.word] * len(words)

"""The command `kondusif stages show` from the words of the call to the exit status."""

import json

import pytest

from kondusif.cli.main import main


def _call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["stages", "show", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_json_is_one_document_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = _call(capsys, "--contest", "pilkada-2024", "--on", "2024-11-13", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["days_to_voting"] == 14


def test_without_json_people_read_lines(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = _call(capsys, "--contest", "pemilu-2024", "--on", "2024-02-14")
    assert status == 0
    assert "* 2024-02-14 2024-02-14  Pemungutan suara" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--contest", "pilkada-1999", "--on", "2024-11-13"), "[stages.contest.unknown]"),
        (("--contest", "pilkada-2024", "--on", "2024-02-30"), "[stages.date.unreadable]"),
        (("--contest", "pilkada-2024"), "[cli.wrong_usage]"),
        (("--on", "2024-11-13"), "[cli.wrong_usage]"),
    ],
)
def test_a_wrong_call_gets_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str
) -> None:
    status, out, err = _call(capsys, *words, "--json")
    assert (status, out) == (2, "")
    assert err.strip().endswith(code)
    assert len(err.strip().splitlines()) == 1

"""`kondusif advise`: the keys of the interface, and one sentence for whatever it cannot take."""

import io
import json
import sys

import pytest

from kondusif.cli.main import main

LIKE = ["advise", "--act", "like", "--on", "2024-11-13", "--contest", "pilkada-2024"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_answer_has_the_keys_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *LIKE, "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert found.keys() >= {"answer", "acts", "basis", "sanction", "why"}
    assert (found["answer"], found["acts"]) == ("dilarang", ["SKB-D-6"])
    assert found["sanction"] == {"min": "berat", "max": "berat"}
    assert all(one.keys() >= {"instrument", "article"} for one in found["basis"])


def test_every_flag_counts(capsys: pytest.CaptureFixture[str]) -> None:
    attend = ["advise", "--act", "attend", "--on", "2024-10-10", "--contest", "pilkada-2024", "--json"]
    answers = [
        json.loads(run(capsys, *attend, *more)[1])["answer"]
        for more in ([], ["--relation", "spouse", "--on-leave"], ["--for", "party"], ["--who", "rt_rw"])
    ]
    assert answers == ["tanya_dulu", "boleh", "tanya_dulu", "tanya_dulu"]


def test_a_text_can_come_through_a_pipe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe" + b"x" * 1_000_000)))
    status, out, _err = run(capsys, "advise", "--act", "post", *LIKE[3:], "--text", "-", "--json")
    assert (status, json.loads(out)["answer"]) == (0, "tanya_dulu")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (["--act", "menari"], "advice.act.unknown"),
        (["--contest", "pilkada-1955"], "stages.contest.unknown"),
        (["--relation", "musuh"], "advice.choice.unknown"),
        (["--for", "tim"], "advice.choice.unknown"),
        (["--who", "camat"], "advice.choice.unknown"),
        (["--on", "kemarin"], "advice.date.unreadable"),
        (["--on", "2024-02-30"], "advice.date.unreadable"),
        (["--on", "20241113"], "advice.date.unreadable"),
        (["--on", "2022-09-21"], "advice.date.before_any_edition"),
        (["--on", "0001-01-01"], "advice.date.before_any_edition"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], changes: list[str], code: str
) -> None:
    status, out, err = run(capsys, *LIKE, *changes)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith(f". [{code}]\n")


def test_a_day_far_ahead_has_only_timeless_rows(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, *LIKE, "--on", "9999-12-31", "--json")[1])
    assert (found["answer"], found["acts"], found["sanction"]) == ("tanya_dulu", [], None)

"""What hardly ever changes is read once in two seconds while serving, and every time elsewhere."""

import pytest

from kondusif.base import fresh as module
from kondusif.base.fresh import SECONDS, fresh


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    at = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: at[0])
    return at


def counting() -> tuple[list[str], object]:
    asked: list[str] = []

    @fresh
    def read(code: str) -> str:
        asked.append(code)
        return f"{code}/{len(asked)}"

    return asked, read


def test_outside_a_served_process_every_asking_reads(clock: list[float]) -> None:
    _asked, read = counting()
    assert [read("a"), read("a")] == ["a/1", "a/2"]


def test_a_serving_process_remembers_for_two_seconds_and_no_longer(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_serving", True)
    asked, read = counting()
    assert [read("a"), read("a"), read("b")] == ["a/1", "a/1", "b/2"]
    clock[0] += SECONDS
    assert read("a") == "a/3"
    assert asked == ["a", "b", "a"]

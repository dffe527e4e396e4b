"""What docs/api.md shows is what the interface answers."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.test import Client

from kondusif.institutions.models import City
from kondusif.openness.api import api

PAGE = Path(__file__).resolve().parents[4] / "docs" / "api.md"
EXAMPLE = re.compile(r"^    (curl [^\n]+)\n\n```json\n(.+?)\n```", re.M | re.S)
ORIGIN = "http://localhost:8000"


def examples() -> list[tuple[str, str]]:
    return EXAMPLE.findall(PAGE.read_text())


def holds(answer: object, shown: object) -> bool:
    """Whether everything that the example shows stands in the answer."""
    if isinstance(shown, dict) and isinstance(answer, dict):
        return all(key in answer and holds(answer[key], value) for key, value in shown.items())
    if isinstance(shown, list) and isinstance(answer, list) and shown and isinstance(shown[0], dict):
        return all(any(holds(row, one) for row in answer) for one in shown)
    return answer == shown


@pytest.mark.parametrize(("command", "shown"), examples(), ids=lambda text: text[:60])
def test_an_example_of_the_page_holds(client: Client, city: City, command: str, shown: str) -> None:
    words = shlex.split(command)
    url = next(word for word in words if word.startswith(ORIGIN)).removeprefix(ORIGIN)
    if "-d" in words:
        answer = client.post(url, words[words.index("-d") + 1], content_type="application/json")
    else:
        answer = client.get(url)
    assert holds(answer.json(), json.loads(shown)), answer.json()


def test_the_page_names_every_call() -> None:
    text = PAGE.read_text()
    calls = [path.removeprefix("/") for path in api.get_openapi_schema(path_prefix="/")["paths"]]
    missing = [call for call in calls if call.split("{")[0].rstrip("/") not in text]
    assert missing == []
    assert len(examples()) >= 7


def test_an_example_that_is_wrong_would_be_found() -> None:
    assert holds([{"a": 1, "b": 2}, {"a": 3}], [{"a": 3}])
    assert not holds([{"a": 1}], [{"a": 2}])
    assert not holds({"a": {"b": 1}}, {"a": {"c": 1}})
    assert not holds([], [{"a": 1}])

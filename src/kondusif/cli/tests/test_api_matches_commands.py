"""The open interface answers what the commands print."""

import json

import pytest
from django.test import Client

from kondusif.cli.main import main
from kondusif.institutions.models import City


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    """What a command prints as JSON."""
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_standing_has_the_shape_of_its_command(
    client: Client, city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.get("/api/v1/stages/pilkada-2024", {"on": "2024-11-13"}).json()
    assert answer == asked(capsys, "stages", "show", "--contest", "pilkada-2024", "--on", "2024-11-13")
    assert answer["days_to_voting"] == 14
    assert answer["phases"][0]["from"] == "2024-09-22"


def test_acts_are_those_of_the_command(client: Client, city: City, capsys: pytest.CaptureFixture[str]) -> None:
    rows = client.get("/api/v1/rulebook/acts", {"on": "2024-11-13", "phase": "calon"}).json()
    printed = asked(capsys, "rulebook", "acts", "--on", "2024-11-13", "--phase", "calon")
    assert isinstance(printed, list)
    assert [row["id"] for row in rows] == [row["id"] for row in printed]
    for row, line in zip(rows, printed, strict=True):
        for key in ("text", "track", "sanction", "status", "confidence", "human_review", "source"):
            assert row[key] == line[key]
        assert [(one["instrument"], one["article"]) for one in row["basis"]] == [
            (one["instrument"], one["article"]) for one in line["basis"]
        ]
    assert client.get("/api/v1/rulebook/acts/SKB-D-6", {"on": "2024-11-13"}).json()["id"] == "SKB-D-6"


def test_due_dates_are_those_of_the_command(client: Client, city: City, capsys: pytest.CaptureFixture[str]) -> None:
    path = "/api/v1/rulebook/procedures/disiplin-pp94/due"
    rows = client.get(path, {"start": "2024-11-04", "event": "summons=2024-11-08"}).json()
    words = ["--procedure", "disiplin-pp94", "--start", "2024-11-04", "--event", "summons=2024-11-08"]
    printed = asked(capsys, "rulebook", "due", *words)
    assert isinstance(printed, list)
    assert [(row["rule"], row["due"], row["outer"], row["skipped"], row["why"]) for row in rows] == [
        (row["rule"], row["due"], row["outer"], row["skipped"], row["why"]) for row in printed
    ]
    assert all(row["readings"] for row in rows if row["due"])

"""Invented articles of other shapes and cities, against truths typed by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kondusif.engine.reading import Gazetteer, read

FOLDER = Path(__file__).parent / "articles"
TRUTH: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "truth.yaml").read_text("utf-8"))
LISTS = ["institutions", "activities", "issues"]


def reading_of(name: str, gazetteer: Gazetteer) -> dict[str, Any]:
    return read((FOLDER / f"{name}.txt").read_text("utf-8"), gazetteer).as_json(name)


@pytest.mark.parametrize("name", TRUTH)
def test_places_are_those_where_something_happens_main_place_first(name: str, gazetteer: Gazetteer) -> None:
    found = [place["code"] for place in reading_of(name, gazetteer)["places"]]
    assert found[0] == TRUTH[name]["places"][0]
    assert sorted(found) == sorted(TRUTH[name]["places"])


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("name", TRUTH)
def test_what_is_found_is_what_stands_there(name: str, what: str, gazetteer: Gazetteer) -> None:
    key = "id" if what == "institutions" else "kind"
    assert sorted(one[key] for one in reading_of(name, gazetteer)[what]) == sorted(TRUTH[name][what])


@pytest.mark.parametrize("name", TRUTH)
def test_the_date_is_the_written_one_or_none(name: str, gazetteer: Gazetteer) -> None:
    said: date | None = TRUTH[name]["date"]
    assert reading_of(name, gazetteer)["date"] == (said.isoformat() if said else None)


@pytest.mark.parametrize("name", TRUTH)
def test_contest_and_stage_are_those_the_article_names(name: str, gazetteer: Gazetteer) -> None:
    reading = reading_of(name, gazetteer)
    assert (reading["contest"], reading["stage"]) == (TRUTH[name]["contest"], TRUTH[name]["stage"])


@pytest.mark.parametrize("name", TRUTH)
def test_every_speaker_stands_with_full_name_and_post(name: str, gazetteer: Gazetteer) -> None:
    spoken = {said["speaker"]: said["role"] for said in reading_of(name, gazetteer)["statements"]}
    assert spoken == TRUTH[name]["roles"]


@pytest.mark.parametrize("name", TRUTH)
def test_what_is_only_denied_is_no_issue(name: str, gazetteer: Gazetteer) -> None:
    denied = {one["kind"] for one in reading_of(name, gazetteer)["denied"]}
    assert set(TRUTH[name].get("denied", [])) <= denied

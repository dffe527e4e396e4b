"""The five real articles of the shared folder against a truth table of codes, kinds, posts and offsets."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from kondusif.engine.reading import Gazetteer, read

ROOT = Path(__file__).parents[4]
SEEDS = Path(os.environ.get("KONDUSIF_SHARED", ROOT.parent / "shared")) / "seeds"
TRUTH: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("truth_seeds.yaml").read_text("utf-8"))
KEYS = {"places": "code", "institutions": "id", "activities": "kind", "issues": "kind"}
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here (KONDUSIF_SHARED)")


def text_of(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text("utf-8")


def reading_of(name: str, gazetteer: Gazetteer) -> dict[str, Any]:
    return read(text_of(name), gazetteer).as_json(name)


def overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def scores(found: list[str], true: list[str]) -> tuple[float, float]:
    """Precision and recall of a list of refs."""
    right = len(set(found) & set(true))
    return (right / len(found) if found else 1.0), (right / len(true) if true else 1.0)


@pytest.mark.parametrize("what", KEYS)
@pytest.mark.parametrize("name", TRUTH)
def test_every_finding_is_true_and_every_truth_is_found(
    name: str, what: str, gazetteer: Gazetteer, record_property: Any
) -> None:
    found = [one[KEYS[what]] for one in reading_of(name, gazetteer)[what]]
    precision, recall = scores(found, [row["ref"] for row in TRUTH[name][what]])
    record_property("precision", precision)
    record_property("recall", recall)
    assert (precision, recall) == (1.0, 1.0), found
    assert len(found) == len(set(found)), "one finding a kind"


@pytest.mark.parametrize("what", KEYS)
@pytest.mark.parametrize("name", TRUTH)
def test_every_quote_stands_where_the_truth_points(name: str, what: str, gazetteer: Gazetteer) -> None:
    text = text_of(name)
    places = {row["ref"]: row["at"] for row in TRUTH[name][what]}
    for one in reading_of(name, gazetteer)[what]:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert overlap([one["start"], one["end"]], places[one[KEYS[what]]])


@pytest.mark.parametrize("name", TRUTH)
def test_every_statement_is_given_to_its_speakers_post(name: str, gazetteer: Gazetteer) -> None:
    said = [
        {"role": one["role"], "at": [one["start"], one["end"]]} for one in reading_of(name, gazetteer)["statements"]
    ]
    assert said == TRUTH[name]["statements"]


@pytest.mark.parametrize("name", TRUTH)
def test_date_contest_and_stage_are_the_articles_own(name: str, gazetteer: Gazetteer) -> None:
    reading, truth = reading_of(name, gazetteer), TRUTH[name]
    assert reading["date"] == (truth["date"].isoformat() if truth["date"] else None)
    assert (reading["contest"], reading["stage"]) == (truth["contest"], truth["stage"])

"""One rumour in forty wordings: what three words in a row find of it, and what they do not."""

from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from kondusif.engine.similar import cluster

CASE = yaml.safe_load((Path(__file__).parent / "rumour.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("threshold", "found"), [(0.5, 27), (0.4, 28), (0.3, 32)])
def test_the_wordings_are_joined_and_other_messages_are_not(threshold: float, found: int) -> None:
    """The numbers of docs/algorithms/similarity.md."""
    wordings, others = CASE["wordings"], CASE["others"]
    assert len(wordings) == 40
    ids = [f"W{number}" for number in range(len(wordings))] + [f"O{number}" for number in range(len(others))]
    made = cluster(pa.table({"id": ids, "text": wordings + others}), threshold).to_pylist()
    joined = [row["id"] for row in made if row["cluster"] == "W0"]
    assert len(joined) == found
    assert not any(name.startswith("O") for name in joined)

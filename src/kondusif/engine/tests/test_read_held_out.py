"""The reader on press articles that were kept out of the writing: floors a field. Texts: see `held_out.py`."""

import pytest

from kondusif.engine.reading import Gazetteer
from kondusif.engine.tests.held_out import FIELDS, PRESS, TRUTH, Tally, measured, names

FLOORS = {"speakers": 0.90, "place": 0.88, "activities": 0.88}
HALVES = ["dev", "test", "fresh"]


@pytest.fixture(scope="module")
def tallies(gazetteer: Gazetteer) -> dict[str, dict[str, Tally]]:
    return {half: measured(half, gazetteer) for half in HALVES}


@pytest.mark.skipif(not PRESS.is_dir(), reason="no folder of held-out press articles (KONDUSIF_PRESS)")
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("half", HALVES)
def test_articles_nobody_wrote_patterns_for_are_read(
    half: str, field: str, tallies: dict[str, dict[str, Tally]]
) -> None:
    assert names(half), "no text of this part is here"
    floor = FLOORS.get(field, 0.90)
    assert tallies[half][field].precision >= floor
    assert tallies[half][field].recall >= floor


@pytest.mark.parametrize("name", TRUTH)
def test_a_row_of_facts_has_an_address_and_no_text(name: str) -> None:
    row = TRUTH[name]
    assert row["address"].startswith("https://")
    assert row["half"] in HALVES
    assert max(len(str(value)) for value in row.values()) < 420

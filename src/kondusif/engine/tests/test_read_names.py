"""Names found in two open corpora: floors that guard, on their development parts (never trained on)."""

import pytest

from kondusif.engine.reading import Gazetteer
from kondusif.engine.reading.lexicon import table
from kondusif.engine.reading.tagger import LABELS, Persons, tagger
from kondusif.engine.tests.held_out import Tally
from kondusif.engine.tests.open_corpora import DEV, measured, sentences

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in DEV.values()), reason="the open corpora are not here (KONDUSIF_SHARED)"
)
FLOORS = {"PER": (0.90, 0.18), "LOC": (0.75, 0.18), "ORG": (0.35, 0.12), "speaker": (0.92, 0.85)}


@pytest.fixture(scope="module")
def tallies(gazetteer: Gazetteer) -> dict[str, Tally]:
    return measured(list(DEV.values()), gazetteer)


@pytest.mark.parametrize("kind", FLOORS)
def test_names_are_found_as_well_as_when_it_was_measured(kind: str, tallies: dict[str, Tally]) -> None:
    precision, recall = FLOORS[kind]
    assert tallies[kind].precision >= precision
    assert tallies[kind].recall >= recall


def test_the_model_itself_marks_persons_of_the_news_as_well_as_when_it_was_trained() -> None:
    right = said = true = 0
    for sentence in sentences(DEV["idner"]):
        found = {(one.start, one.end) for one in tagger().entities(sentence.text) if one.kind == "PER"}
        held = set(sentence.names("PER"))
        right, said, true = right + len(found & held), said + len(found), true + len(held)
    assert right / said >= 0.78
    assert right / true >= 0.80


def test_the_weights_are_small_and_say_what_they_were_made_of() -> None:
    assert tagger().weights.nbytes <= 3_000_000
    assert tagger().weights.shape[1] == len(LABELS)
    assert all(row["licence"] == "MIT" for row in table("tagger")["trained_on"])


def test_a_word_of_an_office_is_less_likely_a_person_than_a_name() -> None:
    text = "Menteri Energi dan Sumber Daya Mineral Budi Hartono mengatakan, listrik cukup."
    persons = Persons(text)
    assert persons.surest(text.index("Budi"), text.index(" mengatakan")) > 0.5
    assert persons.surest(text.index("Energi"), text.index(" dan")) < 0.15

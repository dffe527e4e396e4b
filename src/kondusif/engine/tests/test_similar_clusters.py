"""Clusters against the exact similarity, against brute force, and one by one against all at once."""

import random
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.engine.similar import Bundles, cluster, shingles, signature, similarity
from kondusif.engine.similar.joining import FULL_BAND, linked
from kondusif.engine.similar.sketch import PLACES, bands_for, unpacked
from kondusif.kernel.errors import Refused

VOCABULARY = [f"kata{number}" for number in range(4000)]


def text_of(dice: random.Random, length: int = 80) -> str:
    return " ".join(dice.choices(VOCABULARY, k=length))


def with_changed_tail(dice: random.Random, text: str, changed: int) -> str:
    """A copy whose last words are others: exactly `changed` of its shingles are new."""
    words = text.split()
    return " ".join([*words[: len(words) - changed], *dice.choices(VOCABULARY, k=changed)])


def exact(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def table(texts: list[str]) -> pa.Table:
    return pa.table({"id": [f"T{number}" for number in range(len(texts))], "text": texts})


def groups(made: pa.Table) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in made.to_pylist():
        found.setdefault(row["cluster"], set()).add(row["id"])
    return {frozenset(some) for some in found.values()}


def test_a_planted_copy_has_the_similarity_that_arithmetic_says() -> None:
    dice = random.Random(1)
    text = text_of(dice, 102)
    copy = with_changed_tail(dice, text, 25)
    assert exact(text, copy) == 75 / 125


@pytest.mark.parametrize("changed", [0, 5, 12, 25, 40, 60])
def test_the_estimate_lies_around_the_exact_similarity(changed: int) -> None:
    dice = random.Random(changed)
    errors = []
    for _ in range(200):
        text = text_of(dice)
        copy = with_changed_tail(dice, text, changed)
        errors.append(similarity(signature(text), signature(copy)) - exact(text, copy))
    assert abs(np.mean(errors)) < 4 * 0.046 / 200**0.5
    assert np.std(errors) < 0.06


def test_planted_copies_are_found_and_strangers_are_left_alone() -> None:
    dice = random.Random(7)
    texts = [text_of(dice, dice.randint(40, 120)) for _ in range(600)]
    copies = [with_changed_tail(dice, text, 8) for text in texts[:300]]
    made = cluster(table(texts + copies)).to_pylist()
    assert [row["cluster"] for row in made[600:]] == [f"T{number}" for number in range(300)]
    assert all(row["cluster"] == row["id"] and row["score"] == 1.0 for row in made[:600])


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9])
def test_the_links_are_those_of_brute_force(threshold: float) -> None:
    dice = random.Random(3)
    texts = [text_of(dice, 60) for _ in range(40)]
    texts += [with_changed_tail(dice, dice.choice(texts), dice.randint(0, 45)) for _ in range(110)]
    rows = np.array([unpacked(signature(text)) for text in texts])
    width = PLACES // bands_for(threshold)
    parent = list(range(len(texts)))

    def find(number: int) -> int:
        return number if parent[number] == number else find(parent[number])

    for one, other in combinations(range(len(texts)), 2):
        equal = rows[one] == rows[other]
        if equal.mean() >= threshold and equal.reshape(-1, width).all(axis=1).any():
            low, high = sorted((find(one), find(other)))
            parent[high] = low
    names = [find(number) for number in range(len(texts))]
    assert linked(rows, threshold, bands_for(threshold)).tolist() == names
    assert [int(row["cluster"][1:]) for row in cluster(table(texts), threshold).to_pylist()] == names


def test_nearly_all_pairs_of_the_threshold_are_found() -> None:
    for threshold in np.arange(0.1, 1, 0.05).tolist():
        bands = bands_for(threshold)
        assert 1 - (1 - threshold ** (PLACES // bands)) ** bands >= 0.99


def test_the_score_is_the_estimate_to_the_first_text_also_where_others_link_them() -> None:
    dice = random.Random(9)
    chain = [text_of(dice, 102)]
    for _ in range(4):
        words = chain[-1].split()
        chain.append(" ".join([*words[20:], *dice.choices(VOCABULARY, k=20)]))
    made = cluster(table(chain)).to_pylist()
    assert {row["cluster"] for row in made} == {"T0"}
    assert [row["score"] for row in made] == [
        round(similarity(signature(chain[0]), signature(text)), 4) for text in chain
    ]
    assert made[4]["score"] < 0.3


some_texts = st.lists(
    st.lists(st.sampled_from(["tps", "pindah", "warga", "3", "8", "besok", "😀"]), max_size=9).map(" ".join),
    max_size=40,
)


@given(some_texts, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_one_by_one_in_any_order_gives_the_clusters_of_all_at_once(texts: list[str], dice: random.Random) -> None:
    made = table(texts)
    expected = groups(cluster(made)) if texts else set()
    order = list(range(len(texts)))
    dice.shuffle(order)
    bundles = Bundles()
    bundles.add_all((f"T{number}", signature(texts[number])) for number in order)
    assert {frozenset(some) for some in bundles.clusters().values()} == expected


@given(some_texts)
@settings(max_examples=100, deadline=None)
def test_one_by_one_in_the_same_order_gives_the_same_names_and_scores(texts: list[str]) -> None:
    bundles = Bundles()
    bundles.add_all((f"T{number}", signature(text)) for number, text in enumerate(texts))
    for row in cluster(table(texts)).to_pylist() if texts else []:
        assert (bundles.cluster_of(row["id"]), round(bundles.score(row["id"]), 4)) == (row["cluster"], row["score"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_knows_no_order(one: str, other: str) -> None:
    first, second = signature(one), signature(other)
    assert similarity(first, second) == similarity(second, first)
    assert similarity(first, first) == (1.0 if first else 0.0)


def test_the_same_id_again_changes_nothing_unless_its_text_is_another() -> None:
    bundles = Bundles()
    assert bundles.add("A", signature("satu dua tiga empat")) == "A"
    assert bundles.add("B", signature("Satu dua tiga empat!")) == "A"
    assert bundles.add("B", signature("Satu dua tiga empat!")) == "A"
    assert len(bundles) == 2
    with pytest.raises(Refused, match=r"engine\.similar\.changed"):
        bundles.add("B", signature("lima enam tujuh delapan"))


def test_short_and_wordless_texts_are_joined_only_when_their_words_are_equal() -> None:
    made = cluster(table(["Siap", "siap!!", "siap pak", "👍", "👍", "", "", "siap pak lurah", "😀 siap"]))
    assert made["cluster"].to_pylist() == ["T0", "T0", "T2", "T3", "T4", "T5", "T6", "T7", "T0"]
    assert made["score"].to_pylist() == [1.0] * 9


def test_a_flood_of_one_message_is_one_cluster_and_the_true_reports_stay_outside() -> None:
    dice = random.Random(11)
    source = text_of(dice, 60)
    flood = [with_changed_tail(dice, source, dice.randint(0, 6)) for _ in range(3000)]
    true = [text_of(dice, 50) for _ in range(100)]
    made = cluster(table(flood + true))
    assert made["cluster"].to_pylist() == ["T0"] * 3000 + [f"T{number}" for number in range(3000, 3100)]
    bundles = Bundles()
    bundles.add_all((row["id"], signature(row["text"])) for row in table(flood[:500] + true).to_pylist())
    assert len(bundles.clusters()) == 101


def test_a_full_band_still_finds_what_belongs_to_its_first_texts() -> None:
    footer = " ".join(VOCABULARY[:30])
    dice = random.Random(13)
    texts = [f"{footer} {text_of(dice, 60)}" for _ in range(FULL_BAND * 4)]
    copies = [with_changed_tail(dice, text, 6) for text in texts]
    made = cluster(table(texts + copies))
    right = sum(made["cluster"][len(texts) + number].as_py() == f"T{number}" for number in range(len(texts)))
    assert right == len(texts)
    bundles = Bundles()
    bundles.add_all((f"T{number}", signature(text)) for number, text in enumerate(texts + copies))
    assert [bundles.cluster_of(f"T{number}") for number in range(len(made))] == made["cluster"].to_pylist()


def test_a_doubled_id_is_named() -> None:
    with pytest.raises(Refused, match=r"engine\.similar\.twin") as refused:
        cluster(pa.table({"id": ["A", "B", "A"], "text": ["x", "y", "z"]}))
    assert refused.value.facts == {"id": "A", "row": 3}


@pytest.mark.parametrize("threshold", [0, -1, 1.2, 0.01])
def test_a_threshold_that_cannot_be_kept_is_refused(threshold: float) -> None:
    with pytest.raises(Refused, match=r"engine\.similar\.threshold"):
        bands_for(threshold)


def test_an_empty_table_gives_an_empty_table() -> None:
    made = cluster(pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}))
    assert made.column_names == ["id", "cluster", "score"]
    assert made.num_rows == 0

"""On an invented roster with known truth: who is meant is found, whatever the noise, and a score means what it says."""

import os
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pytest

from kondusif.engine.names import Index, build

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("KONDUSIF_SHARED", ROOT.parent / "shared"))
SIZE, ASKED, SEED = 30_000, 1_500, 4_242
LEAST = {"initial": 0.85, "split": 0.85, "joined": 0.85, "dropped": 0.85, "cut_off": 0.85, "marga": 0.85, "bali": 0.8}
LEAST_OTHERWISE, FEW = 0.93, 15

pytestmark = pytest.mark.skipif(
    not (SHARED / "data/names/token_frequencies.csv").exists(),
    reason="the shared folder with the frequencies is absent",
)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, pa.Table]:
    """The index of an invented roster, and noisy names of its people; one in seven stands in no row."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        from synthetic_names import noisy, roster
    people = roster(SIZE, SEED)
    return build(people, tmp_path_factory.mktemp("recall") / "index"), noisy(people, ASKED, SEED + 1, absent=0.15)


@pytest.fixture(scope="module")
def answers(synthetic: tuple[Index, pa.Table]) -> list[tuple[dict[str, str], list[tuple[str, float]]]]:
    index, names = synthetic
    return [
        (row, [(match.nip, match.score) for match in index.match(row["nama"], unit=row["unit"], area=row["wilayah"])])
        for row in names.to_pylist()
    ]


def test_the_person_is_among_five_whatever_the_noise(
    answers: list[tuple[dict[str, str], list[tuple[str, float]]]],
) -> None:
    hits: dict[str, list[bool]] = defaultdict(list)
    for row, found in answers:
        for kind in [*row["noise"].split("+"), "all"]:
            if row["truth"]:
                hits[kind].append(row["truth"] in [nip for nip, _score in found])
    low = {
        kind: sum(seen) / len(seen)
        for kind, seen in hits.items()
        if len(seen) >= FEW and sum(seen) / len(seen) < LEAST.get(kind, LEAST_OTHERWISE)
    }
    assert low == {}
    assert sum(hits["all"]) / len(hits["all"]) >= 0.97


def test_a_score_of_nine_tenths_is_right_nine_times_in_ten(
    answers: list[tuple[dict[str, str], list[tuple[str, float]]]],
) -> None:
    bands: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row, found in answers:
        for nip, score in found:
            bands["high" if score >= 0.85 else "low" if score < 0.1 else "middle"].append((score, nip == row["truth"]))
    rates = {band: sum(right for _score, right in seen) / len(seen) for band, seen in bands.items()}
    said = {band: sum(score for score, _right in seen) / len(seen) for band, seen in bands.items()}
    assert rates["high"] >= 0.9
    assert abs(rates["high"] - said["high"]) < 0.03
    assert abs(rates["middle"] - said["middle"]) < 0.15
    assert rates["low"] < 0.1


def test_people_of_no_roster_are_seldom_found(answers: list[tuple[dict[str, str], list[tuple[str, float]]]]) -> None:
    strangers = [found for row, found in answers if not row["truth"]]
    sure = sum(bool(found) and found[0][1] >= 0.9 for found in strangers)
    assert sure / len(strangers) <= 0.02


def test_strangers_of_a_small_city_are_seldom_found_by_their_unit(tmp_path: Path) -> None:
    """In the roster of one city a unit holds many of the frequent words: a fitting unit must not make up for a name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        from synthetic_names import noisy, roster
    people = roster(1_200, SEED + 2, cities=1)
    index = build(people, tmp_path / "city")
    strangers = [row for row in noisy(people, 900, SEED + 3, absent=1.0).to_pylist() if row["unit"]]
    best = [max((match.score for match in index.match(row["nama"], unit=row["unit"], area=row["wilayah"])), default=0)
            for row in strangers]  # fmt: skip
    assert sum(score >= 0.9 for score in best) / len(best) <= 0.02
    known = [row for row in noisy(people, 400, SEED + 4).to_pylist() if row["unit"]]
    first = [index.match(row["nama"], unit=row["unit"], area=row["wilayah"])[:1] for row in known]
    right = [bool(found) and found[0].nip == row["truth"] for row, found in zip(known, first, strict=True)]
    assert sum(right) / len(right) >= 0.95


def test_the_same_question_has_the_same_answer(synthetic: tuple[Index, pa.Table]) -> None:
    index, names = synthetic
    some = names.slice(0, 100)
    assert index.match_many(some, 5).equals(Index.open(index.store.folder).match_many(some, 5))

"""Learns the weights of the name index from invented rosters with known truth, and checks them on others.

    .venv/bin/python tools/calibrate_names.py [--names 2000] [--sizes 40,300,1200,12000,80000,400000]

Writes src/kondusif/engine/data/names_weights.yaml. The weights are those under which the truth is likeliest among all
rows that were weighed and "nobody of the roster" (a conditional logit); the curve turns the chance into how often such
a chance was right. Neither a person nor a real name takes part. Training seeds are below 1000, those of bench/ above.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "bench"))
from kondusif.engine.names import build, normalise  # noqa: E402
from kondusif.engine.names.align import FEATURES  # noqa: E402
from kondusif.engine.names.evidence import OUTSIDE, PLACE  # noqa: E402
from synthetic_names import CITIES, noisy, roster  # noqa: E402

WEIGHTS = HERE / "src/kondusif/engine/data/names_weights.yaml"
ABSENT, RIDGE, OF_A_CITY = 0.3, 1e-5, 50_000
KNOTS = np.array([0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 1.0])


@dataclass
class Examples:
    """Weighed rows of many questions behind one another; the truth of each is a row or none."""

    values: np.ndarray
    counts: np.ndarray
    starts: np.ndarray
    outside: np.ndarray
    right: np.ndarray


def gather(size: int, names: int, seed: int) -> Examples:
    """Questions to an invented roster, and what was weighed for each. A small one is that of one city."""
    people = roster(size, seed, cities=1 if size < OF_A_CITY else CITIES)
    values, counts, starts, outside, right = [], [], [0], [], []
    with tempfile.TemporaryDirectory() as folder:
        index = build(people, Path(folder, "index"))
        for asked in noisy(people, names, seed + 1, absent=ABSENT).to_pylist():
            weighed = index.weigh(normalise(asked["nama"]), asked["unit"], asked["wilayah"])
            if weighed is None:
                continue
            values.append(weighed.values)
            counts.append(weighed.counts)
            outside.append(weighed.outside)
            nips = [index.store.nips[int(row)].as_py() for row in weighed.rows]
            right.append(starts[-1] + nips.index(asked["truth"]) if asked["truth"] in nips else -1)
            starts.append(starts[-1] + len(nips))
    return Examples(np.vstack(values), np.concatenate(counts), np.array(starts), np.vstack(outside), np.array(right))


def together(parts: list[Examples]) -> Examples:
    shift = np.cumsum([0, *(len(part.values) for part in parts)])
    starts = [part.starts[:-1] + move for part, move in zip(parts, shift, strict=False)]
    right = [np.where(part.right >= 0, part.right + move, -1) for part, move in zip(parts, shift, strict=False)]
    return Examples(
        np.vstack([part.values for part in parts]), np.concatenate([part.counts for part in parts]),
        np.append(np.concatenate(starts), shift[-1]), np.vstack([part.outside for part in parts]),
        np.concatenate(right),
    )  # fmt: skip


def chances(weights: np.ndarray, some: Examples) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chance of every row, of nobody, and the log chance of the truth, for given weights."""
    width = some.values.shape[1]
    rows, none = some.values @ weights[:width], some.outside @ weights[width:]
    begins, sizes = some.starts[:-1], np.diff(some.starts)
    top = np.maximum(np.maximum.reduceat(rows, begins), none)
    parts, nobody = np.exp(rows - np.repeat(top, sizes)), np.exp(none - top)
    total = np.add.reduceat(parts * some.counts, begins) + nobody
    row_chance, none_chance = parts / np.repeat(total, sizes), nobody / total
    truth = np.where(some.right >= 0, row_chance[np.maximum(some.right, 0)], none_chance)
    return row_chance, none_chance, np.log(np.maximum(truth, 1e-300))


def fit(some: Examples, start: np.ndarray) -> np.ndarray:
    """The likeliest weights, kept from running away by a small ridge."""
    sizes, chosen = np.diff(some.starts), some.right >= 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        row_chance, none_chance, truth = chances(weights, some)
        row_part = -(row_chance * some.counts)
        row_part[some.right[chosen]] += 1.0
        none_part = -none_chance + ~chosen
        gradient = np.concatenate([row_part @ some.values, none_part @ some.outside])
        return -truth.sum() / len(sizes) + RIDGE * weights @ weights, -gradient / len(sizes) + 2 * RIDGE * weights

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 600}).x)


def curve(row_chance: np.ndarray, some: Examples) -> np.ndarray:
    """How often a row with a chance was right, never falling, at the knots."""
    right = np.zeros(len(row_chance))
    right[some.right[some.right >= 0]] = 1.0
    seen = row_chance > 1e-3
    steps = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(row_chance[seen], right[seen])
    smooth = np.array([steps.predict(np.linspace(max(k - 0.02, 0), min(k + 0.02, 1), 9)).mean() for k in KNOTS])
    smooth[0] = 0.0
    return np.maximum.accumulate(np.minimum(smooth, 0.999))


def report(weights: np.ndarray, shape: np.ndarray, some: Examples) -> None:
    """Calibration on rosters that took no part: how often a row with a score was right."""
    row_chance, _none, truth = chances(weights, some)
    scores = np.interp(row_chance, KNOTS, shape)
    right = np.zeros(len(scores))
    right[some.right[some.right >= 0]] = 1.0
    print(f"held out: {len(some.starts) - 1} names, mean log chance of the truth {truth.mean():.4f}")
    for low, high in zip(np.arange(0, 1, 0.1), np.arange(0.1, 1.1, 0.1), strict=True):
        inside = (scores >= max(low, 0.02)) & (scores < high + (high > 0.95))
        if inside.any():
            said, true = scores[inside].mean(), right[inside].mean()
            print(f"  {low:.1f}-{high:.1f}: {inside.sum():6d} rows, score {said:.3f}, right {true:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=2000)
    parser.add_argument("--sizes", default="40,300,1200,12000,80000,400000")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    learning = together([gather(size, asked.names, 11 + 10 * place) for place, size in enumerate(sizes)])
    held_out = together([gather(size, asked.names // 2, 511 + 10 * place) for place, size in enumerate(sizes)])
    old = yaml.safe_load(WEIGHTS.read_text())
    start = [old["fit"].get(name, 0.0) for name in (*FEATURES, *PLACE)]
    start += [old["outside"].get(name, 0.0) for name in OUTSIDE]
    weights = fit(learning, np.array(start, dtype=float))
    shape = curve(chances(weights, learning)[0], learning)
    report(weights, shape, held_out)
    width = len(FEATURES) + len(PLACE)
    document = {
        "made_by": "tools/calibrate_names.py, on invented rosters only", "licence": "as the product",
        "fit": {name: round(float(w), 4) for name, w in zip((*FEATURES, *PLACE), weights[:width], strict=True)},
        "outside": {name: round(float(w), 4) for name, w in zip(OUTSIDE, weights[width:], strict=True)},
        "curve": {"raw": KNOTS.tolist(), "true": [round(float(v), 4) for v in shape]},
    }  # fmt: skip
    head = "# Weights of the name index; see docs/algorithms/names.md, section 4.\n"
    WEIGHTS.write_text(head + yaml.safe_dump(document, sort_keys=False))


if __name__ == "__main__":
    main()

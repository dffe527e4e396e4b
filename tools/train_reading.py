"""Trains the tagger of names that `engine/reading/tagger.py` runs, and writes its weights.

    .venv/bin/python tools/train_reading.py [--out src/kondusif/engine/data/tagger.npz] [--cost 0.3]

The corpora are read where the shared folder stands (KONDUSIF_SHARED): idner-news-2k (news, 2,340 sentences) and
indonlu-nergrit (1,672 sentences), both MIT. Only their training parts are used; the figures are those of their other
parts. scikit-learn is needed here and nowhere else.
"""

import argparse
import gzip
import os
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kondusif.engine.reading.tagger import BUCKETS, LABELS, Tagger, features

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("KONDUSIF_SHARED", ROOT.parent / "shared")) / "data"
KINDS = {"PERSON": "PER", "PLACE": "LOC", "ORGANISATION": "ORG"}
Sentence = tuple[list[str], list[str]]


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a corpus file: the word first, the label last, a blank line between."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*raw.decode("utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) >= 2:
            head, _dash, kind = parts[-1].partition("-")
            words.append(parts[0])
            labels.append(f"{head}-{KINDS.get(kind, kind)}" if kind else "O")
        elif words:
            found.append((words, labels))
            words, labels = [], []
    return found


def matrix(parts: list[Sentence]) -> tuple[csr_matrix, np.ndarray]:
    """All words as rows of hashed features, and their labels as numbers."""
    rows = np.vstack([features(words) for words, _labels in parts])
    truth = np.array([LABELS.index(label) for _words, labels in parts for label in labels])
    ends = np.arange(0, rows.size + 1, rows.shape[1])
    return csr_matrix((np.ones(rows.size, np.float32), rows.ravel(), ends), shape=(len(rows), BUCKETS)), truth


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Whole names as (first, end, kind)."""
    found, at = set(), 0
    while at < len(labels):
        kind, to = labels[at][2:], at + 1
        while kind and to < len(labels) and labels[to] == f"I-{kind}":
            to += 1
        if kind:
            found.add((at, to, kind))
        at = to
    return found


def scores(model: Tagger, parts: list[Sentence]) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and count of whole names, by kind."""
    right, said, true = (dict.fromkeys(("PER", "LOC", "ORG"), 0) for _part in range(3))
    for words, labels in parts:
        found = spans([LABELS[at] for at in model.labels(words)[0]])
        held = spans(labels)
        for kind in right:
            right[kind] += sum(1 for span in found & held if span[2] == kind)
            said[kind] += sum(1 for span in found if span[2] == kind)
            true[kind] += sum(1 for span in held if span[2] == kind)
    return {kind: (right[kind] / max(1, said[kind]), right[kind] / max(1, true[kind]), true[kind]) for kind in right}


def packed(coefficients: np.ndarray, smallest: float = 0.02) -> Tagger:
    """Weights as small whole numbers; what is next to nothing is nothing."""
    kept = np.where(np.abs(coefficients) < smallest, 0.0, coefficients)
    scale = float(np.abs(kept).max()) / 127
    return Tagger(np.round(kept / scale).astype(np.int8), scale)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--out", type=Path, default=ROOT / "src/kondusif/engine/data/tagger.npz")
    asked.add_argument("--cost", type=float, default=1.0, help="scikit-learn's C: larger trusts the corpus more")
    given = asked.parse_args()
    learn = sentences(SHARED / "idner-news-2k/train.txt") + sentences(SHARED / "indonlu-nergrit/train.txt.gz")
    model = LogisticRegression(C=given.cost, max_iter=300, tol=1e-3, fit_intercept=False)
    model.fit(*matrix(learn))
    order = np.argsort(model.classes_)
    weights = np.zeros((BUCKETS, len(LABELS)))
    weights[:, model.classes_[order]] = model.coef_[order].T
    tagger = packed(weights)
    np.savez_compressed(given.out, weights=tagger.weights, scale=np.float64(tagger.scale))
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes")
    for name, path in (("idner", "idner-news-2k/dev.txt"), ("nergrit", "indonlu-nergrit/valid.txt.gz")):
        for kind, (precision, recall, count) in scores(tagger, sentences(SHARED / path)).items():
            print(f"{name:8} {kind} precision {precision:.3f} recall {recall:.3f} of {count}")


if __name__ == "__main__":
    main()

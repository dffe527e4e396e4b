"""Two folded names laid beside each other, word by word, and what the fit says in numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import OSA

from kondusif.engine.names.fold import also, key, light_words
from kondusif.engine.names.words_table import KEY_LETTERS

FEATURES = (
    "exact", "sound", "typo", "slips", "typos", "initial", "cut_off", "joined", "missing", "missing_weight", "extra",
    "extra_weight", "light", "swapped", "whole", "kept_initial", "lone_typo",
)  # fmt: skip
Right = dict[int, tuple[int, str, float]]
LEAST_TYPO, SHORTEST_CUT, LEAST_JOINED, MOST_APART = 0.55, 3, 0.8, 4
SURE = {"exact": 3.0, "sound": 2.0}


@dataclass(slots=True)
class Fit:
    """How one name of the roster fits the written one.

    Args:
        values: one number for each of `FEATURES`.
        found: (kind, written, found) for what was laid together or left over.
    """

    values: list[float]
    found: list[tuple[str, str, str]] = field(default_factory=list)


class Aligner:
    """Lays names of a roster beside one written name; remembers what it learnt about a word.

    Args:
        words: the folded written words.
        initials: letters taken off as a title that may have been an initial.
        weights: how telling each written word is: log of all rows by the rows with just that word.
    """

    def __init__(self, words: tuple[str, ...], initials: tuple[str, ...], weights: list[float]) -> None:
        self.words, self.initials, self.weights = words, initials, weights
        self.keys = [key(word)[:KEY_LETTERS] for word in words]
        self._seen: dict[str, list[tuple[float, str]]] = {}

    def alike(self, found: str, own: str) -> list[tuple[float, str]]:
        """For every written word how alike it is to a found one, and in what way; `own` is what is heard of that."""
        known = self._seen.get(found)
        if known is None:
            pairs = zip(self.words, self.keys, strict=True)
            known = self._seen[found] = [self._one(word, heard, found, own) for word, heard in pairs]
        return known

    def _one(self, word: str, heard: str, found: str, own: str) -> tuple[float, str]:
        if word == found or found in also().get(word, ()):
            return (1.0, "exact") if word == found else (0.9, "sound")
        if len(word) == 1 or len(found) == 1:
            return (0.5, "initial") if word[0] == found[0] else (0.0, "")
        if heard == own:
            return 0.95, "sound"
        score = max(OSA.normalized_similarity(word, found), OSA.normalized_similarity(heard, own) - 0.04)
        if len(word) >= SHORTEST_CUT and found.startswith(word):
            return max(score, 0.5 + 0.4 * len(word) / len(found)), "cut_off"
        return (score, "typo") if score >= LEAST_TYPO else (0.0, "")

    def fit(self, found: list[str], heard: list[str], weights: list[float]) -> Fit:
        """Lay one name beside the written one: the best pairs of words first, then what was joined or split.

        Args:
            found: the folded words of the roster's name.
            heard: their keys.
            weights: how telling each of them is.
        """
        cells = []
        for j, word in enumerate(found):
            cells += [
                (score, -abs(i - j), kind, i, j) for i, (score, kind) in enumerate(self.alike(word, heard[j])) if kind
            ]
        cells.sort(reverse=True)
        left: dict[int, int] = {}
        right: Right = {}
        for score, _apart, kind, i, j in cells:
            if i not in left and j not in right:
                left[i], right[j] = j, (i, kind, score)
        values, out = dict.fromkeys(FEATURES, 0.0), Fit([])
        if (
            len(right) < len(found)
            or len(left) < len(self.words)
            or any(lain[1] not in SURE for lain in right.values())
        ):
            self._join(found, left, right, values, out)
        for j, (i, kind, score) in right.items():
            if kind == "joined":
                continue
            _count(values, kind, self.weights[i], score, max(len(self.words[i]), len(found[j])))
            out.found.append((kind, self.words[i], found[j]))
        self._left_over(found, weights, left, right, values, out)
        places = [left[i] for i in sorted(left) if right[left[i]][1] != "joined"]
        values["swapped"] = float(any(a > b for a, b in pairwise(places)))
        values["whole"] = float(values["missing"] + values["extra"] == 0)
        values["lone_typo"] = float(len(found) == 1 and values["exact"] == 0)
        if values["swapped"]:
            out.found.append(("swapped", " ".join(self.words), " ".join(found)))
        out.values = [values[name] for name in FEATURES]
        return out

    def _join(self, found: list[str], left: dict[int, int], right: Right,
              values: dict[str, float], out: Fit) -> None:  # fmt: skip
        """Two written words that are one of the roster, or one that is two of the roster."""
        for i in range(len(self.words) - 1):
            together = self.words[i] + self.words[i + 1]
            j, score = _best_joined(together, found)
            if (
                score >= LEAST_JOINED
                and score > _mean_alike(left, right, (i, i + 1))
                and _free(left, right, (i, i + 1), (j,))
            ):
                _lay(left, right, (i, i + 1), (j,), score)
                values["joined"] += (self.weights[i] + self.weights[i + 1]) * score / 2
                out.found.append(("joined", f"{self.words[i]} {self.words[i + 1]}", found[j]))
        for j in range(len(found) - 1):
            i, score = _best_joined(found[j] + found[j + 1], self.words)
            if (
                score >= LEAST_JOINED
                and score > _mean_alike_found(right, (j, j + 1))
                and _free(left, right, (i,), (j, j + 1))
            ):
                _lay(left, right, (i,), (j, j + 1), score)
                values["joined"] += self.weights[i] * score
                out.found.append(("joined", self.words[i], f"{found[j]} {found[j + 1]}"))

    def _left_over(self, found: list[str], weights: list[float], left: dict[int, int], right: Right,
                   values: dict[str, float], out: Fit) -> None:  # fmt: skip
        for j, word in enumerate(found):
            if j in right:
                continue
            if word in light_words():
                values["light"] += 1
            elif word[0] in self.initials and not values["kept_initial"]:
                values["kept_initial"] = 1.0
                out.found.append(("initial", word[0], word))
            else:
                values["missing"] += 1
                values["missing_weight"] += weights[j]
                out.found.append(("missing_part", "", word))
        for i, word in enumerate(self.words):
            if i in left:
                continue
            if word in light_words():
                values["light"] += 1
            else:
                values["extra"] += 1
                values["extra_weight"] += self.weights[i]
                out.found.append(("extra_part", word, ""))


def _best_joined(together: str, words: Sequence[str]) -> tuple[int, float]:
    """The word most like two joined ones, and how alike."""
    best, most = 0, 0.0
    for place, word in enumerate(words):
        if abs(len(word) - len(together)) < MOST_APART:
            score = OSA.normalized_similarity(together, word)
            if score > most:
                best, most = place, score
    return best, most


def _mean_alike(left: dict[int, int], right: Right, places: tuple[int, ...]) -> float:
    """How well written words were laid so far; a word that lies nowhere counts nothing."""
    return sum(right[left[i]][2] for i in places if i in left) / len(places)


def _mean_alike_found(right: Right, places: tuple[int, ...]) -> float:
    return sum(right[j][2] for j in places if j in right) / len(places)


def _free(left: dict[int, int], right: Right, mine: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
    """Whether nothing is laid on these words yet, or only loosely."""
    lain = [right[left[i]] for i in mine if i in left] + [right[j] for j in theirs if j in right]
    return all(kind not in SURE and kind != "joined" for _i, kind, _score in lain)


def _lay(
    left: dict[int, int],
    right: Right,
    mine: tuple[int, ...],
    theirs: tuple[int, ...],
    score: float,
) -> None:
    for i in mine:
        if i in left:
            right.pop(left.pop(i), None)
    for j in theirs:
        if j in right:
            left.pop(right.pop(j)[0], None)
    for i in mine:
        left[i] = theirs[0]
    for j in theirs:
        right[j] = (mine[0], "joined", score)


def _count(values: dict[str, float], kind: str, weight: float, score: float, letters: int) -> None:
    if kind in {"exact", "sound", "cut_off"}:
        values[kind] += weight * (score if kind == "cut_off" else 1.0)
    elif kind == "initial":
        values["initial"] += 1
    else:
        values["typo"] += weight
        values["slips"] += (1 - score) * letters
        values["typos"] += 1


def telling(rows: int, with_word: np.ndarray) -> list[float]:
    """How telling words are: log of all rows by the rows with the word."""
    return [math.log((rows + 1) / (count + 1)) for count in with_word.tolist()]

"""From a folded name to the few hundred different names of the roster that may be meant."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from kondusif.engine.names.fold import also, fold, key
from kondusif.engine.names.store import Ints, Longs, Store
from kondusif.engine.names.words_table import KEY_LETTERS, distinct

Floats = npt.NDArray[np.float32]
MOST_VARIANTS, MOST_NAMES, MOST_LOOSE = 40, 3_000, 8
LEAST_ALIKE, SOUND_ALIKE, NEARLY_SAME = 0.55, 0.95, 0.9
INITIAL_LETTERS, SHORTEST_CUT = 1, 3
LONE_WALK, MOST_CUTS, SHORTEST_LOOSE_CUT = 2_000, 4, 8


@dataclass(slots=True)
class Variants:
    """The words of the roster that one written word may be.

    Args:
        word: the written word, folded.
        ids, alike: numbers of words and how alike they are, best first.
        low, high: the words that begin as the written one does; empty for words of one letter that stand alone.
    """

    word: str
    ids: Ints
    alike: Floats
    low: int
    high: int

    def sure(self) -> Ints:
        return self.ids[self.alike >= NEARLY_SAME][:MOST_LOOSE]


def variants(store: Store, word: str) -> Variants:
    """The words of the roster that a written word may be, at most forty, best first."""
    numbers: list[Ints] = []
    for form in (word, *also().get(word, ())):
        if len(form) > INITIAL_LETTERS:
            numbers.append(store.close_to(key(form)))
        numbers.append(np.array([number] if (number := store.number(form)) else [], dtype=np.int32))
    ids = distinct(np.concatenate(numbers))
    low, high = store.beginning(word)
    if not len(ids):
        return Variants(word, ids, np.zeros(0, dtype=np.float32), low, high)
    alike = _alikeness(store, word, ids)
    order = np.lexsort((-store.word_rows[ids], -alike))[:MOST_VARIANTS]
    order = order[alike[order] >= LEAST_ALIKE]
    return Variants(word, ids[order], alike[order], low, high)


def _alikeness(store: Store, word: str, ids: Ints) -> Floats:
    """1 for the same word, .95 for the same sound, else the share of letters kept by the fewest slips."""
    forms = (word, *also().get(word, ()))
    texts = store.vocabulary[ids - 1].tolist()
    alike = cdist([form.encode() for form in forms], texts, scorer=OSA.normalized_similarity, dtype=np.float32).max(
        axis=0
    )
    own = np.bytes_(key(word)[:KEY_LETTERS].encode())
    alike[(store.keys[ids - 1] == own) & (alike < SOUND_ALIKE)] = SOUND_ALIKE
    return alike


def candidates(store: Store, words: list[Variants]) -> Ints:
    """Numbers of the names that hold two of the words, or the lone word; at most three thousand.

    Names of few words stand first in every range, so a cut range loses the longest names.
    """
    asked: list[tuple[Longs, Longs, Longs]] = []
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            asked += _pair_questions(one, other)
    if len(words) == 1:
        lone = words[0].ids.astype(np.int64)
        asked.append((lone, np.zeros_like(lone), np.ones_like(lone)))
    found = _gather(store, asked, MOST_NAMES)
    if len(words) <= 2:
        found = distinct(np.concatenate([found, _by_one_word(store, words)]))
    return found


def _pair_questions(one: Variants, other: Variants) -> list[tuple[Longs, Longs, Longs]]:
    """Both words in all readings, one of them nearly sure; and one of them sure with the beginning of the other."""
    out = []
    for left, right in ((one, other), (other, one)):
        sure, loose = left.sure().astype(np.int64), right.ids.astype(np.int64)
        if len(sure) and len(loose):
            first = np.repeat(sure, len(loose))
            second = np.tile(loose, len(sure))
            out.append((first, second, second + 1))
        if len(sure) and right.high > right.low:
            size = len(sure)
            out.append((sure, np.full(size, right.low, dtype=np.int64), np.full(size, right.high, dtype=np.int64)))
    few, many = one.ids[:MOST_LOOSE].astype(np.int64), other.ids[:MOST_LOOSE].astype(np.int64)
    if len(few) and len(many):
        first, second = np.repeat(few, len(many)), np.tile(many, len(few))
        out.append((first, second, second + 1))
    return out


def _gather(store: Store, asked: list[tuple[Longs, Longs, Longs]], most: int) -> Ints:
    """The names of all ranges, small ranges first, until there are enough."""
    if not asked:
        return np.zeros(0, dtype=np.int32)
    first, low, high = (np.concatenate(part) for part in zip(*asked, strict=True))
    starts, ends = store.pair_ranges(first, low, high)
    sizes = ends - starts
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    parts, room = [], most
    for place in order.tolist():
        take = min(int(sizes[place]), room)
        parts.append(store.pair_name[starts[place] : starts[place] + take])
        room -= take
        if room <= 0:
            break
    return distinct(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int32)


def _by_one_word(store: Store, words: list[Variants]) -> Ints:
    """Names found by one word alone: all that hold it when it is rare, else the first of them."""
    asked = []
    for word in words:
        sure = word.sure().astype(np.int64)
        asked.append((sure, np.zeros_like(sure), np.full_like(sure, 1 << store.id_bits) - 1))
    return _gather(store, asked, LONE_WALK)


def otherwise_written(store: Store, words: list[str], *, loosely: bool) -> Iterator[tuple[list[Variants], Ints]]:
    """Other readings of a name: two of its words as one, one of them as two; each with the names it leads to.

    Args:
        loosely: a word is also cut where only one half is a known word and the other lies a slip from one.
    """
    for place in range(len(words) - 1):
        together = variants(store, fold(words[place] + words[place + 1]))
        read = [together, *(variants(store, word) for word in words[:place] + words[place + 2 :])]
        yield read, candidates(store, read)
    for place, word in enumerate(words):
        rest = [variants(store, other) for other in words[:place] + words[place + 1 :]]
        for left, right in _halves(store, word, loosely):
            yield [left, right, *rest], _gather(store, _pair_questions(left, right), MOST_NAMES // 8)


def _halves(store: Store, word: str, loosely: bool) -> Iterator[tuple[Variants, Variants]]:
    """Ways to cut a word in two that some name of the roster bears out, at most three."""
    cuts = [(fold(word[:cut]), fold(word[cut:])) for cut in range(2, len(word) - 1)]
    known = [(store.number(left), store.number(right)) for left, right in cuts]
    both = [place for place, (left, right) in enumerate(known) if left and right]
    if both:
        first, second = (np.array([known[place][side] for place in both], dtype=np.int64) for side in (0, 1))
        starts, ends = store.pair_ranges(first, second, second + 1)
        both = [place for place, start, end in zip(both, starts.tolist(), ends.tolist(), strict=True) if end > start]
    if not both and loosely and len(word) >= SHORTEST_LOOSE_CUT:
        either = [
            place for place, sides in enumerate(known) if any(sides) and min(map(len, cuts[place])) >= SHORTEST_CUT
        ]
        both = sorted(either, key=lambda place: -max(len(cuts[place][side]) for side in (0, 1) if known[place][side]))
    for place in both[:MOST_CUTS]:
        yield variants(store, cuts[place][0]), variants(store, cuts[place][1])

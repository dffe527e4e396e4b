"""Invented rosters of any size, and noisy ways to write their names, with the truth kept beside.

Tokens, titles and lengths are drawn by the frequencies of `names/` in the shared folder (KONDUSIF_SHARED). Those tables
leave out what was seen fewer than five times, more than a third of all tokens: that tail is made of pieces of known
tokens, so that the vocabulary grows with the roster as it does in life. No row is a person.

    .venv/bin/python bench/synthetic_names.py --size 10000 --out roster.parquet [--noisy 500 --names names.parquet]
"""

import argparse
import csv
import os
import random
import time
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from harness.noise import OFFICES, spoil

SHARED = Path(os.environ.get("KONDUSIF_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FOLDER = SHARED / "data" / "names"
TAIL_WORDS = 500_000
TAIL_SHARE = {"single": 0.60, "first": 0.29, "middle": 0.41, "last": 0.41}
CITIES, VILLAGE_OFFICE = 514, 0
MEN, LONGEST, SUFFIXED, PREFIXED = 0.52, 5, 0.38, 0.066
LONELY = 25  # a token seen more often than this in front of others stands alone less often than it should


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}_frequencies.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def known_tokens() -> dict[tuple[str, str], tuple[list[str], np.ndarray]]:
    """(position, sex) -> tokens and their chances."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in _rows("token"):
        cell = found[row["position"], row["sex"]]
        cell[row["token"]] = cell.get(row["token"], 0) + int(row["count"])
    return {key: (list(cell), _shares(list(cell.values()))) for key, cell in found.items()}


@lru_cache(maxsize=1)
def titles() -> dict[str, tuple[list[str], np.ndarray]]:
    """prefix and suffix -> titles and their chances."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows("title"):
        if any(letter.isalpha() for letter in row["title"]):
            found[row["position"]][row["title"]] = int(row["count"])
    return {side: (list(cell), _shares(list(cell.values()))) for side, cell in found.items()}


def _shares(counts: list[int]) -> np.ndarray:
    weights = np.asarray(counts, dtype=np.float64)
    return weights / weights.sum()


@lru_cache(maxsize=1)
def tail_words() -> list[str]:
    """Tokens nobody counted: the beginning of one known token and the end of another."""
    source = sorted({token for tokens, _share in known_tokens().values() for token in tokens if len(token) >= 5})
    dice = random.Random(20241127)
    heads = [token[:cut] for token in source for cut in range(2, len(token) - 2) if token[cut - 1] in "AEIOU"]
    ends = [token[cut:] for token in source for cut in range(2, len(token) - 1) if token[cut - 1] in "AEIOU"]
    real, made = set(source), dict[str, None]()
    while len(made) < TAIL_WORDS:
        word = dice.choice(heads) + dice.choice(ends)
        if 4 <= len(word) <= 13 and word not in real:
            made[word] = None
    return list(made)


def roster(size: int, seed: int, *, cities: int = CITIES) -> pa.Table:
    """A roster of `size` invented persons: nip, nama, unit, wilayah. The same seed gives the same rows.

    Args:
        cities: with 1, the roster of one city, where the villages have codes of their own.
    """
    dice = np.random.default_rng(seed)
    male = dice.random(size) < MEN
    lengths = _lengths(dice, male)
    parts = [_titles(dice, size, "prefix", PREFIXED, ("", ""))]
    for place in range(LONGEST):
        parts.append(_tokens(dice, place, lengths, male))
    parts += [_titles(dice, size, "suffix", SUFFIXED, (", ", "")), _titles(dice, size, "suffix", 0.06, (", ", ""))]
    names = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, ""))
    units, areas = _offices(dice, size, cities)
    return pa.table({"nip": _numbers(size, male), "nama": names, "unit": units, "wilayah": areas})


def _lengths(dice: np.random.Generator, male: np.ndarray) -> np.ndarray:
    out = np.zeros(len(male), dtype=np.int8)
    for sex, mask in (("L", male), ("P", ~male)):
        rows = [row for row in _rows("length") if row["sex"] == sex]
        chances = _shares([int(row["count"]) for row in rows])
        drawn = dice.choice([int(row["tokens"]) for row in rows], size=int(mask.sum()), p=chances)
        out[mask] = np.minimum(drawn, LONGEST)
    return out


def _tokens(dice: np.random.Generator, place: int, lengths: np.ndarray, male: np.ndarray) -> pa.Array:
    """The tokens at one place of every name, with a space in front; empty where the name is shorter."""
    words: list[str] = ["", *(f" {word}" for word in tail_words())]
    index = np.zeros(len(lengths), dtype=np.int32)
    kinds = {"single": (lengths == 1) & (place == 0), "first": (lengths > 1) & (place == 0)}
    kinds |= {"middle": (place > 0) & (lengths > place + 1), "last": (place > 0) & (lengths == place + 1)}
    for kind, mask in kinds.items():
        for sex, of_sex in (("L", male), ("P", ~male)):
            chosen = np.flatnonzero(mask & of_sex)
            tokens, chances = known_tokens()["first" if kind == "single" else kind, sex]
            if kind == "single":
                chances = _shares(list(np.minimum(chances * 90_000, LONELY)))
            drawn = len(words) + dice.choice(len(tokens), size=len(chosen), p=chances)
            words += [f" {token}" for token in tokens]
            rare = dice.random(len(chosen)) < TAIL_SHARE[kind]
            rank = (TAIL_WORDS * (0.03 + 0.97 * dice.random(len(chosen))) ** 1.5).astype(np.int64)
            index[chosen] = np.where(rare, 1 + rank, drawn)
    return pa.array(words).take(pa.array(index))


def _titles(dice: np.random.Generator, size: int, side: str, share: float, around: tuple[str, str]) -> pa.Array:
    known, chances = titles()[side]
    words = ["", *(f"{around[0]}{title}{around[1]}" for title in known)]
    drawn = 1 + dice.choice(len(known), size=size, p=chances)
    return pa.array(words).take(pa.array(np.where(dice.random(size) < share, drawn, 0)))


def _numbers(size: int, male: np.ndarray) -> pa.Array:
    """Eighteen digits in the shape of a NIP, no two alike."""
    row = np.arange(size, dtype=np.int64)
    born = np.datetime64("1967-01-01") + row % 13_000
    since = np.datetime64("1990-01", "M") + (row // 13_000) % 400
    day = np.char.replace(np.datetime_as_string(np.unique(born)), "-", "")
    month = np.char.replace(np.datetime_as_string(np.unique(since)), "-", "")
    days = pa.array(day.tolist()).take(pa.array(np.searchsorted(np.unique(born), born)))
    months = pa.array(month.tolist()).take(pa.array(np.searchsorted(np.unique(since), since)))
    serial = [f"{number:03d}" for number in range(1000)]
    last = pa.array(serial).take(pa.array((row // 5_200_000) % 1000))
    sexes = pa.array(["2", "1"]).take(pa.array(male.astype(np.int8)))
    return pc.binary_join_element_wise(days, months, sexes, last, "")


def _offices(dice: np.random.Generator, size: int, cities: int) -> tuple[pa.Array, pa.Array]:
    """Units and areas: cities of uneven size, 144 units each."""
    codes = [f"{11 + number // 14}.{1 + number % 14:02d}" for number in range(cities)]
    weights = 1.0 / (np.arange(cities) + 40.0)
    city = dice.permutation(cities)[dice.choice(cities, size=size, p=weights / weights.sum())]
    office = dice.integers(0, len(OFFICES), size)
    number = dice.integers(1, 13, size)
    names = [kind.format(place) for kind in OFFICES for place in _places()]
    unit = office * len(_places()) + (city * 12 + number) % len(_places())
    if cities == 1:
        codes += [f"{codes[0]}.{village:02d}" for village in range(1, 13)]
        city = np.where(office == VILLAGE_OFFICE, number, city)
    return (
        pa.array(names).take(pa.array(unit)),
        pa.array(codes).take(pa.array(city)),
    )


@lru_cache(maxsize=1)
def _places() -> list[str]:
    """Invented names of places, the same for every seed."""
    dice, words = random.Random(7), dict[str, None]()
    while len(words) < 1_200:
        word = "".join(dice.choice("bdgjklmnprstw") + dice.choice("aeiou") for _ in range(dice.choice((2, 3, 3))))
        words[(word + dice.choice(("", "n", "ng", "r", "s"))).capitalize()] = None
    return list(words)


def noisy(people: pa.Table, count: int, seed: int, *, absent: float = 0.0) -> pa.Table:
    """Names as people write them: id, nama, unit, wilayah, truth (nip), noise (kinds joined with +).

    Args:
        people: a table of `roster`.
        count: how many names; persons are drawn without favour, and one may come twice.
        seed: the same seed gives the same names.
        absent: the share of names of persons who stand in no row (truth empty, noise begins with `absent`).
    """
    dice = np.random.default_rng(seed)
    rows = dice.integers(0, len(people), count)
    chosen = people.take(pa.array(rows)).to_pydict()
    strange = dice.random(count) < absent
    others = roster(max(int(strange.sum()), 1), seed + 1_000_003)["nama"].to_pylist()
    hand, out = random.Random(seed), defaultdict(list)
    for number in range(count):
        gone = bool(strange[number])
        name = others.pop() if gone else chosen["nama"][number]
        written, kinds = spoil(name, hand, titles(), tail_words())
        unit, area, said = _place_said(chosen["unit"][number], chosen["wilayah"][number], hand)
        cells = (str(number + 1), written, unit, area, "" if gone else chosen["nip"][number])
        kinds = (["absent"] if gone else []) + kinds + said
        for column, cell in zip(("id", "nama", "unit", "wilayah", "truth"), cells, strict=True):
            out[column].append(cell)
        out["noise"].append("+".join(kinds) or "exact")
    return pa.table(dict(out), schema=pa.schema([(column, pa.string()) for column in out]))


def _place_said(unit: str, area: str, hand: random.Random) -> tuple[str, str, list[str]]:
    """What a report says of the office: as written, in short, only a part, nothing, or now and then another one."""
    said: list[str] = []
    throw = hand.random()
    if throw < 0.30:
        unit = ""
        said.append("no_unit")
    elif throw < 0.55:
        unit = hand.choice((unit.lower(), unit.split()[-1], unit.replace("Kelurahan", "Kel.").replace("Dinas", "Din.")))
    elif throw < 0.58:
        unit = hand.choice(OFFICES).format(hand.choice(_places()))
        said.append("other_unit")
    if hand.random() < 0.02:
        area = f"{hand.randrange(11, 48)}.{hand.randrange(1, 15):02d}"
        said.append("other_area")
    if hand.random() < 0.30:
        area = ""
        said.append("no_area")
    elif hand.random() < 0.10:
        area = area.split(".")[0]
    return unit, area, said


def measure() -> dict[str, object]:
    """How long the drawing of a roster takes, so that other benches may leave it out of theirs."""
    tail_words()
    began = time.process_time()
    size = len(roster(200_000, 1))
    return {"name": "synthetic roster drawn", "rows": size, "rows_per_s": size / (time.process_time() - began)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--noisy", type=int, default=0)
    parser.add_argument("--names", type=Path)
    chosen = parser.parse_args()
    people = roster(chosen.size, chosen.seed)
    pq.write_table(people, chosen.out)
    if chosen.names:
        pq.write_table(noisy(people, chosen.noisy or 500, chosen.seed + 1), chosen.names)


if __name__ == "__main__":
    main()

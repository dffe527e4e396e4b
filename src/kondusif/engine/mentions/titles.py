"""Which words of a roster's name are titles, by the number of the word, for millions of names at once."""

from functools import cache

import numpy as np
import numpy.typing as npt

from kondusif.engine.mentions.words import Hashes, Longs, hash_of
from kondusif.engine.reading.lexicon import table

Flags = npt.NDArray[np.bool_]


@cache
def front_words() -> frozenset[str]:
    """Titles and forms of address that stand before a name."""
    return frozenset(word.lower() for part in table("names_titles")["front"].values() for word in part)


@cache
def degree_words() -> frozenset[str]:
    """Degrees written as one word that are safe to drop behind a name without a comma."""
    rows = table("names_titles")
    words = {word.lower() for part in rows["behind"].values() for word in part}
    return frozenset(words - {word.lower() for word in rows["after_comma_only"]})


@cache
def _numbers(side: str) -> Hashes:
    cues = table("mention_cues")
    words = {
        "front": front_words() if side == "front" else (),
        "degrees": degree_words() if side == "degrees" else (),
        "letters": cues["degree_letters"],
        "pieces": cues["degree_pieces"],
    }[side]
    return np.sort(np.array([hash_of(str(word)) for word in words], np.uint64))


def _among(hashes: Hashes, known: Hashes) -> Flags:
    at = np.searchsorted(known, hashes)
    return known.take(at, mode="clip") == hashes


def kept(hashes: Hashes, rows: Longs, starts: Longs, commas: Longs) -> Flags:
    """Which words are the name itself.

    A name loses the titles before it, everything behind its first comma, and the degrees at its end. At least one
    word stays: who is called only by what could be a title keeps it.

    Args:
        hashes, rows, starts: of the words, in order.
        commas: by row, where its first comma stands; beyond the end where it has none.
    """
    stays = np.ones(len(hashes), bool)
    if not len(hashes):
        return stays
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    behind = starts > commas[rows]
    behind[first] = False
    stays &= ~behind
    _strip(stays, _among(hashes, _numbers("front")), rows, forward=True)
    _strip(stays, _among(hashes, _numbers("degrees")) | _pieces(hashes, rows), rows, forward=False)
    return stays


def _pieces(hashes: Hashes, rows: Longs) -> Flags:
    """Words that are pieces of a degree written apart: a letter, and what can follow it in the same row."""
    letter, piece = _among(hashes, _numbers("letters")), _among(hashes, _numbers("pieces"))
    follows = np.zeros(len(hashes), bool)
    same = rows[1:] == rows[:-1]
    follows[1:] = piece[1:] & letter[:-1] & same
    for _more in range(2):
        follows[1:] |= piece[1:] & follows[:-1] & same
    opens = np.zeros(len(hashes), bool)
    opens[:-1] = letter[:-1] & follows[1:]
    return follows | opens


def _strip(stays: Flags, title: Flags, rows: Longs, *, forward: bool) -> None:
    """Take titles off one end of every row, one round for each title, while another word remains."""
    for _round in range(6):
        words = np.flatnonzero(stays)
        row = rows[words]
        new = np.diff(row, prepend=-1) != 0
        last = np.diff(row, append=-1) != 0
        edge = words[(new & ~last) if forward else (last & ~new)]
        edge = edge[title[edge]]
        if not len(edge):
            return
        stays[edge] = False

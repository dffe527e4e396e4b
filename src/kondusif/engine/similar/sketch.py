"""Signatures: what is kept of a text so that copies of it are found again, and nothing else.

A signature is 120 minima of hashed shingles (MinHash, computed by rensa). The share of equal places of two signatures
estimates the Jaccard similarity of the two sets of shingles, with a standard error of at most 0.046.
"""

from array import array
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rensa import RMinHash, RMinHashDigestMatrix, RMinHashLSH

from kondusif.engine.similar.hashing import Hashes, hash_texts, keyed_hashes
from kondusif.kernel.errors import Refused

U32 = npt.NDArray[np.uint32]

PLACES = 120
VERSION = b"\x01"
SEED = 20241127
SURE = 0.99
ROWS_OF_BAND = (8, 6, 5, 4, 3, 2, 1)
"""Places a band may have; each divides the 120."""


def signature(text: str, key: bytes = b"") -> bytes:
    """What is kept of a text: 481 bytes, or none where it has no words.

    Args:
        key: a secret. With it every shingle is hashed under the key and every place is hashed again, so that without
            the key a signature tells nothing about the text, not even its length, and cannot be compared with a
            signature of another key. Without it anybody can make the signature of a text they guess.
    Source: docs/algorithms/similarity.md 4
    """
    if not key:
        hashes = hash_texts(pa.array([text]))
        return packed(digests(hashes)[0]) if len(hashes.flat) else b""
    found = keyed_hashes(text, key)
    if not len(found):
        return b""
    row = digests(Hashes(found, np.array([len(found)]), np.array([0])))[0]
    secret = blake2b(key, digest_size=32, person=b"places").digest()
    made = (
        blake2b(at.to_bytes(2, "little") + value.tobytes(), key=secret, digest_size=4).digest()
        for at, value in enumerate(row)
    )
    return VERSION + b"".join(made)


def digests(hashes: Hashes) -> U32:
    """(texts, 120) minima in the order of the hashes; a text without shingles has the largest value everywhere."""
    rows = b"".join([array("I", row).tobytes() for row in matrix(hashes).to_rows()])
    return np.frombuffer(rows, np.uintc).astype(np.uint32).reshape(len(hashes.counts), PLACES)


def matrix(hashes: Hashes) -> RMinHashDigestMatrix:
    """The same minima where rensa keeps them."""
    return RMinHash.digest_matrix_from_flat_token_hashes(hashes.flat, hashes.offsets(), PLACES, SEED)


def packed(row: U32) -> bytes:
    """One row as a signature."""
    return VERSION + row.astype("<u4").tobytes()


def is_current(kept: bytes | memoryview) -> bool:
    """Whether it is a signature of this version."""
    return len(kept) == 1 + 4 * PLACES and bytes(kept[:1]) == VERSION


def unpacked(kept: bytes | memoryview) -> U32:
    """The 120 places of a signature.

    Raises:
        Refused: it was made by another version, or is no signature.
    """
    if not is_current(kept):
        raise Refused("engine.similar.other_version")
    return np.frombuffer(kept, "<u4", offset=1)


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard similarity of two texts, 0..1. A text without words is like no other.

    Raises:
        Refused: a signature of another version.
    """
    if not one or not other:
        return 0.0
    return float(np.mean(unpacked(one) == unpacked(other)))


def bands_for(threshold: float) -> int:
    """How many bands find a pair of exactly this similarity 99 times in a hundred, at the least cost.

    Raises:
        Refused: no number from 0.1 to 1.
    """
    for rows in ROWS_OF_BAND:
        bands = PLACES // rows
        if 0.1 <= threshold <= 1 and 1 - (1 - threshold**rows) ** bands >= SURE:
            return bands
    raise Refused("engine.similar.threshold")


def has_company(hashes: Hashes, bands: int) -> npt.NDArray[np.bool_]:
    """Which texts share a whole band with another one; the rest is alone and needs no closer look."""
    index = RMinHashLSH(0.5, PLACES, bands)
    return np.array(index.query_duplicate_flags_matrix_one_shot(matrix(hashes)), bool) & (hashes.counts > 0)

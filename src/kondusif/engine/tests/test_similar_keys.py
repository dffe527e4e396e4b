"""Signatures under a key: bundled unread with it, worth nothing without it."""

import random
from hashlib import sha256

import numpy as np
import pytest

from kondusif.engine.similar import Bundles, signature, similarity
from kondusif.engine.similar.sketch import PLACES, unpacked
from kondusif.kernel.errors import Refused

KEY, OTHER = b"kunci kota latihan, tiga puluh dua", b"kunci kota lain, tiga puluh dua bit"
TEXT = "Camat diduga mengajak warga RT 3 memilih nomor satu pada acara senam pagi di lapangan"
COPY = "Camat diduga mengajak warga RT 3 memilih nomor satu pada acara senam pagi di lapangan tadi"


def test_the_same_key_links_copies_without_the_text() -> None:
    bundles = Bundles()
    bundles.add("A", signature(TEXT, KEY))
    bundles.add("B", signature("Jalan di depan pasar berlubang sejak pekan lalu dan belum diperbaiki", KEY))
    assert bundles.add("C", signature(COPY, KEY)) == "A"
    assert bundles.score("C") > 0.8
    assert bundles.clusters() == {"A": ["A", "C"], "B": ["B"]}


def test_a_key_does_not_change_what_is_similar() -> None:
    dice = random.Random(5)
    for _ in range(20):
        words = [f"kata{dice.randrange(900)}" for _ in range(80)]
        one, other = " ".join(words), " ".join(words[dice.randrange(40) :])
        assert (
            abs(similarity(signature(one, KEY), signature(other, KEY)) - similarity(signature(one), signature(other)))
            < 0.3
        )


def test_signatures_of_two_keys_say_nothing_about_each_other() -> None:
    assert similarity(signature(TEXT, KEY), signature(TEXT, OTHER)) == 0
    assert similarity(signature(TEXT, KEY), signature(TEXT)) == 0
    bundles = Bundles()
    bundles.add("A", signature(TEXT, KEY))
    assert bundles.add("B", signature(TEXT, OTHER)) == "B"


def test_guessing_texts_without_the_key_links_none() -> None:
    """Who carries signatures away and holds a list with the very text in it learns nothing, whatever key they try."""
    stolen = signature(TEXT, KEY)
    guesses = [TEXT, COPY, *[f"{TEXT} {number}" for number in range(20)]]
    tried = [b"", b"\x00" * 32, KEY[:-1], KEY + b" ", *[sha256(bytes([number])).digest() for number in range(20)]]
    assert max(similarity(stolen, signature(guess, key)) for guess in guesses for key in tried) == 0


def test_guessing_texts_with_the_key_does_link() -> None:
    """The limit that the docs state: a holder of the key can test whether a text they guess was sent."""
    stolen = signature(TEXT, KEY)
    assert similarity(stolen, signature(COPY, KEY)) > 0.8


def test_a_keyed_signature_does_not_show_how_long_the_text_is() -> None:
    """Minima of a long text are smaller; hashed under the key they are spread evenly again."""
    dice = random.Random(2)

    def mean(length: int, key: bytes) -> float:
        texts = [" ".join(f"kata{dice.randrange(10**6)}" for _ in range(length)) for _ in range(30)]
        return float(np.mean([unpacked(signature(text, key)) for text in texts])) / 2**32

    assert mean(10, b"") > 5 * mean(300, b"")
    for length in (10, 300):
        assert abs(mean(length, KEY) - 0.5) < 5 * 0.29 / (30 * PLACES) ** 0.5


def test_keys_of_any_length_are_taken() -> None:
    made = {signature(TEXT, b"k" * length) for length in (1, 31, 32, 64, 65, 200)}
    assert len(made) == 6


def test_a_text_without_words_has_no_signature() -> None:
    assert signature("👍", KEY) == signature("", KEY) == signature("...") == b""


def test_signatures_stay_the_same_from_release_to_release() -> None:
    """They are kept in databases. Where this fails, raise the version, so that old ones are refused."""
    assert sha256(signature(TEXT)).hexdigest()[:16] == "4df3a2f160252922"
    assert sha256(signature(TEXT, KEY)).hexdigest()[:16] == "a3d7a3fa0b104fd3"


@pytest.mark.parametrize("kept", [b"\x01", b"\x02" + b"\x00" * 480, b"\x01" + b"\x00" * 479])
def test_another_version_is_refused(kept: bytes) -> None:
    with pytest.raises(Refused, match=r"engine\.similar\.other_version"):
        similarity(kept, signature(TEXT))

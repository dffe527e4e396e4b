"""What counts as a word, and that both ways to the hashes agree."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.engine.similar import normalise, shingles
from kondusif.engine.similar.hashing import hash_texts
from kondusif.engine.similar.wording import CHAT_FORMS

WORDS = ["tps", "yg", "tdk", "yang", "tdks", "3", "pindah", "warga", "camat", "http", "www"]
WORDS += ["é", "Jum'at", "😀", "", "😀😀", "A" * 70]
GLUE = [" ", "\n", ". ", "/", "_", "\x00", "\u200b", "-", "."]
messy = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)), max_size=30).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Warga  RT 03, diminta TENANG!!", "warga rt 03 diminta tenang"),
        ("Diteruskan berkali-kali\nTPS 8 pindah", "tps 8 pindah"),
        ("*Diteruskan*\nTPS 8 pindah", "tps 8 pindah"),
        ("_Forwarded many times_\nTPS 8 pindah", "tps 8 pindah"),
        ("Pesan ini telah diteruskan\nTPS 8 pindah", "tps 8 pindah"),
        ("Forwarded from Kabar Warga\nTPS 8 pindah", "tps 8 pindah"),
        ("[13/11/24 20.15.33] Warga: TPS 8 pindah", "tps 8 pindah"),
        ("13/11/24 20.15 - Warga RT 2: TPS 8 pindah", "tps 8 pindah"),
        ("Laporan itu diteruskan ke Bawaslu", "laporan itu diteruskan ke bawaslu"),
        ("lihat https://contoh.id/a?b=1&c=2 ya", "lihat tautan ya"),
        ("lihat bit.ly/3xyz ya", "lihat tautan ya"),
        ("lihat www.contoh.id ya", "lihat tautan ya"),
        ("pada 13/11/2024 dan/atau besok", "pada 13 11 2024 dan atau besok"),
        ("Yg blm dpt undangan tdk bs nyoblos", "yang belum dapat undangan tidak bisa nyoblos"),
        ("𝗣𝗘𝗡𝗧𝗜𝗡𝗚 “café”", "penting cafe"),
        ("tp\u200bs 8", "tps 8"),
        ("😀👍 ... !!", ""),
        ("\x00\x00", ""),
        ("", ""),
    ],
)
def test_a_text_is_its_words(text: str, words: str) -> None:
    assert normalise(text) == words


def test_no_short_form_stands_for_another_one_and_all_are_short() -> None:
    assert not set(CHAT_FORMS) & set(CHAT_FORMS.values())
    assert all(form.isascii() and form.islower() and len(form) < 8 for form in CHAT_FORMS)


def test_short_texts_are_one_shingle_and_texts_without_words_are_none() -> None:
    assert shingles("Siap!") == {"siap"}
    assert shingles("Siap, Pak") == {"siap pak"}
    assert shingles("siap pak camat") == {"siap pak camat"}
    assert shingles("👍") == set()


@given(st.text(max_size=200))
def test_the_words_of_the_words_are_the_same_words(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.one_of(st.text(max_size=80), messy), max_size=12))
@settings(max_examples=300)
def test_many_texts_at_once_have_as_many_different_shingles_as_one_by_one(texts: list[str]) -> None:
    hashes = hash_texts(pa.array(texts, pa.string()))
    ends = hashes.offsets().astype(int)
    found = {int(row): {*hashes.flat[ends[at] : ends[at + 1]].tolist()} for at, row in enumerate(hashes.rows)}
    expected = [shingles(text) for text in texts]
    assert sorted(found) == list(range(len(texts)))
    assert [len(found[row]) for row in range(len(texts))] == [len(some) for some in expected]
    every, hashed = set().union(*expected), set().union(*found.values())
    assert len(hashed) == len(every)
    for row, some in enumerate(expected):
        for other, more in enumerate(expected):
            assert len(found[row] & found[other]) == len(some & more)


@given(messy)
def test_a_text_and_its_words_have_the_same_hashes(text: str) -> None:
    one, other = (hash_texts(pa.array([some])).flat.tolist() for some in (text, normalise(text)))
    assert one == other


def test_hashes_do_not_depend_on_what_stands_beside() -> None:
    texts = [f"warga {number} diminta tenang dan menjaga kota {'panjang' * number}" for number in range(40)]
    alone = [hash_texts(pa.array([text])).flat.tolist() for text in texts]
    together = hash_texts(pa.array(texts))
    ends = together.offsets().astype(int)
    assert [together.flat[ends[at] : ends[at + 1]].tolist() for at in range(len(texts))] == alone


def test_a_slice_of_an_array_is_hashed_like_an_array() -> None:
    texts = pa.array(["satu dua tiga empat", None, "lima enam tujuh", "delapan sembilan sepuluh"])
    assert hash_texts(texts.slice(2, 1)).flat.tolist() == hash_texts(pa.array(["lima enam tujuh"])).flat.tolist()
    assert hash_texts(texts).counts.tolist() == [2, 0, 1, 1]


HUGE = {
    "no spaces": "a" * 10_000_000,
    "null bytes": "\x00" * 10_000_000,
    "one word": "kata " * 2_000_000,
    "emoji": "🙏" * 1_000_000,
    "accents": "a\u0301" * 1_000_000,
    "slashes": "/" * 3_000_000,
    "lines": "\n" * 3_000_000 + "/",
    "hyphens": "a-" * 1_000_000 + "/",
    "dots": "a." * 1_000_000 + "/",
    "marks": "diteruskan " * 300_000,
    "lines of marks": "diteruskan_\n" * 300_000,
    "underscores": "diteruskan" + "_" * 3_000_000 + "x",
    "dates": "1/1/24 " * 300_000,
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_megabytes_of_anything_are_read(text: str) -> None:
    assert len(set(hash_texts(pa.array([text])).flat.tolist())) <= 6

"""Names are folded the same from whatever end one begins, and a roster is folded as its names are."""

import string

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.engine.names import normalise
from kondusif.engine.names.bulk import fold_column
from kondusif.engine.names.fold import fold, forms, key, modern
from kondusif.engine.names.normalise import all_behind, front_titles
from kondusif.engine.names.words_table import KEY_LETTERS, keys_of, near_table, probes

WORDS = st.text(string.ascii_uppercase, min_size=1, max_size=9)
PARTS = st.sampled_from(
    ["H.", "Hj.", "Drs.", "Ir.", "Prof.Dr.", "S.Pd.", "S.H.,", "M.Si", "SE", "MOCH.", "ABD.", "ST.", "SOEHARDJO", "I",
     "TJAHJA", "RAHMAN", "NUR", "A", "B", "NI", "WY.", ",", ".", "AMIN"]
)  # fmt: skip
NAMES = st.one_of(
    st.text(max_size=60), st.lists(PARTS, max_size=9).map(" ".join), st.lists(WORDS, max_size=5).map(" ".join)
)
PLAIN = WORDS.filter(lambda word: len(word) > 6 and word not in front_titles() | all_behind())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Pak Moch. Soebardjo", ("MUHAMAD", "SUBARJO")),
        ("Drs. H. Abd. Rahman, S.Pd., M.M.", ("ABDUL", "RAHMAN")),
        ("St. Aminah S. Pd. I", ("SITI", "AMINAH")),
        ("Dr.Drs.H. Yoesoef ,SE, Ak., CA", ("YUSUF",)),
        ("Tjokro Djoko", ("COKRO", "JOKO")),
        ("Kompol Ni Wy. Sri Dewi", ("NI", "WAYAN", "SRI", "DEWI")),
        ("Ma'ruf Amin S.H. M.H.", ("MARUF", "AMIN")),
        ("Budi, Santoso", ("BUDI", "SANTOSO")),
        ("Soebardjo, Moch.", ("SUBARJO", "MUHAMAD")),
        ("Andi A.P.", ("ANDI", "A", "P")),
        ("H.", ("H",)),
        ("SE", ("SE",)),
        ("André Purnama", ("ANDRE", "PURNAMA")),
    ],
)
def test_titles_go_and_the_old_spelling_is_read(written: str, words: tuple[str, ...]) -> None:
    assert normalise(written).words == words


def test_what_was_taken_off_is_said() -> None:
    changes = normalise("Pak H. Moch. Soebardjo, S.H.").changes
    assert [(change.kind, change.asked, change.found) for change in changes] == [
        ("title_dropped", "S.H.", ""),
        ("title_dropped", "PAK", ""),
        ("title_dropped", "H", ""),
        ("short_form", "MOCH", "MUHAMAD"),
        ("old_spelling", "SOEBARDJO", "SUBARJO"),
    ]


@given(NAMES)
def test_a_folded_name_folds_to_itself(name: str) -> None:
    once = normalise(name)
    assert normalise(once.text).words == once.words


@given(st.lists(PLAIN, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_change_how_a_word_is_read(words: list[str], hand: object) -> None:
    shuffled = list(words)
    hand.shuffle(shuffled)
    straight, mixed = normalise(" ".join(words)).words, normalise(" ".join(shuffled)).words
    assert sorted(straight) == sorted(mixed)


@given(st.lists(NAMES, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_column_is_folded_as_its_names_are(names: list[str]) -> None:
    column = fold_column(pa.array(names, pa.string()))
    found = [tuple(column.vocabulary[number - 1] for number in row if number) for row in column.words.tolist()]
    assert found == [normalise(name).words for name in names]


@given(st.lists(st.text("ACHKSYDZTGBPIEOUXFVQJW", max_size=20), max_size=30))
def test_what_is_heard_of_many_words_is_heard_of_each(words: list[str]) -> None:
    assert [heard.decode() for heard in keys_of(words).tolist()] == [key(word)[:KEY_LETTERS] for word in words]


@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_a_slip_of_one_letter_shares_an_entry(words: list[str], data: st.DataObject) -> None:
    keys = keys_of(words)
    table = set(near_table(keys, 8).tolist())
    number = data.draw(st.integers(0, len(words) - 1))
    heard = keys[number].decode()
    assert {int(head) | (number + 1) for head in probes(heard, 8)} & table
    if len(heard) >= 3:
        place = data.draw(st.integers(0, len(heard) - 1))
        slip = heard[:place] + data.draw(st.sampled_from("ABIKMNRSTU")) + heard[place + 1 :]
        assert {int(head) | (number + 1) for head in probes(slip, 8)} & table


@given(WORDS)
def test_every_reading_of_a_word_is_final(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert modern(modern(word)) == modern(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("TAUFIK", "TAUPIQ"), ("YUSUF", "JUSUP"), ("ZAINAL", "SAINAL"), ("AHMAD", "ACHMAD"), ("SOFYAN", "SOPIYAN"),
     ("KHOIRUL", "HOIRUL"), ("FITRI", "FITRY"), ("NURHAYATI", "NURHAJATI"), ("HIDAYATULLAH", "HIDAYATULAH")],
)  # fmt: skip
def test_words_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert key(fold(one)) == key(fold(other))


def test_no_kept_form_is_itself_a_title_or_a_short_form() -> None:
    kept = {word for word, _kind in forms().values()}
    assert not kept & (front_titles() | all_behind())
    assert not kept & set(forms())


@pytest.mark.parametrize(
    "hostile",
    ["", " ", "\x00" * 50, "😀😀", "Ахмад Иванов", "," * 500, "." * 500, "S.H.", "A" * 10_000_000, "a b " * 3_000_000,
     "Budi\x00Santoso", "\u202eitnaS", "D" * 399 + "J"],
)  # fmt: skip
def test_anything_at_all_can_be_folded(hostile: str) -> None:
    folded = normalise(hostile)
    assert len(folded.words) <= 8
    assert all(word.isascii() and word.isupper() for word in folded.words)

"""Names of a roster in running text: all of them, only them, at the right place, whatever the text is like."""

import random
import re
import time
from pathlib import Path

import pyarrow as pa
import pytest

from kondusif.engine.mentions import ActLexicon, PersonIndex, Screen, words
from kondusif.engine.mentions.words import blocks
from kondusif.kernel.errors import Refused

FIRST = ["AGUS", "SITI", "BAMBANG", "DEWI", "EKO", "SRI", "MUHAMMAD", "NUR"]
LAST = ["SANTOSO", "RAHAYU", "WIBOWO", "LESTARI", "HIDAYAT", "PURNAMA", "SETIAWAN", "UTAMI"]


def index_of(folder: Path, *names: str, areas: list[str] | None = None) -> PersonIndex:
    table = {"nip": [f"{number:018d}" for number in range(len(names))], "nama": list(names)}
    if areas:
        table["wilayah"] = areas
    return PersonIndex.build(pa.table(table), folder)


def found(index: PersonIndex, text: str, **kwargs: str) -> list[tuple[str, str]]:
    return [(hit.quote, hit.ref[-2:]) for hit in Screen(index, institutions=False).read_one(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Kata Agus Santoso kemarin.", "Agus Santoso"),
        ("kata AGUS  SANTOSO", "AGUS  SANTOSO"),
        ("agus-santoso@", "agus-santoso"),
        ("(Agus, Santoso)", "Agus, Santoso"),
        ("“Agus Santoso”", "Agus Santoso"),
        ("Drs. H. Agus Santoso, M.Si.", "Agus Santoso"),
        ("😀 Agus Santoso 😀", "Agus Santoso"),
        ("Ágüs Santoso", "Ágüs Santoso"),
        ("<p><b>Agus</b> Santoso</p>", "Agus</b> Santoso"),
        ("Agus&nbsp;Santoso", "Agus&nbsp;Santoso"),
        ("Agus\nSantoso", "Agus\nSantoso"),
        ("Agus\0Santoso", "Agus\0Santoso"),
    ],
)
def test_a_name_is_found_however_it_is_written(tmp_path: Path, text: str, quote: str) -> None:
    assert found(index_of(tmp_path, "Ir. AGUS SANTOSO, S.T., M.T."), text) == [(quote, "00")]


@pytest.mark.parametrize(
    "text",
    [
        "Bagus Santoso", "Agus Santosowati", "Agus dan Santoso", "Agus", "Santoso Agus", "xAgus Santoso",
        "Agus pergi. Santoso datang.", "Agusж Santoso", "Agus. Santoso lain lagi, kata pengirim Agus",
    ],
)  # fmt: skip
def test_what_only_looks_like_the_name_is_not_it(tmp_path: Path, text: str) -> None:
    hits = found(index_of(tmp_path, "AGUS SANTOSO"), text)
    assert hits == ([("Agus. Santoso", "00")] if text.startswith("Agus. ") else [])


def test_titles_of_the_roster_are_dropped(tmp_path: Path) -> None:
    names = [
        "Prof.Dr.Ir. BAMBANG WIBOWO, M.Sc., Ph.D",
        "H. EKO HIDAYAT SE",
        "Hj. SRI LESTARI S.Pd.I",
        "dr. DEWI UTAMI, Sp.OG",
    ]
    index = index_of(tmp_path, *names)
    text = "Bambang Wibowo, Eko Hidayat, Sri Lestari dan Dewi Utami hadir."
    assert [quote for quote, _nip in found(index, text)] == [
        "Bambang Wibowo",
        "Eko Hidayat",
        "Sri Lestari",
        "Dewi Utami",
    ]


def test_the_longer_name_wins_and_namesakes_share_their_certainty(tmp_path: Path) -> None:
    index = index_of(tmp_path, "SITI NUR", "SITI NUR RAHAYU", "SITI NUR RAHAYU", areas=["33.72", "33.72", "74.71"])
    hits = Screen(index, institutions=False).read_one("Siti Nur Rahayu")
    assert [(hit.ref[-1], hit.score) for hit in hits] == [("1", 0.475), ("2", 0.475)]
    assert found(index, "Siti Nur Rahayu", wilayah="74.71.01") == [("Siti Nur Rahayu", "02")]


def test_ten_thousand_namesakes_give_a_bounded_answer(tmp_path: Path) -> None:
    index = index_of(tmp_path, *["SRI RAHAYU"] * 10_000)
    hits = found(index, "Sri Rahayu dan Sri Rahayu")
    assert len(hits) == 100
    assert hits[0] == ("Sri Rahayu", "00")


def test_a_single_name_counts_only_behind_a_cue(tmp_path: Path) -> None:
    index = index_of(tmp_path, "SUTRISNO", "BUDI")
    assert found(index, "sutrisno pergi ke pasar") == []
    assert found(index, "Pak Sutrisno dan lurah Budi") == [("Sutrisno", "00"), ("Budi", "01")]
    assert found(index, "Pak Budi Gunawan") == []


def test_no_name_goes_across_two_texts(tmp_path: Path) -> None:
    screen = Screen(index_of(tmp_path, "AGUS SANTOSO"), institutions=False)
    assert len(screen.read(pa.table({"id": ["1", "2"], "text": ["kata Agus", "Santoso pergi"]}))) == 0


def test_words_that_share_their_first_letters_are_told_apart(tmp_path: Path) -> None:
    long = "ABCDEFGHIJKLMNOPQRSTUVW"
    index = index_of(tmp_path, f"SITI {long}X", f"SITI {long}Y")
    assert found(index, f"Siti {long.title()}y dan Siti {long.title()}z") == [(f"Siti {long.title()}y", "01")]


def test_every_name_and_no_other_is_found_as_by_brute_force(tmp_path: Path) -> None:
    dice = random.Random(6)
    names = sorted({" ".join([dice.choice(FIRST), *dice.sample(LAST, dice.randint(1, 3))]) for _ in range(60)})
    index = index_of(tmp_path, *names)
    texts = [" ".join(dice.choices([*FIRST, *LAST, "dan", "hari"], k=30)).title() for _ in range(200)]
    pattern = re.compile(r"\b(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + r")\b", re.I)
    ours = {(hit.text, hit.start, hit.end) for block in blocks(pa.array(texts)) for hit in index.whole_names(block)}
    assert ours == {(number, *hit.span()) for number, text in enumerate(texts) for hit in pattern.finditer(text)}
    assert len(ours) > 100


def test_the_answer_does_not_depend_on_how_texts_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    texts = ["é " * dice.randint(0, 2) + " ".join(dice.choices([*FIRST, *LAST], k=12)) for _ in range(80)]
    table = pa.table({"id": [str(number) for number in range(80)], "text": texts})
    screen = Screen(index_of(tmp_path, "AGUS SANTOSO", "SITI RAHAYU UTAMI", "EKO HIDAYAT"))
    whole = screen.read(table)
    monkeypatch.setattr(words, "BLOCK_BYTES", 100)
    assert screen.read(table).equals(whole)
    pieces = [screen.read(table.slice(at, 7)) for at in range(0, 80, 7)]
    assert pa.concat_tables(pieces).equals(whole.combine_chunks())
    assert len(whole) > 3


HOSTILE = {
    "empty": "",
    "blank": " ",
    "nulls": "\0" * 50,
    "open tags": "<" * 9_000,
    "ampersands": "&" * 9_000,
    "ten megabytes": "a" * 10_000_000,
    "one word over and over": "Agus " * 300_000,
    "greek": "Ω" * 100_000,
    "faces": "😀" * 50_000,
    "one long line of dots": "." * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_cost_no_more_than_their_length(tmp_path: Path, text: str) -> None:
    screen = Screen(index_of(tmp_path, "AGUS SANTOSO", "AGUS"), ActLexicon.load())
    started = time.process_time()
    assert screen.read_one(text) == []
    assert time.process_time() - started < 5


def test_names_in_other_scripts_and_letters_do_not_shift_offsets(tmp_path: Path) -> None:
    text = "Дерево 東京 ﷽ 𝐀𝐠𝐮𝐬 𝐒𝐚𝐧𝐭𝐨𝐬𝐨 lalu Agus Santoso"
    hits = Screen(index_of(tmp_path, "AGUS SANTOSO"), institutions=False).read_one(text)
    assert [text[hit.start : hit.end] for hit in hits] == ["𝐀𝐠𝐮𝐬 𝐒𝐚𝐧𝐭𝐨𝐬𝐨", "Agus Santoso"]


def test_empty_names_and_missing_cells_are_nobody(tmp_path: Path) -> None:
    table = pa.table({"nip": ["1", None, "3"], "nama": [None, "", "  ,. "]})
    index = PersonIndex.build(table, tmp_path)
    assert len(index) == 0
    assert found(index, "Pak Agus Santoso") == []


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    index_of(tmp_path, "AGUS SANTOSO")
    about = tmp_path / "index.json"
    about.write_text(about.read_text().replace('"version": "1"', '"version": "0"'))
    with pytest.raises(Refused, match=r"engine.index.version"):
        PersonIndex.open(tmp_path)


def test_a_folder_without_an_index_and_a_roster_without_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"engine.index.missing"):
        PersonIndex.open(tmp_path / "none")
    with pytest.raises(Refused) as refused:
        PersonIndex.build(pa.table({"nip": ["1"]}), tmp_path)
    assert refused.value.facts["missing"] == "nama"


def test_who_has_an_index_open_keeps_it_while_another_is_written(tmp_path: Path) -> None:
    before = index_of(tmp_path, "AGUS SANTOSO")
    after = index_of(tmp_path, "EKO HIDAYAT", "SITI RAHAYU")
    text = "Agus Santoso, Eko Hidayat"
    assert [quote for quote, _nip in found(before, text)] == ["Agus Santoso"]
    assert [quote for quote, _nip in found(after, text)] == ["Eko Hidayat"]

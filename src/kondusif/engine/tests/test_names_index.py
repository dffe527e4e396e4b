"""The index finds who is meant, says why, and says nobody when nobody fits."""

import hashlib
import json
import random
from pathlib import Path

import pyarrow as pa
import pytest
from rapidfuzz import fuzz
from rapidfuzz.process import extract

from kondusif.engine.names import KINDS, Index, Settings, build, line_of, normalise, plan
from kondusif.engine.names.pieces import match_table
from kondusif.kernel.errors import Refused

FIRST = [
    "SUBARJO",
    "MUHAMMAD",
    "SITI",
    "WAHYU",
    "KARTIKA",
    "ABDUL",
    "NUR",
    "BAMBANG",
    "RATNA",
    "JOKO",
    "TAUFIK",
    "YULIANA",
]
LAST = ["HIDAYAT", "LESTARI", "RAHMAN", "KUSUMO", "PERMADI", "ANGGRAINI", "SAPUTRA", "WIBISONO", "MAULIDA", "PRANOTO"]
UNITS = ["Kelurahan Jebres", "Kelurahan Semanggi", "Dinas Pendidikan", "Puskesmas Sibela"]


def people() -> pa.Table:
    """Every first word with every last one, and some of three words."""
    names = [f"{one} {other}" for one in FIRST for other in LAST]
    names += [f"{one} {FIRST[(at + 5) % 12]} {other}" for at, one in enumerate(FIRST) for other in LAST[:4]]
    return pa.table({
        "nip": [f"{number:018d}" for number in range(len(names))],
        "nama": [name + (", S.Pd." if number % 3 == 0 else "") for number, name in enumerate(names)],
        "unit": [UNITS[number % 4] for number in range(len(names))],
        "wilayah": [f"33.7{number % 2 + 2}" for number in range(len(names))],
    })  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("names") / "index"
    return build(people(), folder)


def kinds_of(index: Index, name: str, **place: str) -> set[str]:
    return {reason.kind for reason in index.match(name, **place)[0].reasons}


@pytest.mark.parametrize(
    ("written", "meant", "why"),
    [
        ("Pak Moch. Hidajat", "MUHAMMAD HIDAYAT", {"title_dropped", "short_form"}),
        ("Soebardjo Koesoemo", "SUBARJO KUSUMO", {"old_spelling", "exact"}),
        ("Kusumo Subarjo", "SUBARJO KUSUMO", {"swapped"}),
        ("SubarjoKusumo", "SUBARJO KUSUMO", {"joined"}),
        ("Bam bang Permadi", "BAMBANG PERMADI", {"joined"}),
        ("Kartka Lestari", "KARTIKA LESTARI", {"typo"}),
        ("J. Wibisono", "JOKO WIBISONO", {"initial"}),
        ("Abd. Rahman", "ABDUL RAHMAN", {"short_form"}),
        ("St Maulida SH", "SITI MAULIDA", {"title_dropped", "short_form"}),
        ("Yuliana Angg", "YULIANA ANGGRAINI", {"short_form"}),
    ],
)
def test_each_way_of_writing_leads_to_the_entry_and_says_how(
    index: Index, written: str, meant: str, why: set[str]
) -> None:
    found = index.match(written)
    assert normalise(found[0].name).text == normalise(meant).text
    assert why <= {reason.kind for reason in found[0].reasons}


def test_every_reason_has_words(index: Index) -> None:
    found = index.match("Pak Moch. Hidajat", unit="Kel. Jebres", area="33.72")
    assert all(reason.kind in KINDS for match in found for reason in match.reasons)
    assert "gelar atau sapaan dilepas: PAK" in line_of(found[0].reasons)


@pytest.mark.parametrize("nobody", ["", "😀", "Zulkarnaen Qomaruzzaman", "H.", "\x00", "x" * 10_000_000, "Ахмад"])
def test_nobody_is_found_where_nobody_fits(index: Index, nobody: str) -> None:
    assert index.match(nobody) == []


def test_scores_fall_and_the_more_that_fits_the_higher(index: Index) -> None:
    bare, placed = index.match("Joko Wibisono"), index.match("Joko Wibisono", unit="Puskesmas Sibela", area="33.73")
    assert [match.score for match in bare] == sorted((match.score for match in bare), reverse=True)
    exact, slip, far = (index.match(name)[0].score for name in ("Joko Wibisono", "Joko Wibsono", "Joko Wbsno"))
    assert exact >= slip >= far
    assert sum(match.score for match in placed) <= 1.001


def test_an_exact_fit_says_exact_and_a_missing_word_is_named(index: Index) -> None:
    assert kinds_of(index, "Joko Wibisono") <= {"exact", "title_dropped", "unit", "area"}
    longer = index.match("Subarjo Abdul Hidayat Situmorang")[0]
    assert "extra_part" in {reason.kind for reason in longer.reasons}


def test_ten_thousand_namesakes_are_told_apart_by_place(tmp_path: Path) -> None:
    count = 10_000
    table = pa.table({
        "nip": [str(number) for number in range(count)],
        "nama": ["SITI AMINAH"] * count,
        "unit": [f"SD Negeri {number}" for number in range(count)],
        "wilayah": [f"{11 + number % 80}.01" for number in range(count)],
    })  # fmt: skip
    index = build(table, tmp_path / "index")
    assert all(match.score < 0.001 for match in index.match("Siti Aminah"))
    found = index.match("St. Aminah", unit="SD Negeri 4711", area=f"{11 + 4711 % 80}.01")
    assert found[0].nip == "4711"
    assert found[0].score > 0.5
    assert ("homonym", "10000") in [(reason.kind, reason.found) for reason in found[0].reasons]


def test_one_entry_is_found_by_its_exact_name(tmp_path: Path) -> None:
    table = pa.table({"nip": ["1"], "nama": ["TEGUH WALUYO PRASTOWO, S.E."], "unit": ["Kelurahan Jebres"]})
    index = build(table, tmp_path / "index")
    assert index.match("Teguh Waluyo Prastowo")[0].score > 0.5
    assert index.match("Zulkarnaen Hutagalung") == []


def test_a_small_roster_agrees_with_comparing_everybody(index: Index) -> None:
    """The oracle compares the folded name with every entry; where it is sure, the index says the same."""
    texts = {str(row["nip"]): normalise(row["nama"]).text for row in people().to_pylist()}
    hand = random.Random(3)
    asked = sure = 0
    for text in hand.sample(sorted(texts.values()), 60):
        place = hand.randrange(1, len(text) - 1)
        written = text[:place] + text[place + 1 :]
        (_best, first, nip), (_text, second, _nip) = extract(normalise(written).text, texts, scorer=fuzz.ratio, limit=2)
        if first - second < 3:
            continue
        sure += 1
        asked += nip in [match.nip for match in index.match(written)]
    assert sure > 40
    assert asked == sure


def test_the_same_roster_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for turn in ("one", "two"):
        build(people(), tmp_path / turn)
        files = sorted((tmp_path / turn).iterdir())
        digests.append([(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files])
    assert digests[0] == digests[1]


def test_answers_do_not_depend_on_the_number_of_workers(index: Index, tmp_path: Path) -> None:
    written = [f"{one.title()} {other[:-1].lower()}" for one in FIRST for other in LAST] * 25
    names = pa.table({"id": [str(number) for number in range(len(written))], "nama": written})
    answers = []
    for workers in (1, 2):
        scratch = tmp_path / str(workers)
        scratch.mkdir()
        parts = list(match_table(index.store.folder, names, 3, scratch, workers=workers))
        answers.append(pa.concat_tables(parts).to_pylist())
    assert answers[0] == answers[1]


def test_an_index_of_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    build(people(), tmp_path / "index")
    header = tmp_path / "index" / "header.json"
    header.write_text(json.dumps(json.loads(header.read_text()) | {"version": 0}))
    with pytest.raises(Refused) as refused:
        Index.open(tmp_path / "index")
    assert refused.value.code == "engine.index.version"
    with pytest.raises(Refused) as missing:
        Index.open(tmp_path / "nowhere")
    assert missing.value.code == "engine.index.missing"


def test_rows_without_a_name_are_counted_and_the_rest_is_found(tmp_path: Path) -> None:
    table = pa.table({"nip": ["1", "2", "3"], "nama": ["", None, "JOKO WIBISONO"]})
    index = build(table, tmp_path / "index")
    assert index.store.header["nameless"] == 2
    assert [match.nip for match in index.match("Joko Wibisono")] == ["3"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({"nip": ["1"], "name": ["A"]}, "engine.names.missing_column"),
        ({"nip": ["1", "2", "1"], "nama": ["ANI", "BUDI", "CITRA"]}, "engine.names.doubled_nip"),
        ({"nip": ["1", "2"], "nama": ["", "😀"]}, "engine.names.no_names"),
        ({"nip": [], "nama": []}, "engine.names.no_names"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused(tmp_path: Path, table: dict[str, list[str]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        build(pa.table({name: pa.array(cells, pa.string()) for name, cells in table.items()}), tmp_path / "index")
    assert refused.value.code == code
    assert not (tmp_path / "index").exists()


def test_other_names_of_columns_are_told_by_settings(tmp_path: Path) -> None:
    table = pa.table({"no": ["7"], "pegawai": ["JOKO WIBISONO"]})
    index = build(table, tmp_path / "index", Settings(nip="no", name="pegawai"))
    assert index.match("joko wibisono")[0].nip == "7"


def test_the_plan_grows_with_the_roster() -> None:
    small, large = plan(1_000), plan(4_700_000)
    assert small.pieces == 1
    assert large.pieces > 1
    assert large.bytes > small.bytes
    assert large.seconds > small.seconds

"""Hostile files through the helpers: a copy or one sentence, never a crash, never long, never much memory.

KONDUSIF_FUZZ=ci damages ten times as many files, KONDUSIF_FUZZ=nightly two hundred times. The number in a message makes
the same file again: `corpus.make.damage(seed, number)`.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus import make, names, offices, papers, pictures
from kondusif.base import cleaner
from kondusif.base.cleaner import Helper
from kondusif.base.errors import catalogue, sentence
from kondusif.engine.safe_files import CODES, KINDS, SAFE_KINDS
from kondusif.intake import evidence
from kondusif.kernel.errors import Refused

TIMES = {"": 1, "ci": 10, "nightly": 200}[os.environ.get("KONDUSIF_FUZZ", "")]
LONGEST_SECONDS, MOST_KB = 20, 512 * 1024  # a helper ends a file after 10 s; the machine may be busy besides
THE_LONG_ONE = "a drawing of 400,000 fields"  # its ten seconds are waited for in test_safe_cleaner


@pytest.fixture(scope="module")
def helpers() -> Iterator[list[Helper]]:
    both = [Helper(), Helper()]
    yield both
    for helper in both:
        helper.end()


def faults_of(helper: Helper, files: list[tuple[str, bytes]], seen: Counter[str]) -> list[str]:
    """What was wrong with the answers to these files."""
    faults = []
    for name, data in files:
        began = time.monotonic()
        head, copy = helper.ask(data)
        took, code = time.monotonic() - began, head.get("code")
        seen["taken" if code is None else str(code)] += 1
        sound = code in CODES if code is not None else (
            head["kind"] in KINDS and head["safe_kind"] in SAFE_KINDS and bool(copy)
        )  # fmt: skip
        if not sound or took > LONGEST_SECONDS or int(str(head["peak_kb"])) > MOST_KB:
            faults.append(f"{name}: {took:.1f} s {head}")
    return faults


def run(helpers: list[Helper], files: Iterator[tuple[str, bytes]]) -> tuple[list[str], Counter[str]]:
    """Every file through one helper or the other."""
    whole, seen = list(files), Counter[str]()
    with ThreadPoolExecutor(len(helpers)) as threads:
        shares = [whole[number :: len(helpers)] for number in range(len(helpers))]
        faults = [fault for found in threads.map(faults_of, helpers, shares, [seen] * len(helpers)) for fault in found]
    return faults, seen


@pytest.mark.parametrize(
    ("seeds", "count"),
    [(pictures.seeds(), 2_000), (papers.seeds(), 200), (offices.seeds(), 150)],
    ids=["pictures", "papers", "office files"],
)
def test_damaged_files_are_drawn_or_refused(helpers: list[Helper], seeds: Mapping[str, bytes], count: int) -> None:
    faults, seen = run(helpers, make.damaged(seeds, count * TIMES))
    assert faults == [], f"seed {make.SEED}"
    assert seen.total() == count * TIMES
    assert seen["taken"], "damage that nothing survives tests only the first check"
    assert seen["unreadable"] > count * TIMES / 20, "damage that changes nothing tests nothing"


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_letters_with_a_damaged_part_are_drawn_or_refused(helpers: list[Helper], part: str) -> None:
    whole = offices.letter()
    body = offices.unpacked(whole)[part]
    files = (
        (f"{part} #{number}", offices.damaged_part(whole, part, make.damage(body, number)))
        for number in range(25 * TIMES)
    )
    faults, seen = run(helpers, files)
    assert faults == []
    assert seen.total() == 25 * TIMES


def test_workbooks_with_a_damaged_part_are_drawn_or_refused(helpers: list[Helper]) -> None:
    whole = offices.workbook([["a", 1], ["b", 2]])
    parts = offices.unpacked(whole)
    files = (
        (f"{part} #{number}", offices.damaged_part(whole, part, make.damage(body, number)))
        for part, body in parts.items()
        for number in range(20 * TIMES)
    )
    faults, _seen = run(helpers, files)
    assert faults == []


@pytest.mark.parametrize("name", pictures.bombs())
def test_a_picture_that_would_like_to_be_large_is_stopped(helpers: list[Helper], name: str) -> None:
    assert faults_of(helpers[0], [(name, pictures.bombs()[name])], Counter()) == []


@pytest.mark.parametrize("name", sorted(papers.bombs().keys() - {THE_LONG_ONE}))
def test_a_paper_that_would_like_to_take_everything_is_stopped(helpers: list[Helper], name: str) -> None:
    assert faults_of(helpers[0], [(name, papers.bombs()[name])], Counter()) == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        *[(name, pictures.bombs()[name], "bomb") for name in (
            "PNG of 60,000 x 60,000", "PNG of 40,000,001 pixels", "JPEG of 65,500 x 65,500", "WebP of 16,383 x 16,383",
            "picture 20,001 wide",
        )],
        ("PNG whose rows never come", pictures.bombs()["PNG whose rows never come"], "unreadable"),
        ("10,000 pages", papers.bombs()["10,000 pages"], "too_long"),
        ("password", papers.locked(), "locked"),
        ("moving", pictures.moving("WEBP"), "moving"),
        ("nothing", b"", "empty"),
        ("too big", b"\xff" * (evidence.MAX_FILE_BYTES + 1), "too_big"),
        *[(name, data, code) for name, (data, code) in pictures.polyglots().items()],
        *[(name, data, code) for name, (data, code) in offices.hostile().items()],
        *[(name, data, "macro") for name, data in offices.with_macros().items()],
        ("paper and archive", papers.paper() + pictures.zipped(), "two_kinds"),
        ("paper and Java", papers.paper() + pictures.zipped("META-INF/MANIFEST.MF"), "two_kinds"),
        ("archive behind an archive", offices.letter() + pictures.zipped(), "unreadable"),
        ("picture before an archive", pictures.saved(pictures.photo((8, 8))) + offices.letter(), "two_kinds"),
    ],
)  # fmt: skip
def test_every_hostile_file_gets_its_own_sentence(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        evidence.examine("berkas saya.bin", data)
    assert caught.value.code == f"intake.file.{code}", name
    said = sentence(caught.value)
    assert "berkas saya.bin" in said
    assert said.endswith(".")
    assert "%(" not in said


def test_every_code_of_the_cleaning_has_its_sentence() -> None:
    assert [code for code in CODES if f"intake.file.{code}" not in catalogue()] == []


@pytest.mark.parametrize("name", papers.active())
def test_a_paper_with_scripts_or_attachments_is_taken_without_them(name: str) -> None:
    taken = evidence.examine("surat.pdf", papers.active()[name])
    assert (taken.kind, taken.safe_kind) == ("pdf", "pdf")
    for word in (b"JavaScript", b"Launch", b"EmbeddedFile", b"URI", b"jahat"):
        assert word not in taken.safe


@pytest.mark.parametrize("name", names.HOSTILE)
def test_a_hostile_name_is_shown_harmlessly_and_changes_nothing(name: str) -> None:
    hostile, data = names.HOSTILE[name], pictures.saved(pictures.photo((32, 32)), "PNG")
    taken = evidence.examine(hostile, data)
    assert 0 < len(taken.name) <= 80
    assert taken.name.isprintable()
    assert not set(taken.name) & set("/\\\x00\u202e\u2067\r\n")
    assert taken.safe == evidence.examine("a.png", data).safe
    with pytest.raises(Refused) as caught:
        evidence.examine(hostile, b"MZ")
    assert taken.name in sentence(caught.value)


def test_the_copy_of_a_file_is_made_once_for_twins(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    whole = cleaner.clean
    monkeypatch.setattr(cleaner, "clean", lambda data: made.append(data) or whole(data))
    one, other = pictures.saved(pictures.photo((32, 32))), pictures.saved(pictures.photo((16, 16)))
    taken = evidence.examine_all([("a", one), ("b", one), ("c", other)])
    assert [row.name for row in taken] == ["b", "c"]
    assert made == [one, other]

"""Every dated fact of the rulebook, one test each, and the rulebook's own check over all of it."""

import csv
import os
import re
from datetime import date
from pathlib import Path

import pytest

from kondusif.rulebook import dated_facts, loader, validation

BOOK = loader.load()
LAW = Path(os.environ.get("KONDUSIF_SHARED", "../shared")) / "law.md"
FACTS = [(kind, test) for kind in type(BOOK.tests).model_fields for test in getattr(BOOK.tests, kind)]


def test_the_shipped_rulebook_has_no_fault() -> None:
    assert validation.check() == []


@pytest.mark.parametrize(("kind", "test"), FACTS, ids=[f"{kind}-{test.id}" for kind, test in FACTS])
def test_the_rulebook_reproduces_the_fact(kind: str, test: object) -> None:
    check = {
        "counting": dated_facts._counting,
        "steps": dated_facts._step_test,
        "acts": dated_facts._act_test,
        "offices": dated_facts._office_test,
    }[kind]
    assert [str(fault) for fault in check(BOOK, test)] == []


@pytest.mark.skipif(not LAW.exists(), reason="the shared reference law.md is absent (KONDUSIF_SHARED)")
def test_the_whole_published_table_of_counts_stands_in_the_rulebook() -> None:
    table = LAW.read_text().split("```csv\n")[1].split("```")[0]
    counting = {"hk": "working", "cal": "calendar"}
    ours = {test.id: test for test in BOOK.tests.counting}
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) >= 30
    for row in rows:
        test = ours[row["id"]]
        assert (test.start, test.number, test.counting.value) == (
            date.fromisoformat(row["start"]),
            int(row["n"]),
            counting[row["unit"]],
        )
        assert (test.safe, test.outer) == (date.fromisoformat(row["safe"]), date.fromisoformat(row["outer"]))


def test_the_facts_name_no_person() -> None:
    """Places and dates only: a fact has no field in which a person could stand, and none is spoken of."""
    titles = ("Bapak", "Ibu ", "Sdr", "terdakwa", "saksi", "H. ", "S.H", "S.Sos")
    assert [test.id for _kind, test in FACTS if any(word in test.about for word in titles)] == []


def test_every_step_with_a_number_has_a_dated_fact() -> None:
    tested = {(test.procedure, test.step) for test in BOOK.tests.steps}
    steps = {(one.id, step.id): step for one in BOOK.procedures.values() for step in one.steps}
    assert [key for key, step in steps.items() if step.number and key not in tested] == []


@pytest.mark.skipif(not LAW.exists(), reason="the shared reference law.md is absent (KONDUSIF_SHARED)")
def test_every_dated_test_of_the_reference_is_kept_under_its_number_and_kind() -> None:
    table = LAW.read_text().split("## 4. ")[1].split("Machine-readable")[0]
    wanted = dict(re.findall(r"^\| (\d+) \| (Real|Syn) \|", table, re.MULTILINE))
    assert len(wanted) == 37
    ours: dict[str, set[str]] = {}
    for _kind, test in FACTS:
        if found := re.match(r"\d+", test.id):
            ours.setdefault(found[0], set()).add(test.kind)
    kinds = {"Real": "published", "Syn": "synthetic"}
    assert [number for number, kind in wanted.items() if kinds[kind] not in ours.get(number, set())] == []


def test_the_page_on_deadlines_lists_every_count_as_the_files_have_it() -> None:
    page = (Path(__file__).parents[4] / "docs/algorithms/deadlines.md").read_text()
    listed = re.findall(
        r"^\| `([a-z0-9_.-]+)`(?: \(\S+ to \S+\))? \| ([^|]+) \| (\d+|no number)\b[^|]* \| (\w+) \|$", page, re.M
    )
    assert listed == [
        (f"{one.id}.{row.id}", ", ".join(row.events), str(row.number or "no number"), row.confidence.value)
        for one in BOOK.procedures.values()
        for row in one.steps
    ]

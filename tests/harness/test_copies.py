"""The same report from fifty hands at the same moment, over HTTP: one row, one receipt; other words are refused."""

import os
from collections import Counter
from pathlib import Path

import pytest

import copies
from support import postgres

ON_POSTGRES = bool(os.environ.get("KONDUSIF_DB"))
REPORTS = 3


def expect_once(found: copies.Copies) -> None:
    assert found.verdict.kept == REPORTS
    assert found.verdict.whole, found.verdict
    assert found.receipts == REPORTS * copies.COPIES, found.silent
    assert found.strange == []
    assert found.orphans == 0
    assert found.verdict.opened == REPORTS
    assert found.refused == Counter({"409": REPORTS})
    assert found.changed == []


def test_fifty_copies_at_once_make_one_report_and_other_words_are_refused(tmp_path: Path) -> None:
    expect_once(copies.try_all(tmp_path, reports=REPORTS))


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")
@pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL server")
def test_fifty_copies_at_once_make_one_report_on_the_other_database(tmp_path: Path) -> None:
    expect_once(copies.try_all(tmp_path, reports=REPORTS, database=True))


def test_a_database_without_its_unique_keys_is_found_out(tmp_path: Path) -> None:
    found = copies.try_all(tmp_path, reports=1, unguarded=True)
    assert found.verdict.kept > 1
    assert not found.once

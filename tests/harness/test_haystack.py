"""A campaign of alike reports with a few true ones in it: the desk finds every true one, on a line of its own."""

import os
from pathlib import Path

import pytest

import haystack
from support import postgres

ON_POSTGRES = bool(os.environ.get("KONDUSIF_DB"))
FALSE, TRUE = 120, 6


def expect_every_true_one(hay: haystack.Hay) -> None:
    assert hay.verdict.whole, hay.verdict
    assert hay.verdict.acknowledged == hay.sent == hay.listed == FALSE + TRUE + 1
    assert (hay.opened, hay.in_queue, hay.by_number, hay.read) == (TRUE, TRUE, TRUE, TRUE)
    assert not hay.invented
    assert hay.found


def test_no_true_report_drowns_in_false_ones(tmp_path: Path) -> None:
    expect_every_true_one(haystack.drown(tmp_path, false=FALSE, true=TRUE))


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")
@pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL server")
def test_no_true_report_drowns_on_the_other_database(tmp_path: Path) -> None:
    expect_every_true_one(haystack.drown(tmp_path, false=FALSE, true=TRUE, database=True))


def test_a_true_report_that_was_taken_out_is_missed_in_every_way(tmp_path: Path) -> None:
    hay = haystack.drown(tmp_path, false=4, true=2, buried=True)
    assert len(hay.verdict.lost) == 1
    assert (hay.opened, hay.in_queue, hay.by_number, hay.read) == (1, 1, 1, 1)
    assert not hay.found

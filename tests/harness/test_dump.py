"""Somebody carries away database, log, media, output, settings, secret key: none of 1,000 needles is readable."""

import os
from pathlib import Path

import pytest

import dump
from support import postgres

ON_POSTGRES = bool(os.environ.get("KONDUSIF_DB"))


def expect_silence(robbed: dump.Dump) -> None:
    assert robbed.reports == dump.REPORTS
    assert robbed.messages == dump.REPORTS
    assert robbed.enough, robbed.planted
    assert robbed.found == {}
    assert robbed.read == {}
    assert len(robbed.tries) == 3  # the shell, and two people who signed in


def test_none_of_a_thousand_needles_can_be_read_from_what_was_carried_away(tmp_path: Path) -> None:
    expect_silence(dump.rob(tmp_path, reports=dump.REPORTS))


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")
@pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL server")
def test_nor_from_a_dump_and_the_write_ahead_log_of_the_other_database(tmp_path: Path) -> None:
    expect_silence(dump.rob(tmp_path, reports=dump.REPORTS, database=True))


def test_one_plain_copy_is_found(tmp_path: Path) -> None:
    robbed = dump.rob(tmp_path, reports=3, wrong=True)
    kinds = {robbed.needles.planted.get(needle, "") for needle in robbed.found}
    assert {"isi", "nik", "nama", "phone", "terlapor", "tempat", "berkas", "kamera", "komentar"} <= kinds
    assert all("salinan.dat" in way for way in robbed.found.values())

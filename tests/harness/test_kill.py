"""SIGKILL while 32 reporters send: nothing acknowledged is lost, nothing is kept twice, nothing is kept in part."""

import os
from pathlib import Path

import pytest

import kill
from harness.reckoning import Verdict, holes
from support import postgres

ON_POSTGRES = bool(os.environ.get("KONDUSIF_DB"))
CLIENTS = 32


def expect_whole(verdict: Verdict, done: kill.Kills) -> None:
    assert verdict.lost == []
    assert verdict.doubled == []
    assert verdict.strange == []
    assert verdict.gaps == []
    assert verdict.without_entry == []
    assert verdict.entry_without_report == []
    assert verdict.without_file == []
    assert verdict.trail_broken is None
    assert verdict.shut == []
    assert verdict.acknowledged >= len(done.whom)
    assert verdict.opened >= min(kill.SAMPLE, verdict.acknowledged)


def test_25_kills_of_server_and_worker_lose_nothing(tmp_path: Path) -> None:
    verdict, done, _seconds = kill.hunt(tmp_path, kills=25, clients=CLIENTS, seed=kill.SEED)
    expect_whole(verdict, done)
    assert {"server", "serving", "worker"} <= set(done.whom)


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")
@pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL server")
def test_10_kills_of_server_worker_and_database_lose_nothing(tmp_path: Path) -> None:
    verdict, done, _seconds = kill.hunt(tmp_path, kills=10, clients=CLIENTS, seed=kill.SEED, database=True)
    expect_whole(verdict, done)
    assert "database" in done.whom


def test_a_server_that_acknowledges_before_commit_is_found_out(tmp_path: Path) -> None:
    verdict, _done, _seconds = kill.hunt(tmp_path, kills=4, clients=CLIENTS, seed=kill.SEED, wrong=True)
    assert verdict.acknowledged > 0
    assert len(verdict.lost) > 0
    assert not verdict.whole


def test_a_hole_in_the_numbers_and_a_number_given_twice_are_seen() -> None:
    assert holes(["LAP-3372-2024-0001", "LAP-3372-2024-0002", "LAP-3372-2025-0001"]) == []
    assert holes(["LAP-3372-2024-0001", "LAP-3372-2024-0003"]) == ["LAP-3372-2024-0002"]
    assert holes(["LAP-3372-2024-0001", "LAP-3372-2024-0001"]) == ["LAP-3372-2024-0001"]

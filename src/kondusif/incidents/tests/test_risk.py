"""What makes a kelurahan weigh more when visits are planned, and what must never show there."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.incidents import risk
from kondusif.incidents.risk import risk_by_village
from kondusif.incidents.rules import Severity, Source, Status
from kondusif.incidents.tests.factories import IncidentFactory
from kondusif.territory.services.tps import enter_tps_counts
from kondusif.territory.tests.factories import load_surakarta
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

CONTEST = "pilkada-2024"


@pytest.fixture
def town(cast: Cast) -> Cast:
    load_surakarta()
    return cast


def test_a_quiet_kelurahan_weighs_one_and_says_what_is_missing(town: Cast) -> None:
    quiet = risk_by_village(TODAY)[SEMANGGI]
    assert quiet.weight == 1
    assert quiet.parts == (
        "Tidak ada kejadian terbuka dalam 7 hari terakhir (catatan kejadian).", "Indikator TPS rawan belum diisi.",
    )  # fmt: skip
    assert len(risk_by_village(TODAY)) == 54


def test_open_incidents_weigh_against_the_threshold_of_tense(town: Cast) -> None:
    # By the defaults a medium incident has 3 points and a kelurahan is tense from 6: 1 + 3/6.
    IncidentFactory(severity=Severity.MEDIUM, recorded_by=town.intan)
    assert risk_by_village(TODAY)[SEMANGGI].weight == pytest.approx(1.5)
    assert risk_by_village(TODAY)[JEBRES].weight == 1


def test_a_bad_week_adds_at_most_two(town: Cast) -> None:
    IncidentFactory.create_batch(9, severity=Severity.HEAVY, recorded_by=town.intan)
    assert risk_by_village(TODAY)[SEMANGGI].weight == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.CLOSED}, {"status": Status.HANDLED}, {"happened_on": TODAY - timedelta(days=7)},
        {"source": Source.REPORT}, {"report_number": "LAP-3372-2024-0001"},
    ],
)  # fmt: skip
def test_what_is_closed_or_old_or_came_from_a_report_weighs_nothing(town: Cast, changes: dict[str, object]) -> None:
    IncidentFactory(severity=Severity.HEAVY, recorded_by=town.intan, **changes)
    found = risk_by_village(TODAY)[SEMANGGI]
    assert (found.weight, found.incident_numbers) == (1, ())


def test_indicators_that_were_found_add_their_share_of_25(town: Cast) -> None:
    enter_tps_counts(actor_of(town.intan), SEMANGGI, CONTEST, {"T01": 4, "T12": 1, "T06": 0}, "Surat Bawaslu")
    found = risk_by_village(TODAY)[SEMANGGI]
    assert found.weight == pytest.approx(1 + 2 / 25)
    assert found.parts[1] == "Dua dari 25 indikator TPS rawan ditemukan, baru tiga yang diisi (isian kota)."


def test_the_indicators_of_another_contest_weigh_nothing(town: Cast) -> None:
    enter_tps_counts(actor_of(town.intan), SEMANGGI, "pemilu-2029", {"T01": 4}, "Surat Bawaslu")
    assert risk_by_village(TODAY)[SEMANGGI].weight == 1


def test_the_measure_knows_nothing_of_reports_that_came_in() -> None:
    tree = ast.parse(Path(risk.__file__).read_text())
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [module for module in named if module.startswith("kondusif.intake")]

import json
from pathlib import Path

import pytest

from kondusif.cli.main import main
from kondusif.institutions.models import City
from kondusif.roster.models import Employee, RosterEdition
from kondusif.roster.tests.factories import cells_of, csv_of, landed, nip_of, row
from support.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stands_already(monkeypatch: pytest.MonkeyPatch, city: City) -> None:
    monkeypatch.setattr("kondusif.cli.prepare.prepare", lambda: None)


def sheet(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "pegawai.csv"
    path.write_bytes(raw)
    return str(path)


def test_a_dry_run_says_what_would_change_row_by_row_and_writes_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    landed(cast.ani, row(1), row(2))
    file = sheet(tmp_path, csv_of(cells_of(1, Jabatan="Auditor"), cells_of(3), cells_of(4, NIP="12")))
    assert main(["roster", "import", file, "--dry-run", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["same"], told["missing"]) == (3, 0, [nip_of(2)])
    assert [(one["line"], one["nip"]) for one in told["new"]] == [(3, nip_of(3))]
    assert told["bad"] == [{"line": 4, "column": "NIP", "problem": "NIP terdiri atas 2 angka, seharusnya 18"}]
    assert {"field": "post", "before": "Analis SDM aparatur", "after": "Auditor"} in told["changed"][0]["fields"]
    assert (Employee.objects.count(), RosterEdition.objects.count()) == (2, 1)


def test_a_sheet_without_a_fault_ends_well_in_plain_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "import", sheet(tmp_path, csv_of(cells_of(1))), "--dry-run"]) == 0
    assert f"Baris 2 baru, {nip_of(1)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--dry-run"], "roster.import.closed"), ([], "roster.import.only_dry_run")], ids=["no file", "no dry run"],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    assert main(["roster", "import", str(tmp_path / "tidak-ada.xlsx"), *words]) == 2
    assert f"[{code}]" in capsys.readouterr().err

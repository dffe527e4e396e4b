"""What `screening run` writes is what this room takes in, without a hand between."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.kernel.errors import Refused
from kondusif.screening.services import take_in
from support.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "Teguh Waluyo Prastowo"


def screened(folder: Path, *grounds: str, roster: bool = True) -> tuple[bytes, bytes]:
    """The result and the manifest of a small screening."""
    texts, people, out = folder / "naskah.csv", folder / "pegawai.csv", folder / "hasil.csv"
    with texts.open("w") as stream:
        csv.writer(stream).writerows(
            [("id", "text"), ("n1", f"{NAME} dipanggil Bawaslu Kota Surakarta."), ("n2", "Tidak ada apa-apa.")]
        )
    with people.open("w") as stream:
        csv.writer(stream).writerows([("nip", "nama", "unit", "wilayah"), ("1980 01", NAME, "Kelurahan", "33.72")])
    given = ["--texts", texts, "--out", out, "--workers", "1", *(["--roster", people] if roster else []), *grounds]
    asked = [sys.executable, "-m", "kondusif", "screening", "run", *map(str, given)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return out.read_bytes(), (folder / "hasil.csv.manifest.json").read_bytes()


def test_an_exercise_is_taken_in_with_its_persons(cast: Cast, tmp_path: Path) -> None:
    run = take_in(actor_of(cast.budi), *screened(tmp_path, "--latihan"))
    assert run.exercise
    assert {"person", "institution"} <= {kind for kind, number in run.counts.items() if number}
    assert run.proposals.get(kind="person").quote == NAME
    assert run.edition


def test_a_real_roster_is_refused_here_and_a_run_without_persons_is_not(cast: Cast, tmp_path: Path) -> None:
    grounds = ("--dasar", "Nota dinas uji", "--sampai", "2099-12-31")
    with pytest.raises(Refused) as refused:
        take_in(actor_of(cast.budi), *screened(tmp_path, *grounds))
    assert refused.value.code == "screening.run.persons"
    bare = tmp_path / "tanpa"
    bare.mkdir()
    run = take_in(actor_of(cast.budi), *screened(bare, *grounds, roster=False))
    assert (run.exercise, run.basis, str(run.until_on)) == (False, "Nota dinas uji", "2099-12-31")
    assert run.counts["person"] == 0

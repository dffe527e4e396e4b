"""`kondusif screening run`: what it says before, while and after, and what it refuses in one sentence."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kondusif.cli import screening_reader
from kondusif.cli.commands import screening
from kondusif.cli.main import main
from kondusif.engine.tests import work_for_screening as work

CALL = """
import sys
from kondusif.cli.commands import screening
from kondusif.cli.main import main
from kondusif.engine.screening import run
from kondusif.engine.tests import work_for_screening as work
screening.means = lambda _alike: work.means(work.open_slow)
run.PIECE_BYTES = 2_000
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, str]:
    """Here the running is tried, not what is found."""
    monkeypatch.setattr(screening, "means", lambda _alike: replace(work.means(), reason=screening_reader.reason))
    settings.HOME = tmp_path / "home"
    (tmp_path / "pegawai.csv").write_text("nip,nama\n1,budi\n")
    folder = tmp_path / "teks"
    folder.mkdir()
    rows = [f"pagi {'kampanye' if n % 3 else 'budi'} {n}" for n in range(900)]
    pq.write_table(
        pa.table({"id": [f"t{n}" for n in range(900)], "text": rows}), folder / "a.parquet", row_group_size=50
    )
    return {"roster": str(tmp_path / "pegawai.csv"), "texts": str(folder), "out": str(tmp_path / "hasil.csv")}


def call(files: dict[str, str], *more: str, **changed: str) -> int:
    given = {**files, **changed}
    words = [word for name in ("roster", "texts", "out") for word in (f"--{name}", given[name])]
    return main(["screening", "run", *words, *more])


def test_the_plan_comes_first_and_the_result_is_summed_up(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(files, "--latihan", "--workers", "1") == 0
    out, err = capsys.readouterr()
    assert "Rencana: 1 potongan" in err
    assert "1 proses di mesin ini" in err
    assert "memori sekitar" in err
    assert "1 dari 1 potongan" in err
    assert out.startswith("Selesai: 900 teks, 900 usulan (perbuatan 600; orang 300).")
    rows = list(csv.DictReader(Path(files["out"]).read_text(encoding="utf-8").splitlines()))
    assert rows[0] == {
        "id": "t0",
        "start": "5",
        "end": "9",
        "kind": "person",
        "ref": "1",
        "score": "0.9",
        "quote": "budi",
    }


def test_json_is_the_manifest_and_nothing_else(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--dasar", "SE 01/2024", "--sampai", "2999-01-01", "--oleh", "Tim", "--tujuan", "uji", "--json"]
    assert call(files, "--workers", "1", *words) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(Path(files["out"] + ".manifest.json").read_text())
    assert (said["who"], said["basis"], said["purpose"], said["until"], said["latihan"]) == (
        "Tim",
        "SE 01/2024",
        "uji",
        "2999-01-01",
        False,
    )
    assert not (Path(files["out"]).parent / "home").exists()


@pytest.mark.parametrize(
    ("words", "changed", "code"),
    [
        ([], {}, "engine.screening.no_basis"),
        (["--dasar", "SE 01/2024"], {}, "engine.screening.no_basis"),
        (["--sampai", "2999-01-01"], {}, "engine.screening.no_basis"),
        (["--dasar", "SE 01/2024", "--sampai", "2020-01-01"], {}, "engine.screening.past"),
        (["--dasar", "SE 01/2024", "--sampai", "besok"], {}, "cli.screening.bad_date"),
        (["--latihan", "--dasar", "SE 01/2024", "--sampai", "2999-01-01"], {}, "cli.screening.two_grounds"),
        (["--latihan", "--workers", "0"], {}, "cli.screening.workers"),
        (["--latihan", "--workers", "dua"], {}, "cli.wrong_usage"),
        (["--latihan"], {"out": "/proc/hasil.csv"}, "engine.table.not_writable"),
        (["--latihan"], {"out": "hasil.xlsx"}, "engine.table.kind"),
        (["--latihan"], {"texts": "/tiada"}, "engine.table.missing_file"),
        (["--latihan"], {"roster": "/tiada.csv"}, "engine.table.missing_file"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence_before_anything_is_written(
    files: dict[str, str], capsys: pytest.CaptureFixture[str], words: list[str], changed: dict[str, str], code: str
) -> None:
    assert call(files, *words, **changed) == 2
    out, err = capsys.readouterr()
    last = err.strip().splitlines()[-1]
    assert out == ""
    assert last.endswith(f"[{code}]")
    assert not list(Path(files["out"]).parent.glob("hasil*"))


def test_a_missing_column_is_named(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files["roster"]).write_text("nip,nama_lengkap\n1,budi\n")
    assert call(files, "--latihan") == 2
    assert "tidak punya kolom nama; kolom yang ada: nip, nama_lengkap. [engine.table.missing_column]" in (
        capsys.readouterr().err
    )


def test_a_spoiled_file_is_named_with_its_reason_and_the_rest_is_done(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(files["texts"]) / "b.parquet").write_bytes(b"PAR1 rusak")
    assert call(files, "--latihan", "--workers", "1") == 0
    out, err = capsys.readouterr()
    assert "Dilewati: b.parquet: Berkas b.parquet rusak" in err
    assert "Selesai: 900 teks" in out
    assert "b.parquet: Berkas b.parquet rusak" in out


def _as_a_terminal() -> None:
    """Ctrl-C is heard also where the suite itself was started in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_by_ctrl_c_or_killed_the_same_call_goes_on(
    files: dict[str, str], tmp_path: Path, how: signal.Signals
) -> None:
    words = ["--roster", files["roster"], "--texts", files["texts"], "--out", files["out"], "--latihan"]
    command = [sys.executable, "-c", CALL, "screening", "run", *words, "--workers", "2"]
    environment = os.environ | {"KONDUSIF_HOME": str(tmp_path / "rumah"), "KONDUSIF_DEMO": "0"}
    pieces = Path(files["out"] + ".kerja") / "potongan"
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_as_a_terminal
    ) as process:
        for _ in range(2400):
            if len(list(pieces.glob("*.arrow"))) >= 2 or process.poll() is not None:
                break
            time.sleep(0.05)
        if how == signal.SIGINT:
            os.killpg(process.pid, how)  # as a terminal does: to the whole group
        else:
            process.kill()
        _out, err = process.communicate(timeout=240)  # ends when the last process of the group has ended
    assert process.returncode == (2 if how == signal.SIGINT else -how)
    assert ("[cli.screening.stopped]" in err) == (how == signal.SIGINT)
    assert "Traceback" not in err
    done = len(list(pieces.glob("*.arrow")))
    assert done >= 2
    again = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
    assert f"{done} sudah selesai" in again.stderr
    assert "Selesai: 900 teks, 900 usulan" in again.stdout
    assert not pieces.parent.exists()


@pytest.mark.parametrize(("words", "found"), [([], {"1"}), (["--mirip"], {"1", "2"})])
def test_the_real_reader_finds_what_is_written_and_with_likeness_what_was_meant(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, words: list[str], found: set[str]
) -> None:
    monkeypatch.setattr(screening, "means", screening_reader.means)
    Path(files["roster"]).write_text(
        "nip,nama,unit,wilayah\n1,Wirawan Puspitorini,Dinas Pasar,33.72\n2,Mohammad Soebardjo,Kelurahan Jebres,33.72\n"
    )
    texts = Path(files["texts"]).parent / "satu.csv"
    texts.write_text(
        "id,text\na,Tadi Wirawan Puspitorini datang.\nb,Pak Moch. Subardjo dari Kelurahan Jebres datang.\n"
    )
    assert call(files, "--latihan", "--workers", "1", *words, texts=str(texts)) == 0
    rows = list(csv.DictReader(Path(files["out"]).read_text(encoding="utf-8").splitlines()))
    assert {row["ref"] for row in rows if row["kind"] == "person"} == found
    said = json.loads(Path(files["out"] + ".manifest.json").read_text())
    assert said["settings"] == {"mirip": bool(words)}
    assert len(said["edition"]) <= 80

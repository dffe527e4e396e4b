"""`kondusif screening run`: a mass of texts, read on this machine or on a cluster. Needs no database."""

import errno
import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.cli.screening_reader import means
from kondusif.engine.executor import Progress
from kondusif.engine.screening.manifest import NOT_SAID, Mandate, manifest_path
from kondusif.engine.screening.run import Job, Order, Plan, prepare, run
from kondusif.kernel.clock import now, today_in
from kondusif.kernel.errors import Refused

LINE_SECONDS, BAR_SECONDS = 5.0, 0.2
MOST_WORKERS = 256
STEPS = {
    "hash": "Memeriksa {count} berkas teks ...",
    "index": "Menyusun indeks {count} pegawai ...",
    "sample": "Mengukur contoh kecil ...",
}
KINDS = {"person": "orang", "act": "perbuatan", "place": "tempat", "institution": "lembaga"}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--texts", required=True, metavar="BERKAS", help="teks: berkas atau folder (id,text)")
    parser.add_argument("--out", required=True, metavar="BERKAS", help="hasil, .csv atau .parquet")
    parser.add_argument(
        "--roster", metavar="BERKAS", help="pegawai (nip,nama,unit,wilayah); tanpa ini orang tak dicari"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="proses di mesin ini; bawaannya sebanyak inti")
    parser.add_argument("--cluster", metavar="ALAMAT", help="penjadwal Dask, misalnya tcp://10.0.0.5:8786")
    parser.add_argument("--latihan", action="store_true", help="daftar pegawainya rekaan")
    parser.add_argument("--dasar", default="", metavar="TEKS", help="dasar hukum atau surat tugas")
    parser.add_argument("--sampai", default="", metavar="TANGGAL", help="hasil dihapus paling lambat, tahun-bulan-hari")
    parser.add_argument("--oleh", default=NOT_SAID, metavar="NAMA", help="siapa yang meminta")
    parser.add_argument("--tujuan", default=NOT_SAID, metavar="TEKS", help="untuk apa")
    parser.add_argument(
        "--mirip", action="store_true", help="cari juga nama yang salah eja di dekat gelar atau jabatan"
    )
    parser.add_argument("--json", action="store_true", help="manifes sebagai satu dokumen JSON")


def _run(asked: Namespace) -> int:
    order = _order(asked)
    meter = Meter()
    with ExitStack() as stack:
        try:
            job = prepare(order, means(asked.mirip), stack, today=today_in("WIB"), say=_begins)
            _say(_plan_lines(job))
            said = run(job, made_at=now(), progress=meter)
        except KeyboardInterrupt:
            meter.end()
            raise Refused("cli.screening.stopped", done=meter.finished) from None
        except OSError as error:
            meter.end()
            if error.errno != errno.ENOSPC:
                raise
            raise Refused("cli.screening.disk_full", done=meter.finished) from error
        meter.end()
    if asked.json:
        emit_json(said)
    else:
        emit_lines(_result_lines(order, said))
    return 0


def _order(asked: Namespace) -> Order:
    """The call as an order.

    Raises:
        Refused: two grounds at once, a date that is none, or a number of processes that cannot be.
    """
    if asked.latihan and asked.dasar.strip():
        raise Refused("cli.screening.two_grounds")
    if asked.workers is not None and not 1 <= asked.workers <= MOST_WORKERS:
        raise Refused("cli.screening.workers", most=MOST_WORKERS)
    from django.conf import settings

    return Order(
        texts=Path(asked.texts),
        out=Path(asked.out),
        mandate=Mandate(asked.latihan, asked.dasar, _day(asked.sampai), asked.oleh, asked.tujuan),
        roster=Path(asked.roster) if asked.roster else None,
        workers=asked.workers,
        cluster=asked.cluster,
        cache=Path(settings.HOME) / "cache" / "screening",
    )


def _day(said: str) -> date | None:
    if not said.strip():
        return None
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise Refused("cli.screening.bad_date", said=said[:40]) from error


def _say(lines: list[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _begins(step: str, count: int) -> None:
    _say([STEPS[step].format(count=number(count))])


def _plan_lines(job: Job) -> list[str]:
    plan = job.plan
    before = f", {number(plan.before)} sudah selesai" if plan.before else ""
    where = f"klaster {job.order.cluster}" if job.order.cluster else "mesin ini"
    lines = [
        f"Rencana: {number(plan.pieces)} potongan{before}; {number(plan.megabytes, 1)} MB teks; "
        f"{plan.processes} proses di {where}.",
        f"Perkiraan: {_length(plan.seconds)}; memori sekitar {number(plan.memory_mb)} MB.{_pace(plan)}",
    ]
    return lines + [f"Dilewati: {one['file']}: {one['reason']}" for one in job.account.refused[:20]]


def _pace(plan: Plan) -> str:
    return f" Contoh: {number(plan.posts_per_s)} teks per detik per proses." if plan.posts_per_s else ""


def _result_lines(order: Order, said: dict[str, Any]) -> list[str]:
    texts, roster = said["texts"], said["roster"]
    kinds = "; ".join(f"{KINDS.get(kind, kind)} {number(count)}" for kind, count in said["counts"].items())
    lines = [
        f"Selesai: {number(texts['read'])} teks, {number(said['result']['rows'])} usulan ({kinds or 'tidak ada'}).",
        f"Hasil: {order.out}; manifes: {manifest_path(order.out)}.",
    ]
    left_out = (
        (texts["without_id"], "teks tanpa id dilewati"),
        (texts["bad_rows"], "baris dengan jumlah kolom salah dilewati"),
        (texts["doubled_id"], "teks memakai id yang sudah dipakai; semuanya dibaca"),
        (roster.get("doubled_nip", 0), "baris pegawai dengan NIP ganda dilewati"),
        (roster.get("without_nip_or_name", 0), "baris pegawai tanpa NIP atau nama dilewati"),
        (roster.get("bad_rows", 0), "baris pegawai dengan jumlah kolom salah dilewati"),
        (said["refused_total"], "berkas atau potongan tidak terbaca:"),
    )
    lines += [f"Perhatian: {number(count)} {what}" for count, what in left_out if count]
    return lines + [f"  {one['file']}: {one['reason']}" for one in said["refused"][:20]]


def number(value: float, places: int = 0) -> str:
    """A number as the office writes it: 1.234,5."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def _length(seconds: float | None) -> str:
    if seconds is None:
        return "lama belum diketahui"
    if seconds < 90:
        return f"sekitar {max(1, round(seconds))} detik"
    if seconds < 5400:
        return f"sekitar {round(seconds / 60)} menit"
    return f"sekitar {number(seconds / 3600, 1)} jam"


class Meter:
    """Says how far the work is: one moving line on a terminal, else a line every few seconds."""

    def __init__(self) -> None:
        self.finished = 0
        self._moving = sys.stderr.isatty()
        self._last = monotonic()

    def __call__(self, at: Progress) -> None:
        self.finished = at.before + at.done
        moment = monotonic()
        if moment - self._last < (BAR_SECONDS if self._moving else LINE_SECONDS) and self.finished < at.total:
            return
        self._last = moment
        rest = "" if self.finished == at.total else f"; sisa {_length(at.rest)}"
        line = f"{number(self.finished)} dari {number(at.total)} potongan{rest}"
        sys.stderr.write(f"\r\033[K{line}" if self._moving else f"{line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the moving line behind."""
        if self._moving and self.finished:
            sys.stderr.write("\n")


COMMANDS = {"run": Command("Membaca banyak teks: mengusulkan orang, perbuatan, tempat, lembaga.", _configure, _run)}

"""A result of `screening run` in the exercise: invented posts read for acts, places and institutions, some reviewed.

The posts are read here by the same reader as the command's; nothing is proposed by hand.
"""

import csv
import hashlib
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kondusif.cli.screening_reader import means, open_screen
from kondusif.screening.manifests import FORMAT
from kondusif.screening.models import Proposal
from kondusif.screening.rules import Kind, Reason, Verdict
from kondusif.screening.services import judge, take_in

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage

POSTS = (
    "Pak camat kemarin menyukai unggahan calon nomor satu, tangkapan layarnya beredar di grup RW Semanggi.",
    "Info dari kelurahan Jebres: besok ada pembagian jadwal piket TPS, mohon hadir tepat waktu.",
    "Katanya ada ASN ikut kampanye di Lapangan Kartopuran memakai atribut calon, mohon dicek kebenarannya.",
    "Bawaslu melarang ASN menyukai unggahan calon. Sudah jelas ya, Bapak dan Ibu.",
    "Ada pegawai yang foto bersama calon sambil acungkan jari, lalu diunggah di akun pribadinya.",
    "KPU membuka layanan pindah memilih di kantor sampai hari Jumat.",
    "Tadi di Manahan ada mobil dinas dipakai mengantar spanduk calon, pelatnya merah.",
    "Saya dengar lurah mengajak warga memilih salah satu calon saat arisan, mohon ditindaklanjuti.",
    "Jalan di Nusukan ditutup untuk acara kirab, harap memutar lewat Banyuanyar.",
    "Seorang guru mengomentari unggahan kampanye dengan kalimat dukungan, komentarnya masih ada.",
    "Staf kecamatan membagikan unggahan calon di grup dinas, lalu dihapus.",
    "Polres mengimbau warga Pasar Kliwon menjaga ketenangan sampai hari pemungutan suara.",
    "Apakah ASN boleh mengikuti akun calon? Mohon penjelasan dari Bagian Hukum.",
    "Katanya camat Banjarsari tidak menyukai unggahan calon mana pun, jangan difitnah.",
)
REVIEWED, DAYS = 5, 60


def tell(stage: "Stage") -> None:
    """Take the result in and review a few proposals, as a verifier does."""
    verifier, today = stage.by("verifikator"), stage.story["today"]
    result = _result(stage.story["city"]["code"])
    run = take_in(verifier, result, json.dumps(_manifest(result, today)).encode())
    for proposal in Proposal.objects.filter(run=run).order_by("pk")[:REVIEWED]:
        if proposal.kind == Kind.PLACE:  # a place alone says nothing
            judge(verifier, proposal, Verdict.REJECTED, Reason.TOO_LITTLE)
        else:
            judge(verifier, proposal, Verdict.TAKEN)


def _result(city: str) -> bytes:
    names = [f"unggahan-{number:02d}" for number in range(1, len(POSTS) + 1)]
    blank = [""] * len(POSTS)
    texts = pa.table({"id": names, "text": list(POSTS), "date": blank, "wilayah": [city] * len(POSTS)})
    found = open_screen("").read(texts)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.column_names)
    writer.writerows(zip(*(column.to_pylist() for column in found.columns), strict=True))
    return out.getvalue().encode()


def _manifest(result: bytes, today: date) -> dict[str, Any]:
    return {
        "format": FORMAT, "who": "Latihan", "purpose": "Melatih penelaahan usulan", "basis": "latihan",
        "latihan": True, "until": (today + timedelta(days=DAYS)).isoformat(), "edition": means().edition,
        "result": {"sha256": hashlib.sha256(result).hexdigest()},
        "inputs": [{"file": "naskah-latihan", "sha256": hashlib.sha256("\n".join(POSTS).encode()).hexdigest()}],
    }  # fmt: skip

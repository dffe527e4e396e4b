"""Names of offices as they are compared: short forms written out, punctuation lost."""

import re

from kondusif.engine.names.fold import latin

_WORD = re.compile(r"[A-Z]+|[0-9]+")
_SHORT = {
    "KEL": "KELURAHAN", "KEC": "KECAMATAN", "DIN": "DINAS", "DISDIK": "DINAS PENDIDIKAN", "DIKNAS": "DINAS PENDIDIKAN",
    "DINKES": "DINAS KESEHATAN", "DISDUKCAPIL": "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "DINSOS": "DINAS SOSIAL",
    "DISHUB": "DINAS PERHUBUNGAN", "SATPOL": "SATUAN POLISI PAMONG PRAJA", "PP": "", "PUSK": "PUSKESMAS",
    "SDN": "SD NEGERI", "SMPN": "SMP NEGERI", "SMAN": "SMA NEGERI", "SMKN": "SMK NEGERI", "TKN": "TK NEGERI",
    "BKD": "BADAN KEPEGAWAIAN", "DPRD": "DEWAN PERWAKILAN RAKYAT DAERAH", "BAG": "BAGIAN", "KANTOR": "", "ORANG": "",
    "PEMKOT": "PEMERINTAH KOTA", "PEMKAB": "PEMERINTAH KABUPATEN", "RS": "RUMAH SAKIT", "N": "NEGERI",
}  # fmt: skip


def fold_unit(unit: str) -> str:
    """The name of an office for comparison: capitals, short forms written out."""
    words = _WORD.findall(latin(unit[:200]))
    return " ".join(full for word in words if (full := _SHORT.get(word, word)))

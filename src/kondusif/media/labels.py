"""What pages call the ids of the reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

INSTITUTIONS: dict[str, Words] = {
    "kpu": "KPU", "bawaslu": "Bawaslu", "panwaslu": "Panwaslu", "gakkumdu": "Sentra Gakkumdu", "kpps": "KPPS",
    "polri": "Polri", "tni": "TNI", "kejaksaan": "Kejaksaan", "fkub": "FKUB", "fkdm": "FKDM",
    "forkopimda": "Forkopimda", "forkopimcam": "Forkopimcam", "kesbangpol": "Kesbangpol", "bkn": "BKN", "kasn": "KASN",
    "kemenpanrb": "KemenPANRB", "kemendagri": "Kemendagri", "bkpsdm": "BKPSDM", "inspektorat": "Inspektorat",
    "satpol_pp": "Satpol PP", "linmas": "Linmas", "pemkot": _("Pemerintah kota"), "pemkab": _("Pemerintah kabupaten"),
    "dprd": "DPRD", "parpol": _("Partai politik"), "ormas": _("Organisasi masyarakat"), "sekolah": _("Sekolah"),
}  # fmt: skip
ACTIVITIES: dict[str, Words] = {
    "outreach": _("Sosialisasi"),
    "declaration": _("Deklarasi dan ikrar"),
    "circular": _("Surat edaran"),
    "task_force": _("Satuan tugas"),
    "coordination_meeting": _("Rapat dan koordinasi"),
    "gathering": _("Kumpulan warga"),
    "security_operation": _("Pengamanan"),
    "education": _("Pendidikan politik"),
    "leave": _("Cuti"),
    "staffing": _("Pengisian jabatan dan petugas"),
    "other_event": _("Agenda lain"),
}
ISSUES: dict[str, Words] = {
    "asn_neutrality": _("Netralitas ASN"),
    "money_politics": _("Politik uang"),
    "social_media": _("Media sosial"),
    "hoax": _("Kabar bohong"),
    "intimidation": _("Intimidasi"),
    "conflict_potential": _("Potensi konflik"),
    "logistics": _("Logistik"),
    "voter_list": _("Daftar pemilih"),
    "sara": _("SARA"),
}
BY_KIND: dict[str, dict[str, Words]] = {"institution": INSTITUTIONS, "activity": ACTIVITIES, "issue": ISSUES}


def label(kind: str, value: str, name: str = "") -> Words:
    """What a finding is called on a page."""
    return name or BY_KIND.get(kind, {}).get(value, value)

"""What pages call the institutions that a text may name, by the ids of the reader."""

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

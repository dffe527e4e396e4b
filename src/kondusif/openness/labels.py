"""The words of this room for tables and for what they count."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "reports.outcome": _("Laporan menurut hasil verifikasi"),
    "reports.kind": _("Laporan menurut jenis"),
    "reports.district": _("Laporan menurut kecamatan"),
    "cases.stage": _("Penanganan dugaan menurut tahap"),
    "incidents.kind": _("Kejadian menurut jenis"),
    "incidents.district": _("Kejadian menurut kecamatan"),
}
TOTALS = {
    "reports": _("Seluruh laporan"),
    "cases": _("Seluruh penanganan"),
    "incidents": _("Seluruh kejadian"),
}
KEYS = {
    "waiting": _("Menunggu verifikasi"),
    "case": _("Menjadi penanganan dugaan"),
    "incident": _("Menjadi kejadian"),
    "information": _("Diteruskan sebagai informasi awal"),
    "not_ours": _("Bukan kewenangan kota, diteruskan"),
    "dismissed": _("Tidak dilanjutkan, dengan alasan"),
    "neutrality": _("Netralitas ASN"),
    "peace": _("Gangguan keamanan dan ketertiban"),
    "open": _("Ditangani"),
    "closing": _("Diusulkan ditutup"),
    "closed": _("Ditutup dengan persetujuan dua orang"),
    "violence": _("Kekerasan"),
    "threat": _("Ancaman"),
    "damage": _("Perusakan"),
    "obstruction": _("Penghalangan"),
    "intimidation": _("Intimidasi"),
    "offer": _("Pemberian atau janji uang dan barang"),
    "false_procedure": _("Kabar keliru tentang tata cara memilih"),
    "disaster": _("Bencana atau gangguan logistik"),
    "elsewhere": _("Di luar kecamatan kota, atau tidak disebut"),
}
WITHHELD = _("ditahan")

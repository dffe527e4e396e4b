"""What pages call the ids of the reader."""

from django.utils.translation import gettext_lazy as _

from kondusif.institutions.named import INSTITUTIONS, Words

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

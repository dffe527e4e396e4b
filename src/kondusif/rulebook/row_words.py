"""Words of the pages about rows: what kind a row is, whom it binds, what a field of it is called."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kondusif.rulebook.schema import ActorKind, Relation
from kondusif.rulebook.search import Kind

KINDS: dict[str, Promise | str] = {
    Kind.ACT: _("perbuatan yang dilarang"),
    Kind.SANCTION: _("tingkat sanksi"),
    Kind.PROCEDURE: _("prosedur"),
    Kind.STEP: _("langkah prosedur"),
    Kind.STAGE: _("tahapan"),
    Kind.INSTRUMENT: _("peraturan"),
    Kind.DAY_OFF: _("hari libur"),
    Kind.OFFICE: _("jam kantor"),
    Kind.PAUSE: _("alasan jeda"),
    Kind.ROLE: _("peran lembaga"),
}
ACTORS: dict[str, Promise | str] = {
    ActorKind.PNS: _("PNS"),
    ActorKind.PPPK: _("PPPK"),
    ActorKind.CONTRACT: _("pegawai pemerintah non-ASN"),
    ActorKind.ASN_OFFICIAL: _("pejabat ASN"),
    ActorKind.STATE_OFFICIAL: _("pejabat negara"),
    ActorKind.REGIONAL_OFFICIAL: _("pejabat daerah"),
    ActorKind.HEAD_OF_REGION: _("kepala daerah dan wakilnya"),
    ActorKind.POLITICAL_OFFICE: _("pemegang jabatan politik lain"),
    ActorKind.FORCES: _("anggota TNI dan Polri"),
    ActorKind.VILLAGE: _("kepala desa dan lurah"),
    ActorKind.CANDIDATE: _("calon"),
    ActorKind.CAMPAIGN_TEAM: _("tim kampanye"),
    ActorKind.ANYONE: _("setiap orang"),
    ActorKind.NEIGHBOURHOOD: _("ketua RT dan RW (himbauan saja)"),
}
RELATIONS: dict[str, Promise | str] = {
    Relation.NONE: _("tidak ada hubungan"),
    Relation.SPOUSE: _("suami atau istri"),
    Relation.FAMILY: _("keluarga"),
    Relation.COLLEAGUE: _("rekan kerja"),
    Relation.SELF: _("diri sendiri"),
}


def english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "id").startswith("en")

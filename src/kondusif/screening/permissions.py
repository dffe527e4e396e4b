"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

REVIEWERS = (Role.VERIFIER, Role.HANDLER)
READERS = (*REVIEWERS, Role.AUDITOR)
TAKERS = (Role.VERIFIER,)

DOORS = {
    "screening:list": Door.of(*READERS),
    "screening:precision": Door.of(*READERS),
    "screening:precision_csv": Door.of(*READERS),
    "screening:readings": Door.of(*READERS),
    "screening:take_in": Door.of(*TAKERS),
    "screening:draft": Door.of(*TAKERS),
    "screening:read": Door.of(*REVIEWERS),
    "screening:tally": Door.of(*REVIEWERS),
    "screening:show": Door.of(*REVIEWERS),
    "screening:csv": Door.of(*REVIEWERS),
    "screening:judge": Door.of(*REVIEWERS),
    "screening:reopen": Door.of(*REVIEWERS),
    "screening:use": Door.of(*REVIEWERS),
}

AUDIT_ACTIONS = {
    "screening.run.taken_in": _("Hasil penyaringan diterima"),
    "screening.run.erased": _("Usulan penyaringan dihapus pada waktunya"),
    "screening.draft.offered": _("Hasil penyaringan diunggah untuk dilihat dahulu"),
    "screening.draft.discarded": _("Unggahan hasil penyaringan dibatalkan"),
    "screening.drafts.swept": _("Unggahan hasil penyaringan yang tertinggal dihapus"),
    "screening.proposal.judged": _("Usulan penyaringan diperiksa"),
    "screening.proposals.judged": _("Usulan dengan kutipan sama diperiksa sekaligus"),
    "screening.proposal.reopened": _("Putusan atas usulan penyaringan dibatalkan"),
    "screening.proposal.used": _("Pemakaian usulan penyaringan dicatat"),
    "screening.text.read": _("Naskah dibaca mesin dengan alasan"),
    "screening.verdict.tallied": _("Putusan atas usulan dihitung tanpa isinya"),
}

"""Doors of the desk's work on the queue, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

TYPISTS = (Role.DESK, Role.VERIFIER)
DESK_DOORS = {
    # The signature of each message is the key of this door; a message without one is answered like an unknown address.
    "intake_gateway:post": Door(PUBLIC),
    "intake:enter": Door.of(*TYPISTS),
    "intake:entered": Door.of(*TYPISTS),
    "intake:import": Door.of(*TYPISTS),
    "intake:import_check": Door.of(*TYPISTS),
    "intake:import_keep": Door.of(*TYPISTS),
    "intake:gateways": Door.of(Role.ADMIN),
    "intake:gateway_close": Door.of(Role.ADMIN),
    "intake:take": Door.of(Role.VERIFIER),
    "intake:release": Door.of(Role.VERIFIER),
    "intake:flood": Door.of(Role.VERIFIER, Role.DESK),
    "intake:batch": Door.of(Role.VERIFIER),
    "intake:bundle": Door.of(Role.VERIFIER),
    "intake:join": Door.of(Role.VERIFIER),
    "intake:split": Door.of(Role.VERIFIER),
    "intake:told": Door.of(Role.VERIFIER),
    "intake:correct": Door.of(Role.VERIFIER),
    "intake:approve_accused": Door.of(Role.VERIFIER),
    "intake:refuse_accused": Door.of(Role.VERIFIER),
    "intake:withdraw_accused": Door.of(Role.VERIFIER),
    "intake:forwardings": Door.of(Role.VERIFIER, Role.DESK),
    "intake:forwarding": Door.of(Role.VERIFIER, Role.DESK),
    "intake:second_looks": Door.of(Role.VERIFIER),
    "intake:second_look": Door.of(Role.VERIFIER),
    "intake:statistics": Door.of(Role.VERIFIER, Role.DESK, Role.LEADER, Role.AUDITOR),
}

DESK_ACTIONS = {
    "intake.report.told": _("Pelapor diberi tahu putusannya"),
    "intake.report.corrected": _("Tempat atau terlapor dibetulkan"),
    "intake.accused.proposed": _("Terlapor lain diusulkan"),
    "intake.accused.approved": _("Usul mengganti terlapor disetujui; terlapor dibetulkan"),
    "intake.accused.refused": _("Usul mengganti terlapor ditolak"),
    "intake.accused.withdrawn": _("Usul mengganti terlapor ditarik pengusulnya"),
    "intake.report.forwarded": _("Penerusan dikirim"),
    "intake.forwarding.answered": _("Jawaban penerusan dicatat"),
    "intake.report.returned": _("Penerusan kembali; laporan dibuka lagi"),
    "intake.bundle.joined": _("Laporan digabung dalam satu ikatan"),
    "intake.bundle.led": _("Laporan lain ditampilkan di depan ikatannya"),
    "intake.bundle.split": _("Laporan dipisahkan dari ikatan"),
    "intake.bundles.made": _("Laporan serupa diikat"),
    "intake.flood.declared": _("Lonjakan laporan dinyatakan"),
    "intake.flood.ended": _("Lonjakan laporan diakhiri"),
    "intake.burst.noticed": _("Lonjakan kiriman diberitahukan"),
    "intake.batch.taken": _("Berkas laporan diambil sekaligus"),
    "intake.second_look.given": _("Pemeriksaan ulang buta dicatat"),
    "intake.reports.imported": _("Berkas laporan dibawa masuk"),
    "intake.gateway.opened": _("Gerbang pesan dibuka"),
    "intake.gateway.closed": _("Gerbang pesan ditutup"),
}

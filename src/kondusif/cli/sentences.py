"""What the command line says when it refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "cli.port_taken": _("Porta %(port)s sudah dipakai program lain. Jalankan lagi dengan PORT=%(other)s."),
    "cli.tls.half": _("Isi KONDUSIF_TLS_CERT dan KONDUSIF_TLS_KEY bersama-sama."),
    "cli.tls.missing_file": _("Berkas %(name)s tidak ada atau tidak dapat dibaca: %(path)s."),
}

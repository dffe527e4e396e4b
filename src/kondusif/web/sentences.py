"""Sentences for refusals of pages that cross rooms."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "web.first_run.roles_missing": _(
        "Belum ada yang memegang peran ini: %(roles)s. Beri setiap peran kepada seseorang."
    ),
    "web.first_run.same_name": _("Dua orang memakai nama pengguna yang sama. Beri setiap orang nama pengguna sendiri."),
    "web.first_run.not_a_city": _("Kode %(code)s bukan kota atau kabupaten dalam daftar nasional. Pilih dari daftar."),
}

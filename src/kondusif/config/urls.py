"""Where each room's pages hang. Public pages carry the language in the URL; Indonesian has no prefix."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

ROOMS = [
    ("lapor/", "intake.urls_public"),
    ("bolehkah/", "advice.urls_public"),
    ("aturan/tahapan/", "stages.urls_public"),
    ("aturan/", "rulebook.urls_public"),
    ("transparansi/", "openness.urls_public"),
    ("ruang/kunci/", "vault.urls"),
    ("ruang/laporan/", "intake.urls"),
    ("ruang/penanganan/", "cases.urls"),
    ("ruang/tenggat/", "cases.urls_due"),
    ("ruang/kejadian/", "incidents.urls"),
    ("ruang/pencegahan/edaran/", "circulars.urls"),
    ("ruang/pencegahan/", "web.urls_prevention"),
    ("ruang/pencegahan/", "outreach.urls"),
    ("ruang/koordinasi/", "coordination.urls"),
    ("lapangan/", "web.urls_field"),
    ("edaran/", "circulars.urls_public"),
    ("sosialisasi/", "outreach.urls_public"),
    ("materi/", "outreach.urls_kit"),
    ("deklarasi/", "coordination.urls_public"),
    ("ruang/wilayah/", "territory.urls"),
    ("ruang/media/", "media.urls"),
    ("ruang/pegawai/", "roster.urls"),
    ("ruang/penyaringan/", "screening.urls"),
    ("ruang/harian/", "brief.urls"),
    ("ruang/aturan/", "rulebook.urls"),
    ("ruang/bolehkah/", "advice.urls"),
    ("ruang/", "web.urls"),
    ("", "web.urls_public"),
]


def mounted(prefix: str, module: str) -> list[URLPattern | URLResolver]:
    room = module.split(".", 1)[0]
    if not find_spec(f"kondusif.{room}") or not find_spec(f"kondusif.{module}"):
        return []
    return [path(prefix, include(f"kondusif.{module}"))]


urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("", include("kondusif.accounts.urls_sign_in")),
        path("akun/", include("kondusif.accounts.urls")),
        *[row for prefix, module in ROOMS for row in mounted(prefix, module)],
        prefix_default_language=False,
    ),
    *mounted("kalender/", "cases.urls_feed"),
    *mounted("api/v1/gerbang/", "intake.urls_gateway"),
    *mounted("api/v1/", "openness.urls_api"),
    *mounted("", "web.urls_health"),
]

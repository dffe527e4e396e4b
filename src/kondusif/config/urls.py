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
    ("ruang/wilayah/", "territory.urls"),
    ("ruang/media/", "media.urls"),
    ("ruang/harian/", "brief.urls"),
    ("ruang/aturan/", "rulebook.urls"),
    ("ruang/bolehkah/", "advice.urls"),
    ("ruang/kunci/", "vault.urls"),
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
    *mounted("api/v1/", "openness.urls_api"),
    *mounted("", "web.urls_health"),
]

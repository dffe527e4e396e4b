"""Where each room's pages hang. Public pages carry the language in the URL; Indonesian has no prefix."""

from importlib.util import find_spec

from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from kondusif.accounts.urls import no_signup

ROOMS = [
    ("lapor/", "intake.urls_public"),
    ("bolehkah/", "advice.urls_public"),
    ("aturan/", "rulebook.urls_public"),
    ("transparansi/", "openness.urls_public"),
    ("ruang/laporan/", "intake.urls"),
    ("ruang/penanganan/", "cases.urls"),
    ("ruang/kejadian/", "incidents.urls"),
    ("ruang/wilayah/", "territory.urls"),
    ("ruang/media/", "media.urls"),
    ("ruang/harian/", "brief.urls"),
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
        path("masuk/", account.login, name="account_login"),
        path("keluar/", account.logout, name="account_logout"),
        path("akun/", include("kondusif.accounts.urls")),
        # The sign-in library asks for the address of a self sign-up; nobody signs up here.
        path("akun/daftar/", no_signup, name="account_signup"),
        path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
        path("akun/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
        path("akun/sandi/", account.password_change, name="account_change_password"),
        path("akun/kunci/", include("allauth.mfa.urls")),
        *[row for prefix, module in ROOMS for row in mounted(prefix, module)],
        prefix_default_language=False,
    ),
    *mounted("api/v1/", "openness.urls_api"),
    *mounted("", "web.urls_health"),
]
